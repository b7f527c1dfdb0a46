#!/usr/bin/env bash
# What Maven calls: web.sh install | check | build. Each says in one line what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "chainrule-web: $1" >&2
  exit 1
}

command -v node > /dev/null || fail "Node.js is missing: install Node 20.19 or newer (on Debian: apt-get install nodejs npm)."
command -v npm > /dev/null || fail "npm is missing: install it (on Debian: apt-get install npm)."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  fail "Node $(node --version) is too old: install Node 20.19 or newer."

case "${1:-}" in
  install)
    # A copy of the lock stays in node_modules: what is installed already is not installed again.
    if [ ! -e node_modules/.installed ] || ! cmp -s package-lock.json node_modules/.installed; then
      npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
      cp package-lock.json node_modules/.installed
    fi
    ;;
  check)
    node_modules/.bin/biome check --error-on-warnings .
    node_modules/.bin/tsc --noEmit
    node_modules/.bin/vitest run
    ;;
  build)
    node_modules/.bin/vite build --outDir target/classes/web --emptyOutDir --logLevel warn
    ;;
  *)
    fail "expected install, check or build, got '${1:-}'."
    ;;
esac
