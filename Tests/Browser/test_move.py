"""A newspaper moves from a file to PostgreSQL and back while it is read, and nothing of it is lost."""

from __future__ import annotations

import base64
import re
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import most_read
from newspaper import BINARY, Newspaper, at, environment, item, until
from test_backup import files, without_manifest
from test_shared_texts import Writer, words
from test_two_nodes import new_database, publish, server  # noqa: F401 (a fixture)


def move(*arguments: str | Path, code: int = 0) -> str:
    done = subprocess.run(
        [str(BINARY), "move", *map(str, arguments)], capture_output=True, timeout=120, env=environment(), check=False
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == code, said
    return said


def pages(paper: Newspaper) -> dict[str, bytes]:
    """Every public page that can be reached by links, and the sitemap and the feeds, without the server's own address."""
    found: dict[str, bytes] = {}
    queue = ["/", "/populer", "/indeks", "/cari?q=gempa", "/sitemap.xml", "/feed.xml", "/tidak/ada"]
    while queue:
        path = queue.pop()
        if path in found:
            continue
        content = found[path] = page(paper, path)
        links = re.findall(rb'(?:href="|<loc>|src=")(?:URL)?(/[^"#<]*)', content)
        queue += [link.decode().replace("&amp;", "&") for link in links]
    return found


def page(paper: Newspaper, path: str) -> bytes:
    """Without the server's own address, without what is new each time a form is opened, and when the ledger was computed."""
    content = paper.get(path).content
    if path.endswith(".jws"):
        head, body, _ = content.decode().split(".")
        content = head.encode() + base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    content = content.replace(paper.url.encode(), b"URL")
    content = re.sub(rb'(name="form" value=")\w+', rb"\1", content)
    return re.sub(rb'("computed":"|Dihitung <time datetime=")[^"]+("(?:>[^<]+)?)', rb"\1", content)


def settle(paper: Newspaper) -> None:
    """Waits for the rail of the most read, which comes a moment after a start."""
    until("the most read are there", lambda: most_read(paper.get("/tidak/ada").content), 30)


def differing(pages: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    return sorted(path for path in pages.keys() | others.keys() if pages.get(path) != others.get(path))


def kept(paper: Newspaper, name: str) -> dict[str, bytes]:
    folder = paper.folder / name
    paper.warta("backup", folder)
    return without_manifest(files(folder))


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Newspaper]:
    with Newspaper(tmp_path) as paper:
        paper.take(*(item(str(index), f"Berita {index}") for index in range(5)))
        yield paper


@pytest.fixture
def demo_paper(tmp_path: Path) -> Iterator[Newspaper]:
    """With pictures, members to be and reads."""
    with Newspaper(tmp_path) as paper:
        paper.warta("demo")
        yield paper


def test_there_and_back_every_page_is_the_same_and_nothing_is_lost(
    demo_paper: Newspaper,
    server: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    paper = demo_paper
    bagus = Writer(paper, "bagus", "administrator", "1")
    paper.start()
    settle(paper)
    bagus.sign_in()
    story = bagus.begin("Banjir di Demak")
    opened = bagus.open(story)
    assert bagus.type(story, "Air naik. ", opened["epoch"], opened["version"]).status_code == 200
    paper.read(2, readers=5)
    receipt = paper.complain(2)
    before = pages(paper)
    assert len(before) > 60
    database = new_database(server)

    said = move("--from", paper.data, "--to", database)
    assert "is closed" in said and "--finish" in said, said
    # Readers are served, their reads are counted, and a member is told why nothing can be saved.
    assert differing(pages(paper), before) == []
    bagus.sequence = 1
    refused = bagus.type(story, "Lagi. ", opened["epoch"], opened["version"] + 1)
    assert refused.status_code == 503 and "sedang dipindahkan" in refused.text, refused.text
    assert bagus.session.get(paper.url + "/newsroom", timeout=20).status_code == 200
    assert paper.get("/-/ready").status_code == 200
    assert b"is being moved" in paper.warta("withdraw", "1", "--ground", "mistake", "--reason", "Salah.", code=75).stderr
    paper.read(3, readers=7)
    until("they are ranked", lambda: page(paper, "/populer") != before["/populer"])
    before, sender = pages(paper), page(paper, receipt)
    assert b"not whole" in Newspaper(tmp_path, database=database).warta("check", code=65).stderr

    # The last reads are stored as the server stops, and come along.
    assert paper.stop() == 0
    assert "is in" in move("--from", paper.data, "--to", database, "--finish")
    assert b"was moved to" in paper.warta("check", code=65).stderr
    assert "already; serve it there" in move("--from", paper.data, "--to", database, "--finish", code=1)
    node = Newspaper(tmp_path, database=database, port=paper.port)
    with node:
        assert node.warta("check").stdout.decode().startswith("The store in ")
        node.start()
        reads = kept(node, "kept1")["tables/read_minute.tsv"].decode()
        counted = [(int(line.split("\t")[3]), int(line.split("\t")[1])) for line in reads.splitlines()]
        assert {(2, 5), (3, 7)} <= set(counted), reads
        settle(node)
        assert differing(pages(node), before) == []
        # The register came along, with the secret by which its senders' addresses are made.
        assert page(node, receipt) == sender
        # Who was signed in still is, and what was typed is there.
        opened = bagus.open(story)
        assert words(opened["doc"]).startswith("Air naik. ")
        assert bagus.type(story, "Kini surut. ", opened["epoch"], opened["version"]).status_code == 200
        publish(bagus, bagus.begin("Kereta baru"))
        assert node.stop() == 0
        settle(node.start())
        all_pages = pages(node)
        assert "Kereta baru" in all_pages["/"].decode()
        assert node.stop() == 0
        here = kept(node, "kept2")

        # And back, into a folder of its own, with the pictures.
        back = tmp_path / "back"
        back.mkdir()
        elsewhere = tmp_path / "elsewhere"
        said = move("--from", database, "--to", back / "data", "--data", elsewhere, "--finish", code=66)
        assert "None of the" in said and "--data" in said, said
        move("--from", database, "--to", back / "data", "--data", paper.data, "--finish")
        with Newspaper(back, port=paper.port) as home:
            assert home.warta("check").stdout.decode().startswith("The store in ")
            assert kept(home, "kept3") == here
            home.start()
            settle(home)
            assert differing(pages(home), all_pages) == []


def test_a_move_that_is_killed_goes_on_where_it_was(server: str, tmp_path: Path) -> None:  # noqa: F811
    with Newspaper(tmp_path) as paper:
        paper.take(*(item(str(index), f"Berita {index}", firstCreated=at(minutes=index)) for index in range(1500)))
        database = new_database(server)
        expected = kept(paper, "kept")
        line = [str(BINARY), "move", "--from", str(paper.data), "--to", database]

        def stored(table: str) -> int:
            said = subprocess.run(["psql", "-qXAt", database, "-c", f"SELECT count(*) FROM {table}"], capture_output=True, check=False)
            return int(said.stdout or 0)

        for table in ("story", "story_tag", "story_search"):
            process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
            until(f"it has some of {table}", lambda table=table, p=process: stored(table) > 0 or p.poll() is not None, 60)
            process.send_signal(signal.SIGKILL)
            process.wait()
            node = Newspaper(tmp_path, database=database)
            assert b"not whole" in node.warta("check", code=65).stderr
        move("--from", paper.data, "--to", database)
        move("--from", paper.data, "--to", database, "--finish")
        node = Newspaper(tmp_path, database=database)
        assert kept(node, "moved") == expected
        assert node.warta("check").returncode == 0
        # There is nothing more to move, and what is there is not overwritten.
        assert "was" in move("--from", paper.data, "--to", new_database(server), code=1)
        assert kept(node, "again") == expected


def test_one_move_at_a_time(server: str, tmp_path: Path) -> None:  # noqa: F811
    """Two with the same command, from one house to two places, from two houses to one: one works, the others are told."""
    (tmp_path / "other").mkdir()
    with Newspaper(tmp_path) as paper, Newspaper(tmp_path / "other") as other:
        paper.take(*(item(str(index), f"Berita {index}", firstCreated=at(minutes=index)) for index in range(500)))
        other.take(item("1", "Berita lain"))
        expected, before = kept(paper, "kept"), kept(other, "kept")
        database = new_database(server)
        process = subprocess.Popen(
            [str(BINARY), "move", "--from", str(paper.data), "--to", database],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        until("the newsroom is closed", lambda: is_marked(paper) or process.poll() is not None, 60)
        process.send_signal(signal.SIGSTOP)
        for line in (
            ("--from", paper.data, "--to", database),
            ("--from", paper.data, "--to", database, "--finish"),
            ("--from", paper.data, "--to", new_database(server)),
            ("--from", paper.data, "--to", tmp_path / "new", "--finish"),
            ("--from", paper.data, "--cancel"),
            ("--from", other.data, "--to", database),
        ):
            assert "wait until it has ended, then run this again" in move(*line, code=75), line
        process.send_signal(signal.SIGCONT)
        assert process.wait(60) == 0
        assert kept(other, "again") == before
        move("--from", paper.data, "--to", database, "--finish")
        assert kept(Newspaper(tmp_path, database=database), "moved") == expected


def is_marked(paper: Newspaper) -> bool:
    """Whether its store says that it is being moved."""
    with closing(sqlite3.connect(paper.data / "warta.sqlite", timeout=10)) as store:
        return bool(store.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_copy'").fetchall())


def test_a_server_that_was_not_stopped_is_not_ready_any_more(paper: Newspaper, server: str) -> None:  # noqa: F811
    paper.start()
    assert paper.get("/-/ready").status_code == 200
    # What is not named is where the newspaper is.
    assert "is in" in move("--data", paper.data, "--to", new_database(server), "--finish")
    until("it is not ready", lambda: paper.get("/-/ready").status_code == 503)
    until("the log says why", lambda: "The newspaper was moved to" in paper.log)
    health = paper.get("/-/health")
    assert health.status_code == 503 and health.json()["store"] is False, health.text
    assert paper.get("/-/live").status_code == 200
    said = move("--data", paper.data, "--cancel", code=1)
    assert "give --cancel --discard" in said and paper.get("/-/ready").status_code == 503, said
    move("--data", paper.data, "--cancel", "--discard")
    until("it is ready", lambda: paper.get("/-/ready").status_code == 200)
    assert paper.get("/-/health").json()["store"] is True


def test_a_move_that_is_given_up_leaves_the_newspaper_as_it_was(paper: Newspaper, server: str) -> None:  # noqa: F811
    expected = kept(paper, "before")
    database, other = new_database(server), new_database(server)
    move("--from", paper.data, "--to", database)
    assert "go on with that" in move("--from", paper.data, "--to", other, code=1)
    assert "open again" in move("--from", paper.data, "--cancel")
    assert kept(paper, "after") == expected
    paper.warta("withdraw", "3", "--ground", "mistake", "--reason", "Salah.")
    # What was copied then is of no use any more, and is not taken for the newspaper.
    assert "nothing of it was changed" in move("--from", paper.data, "--to", database, code=1)
    move("--from", paper.data, "--to", other, "--finish")
    assert "nothing to give up" in move("--from", other, "--cancel", code=1)


def test_a_newspaper_moves_only_into_what_is_empty(paper: Newspaper, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with Newspaper(tmp_path / "other") as other:
        other.take(item("1", "Berita lain"))
        before = kept(other, "before")
        assert "nothing of it was changed" in move("--from", paper.data, "--to", other.data, code=1)
        assert "nothing of it was changed" in move("--from", paper.data, "--to", paper.data, code=1)
        assert kept(other, "after") == before
        other.take(item("2", "Berita lagi"))
    paper.warta("withdraw", "3", "--ground", "mistake", "--reason", "Salah.")
    assert "There is no newspaper" in move("--from", tmp_path / "none", "--to", tmp_path / "new", code=66)
    assert not (tmp_path / "none").exists()
    shutil.rmtree(tmp_path / "new", ignore_errors=True)
