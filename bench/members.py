"""Members of a newsroom over HTTP: they sign in, begin stories, and send steps as the editor in a browser does.

`python3 -m bench.members PORT [STORY]` is a program of its own, so that its work is not the measuring process's. It reads
one-time links, a line each, then an empty line, and says `ready`; at `write` its members type, until `rest`. Each of the
two is answered by a line of how many batches were kept since the last one. They write in stories of their own, or all in
the one that is named by its path.
"""
import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import processes, warta
from .settings import ROOT, Settings

PASSWORD = "empat kuda hijau laut"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
TOGETHER = 3
"""Members who have one story open."""
PAUSE = 0.3
"""Seconds between two batches of somebody who types without a pause while others are there: the editor's own pace."""
LETTERS = 3
"""Letters of one batch: ten a second, as fast as hardly anybody types."""
CARETS = 0.5
"""Seconds between two times that a page says where its caret is."""


def add(settings: Settings, data: Path, count: int, mail: str | None = None) -> list[str]:
    """Adds members who may write in every story; their one-time links."""
    stamp = f"{time.time_ns() // 1_000_000}"
    links = []
    for number in range(count):
        words = ["member", "add", f"Anggota {stamp} {number}", "--data", str(data), "--role", "managing-editor"]
        said = warta.run(settings, *words, "--email", mail or f"anggota-{stamp}-{number}@bench.example")
        links.append(link_in(said))
    return links


def link_in(said: str) -> str:
    """The one-time link in what `warta member` says."""
    found = re.search(r"\S+/newsroom/link/\S+", said)
    if not found:
        raise RuntimeError(f"there is no link in: {said.strip()}")
    return found[0]


class Member:
    """Somebody signed in by their one-time link; on this machine the newsroom is open without HTTPS."""

    def __init__(self, port: int, link: str) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("localhost", port, timeout=60)
        self.cookie = ""
        self.client = "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=20))
        path = urllib.parse.urlsplit(link).path
        page = self.ask("GET", path)
        token = re.search(r'name="token" value="([^"]*)"', page)[1]
        self.ask("POST", path, urllib.parse.urlencode({"token": token, "password": PASSWORD, "again": PASSWORD}))
        if not self.cookie:
            raise RuntimeError(f"a one-time link did not sign in: {self.status}")
        self.token = re.search(r'name="token" value="([^"]+)"', self.ask("GET", "/newsroom/account"))[1]

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def ask(self, method: str, path: str, body: str | None = None, kind: str = FORM) -> str:
        fields = {"Host": self.host}
        if self.cookie:
            fields["Cookie"] = self.cookie
        if body is not None:
            fields |= {"Content-Type": kind, "Origin": f"http://{self.host}"}
        if kind == JSON:
            fields["X-Warta-Token"] = self.token
        try:
            self.connection.request(method, path, body and body.encode(), fields)
            answer = self.connection.getresponse()
        except ConnectionError:
            # The server ends connections that rest for long; browsers begin a new one, and so do we.
            self.connection.close()
            self.connection.request(method, path, body and body.encode(), fields)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        self.status = answer.status
        if given := answer.getheader("Set-Cookie"):
            self.cookie = given.split(";")[0]
        self.location = answer.getheader("Location") or ""
        return text

    def begin(self, headline: str, body: str, section: str) -> str:
        """Begins a story by the plain form; its path."""
        form = {"token": self.token, "headline": headline, "body": body, "section": section, "language": "id"}
        text = self.ask("POST", "/newsroom/stories", urllib.parse.urlencode(form))
        found = re.search(r"/newsroom/stories/\d+", self.location)
        if self.status != 303 or not found:
            raise RuntimeError(f"a story could not be begun: {self.status} {text[:300]}")
        return found[0]

    def open(self, path: str) -> None:
        """Opens a story's text; nothing is saved by it."""
        text = json.loads(self.ask("GET", f"{path}/text"))
        self.path, self.epoch, self.version, self.sequence = path, text["epoch"], text["version"], 0

    def listen(self) -> None:
        """Reads the story's event stream and forgets what it says, until the server ends it."""
        stream = http.client.HTTPConnection("localhost", self.port, timeout=120)
        path = f"{self.path}/events?client={self.client}&after={self.epoch}.{self.version}"
        stream.request("GET", path, headers={"Host": self.host, "Cookie": self.cookie})
        answer = stream.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"an event stream was answered {answer.status}")
        while answer.readline():
            pass

    def type(self, words: str) -> None:
        """One batch at the text's beginning, sent again behind what others wrote until it is kept."""
        content = {"content": [{"type": "text", "text": words}]}
        steps = [{"stepType": "replace", "from": 1, "to": 1, "slice": content}]
        while True:
            self.sequence += 1
            place = {"epoch": self.epoch, "version": self.version, "client": self.client, "seq": self.sequence}
            batch = json.dumps({**place, "schema": 1, "steps": steps})
            text = self.ask("POST", f"{self.path}/text/batches", batch, JSON)
            if self.status not in (200, 409):
                raise RuntimeError(f"a batch was answered {self.status}: {text[:300]}")
            self.version = max(self.version, json.loads(text)["version"])
            if self.status == 200:
                return
            time.sleep(random.uniform(0.005, 0.02))


    def point(self) -> None:
        """Says where the caret is: behind what was typed last."""
        caret = {"epoch": self.epoch, "version": self.version, "client": self.client, "anchor": 1, "head": 1}
        self.ask("POST", f"{self.path}/text/carets", json.dumps(caret), JSON)
        if self.status != 204:
            raise RuntimeError(f"a caret was answered {self.status}")


@contextmanager
def beside(port: int, links: list[str], story: str | None = None) -> Iterator["Typists"]:
    """Members in a program of their own, at rest until they are told to write.

    It works only when nothing else wants the processor: members' computers are not the server's.
    """
    words = ["chrt", "--idle", "0", *processes.BOUND, sys.executable, "-m", "bench.members", str(port)]
    if story:
        words.append(story)
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        try:
            program.stdin.write("\n".join(links) + "\n\n")
            program.stdin.flush()
            if program.stdout.readline().strip() != "ready":
                raise RuntimeError("the members could not begin to write")
            yield Typists(program)
        finally:
            processes.end(program)


class Typists:
    """The members of that program, as who measures knows them."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self.program = program

    def write(self) -> None:
        self.tell("write")

    def rest(self) -> int:
        """How many batches were kept since they began to write."""
        return self.tell("rest")

    def tell(self, word: str) -> int:
        self.program.stdin.write(word + "\n")
        self.program.stdin.flush()
        said = self.program.stdout.readline().strip()
        if not said.isdigit():
            raise RuntimeError("the members stopped writing")
        return int(said)


def main() -> None:
    port, *named = sys.argv[1:]
    links = [line.strip() for line in iter(sys.stdin.readline, "\n")]
    members = [Member(int(port), link) for link in links]
    stories = named or [one.begin(f"Naskah {one.client}", "Alinea pertama.", "Nasional") for one in members[::TOGETHER]]
    kept = [0] * len(members)
    writes = threading.Event()
    for number, member in enumerate(members):
        member.open(stories[0] if named else stories[number // TOGETHER])
        threading.Thread(target=member.listen, daemon=True).start()

    def type_on(number: int, member: Member) -> None:
        while True:
            writes.wait()
            time.sleep(random.uniform(0, PAUSE))
            pointed = 0.0
            while writes.is_set():
                began = time.monotonic()
                member.type("kata diketik "[:LETTERS])
                kept[number] += 1
                if began - pointed >= CARETS:
                    pointed = began
                    member.point()
                time.sleep(max(0.0, began + PAUSE - time.monotonic()))

    threads = [threading.Thread(target=type_on, args=pair, daemon=True) for pair in enumerate(members)]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    before = 0
    for line in sys.stdin:
        if line.strip() == "write":
            writes.set()
        else:
            writes.clear()
        if not all(thread.is_alive() for thread in threads):
            sys.exit(1)
        print(sum(kept) - before, flush=True)
        before = sum(kept)


if __name__ == "__main__":
    main()
