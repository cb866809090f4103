-- One page again and again: wrk makes the request once, and no Lua runs between.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")
