report() {
  clock=$now fresh=yes
  find_state
  find_self
  make_record
  name_file "$kind"
  case $event in [sS]essionEnd) end_watch ;; esac
  export no_proxy="127.0.0.1,localhost,::1,${no_proxy:-$NO_PROXY}"
  cd /
  keep || { missing=0; printf %s "$record" | deliver; return; }
  # Many calls in a row need not all find out that the hub is away.
  if read -r since <"$spool/away" && find_age "$since" && [ "$age" -ge 0 ] && [ "$age" -lt 2 ]; then
    keep_trying
  else
    drain || keep_trying
  fi
  case $agent-$event in
    claude-code-UserPromptSubmit) ! is_attended || { attend && wait_for watch mark; } ;;
    claude-code-SessionEnd) dismiss ;;
  esac
}

find_kind
find_agent
if is_asking; then
  ask
  exit 0
elif is_ordered; then
  obey
  exit 0
elif [ -n "$waits" ]; then
  # Stop, for the second time: the first tells of it.
  is_attended || exit 0
  begin_talk
  attend && wait_for wait wake
  exit 0
fi
# With exec, so that the shell keeps no copy of the agent's pipes: the agent waits for their end.
( exec </dev/null >/dev/null 2>&1 3>&-; report ) &
