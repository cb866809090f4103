"""Taking in an archive: how fast, at what memory, again, and after `kill -9` half way."""
import os
import re
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from .. import stores, warta
from ..figures import Line, Row, count
from ..settings import Settings


@dataclass
class Import:
    seconds: float
    cpu: float
    peak_mib: float
    words: str


def measure(settings: Settings) -> Row:
    stories = settings.stories
    file = stores.corpus(settings, stories)
    with tempfile.TemporaryDirectory(dir=settings.folder) as folder:
        whole, killed = Path(folder, "whole"), Path(folder, "killed")
        first = run(settings, whole, file)
        again = run(settings, whole, file)
        before = kill_half_way(settings, killed, file, stories)
        resumed = run(settings, killed, file)
        checked = warta.run(settings, "check", "--data", str(killed)).strip()
        same = contents(whole) == contents(killed)
    speed = stories / first.seconds
    is_idempotent = f" {stories} unchanged" in again.words
    return Row(
        [
            Line(
                f"import of {stories:,} stories",
                "≥ 5,000 stories/s",
                f"{count(speed)}/s; CPU {first.cpu / stories * 1e6:.0f} µs a story; at most {first.peak_mib:.0f} MiB",
                speed / 5_000,
                speed >= 5_000,
            ),
            Line("the same import again", "changes nothing", again.words, reached=is_idempotent),
            Line(
                "import killed half way, then run again",
                "the same stories",
                f"{before:,} before the kill, {resumed.words}",
                reached=same,
            ),
        ],
        {
            "stories": stories,
            "bytes": file.stat().st_size,
            "first": asdict(first),
            "again": asdict(again),
            "stored_before_the_kill": before,
            "resumed": asdict(resumed),
            "check": checked,
        },
    )


def run(settings: Settings, data: Path, file: Path) -> Import:
    with tempfile.TemporaryFile() as words:
        began = time.monotonic()
        process = subprocess.Popen(command(settings, data, file), stdout=words, stderr=subprocess.DEVNULL)
        peak = 0.0
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            peak = max(peak, most_memory(process.pid))
            time.sleep(0.01)
        _, status, usage = ended
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        text = words.read().decode().strip()
    if process.returncode != 0:
        raise RuntimeError(f"warta import ended with {process.returncode}: {text}")
    return Import(seconds, usage.ru_utime + usage.ru_stime, peak, text)


def most_memory(process: int) -> float:
    """The most memory that it has had, in MiB.

    Not `ru_maxrss`: the kernel counts into it what we had ourselves when we started the process.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def kill_half_way(settings: Settings, data: Path, file: Path, stories: int) -> int:
    """Kills an import once half of the stories are stored; gives how many were."""
    with subprocess.Popen(
        command(settings, data, file), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and stored(data) < stories // 2:
            time.sleep(0.02)
        process.kill()
    found = stored(data)
    if found >= stories:
        raise RuntimeError("the import was over before it could be killed")
    return found


def command(settings: Settings, data: Path, file: Path) -> list[str]:
    return [str(settings.warta), "import", "--data", str(data), str(file)]


def stored(data: Path) -> int:
    """Stories by now; none while the store is being made."""
    try:
        return stores.query(data, "SELECT count(*) FROM story")[0][0]
    except stores.sqlite3.OperationalError:
        return 0


def contents(data: Path) -> list[tuple]:
    """What two stores of the same stories must have in common."""
    return stores.query(
        data,
        "SELECT number, uri, version, public_state, headline, (SELECT html FROM story_body WHERE story = number)"
        " FROM story ORDER BY uri",
    )
