"""The hot page at each size of the archive; with what other rows say of each size it makes the table of growth."""
from statistics import median

from .. import stores, warta, wrk
from ..figures import Line, Row
from ..settings import Settings


def measure(settings: Settings) -> Row:
    found = {}
    for size in settings.sizes:
        archive = stores.archive(settings, size)
        with warta.serving(settings, archive.data) as server:
            loads = [
                wrk.drive(
                    server.port,
                    server.pid,
                    settings.seconds if turn else 1,
                    archive.paths[size // 2],
                    fields=warta.GZIP,
                )
                for turn in range(4)
            ][1:]  # the first run warms up
        found[str(size)] = {
            "rate": median(load.rate for load in loads),
            "cpu_per_answer": median(load.cpu_per_answer for load in loads),
            "runs": [load.facts() for load in loads],
        }
    text = ", ".join(f"{facts['cpu_per_answer'] * 1e6:.1f} µs at {int(size):,}" for size, facts in found.items())
    return Row([Line("hot story page by size of the archive: server CPU", "", text)], found)
