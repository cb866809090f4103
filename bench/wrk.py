"""Drives a server with wrk, and reads what the server paid for it."""
import json
import os
import resource
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from . import machine, processes
from .settings import ROOT

CONNECTIONS = 64
SCRIPTS = ROOT / "bench" / "lua"


@dataclass
class Load:
    """One run of wrk against one server."""

    rate: float
    """Answers per second."""
    p50: float
    p99: float
    longest: float
    """Seconds."""
    bytes_per_answer: float
    cpu_per_answer: float
    """CPU seconds of the server's process trees."""
    server_cores: float
    wrk_cores: float
    foreign_cores: float
    """Cores that neither the server nor wrk used, but somebody."""
    stolen_cores: float
    """Cores that the machine's own host took away."""
    requests: int
    refused: int
    """Answers of 400 and above."""
    broken: int
    """Connections that failed, reads, writes and waits that came to nothing."""

    def facts(self) -> dict[str, float]:
        return asdict(self)


def command(url: str, seconds: int, script: str, arguments: list[str], fields: dict[str, str]) -> list[str]:
    """One thread and 64 connections, since more threads only take the server's cores away."""
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "-s", str(SCRIPTS / script)]
    for name, value in fields.items():
        words += ["-H", f"{name}: {value}"]
    return [*words, url, "--", *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "BENCH_LUA": str(SCRIPTS)}


def drive(
    port: int,
    server: int | tuple[int, ...],
    seconds: int,
    path: str = "/",
    script: str = "page.lua",
    arguments: list[str] | None = None,
    fields: dict[str, str] | None = None,
) -> Load:
    """Runs wrk to its end.

    `server` is the process, or the processes, whose trees pay; `fields` are sent by scripts that write no own head.
    """
    words = command(f"http://127.0.0.1:{port}{path}", seconds, script, arguments or [], fields or {})
    roots = server if isinstance(server, tuple) else (server,)
    cpu, began = processes.cpu(*roots), time.monotonic()
    (busy, stolen), own = machine.busy(), children()
    done = subprocess.run(words, capture_output=True, text=True, env=environment(), check=False)
    lasted = time.monotonic() - began
    paid, own = processes.cpu(*roots) - cpu, children() - own
    spent, taken = machine.busy()
    told = summary(done.stdout + done.stderr)
    requests = max(1, told["requests"])
    return Load(
        rate=told["requests"] / told["seconds"],
        p50=told["p50"],
        p99=told["p99"],
        longest=told["max"],
        bytes_per_answer=told["bytes"] / requests,
        cpu_per_answer=paid / requests,
        server_cores=paid / lasted,
        wrk_cores=own / lasted,
        foreign_cores=(spent - busy - paid - own) / lasted,
        stolen_cores=(taken - stolen) / lasted,
        requests=told["requests"],
        refused=told["refused"],
        broken=told["broken"],
    )


def summary(output: str) -> dict[str, float]:
    """The line that `report.lua` prints."""
    for line in output.splitlines():
        if line.startswith("SUMMARY "):
            return json.loads(line.removeprefix("SUMMARY "))
    raise RuntimeError(f"wrk gave no summary: {output.strip()}")


def children() -> float:
    """CPU seconds of the children that have ended: wrk, when asked before and after it."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def write_list(paths: list[str], file: Path) -> Path:
    """A list of paths for `list.lua`, one a line."""
    file.write_text("\n".join(paths) + "\n")
    return file
