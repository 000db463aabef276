# Sets spool, watched and token, each empty when there is no place for it.
find_state() {
  key=$hub
  while case $key in *[!A-Za-z0-9._-]*) ;; *) false ;; esac do
    key=${key%%[!A-Za-z0-9._-]*}_${key#*[!A-Za-z0-9._-]}
  done
  state=${XDG_STATE_HOME:-${HOME:+$HOME/.local/state}}
  # A home that was removed, as in tests, is not made again.
  [ -n "$XDG_STATE_HOME" ] || [ -d "$HOME" ] || state=''
  spool=${state:+$state/signalbox/spool/$key}
  watched=${state:+$state/signalbox/watched/$key}
  token=${state:+$state/signalbox/token/$key}
  orders=${state:+$state/signalbox/orders/$key}
  attended=${state:+$state/signalbox/attended/$key}
  [ -r "$token" ] || token=''
}

# Sets file to the name of a record of this call in the spool. It says when and by which process it
# was written, its kind, how many of its session are missing before it, and the session:
# 1764000000.123456789-0004711.o.0.5f0c2a9b
name_file() {
  number=000000$self
  file=$clock-${number#"${number%???????}"}.$1.0.$session
}

# Puts the record into the spool, all of it or nothing.
keep() {
  [ -n "$spool" ] && { [ -d "$spool" ] || mkdir -p "$spool"; } || return 1
  printf %s "$record" >"$spool/.$file" && mv -f "$spool/.$file" "$spool/$file" && return
  rm -f "$spool/.$file"
  return 1
}

is_empty() {
  set -- "$spool"/[0-9]*
  ! [ -e "$1" ]
}

tick() {
  clock=$(date +%s.%N)
  case $clock in *[!0-9.]*) clock=${clock%%.*} ;; esac
}

# Sets age to the seconds since a time; many when it is none.
find_age() {
  case $1 in
    '' | 0* | *[!0-9]*) age=99999 ;;
    *) age=$((${clock%%.*} - $1)) ;;
  esac
}

# Our own number: $$ is that of the process that started us.
find_self() {
  read -r self line </proc/self/stat || self=$(exec sh -c 'echo "$PPID"')
}

# Takes a lock: a file that says since when it is held, by which process, where. Who was killed does
# not hold it any longer, nor who has not said so again for two minutes. Should two ever take an old
# one at the same time, some calls are sent twice, which the hub notices.
take() {
  for _ in 1 2; do
    set -C
    true >"$1"
    taken=$?
    set +C
    [ $taken != 0 ] || { hold "$1"; return 0; }
    read -r since owner where <"$1" || {
      [ -e "$1" ] || return 1
      sleep 1
      read -r since owner where <"$1"
    }
    find_age "$since"
    if [ "$age" -ge -120 ] && [ "$age" -le 120 ]; then
      [ "$where" != "$host" ] || kill -0 "$owner" || where=''
      [ -z "$where" ] || return 1
    fi
    rm -f "$1"
  done
  return 1
}

# Says that we hold a lock.
hold() {
  printf '%s\n' "${clock%%.*} $self $host" >"$1"
}
