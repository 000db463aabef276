# Sourced by the other scripts: finds a JDK 25 or later wherever it is installed, also when the
# `java` on the path is older. Sets and exports JAVA_HOME, or stops with one clear sentence.

jdk_version_wanted=25

# The major version of the Java installation in $1; 0 when it is none.
jdk_version_of() {
  if [ ! -x "$1/bin/java" ] || [ ! -r "$1/release" ]; then
    echo 0
    return
  fi
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | grep . || echo 0
}

# Where Java usually is, one directory a line; what the user chose comes first.
jdk_candidates() {
  echo "${SIGNALBOX_JAVA_HOME:-}"
  echo "${JAVA_HOME:-}"
  on_path=$(command -v java 2>/dev/null) && dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")"
  for directory in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/*; do
    echo "$directory"
  done
}

jdk_find() {
  jdk_candidates | while read -r directory; do
    [ -n "$directory" ] && [ "$(jdk_version_of "$directory")" -ge "$jdk_version_wanted" ] &&
      [ -x "$directory/bin/javac" ] && { echo "$directory"; break; }
  done
}

JAVA_HOME=$(jdk_find)
if [ -z "$JAVA_HOME" ]; then
  echo "signalbox: a JDK $jdk_version_wanted or later is needed, and none was found. Install one (for example Temurin $jdk_version_wanted) or set SIGNALBOX_JAVA_HOME to where it is." >&2
  exit 1
fi
export JAVA_HOME
