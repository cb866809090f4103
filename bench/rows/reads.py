"""Counted reads: how many a second, whether a clean stop keeps each, and what `kill -9` loses.

Each beacon is a read that was never counted before: another reader or another story. They go to all stories of the
archive alike, which is harder on the store than what readers do. The store is a copy, since what was read most stands
on every page, and the pages of the other rows must stand still.
"""
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from .. import processes, stores, warta, wrk
from ..figures import Line, Row, count
from ..settings import Settings

COUNTED = "warta_press_reads_total"
READERS_A_RUN = 1_000_000
# The beacons name addresses of their own: of one address not so many reads are believed.
BEHIND_PROXY = ("--trusted-proxy", "127.0.0.1")


def measure(settings: Settings) -> Row:
    with tempfile.TemporaryDirectory(dir=settings.folder) as folder:
        archive = stores.archive(settings, 10_000)
        shutil.copytree(archive.data, Path(folder, "data"))
        return count_reads(settings, replace(archive, data=Path(folder, "data")))


def count_reads(settings: Settings, archive: stores.Archive) -> Row:
    before = stored(archive.data)
    runs: dict[str, list[dict[str, float]]] = {"one at a time": [], "16 sent together": []}
    with warta.serving(settings, archive.data, *BEHIND_PROXY) as server:
        for number in range(settings.rounds + 1):
            for place, (name, together) in enumerate((("one at a time", 1), ("16 sent together", 16))):
                first_reader = (2 * number + place) * READERS_A_RUN
                seconds = settings.seconds if number else 1
                begin = server.metric(COUNTED)
                load = beacons(server, archive, seconds, first_reader, together)
                if number:  # the first round warms up
                    rate = (server.metric(COUNTED) - begin) / load.requests * load.rate
                    runs[name].append({"counted_per_second": rate, **load.facts()})
        counted = settled(server)
        server.stop()
    kept = stored(archive.data) - before
    loss = kill(settings, archive)
    return Row(lines(runs, counted, kept, loss), {"runs": runs, "counted": counted, "kept": kept, "kill": loss})


def beacons(server: warta.Server, archive: stores.Archive, seconds: int, reader: int, together: int) -> wrk.Load:
    arguments = [str(word) for word in (archive.first_number, archive.size, reader, together)]
    return wrk.drive(server.port, server.pid, seconds, script="beacons.lua", arguments=arguments)


def settled(server: warta.Server) -> int:
    """What it has counted once nothing is under way any more."""
    counted = -1
    while counted != (counted := server.metric(COUNTED)):
        time.sleep(0.2)
    return counted


def stored(data: Path) -> int:
    return stores.query(data, "SELECT coalesce(sum(reads), 0) FROM read_hour")[0][0]


def kill(settings: Settings, archive: stores.Archive) -> dict[str, float]:
    """Kills a server under steady load without warning, and compares what it had counted with what is stored."""
    before = stored(archive.data)
    samples: list[tuple[float, int]] = []
    with warta.serving(settings, archive.data, *BEHIND_PROXY) as server:
        arguments = [str(word) for word in (archive.first_number, archive.size, 0, 1)]
        words = wrk.command(f"http://127.0.0.1:{server.port}/", 60, "beacons.lua", arguments, {})
        with subprocess.Popen(
            [*processes.BOUND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=wrk.environment()
        ) as load:
            try:
                sampling = threading.Thread(target=sample, args=(server, samples, time.monotonic() + 5.5))
                sampling.start()
                sampling.join()
                server.process.send_signal(signal.SIGKILL)
                killed = time.monotonic()
                server.process.wait()
            finally:
                processes.end(load)
    (begin, low), (last, high) = samples[len(samples) // 2], samples[-1]
    rate = (high - low) / (last - begin)
    counted = high + rate * (killed - last)
    kept = stored(archive.data) - before
    return {"reads_per_second": rate, "counted": counted, "kept": kept, "seconds_lost": (counted - kept) / rate}


def sample(server: warta.Server, samples: list[tuple[float, int]], until: float) -> None:
    while time.monotonic() < until:
        value = server.metric(COUNTED)
        samples.append((time.monotonic(), value))
        time.sleep(0.02)


def lines(runs: dict[str, list[dict[str, float]]], counted: int, kept: int, loss: dict[str, float]) -> list[Line]:
    found = []
    for name, some in runs.items():
        rate = median(run["counted_per_second"] for run in some)
        cpu = median(run["cpu_per_answer"] for run in some)
        found.append(
            Line(
                f"reads counted, beacons {name}",
                "≥ 100,000/s",
                f"{count(rate)}/s; server CPU {cpu * 1e6:.1f} µs a read",
                rate / 100_000,
                rate >= 100_000,
            )
        )
    lost = loss["seconds_lost"]
    found += [
        Line(
            "reads after a clean stop",
            "exact",
            f"{count(kept)} stored of {count(counted)} counted",
            reached=kept == counted,
        ),
        Line(
            "reads lost by kill -9",
            "≤ 1 s of them",
            f"{lost:.2f} s, at {count(loss['reads_per_second'])}/s",
            lost,
            lost <= 1,
        ),
    ]
    return found
