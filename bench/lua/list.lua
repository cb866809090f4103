-- wrk -s list.lua URL -- FILE START: the pages that FILE names, a path a line, round and round from line START.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

local requests, count, place = {}, 0, 0

function init(arguments)
   wrk.headers["Accept-Encoding"] = "gzip"
   local made = {}
   for path in io.lines(arguments[1]) do
      made[path] = made[path] or wrk.format("GET", path)
      count = count + 1
      requests[count] = made[path]
   end
   place = tonumber(arguments[2] or "0") % count
end

function request()
   place = place % count + 1
   return requests[place]
end
