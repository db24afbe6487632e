-- wrk's own summary has no p95: one line of JSON with rate, p95, p99 (ms) and errors.
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"rate": %.1f, "p95": %.3f, "p99": %.3f, "errors": %d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
