"""Memory of the server after its start, and after more pages than its cache holds."""
import random

from .. import processes, stores, traffic, warta, wrk, zipf
from ..figures import Line, Row
from ..settings import Settings

# MiB of PSS that an archive may take.
FIGURES = {10_000: 128, 1_000_000: 512}
# Pages of about 2.5 KB each: beyond the default cache of 256 MiB, where the archive has so many.
PAGES = 200_000


def measure(settings: Settings) -> Row:
    lines, found = [], {}
    for size in settings.sizes:
        facts = of(settings, size)
        found[str(size)] = facts
        start, full = facts["after_start"], facts["after_reading"]
        figure = FIGURES.get(size)
        lines.append(
            Line(
                f"memory serving {size:,} stories",
                f"≤ {figure} MiB" if figure else "",
                f"PSS {full['pss']:.0f} MiB (RSS {full['rss']:.0f}) after {facts['pages']:,} pages,"
                f" {facts['cache_mib']:.0f} MiB of them kept; after the start {start['pss']:.0f} MiB",
                full["pss"] / figure if figure else None,
                full["pss"] <= figure if figure else None,
            )
        )
    return Row(lines, found)


def of(settings: Settings, size: int) -> dict[str, object]:
    archive = stores.archive(settings, size)
    draws = zipf.draw(archive.paths, 4 * min(size, PAGES))
    requests = wrk.write_list(draws, settings.folder / "memory.list")
    distinct = random.Random(7).sample(archive.paths, min(size, PAGES))
    with warta.serving(settings, archive.data) as server:
        after_start = processes.memory(server.pid)
        traffic.ask_all(server, distinct, settings.folder / "all.list")
        wrk.drive(server.port, server.pid, settings.seconds, script="list.lua", arguments=[str(requests), "0"])
        return {
            "after_start": after_start,
            "after_reading": processes.memory(server.pid),
            "pages": len(set(distinct) | set(draws)),
            "cache_mib": server.metric("warta_press_cache_bytes") / 2**20,
            "evictions": server.metric("warta_press_evictions_total"),
        }
