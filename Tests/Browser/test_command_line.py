"""What the commands print, whoever wrote what they print about."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from newspaper import BINARY, environment

# What a terminal obeys: all controls but the line's end, escapes of either kind, what turns text around or hides it.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")

NASTY = "\x1b]0;a\x07\x1b[2J\u202e\u2066\x9b31m\u200b\U000e0041"


def printed(folder: Path, *command: str | Path, code: int | None = 0) -> str:
    """All that a command prints on the newspaper in a folder; fails where a terminal would obey any of it."""
    done = subprocess.run(
        [str(BINARY), *map(str, command)],
        capture_output=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env=environment() | {"WARTA_DATA": str(folder / "data")},
    )
    text = (done.stdout + done.stderr).decode("utf-8")
    assert code is None or done.returncode == code, text[:2000]
    assert not OBEYED.search(text), ascii(text)
    assert all(len(line) <= 12_100 for line in text.splitlines())
    return text


def test_sections_are_listed_in_columns_that_a_terminal_shows(tmp_path: Path) -> None:
    """Place, slug and name, parted by spaces: what a terminal would obey is written out, also our own."""
    file = tmp_path / "a.json"
    file.write_text(
        '{"uri":"a","versionCreated":"2022-08-15T04:53:00Z","headline":"J","subjects":[{"name":"Politik","rel":"section"}]}'
    )
    printed(tmp_path, "import", file)
    assert "-  politik  Politik\n" in printed(tmp_path, "sections", "list")


def test_half_a_million_commas_are_told_in_a_few_lines(tmp_path: Path) -> None:
    """The first complaints in full, the others counted by kind, and the sum."""
    file = tmp_path / "commas.json"
    file.write_text("[" + "," * 500_000 + "]")
    lines = printed(tmp_path, "import", file, code=1).splitlines()
    assert len(lines) < 40
    assert any(re.search(r"and 4\d\d,?\d\d\d more: the item is empty$", line) for line in lines), lines[-4:]
    assert any(line.endswith("500001 refused.") for line in lines)


def test_verbose_shows_each_complaint(tmp_path: Path) -> None:
    """Whoever wants all of them gets all of them."""
    file = tmp_path / "commas.json"
    file.write_text("[" + "," * 99 + "]")
    assert printed(tmp_path, "import", file, "--verbose", code=1).count("is empty") == 100
    assert printed(tmp_path, "import", file, code=1).count(": the item is empty") == 21


@pytest.mark.parametrize(
    "text",
    [
        '{"uri":"a","%s":1,"%s":2}' % (("\\u001b[2J\\u202e" * 9,) * 2),
        '{"uri":"a","headline":"x","versionCreated":"%s"}' % "\\u001b[2J\\u009b31m\\u2066",
        '{"uri":"a","headline":"x","type":"\\u001b]0;a\\u0007"}',
        '{"uri":"%s"}' % "\\u202e\\u200b\\u001b",
        "{\x1b[2J}",
        '{"uri":"a","headline":"x","versionCreated":"2022-08-15T11:53:00Z","associations":[{"type":"picture",'
        '"renditions":[{"href":"\\u202egnp.exe"},{"href":"\\ud8ff\\udfff"}]}]}',
    ],
)
def test_nothing_of_an_item_reaches_the_terminal_as_it_came(tmp_path: Path, text: str) -> None:
    """Keys, dates, types, names of pictures: escapes in them are written out."""
    file = tmp_path / "item.json"
    file.write_text(text)
    assert "refused" in printed(tmp_path, "import", file, code=None)


@pytest.mark.parametrize(
    "command",
    [
        ("import", f"nama{NASTY}.json"),
        ("publish", NASTY),
        ("serve", f"--{NASTY}"),
        (f"x{NASTY}",),
        ("serve", "--url", f"http://a{NASTY}"),
        ("serve", "--log-level", NASTY),
        ("check", "--config", NASTY),
        ("serve", "--trusted-proxy", NASTY),
    ],
)
def test_nothing_that_was_typed_comes_back_as_it_was_typed(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A script may pass on a name that it did not choose."""
    assert printed(tmp_path, *command, code=None)


def test_the_version_names_build_and_schema(tmp_path: Path) -> None:
    """What a report of a fault must say first."""
    done = printed(tmp_path, "--version")
    assert re.fullmatch(r"warta, build .+, schema \d+\n", done), done


def test_help_lists_what_matters_first(tmp_path: Path) -> None:
    """Whoever reads from the top meets the newspaper before its repairs."""
    text = printed(tmp_path, "--help")
    verbs = re.findall(r"^  (\w+) +\S", text.split("SUBCOMMANDS:")[1], re.MULTILINE)
    assert verbs[:6] == ["serve", "import", "publish", "update", "correct", "embargo"], text
