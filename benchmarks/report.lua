-- wrk's own summary has no p95: one line of JSON with rate, p95, p99 (ms) and errors.
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"rate": %.1f, "p95": %.3f, "p99": %.3f, "errors": %d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end

-- Several addresses by turns, when WRK_PATHS names them.
local paths, turn = {}, 0
for path in (os.getenv("WRK_PATHS") or ""):gmatch("%S+") do
  paths[#paths + 1] = path
end
if #paths > 0 then
  request = function()
    turn = turn % #paths + 1
    return wrk.format("GET", paths[turn])
  end
end
