"""One story page again and again: Warta beside nginx with the very same bytes as files."""
import gzip
import tempfile
from pathlib import Path
from statistics import median

from .. import client, nginx, stores, warta, wrk
from ..figures import Line, Row, ms
from ..settings import Settings
from ..warta import GZIP


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, settings.stories)
    path = archive.of_year("2015")[7]
    with (
        warta.serving(settings, archive.data) as server,
        tempfile.TemporaryDirectory(dir=settings.folder) as root,
    ):
        warta.settle(server)
        whole, packed = nginx.write_page(server, path, Path(root))
        if gzip.decompress(packed.body) != whole.body:
            raise RuntimeError("gzip and identity are not the same page")
        with nginx.serving(settings, Path(root), path) as other:
            check_same(other.port, path, whole.body, packed.body)
            unchanged = GZIP | {"If-None-Match": packed.head["etag"]}
            if server.get(path, unchanged).status != 304:
                raise RuntimeError("If-None-Match is not answered with 304")
            ways = {
                "nginx gzip": (other, GZIP),
                "warta gzip": (server, GZIP),
                "warta 304": (server, unchanged),
                "nginx identity": (other, {}),
                "warta identity": (server, {}),
            }
            loads: dict[str, list[wrk.Load]] = {name: [] for name in ways}
            for number in range(settings.rounds + 1):
                for name, (one, fields) in ways.items():
                    seconds = settings.seconds if number else 1
                    load = wrk.drive(one.port, one.pid, seconds, path, fields=fields)
                    if number:  # the first round warms up
                        loads[name].append(load)
            if server.get(path, GZIP).body != packed.body:
                raise RuntimeError("the page changed while it was measured")
    return Row(lines(loads), raw(loads, path, whole.body, packed.body))


def check_same(port: int, path: str, whole: bytes, packed: bytes) -> None:
    with client.Connection(port) as connection:
        if connection.get(path, GZIP).body != packed or connection.get(path).body != whole:
            raise RuntimeError("nginx does not send the same bytes")


def ratio(loads: dict[str, list[wrk.Load]], one: str, other: str, what: str) -> float:
    """The median of the ratios of neighbouring runs: the machine's moods fall on both."""
    return median(getattr(a, what) / getattr(b, what) for a, b in zip(loads[one], loads[other]))


def lines(loads: dict[str, list[wrk.Load]]) -> list[Line]:
    def middle(name: str, what: str) -> float:
        return median(getattr(load, what) for load in loads[name])

    found = []
    for coding in ("gzip", "identity"):
        ours, theirs = f"warta {coding}", f"nginx {coding}"
        throughput = ratio(loads, ours, theirs, "rate")
        cpu = ratio(loads, ours, theirs, "cpu_per_answer")
        slowest = ratio(loads, ours, theirs, "p99")
        aims = coding == "gzip"
        found += [
            Line(
                f"hot story page, {coding}: answers/s",
                "≥ 1.0 × nginx" if aims else "",
                f"{middle(ours, 'rate'):,.0f} to nginx's {middle(theirs, 'rate'):,.0f}",
                throughput,
                throughput >= 1.0 if aims else None,
            ),
            Line(
                f"hot story page, {coding}: server CPU an answer",
                "≤ nginx" if aims else "",
                f"{middle(ours, 'cpu_per_answer') * 1e6:.1f} µs to nginx's"
                f" {middle(theirs, 'cpu_per_answer') * 1e6:.1f} µs",
                cpu,
                cpu <= 1.0 if aims else None,
            ),
            Line(
                f"hot story page, {coding}: p99",
                "≤ nginx" if aims else "",
                f"{ms(middle(ours, 'p99'))} to nginx's {ms(middle(theirs, 'p99'))}"
                f" (p50 {ms(middle(ours, 'p50'))} and {ms(middle(theirs, 'p50'))})",
                slowest,
                slowest <= 1.0 if aims else None,
            ),
        ]
    unchanged = ratio(loads, "warta 304", "warta gzip", "rate")
    found.append(
        Line(
            "304 to the full page: answers/s",
            "≥ 1.3 × the full page",
            f"{middle('warta 304', 'rate'):,.0f} to {middle('warta gzip', 'rate'):,.0f}",
            unchanged,
            unchanged >= 1.3,
        )
    )
    return found


def raw(loads: dict[str, list[wrk.Load]], path: str, whole: bytes, packed: bytes) -> dict[str, object]:
    return {
        "path": path,
        "body_bytes": {"identity": len(whole), "gzip": len(packed)},
        "wire_bytes": {name: median(load.bytes_per_answer for load in runs) for name, runs in loads.items()},
        "runs": {name: [load.facts() for load in runs] for name, runs in loads.items()},
    }
