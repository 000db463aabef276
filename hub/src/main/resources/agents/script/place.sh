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
  read -r line <"$git/HEAD" || return
  case $line in
    "ref: refs/heads/"*) branch=${line#ref: refs/heads/} ;;
    *) branch=$(printf %.8s "$line") ;;
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

# Events that follow an answer of Claude Code's model: which model it was is in the transcript.
find_model() {
  case $agent-$event in claude-code-PostToolUse* | claude-code-Stop*) ;; *) return ;; esac
  find_value transcript_path || return
  model=$(tail -c 65536 "$value" | sed -n '
    /"message":{[^[]*"model":"[^"<]/ {
      s/.*"message":{[^[]*"model":"\([^"<]*\)".*/\1/
      h
    }
    $ { x; p; }')
}

# AI_AGENT is like claude-code_2-1-332_harness.
find_version() {
  case $AI_AGENT in "$agent"_*) ;; *) return ;; esac
  version=${AI_AGENT#"$agent"_}
  version=${version%%_*}
  while case $version in *-*) ;; *) false ;; esac do
    version=${version%%-*}.${version#*-}
  done
}

# Sets host, platform and boot, which names this run of the machine.
find_machine() {
  if read -r boot </proc/sys/kernel/random/boot_id; then
    read -r host </proc/sys/kernel/hostname
    read -r platform </proc/sys/kernel/ostype
    return
  fi
  line=$(uname -sn)
  host=${line#* } platform=${line%% *}
  [ -z "$pid" ] || boot=$(sysctl -n kern.bootsessionuuid)
}

add() {
  case $2 in
    '' | *[[:cntrl:]]*) ;;
    *) headers="${headers}X-Signalbox-$1: $2$newline" ;;
  esac
}

# Sets record: the agent, headers, an empty line, the payload.
make_record() {
  branch='' repository='' model='' version='' boot='' headers=''
  find_git && { find_branch; find_repository; }
  find_model
  find_version
  find_machine
  add User "${USER:-${LOGNAME:-$(id -un)}}"
  add Host "$host"
  add Platform "$platform"
  add Pid "$pid"
  add Born "$born"
  add Boot "$boot"
  add Branch "$branch"
  add Repository "$repository"
  add Model "$model"
  add Agent-Version "$version"
  find_controls
  add Controls "$controls"
  record=$agent$newline$headers$newline$payload
}
