"""The law of the rooms finds who breaks it."""

import subprocess

import pytest
from newspaper import ROOT


def judged(folder) -> subprocess.CompletedProcess:
    return subprocess.run([ROOT / "scripts/check-imports", folder], capture_output=True, text=True, check=False)


def test_our_own_rooms_keep_the_law() -> None:
    """What stands in Sources breaks no line of it."""
    assert judged(ROOT / "Sources").returncode == 0


@pytest.mark.parametrize(
    ("file", "line", "sentence"),
    [
        ("News/Story.swift", "import Storage", "may not import Storage"),
        ("Press/Page.swift", "public import struct GRDB.Row", "may not import GRDB"),
        ("Cellar/Wine.swift", "let year = 1945", "not in the law"),
        ("Press/Page.swift", "try await store.write { try $0.update(story) }", "only Editorial"),
        ("Press/Page.swift", "try await house.write({ try $0.update(story) })", "only Editorial"),
        ("Web/Route.swift", "try await store.write(change)", "only Editorial"),
        ("Storage/Store.swift", "internal import GRDB", "knows GRDB"),
        ("Storage/Lists/Rows.swift", "@preconcurrency import struct GRDBSQLite.sqlite3", "knows GRDB"),
        ("Storage/Store.swift", "let database: SQLiteDatabase", "which database it is"),
        ("Storage/Lists/Rows.swift", '"SELECT name FROM sqlite_master"', "one database's own SQL"),
        ("Storage/Lists/Rows.swift", '"SELECT max(rowid) FROM story"', "one database's own SQL"),
        ("Storage/Lists/Rows.swift", '"INSERT OR IGNORE INTO tag (slug) VALUES ($1)"', "one database's own SQL"),
        ("Press/Page.swift", '"SELECT 1 FROM story_search WHERE story_search MATCH $1"', "one database's own SQL"),
        ("Storage/Lists/Rows.swift", '"SELECT pg_notify($1, $2)"', "one database's own SQL"),
        ("Storage/Store.swift", "let database: PostgreSQLDatabase", "which database it is"),
        ("warta/Demo.swift", "func save(_ transaction: WriteTransaction) {}", "only Editorial"),
    ],
)
def test_an_offence_is_found_and_placed(tmp_path, file: str, line: str, sentence: str) -> None:
    """One bad line fails the check, which names the file, the line and what to do."""
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(f"// A file.\n{line}\n", encoding="utf-8")
    result = judged(tmp_path)
    assert result.returncode == 1
    assert f"{path}:" in result.stdout and sentence in result.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("Editorial/Publish.swift", "try await store.write { try $0.update(story) }"),
        ("Storage/SQLite/Check/Pages.swift", 'try rows("PRAGMA quick_check")'),
        ("Storage/SQLite/Connection/Pool.swift", "internal import GRDB"),
        ("Storage/PostgreSQL/Connection/Listener.swift", 'try script("LISTEN warta")'),
        ("Storage/PostgreSQL/Connection/Listener.swift", "internal import CPostgreSQL"),
        ("Storage/Store.swift", "/// `SQLiteDatabase` is the one conformer so far."),
        ("Web/Conditional.swift", 'let header = "If-None-Match"'),
        ("Press/Page.swift", "/// Nobody here has a `WriteTransaction`."),
        ("Press/Page.swift", "try await store.read { try $0.story(number) }"),
        ("warta/Export.swift", "try file.write(bytes)"),
    ],
)
def test_what_is_allowed_passes(tmp_path, file: str, line: str) -> None:
    """The law asks no more than it says."""
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n", encoding="utf-8")
    assert judged(tmp_path).returncode == 0, judged(tmp_path).stdout
