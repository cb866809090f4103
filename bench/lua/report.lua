-- Prints what wrk knows at the end as one line of JSON; times in seconds.
function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      'SUMMARY {"requests":%d,"seconds":%.6f,"bytes":%d,"p50":%.6f,"p99":%.6f,"max":%.6f,"refused":%d,"broken":%d}\n',
      summary.requests, summary.duration / 1e6, summary.bytes,
      latency:percentile(50) / 1e6, latency:percentile(99) / 1e6, latency.max / 1e6,
      errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
