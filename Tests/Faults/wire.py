"""The wire's side: imports that are killed in the middle and run again, some of their copy under embargo."""

from __future__ import annotations

import json
import random
import subprocess
import threading
import time
from datetime import datetime, timezone

from house import House
from newspaper import BINARY, environment, item
from people import PATIENCE, History


class Wire:
    """Imports copy through random nodes' networks."""

    def __init__(self, house: House, history: History, seed: int) -> None:
        self.house, self.history = house, history
        self.chance = random.Random(f"{seed} wire")
        self.count = 0

    def work(self) -> None:
        items, ends = [], {}
        for _ in range(self.chance.choice([1, 5, 30])):
            key = f"kawat{self.count}"
            self.count += 1
            ends[key] = time.time() + self.chance.uniform(3, 9) if self.chance.random() < 0.2 else None
            more = {"embargoedUntil": written(ends[key])} if ends[key] else {}
            items.append(item(key, f"Kawat {key}", **more))
        file = self.house.nodes[0].folder / "wire.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in items))
        if self.chance.random() < 0.3:
            with self.started(str(file)) as process:
                threading.Event().wait(self.chance.uniform(0, 0.4))
                process.kill()
        deadline = time.monotonic() + PATIENCE
        while (code := self.finished(str(file))) != 0:
            if code not in (75, None):
                self.history.wrong.append(f"an import ended with {code}")
                return
            assert time.monotonic() < deadline, f"an import found no database within {PATIENCE} s"
            threading.Event().wait(0.2)
        self.history.imported |= ends
        threading.Event().wait(self.chance.uniform(0, 0.5))

    def finished(self, file: str) -> int | None:
        """The code of an import; none where it hangs."""
        with self.started(file) as process:
            try:
                return process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                return None

    def started(self, file: str) -> subprocess.Popen[bytes]:
        # Never by the clock of a node that is wrong: what an import dates is the wire's affair.
        node = self.chance.choice(self.house.nodes)
        return subprocess.Popen(
            [str(BINARY), "import", *node.place, file],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(),
        )  # fmt: skip


def written(moment: float) -> str:
    return datetime.fromtimestamp(moment, timezone.utc).isoformat(timespec="milliseconds")
