#!/bin/sh
# Tells a Signalbox hub what a coding agent does. Written by `signalbox connect`, removed by
# `signalbox disconnect`; changes are lost. SIGNALBOX_OFF=1 keeps it silent.
# Use: signalbox.sh claude-code http://127.0.0.1:4680 < the payload of a hook
#      signalbox.sh codex http://127.0.0.1:4680 'the payload'
#      signalbox.sh claude-code http://127.0.0.1:4680 wait < the payload of Stop
#      signalbox.sh codex http://127.0.0.1:4680 hold 30 < the payload of a hook; prompts wait 30 s
#
# The agent must not feel it: this takes the payload, leaves a process behind that sends it, prints
# nothing and succeeds, whether a hub is there or not.
#
# Every call is first a file in ${XDG_STATE_HOME:-~/.local/state}/signalbox/spool/<hub>. One process
# at a time sends these files, in the order of their names, which is the order of the calls. When
# the hub is away they stay, and one process tries again until they are gone. SIGNALBOX_SPOOL_FILES
# and SIGNALBOX_SPOOL_KIB bound them. <hub> is the hub's address without a slash at its end and with
# _ for everything but letters, digits, dots and hyphens: http___127.0.0.1_4680.
#
# A hub behind a login: signalbox/token/<hub>, with mode 0600, holds one line for it,
# `Authorization: Bearer <token>`.

# Claude Code ends the hooks that still run when `claude -p` is over.
trap '' HUP INT TERM
# With command, so that the shell goes on when standard error is closed.
command exec 3>&2 2>/dev/null
umask 077
export LC_ALL=C
agent=$1 hub=${2%/}
now=$(date +%s.%N)
case $now in *[!0-9.]*) now=${now%%.*} ;; esac
waits='' hold=''
case $3 in
  '') payload=$(cat) ;;
  wait) waits=yes payload=$(cat) ;;
  hold) hold=$4 payload=$(cat) ;;
  *) payload=$3 ;;
esac
[ -n "$payload" ] && [ -n "$hub" ] && [ -z "$SIGNALBOX_OFF" ] || exit 0
newline='
'
