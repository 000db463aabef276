#!/bin/sh
# Builds the page for Maven: dependencies, checks and tests (unless $1 is "true"), then the bundle.
# Steps whose inputs have not changed since the last run are left out.
set -eu
cd "$(dirname "$0")"

skip_tests=${1:-false}
say() { echo "[dashboard] $*"; }
stop() { say "$*" >&2; exit 1; }

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  stop "Node 20.19 or later (with npm) is needed to build the dashboard, but none is on the PATH."
node -e 'const [a, b] = process.versions.node.split(".").map(Number);
  process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  stop "Node 20.19 or later is needed to build the dashboard, but this is Node $(node --version)."

if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  say "Installing dependencies (npm ci)"
  npm ci
  cp package-lock.json node_modules/.installed-lock.json
fi

mkdir -p target
unchanged_since() {
  [ -f "$1" ] && [ -z "$(find . ../protocol/src/test/fixtures \( -name node_modules -o -name target -o -name test-results \) -prune \
    -o ! -path . -newer "$1" -print | head -n 1)" ]
}

if [ "$skip_tests" != true ]; then
  if unchanged_since target/verified; then
    say "Checks and tests: up to date"
  else
    say "Checking types";      npm run --silent check
    say "Linting";             npm run --silent lint
    say "Checking the format"; npm run --silent format:check
    say "Testing";             npm test --silent
    touch target/verified
  fi
fi

if [ -f target/classes/dashboard/index.html ] && unchanged_since target/built; then
  say "Bundle: up to date"
else
  say "Building the bundle"
  npm run --silent build
  touch target/built
fi
