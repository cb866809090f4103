"""Writing together as a page's script does it, against a real server: nothing acknowledged is lost, whoever is killed."""

from __future__ import annotations

import json
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from newspaper import Newspaper, until

PASSWORD = "empat kuda hijau laut"


class Writer:
    """A member at one page, without a browser."""

    def __init__(self, paper: Newspaper, name: str, role: str, tab: str) -> None:
        said = paper.warta("member add", name, "--email", f"{name}@warta.example", "--role", role).stdout
        self.link = re.sub(r"^https?://[^/]+", "", re.search(r"\S+/newsroom/link/\S+", said.decode())[0])
        self.paper = paper
        self.client = f"halaman00000000{tab}"
        self.sequence = 0
        self.session = requests.Session()
        self.token = ""

    def sign_in(self, seconds: float = 20) -> Writer:
        page = self.session.get(self.paper.url + self.link, timeout=20).text
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        names = re.findall(r'<input[^>]*type="password"[^>]*name="(\w+)"|name="(\w+)"[^>]*type="password"', page)
        fields |= {one or other: PASSWORD for one, other in names}
        answer = self.session.post(
            self.paper.url + self.link, data=fields, headers={"Origin": self.paper.url}, timeout=seconds
        )
        assert answer.status_code == 200, answer.text
        return self

    def open(self, story: str) -> dict[str, Any]:
        answer = self.session.get(f"{self.paper.url}{story}/text", timeout=20)
        assert answer.status_code == 200, answer.text
        self.token = answer.json()["token"]
        return answer.json()

    def post(self, path: str, body: dict[str, Any]) -> requests.Response:
        headers = {"Origin": self.paper.url, "X-Warta-Token": self.token}
        return self.session.post(self.paper.url + path, json=body, headers=headers, timeout=20)

    def begin(self, headline: str) -> str:
        self.token = re.search(r'name="token" value="(\w+)"', self.session.get(self.paper.url + "/newsroom").text)[1]
        answer = self.post("/newsroom/stories", {"headline": headline, "section": "Politik", "role": "administrator"})
        assert answer.status_code == 201, answer.text
        return answer.json()["href"]

    def type(self, story: str, words: str, epoch: int, version: int) -> requests.Response:
        """Sends words before all others; the same again until there is an answer."""
        step = {"stepType": "replace", "from": 1, "to": 1, "slice": {"content": [{"type": "text", "text": words}]}}
        batch = {
            "epoch": epoch,
            "version": version,
            "client": self.client,
            "seq": self.sequence,
            "schema": 1,
            "steps": [step],
        }
        return self.post(story + "/text/batches", batch)


def words(document: dict[str, Any]) -> str:
    if document["type"] == "text":
        return document["text"]
    return "".join(words(one) for one in document.get("content", []))


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Newspaper]:
    with Newspaper(tmp_path) as paper:
        paper.take({
            "uri": "tag:test,2026:1", "type": "text", "pubStatus": "usable", "language": "id",
            "versionCreated": "2026-01-02T05:00:00Z", "headline": "Lama", "body_xhtml": "<p>Lama.</p>",
            "subject": [{"name": "Politik", "rel": "section"}],
        })  # fmt: skip
        yield paper


def test_what_was_acknowledged_is_there_after_a_kill(paper: Newspaper) -> None:
    bagus = Writer(paper, "bagus", "editor", "1")
    paper.start()
    bagus.sign_in()
    story = bagus.begin("Gempa")
    opened = bagus.open(story)
    version = opened["version"]
    for index in range(5):
        bagus.sequence = index
        answer = bagus.type(story, f"kata{index} ", opened["epoch"], version)
        assert answer.status_code == 200, answer.text
        version = answer.json()["version"]
    # Between the answer and the working copy: nobody has caught up yet.
    paper.server.send_signal(signal.SIGKILL)
    paper.server.wait()
    assert paper.warta("check").returncode == 0
    paper.start()
    assert words(bagus.open(story)["doc"]) == "kata4 kata3 kata2 kata1 kata0 "

    # By itself, without anybody who opens the text or a page of it.
    def stored() -> bool:
        return any("kata4 kata3 kata2 kata1 kata0" in json.dumps(one) for one in paper.export())

    until("the working copy has caught up", stored)
    # The last batch, whose answer may have been lost, is known.
    again = bagus.type(story, "kata4 ", opened["epoch"], version - 1)
    assert again.status_code == 200 and again.json()["version"] == version
    # What is typed goes on, and what is published is all of it.
    bagus.sequence = 5
    assert bagus.type(story, "kata5 ", opened["epoch"], version).status_code == 200
    paper.warta("publish", story.rsplit("/", 1)[1])
    until("readers see it", lambda: "kata5 kata4 kata3" in paper.get(paper.story(int(story.rsplit("/", 1)[1]))).text)
    assert paper.warta("check").returncode == 0


def test_kills_while_three_type_lose_and_double_nothing(paper: Newspaper) -> None:
    writers = [Writer(paper, name, "editor", str(index)) for index, name in enumerate(("ayu", "bagus", "citra"))]
    paper.start()
    for writer in writers:
        writer.sign_in()
    story = writers[0].begin("Gempa")
    rounds, kills = 12, 3
    acknowledged: list[str] = []

    def work(writer: Writer) -> None:
        opened = None
        for index in range(rounds):
            word = f"{writer.client[-1]}x{index} "
            while True:
                try:
                    opened = opened or writer.open(story)
                    answer = writer.type(story, word, opened["epoch"], opened["version"])
                except (requests.ConnectionError, requests.Timeout):
                    # The answer is lost, or never was: the very same is sent again.
                    threading.Event().wait(0.05)
                    continue
                if answer.status_code == 409:
                    # Nothing is missing where another has the turn for a moment.
                    opened["version"] = answer.json()["version"]
                    writer.sequence += 1
                    continue
                if answer.status_code in (429, 503):
                    threading.Event().wait(0.05)
                    continue
                assert answer.status_code == 200, answer.text
                opened["version"] = answer.json()["version"]
                writer.sequence += 1
                acknowledged.append(word)
                break

    threads = [threading.Thread(target=work, args=[writer]) for writer in writers]
    for thread in threads:
        thread.start()
    for kill in range(kills):
        until("words were taken", lambda: len(acknowledged) >= (kill + 1) * 6, 60)  # noqa: B023
        paper.server.send_signal(signal.SIGKILL)
        paper.server.wait()
        paper.start()
    for thread in threads:
        thread.join(60)
    text = words(writers[0].open(story)["doc"]).split()
    assert sorted(text) == sorted(word.strip() for word in acknowledged)
    assert len(text) == 3 * rounds
    assert paper.warta("check").returncode == 0
