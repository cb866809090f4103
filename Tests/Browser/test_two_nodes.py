"""Two servers over one PostgreSQL database: what one publishes, the other has; the death of the database is survived."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newspaper import ROOT, Newspaper, item, until
from test_shared_texts import Writer


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of its own."""
    say = 'echo "$WARTA_TEST_POSTGRESQL"; exec cat'
    command = [str(ROOT / "scripts" / "with-postgres"), "sh", "-c", say]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().strip()
        process.stdin.close()


def new_database(server: str) -> str:
    """The address of a database that is empty."""
    name = f"warta_{time.time_ns()}"
    subprocess.run(["psql", "-qX", server, "-c", f"CREATE DATABASE {name}"], check=True)
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def nodes(server: str, tmp_path: Path) -> Iterator[list[Newspaper]]:
    """Two nodes of one house, with a story, in a database that was empty."""
    database = new_database(server)
    with Newspaper(tmp_path, database=database) as first:
        first.take(item("1", "Berita pertama"))
        (tmp_path / "other").mkdir()
        with Newspaper(tmp_path / "other", database=database) as second:
            yield [first, second]


def publish(writer: Writer, story: str) -> float:
    """Writes a text and publishes it by the newsroom's own form; gives the moment of the answer."""
    opened = writer.open(story)
    assert writer.type(story, "Isi berita. ", opened["epoch"], opened["version"]).status_code == 200
    page = writer.session.get(f"{writer.paper.url}{story}/publication", timeout=20).text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = writer.session.post(
        f"{writer.paper.url}{story}/publication",
        data=fields,
        headers={"Origin": writer.paper.url},
        timeout=20,
        allow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    return time.monotonic()


def test_what_one_node_publishes_is_on_the_pages_of_the_other(nodes: list[Newspaper]) -> None:
    bagus = Writer(nodes[0], "bagus", "administrator", "1")
    for node in nodes:
        node.start()
    bagus.sign_in()
    old = nodes[1].story(1)
    nodes[1].get(old)
    delays = []
    for index in range(10):
        story = bagus.begin(f"Gempa ke-{index}")
        answered = publish(bagus, story)
        until("the other node shows it", lambda: f"Gempa ke-{index}" in nodes[1].get(old).text, 5)
        delays.append(time.monotonic() - answered)
    print("seconds:", " ".join(f"{one:.3f}" for one in delays))
    assert sorted(delays)[8] < 0.3, delays
    # Each node has asked itself what its readers see, and the desk reads both.
    page = f"{nodes[1].url}{story}"
    until("both nodes have a receipt", lambda: bagus.session.get(page, timeout=20).text.count("9 dari 9 tempat") == 2, 5)
    for node in nodes:
        assert f":{node.port}: 9 dari 9 tempat" in bagus.session.get(page, timeout=20).text
    # A session is the house's, not the node's, and so is what a member may do.
    other = bagus.session.get(nodes[1].url + "/newsroom", timeout=20)
    assert other.status_code == 200 and "Gempa ke-9" in other.text
    assert nodes[0].warta("check").stdout.decode().startswith("The store in ")


def test_what_only_a_sqlite_file_can_do_says_so(nodes: list[Newspaper]) -> None:
    file = nodes[0].folder / "one.jsonl"
    file.write_text("{}")
    said = nodes[0].warta("import", file, "--dry-run", code=None)
    assert said.returncode != 0 and b"--dry-run works on a copy of a SQLite store" in said.stderr


def test_an_empty_database_is_no_newspaper(server: str, tmp_path: Path) -> None:
    with Newspaper(tmp_path, database=new_database(server)) as paper:
        said = paper.warta("export", code=None)
        assert said.returncode != 0 and b"There is no newspaper in" in said.stderr


def test_a_password_is_never_said(server: str, tmp_path: Path) -> None:
    address = server.replace("warta@", "warta_with_password:rahasia-sekali@")
    with Newspaper(tmp_path, database=address) as paper:
        said = paper.warta("check", code=None)
    assert said.returncode == 75 and b"rahasia" not in said.stderr + said.stdout
    assert b"cannot be reached" in said.stderr


def test_a_database_that_dies_and_comes_back_is_survived_without_a_restart(nodes: list[Newspaper]) -> None:
    node = nodes[0].start()
    pressed = node.story(1)
    page = node.get(pressed).text
    home = Path(re.search(r"host=(\S+)", node.database)[1])
    os.kill(int((home / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert node.get(pressed).text == page

    # A failed answer counts as false, so it is asked for by its header.
    assert until("a page that nobody kept says so", lambda: node.get("/cari?q=lain").headers.get("Retry-After"))
    assert node.get("/cari?q=lain").status_code == 503
    assert node.warta("publish", "1", code=75).stderr
    until("the server starts again", lambda: subprocess.run([home / "start"], check=False).returncode == 0, 30)
    until("it heals", lambda: node.get("/cari?q=berita").status_code == 200, 20)
    node.take(item("2", "Sesudah mati"))
    until("what comes then is shown", lambda: "Sesudah mati" in node.get("/").text, 5)
