"""What happens to a house: one trouble after another, each healed before the next."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from house import House, Node
from newspaper import until


KINDS = (
    "kill_a_node", "kill_two_nodes", "drain_a_node", "pause_a_node", "wrong_clock", "hang_the_network", "hang_one_network",
    "cut_one_network", "slow_the_network", "kill_the_database", "fail_over", "kill_the_standby", "fill_the_disk",
)  # fmt: skip


class Trouble:
    """Brings troubles in an order that a seed gives."""

    def __init__(self, house: House, seed: int, *, is_long: bool) -> None:
        self.house = house
        self.is_long = is_long
        self.chance = random.Random(f"{seed} trouble")
        self.bag: list[str] = []
        self.done: dict[str, int] = {}

    def next(self, name: str | None = None) -> str:
        """Brings the one of that name, or the next: each kind once before any comes again."""
        if name is None:
            if not self.bag:
                self.bag = [kind for kind in KINDS if kind != "fill_the_disk" or self.house.pair.primary.has_disk]
                self.chance.shuffle(self.bag)
            name = self.bag.pop()
        self.done[name] = self.done.get(name, 0) + 1
        getattr(self, name)()
        return name

    def node(self) -> Node:
        return self.chance.choice(self.house.nodes)

    def last(self, shortest: float, longest: float) -> None:
        seconds = self.chance.uniform(shortest, longest)
        # In a long run some last until whatever waits has given up.
        if self.is_long and self.chance.random() < 0.2:
            seconds *= 10
        threading.Event().wait(seconds)

    @contextmanager
    def out(self, *nodes: Node) -> Iterator[None]:
        """Meanwhile these nodes may not reach the database."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.house.heal()
            for node in nodes:
                node.outages.append((began, time.monotonic() + 4))

    # Nodes

    def kill_a_node(self) -> None:
        self.node().kill()
        self.house.heal()

    def kill_two_nodes(self) -> None:
        for node in self.chance.sample(self.house.nodes, 2):
            node.kill()
        self.last(0, 1)
        self.house.heal()

    def drain_a_node(self) -> None:
        node = self.node()
        code = node.end()
        if code != 0:
            node.faults.append(f"{node.folder.name} was asked to stop, and ended with {code}: {node.log[-2000:]}")
        self.house.heal()

    def pause_a_node(self) -> None:
        node = self.node()
        with self.out(node):
            node.pause(True)
            self.last(1, 4)

    def wrong_clock(self) -> None:
        """A node's clock is wrong from its next start on, and later right again."""
        node = self.node()
        for minutes in (self.chance.choice([-10, 10]), 0):
            node.clock(minutes)
            node.kill()
            self.house.heal()
            self.last(2, 4)

    # The network

    def hang_the_network(self) -> None:
        with self.out(*self.house.nodes):
            for node in self.house.nodes:
                node.network("hung")
            self.last(2, 5)

    def hang_one_network(self) -> None:
        node = self.node()
        with self.out(node):
            node.network("hung")
            self.last(2, 6)
            # What was under way is lost at last.
            node.network("cut")

    def cut_one_network(self) -> None:
        node = self.node()
        with self.out(node):
            node.network("cut")
            self.last(1, 3)

    def slow_the_network(self) -> None:
        with self.out(*self.house.nodes):
            for node in self.house.nodes:
                node.network("slow")
            self.last(3, 6)

    # The database

    def kill_the_database(self) -> None:
        with self.out(*self.house.nodes):
            self.house.pair.primary.kill()
            self.last(0, 2)

    def fail_over(self) -> None:
        """The standby takes the primary's place, which comes back as its standby."""
        with self.out(*self.house.nodes):
            self.house.pair.fail_over(lag=self.chance.uniform(0, 1))
            self.last(0, 1)
            self.house.pair.join()

    def kill_the_standby(self) -> None:
        """No commit is confirmed while the standby is away."""
        pair = self.house.pair
        with self.out(*self.house.nodes):
            pair.standby.kill()
            self.last(1, 3)

    def fill_the_disk(self) -> None:
        pair = self.house.pair
        with self.out(*self.house.nodes):
            pair.primary.fill()
            self.last(2, 4)


def settle(house: House) -> None:
    """Waits until the standby confirms again, and every node has its turn."""
    until(
        "the standby confirms",
        lambda: [row[0] for row in house.pair.primary.sql("SELECT state FROM pg_stat_replication")] == ["streaming"],
        60,
    )
