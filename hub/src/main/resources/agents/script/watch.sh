# Looks now and then whether the agent of a session still runs, and reports when it does not. The
# record of the session's start stays as long as somebody has to look.
watch_over() {
  case $pid in '' | *[!0-9]*) return ;; esac
  kill -0 "$pid" && mkdir -p "$watched" || return
  session=${1##*.}
  post=$watched/$pid.$session
  [ -e "$post" ] && return
  ln "$1" "$post" || cp "$1" "$post" || return
  (
    while sleep 5 && [ -e "$post" ]; do
      kill -0 "$pid" && is_same && continue
      trap - TERM
      find_self
      tick
      name_file g
      mv -f "$post" "$spool/$file" && { drain || keep_trying; }
      break
    done
  ) &
}

# Whether the process with the agent's number is still the agent.
is_same() {
  [ -z "$born" ] || { look_at "$pid" && [ "$started" = "$born" ]; }
}

end_watch() {
  [ -n "$watched" ] || return
  for path in "$watched"/*."$session"; do
    [ ! -e "$path" ] || rm -f "$path"
  done
}
