"""From the start of the process to the first page, and from SIGTERM to its end."""
import time
from statistics import median

from .. import client, processes, stores, warta
from ..figures import Line, Row, ms
from ..settings import Settings


def measure(settings: Settings) -> Row:
    lines, found = [], {}
    for size in settings.sizes:
        archive = stores.archive(settings, size)
        first: dict[str, list[float]] = {"front": [], "story": []}
        stops = []
        for _ in range(5):
            for kind, path in (("front", "/"), ("story", archive.paths[size // 2])):
                seconds, stop = once(settings, archive, path)
                first[kind].append(seconds)
                stops.append(stop)
        slower = max(median(times) for times in first.values())
        aims = size == settings.sizes[-1]
        found[str(size)] = {**first, "stop": stops}
        lines.append(
            Line(
                f"start to the first page, {size:,} stories",
                "≤ 0.5 s" if aims else "",
                f"front {ms(median(first['front']))}, story {ms(median(first['story']))}; stop {ms(median(stops))}",
                slower / 0.5 if aims else None,
                slower <= 0.5 if aims else None,
            )
        )
    return Row(lines, found)


def once(settings: Settings, archive: stores.Archive, path: str) -> tuple[float, float]:
    """Seconds to the first 200 of a page, and to stop."""
    port = processes.free_port()
    words = [str(settings.warta), "serve", "--data", str(archive.data), "--port", str(port), "--url", warta.SITE]
    began = time.monotonic()
    with processes.running(words, settings.folder / "warta.log") as process:
        processes.wait_for(lambda: client.get(port, path, warta.GZIP).status == 200, path, step=0.001)
        seconds = time.monotonic() - began
        return seconds, processes.end(process)
