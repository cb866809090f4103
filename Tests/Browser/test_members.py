"""What `warta member` does and prints: the first administrator, links, the last administrator."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from test_command_line import NASTY, printed

LINK = re.compile(r"^(https?://\S+/newsroom/link/[0-9a-f]{64})$", re.M)


def test_the_first_administrator_is_added_to_an_empty_folder_and_gets_a_link(tmp_path: Path) -> None:
    """The link begins as `serve` would have it by the settings, is another each time, and is not in the store."""
    text = printed(tmp_path, "member", "add", "Citra Lestari", "--email", "citra@warta.example", "--role", "administrator")
    first = LINK.search(text)
    assert first and first[1].startswith("http://127.0.0.1:8080/"), text
    assert re.search(r"^It works until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00\.$", text, re.M), text
    (tmp_path / "data" / "warta.json").write_text('{"url": "https://warta.example/", "port": 9090}')
    second = LINK.search(printed(tmp_path, "member", "link", "CITRA@warta.example"))
    assert second and second[1].startswith("https://warta.example/newsroom/link/"), second
    token = second[1].rsplit("/", 1)[1]
    assert token != first[1].rsplit("/", 1)[1]
    assert not any(token.encode() in file.read_bytes() for file in (tmp_path / "data").glob("warta.sqlite*"))


def test_members_are_listed_changed_and_deactivated_and_the_last_administrator_stays(tmp_path: Path) -> None:
    """Each step says what is the case now, and the log has a line of it that no terminal obeys."""
    printed(tmp_path, "member", "add", f"Citra {NASTY}", "--email", "citra@warta.example", "--role", "administrator")
    printed(tmp_path, "member", "add", "Bagus", "--email", "bagus@warta.example", "--role", "managing-editor")
    printed(tmp_path, "member", "add", "Lain", "--email", "BAGUS@warta.example", "--role", "reporter", code=1)
    printed(tmp_path, "member", "add", "Lain", "--email", "lain@warta.example", "--role", "boss", code=65)
    printed(tmp_path, "member", "add", "Lain", "--email", "no address", "--role", "reporter", code=65)
    text = printed(tmp_path, "member", "add", "Lain", "--email", "x@y.z", "--role", "editor", "--section", "x", code=66)
    assert "warta sections" in text
    assert "last administrator" in printed(tmp_path, "member", "deactivate", "citra@warta.example", code=1)
    printed(tmp_path, "member", "change", "bagus@warta.example", "--role", "administrator", "--name", "Bagus Santoso")
    # Bagus has no password yet and could not manage anything.
    assert "last administrator" in printed(tmp_path, "member", "deactivate", "citra@warta.example", code=1)
    # Whoever worked in all sections is not left in all of them unasked.
    printed(tmp_path, "member", "add", f"Dewi {NASTY}", "--email", "dewi@warta.example", "--role", "managing-editor")
    text = printed(tmp_path, "member", "change", "dewi@warta.example", "--role", "reporter", code=65)
    assert "works from now on" in text
    printed(tmp_path, "member", "change", "dewi@warta.example", "--role", "reporter", "--all-sections")
    printed(tmp_path, "member", "deactivate", "dewi@warta.example")
    printed(tmp_path, "member", "link", "dewi@warta.example", code=1)
    lines = printed(tmp_path, "member", "list").splitlines()
    assert lines[0] == "active  bagus@warta.example  Bagus Santoso  administrator of all sections"
    assert lines[2].startswith("deactivated  dewi@warta.example  Dewi ")
    log = printed(tmp_path, "member", "log", "--email", "bagus@warta.example").splitlines()
    assert [line.split("  ")[1] for line in log] == ["member_changed", "link_made", "member_added"]
    assert log[0].endswith("name: Bagus → Bagus Santoso; rights: managing_editor of all sections → administrator of all sections")


def test_the_log_cannot_be_edited_by_whoever_opens_the_file(tmp_path: Path) -> None:
    """Not with SQLite's own program either, short of taking the triggers out."""
    printed(tmp_path, "member", "add", "Citra", "--email", "citra@warta.example", "--role", "administrator")
    with sqlite3.connect(tmp_path / "data" / "warta.sqlite") as store:
        for statement in ("DELETE FROM security_log", "UPDATE security_log SET at = 0", "DELETE FROM member"):
            try:
                store.execute(statement)
            except sqlite3.IntegrityError:
                continue
            raise AssertionError(f"{statement} was carried out")
