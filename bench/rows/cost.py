"""What one publication costs in all, small archive and large: the publishing process and the server that follows it."""
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median

from .. import desk, processes, stores, warta
from ..figures import Line, Row, ms
from ..settings import Settings


def measure(settings: Settings) -> Row:
    found = costs(settings)
    small, large = settings.sizes[0], settings.sizes[-1]
    cpu = found[large]["cpu"] / found[small]["cpu"]
    wall = median(b / a for a, b in zip(found[small]["walls"], found[large]["walls"]))

    def both(what: str) -> str:
        return f"{ms(found[small][what])} at {small:,}, {ms(found[large][what])} at {large:,}"

    return Row(
        [
            Line("one publication: CPU of both processes", "ratio ≤ 1.2", both("cpu"), cpu, cpu <= 1.2),
            Line("one publication: wall time of `warta publish`", "ratio ≤ 1.2", both("wall"), wall, wall <= 1.2),
        ],
        {str(size): facts for size, facts in found.items()},
    )


def costs(settings: Settings) -> dict[int, dict[str, object]]:
    """CPU and wall seconds of one publication by size; archives of all sizes take turns.

    A server's share is what it takes beyond doing nothing.
    """
    publications = settings.publications // (3 if settings.quick else 5)
    archives = {size: stores.archive(settings, size) for size in settings.sizes}
    waiting = {size: desk.prepare(settings, one.data, publications) for size, one in archives.items()}
    own: dict[int, list[float]] = {size: [] for size in archives}
    walls: dict[int, list[float]] = {size: [] for size in archives}
    with ExitStack() as stack:
        pids = {
            size: stack.enter_context(warta.serving(settings, archive.data)).pid for size, archive in archives.items()
        }
        time.sleep(1)
        idle = taken(pids, lambda: time.sleep(3 if settings.quick else 10))

        def publish_all() -> None:
            for number in range(publications):
                for size, archive in archives.items():
                    cpu, wall = publish(settings, archive, waiting[size][number])
                    own[size].append(cpu)
                    walls[size].append(wall)
                    time.sleep(0.1)
            time.sleep(0.5)

        busy = taken(pids, publish_all)
    found = {}
    for size in archives:
        followed = (busy[size] - idle[size] / idle["seconds"] * busy["seconds"]) / publications
        found[size] = {
            "publications": publications,
            "cpu": median(own[size]) + followed,
            "cpu_of_publish": median(own[size]),
            "cpu_of_server": followed,
            "idle_cores": idle[size] / idle["seconds"],
            "wall": median(walls[size]),
            "walls": walls[size],
        }
    return found


def taken(pids: dict[int, int], work: Callable[[], None]) -> dict[int | str, float]:
    """CPU seconds that each server takes while something is done, and the seconds that it lasts."""
    before, began = {size: processes.cpu(pid) for size, pid in pids.items()}, time.monotonic()
    work()
    return {
        "seconds": time.monotonic() - began,
        **{size: processes.cpu(pid) - before[size] for size, pid in pids.items()},
    }


def publish(settings: Settings, archive: stores.Archive, draft: desk.Draft) -> tuple[float, float]:
    """CPU and wall seconds of the publishing process."""
    began = time.monotonic()
    process = warta.publishing(settings, archive.data, draft.number)
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        raise RuntimeError(f"warta publish ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, wall
