"""The newsroom's side: imports, updates, holds, kills, publications, withdrawals, stops and starts, at random."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import time
from datetime import datetime, timezone
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from newspaper import BINARY, Newspaper, environment, item, until
from truth import Begin, Done, Kind, Server, Story, Truth, canary, headline

HOSTILE_BODIES = [
    "<table><math><th><mo><select></table>",
    "<b>" * 2_000 + "x",
    "<p>" + "'" * 100_000 + "</p>",
    "<svg><foreignObject><p>" * 50,
    "\u202e\u0007\u001b[2J" + "<script>alert(1)</script>",
    "<ul>" * 600 + "<li>a" * 600,
]


def written(moment: float) -> str:
    return datetime.fromtimestamp(moment, timezone.utc).isoformat(timespec="milliseconds")


class Desk:
    """Changes the newspaper, and tells the reader of each change before and after."""

    def __init__(self, paper: Newspaper, flags: list[str], seed: int, news: Connection) -> None:
        self.paper = paper
        self.flags = flags
        self.chance = random.Random(seed)
        self.news = news
        self.truth = Truth()
        self.log = (paper.folder / "acts.log").open("w")
        self.acts: dict[str, int] = {}
        self.version = 0.0
        self.waiting: list[tuple[float, str]] = []
        """Embargoes that have not ended yet: when, and whose."""

    def do_something(self) -> None:
        self.settle_embargoes()
        acts = {
            self.import_new: 8,
            self.update: 5,
            self.hold: 2,
            self.kill: 2,
            self.withdraw: 3,
            self.publish: 4,
            self.import_hostile: 2,
            self.import_and_die: 1,
            self.export: 1,
            self.restart: 0.5,
            self.die: 0.5,
        }
        act = self.chance.choices(list(acts), list(acts.values()))[0]
        name = act.__name__
        self.acts[name] = self.acts.get(name, 0) + 1
        print(f"{time.time():.3f} {name}", file=self.log, flush=True)
        act()

    # Telling

    def begin(self, key: str, kind: Kind, revision: int, at: float | None = None, since: float | None = None) -> None:
        self.tell(Begin(key, kind, revision, at or time.time(), since))

    def done(self, *keys: str) -> None:
        numbers = self.numbers()
        at = time.time()
        for key in keys:
            self.tell(Done(key, at, numbers.get(key)))

    def tell(self, message: Begin | Done | Server) -> None:
        # Sent and not queued: when this returns, the reader hears it before it judges what it asks next.
        self.news.send(message)
        self.truth.hear(message)

    def numbers(self) -> dict[str, int]:
        with sqlite3.connect(f"file:{self.paper.data}/warta.sqlite?mode=ro", uri=True, timeout=30) as store:
            rows = store.execute("SELECT uri, number FROM story").fetchall()
        return {uri.rsplit(":", 1)[1]: number for uri, number in rows}

    def settle_embargoes(self) -> None:
        """An embargo that ended ten seconds ago, while the server was up all the time, is on every page by now."""
        now = time.time()
        ended = [key for when, key in self.waiting if max(when, self.truth.up_since) + 10 < now]
        self.waiting = [(when, key) for when, key in self.waiting if key not in ended]
        if ended:
            self.done(*ended)

    # Copy

    def copy(self, key: str, revision: int, since: float, **more: Any) -> dict[str, Any]:
        self.version = max(self.version + 0.001, time.time())
        body = f"<p>Isi {canary(key)} yang ke-{revision}.</p>" + "<p>Kalimat pengisi yang panjang.</p>" * 8
        return item(
            key,
            headline(key, revision),
            body,
            firstCreated=written(since),
            versionCreated=written(self.version),
            subjects=[{"name": "Kabar", "rel": "section"}, {"name": f"Topik {revision}"}],
        ) | more

    def new_stories(self, count: int) -> list[tuple[str, dict[str, Any]]]:
        items = []
        for _ in range(count):
            key, now = f"K{len(self.truth.stories) + 1}", time.time()
            # A wire's first date has milliseconds, and so has the order of lists.
            match self.chance.choices(["usable", "withheld", "embargo"], [8, 1, 1])[0]:
                case "usable":
                    self.begin(key, "public", 1, since=now)
                    items.append((key, self.copy(key, 1, now)))
                case "withheld":
                    self.begin(key, "hidden", 1, since=now)
                    items.append((key, self.copy(key, 1, now, pubStatus="withheld")))
                case _:
                    ends = now + self.chance.uniform(3, 6)
                    self.begin(key, "hidden", 1, since=ends)
                    self.begin(key, "public", 1, at=ends, since=ends)
                    self.waiting.append((ends, key))
                    items.append((key, self.copy(key, 1, now, embargoedUntil=written(ends))))
        return items

    def take(self, items: list[tuple[str, dict[str, Any]]]) -> None:
        self.paper.take(*(one for _, one in items))
        waiting = {key for _, key in self.waiting}
        self.done(*(key for key, _ in items if key not in waiting))

    def import_new(self) -> None:
        self.take(self.new_stories(self.chance.choice([1, 1, 1, 3, 10, 30])))

    def stories(self, *kinds: Kind) -> list[Story]:
        waiting = {key for _, key in self.waiting}
        found = [s for s in self.truth.stories.values() if s.latest.kind in kinds and s.key not in waiting]
        return self.chance.sample(found[-80:], min(len(found), self.chance.choice([1, 1, 2, 5])))

    def by_wire(self, stories: list[Story], kind: Kind, status: str, is_new_text: bool = False) -> None:
        items = []
        for story in stories:
            revision = story.latest.revision + (1 if is_new_text else 0)
            self.begin(story.key, kind, revision)
            items.append((story.key, self.copy(story.key, revision, story.since, pubStatus=status)))
        if items:
            self.take(items)

    def update(self) -> None:
        self.by_wire(self.stories("public"), "public", "usable", is_new_text=True)

    def hold(self) -> None:
        self.by_wire(self.stories("public"), "hidden", "withheld")

    def kill(self) -> None:
        self.by_wire(self.stories("public"), "withdrawn", "canceled")

    def import_hostile(self) -> None:
        """Copy that must be refused or made harmless; whatever comes of it, the others go in."""
        bad = [item(f"jahat{self.version}", "Kabar buruk", body) for body in HOSTILE_BODIES]
        one = self.chance.choice(bad) | {"pubStatus": "withheld"}
        good = self.new_stories(2)
        file = self.paper.folder / "hostile.jsonl"
        lines = [json.dumps(one), "{" * 5_000, *(json.dumps(copy) for _, copy in good)]
        self.chance.shuffle(lines)
        file.write_text("\n".join(lines) + "\n")
        self.paper.warta("import", file, code=1)
        waiting = {key for _, key in self.waiting}
        self.done(*(key for key, _ in good if key not in waiting))

    def import_and_die(self) -> None:
        """An import is killed somewhere, and run again."""
        items = self.new_stories(400)
        file = self.paper.folder / "killed.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for _, one in items))
        with subprocess.Popen(
            [str(BINARY), "import", "--data", str(self.paper.data), str(file)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(),
        ) as process:  # fmt: skip
            time.sleep(self.chance.uniform(0, 0.5))
            process.kill()
        self.paper.warta("import", file)
        waiting = {key for _, key in self.waiting}
        self.done(*(key for key, _ in items if key not in waiting))

    # Verbs of the command line

    def withdraw(self) -> None:
        for story in self.stories("public")[:1]:
            self.begin(story.key, "withdrawn", story.latest.revision)
            self.paper.warta("withdraw", str(story.number), "--ground", "mistake", "--reason", "Diuji.")
            self.done(story.key)

    def publish(self) -> None:
        for story in self.stories("hidden", "withdrawn")[:1]:
            # What no reader has seen yet is dated when it is published.
            was_public = any(change.kind == "public" for change in story.changes)
            self.begin(story.key, "public", story.latest.revision, since=None if was_public else time.time())
            if was_public:
                self.paper.warta("bring-back", str(story.number), "--reason", "Diuji.")
            else:
                self.paper.warta("publish", str(story.number))
            self.done(story.key)

    def export(self) -> None:
        self.paper.export()

    # The server

    def start(self) -> None:
        self.paper.start(*self.flags)
        self.tell(Server(True, time.time()))

    def restart(self) -> None:
        self.tell(Server(False, time.time()))
        code = self.paper.stop()
        assert code == 0, f"the server ended with {code}: {self.paper.log[-2000:]}"
        self.start()

    def die(self) -> None:
        self.tell(Server(False, time.time()))
        assert self.paper.server
        self.paper.server.kill()
        self.paper.server.wait()
        self.start()

    # The end

    def finish(self) -> list[str]:
        """Waits for the last embargo, and says where the store differs from what was done."""
        until("the last embargo is over", lambda: self.settle_embargoes() or not self.waiting, 30)
        exported = {one["uri"].rsplit(":", 1)[1]: one for one in self.paper.export()}
        statuses = {"public": "usable", "hidden": "withheld", "withdrawn": "canceled"}
        wrong = []
        for key, story in self.truth.stories.items():
            one = exported.get(key)
            status, title = (one["pubStatus"], one["headlines"][0]["value"]) if one else (None, None)
            if status != statuses.get(story.latest.kind) or title != headline(key, story.latest.revision):
                wrong.append(f"{key} is exported as {status}, {title!r}, but it is {story.latest}")
        return wrong


def resident(pid: int) -> tuple[int, int]:
    """Resident memory now and at its highest, in MiB."""
    text = Path(f"/proc/{pid}/status").read_text()
    fields = dict(line.split(":", 1) for line in text.splitlines())
    return int(fields["VmRSS"].split()[0]) >> 10, int(fields["VmHWM"].split()[0]) >> 10
