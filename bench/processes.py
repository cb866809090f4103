"""Starts processes that end with us, and reads what they cost from /proc."""
import os
import random
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# setpriv: the kernel tells the child to end when we die, even where nothing of ours runs any more.
BOUND = ["setpriv", "--pdeathsig", "TERM", "--"]


@contextmanager
def running(command: list[str], log: Path, stop: signal.Signals = signal.SIGTERM) -> Iterator[subprocess.Popen[bytes]]:
    """A server for the length of a `with`; its words go to `log`, and afterwards it is gone whatever happened."""
    with log.open("wb") as words:
        process = subprocess.Popen([*BOUND, *command], stdin=subprocess.DEVNULL, stdout=words, stderr=words)
    try:
        yield process
    finally:
        end(process, stop)


def end(process: subprocess.Popen[bytes], stop: signal.Signals = signal.SIGTERM) -> float:
    """Asks a process to stop, and insists after 20 s; gives the seconds that it took."""
    began = time.monotonic()
    if process.poll() is None:
        process.send_signal(stop)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return time.monotonic() - began


def tree(*roots: int) -> list[int]:
    """Processes and all their descendants."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                parent = int(Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(name))
    found: list[int] = []
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu(*roots: int) -> float:
    """CPU seconds of all threads of process trees that live, to the nanosecond (finer than clock ticks)."""
    total = 0
    for pid in tree(*roots):
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(thread.read_text().split()[0])
            except OSError:
                continue
    return total / 1e9


def memory(*roots: int) -> dict[str, float]:
    """MiB of process trees: PSS shares what is shared among its users, RSS counts it for each."""
    pss = rss = anonymous = 0
    for pid in tree(*roots):
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        pss += kibibytes("Pss", text)
        rss += kibibytes("Rss", text)
        anonymous += kibibytes("Anonymous", text)
    return {"pss": pss / 1024, "rss": rss / 1024, "anonymous": anonymous / 1024}


def kibibytes(name: str, text: str) -> int:
    match = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)
    return int(match[1]) if match else 0


def free_port() -> int:
    """A port that nobody has, for servers that cannot choose one themselves.

    Not one of those that the system gives to clients: who asks such a port again and again before its server is there
    may be given the very port and be connected to itself.
    """
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no port between 20,000 and 32,000 is free")


def wait_for(condition, what: str, seconds: float = 30, step: float = 0.002) -> float:
    """Waits until a condition holds, and gives the seconds; an OSError inside it means not yet."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        try:
            if condition():
                return time.monotonic() - began
        except OSError:
            pass
        time.sleep(step)
    raise TimeoutError(f"{what} did not come within {seconds:.0f} s")
