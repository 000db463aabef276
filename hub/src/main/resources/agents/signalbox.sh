#!/bin/sh
# Tells a Signalbox hub what a coding agent does. Written by `signalbox connect`, removed by
# `signalbox disconnect`; changes are lost. SIGNALBOX_OFF=1 keeps a session to itself.
# Use: signalbox.sh claude-code http://127.0.0.1:4680 < the payload of a hook
#      signalbox.sh codex http://127.0.0.1:4680 'the payload'
#
# The agent must not feel it: this takes the payload, leaves a process behind that sends it, prints
# nothing and succeeds, whether a hub is there or not.
#
# A hub behind a login: ${XDG_STATE_HOME:-~/.local/state}/signalbox/token/<hub> with mode 0600 holds
# the one line `Authorization: Bearer <token>`. <hub> is its address, without a slash at the end,
# with _ for everything but letters, digits, dots and hyphens: http___127.0.0.1_4680.

# Claude Code ends the hooks that still run when `claude -p` is over.
trap '' HUP INT TERM
export LC_ALL=C
agent=$1 hub=${2%/}
now=$(date +%s.%N)
if [ $# -gt 2 ]; then payload=$3; else payload=$(cat); fi
[ -n "$payload" ] && [ -n "$hub" ] && [ -z "$SIGNALBOX_OFF" ] || exit 0

# Sets token to the file with the token for the hub, if it can be read.
find_token() {
  key=$hub
  while case $key in *[!A-Za-z0-9._-]*) ;; *) false ;; esac do
    key=${key%%[!A-Za-z0-9._-]*}_${key#*[!A-Za-z0-9._-]}
  done
  token=${XDG_STATE_HOME:-$HOME/.local/state}/signalbox/token/$key
  [ -r "$token" ] || token=''
}

# Sets git to the directory with the HEAD of the working tree that we are in.
find_git() {
  dir=$PWD
  until [ -e "$dir/.git" ]; do
    [ -n "$dir" ] || return 1
    dir=${dir%/*}
  done
  git=$dir/.git
  [ -d "$git" ] && return
  read -r word git <"$dir/.git" && [ "$word" = gitdir: ] || return 1
  case $git in /*) ;; *) git=$dir/$git ;; esac
}

# The branch; of a commit that is checked out without one, the first digits.
find_branch() {
  read -r head <"$git/HEAD" || return
  case $head in
    "ref: refs/heads/"*) branch=${head#ref: refs/heads/} ;;
    *) branch=$(printf %.8s "$head") ;;
  esac
}

# The last part of the origin's address, else the name of the directory of the main working tree.
find_repository() {
  common=$git
  if read -r path <"$git/commondir"; then
    common=$(cd "$git" && cd "$path" && pwd)
  fi
  origin=''
  while read -r line; do
    case $line in
      '[remote "origin"]') origin=yes ;;
      '['*) origin='' ;;
      url*=*) [ -n "$origin" ] && { repository=${line#*=}; break; } ;;
    esac
  done <"$common/config"
  [ -n "$repository" ] || repository=${common%/.*}
  repository=${repository%/}
  repository=${repository%.git}
  repository=${repository##*[/:]}
}

# Events that follow an answer of the model: which model it was is in the transcript.
find_model() {
  [ "$agent" = claude-code ] || return
  case $payload in
    *'"transcript_path":"'*'"hook_event_name":"PostToolUse'*) ;;
    *'"transcript_path":"'*'"hook_event_name":"Stop'*) ;;
    *) return ;;
  esac
  transcript=${payload#*\"transcript_path\":\"}
  transcript=${transcript%%\"*}
  model=$(tail -c 65536 "$transcript" |
    sed -n 's/.*"message":{[^[]*"model":"\([^"<]*\)".*/\1/p' | tail -n 1)
}

# AI_AGENT is like claude-code_2-1-332_harness.
find_version() {
  case $AI_AGENT in claude-code_*) ;; *) return ;; esac
  version=${AI_AGENT#claude-code_}
  version=${version%%_*}
  while case $version in *-*) ;; *) false ;; esac do
    version=${version%%-*}.${version#*-}
  done
}

report() {
  branch='' repository='' model='' version=''
  find_git && { find_branch; find_repository; }
  find_model
  find_version
  find_token
  system=$(uname -sn)
  no_proxy="127.0.0.1,localhost,::1,${no_proxy:-$NO_PROXY}"
  export no_proxy
  printf %s "$payload" | curl -q -s --max-time 5 -H 'Expect:' -H 'Content-Type: application/json' \
    -H "X-Signalbox-Time: $now" -H "X-Signalbox-User: ${USER:-$(id -un)}" \
    -H "X-Signalbox-Host: ${system#* }" -H "X-Signalbox-Platform: ${system%% *}" \
    -H "X-Signalbox-Branch: $branch" -H "X-Signalbox-Repository: $repository" \
    -H "X-Signalbox-Model: $model" -H "X-Signalbox-Agent-Version: $version" \
    ${token:+-H "@$token"} --data-binary @- "$hub/api/hooks/$agent"
}

# With exec, so that the shell keeps no copy of the agent's pipes: the agent waits for their end.
( exec </dev/null >/dev/null 2>&1; report ) &
