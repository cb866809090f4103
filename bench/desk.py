"""Stories that wait on the desk, for the rows that publish."""
import json
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from . import stores, warta
from .settings import Settings


@dataclass
class Draft:
    """A story that waits on the desk."""

    number: int
    headline: str


def prepare(settings: Settings, data: Path, count: int) -> list[Draft]:
    """Puts new stories on the desk, so that each `warta publish` later is a real publication."""
    stamp = f"{time.time_ns() // 1_000_000}"
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    headlines = {f"tag:bench.example,2026:{stamp}/{k}": f"Kabar kilat {stamp} ke-{k}" for k in range(count)}
    file = settings.folder / "drafts.jsonl"
    file.write_text("".join(json.dumps(item(uri, text, now)) + "\n" for uri, text in headlines.items()))
    warta.run(settings, "import", "--data", str(data), str(file))
    pattern = f"tag:bench.example,2026:{stamp}/%"
    rows = stores.query(data, "SELECT number, uri FROM story WHERE uri LIKE ?", (pattern,))
    return [Draft(int(number), headlines[uri]) for number, uri in rows]


def item(uri: str, headline: str, now: str) -> dict[str, object]:
    """The story in ninjs: withheld, so that it waits on the desk."""
    paragraph = "<p>Warga kampung membahas jadwal pertandingan bersama panitia lomba sejak awal pekan.</p>"
    return {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": uri,
        "type": "text",
        "language": "id",
        "pubStatus": "withheld",
        "firstCreated": now,
        "versionCreated": now,
        "headlines": [{"role": "main", "value": headline}],
        "by": "Sari Utami",
        "genres": [{"name": "Berita"}],
        "subjects": [{"name": "Nasional", "rel": "section"}, {"name": "Taman kota 1", "rel": "about"}],
        "bodies": [{"role": "main", "contentType": "application/xhtml+xml", "value": paragraph * 20}],
    }
