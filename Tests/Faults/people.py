"""Those who use the house: each sends what they do through random nodes, and again until somebody answers.

What was answered is written down; `proof.py` holds the house to it.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from house import House, Node
from test_shared_texts import words

PATIENCE = 240
"""Seconds in which somebody gets an answer, whatever happens meanwhile."""


@dataclass
class DeskStory:
    """A story that one person alone leads through its life, and what was done with it, in order."""

    path: str
    key: str
    acts: list[str] = field(default_factory=list)
    revision: int = 1
    state: str = "hidden"

    @property
    def number(self) -> int:
        return int(self.path.rsplit("/", 1)[1])


@dataclass
class Read:
    story: int
    node: Node
    at: float
    is_acknowledged: bool


@dataclass
class History:
    """All that was done, and what the house answered to it."""

    shared: list[str] = field(default_factory=list)
    """Stories in which several write at once."""
    typed: dict[str, list[str]] = field(default_factory=dict)
    """The words of each shared story that were acknowledged, in the order of each writer."""
    desk: list[DeskStory] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    imported: dict[str, float | None] = field(default_factory=dict)
    """Copy that a wire sent and an import confirmed: when its embargo ends, if it has one."""
    answers: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


class Person:
    """Somebody of the newsroom, who turns to another node where one does not answer."""

    def __init__(self, house: House, history: History, seed: int, name: str, tab: int, session: requests.Session) -> None:
        # Each is a page of one member: to hash a password for each would take longer than all the rest.
        self.session = requests.Session()
        self.session.cookies.update(session.cookies)
        self.client = f"halaman00000000{tab}"
        self.token = ""
        self.paper: Node = house.nodes[0]
        self.house = house
        self.history = history
        self.chance = random.Random(f"{seed} {name}")
        self.name = name
        self.sequences: dict[str, int] = {}
        self.known: dict[str, dict[str, Any]] = {}
        self.count = 0

    def insist(self, act: Callable[[], requests.Response]) -> tuple[requests.Response, bool]:
        """The first answer, and whether something was sent before it of which nobody knows what became of it."""
        ends = time.monotonic() + PATIENCE
        is_doubtful = False
        while time.monotonic() < ends:
            self.paper = self.chance.choice(self.house.nodes)
            try:
                answer = act()
            except requests.RequestException as error:
                self.note(type(error).__name__)
                is_doubtful = True
                self.wait()
                continue
            self.note(str(answer.status_code))
            if answer.status_code in (429, 503):
                is_doubtful = True
                self.wait()
                continue
            if answer.status_code >= 500 or answer.status_code == 401 or "sign-in" in answer.headers.get("Location", ""):
                self.history.wrong.append(f"{self.name} was answered {answer.status_code}: {answer.text[:300]}")
                is_doubtful = True
                self.wait()
                continue
            return answer, is_doubtful
        raise AssertionError(f"{self.name} got no answer within {PATIENCE} s")

    def note(self, what: str) -> None:
        self.history.answers[what] = self.history.answers.get(what, 0) + 1

    def wait(self) -> None:
        threading.Event().wait(self.chance.uniform(0.02, 0.3))

    def get(self, path: str) -> requests.Response:
        return self.insist(lambda: self.session.get(self.paper.url + path, timeout=15, allow_redirects=False))[0]

    def send(self, path: str, body: dict[str, Any]) -> tuple[requests.Response, bool]:
        headers = {"Origin": "", "X-Warta-Token": self.token}

        def act() -> requests.Response:
            headers["Origin"] = self.paper.url
            return self.session.post(self.paper.url + path, json=body, headers=headers, timeout=15)

        return self.insist(act)

    def text(self, story: str) -> dict[str, Any]:
        answer = self.get(story + "/text")
        assert answer.status_code == 200, answer.text
        self.token = answer.json()["token"]
        return answer.json()

    def begin_story(self, headline: str) -> str:
        self.token = self.token or re.search(r'name="token" value="(\w+)"', self.get("/newsroom").text)[1]
        key = f"kunci{self.chance.getrandbits(80):020x}"
        answer, _ = self.send("/newsroom/stories", {"headline": headline, "section": "Politik", "key": key})
        assert answer.status_code == 201, answer.text
        return answer.json()["href"]

    def write(self, story: str, word: str) -> None:
        """Puts a word before all others; it is there when this returns."""
        while True:
            known = self.known.get(story) or self.text(story)
            self.known[story] = known
            sequence = self.sequences.get(story, 0)
            step = {"stepType": "replace", "from": 1, "to": 1, "slice": {"content": [{"type": "text", "text": word + " "}]}}
            batch = {
                "epoch": known["epoch"], "version": known["version"], "client": self.client, "seq": sequence, "schema": 1,
                "steps": [step],
            }  # fmt: skip
            answer, is_doubtful = self.send(story + "/text/batches", batch)
            self.sequences[story] = sequence + 1
            if answer.status_code == 200:
                known["version"] = answer.json()["version"]
                return
            if answer.status_code == 409:
                # Somebody else's words came first; these were not taken.
                known["version"] = answer.json()["version"]
                continue
            if answer.status_code == 410:
                # The text was saved as a whole, perhaps with this word in it.
                del self.known[story]
                if is_doubtful and word in words(self.text(story)["doc"]).split():
                    return
                continue
            raise AssertionError(f"a batch was answered {answer.status_code}: {answer.text}")


class Typist(Person):
    """Writes word after word in stories in which others write as well."""

    def work(self) -> None:
        story = self.chance.choice(self.history.shared)
        word = f"{self.name}{self.count}"
        self.count += 1
        self.write(story, word)
        self.history.typed[story].append(word)


class DeskPerson(Person):
    """Leads stories through their lives: begun, published, updated, withdrawn, brought back."""

    def work(self) -> None:
        mine = [one for one in self.history.desk if one.key.startswith(self.name)]
        if len(mine) < 2 or self.chance.random() < 0.2:
            self.begin_another()
            return
        story = self.chance.choice(mine)
        match story.state:
            case "hidden":
                self.step(story, "publication", "published")
                story.state = "live"
            case "withdrawn":
                self.step(story, "reinstatement", "brought_back", reason="Diuji.")
                story.state = "live"
            case "live" if self.chance.random() < 0.3:
                self.step(story, "withdrawal", "withdrawn", ground="mistake", reason="Diuji.")
                story.state = "withdrawn"
            case _:
                self.retitle(story)
                self.step(story, "update", "updated")

    def begin_another(self) -> None:
        key = f"{self.name}{self.count}"
        self.count += 1
        story = DeskStory(self.begin_story(headline(key, 1)), key)
        self.write(story.path, f"isi{key}")
        self.history.desk.append(story)

    def retitle(self, story: DeskStory) -> None:
        before, after = headline(story.key, story.revision), headline(story.key, story.revision + 1)
        body = {"field": "headline", "from": before, "to": after, "client": self.client}
        answer, is_doubtful = self.send(story.path + "/fields", body)
        if answer.status_code == 409:
            assert is_doubtful and answer.json()["value"] == after, f"{story}: {answer.text}"
        else:
            assert answer.status_code == 200, answer.text
        story.revision += 1

    def step(self, story: DeskStory, address: str, act: str, **more: str) -> None:
        """Takes a step once: by a form, which is sent again where nobody answered, and looked at again where it is refused."""
        path = f"{story.path}/{address}"
        was_doubtful = False
        for _ in range(20):
            page = self.get(path)
            if page.status_code == 403:
                assert was_doubtful, f"{act} is refused at {story}: {page.text[-2000:]}"
                break
            assert page.status_code == 200, page.text
            form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)) | more
            answer, is_doubtful = self.insist(
                lambda form=form: self.session.post(
                    self.paper.url + path, data=form, headers={"Origin": self.paper.url}, timeout=15, allow_redirects=False
                )
            )
            was_doubtful = was_doubtful or is_doubtful
            if answer.status_code == 303:
                break
        else:
            raise AssertionError(f"{act} was refused twenty times at {story}: {answer.text[-2000:]}")
        story.acts.append(act)


class Reader:
    """Reads stories, each time from another network, so that each read counts."""

    def __init__(self, house: House, history: History, seed: int, number: int) -> None:
        self.house, self.history, self.number = house, history, number
        self.chance = random.Random(f"{seed} reader {number}")
        self.session = requests.Session()
        self.count = 0

    def work(self) -> None:
        threading.Event().wait(self.chance.uniform(0.01, 0.06))
        node = self.chance.choice(self.house.nodes)
        self.count += 1
        address = f"{self.number + 20}.{self.count >> 8 & 255}.{self.count & 255}.7"
        read = Read(1, node, time.monotonic(), False)
        headers = {
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Origin": node.url, "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": address,
        }  # fmt: skip
        self.history.reads.append(read)
        try:
            answer = self.session.post(f"{node.url}/-/reads/{read.story}", headers=headers, timeout=5)
            read.is_acknowledged = answer.status_code == 204
        except requests.RequestException:
            return


def headline(key: str, revision: int) -> str:
    return f"Kabar {key} nomor {revision}"
