# Throws out old files while there are too many, and what was left half written.
make_room() {
  for path in "$spool"/.[0-9]*; do
    since=${path##*/.}
    find_age "${since%%[!0-9]*}"
    [ $age -lt 120 ] || rm -f "$path"
  done
  take "$spool/lock" || return
  for _ in 1 2 3 4 5 6 7 8 9; do
    set -- "$spool"/[0-9]*
    kib=$(du -sk "$spool")
    [ $# -gt "${SIGNALBOX_SPOOL_FILES:-10000}" ] ||
      [ "${kib%%[!0-9]*}" -gt "${SIGNALBOX_SPOOL_KIB:-65536}" ] || break
    throw_out $(($# / 10 + 1))
  done
  rm -f "$spool/lock"
}

# Throws out so many files: the oldest that were only observed, then the oldest of the others. The
# last of a session stays, and the oldest that stays says how many are missing.
throw_out() (
  cd "$spool" || return
  # shellcheck disable=SC2012
  ls | awk -v want="$1" '
    /^[0-9][A-Za-z0-9._-]*$/ {
      size = split($0, part, ".")
      name[++n] = $0
      session[n] = part[size]
      missing[n] = part[size - 1]
      kind[n] = part[size - 2]
      left[session[n]]++
    }
    END {
      for (round = 1; round <= 2; round++)
        for (i = 1; i <= n && want > 0; i++)
          if (!gone[i] && (round == 2 || kind[i] == "o") && left[session[i]] > 1) {
            gone[i] = 1
            left[session[i]]--
            want--
            lost[session[i]] += 1 + missing[i]
          }
      for (i = 1; i <= n; i++)
        if (!gone[i] && lost[session[i]] > 0) {
          to = name[i]
          sub(/\.[0-9]*\.[A-Za-z0-9_-]*$/, "", to)
          print "mv -f " name[i] " " to "." (missing[i] + lost[session[i]]) "." session[i]
          lost[session[i]] = 0
        }
      printf "rm -f"
      for (i = 1; i <= n; i++)
        if (gone[i]) printf " %s", name[i]
      print ""
    }' | sh
)
