"""A real streaming standby: pages are read from it, but never an older one than was seen or written."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newspaper import Newspaper, item, until
from test_nodes_together import stored
from test_shared_texts import Writer
from test_two_nodes import publish, server  # noqa: F401: a fixture

STORIES = 600
"""More than there are pages to be read: none is cold twice."""

WORK = """
    SELECT query_start FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'warta' AND query NOT LIKE '%pg_is_in_recovery%'
"""
"""When each of the nodes' processes at a server last did something else than say how far the standby has come."""


class Standby:
    """A copy of a server that follows it, in a folder beside the server's."""

    def __init__(self, server: str) -> None:  # noqa: F811
        self.primary = Path(re.search(r"host=(\S+)", server)[1])
        self.home = self.primary / "standby"
        # How the server is run where we are root, and with what.
        script = (self.primary / "start").read_text()
        self.run_as, self.bin = re.search(r"^exec (.*?)(\S+/)pg_ctl ", script, re.MULTILINE).groups()
        self._do(f"mkdir {self.home}")
        self._do(f"{shutil.which('pg_basebackup') or self.bin + 'pg_basebackup'} -D {self.home}/data -h {self.primary} -U warta -R --checkpoint=fast")

    def _do(self, command: str) -> None:
        subprocess.run([*self.run_as.split(), *command.split()], check=True, capture_output=True)

    def start(self) -> None:
        options = f"-c unix_socket_directories={self.home} -c listen_addresses= -c hot_standby=on -c max_connections=400"
        command = [f"{self.bin}pg_ctl", "-D", f"{self.home}/data", "-l", f"{self.home}/log", "-w", "start", "-o", options]
        subprocess.run([*self.run_as.split(), *command], check=True, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        self._do(f"{self.bin}pg_ctl -D {self.home}/data -m immediate -w stop")

    def address(self, database: str) -> str:
        return database.replace(f"host={self.primary}", f"host={self.home}")


@pytest.fixture
def paper(server: str, tmp_path: Path) -> Iterator[tuple[Newspaper, Newspaper, Standby]]:  # noqa: F811
    """A newspaper over a server with a standby, and the same one as somebody asks the standby's server."""
    name = f"warta_{time.time_ns()}"
    subprocess.run(["psql", "-qX", server, "-c", f"CREATE DATABASE {name}"], check=True)
    standby = Standby(server)
    standby.start()
    database = server.replace("/postgres?", f"/{name}?")
    try:
        with Newspaper(tmp_path, database=database) as paper:
            paper.take(*(item(str(number), f"Berita {number}") for number in range(1, STORIES)))
            yield paper, Newspaper(tmp_path, database=standby.address(database)), standby
    finally:
        standby.stop()
        shutil.rmtree(standby.home, ignore_errors=True)


def test_pages_are_read_from_a_standby_and_never_older_than_what_was_written(
    paper: tuple[Newspaper, Newspaper, Standby],
) -> None:
    node, other, standby = paper
    ayu = Writer(node, "ayu", "administrator", "1")
    node.start("--database-read", other.database)
    ayu.sign_in()
    cold = iter(range(1, STORIES))

    def read_a_cold_page() -> None:
        assert node.get(node.story(next(cold))).status_code == 200

    def is_used() -> bool:
        """Whether the standby is asked for more than how far it has come.

        What a server's processes did last is known at once; PostgreSQL's counts of rows come up to ten seconds later.
        """
        before = stored(other, "SELECT clock_timestamp()")
        read_a_cold_page()
        return stored(other, f"SELECT count(*) FROM ({WORK}) AS work WHERE query_start > '{before}'") != "0"

    def is_asked() -> bool:
        """Whether the standby is asked at all."""
        before = asked()
        read_a_cold_page()
        return asked() > before

    def asked() -> int:
        figure = re.search(r'^warta_pool_finished_total\{lane="standby"\} (\d+)', node.get("/-/metrics").text, re.MULTILINE)
        return int(figure[1])

    until("cold pages are read from the standby", is_used, 20)
    drafts = [ayu.begin(f"Naskah {index}") for index in range(5)]
    listed = until("so is the newsroom's list", lambda: ayu.session.get(node.url + "/newsroom", timeout=20).text)
    assert all(f"Naskah {index}" in listed for index in range(len(drafts)))

    # It stands still: whoever wrote something reads it, and what was published is on every page.
    stored(other, "SELECT pg_wal_replay_pause()")
    for index in range(5):
        story = ayu.begin(f"Baru {index}")
        assert f"Baru {index}" in ayu.session.get(node.url + "/newsroom", timeout=20).text
        assert ayu.session.get(node.url + story, timeout=20).status_code == 200
        publish(ayu, story)
        until("readers see it", lambda index=index: f"Baru {index}" in node.get("/").text, 5)
        number = int(story.rsplit("/", 1)[1])
        assert node.get(node.story(number)).status_code == 200
        assert f"Baru {index}" in node.get(f"/cari?q=baru+{index}").text
        assert f"Baru {index}" in node.get("/indeks").text
    assert not is_used()
    stored(other, "SELECT pg_wal_replay_resume()")
    until("it has caught up and is used again", is_used, 20)

    # Of what no page shows, it may lack the last seconds; behind by more it is left alone, and comes back.
    stored(other, "SELECT pg_wal_replay_pause()")
    stored(node, "SELECT pg_logical_emit_message(false, 'warta', 'x')")
    until("it is left alone", lambda: not is_asked(), 20)
    stored(other, "SELECT pg_wal_replay_resume()")
    until("it is used again", is_used, 20)
    # Its death costs nobody a page, and it comes back by itself.
    standby.stop()
    for _ in range(3):
        assert node.get(node.story(next(cold))).status_code == 200
    assert ayu.session.get(node.url + "/newsroom", timeout=20).status_code == 200
    standby.start()
    until("it is back", is_used, 20)


def test_a_standby_without_a_database_is_refused(tmp_path: Path) -> None:
    with Newspaper(tmp_path) as paper:
        paper.take(item("1", "Satu"))
        said = paper.warta("serve", "--database-read", "postgres://warta@127.0.0.1:1/warta", code=65)
        assert b"give --database as well" in said.stderr
