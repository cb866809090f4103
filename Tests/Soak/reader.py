"""The honest reader: asks for pages at an even pace, checks each against the truth, and takes the time."""

from __future__ import annotations

import gzip
import http.client
import random
import ssl
import time
from collections import defaultdict
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from truth import Begin, Done, Phase, Server, Story, Truth, canary, headline

PACE = 0.04
"""Seconds from one question to the next."""
WARMING = 3.0
"""Seconds after a start in which most pages are asked for the first time; counted with all others, and told apart too."""
LISTS = {"/": 10, "/-/rails": 10, "/indeks": 40, "/feed.xml": 20, "/atom.xml": 20, "/feed.json": 20, "/kabar": 20}
"""Lists, and the rows that each has at least."""


@dataclass
class Report:
    """What the reader has to say at the end."""

    wrong: list[str] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Of each phase, and of each kind of question in it."""
    answers: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str
    begin: float
    end: float


class Reader:
    def __init__(self, port: int, certificate: Path, seed: int, news: Connection) -> None:
        self.port = port
        self.tls = ssl.create_default_context(cafile=str(certificate))
        self.chance = random.Random(seed)
        self.news = news
        self.truth = Truth()
        self.report = Report()
        self.phase = "calm"
        self.question = ""
        self.connection: http.client.HTTPSConnection | None = None
        self.kept: dict[str, tuple[str, str, str]] = {}
        """For each story the address, the tag and the text of the last whole page."""

    def run(self) -> None:
        due = time.monotonic()
        while self.phase != "end":
            self.hear()
            if self.truth.is_up:
                self.ask_something()
            due = max(due + PACE, time.monotonic() - 1)
            time.sleep(max(0, due - time.monotonic()))
        self.news.send(self.report)

    def hear(self) -> None:
        while self.news.poll():
            match self.news.recv():
                case Phase(name):
                    self.phase = name
                case message:
                    self.truth.hear(message)

    # Questions

    def ask_something(self) -> None:
        numbered = [story for story in self.truth.stories.values() if story.number]
        try:
            self.question = self.chance.choices(["story", "list", "search", "again"], [6, 3, 1, 3])[0]
            match self.question:
                case "story" if numbered:
                    # The youngest are where something happens.
                    self.read_story(self.chance.choice(numbered[-60:] if self.chance.random() < 0.7 else numbered))
                case "again" if self.kept:
                    self.read_again(self.chance.choice(list(self.kept)))
                case "search" if numbered:
                    self.search(self.chance.choice(numbered[-60:]))
                case _:
                    self.read_list(self.chance.choice(list(LISTS)))
        except (OSError, http.client.HTTPException) as error:
            self.connection = None
            asked = time.time()
            time.sleep(0.05)
            self.hear()
            if self.truth.is_up and asked > self.truth.up_since and not self.went_down_since(asked):
                self.wrong(f"no answer while the server was up: {error!r}")

    def went_down_since(self, asked: float) -> bool:
        """A connection breaks just before the news that the server was killed comes in."""
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline:
            self.hear()
            if not self.truth.is_up or self.truth.up_since > asked:
                return True
            time.sleep(0.02)
        return False

    def read_story(self, story: Story) -> None:
        path = f"/alamat/{story.number}/lama"
        answer = self.get(path)
        for _ in range(5):
            if answer.status != 301:
                break
            path = answer.headers["location"].removeprefix(f"https://127.0.0.1:{self.port}")
            begin = answer.begin
            answer = self.get(path)
            answer.begin = begin
        self.judge_story(story, answer)
        if answer.status == 200 and "etag" in answer.headers:
            self.kept[story.key] = (path, answer.headers["etag"], answer.text)

    def read_again(self, key: str) -> None:
        path, tag, text = self.kept[key]
        answer = self.get(path, {"If-None-Match": tag})
        match answer.status:
            case 304:
                # The text that the reader has is said to be right still, rails and all.
                self.judge_story(self.truth.stories[key], Answer(200, {}, text, answer.begin, answer.end))
            case 301:
                del self.kept[key]
            case _:
                self.judge_story(self.truth.stories[key], answer)
                if answer.status != 200:
                    del self.kept[key]

    def judge_story(self, story: Story, answer: Answer) -> None:
        self.hear()
        possible = story.possible(answer.begin, answer.end)
        match answer.status:
            case 200:
                fits = any(c.kind == "public" and headline(story.key, c.revision) in answer.text for c in possible)
                if not fits or canary(story.key) not in answer.text:
                    self.wrong(f"story {story.number} ({story.key}) is answered 200, but it is {possible}")
            case 410:
                if not any(c.kind == "withdrawn" for c in possible) or canary(story.key) in answer.text:
                    self.wrong(f"story {story.number} ({story.key}) is answered 410, but it is {possible}")
                # The notice names what was withdrawn.
                answer.text = answer.text.replace(headline(story.key, possible[-1].revision), "")
            case 404:
                if not any(c.kind in ("missing", "hidden") for c in possible) or canary(story.key) in answer.text:
                    self.wrong(f"story {story.number} ({story.key}) is answered 404, but it is {possible}")
            case other:
                self.wrong(f"story {story.number} ({story.key}) is answered {other}")
        self.judge_rails(answer)

    def read_list(self, path: str) -> None:
        answer = self.get(path)
        if answer.status == 404 and path == "/kabar":
            return  # The section is there as soon as its first story is.
        if answer.status != 200:
            return self.wrong(f"{path} is answered {answer.status}")
        self.hear()
        self.judge_rails(answer)
        for story in self.truth.newest(answer.begin, answer.end, LISTS[path]):
            if not any(headline(story.key, c.revision) in answer.text for c in story.possible(answer.begin, answer.end)):
                self.wrong(f"{path} lacks {story.key}, which is {story.possible(answer.begin, answer.end)}")

    def judge_rails(self, answer: Answer) -> None:
        for complaint in self.truth.wrong_headlines(answer.text, answer.begin, answer.end):
            self.wrong(complaint)

    def search(self, story: Story) -> None:
        answer = self.get(f"/cari?q={canary(story.key)}")
        self.hear()
        self.judge_rails(answer)
        possible = story.possible(answer.begin, answer.end)
        is_found = any(headline(story.key, c.revision) in answer.text for c in story.changes if c.revision)
        if answer.status != 200 or not any((c.kind == "public") == is_found for c in possible):
            self.wrong(f"the search for {story.key} finds {'it' if is_found else 'nothing'}, but it is {possible}")

    def wrong(self, what: str) -> None:
        if len(self.report.wrong) < 50:
            self.report.wrong.append(f"{time.strftime('%H:%M:%S')} {what}")

    # The connection

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """One request on the connection that is kept; a new one where the server closed it between two requests."""
        for is_last in (False, True):
            is_new = self.connection is None
            self.connection = self.connection or http.client.HTTPSConnection(
                "127.0.0.1", self.port, timeout=20, context=self.tls
            )
            try:
                return self.exchange(path, headers or {})
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.connection.close()
                self.connection = None
                if is_new or is_last:
                    raise
        raise AssertionError("unreachable")

    def exchange(self, path: str, headers: dict[str, str]) -> Answer:
        assert self.connection
        if self.connection.sock is None:
            self.connection.connect()  # A handshake is not what is measured.
        begin, started = time.time(), time.perf_counter()
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"} | headers)
        response = self.connection.getresponse()
        body = response.read()
        seconds, end = time.perf_counter() - started, time.time()
        self.report.seconds[self.phase].append(seconds)
        self.report.seconds[f"{self.phase}, {self.question}"].append(seconds)
        if begin - self.truth.up_since < WARMING:
            self.report.seconds[f"{self.phase}, of these just after a start"].append(seconds)
        self.report.answers[str(response.status)] += 1
        fields = {name.lower(): value for name, value in response.getheaders()}
        if fields.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(response.status, fields, body.decode(), begin, end)


def run(port: int, certificate: Path, seed: int, news: Connection) -> None:
    """The reader as a process of its own, so that its clock is not ours."""
    Reader(port, certificate, seed, news).run()
