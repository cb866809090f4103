"""Readers beside a newsroom: one page at the same steady rate, with fifty members typing and without.

The readers' program (bench/c/paced.c) counts each request from when it was due, so that a server which stalls is charged
for all who would have waited. The members (bench/members.py) send what the editor in a browser sends of somebody who types
without a pause, and hold the same event streams; they are connected all the time, and type every other turn. They share
the machine with the server, as all drivers do here, but work only when nothing else does.

The same is measured again with the members at another server, which shares nothing with the readers' one but the machine:
by that much its processors alone make readers wait.
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
        data, other = Path(folder, "data"), Path(folder, "other")
        shutil.copytree(archive.data, data)
        shutil.copytree(archive.data, other)
        page = archive.of_year("2015")[7]

        def beside(server: warta.Server, newsroom: warta.Server, where: Path) -> dict[str, list]:
            with members.beside(newsroom.port, members.add(settings, where, MEMBERS)) as typists:
                warta.settle(server)
                return in_turn(settings, newsroom, typists, [str(program), str(server.port), page])

        with warta.serving(settings, data) as server:
            same = beside(server, server, data)
            with warta.serving(settings, other) as newsroom:
                apart = beside(server, newsroom, other)
    ratio = p99_ratio(same)
    name = f"readers' p99 beside {MEMBERS} members typing, {count(RATE)} requests/s"
    return Row(
        [
            Line(name, "≤ 1.2 × without", words(same), ratio, ratio <= 1.2),
            Line("the same, with the members at another server of this machine", "", words(apart), p99_ratio(apart)),
        ],
        {"same": same, "apart": apart},
    )


def words(runs: dict[str, list]) -> str:
    def middle(name: str, part: str) -> str:
        return ms(median(run[part] for run in runs[name]))

    return (
        f"{middle('busy', 'p99')}, without {middle('quiet', 'p99')} (p50 {middle('busy', 'p50')} and"
        f" {middle('quiet', 'p50')}); {count(median(runs['batches_per_second']))} batches/s,"
        f" newsroom {median(runs['newsroom_cores']):.2f} cores"
    )


def p99_ratio(runs: dict[str, list]) -> float:
    return median(typed["p99"] / calm["p99"] for typed, calm in zip(runs["busy"], runs["quiet"]))


def in_turn(
    settings: Settings, newsroom: warta.Server, typists: members.Typists, paced: list[str]
) -> dict[str, list]:
    """Seconds that readers waited, by turns: while the members rest, and while they type at the newsroom."""
    seconds = max(3, settings.seconds)

    def readers() -> dict[str, float]:
        words = [*paced, str(CONNECTIONS), str(RATE), str(seconds)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"the readers ended: {done.stderr.strip()}")
        return spread([float(line) for line in done.stdout.split()])

    runs: dict[str, list] = {"quiet": [], "busy": [], "batches_per_second": [], "newsroom_cores": []}
    readers()
    for _ in range(settings.rounds):
        runs["quiet"].append(readers())
        typists.write()
        before = processes.cpu(newsroom.pid)
        runs["busy"].append(readers())
        runs["newsroom_cores"].append((processes.cpu(newsroom.pid) - before) / seconds)
        runs["batches_per_second"].append(typists.rest() / seconds)
    if median(runs["batches_per_second"]) < MEMBERS:
        raise RuntimeError(f"{MEMBERS} members sent no more than {median(runs['batches_per_second']):.0f} batches a second")
    return runs
