"""Members of a newsroom who write: each signed in, with a story open, its event stream, and a batch of steps a second.

Also a program of its own (`python3 -m bench.members`), so that its work is not the measuring process's.
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
from contextlib import contextmanager
from collections.abc import Iterator
from pathlib import Path

from . import processes, warta
from .settings import ROOT, Settings

PASSWORD = "empat kuda hijau laut"
STORIES = 17
"""Three members to a story."""


def prepare(settings: Settings, data: Path, count: int) -> list[str]:
    """Makes members, once for a store; gives the one-time links of those who have no password yet."""
    stamp = f"{time.time_ns() // 1_000_000}"
    links = []
    for number in range(count):
        said = warta.run(
            settings, "member", "add", f"Anggota {stamp} {number}", "--data", str(data), "--role", "managing-editor",
            "--email", f"anggota-{stamp}-{number}@bench.example",
        )
        links.append(re.search(r"(\S+/newsroom/link/\S+)", said)[1])
    return links


@contextmanager
def writing(settings: Settings, port: int, links: list[str]) -> Iterator[None]:
    """Members who write, beside what the `with` does, from when all of them do."""
    words = [*processes.BOUND, sys.executable, "-m", "bench.members", str(port)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        try:
            program.stdin.write("\n".join(links) + "\n\n")
            program.stdin.flush()
            if program.stdout.readline().strip() != "writing":
                raise RuntimeError("the members could not begin to write")
            yield
            if program.poll() is not None:
                raise RuntimeError("the members stopped writing")
        finally:
            processes.end(program)


class Member:
    """Signed in by a one-time link; the newsroom is open to programs of the same machine without HTTPS."""

    def __init__(self, port: int, link: str) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("localhost", port, timeout=60)
        self.cookie = ""
        self.client = "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=20))
        path = urllib.parse.urlsplit(link).path
        page = self.ask("GET", path)
        token = re.search(r'name="token" value="([^"]*)"', page)[1]
        fields = {"token": token, "password": PASSWORD, "again": PASSWORD}
        self.ask("POST", path, urllib.parse.urlencode(fields))
        if not self.cookie:
            raise RuntimeError("the link did not sign in")
        self.token = re.search(r'name="token" value="([^"]+)"', self.ask("GET", "/newsroom/account"))[1]

    def ask(self, method: str, path: str, body: str | None = None, kind: str = "application/x-www-form-urlencoded") -> str:
        fields = {"Host": f"localhost:{self.port}"}
        if self.cookie:
            fields["Cookie"] = self.cookie
        if body is not None:
            fields |= {"Content-Type": kind, "Origin": f"http://localhost:{self.port}"}
            if kind == "application/json":
                fields["X-Warta-Token"] = self.token
        self.connection.request(method, path, body, fields)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.status = answer.status
        if given := answer.getheader("Set-Cookie"):
            self.cookie = given.split(";")[0]
        return text

    def begin(self, section: str) -> int:
        told = json.dumps({"headline": f"Naskah {self.client[:6]}", "section": section})
        text = self.ask("POST", "/newsroom/stories", told, "application/json")
        if self.status != 201:
            raise RuntimeError(f"a story could not be begun: {self.status} {text[:200]}")
        return json.loads(text)["number"]

    def open(self, story: int) -> None:
        self.path = f"/newsroom/stories/{story}"
        text = json.loads(self.ask("GET", f"{self.path}/text"))
        self.epoch, self.version, self.sequence = text["epoch"], text["version"], 0

    def listen(self) -> None:
        """Reads the event stream and forgets what it says."""
        stream = http.client.HTTPConnection("localhost", self.port, timeout=120)
        path = f"{self.path}/events?client={self.client}&after={self.epoch}.{self.version}"
        stream.request("GET", path, headers={"Host": f"localhost:{self.port}", "Cookie": self.cookie})
        answer = stream.getresponse()
        while answer.readline():
            pass

    def type(self, words: str) -> None:
        """One batch at the text's beginning, sent again behind what others wrote until it is taken."""
        content = {"content": [{"type": "text", "text": words}]}
        steps = [{"stepType": "replace", "from": 1, "to": 1, "slice": content}]
        while True:
            self.sequence += 1
            batch = {"epoch": self.epoch, "version": self.version, "client": self.client, "seq": self.sequence,
                     "schema": 1, "steps": steps}
            text = self.ask("POST", f"{self.path}/text/batches", json.dumps(batch), "application/json")
            if self.status not in (200, 409):
                raise RuntimeError(f"a batch was answered {self.status}: {text[:200]}")
            self.version = json.loads(text)["version"]
            if self.status == 200:
                return


def main() -> None:
    port = int(sys.argv[1])
    links = [line.strip() for line in iter(sys.stdin.readline, "\n")]
    members = [Member(port, link) for link in links]
    stories = [member.begin("Nasional") for member in members[:STORIES]]
    for number, member in enumerate(members):
        member.open(stories[number % len(stories)])
        threading.Thread(target=member.listen, daemon=True).start()

    def write(member: Member) -> None:
        time.sleep(random.random())
        while True:
            began = time.monotonic()
            member.type("kata ")
            time.sleep(max(0.0, began + 1 - time.monotonic()))

    threads = [threading.Thread(target=write, args=(member,), daemon=True) for member in members]
    for thread in threads:
        thread.start()
    time.sleep(2)
    print("writing", flush=True)
    while all(thread.is_alive() for thread in threads):
        time.sleep(0.2)
    sys.exit(1)


if __name__ == "__main__":
    main()
