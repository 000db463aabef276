# Sourced after build.sh: how the JVM of Signalbox is started. $jar and $JAVA_HOME are known.

# One collector thread and short object headers suit a small heap, which grows when there is need; it
# would rather grow than collect what is old, so it has a limit of its own, not a quarter of the machine.
# Netty reads and writes memory by sun.misc.Unsafe, which Java 25 would warn of at every start.
# shellcheck disable=SC2034
java_flags="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms24m -Xmx768m --sun-misc-unsafe-memory-access=allow"

# Classes as they are after loading, with what a first run has told of them (JEP 483, 514, 515): the
# hub is ready in half of the time and takes less memory. Empty when it could not be made.
# shellcheck disable=SC2154
aot_cache=${jar%.jar}.aot

has_aot_cache() { [ -s "$aot_cache" ] && [ "$aot_cache" -nt "$jar" ]; }

train_if_new() {
  if [ "$aot_cache" -nt "$jar" ]; then return; fi
  lock_build
  # Perhaps another command has made it.
  [ "$aot_cache" -nt "$jar" ] || train
  unlock_build
}

# Plays a demo and an agent's hooks into a hub of its own, and lets the JVM write down what it has learned.
train() {
  echo "  Preparing a fast start" >&2
  training=$(mktemp -d)
  # shellcheck disable=SC2086
  "$JAVA_HOME/bin/java" $java_flags -XX:AOTCacheOutput="$aot_cache" -jar "$jar" \
    serve --port 0 --data-dir "$training/data" >"$training/out" 2>&1 &
  hub=$!
  # Told to stop before it has learned: nothing of it stays behind.
  trap 'kill -9 "$hub" 2>/dev/null; rm -rf "$training"; unlock_build; exit 143' HUP INT TERM
  if trained_url=$(await_ready "$training/out" "$hub"); then
    # shellcheck disable=SC2086
    "$JAVA_HOME/bin/java" $java_flags -jar "$jar" demo --speed 100000 --url "$trained_url" >/dev/null 2>&1 || :
    hook_calls "$trained_url" 2000 | curl -s -K - >/dev/null 2>&1 || :
    # shellcheck disable=SC2086
    "$JAVA_HOME/bin/java" $java_flags -jar "$jar" sessions --url "$trained_url" >/dev/null 2>&1 || :
  fi
  kill "$hub" 2>/dev/null || :
  wait "$hub" 2>/dev/null || :
  trap - HUP INT TERM
  rm -rf "$training"
  # Also without a cache the hub runs; it is not tried again until the next build.
  [ "$aot_cache" -nt "$jar" ] || : >"$aot_cache"
}

# So many hook calls before tools, for curl: an agent waits for each of them, the first ones too.
hook_calls() {
  awk -v url="$1/api/hooks/claude-code" -v calls="$2" 'BEGIN {
    payload = "{\"session_id\":\"training\",\"cwd\":\"/srv/app\",\"hook_event_name\":\"PreToolUse\"," \
      "\"tool_name\":\"Bash\",\"tool_use_id\":\"t%d\",\"tool_input\":{\"command\":\"npm test\"}}"
    gsub(/"/, "\\\"", payload)
    for (call = 1; call <= calls; call++)
      printf "next\nurl = \"%s\"\nheader = \"Content-Type: application/json\"\ndata = \"" payload "\"\n", url, call
  }'
}

# Where the hub with this output and process id is; fails when it has ended, or after 30 seconds.
await_ready() {
  tries=0
  while [ "$tries" -lt 300 ] && kill -0 "$2" 2>/dev/null; do
    url=$(sed -n 's/.*ready at \(http[^ ]*\).*/\1/p' "$1" 2>/dev/null)
    if [ -n "$url" ]; then
      echo "$url"
      return
    fi
    tries=$((tries + 1))
    sleep 0.1
  done
  return 1
}
