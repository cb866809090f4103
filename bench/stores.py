"""Archives of the corpus, made once by `warta import` and kept between runs."""
import hashlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import postgres, warta
from .settings import ROOT, Settings


@dataclass
class Archive:
    """A store and the addresses of its corpus, oldest story first."""

    size: int
    data: Path
    folder: Path
    """Ours, for files that belong to this archive."""
    paths: list[str]
    days: list[str]

    def of_year(self, year: str) -> list[str]:
        return [path for path, day in zip(self.paths, self.days) if day.startswith(year)]

    @property
    def first_number(self) -> int:
        return int(self.paths[0].split("/")[2])


def archive(settings: Settings, size: int) -> Archive:
    """The archive of so many stories for this binary's schema; made where there is none."""
    schema = schema_of(settings)
    folder = settings.folder / f"store-{size}-{schema}"
    data = folder / "data"
    if size == 1_000_000 and settings.million:
        data = settings.million
        if digest(data) != schema:
            raise RuntimeError(f"{data} was made by a warta of another schema")
    elif not (folder / "whole").exists():
        for old in settings.folder.glob(f"store-{size}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        make(settings, size, data)
        (folder / "whole").touch()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "addresses"
    if not file.exists():
        write_addresses(settings, data, size, file)
    lines = [line.split(" ") for line in file.read_text().splitlines()]
    return Archive(size, data, folder, [path for _, path in lines], [day for day, _ in lines])


def make(settings: Settings, size: int, data: Path) -> None:
    print(f"making a store of {size:,} stories", file=sys.stderr, flush=True)
    with subprocess.Popen([sys.executable, str(ROOT / "scripts/corpus"), str(size)], stdout=subprocess.PIPE) as corpus:
        warta.run(settings, "import", "--data", str(data), "-", source=corpus.stdout)


def corpus(settings: Settings, stories: int) -> Path:
    """The corpus as a file; made where there is none."""
    file = settings.folder / f"corpus-{stories}.jsonl"
    if not file.exists():
        unfinished = file.with_suffix(".part")
        with unfinished.open("wb") as lines:
            words = [sys.executable, str(ROOT / "scripts/corpus"), str(stories)]
            subprocess.run(words, stdout=lines, check=True)
        unfinished.rename(file)
    return file


def write_addresses(settings: Settings, data: Path, size: int, file: Path) -> None:
    """Asks a server for its sitemaps: every story's address with its day, in the order of their numbers."""
    found: list[tuple[int, str, str]] = []
    with warta.serving(settings, data) as server:
        index = server.get("/sitemap.xml").body.decode()
        for shard in re.findall(rf"<loc>{warta.SITE}(/[^<]+)</loc>", index):
            text = server.get(shard).body.decode()
            for path, day in re.findall(rf"<loc>{warta.SITE}(/[^<]+)</loc>\s*<lastmod>([^<T]+)", text):
                parts = path.split("/")
                if len(parts) == 4 and parts[2].isdigit():
                    found.append((int(parts[2]), day, path))
    found.sort()
    if len(found) < size:
        raise RuntimeError(f"the sitemaps name {len(found):,} stories of {size:,}")
    file.write_text("".join(f"{day} {path}\n" for _, day, path in found[:size]))


def schema_of(settings: Settings) -> str:
    """A digest of the schema that this binary makes."""
    with tempfile.TemporaryDirectory(dir=settings.folder) as folder:
        empty = Path(folder, "empty.jsonl")
        empty.touch()
        warta.run(settings, "import", "--data", folder, str(empty))
        return digest(Path(folder))


def digest(data: Path) -> str:
    rows = query(data, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return hashlib.sha256("\n".join(row[0] for row in rows).encode()).hexdigest()[:8]


def query(data: Path, sql: str, values: tuple = ()) -> list[tuple]:
    """Reads from a store beside whatever has it open."""
    if address := postgres.address_of(data):
        for value in values:
            sql = sql.replace("?", "'" + str(value).replace("'", "''") + "'", 1)
        return postgres.run(address, sql)
    connection = sqlite3.connect(data / "warta.sqlite", timeout=30)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()
