"""What a newsroom would use instead, beside Warta in the same run: hot, Zipf, publication, memory."""
import subprocess
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median

from . import processes, stores, warta, wrk, zipf
from .client import Connection
from .figures import Line, Row, ms, spread
from .rows.publish import watch
from .settings import Settings


@dataclass
class Peer:
    name: str
    port: int
    roots: tuple[int, ...]
    """The processes that it is made of, without their children."""
    path: Callable[[str], str]
    """Its own path of the page that Warta has under a path."""
    publish: Callable[[int], tuple[subprocess.Popen[bytes], str]]
    """Begins a publication, the nth, by a process that prints a line once it is done; with its headline."""
    publications: int


def compare(settings: Settings, archive: stores.Archive, server: warta.Server, peer: Peer) -> Row:
    """Drives Warta and the peer in turn; `server` serves the same archive by itself."""
    draws = zipf.draw(archive.paths, 4 * archive.size)
    loads: dict[str, list[wrk.Load]] = {}
    sides = (
        ("warta", server.port, (server.pid,), lambda path: path),
        (peer.name, peer.port, peer.roots, peer.path),
    )
    for turn in range(4):
        for name, port, roots, path in sides:
            for kind, paths in (("hot", draws[:1]), ("zipf", draws)):
                file = wrk.write_list([path(one) for one in paths], settings.folder / f"{kind}-peer.list")
                seconds = settings.seconds if turn else 2
                start = str(turn * 30_011)
                load = wrk.drive(port, roots, seconds, script="list.lua", arguments=[str(file), start])
                if turn:  # the first turn warms up
                    loads.setdefault(f"{name} {kind}", []).append(load)
    memory = {name: processes.memory(*roots) for name, _, roots, _ in sides}
    delays = []
    with Connection(peer.port) as page:
        for number in range(peer.publications):
            time.sleep(0.37)
            process, headline = peer.publish(number)
            done = watch(process, page, peer.path(archive.of_year("2015")[0]), headline.encode(), pause=0.01)
            delays.append(max(0.0, done.seen - done.acknowledged))
    raw = {
        "runs": {name: [asdict(load) for load in some] for name, some in loads.items()},
        "memory": memory,
        "commit_to_headline": delays,
    }
    return Row([*lines(peer.name, loads), *rest(peer.name, memory, delays)], raw)


def lines(name: str, loads: dict[str, list[wrk.Load]]) -> list[Line]:
    found = []
    for kind in ("hot", "zipf"):
        ours, theirs = loads[f"warta {kind}"], loads[f"{name} {kind}"]
        cpu, other = (median(load.cpu_per_answer for load in some) * 1e6 for some in (theirs, ours))
        found.append(
            Line(
                f"{name}, {kind}: answers/s to Warta's",
                "",
                f"{median(load.rate for load in theirs):,.0f} to {median(load.rate for load in ours):,.0f};"
                f" CPU {cpu:,.0f} µs to {other:,.0f} µs",
                median(a.rate / b.rate for a, b in zip(theirs, ours)),
            )
        )
    return found


def rest(name: str, memory: dict[str, dict[str, float]], delays: list[float]) -> list[Line]:
    told = spread(delays)
    return [
        Line(
            f"{name}: commit to headline on a page of 2015",
            "",
            f"p50 {ms(told['p50'])}, longest {ms(told['max'])} of {told['n']}, without load",
        ),
        Line(
            f"{name}: memory",
            "",
            f"PSS {memory[name]['pss']:.0f} MiB to Warta's {memory['warta']['pss']:.0f} MiB",
            memory[name]["pss"] / memory["warta"]["pss"],
        ),
    ]
