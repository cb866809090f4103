"""Readers while fifty members write: the same page at the same steady rate, with and without them.

The readers' program (bench/c/paced.c) counts each request from when it was due. Seconds with and without writing take
turns, so that the machine's moods fall on both.
"""
import subprocess
from statistics import median

from .. import members, processes, stores, warta
from ..figures import Line, Row, ms, spread
from ..settings import ROOT, Settings

MEMBERS = 50
RATE = 2_000
"""Requests a second: far from what the server could answer, as readers rarely come as fast as they can be served."""


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, settings.stories)
    path = archive.of_year("2015")[7]
    links = members.prepare(settings, archive.data, MEMBERS)
    program = settings.folder / "paced"
    subprocess.run(["cc", "-O2", "-o", str(program), str(ROOT / "bench/c/paced.c")], check=True)
    quiet, busy = [], []
    with warta.serving(settings, archive.data) as server:
        warta.settle(server)

        def readers() -> dict[str, float]:
            words = [str(program), str(server.port), path, "32", str(RATE), str(max(3, settings.seconds))]
            done = subprocess.run(words, capture_output=True, text=True, check=True)
            return spread([float(line) for line in done.stdout.split()])

        readers()
        quiet += [readers() for _ in range(settings.rounds)]
        with members.writing(settings, server.port, links):
            before = processes.cpu(server.pid)
            busy += [readers() for _ in range(settings.rounds)]
            cost = (processes.cpu(server.pid) - before) / (settings.rounds * max(3, settings.seconds))
        quiet += [readers() for _ in range(settings.rounds)]
    calm, typed = median(one["p99"] for one in quiet), median(one["p99"] for one in busy)
    return Row(
        [
            Line(
                f"readers' p99 while {MEMBERS} members write, {RATE:,} requests/s",
                "≤ 1.2 × without",
                f"{ms(typed)}, without {ms(calm)}; the server {cost:.2f} cores",
                typed / calm,
                typed <= 1.2 * calm,
            )
        ],
        {"quiet": quiet, "busy": busy, "cores_while_writing": cost},
    )
