"""A stop under load: nobody's answer is cut off, no read is lost, and the program ends as it should.

WARTA_STOPS says how often, each time with a crowd of its own (default: 6, which takes some 20 seconds).
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest
from crowd import Crowd
from newspaper import BINARY, Newspaper, item, until
from test_fast_path import SecureNewspaper, make_pair

STOPS = int(os.environ.get("WARTA_STOPS", "6"))


def stored_reads(paper: Newspaper) -> int:
    with sqlite3.connect(f"file:{paper.data}/warta.sqlite?mode=ro", uri=True) as store:
        return store.execute("SELECT coalesce(sum(reads), 0) FROM read_minute").fetchone()[0]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_stop_under_load_cuts_nobody_off(scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = ["--trusted-proxy", "127.0.0.1"]
    if scheme == "https":
        pair = make_pair(tmp_path, "warta")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pair.certificate))
        flags += pair.flags
    with (SecureNewspaper if scheme == "https" else Newspaper)(tmp_path) as paper:
        long = "".join(f"<p>Alinea {random.random()} {random.random()} {random.random()}</p>" for _ in range(9_000))
        paper.take(item("satu", "Kabar yang dibaca"), item("panjang", "Kabar yang panjang", long))
        known = 0
        for stop in range((STOPS + 1) // 2):
            paper.start(*flags)
            server = paper.server
            assert server
            story, long_story = paper.story(1), paper.story(2)
            for path in (story, long_story):
                assert paper.get(path).status_code == 200
            with Crowd(paper.url, 1, story, long_story, is_rush=stop % 2 == 0) as crowd:
                enough = random.randrange(20, 200)
                until("the crowd is being served", lambda: crowd.is_busy(enough), 30)
                server.send_signal(signal.SIGTERM)
                try:
                    code = server.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    server.kill()
                    raise AssertionError(f"stop {stop}: it did not end within 20 s: {paper.log[-2000:]}") from None
                finally:
                    paper.server = None
            assert code == 0, f"stop {stop}: {paper.log[-2000:]}"
            assert crowd.cut == [], f"stop {stop}"
            known += crowd.counted
            # A read may have been counted whose 204 was under way when the connection ended.
            stored = stored_reads(paper)
            assert known <= stored, f"stop {stop}: {known - stored} of {crowd.counted} reads were lost"
            known = stored


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_each_signal_that_asks_for_a_stop_is_one(name: str, new_paper: Newspaper) -> None:
    """Also without a supervisor: what was thanked for is stored, and the code is 0."""
    new_paper.take(item("satu", "Kabar yang dibaca"))
    new_paper.start()
    new_paper.read(1, 5)
    server, new_paper.server = new_paper.server, None
    assert server
    server.send_signal(signal.Signals[name])
    assert server.wait(20) == 0, new_paper.log
    assert stored_reads(new_paper) == 5


def test_a_stop_before_it_serves_is_a_stop(new_paper: Newspaper) -> None:
    """Here while it draws the pictures of the demonstration newspaper; and the next start goes on from there."""
    command = [str(BINARY), "serve", "--demo", "--port", "0", "--data", str(new_paper.data)]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert server.stdout and b"filling it" in server.stdout.readline()
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        assert b"Warta is at" not in server.stdout.read()
    finally:
        server.kill()
    new_paper.warta("check")


def test_reads_that_cannot_be_stored_are_counted_at_the_end(new_paper: Newspaper) -> None:
    """A stop that loses what was thanked for is none that went well."""
    new_paper.take(item("satu", "Kabar yang dibaca"))
    new_paper.start()
    with sqlite3.connect(new_paper.data / "warta.sqlite", timeout=20) as store:
        store.execute("ALTER TABLE read_minute RENAME TO read_minute_away")
    new_paper.read(1, 3)
    server, new_paper.server = new_paper.server, None
    assert server
    server.send_signal(signal.SIGTERM)
    assert server.wait(20) == 75, new_paper.log
    assert "3 reads that it had counted could not be stored" in new_paper.log
