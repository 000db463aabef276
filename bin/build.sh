# Sourced by the other scripts after jdk.sh: builds the jar when it is missing or older than its
# sources, and shows how far it is. $root is the repository.

# shellcheck disable=SC2154
jar=$root/target/signalbox.jar
build_log=$root/target/build.log
build_lock=$root/target/build.lock

# Whether some source is newer than the jar. Tests do not go into it.
is_stale() {
  [ -f "$jar" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/protocol "$root"/client "$root"/hub "$root"/dashboard \
    \( -name node_modules -o -name target -o -path '*/src/test' -o -name e2e -o -name docs \) -prune \
    -o -type f -newer "$jar" -print 2>/dev/null | head -n 1)" ]
}

# One line a step, from Maven's and Vite's own output.
build_progress() {
  while IFS= read -r line; do
    case $line in
      *"Building Signalbox"*) step=${line#*Building }; echo "  ${step%%  *}" ;;
      "[dashboard] "*) echo "    ${line#"[dashboard] "}" ;;
    esac
  done
}

# Puts what Maven built where it is run from, all at once: a hub that runs has its jar open.
publish_jar() {
  cp "$root/hub/target/signalbox.jar" "$jar.$$"
  mv -f "$jar.$$" "$jar"
}

# Two commands at once must not run Maven in the same directories. The lock is a link that names its
# holder, made in one step; that of a command which was killed is taken away.
lock_build() {
  until ln -s "$$" "$build_lock" 2>/dev/null; do
    holder=$(readlink "$build_lock") || continue
    if ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$build_lock"
      continue
    fi
    [ -n "${is_told:-}" ] || echo "Waiting for what another command builds (process $holder)." >&2
    is_told=yes
    sleep 0.2
  done
}

unlock_build() { rm -f "$build_lock"; }

build_if_stale() {
  is_stale || return 0
  mkdir -p "$root/target"
  lock_build
  # Perhaps the other command has built it.
  if is_stale; then build; fi
  unlock_build
}

build() {
  if [ -f "$jar" ]; then
    echo "Building Signalbox anew: its sources have changed." >&2
  else
    echo "Building Signalbox; the first time also downloads what it needs and takes a minute or more." >&2
  fi
  (cd "$root" && ./mvnw -B -ntp -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true -pl hub -am package 2>&1 || echo "BUILD STOPPED") |
    tee "$build_log" | build_progress >&2
  if grep -q '^BUILD STOPPED' "$build_log"; then
    grep -E '^\[ERROR\]|\[dashboard\]' "$build_log" | head -n 20 >&2
    echo "signalbox: the build stopped; all of its output is in target/build.log" >&2
    unlock_build
    exit 1
  fi
  publish_jar
}
