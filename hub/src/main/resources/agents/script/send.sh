# Sends the record on standard input. Sets answer to what the hub answers, and then, in its last
# line, the status and the media type.
deliver() {
  set -- -H "X-Signalbox-Id: ${file%%.[a-z].*}" -H "X-Signalbox-Time: ${file%%-*}" \
    -H "X-Signalbox-Sent: $clock"
  [ "${missing:-0}" = 0 ] || set -- "$@" -H "X-Signalbox-Missing: $missing"
  [ "$kind" != g ] || set -- "$@" -H 'X-Signalbox-Gone: yes'
  [ -z "$token" ] || set -- "$@" -H "@$token"
  pid='' born=''
  read -r name
  while read -r line && [ -n "$line" ]; do
    case $line in
      X-Signalbox-Pid:*) pid=${line#*: } ;;
      X-Signalbox-Born:*) born=${line#*: } ;;
    esac
    case $line in X-Signalbox-*) set -- "$@" -H "$line" ;; esac
  done
  transmit -q -s -H 'Expect:' -H 'Content-Type: application/json' "$@" \
    -w '\n%{http_code} %{content_type}' --data-binary @- "$hub/api/hooks/${name%%[!a-z-]*}"
}

# Slow is all right, silent is not.
transmit() {
  answer=$(curl "$@" --connect-timeout 5 --speed-time 5 --speed-limit 1 --max-time 60)
}

# Sends one file. Fails when it has to stay: the hub is away, or somebody else answers for it.
settle() {
  file=${1##*/}
  missing=${file%.*}
  kind=${missing%.*}
  kind=${kind##*.} missing=${missing##*.} answer=''
  [ -r "$1" ] || { refuse; return; }
  deliver <"$1"
  case ${answer##*"$newline"} in
    2*json*)
      note_orders "${file##*.}"
      [ "$kind" != s ] || case $answer in *'"watched":true'*) ;; *) watch_over "$1" ;; esac
      return 0
      ;;
    401* | 403* | 408* | 425* | 429*) return 1 ;;
    413* | 431* | 4*problem+json*) refuse ;;
    # A fault of the hub's own might be for this file alone: others wait for it only so long.
    500*)
      [ "$1" = "$stuck" ] || { stuck=$1 faults=0; }
      faults=$((faults + 1))
      [ "$faults" -ge 10 ] && refuse
      ;;
    *) return 1 ;;
  esac
}

# Counts what the hub does not want.
refuse() {
  read -r refused <"$spool/refused"
  case $refused in '' | 0* | *[!0-9]*) refused=0 ;; esac
  printf '%s\n' $((refused + 1)) >"$spool/refused"
  return 0
}

# Sends what is in the spool, in order. Returns 1 when the hub is away; nothing is left to do when
# somebody else is at it, who will look again before leaving.
drain() {
  until is_empty; do
    take "$spool/lock" || return 0
    sent='' away=''
    for path in "$spool"/[0-9]*; do
      [ -e "$path" ] || continue
      [ -z "$sent" ] || rm -f "$sent"
      [ -n "$fresh" ] || { tick; hold "$spool/lock"; }
      fresh=''
      settle "$path" || { away=yes; break; }
      sent=$path
    done
    if [ -n "$away" ]; then
      printf '%s\n' "${clock%%.*}" >"$spool/away"
      rm -f ${sent:+"$sent"} "$spool/lock"
      return 1
    fi
    rm -f ${sent:+"$sent"} "$spool/away" "$spool/lock"
    [ -z "$sent" ] || [ ! -e "$sent" ] || return 1
  done
}

# Whether the machine shuts down. systemd says TERM once, and then waits for everybody who was not
# there yet, or did not listen. The next call after the start sends what is kept.
is_stopping() {
  [ "$(systemctl is-system-running)" = stopping ]
}

# Tries again until the spool is empty, for a day at most; alone, and at ever longer intervals.
keep_trying() {
  unset payload record
  until is_empty; do
    take "$spool/drainer" || return
    tries=0 pause=1
    until is_empty || [ $tries = 2880 ]; do
      sleep $pause
      tick
      [ -d "$spool" ] && hold "$spool/drainer" || return
      ! is_stopping || { rm -f "$spool/drainer"; return; }
      drain || make_room
      tries=$((tries + 1)) pause=$((pause * 2))
      [ $pause -le 30 ] || pause=30
      # The agent that ended its hooks is gone by now; somebody else may want to end us.
      [ $tries -lt 6 ] || trap - TERM
    done
    rm -f "$spool/drainer"
    [ $tries -lt 2880 ] || return
  done
}
