"""Searches: one, two and three words, common and rare, newest first and best first, each once."""
import random
import time
from collections import Counter
from urllib.parse import quote_plus

from .. import stores, warta
from ..client import Connection
from ..figures import Line, Row, ms, spread
from ..settings import Settings

ORDERS = ("terbaru", "sesuai")
# Queries of each kind; times eighteen kinds.
EACH = 20


def measure(settings: Settings) -> Row:
    lines, found = [], {}
    for size in settings.sizes:
        times, hits = of(settings, stores.archive(settings, size))
        every = spread([seconds for kind in times.values() for seconds in kind])
        kinds = {kind: spread(some) for kind, some in times.items()}
        slowest = max(kinds, key=lambda kind: kinds[kind]["p95"])
        found[str(size)] = {"all": every, "kinds": kinds, "queries_with_hits": hits}
        aims = size == settings.sizes[-1]
        lines.append(
            Line(
                f"search, {size:,} stories",
                "p95 ≤ 20 ms" if aims else "",
                f"p50 {ms(every['p50'])}, p95 {ms(every['p95'])} of {every['n']:,};"
                f" slowest kind {slowest}: p95 {ms(kinds[slowest]['p95'])}",
                every["p95"] / 0.02 if aims else None,
                every["p95"] <= 0.02 if aims else None,
            )
        )
    return Row(lines, found)


def of(settings: Settings, archive: stores.Archive) -> tuple[dict[str, list[float]], int]:
    """Seconds of each query by kind, and how many found something."""
    asked = [(kind, path) for kind, paths in queries(archive).items() for path in paths]
    random.Random(2).shuffle(asked)
    times: dict[str, list[float]] = {}
    hits = 0
    with warta.serving(settings, archive.data) as server, Connection(server.port) as connection:
        for kind, path in asked:
            began = time.perf_counter()
            answer = connection.get(path)
            times.setdefault(kind, []).append(time.perf_counter() - began)
            if answer.status != 200:
                raise RuntimeError(f"{path} answers {answer.status}")
            # What was searched for is marked in what was found.
            hits += b"<mark>" in answer.body
    return times, hits


def queries(archive: stores.Archive) -> dict[str, list[str]]:
    """Searches by kind: words that many stories have, words that one story has, and words of one headline."""
    dice = random.Random(archive.size)
    slugs = [path.split("/")[3] for path in archive.paths]
    often = Counter(word for slug in dice.sample(slugs, min(5_000, len(slugs))) for word in slug.split("-"))
    common = [word for word, _ in often.most_common() if not word.isdigit() and len(word) > 3][:60]
    rare = [slug.rsplit("-", 1)[1] for slug in dice.sample(slugs, 1_000)]
    found: dict[str, list[str]] = {}
    for order in ORDERS:
        for words in (1, 2, 3):
            for kind in ("common", "rare", "of one story"):
                some = []
                for _ in range(EACH):
                    chosen = dice.sample(rare if kind == "rare" else common, words)
                    if kind == "of one story":
                        # All of them together are rare, each alone is not.
                        chosen = dice.sample(dice.choice(slugs).split("-")[:8], words)
                    some.append(f"/cari?q={quote_plus(' '.join(chosen))}&urut={order}")
                found[f"{words} {kind}, {order}"] = some
    return found
