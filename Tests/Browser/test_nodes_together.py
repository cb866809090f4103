"""Two servers over one PostgreSQL database are one house: what is read adds up, who writes where is seen, letters go once."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from newspaper import Newspaper, free_port, item, until
from post import Post
from test_shared_texts import Writer
from test_two_nodes import nodes, server  # noqa: F401: fixtures


def stored(node: Newspaper, question: str) -> str:
    """What the database answers."""
    said = subprocess.run(["psql", "-qXAt", node.database, "-c", question], check=True, capture_output=True, text=True)
    return said.stdout.strip()


def most_read(node: Newspaper) -> list[int]:
    """The stories of the page of the most read, in their order."""
    rows = re.search(r'<ol class="rows ranked">(.*?)</ol>', node.get("/populer").text, re.DOTALL)
    return [int(number) for number in re.findall(r'href="/politik/(\d+)/', rows[1])] if rows else []


class Stream:
    """What a page hears of a story, read by a thread of its own."""

    def __init__(self, writer: Writer, story: str) -> None:
        self.heard: list[tuple[str, Any]] = []
        address = f"{writer.paper.url}{story}/events?client={writer.client}"
        self.answer = writer.session.get(address, stream=True, timeout=60)
        assert self.answer.status_code == 200, self.answer.text
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        name = ""
        try:
            for line in self.answer.iter_lines(chunk_size=1):
                if line.startswith(b"event: "):
                    name = line[7:].decode()
                elif line.startswith(b"data: "):
                    self.heard.append((name, json.loads(line[6:])))
        except (requests.RequestException, AttributeError, ValueError):
            pass  # The stream ended, perhaps in the middle of a line.

    def clients(self) -> list[str]:
        """The pages that were here when it was last said."""
        return next((sorted(one["client"] for one in data) for name, data in reversed(self.heard) if name == "here"), [])

    def last(self, name: str) -> Any:
        return next((data for known, data in reversed(self.heard) if known == name), None)


@pytest.fixture
def desk(nodes: list[Newspaper]) -> Iterator[tuple[Writer, Writer, str]]:  # noqa: F811
    """Two members, each at a node of their own, and a story that both may write in."""
    ayu = Writer(nodes[0], "ayu", "administrator", "1")
    bagus = Writer(nodes[1], "bagus", "administrator", "2")
    for node in nodes:
        node.start()
    for writer in (ayu, bagus):
        writer.sign_in()
    story = ayu.begin("Gempa")
    yield ayu, bagus, story


def test_reads_of_all_nodes_add_up(nodes: list[Newspaper]) -> None:  # noqa: F811
    first, second = nodes
    first.take(item("2", "Kedua"), item("3", "Ketiga"))
    for node in nodes:
        node.start("--trusted-proxy", "127.0.0.1")
    first.read(2, 4)
    second.read(3, 6)
    begun = time.monotonic()
    for node in nodes:
        until("both rank what both counted", lambda node=node: most_read(node) == [3, 2], 10)
    print(f"ranked alike after {time.monotonic() - begun:.2f} s")
    # What a node has counted when it is told to stop is not lost, and the other shows it.
    first.read(1, 9)
    first.stop()
    until("the other ranks what the one stored as it stopped", lambda: most_read(second) == [1, 3, 2], 10)
    assert stored(second, "SELECT sum(reads) FROM read_minute") == "19"
    # Of one that is killed, what was stored is there, and no more; the next start ranks as the others do.
    first.start("--trusted-proxy", "127.0.0.1")
    first.read(2, 7)
    until("it is stored", lambda: stored(second, "SELECT sum(reads) FROM read_minute") == "26", 10)
    first.server.send_signal(signal.SIGKILL)
    first.server.wait()
    until("the other ranks it", lambda: most_read(second) == [2, 1, 3], 10)
    first.start("--trusted-proxy", "127.0.0.1")
    until("so does the one that was started again", lambda: most_read(first) == [2, 1, 3], 10)
    assert stored(second, "SELECT sum(reads) FROM read_minute") == stored(second, "SELECT sum(reads) FROM read_hour") == "26"


def test_a_node_that_stood_still_catches_up(nodes: list[Newspaper]) -> None:  # noqa: F811
    first, second = nodes
    for node in nodes:
        node.start("--trusted-proxy", "127.0.0.1")
    old = second.story(1)
    for path in ("/", old, "/indeks", "/populer"):
        second.get(path)
    second.server.send_signal(signal.SIGSTOP)
    # More lines of the journal than are read at once.
    first.take(*(item(f"massal{index}", f"Massal {index}") for index in range(1_200)))
    first.take(item("baru", "Yang terbaru"))
    first.read(1, 5)
    until("it is stored", lambda: stored(first, "SELECT sum(reads) FROM read_minute") == "5", 10)
    second.server.send_signal(signal.SIGCONT)
    for path in ("/", old, "/indeks"):
        until("it shows the newest", lambda path=path: "Yang terbaru" in second.get(path).text, 20)
    until("and what was read meanwhile", lambda: most_read(second) == [1], 10)


def test_those_who_write_at_two_nodes_see_one_another(desk: tuple[Writer, Writer, str], nodes: list[Newspaper]) -> None:  # noqa: F811
    ayu, bagus, story = desk
    opened = ayu.open(story)
    bagus.open(story)
    near, far = Stream(ayu, story), Stream(bagus, story)
    both = sorted([ayu.client, bagus.client])
    until("each node shows both", lambda: near.clients() == both and far.clients() == both)

    caret = {"epoch": opened["epoch"], "version": opened["version"], "client": ayu.client, "anchor": 1, "head": 1}
    assert ayu.post(story + "/text/carets", caret).status_code in (200, 204)
    until("the other sees the caret", lambda: (far.last("caret") or {}).get("client") == ayu.client)
    # A page whose caret comes to another node than the one that it listens to.
    astray = Writer.__new__(Writer)
    astray.__dict__ |= ayu.__dict__ | {"paper": nodes[1]}
    assert astray.post(story + "/text/carets", caret | {"anchor": 0, "head": 1}).status_code in (200, 204)
    until("it is passed on", lambda: far.last("caret")["anchor"] == 0)

    # Keystrokes, one after another. How soon they arrive is what `make bench` measures.
    version = opened["version"]
    for index in range(40):
        ayu.sequence = index
        answer = ayu.type(story, f"k{index} ", opened["epoch"], version)
        assert answer.status_code == 200, answer.text
        version = answer.json()["version"]

        def arrived(wanted: int = version) -> bool:
            return any(name == "batch" and data["version"] == wanted for name, data in far.heard)

        until("the keystroke is at the other node", arrived)

    # A node that is killed takes its pages with it.
    nodes[0].server.send_signal(signal.SIGKILL)
    nodes[0].server.wait()
    nodes[0].server = None
    until("the other no longer shows its page", lambda: far.clients() == [bagus.client], 30)
    assert far.last("gone") == {"client": ayu.client}


class SlowPost(Post):
    """Takes a letter only when it is told to."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.may_take = threading.Event()
        self.asked = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.asked += 1
        while not self.may_take.is_set():
            await asyncio.sleep(0.02)
        return await super().handle_DATA(server, session, envelope)


def test_each_letter_is_sent_by_one_node_and_handed_on_when_it_dies(nodes: list[Newspaper]) -> None:  # noqa: F811
    names = ["ayu", "bagus", "citra", "dewi", "eka"]
    for name in names:
        nodes[0].warta("member add", name, "--email", f"{name}@warta.example", "--role", "reporter")
    port = free_port()
    with SlowPost(port) as post:
        for node in nodes:
            node.start("--smtp", f"127.0.0.1:{port}", "--smtp-from", "redaksi@warta.example", "--smtp-tls", "none")

        def forget(name: str, node: Newspaper) -> None:
            session = requests.Session()
            page = session.get(node.url + "/newsroom/sign-in/forgotten", timeout=20).text
            fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
            answer = session.post(
                node.url + "/newsroom/sign-in/forgotten",
                data=fields | {"email": f"{name}@warta.example"},
                headers={"Origin": node.url},
                timeout=20,
            )
            assert answer.status_code == 200, answer.text

        def letters(state: str) -> int:
            return int(stored(nodes[0], f"SELECT count(*) FROM letter WHERE kind = 'recovery' AND state = '{state}'"))

        post.may_take.set()
        for index, name in enumerate(names[1:]):
            forget(name, nodes[index % 2])
        until("all are sent", lambda: letters("sent") == 4)
        assert sorted(letter["X-To"] for letter in post.letters) == [f"{name}@warta.example" for name in names[1:]]

        # Both nodes die while the mail server has not taken the letter yet.
        post.may_take.clear()
        post.letters.clear()
        forget(names[0], nodes[0])
        until("it is being sent", lambda: post.asked == 5)
        time_left = "SELECT next_attempt FROM letter WHERE state = 'waiting'"
        assert int(stored(nodes[0], time_left)) > time.time() * 1_000
        for node in nodes:
            node.server.send_signal(signal.SIGKILL)
            node.server.wait()
            node.server = None
        post.may_take.set()
        # The minute passes for which it was theirs.
        stored(nodes[0], "UPDATE letter SET next_attempt = 1 WHERE state = 'waiting'")
        nodes[1].start("--smtp", f"127.0.0.1:{port}", "--smtp-from", "redaksi@warta.example", "--smtp-tls", "none")
        until("another sends it", lambda: letters("sent") == 5)
        assert {letter["X-To"] for letter in post.letters} == {"ayu@warta.example"}
        assert len({letter["Message-ID"] for letter in post.letters}) == 1
