"""How much goes over the loopback interface from moment to moment: what readers get, without asking the driver."""
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import processes, warta, wrk


class Meter:
    """Bytes received on `lo` since the machine started, ten times a second."""

    def __init__(self) -> None:
        self.samples: list[tuple[float, int]] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def __enter__(self) -> "Meter":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()

    def watch(self) -> None:
        while not self.ended.wait(0.1):
            self.samples.append((time.monotonic(), loopback()))

    def total(self, when: float) -> float:
        """Bytes up to a moment, between two samples in proportion."""
        for (before, low), (after, high) in zip(self.samples, self.samples[1:]):
            if before <= when <= after:
                return low + (high - low) * (when - before) / (after - before)
        raise ValueError("that moment was not watched")

    def slots(self, begin: float, count: int, seconds: float) -> list[float]:
        """Bytes of so many slots in a row, each of so many seconds."""
        edges = [self.total(begin + number * seconds) for number in range(count + 1)]
        return [after - before for before, after in zip(edges, edges[1:])]


def loopback() -> int:
    for line in Path("/proc/net/dev").read_text().splitlines():
        name, _, values = line.strip().partition(":")
        if name == "lo":
            return int(values.split()[0])
    raise RuntimeError("there is no loopback interface")


@contextmanager
def readers(port: int, requests: Path, seconds: int, start: int = 1) -> Iterator[subprocess.Popen[str]]:
    """64 connections of readers beside what the `with` does; `seconds` is the most that it may last."""
    words = wrk.command(f"http://127.0.0.1:{port}/", seconds, "list.lua", [str(requests), str(start)], {})
    process = subprocess.Popen(
        [*processes.BOUND, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=wrk.environment()
    )
    try:
        yield process
    finally:
        processes.end(process)
        process.stdout.close()


def ask_all(server: warta.Server, paths: list[str], list_file: Path) -> None:
    """Has all pages asked for once, so that they are pressed as far as the cache holds them."""

    def answered() -> int:
        return server.metric("warta_press_hits_total") + server.metric("warta_press_pressings_total")

    begin = answered()
    with readers(server.port, wrk.write_list(paths, list_file), 3600, start=0):
        processes.wait_for(lambda: answered() - begin >= len(paths), "the last page", seconds=1800, step=0.1)
