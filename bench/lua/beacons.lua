-- wrk -s beacons.lua URL -- FIRST STORIES READER TOGETHER: a read of each of STORIES stories from number FIRST on by one
-- reader, then by the next, so that each request is a read that was never counted. TOGETHER requests are sent at once.
-- Each reader has an address, since no address is believed to read all of that; 127.0.0.1 must be a trusted proxy.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

local heads, stories, story, reader, tail, together = {}, 0, 0, 0, "", 1

local function next_reader()
   reader = reader + 1
   local address = "10." .. math.floor(reader / 65536) % 256 .. "." .. math.floor(reader / 256) % 256 .. "." .. reader % 256
   tail = "Mozilla/5.0 Reader/" .. reader .. "\r\nX-Forwarded-For: " .. address .. "\r\n\r\n"
   story = 0
end

function init(arguments)
   local first = tonumber(arguments[1])
   stories = tonumber(arguments[2])
   reader = tonumber(arguments[3])
   together = tonumber(arguments[4])
   for k = 1, stories do
      heads[k] = "POST /-/reads/" .. (first + k - 1)
         .. " HTTP/1.1\r\nHost: bench.example\r\nContent-Length: 0\r\nUser-Agent: "
   end
   next_reader()
end

local function one()
   if story == stories then next_reader() end
   story = story + 1
   return heads[story] .. tail
end

function request()
   if together == 1 then return one() end
   local all = {}
   for k = 1, together do all[k] = one() end
   return table.concat(all)
end
