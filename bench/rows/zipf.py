"""Story pages as readers ask for them (Zipf, s = 1), each server to its own hot figure in the same run.

Before it is measured each server is asked for every page once and then for as many again as readers would; what is
measured is another draw of the same kind, so that what the cache does not hold is met as often as in life.
"""
from statistics import median

from .. import nginx, stores, traffic, warta, wrk, zipf
from ..client import get_all
from ..figures import Line, Row, ms
from ..settings import Settings


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, settings.stories)
    draws = zipf.draw(archive.paths, 4 * archive.size)
    before = zipf.draw(archive.paths, 2 * archive.size, seed=1998)
    lists = {
        # Hot goes by a list too, so that wrk pays the same for both.
        "hot": wrk.write_list([draws[0]], settings.folder / "hot.list"),
        "zipf": wrk.write_list(draws, settings.folder / "zipf.list"),
    }
    root = archive.folder / "files"
    with warta.serving(settings, archive.data) as server:
        nginx.write_pages(server, archive.paths, root)
        traffic.ask_all(server, archive.paths + before, settings.folder / "all.list")
        with nginx.serving(settings, root, archive.paths[0]) as other:
            for _ in get_all(other.port, archive.paths + before, warta.GZIP):
                pass
            pressings = server.metric("warta_press_pressings_total")
            loads: dict[str, list[wrk.Load]] = {}
            for number in range(settings.rounds + 1):
                for name, one in (("nginx", other), ("warta", server)):
                    for kind, file in lists.items():
                        seconds = settings.seconds if number else 1
                        start = str(number * 30_011)
                        load = wrk.drive(one.port, one.pid, seconds, script="list.lua", arguments=[str(file), start])
                        if number:  # the first round warms up
                            loads.setdefault(f"{name} {kind}", []).append(load)
            pressed = server.metric("warta_press_pressings_total") - pressings
            cache = server.metric("warta_press_cache_bytes")
    return Row(
        lines(loads, archive.size),
        {
            "stories": archive.size,
            "draws": len(draws),
            "distinct": len(set(draws)),
            "pressings_while_measured": pressed,
            "cache_bytes": cache,
            "runs": {name: [load.facts() for load in runs] for name, runs in loads.items()},
        },
    )


def lines(loads: dict[str, list[wrk.Load]], stories: int) -> list[Line]:
    def ratio(one: str, other: str, what: str = "rate") -> float:
        return median(getattr(a, what) / getattr(b, what) for a, b in zip(loads[one], loads[other]))

    def middle(name: str, what: str) -> float:
        return median(getattr(load, what) for load in loads[name])

    ours, theirs = ratio("warta zipf", "warta hot"), ratio("nginx zipf", "nginx hot")
    return [
        Line(
            f"Zipf over {stories:,} stories: answers/s to hot",
            "≥ 0.9 × own hot",
            f"{middle('warta zipf', 'rate'):,.0f} to {middle('warta hot', 'rate'):,.0f}; nginx {theirs:.2f}",
            ours,
            ours >= 0.9,
        ),
        Line(
            f"Zipf over {stories:,} stories: to nginx",
            "",
            f"{middle('warta zipf', 'rate'):,.0f} to {middle('nginx zipf', 'rate'):,.0f} answers/s;"
            f" CPU {middle('warta zipf', 'cpu_per_answer') * 1e6:.1f} to"
            f" {middle('nginx zipf', 'cpu_per_answer') * 1e6:.1f} µs;"
            f" p99 {ms(middle('warta zipf', 'p99'))} to {ms(middle('nginx zipf', 'p99'))}",
            ratio("warta zipf", "nginx zipf"),
        ),
    ]
