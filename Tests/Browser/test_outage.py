"""What readers and the newsroom have of a database that hangs, is slow, or dies: three pages of the same story."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newspaper import ROOT, Newspaper, item, until
from playwright.sync_api import Browser, expect
from test_newsroom import Newsroom, start_desk
from test_shared_texts import Writer
from test_two_nodes import server  # noqa: F401: a fixture
from writing_page import begin, kept, open_editor, saved, state, text

sys.path.append(str(ROOT / "Tests" / "Faults"))
from proxy import Proxy  # noqa: E402


class Far:
    """A newspaper whose database is at the other end of a network that can be broken."""

    def __init__(self, folder: Path, server: str) -> None:  # noqa: F811
        name = f"warta_{time.time_ns()}"
        subprocess.run(["psql", "-qX", server, "-c", f"CREATE DATABASE {name}"], check=True)
        self.home = Path(re.search(r"host=(\S+)", server)[1])
        self.network = Proxy(self.home / ".s.PGSQL.5432")
        self.paper = Newspaper(folder, database=f"postgresql://warta@127.0.0.1:{self.network.port}/{name}")

    def heals(self) -> None:
        until("the store answers", lambda: self.paper.get("/-/ready").status_code == 200, 60)


@pytest.fixture
def far(tmp_path: Path, server: str) -> Iterator[Far]:  # noqa: F811
    far = Far(tmp_path, server)
    with far.paper:
        far.paper.take(item("1", "Berita pertama"))
        yield far
        far.network.set("open")
    far.network.close()


def test_a_database_that_hangs_keeps_nobody_waiting_for_long(far: Far) -> None:
    paper = far.paper
    bagus = Writer(paper, "bagus", "administrator", "1")
    paper.start()
    bagus.sign_in()
    story = bagus.begin("Naskah")
    opened = bagus.open(story)
    pressed = paper.story(1)
    page = paper.get(pressed).text
    assert "Cache-Status" not in paper.get(pressed).headers
    paper.get("/-/metrics")
    far.network.set("hung")
    until("it is not ready", lambda: paper.get("/-/ready").status_code == 503 or None, 30)
    # Kept pages are served, and say so; what needs no store needs none.
    stale = until("pages say so", lambda: (one := paper.get(pressed)).headers.get("Cache-Status") and [one])[0]
    assert stale.text == page and re.fullmatch(r"Warta; hit; ttl=-\d+", stale.headers["Cache-Status"])
    assert paper.get("/-/live").status_code == 200 and paper.get("/robots.txt").status_code == 200
    health = paper.get("/-/health")
    assert health.status_code == 503 and health.json()["status"] == "degraded" and health.json()["away"] >= 5
    paper.read(1, readers=2)
    # Whoever asks for something else is turned away at once, from the moment that it is said.
    until("it is said", lambda: "The store does not answer" in paper.log)
    missed = paper.get("/cari?q=lain")
    assert missed.status_code == 503 and missed.headers["Retry-After"] == "5" and missed.headers["X-Request-ID"]
    desk = bagus.session.get(paper.url + "/newsroom", timeout=40)
    assert desk.status_code == 503 and desk.headers["X-Request-ID"] in desk.text and desk.headers["Retry-After"] == "5"
    sent = bagus.type(story, "kata ", opened["epoch"], opened["version"])
    assert sent.status_code == 503 and sent.headers["X-Request-ID"] and sent.headers["Retry-After"]
    assert sent.json()["code"] == "unavailable", sent.text
    assert "warta_store_away_seconds 0" not in paper.get("/-/metrics").text
    far.network.set("open")
    far.heals()
    until("pages are sure again", lambda: "Cache-Status" not in paper.get(pressed).headers)
    until("search works", lambda: paper.get("/cari?q=berita").status_code == 200, 20)
    again = until("what was typed is taken", lambda: bagus.type(story, "kata ", opened["epoch"], opened["version"]), 20)
    assert again.status_code == 200, again.text
    until("it is said as well", lambda: "The store answers again" in paper.log)
    assert paper.log.count("The store does not answer") == 1 and paper.log.count("The store answers again") == 1


def test_a_database_that_is_slow_is_only_slow(far: Far) -> None:
    paper = far.paper
    bagus = Writer(paper, "bagus", "administrator", "1")
    paper.start()
    bagus.sign_in()
    far.network.set("slow")
    story = bagus.begin("Naskah yang lambat")
    opened = bagus.open(story)
    assert bagus.type(story, "kata ", opened["epoch"], opened["version"]).status_code == 200
    assert paper.get("/cari?q=berita").status_code == 200
    assert paper.get("/-/ready").status_code == 200
    assert "The store does not answer" not in paper.log


def test_the_newsroom_says_so_and_keeps_what_is_typed(far: Far, browser: Browser) -> None:
    fault = os.environ.get("WARTA_FAULT", "hung")
    start_desk(browser, far.paper, {"bagus": "editor"})
    newsroom = Newsroom(far.paper, browser)
    page = newsroom.member("bagus", script=True)
    path = begin(newsroom, page, "Naskah di tengah gangguan")
    open_editor(newsroom, page, path)
    if fault == "killed":
        pid = int((far.home / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
    else:
        far.network.set(fault)
    page.locator(".ProseMirror").click()
    page.keyboard.press("End")
    page.keyboard.type(" Ditulis selama gangguan.")
    expect(state(page)).to_have_attribute("data-kind", "offline", timeout=60_000)
    print(fault, state(page).inner_text())
    # Another page of the newsroom says what is the matter, in words of the newsroom.
    other = page.context.new_page()
    answer = other.goto(far.paper.url + "/newsroom", timeout=60_000)
    assert answer.status == 503
    assert "Ditulis selama gangguan." in text(page)
    if fault == "killed":
        until("the server starts again", lambda: subprocess.run([far.home / "start"], check=False).returncode == 0, 30)
    far.network.set("open")
    far.heals()
    expect(state(page)).to_have_attribute("data-kind", "saved", timeout=60_000)
    assert "Ditulis selama gangguan." in str(kept(newsroom, page, path))
    saved(page)
