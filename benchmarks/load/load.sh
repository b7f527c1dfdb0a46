#!/usr/bin/env bash
# Loads a server of its own with wrk, and nginx with the same file, in turns: one table. Called by ./bench load.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=5
rounds=3
connections=32
json=
while [[ $# -gt 0 ]]; do
  case "$1" in
    --seconds) seconds=$2 ;;
    --rounds) rounds=$2 ;;
    --connections) connections=$2 ;;
    --json) json=$2 ;;
    *) echo "bench: load knows --seconds N, --rounds N, --connections N and --json FILE." >&2; exit 1 ;;
  esac
  shift 2
done

install() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  if [[ "$(id -u)" -eq 0 ]] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null 2>&1 && return
  fi
  echo "bench: $1 is missing. On Debian or Ubuntu: sudo apt-get install $2" >&2
  exit 1
}
install wrk wrk
install nginx nginx-light
install curl curl

jar=server/target/chainrule.jar
[[ -f "$jar" ]] || mvn -q -B -ntp -pl server -am package -DskipTests >&2

folder=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap finish EXIT

touch "$folder/out"
# Ours: without a line for each request, as nginx, and without the limits that one client has.
java -jar "$jar" --host 127.0.0.1 --port 0 --data "$folder/data" --graphs-per-minute 0 --access-log off \
  >"$folder/out" 2>"$folder/err" &
pids+=($!)
until grep -q http "$folder/out"; do
  kill -0 "${pids[0]}" 2>/dev/null || { cat "$folder/err" >&2; exit 1; }
  sleep 0.1
done
ours=$(sed -n 's/.*localhost:\([0-9]*\).*/http:\/\/127.0.0.1:\1/p' "$folder/out")

# The script of the first page that is nearest to 80 kB as it is sent; nginx serves the very same bytes.
asset=$(curl -s "$ours/" | grep -o 'assets/[A-Za-z0-9._-]*\.js' | sort -u | while read -r each; do
  size=$(curl -s -H 'Accept-Encoding: gzip' "$ours/$each" | wc -c)
  echo "$((size > 80000 ? size - 80000 : 80000 - size)) $each"
done | sort -n | head -1 | cut -d' ' -f2)
mkdir -p "$folder/www/assets"
curl -s "$ours/$asset" >"$folder/www/$asset"
curl -s -H 'Accept-Encoding: gzip' "$ours/$asset" >"$folder/www/$asset.gz"
port=$(( ${ours##*:} + 1 ))
cat >"$folder/nginx.conf" <<CONF
worker_processes auto;
pid $folder/nginx.pid;
error_log $folder/nginx.log;
daemon off;
user $(id -un);
events { worker_connections 1024; }
http {
  types { text/javascript js; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=100;
  client_body_temp_path $folder/b; proxy_temp_path $folder/p; fastcgi_temp_path $folder/f; uwsgi_temp_path $folder/u; scgi_temp_path $folder/s;
  server { listen 127.0.0.1:$port; root $folder/www; gzip_static on; add_header Cache-Control "public, max-age=31536000, immutable"; }
}
CONF
nginx -c "$folder/nginx.conf" 2>/dev/null &
pids+=($!)
until curl -s -o /dev/null "http://127.0.0.1:$port/$asset"; do
  kill -0 "${pids[1]}" 2>/dev/null || { cat "$folder/nginx.log" >&2; exit 1; }
  sleep 0.1
done

# A graph whose document is about 5 KB.
{
  printf '{"text":"x = input(2)\\n'
  last=x
  for i in $(seq 1 20); do
    printf 'h%d = tanh(%s * 0.5)\\n' "$i" "$last"
    last=h$i
  done
  printf 'loss = %s^2\\n"}' "$last"
} >"$folder/graph.json"
graph=$(curl -s -H 'Content-Type: application/json' --data-binary "@$folder/graph.json" "$ours/api/graphs" | grep -o '"id":"[^"]*"' | cut -d'"' -f4)
size=$(curl -s "$ours/api/graphs/$graph" | wc -c)

load() { # body or nothing, address
  LOAD_BODY=${1:-} && [[ -n "$LOAD_BODY" ]] && export LOAD_BODY || unset LOAD_BODY
  wrk -t1 -c"$connections" -d"${seconds}s" --latency -H 'Accept-Encoding: gzip' -s benchmarks/load/load.lua "$2" | sed -n 's/^RESULT //p'
}

names=("page file, nginx" "page file, Chainrule" "graph read" "graph stored, durable")
bodies=("" "" "" "$folder/graph.json")
addresses=("http://127.0.0.1:$port/$asset" "$ours/$asset" "$ours/api/graphs/$graph" "$ours/api/graphs")

# Twice before it counts: the virtual machine compiles what is used.
for pass in 1 2; do
  for i in 1 2 3; do load "${bodies[$i]}" "${addresses[$i]}" >/dev/null; done
done
for ((round = 0; round < rounds; round++)); do
  for i in "${!names[@]}"; do
    load "${bodies[$i]}" "${addresses[$i]}" >>"$folder/result.$i"
  done
done

median() { cut -d' ' -f"$2" "$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
{
  echo "| work, $connections connections | requests/s | median ms | p99 ms | failures |"
  echo "|---|---|---|---|---|"
  for i in "${!names[@]}"; do
    name=${names[$i]}
    [[ $i -lt 2 ]] && name="$name ($(($(wc -c <"$folder/www/$asset.gz") / 1000)) kB)"
    [[ $i -ge 2 ]] && name="$name ($(awk "BEGIN { printf \"%.1f\", $size / 1000 }") kB)"
    echo "| $name | $(median "$folder/result.$i" 1) | $(median "$folder/result.$i" 2) | $(median "$folder/result.$i" 3) | $(awk '{ s += $4 } END { print s }' "$folder/result.$i") |"
  done
} | tee "$folder/table"
echo "Chainrule sends $(awk "BEGIN { printf \"%.0f\", 100 * $(median "$folder/result.1" 1) / $(median "$folder/result.0" 1) }") % of nginx's requests a second with the same file."
if [[ -n "$json" ]]; then
  for i in "${!names[@]}"; do
    printf '{"work":"%s","requestsPerSecond":%s,"medianMillis":%s,"p99Millis":%s}\n' "${names[$i]}" \
      "$(median "$folder/result.$i" 1)" "$(median "$folder/result.$i" 2)" "$(median "$folder/result.$i" 3)"
  done >"$json"
fi
