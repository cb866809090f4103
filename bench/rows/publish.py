"""A publication under full load: how long until an old page carries the headline, and what readers notice.

The publishing process is `warta publish NUMBER` on the server's folder, started for each story anew, as an editor
at a terminal would; its own start is part of what the two cores have to do. The commit counts from the moment when we
read the line that it prints after the commit.

Every other second brings a publication; the seconds between bring none (half seconds in a quick run). Each second of
both kinds is compared with the median of the quiet ones around it, so that the machine's slow moods fall out and its
noise is known.
"""
import select
import subprocess
import time
import zlib
from dataclasses import dataclass
from statistics import median

from .. import desk, stores, traffic, warta, wrk, zipf
from ..client import Connection
from ..figures import Line, Row, ms, spread
from ..settings import Settings


@dataclass
class Publication:
    """Moments of one publication, in seconds of the same clock."""

    began: float
    acknowledged: float
    seen: float


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, settings.stories)
    waiting = desk.prepare(settings, archive.data, settings.publications)
    requests = wrk.write_list(zipf.draw(archive.paths, 4 * archive.size), settings.folder / "zipf.list")
    slot = 0.5 if settings.quick else 1.0
    old = archive.of_year("2015")[0]
    with warta.serving(settings, archive.data) as server:
        traffic.ask_all(server, archive.paths, settings.folder / "all.list")
        with (
            traffic.readers(server.port, requests, 3600) as readers,
            traffic.Meter() as meter,
            Connection(server.port) as page,
        ):
            time.sleep(3)
            begin = time.monotonic()
            done = []
            for number, draft in enumerate(waiting):
                time.sleep(max(0.0, begin + (2 * number + 1) * slot - time.monotonic()))
                process = warta.publishing(settings, archive.data, draft.number)
                done.append(watch(process, page, old, draft.headline.encode()))
            slots = 2 * len(waiting) + 1
            time.sleep(max(0.0, begin + slots * slot + 0.5 - time.monotonic()))
            if readers.poll() is not None:
                raise RuntimeError("wrk ended before the publications did")
        seconds = meter.slots(begin, slots, slot)
    return report(done, seconds, archive.size)


def watch(
    process: subprocess.Popen[bytes], page: Connection, path: str, headline: bytes, pause: float = 0.001
) -> Publication:
    """Asks for the old page over and over until it carries the headline, and waits for the acknowledgement."""
    began = time.monotonic()
    acknowledged = seen = None
    page.send(path, warta.GZIP)
    while acknowledged is None or seen is None:
        waiting = [page.socket] if seen is None else []
        waiting += [process.stdout] if acknowledged is None else []
        ready, _, _ = select.select(waiting, [], [], 10)
        if not ready:
            raise TimeoutError("a publication did not come within 10 s")
        if process.stdout in ready:
            words = process.stdout.readline()
            acknowledged = time.monotonic()
            if not words.startswith(b"Published"):
                raise RuntimeError(f"the publishing process says: {words.decode()}")
        if page.socket in ready:
            body = zlib.decompress(page.receive().body, wbits=31)
            if headline in body:
                seen = time.monotonic()
            else:
                time.sleep(pause)
                page.send(path, warta.GZIP)
    process.stdout.close()
    process.wait()
    return Publication(began, acknowledged, seen)


def dips(seconds: list[float]) -> tuple[list[float], list[float]]:
    """By how much each second lies below the median of the quiet ones around it: the quiet, and those between."""
    found: tuple[list[float], list[float]] = ([], [])
    for place, value in enumerate(seconds):
        near = range(max(0, place - 5), min(len(seconds), place + 6))
        quiet = [seconds[other] for other in near if other % 2 == 0 and other != place]
        found[place % 2].append(1 - value / median(quiet))
    return found


def report(done: list[Publication], seconds: list[float], stories: int) -> Row:
    quiet, busy = dips(seconds)
    # A page may carry the headline before we have read the line: that is no time at all.
    delays = [max(0.0, one.seen - one.acknowledged) for one in done]
    whole = [one.seen - one.began for one in done]
    late, all_in = spread(delays), spread(whole)
    return Row(
        [
            Line(
                "publication under load: commit to headline on a page of 2015",
                "p99 ≤ 50 ms",
                f"p50 {ms(late['p50'])}, p99 {ms(late['p99'])} of {len(done)}",
                late["p99"] / 0.05,
                late["p99"] <= 0.05,
            ),
            Line(
                "publication under load: from the start of `warta publish`",
                "",
                f"p50 {ms(all_in['p50'])}, p99 {ms(all_in['p99'])}",
            ),
            Line(
                "publication under load: readers' worst second",
                "dips ≤ 5 %",
                f"{-max(busy):+.1%}, and {-max(quiet):+.1%} without a publication;"
                f" a publication's second: {-median(busy):+.1%} in the median",
                reached=max(busy) <= 0.05,
            ),
        ],
        {
            "stories": stories,
            "commit_to_headline": late,
            "start_to_headline": all_in,
            "delays": delays,
            "seen_before_acknowledged": sum(one.seen < one.acknowledged for one in done),
            "bytes_each_slot": seconds,
            "dips": {"without": quiet, "with": busy},
        },
    )
