"""A house: nodes of Warta, each with a network of its own to the two database servers."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from pathlib import Path

import requests
from newspaper import BINARY, Newspaper, environment, free_port, until
from postgres import Pair
from proxy import Mode, Proxy


class Node(Newspaper):
    """A node, which may be killed, stopped, paused, cut off, or given a wrong clock."""

    def __init__(self, folder: Path, pair: Pair) -> None:
        folder.mkdir()
        self.ways = [Proxy(server.socket) for server in pair.servers]
        ports = ",".join(f"127.0.0.1:{way.port}" for way in self.ways)
        super().__init__(
            folder,
            database=f"postgresql://warta@{ports}/warta?target_session_attrs=read-write&connect_timeout=3",
            port=free_port(),
        )
        self.faults: list[str] = []
        """What it did that it should not."""
        self.kills: list[float] = []
        """When it was killed."""
        self.outages: list[tuple[float, float]] = []
        """From when till when it could not reach the database, more or less."""

    def clock(self, minutes: int) -> None:
        """Its clock will be wrong by so much when it is started again."""
        library = self.folder.parent / "clock.so"
        if not library.exists():
            source = str(Path(__file__).with_name("clock.c"))
            subprocess.run(["c++", "-x", "c", "-shared", "-fPIC", "-O1", "-o", str(library), source, "-ldl"], check=True)
        self.variables = {"LD_PRELOAD": str(library), "WRONG_CLOCK": str(60 * minutes)} if minutes else {}

    def network(self, mode: Mode) -> None:
        for way in self.ways:
            way.set(mode)

    def launch(self) -> None:
        """Starts it, and does not wait until it is ready."""
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [
                    # It ends with us, also where we are killed.
                    "setpriv", "--pdeathsig", "KILL", "--", str(BINARY), "serve", "--host", "127.0.0.1",
                    "--port", str(self.port), *self.place, "--trusted-proxy", "127.0.0.1",
                ],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=environment() | self.variables,
            )  # fmt: skip

    def kill(self) -> None:
        """At once; what it had in memory is lost."""
        self.kills.append(time.monotonic())
        self._send(signal.SIGKILL)
        if self.server:
            self.server.wait()
        self.server = None

    def pause(self, is_paused: bool) -> None:
        self._send(signal.SIGSTOP if is_paused else signal.SIGCONT)

    def end(self) -> int:
        """Stops it as a package does when it is upgraded."""
        assert self.server
        self._send(signal.SIGTERM)
        try:
            code = self.server.wait(60)
            self.server = None
            return code
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"a node did not stop within a minute: {self.log[-2000:]}") from None

    @property
    def is_ready(self) -> bool:
        if self.server is None or self.server.poll() is not None:
            # It gives up where the database is away as it starts; whoever watches it starts it again.
            if self.server is not None and self.server.returncode != 75:
                self.faults.append(f"{self.folder.name} ended with {self.server.returncode}: {self.log[-2000:]}")
            self.launch()
        with contextlib.suppress(requests.RequestException):
            return requests.get(self.url + "/-/ready", timeout=5).status_code == 200
        return False

    def _send(self, what: signal.Signals) -> None:
        if self.server and self.server.poll() is None:
            self.server.send_signal(what)


class House:
    """Nodes over one database, each with its own network to it."""

    def __init__(self, folder: Path, nodes: int = 3, *, is_synchronous: bool = True) -> None:
        folder.chmod(0o755)
        self.pair = Pair(folder, is_synchronous=is_synchronous)
        self.pair.primary.sql("CREATE DATABASE warta")
        self.pair.join()
        self.nodes = [Node(folder / f"node{index}", self.pair) for index in range(nodes)]

    def start(self) -> None:
        for node in self.nodes:
            node.launch()
        for node in self.nodes:
            until(f"{node.folder.name} is ready", lambda node=node: node.is_ready, 60)

    def sql(self, query: str) -> list[list[str]]:
        """Asks the database without any network between."""
        return self.pair.primary.sql(query, "warta")

    def heal(self) -> None:
        """Whatever was done, everything runs again and can reach everything."""
        self.pair.revive()
        for node in self.nodes:
            node.network("open")
            node.pause(False)
        for node in self.nodes:
            until(f"{node.folder.name} is ready", lambda node=node: node.is_ready, 90)

    def remove(self) -> None:
        for node in self.nodes:
            node.pause(False)
            node.kill()
            for way in node.ways:
                way.close()
        self.pair.remove()

    def __enter__(self) -> House:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()
