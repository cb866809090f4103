"""Readers beside a newsroom: one page at the same steady rate, with fifty members typing and without.

The readers' program (bench/c/paced.c) counts each request from when it was due, so that a server which stalls is charged
for all who would have waited. The members (bench/members.py) send what the editor in a browser sends of somebody who types
without a pause, and hold the same event streams; they are connected all the time, and type every other turn. They share
the machine with the server, as all drivers do here.
"""
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from .. import members, processes, stores, warta
from ..figures import Line, Row, count, ms, spread
from ..settings import ROOT, Settings

MEMBERS = 50
CONNECTIONS = 32
RATE = 1_000
"""Requests a second: far from what the server can answer, as readers hardly ever come as fast as they could be served."""


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, 10_000)
    program = settings.folder / "paced"
    subprocess.run(["cc", "-O2", "-o", str(program), str(ROOT / "bench/c/paced.c")], check=True)
    with tempfile.TemporaryDirectory(dir=settings.folder) as folder:
        data = Path(folder, "data")
        shutil.copytree(archive.data, data)
        links = members.add(settings, data, MEMBERS)
        with warta.serving(settings, data) as server, members.beside(server.port, links) as typists:
            warta.settle(server)
            return in_turn(settings, server, typists, [str(program), str(server.port), archive.of_year("2015")[7]])


def in_turn(settings: Settings, server: warta.Server, typists: members.Typists, paced: list[str]) -> Row:
    seconds = max(3, settings.seconds)

    def readers() -> dict[str, float]:
        words = [*paced, str(CONNECTIONS), str(RATE), str(seconds)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"the readers ended: {done.stderr.strip()}")
        return spread([float(line) for line in done.stdout.split()])

    quiet, busy, batches, cores = [], [], [], []
    readers()
    for _ in range(settings.rounds):
        quiet.append(readers())
        typists.write()
        before = processes.cpu(server.pid)
        busy.append(readers())
        cores.append((processes.cpu(server.pid) - before) / seconds)
        batches.append(typists.rest() / seconds)
    ratio = median(typed["p99"] / calm["p99"] for typed, calm in zip(busy, quiet))
    if median(batches) < MEMBERS:
        raise RuntimeError(f"{MEMBERS} members sent no more than {median(batches):.0f} batches a second")
    typed, calm = (median(run["p99"] for run in runs) for runs in (busy, quiet))
    return Row(
        [
            Line(
                f"readers' p99 beside {MEMBERS} members typing, {count(RATE)} requests/s",
                "≤ 1.2 × without",
                f"{ms(typed)}, without {ms(calm)} (p50 {ms(median(run['p50'] for run in busy))} and"
                f" {ms(median(run['p50'] for run in quiet))}); {count(median(batches))} batches/s,"
                f" server {median(cores):.2f} cores",
                ratio,
                ratio <= 1.2,
            )
        ],
        {"quiet": quiet, "busy": busy, "batches_per_second": batches, "server_cores": cores},
    )
