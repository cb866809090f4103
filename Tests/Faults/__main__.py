"""A checker in the manner of Jepsen: people write through random nodes while one fault after another happens, and
afterwards every acknowledged write must be there once, in order, and on every node's pages.

    .tools/venv/bin/python Tests/Faults --seconds 600 --seed 7
    .tools/venv/bin/python Tests/Faults --unconfirmed --only fail_over    what is lost where no standby confirms commits

Three nodes, a PostgreSQL server and a standby that confirms each commit, and a network between that can be broken.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from house import House  # noqa: E402
from newspaper import item  # noqa: E402
from people import DeskPerson, History, Reader, Typist  # noqa: E402
from proof import prove  # noqa: E402
from test_shared_texts import Writer  # noqa: E402
from trouble import Trouble, settle  # noqa: E402
from wire import Wire  # noqa: E402


def main() -> int:
    given = arguments()
    # So that nothing stays behind, whoever ends us.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    print(f"faults: {given.seconds} s from seed {given.seed}", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="warta-faults-") as folder,
        House(Path(folder), is_synchronous=not given.unconfirmed) as house,
    ):
        try:
            wrong = run(house, given.seconds, given.seed, given.only)
        except AssertionError as error:
            wrong = [str(error)]
        if wrong:
            keep = Path(tempfile.gettempdir()) / f"warta-faults-{given.seed}.log"
            keep.write_text("\n".join(f"== {node.folder.name}\n{node.log}" for node in house.nodes))
            print("\n".join(wrong[:40]))
            print(f"faults: failed; the nodes' logs are in {keep}; --seed {given.seed} brings the same faults again")
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Tests/Faults", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    parser.add_argument("--only", nargs="*", default=[], help="only these faults, in this order, again and again")
    parser.add_argument("--unconfirmed", action="store_true", help="commits do not wait for the standby")
    return parser.parse_args()


def run(house: House, seconds: float, seed: int, only: list[str]) -> list[str]:
    """Lets people work while there is trouble; what the house did not keep, in sentences."""
    history = History()
    house.nodes[0].take(item("pertama", "Berita pertama"))
    member = Writer(house.nodes[0], "ayu", "administrator", "0")
    house.start()
    session = member.sign_in(120).session
    typists = [Typist(house, history, seed, name, tab, session) for tab, name in enumerate(("ayu", "bagus", "citra"))]
    desk = [DeskPerson(house, history, seed, name, tab, session) for tab, name in enumerate(("dewi", "eko"), 3)]
    history.shared = [typists[0].begin_story(f"Bersama {number}") for number in range(2)]
    history.typed = {story: [] for story in history.shared}
    workers = [*typists, *desk, Wire(house, history, seed), *(Reader(house, history, seed, number) for number in range(2))]
    end = threading.Event()
    threads = [threading.Thread(target=keep_at, args=[worker.work, end, history], daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    trouble = Trouble(house, seed, is_long=seconds > 300)
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            name = only[sum(trouble.done.values()) % len(only)] if only else None
            began = time.monotonic()
            name = trouble.next(name)
            print(f"  {name}: {time.monotonic() - began:.1f} s", flush=True)
            trouble.last(0.5, 2)
        settle(house)
    except AssertionError as error:
        history.wrong.append(f"trouble could not be healed: {error}")
        house.heal()
    end.set()
    for thread in threads:
        thread.join(300)
    print(f"  {sum(map(len, history.typed.values()))} words, {sum(len(one.acts) for one in history.desk)} steps with"
          f" {len(history.desk)} stories, {len(history.imported)} items, {len(history.reads)} reads")  # fmt: skip
    print("  answers: " + ", ".join(f"{what} {count}" for what, count in sorted(history.answers.items())))
    return prove(house, history, typists[0])


def keep_at(work: Callable[[], None], end: threading.Event, history: History) -> None:
    try:
        while not end.is_set():
            work()
    except Exception:
        history.wrong.append(traceback.format_exc())


if __name__ == "__main__":
    sys.exit(main())
