# Sets value to the first text with that name in the beginning of the payload. Only there: in some
# shells a search costs the square of the length.
find_value() {
  value=''
  case $head in *"\"$1\":"*) ;; *) return 1 ;; esac
  value=${head#*"\"$1\":"}
  value=${value# }
  case $value in '"'*) ;; *) value=''; return 1 ;; esac
  value=${value#\"}
  value=${value%%\"*}
}

# Sets session, a word, and kind: s for the start of a session, o for what is only observed and can
# be missed first, k for what should be kept.
find_kind() {
  head=$payload
  [ ${#payload} -le 1500 ] || head=$(printf %.1500s "$payload")
  find_value session_id || find_value sessionId || find_value sessionID ||
    find_value conversation_id || find_value thread-id
  session=$value
  [ ${#session} -le 100 ] || session=''
  case $session in '' | *[!A-Za-z0-9_-]*) session=- ;; esac
  find_value hook_event_name || { find_value toolName && value=tool; } || case $head in
    *'"type":"tool"'*) value=tool ;;
  esac
  event=$value
  case $event in
    [sS]essionStart) kind=s ;;
    *[tT]ool* | *Model* | *Thought* | *Shell* | *MCP* | *File* | Notification | Task* | Cwd*) kind=o ;;
    *) kind=k ;;
  esac
}

# Sets pid to the agent's process, the first ancestor that is no shell, and born to when it started,
# in the machine's own count; both empty when that cannot be seen. Where there is no /proc this
# costs processes of its own, so that not every call looks.
find_agent() {
  pid='' born='' next=$PPID
  for _ in 1 2 3 4 5 6; do
    look_at "$next" || return
    case $name in
      sh | [a-z]sh | [a-z][a-z]sh | [a-z][a-z][a-z]sh | busybox | env | timeout) next=$parent ;;
      systemd | init | launchd) return ;;
      *) [ "$next" -le 1 ] || { pid=$next born=$started; }; return ;;
    esac
  done
}

# Sets name, parent and started of a process.
look_at() {
  if read -r line <"/proc/$1/stat"; then
    name=${line#*\(}
    name=${name%\)*}
    # shellcheck disable=SC2086
    set -- ${line##*\) }
    parent=$2 started=${20}
    return
  fi
  case $event in [sS]essionStart | UserPrompt*) ;; *) return 1 ;; esac
  # shellcheck disable=SC2046
  set -- $(ps -o ppid= -o comm= -p "$1")
  parent=$1 name=${2##*/} started=''
  [ -n "$parent" ]
}
