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
from newspaper import Newspaper, item, until
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
