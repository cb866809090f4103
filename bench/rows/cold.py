"""Pages that nobody has asked for before: read from the store, rendered and compressed, then sent.

A first server is asked for links of every kind; a second one, freshly started with a cache of 1 MiB, is asked for all
of them, and in a full run five times over. Between a page and its next turn lie more pages than that cache holds, and
the server's own count of pressings says whether any was kept nevertheless. The store's files may lie in the kernel's
page cache, as on any machine with memory to spare.
"""
import random
import re
import time
from datetime import date, timedelta

from .. import stores, warta
from ..client import Connection
from ..figures import Line, Row, ms, spread
from ..settings import Settings

PRESSINGS = "warta_press_pressings_total"


def measure(settings: Settings) -> Row:
    lines, found = [], {}
    for size in settings.sizes:
        times, kept = of(settings, stores.archive(settings, size))
        every = spread([seconds for kind in times.values() for seconds in kind])
        kinds = {kind: spread(some) for kind, some in times.items()}
        slowest = max(kinds, key=lambda kind: kinds[kind]["p99"])
        found[str(size)] = {"all": every, "kinds": kinds, "answered_from_cache": kept}
        aims = size == settings.sizes[-1]
        worst = kinds[slowest]["p99"]
        lines.append(
            Line(
                f"any page with nothing cached, {size:,} stories",
                "p99 ≤ 10 ms, of each kind" if aims else "",
                f"p50 {ms(every['p50'])}, p99 {ms(every['p99'])} of {every['n']:,};"
                f" slowest kind {slowest}: p99 {ms(worst)}",
                worst / 0.01 if aims else None,
                worst <= 0.01 if aims else None,
            )
        )
    return Row(lines, found)


def of(settings: Settings, archive: stores.Archive) -> tuple[dict[str, list[float]], int]:
    """Seconds of each page, by kind, and how many were not pressed for us."""
    pages = [(kind, path) for kind, paths in addresses(settings, archive).items() for path in paths]
    random.Random(1).shuffle(pages)
    pages *= 1 if settings.quick else 5
    times: dict[str, list[float]] = {}
    with warta.serving(settings, archive.data, "--cache", "1") as server, Connection(server.port) as connection:
        pressed = server.metric(PRESSINGS)
        for kind, path in pages:
            began = time.perf_counter()
            status = connection.get(path, warta.GZIP).status
            times.setdefault(kind, []).append(time.perf_counter() - began)
            if status != 200:
                raise RuntimeError(f"{path} answers {status}")
        return times, len(pages) - (server.metric(PRESSINGS) - pressed)


def addresses(settings: Settings, archive: stores.Archive) -> dict[str, list[str]]:
    """Addresses of every kind of page."""
    dice = random.Random(archive.size)
    stories = dice.sample(archive.paths, 800)
    with warta.serving(settings, archive.data) as server, Connection(server.port) as connection:

        def links(path: str, pattern: str) -> list[str]:
            body = connection.get(path).body.decode()
            found = re.findall(rf'(?:href="|<loc>(?:{warta.SITE})?)({pattern})', body)
            return [link.replace("&amp;", "&") for link in found]

        seen = [link for story in stories[:150] for link in links(story, r'/(?:tag|penulis)/[^"/?]+')]
        sections = sorted({"/" + path.split("/")[1] for path in archive.paths})
        tags = sorted({link for link in seen if link.startswith("/tag/")})[:150]
        authors = sorted({link for link in seen if link.startswith("/penulis/")})
        first, last = date.fromisoformat(archive.days[0]), date.fromisoformat(archive.days[-1])
        days = [first + timedelta(days=dice.randrange((last - first).days)) for _ in range(100)]
        older = r'[^"]*sebelum=[^"]+'
        lists = [*sections, *authors, *tags[:40], "/indeks"]
        deep = [link for path in lists for link in links(path, older)[:1]]
        deeper = [link for path in deep for link in links(path, older)[:1]]
        found = {
            "story": stories[150:],
            "front": ["/"],
            "section": sections,
            "tag": tags,
            "author": authors,
            "older pages of lists": list(dict.fromkeys(deep + deeper)),
            "index": ["/indeks", *(f"/indeks?rubrik={path[1:]}" for path in sections)],
            "index of a day": [f"/indeks?tanggal={day}" for day in days],
            "index of a day and section": [
                f"/indeks?tanggal={day}&rubrik={dice.choice(sections)[1:]}" for day in days
            ],
            "most read": ["/populer", *links("/populer", r'/populer/[^"]+')],
            "feed": ["/feed.xml", "/atom.xml", "/feed.json", *(f"{path}/feed.xml" for path in sections)],
            "sitemap index": ["/sitemap.xml"],
            "news sitemap": ["/sitemap-news.xml"],
            "sitemap": dice.sample(shards := links("/sitemap.xml", r"/sitemap[^<]+"), min(100, len(shards))),
        }
        # A link may be another spelling of a page, answered with a redirect: the page itself is meant.
        return {kind: [path for path in paths if connection.get(path).status == 200] for kind, paths in found.items()}
