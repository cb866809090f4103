"""A PostgreSQL server for the length of a row.

An archive in it is a data folder whose settings name the database, so everything that works on a folder works on it too.
"""
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import processes
from .settings import ROOT


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """A server of its own with PostgreSQL's usual settings, so each commit waits for the disk: its address and process."""
    words = [*processes.BOUND, str(ROOT / "scripts/with-postgres"), "sh", "-c", 'echo "$WARTA_TEST_POSTGRESQL"; exec cat']
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            if not address:
                raise RuntimeError("PostgreSQL did not start")
            home = Path(address.partition("host=")[2])
            yield address, int((home / "data/postmaster.pid").read_text().split()[0])
        finally:
            process.stdin.close()
            process.wait(60)


def address_of(data: Path) -> str | None:
    """The database of a data folder; none where it holds a SQLite file."""
    try:
        return json.loads((data / "warta.json").read_text()).get("database")
    except FileNotFoundError:
        return None


def run(address: str, sql: str) -> list[tuple[str, ...]]:
    words = ["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", address, "-c", sql]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [tuple(line.split("\t")) for line in done.stdout.splitlines()]
