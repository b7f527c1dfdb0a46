# Sourced by ./runtime and ./image.

# Starts a server by the command given, asks whether it is ready, has it train and store, and stops it.
smoke() {
  local folder address pid
  folder=$(mktemp -d)
  touch "$folder/out"
  "$@" --host 127.0.0.1 --port 0 --data "${SMOKE_DATA:-$folder/data}" >"$folder/out" 2>"$folder/err" &
  pid=$!
  for _ in $(seq 300); do
    grep -q http "$folder/out" && break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  address=$(sed -n 's/.*localhost:\([0-9]*\).*/http:\/\/127.0.0.1:\1/p' "$folder/out")
  if [[ -z "$address" ]]; then
    echo "It does not start:" >&2
    cat "$folder/out" "$folder/err" >&2
    kill "$pid" 2>/dev/null || true
    return 1
  fi
  local failed=
  curl -sf "$address/api/ready" >/dev/null || failed="is not ready"
  curl -sf "$address/" | grep '<script' >/dev/null || failed="has no page"
  curl -sf -d '{"text":"x = input(2)\nloss = x^2\n"}' "$address/api/graphs" >/dev/null || failed="stores no graph"
  curl -sf -d '{"text":"x = input(shape=[784])\ny = label(classes=10)\nW = param(shape=[10, 784])\nloss = softmax_cross_entropy(W @ x, y)\n"}' \
    "$address/api/trainings" >/dev/null || failed="accepts no training"
  kill "$pid"
  wait "$pid" || true
  if [[ -n "$failed" ]] || grep -qE 'Exception|NoClassDefFound|UnsatisfiedLink' "$folder/err"; then
    echo "It starts and ${failed:-complains}:" >&2
    cat "$folder/err" >&2
    return 1
  fi
  rm -rf "$folder"
}
