"""Where the time of one hot answer goes: perf's samples of the server under load, by place and by function."""
import re
import subprocess
from collections import Counter

from .. import processes, stores, warta, wrk
from ..figures import Line, Row
from ..settings import Settings


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, settings.stories)
    path = archive.of_year("2015")[7]
    data, folded = settings.folder / "perf.data", settings.folder / "perf.folded"
    with warta.serving(settings, archive.data) as server:
        wrk.drive(server.port, server.pid, 2, path, fields=warta.GZIP)
        # cpu-clock: virtual machines often have no counters of the processor's own.
        words = ["perf", "record", "-q", "-e", "cpu-clock", "-F", "999", "-g", "-p", str(server.pid), "-o", str(data)]
        with processes.running(words, settings.folder / "perf.log") as perf:
            load = wrk.drive(server.port, server.pid, settings.seconds, path, fields=warta.GZIP)
            if perf.poll() is not None:
                raise RuntimeError(f"perf cannot record: {(settings.folder / 'perf.log').read_text().strip()}")
            # It writes what it has when it is interrupted.
            processes.end(perf, processes.signal.SIGINT)
    stacks = samples(data)
    folded.write_text("".join(f"{';'.join(stack)} {count}\n" for stack, count in sorted(stacks.items())))
    total = sum(stacks.values())
    places, functions = Counter(), Counter()
    for stack, count in stacks.items():
        name, _, place = stack[-1].rpartition(" in ")
        places[place] += count
        functions[f"{name} ({place})"] += count
    share = {place: count / total for place, count in places.most_common(12)}
    text = ", ".join(f"{place} {part:.0%}" for place, part in list(share.items())[:5])
    return Row(
        [Line(f"one hot answer's {load.cpu_per_answer * 1e6:.1f} µs while perf looks on", "", text)],
        {
            "samples": total,
            "places": share,
            "functions": {name: count / total for name, count in functions.most_common(40)},
            "folded": folded.name,
            "load": load.facts(),
        },
    )


def samples(data) -> Counter[tuple[str, ...]]:
    """How often each stack was seen, outermost function first, each as `function in place`."""
    words = ["perf", "script", "-i", str(data), "-F", "ip,sym,dso"]
    text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    found: Counter[tuple[str, ...]] = Counter()
    for sample in text.strip().split("\n\n"):
        frames = re.findall(r"^\s*[0-9a-f]+ (.+) \(([^()]*|\[.*\])\)$", sample, re.MULTILINE)
        stack = [f"{name.replace(';', ':')} in {place_of(place)}" for name, place in frames]
        if stack:
            found[tuple(reversed(stack))] += 1
    return found


def place_of(place: str) -> str:
    """The library's name without its folder; the kernel and its modules as one."""
    return "kernel" if place.startswith("[") else place.rpartition("/")[2]
