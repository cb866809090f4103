"""WordPress with nginx's page cache over the same 10,000 stories, beside Warta."""
import subprocess
import time

from .. import peers, stores, traffic, warta, wordpress
from ..client import get
from ..figures import Row
from ..settings import Settings


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, 10_000)
    with wordpress.serving(settings, archive) as other, warta.serving(settings, archive.data) as server:
        body = get(other.port, wordpress.path_of(archive.of_year("2015")[0])).body
        if body.count(b"<li>") < 17 or b"UPDATE" not in body:
            raise RuntimeError("WordPress's page lacks the rails")
        traffic.ask_all(server, archive.paths, settings.folder / "all.list")

        def publish(number: int) -> tuple[subprocess.Popen[bytes], str]:
            headline = f"Kabar kilat {time.time_ns() // 1_000_000} ke-{number}"
            return wordpress.publishing(other.folder, headline), headline

        name = "WordPress, pages cached for 60 s"
        peer = peers.Peer(name, other.port, other.roots, wordpress.path_of, publish, publications=3)
        row = peers.compare(settings, archive, server, peer)
        row.raw["page_bytes"] = len(body)
        return row
