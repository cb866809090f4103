"""Open event streams, and how long after a commit each is told.

The streams are held by a small C program (bench/c/streams.c), since Python alone would take longer to read 10,000
events than may pass; they come from 200 addresses of this machine, as readers do not all share one.
"""
import subprocess
import time
from statistics import median

from .. import desk, processes, stores, warta
from ..figures import Line, Row, ms, spread
from ..settings import ROOT, Settings

STREAMS = 10_000


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, settings.stories)
    waiting = desk.prepare(settings, archive.data, 3 if settings.quick else 20)
    program = settings.folder / "streams"
    subprocess.run(["cc", "-O2", "-o", str(program), str(ROOT / "bench/c/streams.c")], check=True)
    delays, slowest = [], []
    with warta.serving(settings, archive.data) as server:
        alone = processes.memory(server.pid)
        began = time.monotonic()
        with subprocess.Popen(
            [*processes.BOUND, str(program), str(server.port), str(STREAMS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as streams:
            try:
                expect(streams, "open")
                opened = time.monotonic() - began
                listeners = server.metric("warta_live_listeners")
                held = processes.memory(server.pid)
                for draft in waiting:
                    time.sleep(0.5)
                    some = publish(settings, archive, draft, streams)
                    delays += some
                    slowest.append(max(some))
            finally:
                processes.end(streams)
    told = spread(delays)
    return Row(
        [
            Line(
                f"{STREAMS:,} open event streams: commit to event",
                "p99 ≤ 250 ms",
                f"p50 {ms(told['p50'])}, p99 {ms(told['p99'])}, last {ms(told['max'])}",
                told["p99"] / 0.25,
                told["p99"] <= 0.25,
            ),
            Line(
                f"{STREAMS:,} open event streams: memory",
                "",
                f"{(held['pss'] - alone['pss']) * 1024 / STREAMS:.1f} KiB each; opened in {opened:.1f} s",
            ),
        ],
        {
            "streams": STREAMS,
            "listeners": listeners,
            "publications": len(waiting),
            "told": told,
            "slowest_of_each": slowest,
            "median_of_slowest": median(slowest),
            "memory_alone": alone,
            "memory_held": held,
            "seconds_to_open": opened,
        },
    )


def publish(
    settings: Settings, archive: stores.Archive, draft: desk.Draft, streams: subprocess.Popen[str]
) -> list[float]:
    """Seconds from the acknowledgement of one commit to the event, for each stream."""
    streams.stdin.write("watch\n")
    streams.stdin.flush()
    expect(streams, "watching")
    process = warta.publishing(settings, archive.data, draft.number)
    process.stdout.readline()
    acknowledged = time.clock_gettime(time.CLOCK_MONOTONIC)
    process.stdout.close()
    process.wait()
    moments = [float(word) for word in streams.stdout.readline().split()]
    if len(moments) != STREAMS:
        raise RuntimeError(f"{len(moments):,} of {STREAMS:,} streams were told")
    # Whoever was told before we had read the acknowledgement waited no time at all.
    return [max(0.0, moment - acknowledged) for moment in moments]


def expect(streams: subprocess.Popen[str], word: str) -> None:
    line = streams.stdout.readline().strip()
    if line != word:
        raise RuntimeError(f"the streams say '{line}' instead of '{word}'")
