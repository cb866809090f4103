"""Warta's commands, as a newsroom uses them: the server, and other processes beside it on the same folder."""
import re
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import client, processes
from .settings import Settings

SITE = "http://bench.example"
GZIP = {"Accept-Encoding": "gzip"}


@dataclass
class Server:
    pid: int
    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str, fields: dict[str, str] | None = None) -> client.Answer:
        return client.get(self.port, path, fields)

    def metric(self, name: str) -> int:
        """One figure of `/-/metrics`."""
        match = re.search(rf"^{name} (\d+)", self.get("/-/metrics").body.decode(), re.MULTILINE)
        if not match:
            raise RuntimeError(f"/-/metrics has no {name}")
        return int(match[1])

    def stop(self) -> float:
        """Stops it cleanly and gives the seconds; it is an error where it does not end well."""
        seconds = processes.end(self.process, signal.SIGTERM)
        if self.process.returncode != 0:
            raise RuntimeError(f"warta serve ended with {self.process.returncode}")
        return seconds


@contextmanager
def serving(settings: Settings, data: Path, *flags: str, port: int | None = None) -> Iterator[Server]:
    """`warta serve` on a folder, from when it takes connections."""
    port = port or processes.free_port()
    words = [str(settings.warta), "serve", "--data", str(data), "--port", str(port), "--url", SITE, *flags]
    log = settings.folder / "warta.log"
    allow_many_files()
    with processes.running(words, log) as process:
        def answers() -> bool:
            if process.poll() is not None:
                raise RuntimeError(f"warta serve did not start: {log.read_text().strip()}")
            return client.get(port, "/-/ready").status == 200
        processes.wait_for(answers, "warta serve")
        yield Server(process.pid, port, process)


def settle(server: Server) -> None:
    """Waits until the rails stand still, as they do once the server has ranked what was read before it started."""
    known, since = b"", time.monotonic()
    while time.monotonic() - since < 2.5:
        if known != (known := server.get("/-/rails").body):
            since = time.monotonic()
        time.sleep(0.2)


def allow_many_files() -> int:
    """Raises our limit of open files, which servers inherit, as far as the machine lets us; gives it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(262_144, int(Path("/proc/sys/fs/nr_open").read_text()))
    for limit in (max(wanted, hard), hard, soft):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
            return limit
        except ValueError:
            continue
    return soft


def run(settings: Settings, *words: str, source=None) -> str:
    """A command to its end; its words, or an error with its complaint."""
    done = subprocess.run(
        [str(settings.warta), *words], stdin=source or subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"warta {words[0]} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def publishing(settings: Settings, data: Path, number: int) -> subprocess.Popen[bytes]:
    """Begins `warta publish`: it opens the folder, commits, prints one line as the acknowledgement, and ends."""
    return subprocess.Popen(
        [str(settings.warta), "publish", "--data", str(data), str(number)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
