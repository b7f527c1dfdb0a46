-- One load of wrk; what it found is one line: requests a second, milliseconds at the median and at the 99th percentile, failures.
local body = os.getenv("LOAD_BODY")
if body then
  local file = assert(io.open(body, "r"))
  wrk.body = file:read("*a")
  file:close()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %.2f %.2f %d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
