# What the agent is told from the hub. The hub says with every answer whether there is anything for
# the session's next call to ask for; then a file says so here, and only while it is there does a
# call wait for the hub. One process for each session that somebody attends waits for news: during
# a turn it makes that file, and between turns it wakes the agent with a message.

# Sets controls to what the agent can be told, given how its hooks are run. A plugin says it itself.
find_controls() {
  case $agent in claude-code) ;; *) controls=${hold:+answer}$SIGNALBOX_CONTROLS; return ;; esac
  controls='message pause cancel abort'
  ! is_attended || controls="answer $controls"
}

is_attended() {
  case ${CLAUDE_CODE_SESSION_ATTENDED:-$CLAUDE_CODE_ENTRYPOINT} in 1 | cli) ;; *) return 1 ;; esac
}

# Notes what the hub says of a session.
note_orders() {
  case $answer in
    *'"orders":true'*) [ -d "$orders" ] || mkdir -p "$orders"; true >"$orders/$1" ;;
    *) [ ! -e "$orders/$1" ] || rm -f "$orders/$1" ;;
  esac
}

is_ordered() {
  case $agent-$event in claude-code-PreToolUse) ;; *) return 1 ;; esac
  find_state
  [ -n "$orders" ] && [ -e "$orders/$session" ]
}

# Asks what to do before a tool call, and prints it. The hub holds the answer back for a pause.
obey() {
  begin_talk && converse "X-Signalbox-Orders: take$newline" is_running
  rm -f "$talk"
  case $status in
    200) case $answer in '' | '{}') ;; *) printf '%s\n' "$answer" ;; esac ;;
    *)
      # Not again and again: the hub says it anew when it is back.
      rm -f "$orders/$session"
      leave "$headers"
      ;;
  esac
}

is_running() {
  [ -z "$pid" ] || kill -0 "$pid"
}

# Takes the place of the process that attended the session.
attend() {
  [ -n "$attended" ] && { [ -d "$attended" ] || mkdir -p "$attended"; } || return 1
  dismiss
  printf '%s\n' "$self" >"$attended/$session"
}

# Ends the process that attends the session, if it is one of ours.
dismiss() {
  [ -e "$attended/$session" ] && read -r former <"$attended/$session" || return
  rm -f "$attended/$session"
  case $(ps -o args= -p "$former") in *"signalbox.sh $agent "*) kill "$former" ;; esac
}

# Whether the agent still needs somebody who waits for news.
is_needed() {
  [ -z "$ended" ] && is_running && [ -e "$attended/$session" ] &&
    read -r former <"$attended/$session" && [ "$former" = "$self" ]
}

# Waits for news again and again; what to do with them is in the function named by $2.
wait_for() {
  trap 'ended=yes' HUP INT TERM
  pause=1 ended=''
  talk=$attended/.talk-$self
  while is_needed; do
    request "X-Signalbox-Orders: $1$newline"
    wait $sender
    outcome=$?
    [ -z "$ended" ] || { kill $sender; wait $sender; }
    is_answered && [ $outcome = 0 ] || status=000
    case $status in
      200) pause=1; "$2" ;;
      204) pause=1 ;;
      *)
        sleep $pause
        [ $pause -ge 30 ] || pause=$((pause * 2))
        ;;
    esac
  done
  rm -f "$talk" "$talk.in"
}

# During a turn: the next call is to ask.
mark() {
  note_orders "$session"
  while [ -e "$orders/$session" ] && is_needed; do sleep 1; done
}

# Between turns: Claude Code reads what a hook that runs beside it says in the end, and goes on.
wake() {
  rm -f "$talk" "$talk.in" "$attended/$session"
  printf '%s\n' "$answer" >&3
  exit 9
}
