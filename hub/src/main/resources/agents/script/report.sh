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
}

find_kind
find_agent
# With exec, so that the shell keeps no copy of the agent's pipes: the agent waits for their end.
( exec </dev/null >/dev/null 2>&1; report ) &
