# Whether this call is a question that we wait for: then longest is for how many seconds. Claude
# Code shows its dialog meanwhile, and takes the answer that comes first. Where nobody is at the
# terminal, it would wait for us alone. Others show theirs only afterwards: they wait for as long as
# their user has said.
is_asking() {
  case $agent-$event in *-PermissionRequest) ;; *) return 1 ;; esac
  longest=${hold:-3590}
  ! is_alone || return 0
  [ "$agent" = claude-code ] && is_attended
}

# Whether nothing but this call can be answered at the moment.
is_alone() {
  [ -n "$hold" ]
}

# Sets doing to what Claude Code says that it does: waiting, busy, idle; empty when it says nothing.
find_doing() {
  doing='' line=''
  read -r line <"${CLAUDE_CONFIG_DIR:-$HOME/.claude}/sessions/${CLAUDE_PID:-$pid}.json"
  case $line in *'"status":"'*) ;; *) return ;; esac
  doing=${line#*'"status":"'}
  doing=${doing%%\"*}
}

# Whether the dialog is still there. It need not be there yet, and one look may be a moment too
# early; a process that says nothing of it is believed as long as it runs.
is_open() {
  [ -z "$pid" ] || kill -0 "$pid" || return 1
  ! is_alone || return 0
  find_doing
  case $doing in
    waiting) seen=yes closed=0; return 0 ;;
    '') return 0 ;;
  esac
  closed=$((closed + 1))
  if [ -n "$seen" ]; then [ $closed -lt 2 ]; else [ $closed -lt 20 ]; fi
}

# Sends the call with more headers and waits until the hub answers it, for as long as it is still
# of use, which the function named by $2 says. Sets answer and status, a number; 000 when the hub is
# away.
converse() {
  status=000
  request "$1"
  until is_answered; do
    if [ -n "$ended" ] || ! "$2"; then
      ended=${ended:-yes}
      kill $sender
      break
    fi
    # It may have come in this very moment.
    kill -0 $sender || { is_answered || ended=yes; break; }
    sleep 0.25 || sleep 1
  done
  # What broke off in the middle is no answer, whatever it began with.
  wait $sender || status=000
  rm -f "$talk.in"
}

# Sends the call with more headers from a process of its own, whose number is then in sender; what
# comes back is in the file that talk names.
request() {
  answer=''
  true >"$talk"
  printf %s "$agent$newline$headers$1$newline$payload" >"$talk.in"
  # The curl must be a child of ours, so that it can be ended.
  (
    trap - HUP INT TERM
    # A hub that is there says so at least every 15 s.
    transmit() {
      exec curl "$@" --connect-timeout 5 --speed-time 40 --speed-limit 1 \
        --max-time $((${longest:-3590} + 5)) >"$talk"
    }
    deliver <"$talk.in"
  ) &
  sender=$!
}

# The last line of what has come is the status and the media type, once all has come.
is_answered() {
  last='' answer=''
  # Without the blanks that kept the connection alive.
  while read -r last; do answer=${answer:-$last}; done <"$talk"
  case $last in [0-9][0-9][0-9] | [0-9][0-9][0-9]' '*) ;; *) return 1 ;; esac
  status=${last%% *}
  case $last in *text/plain*) answer=$(cat "$talk") answer=${answer%"$newline"*} ;; esac
}

# What a call that waits for the hub needs. Fails when there is no place for what is said.
begin_talk() {
  clock=$now ended='' missing=0
  find_state
  find_self
  make_record
  name_file k
  talk=${spool:-${TMPDIR:-/tmp}}/.talk-$self
  [ -z "$spool" ] || mkdir -p "$spool"
  trap 'ended=told' HUP INT TERM
  export no_proxy="127.0.0.1,localhost,::1,${no_proxy:-$NO_PROXY}"
  cd /
  # A `:` that cannot write would end the shell, and its status forbid what the agent asks for.
  true >"$talk"
}

# Asks the hub, and prints what it decides. While the hub is away it is asked again and again: the
# terminal's dialog is there all the time. If it is not, it comes at once.
ask() {
  begin_talk || { leave "$headers"; return; }
  seen='' closed=0 kept='' pause=1
  while [ -z "$ended" ]; do
    converse "X-Signalbox-Dialog: held $longest$newline" is_open
    [ -z "$ended" ] || break
    case $status in
      200)
        rm -f "$talk"
        case $answer in '' | '{}') ;; *) tell_answer ;; esac
        exit 0
        ;;
    esac
    [ -n "$kept" ] || { kept=yes; leave "$headers"; }
    ! is_alone || break
    tries=0
    while [ $tries -lt $((pause * 4)) ] && [ -z "$ended" ]; do
      is_open || ended=yes
      sleep 0.25 || sleep 1
      tries=$((tries + 1))
    done
    [ $pause -ge 8 ] || pause=$((pause * 2))
  done
  rm -f "$talk"
  see_end
  case $over in ?*)
    tick
    name_file k
    leave "${headers}X-Signalbox-Dialog: $over$newline"
    ;;
  esac
}

# Prints what the hub has decided. The terminal may have been first, in the moment since the last
# look: then Claude Code does not take it, and the hub hears that nobody did.
tell_answer() {
  printf '%s\n' "$answer"
  [ -n "$seen" ] && ! is_alone || return 0
  find_doing
  case $doing in
    waiting | '') ;;
    *)
      tick
      name_file k
      leave "${headers}X-Signalbox-Dialog: late$newline"
      ;;
  esac
}

# Sets over to how the dialog ended; empty when it has not, or the agent with it: we were told to
# stop when Claude Code had waited long enough for us, or before it said what it does next.
see_end() {
  over=''
  for _ in 1 2 3 4; do
    [ -z "$pid" ] || kill -0 "$pid" || return
    ! is_alone || { [ "$ended" != told ] || over=interrupted; return; }
    find_doing
    case $doing in
      waiting) sleep 0.25 || sleep 1 ;;
      idle) over=interrupted; return ;;
      # It said so before: it is about to end, and tells that itself.
      '') [ -n "$seen" ] || over=answered; return ;;
      *) over=answered; return ;;
    esac
  done
}

# Has the call with these headers sent by a process of its own, now or when the hub is back.
leave() {
  record=$agent$newline$1$newline$payload
  (
    trap '' HUP INT TERM
    exec </dev/null >/dev/null 2>&1 3>&-
    keep || { printf %s "$record" | deliver; exit; }
    drain || keep_trying
  ) &
}
