"""A day of bad luck: everything at once, at random from a seed, beside an honest reader.

    .tools/venv/bin/python Tests/Soak --seconds 3600 --seed 7

Strangers send broken requests and frames; copy is imported, updated, held, killed, published, withdrawn; the server is
stopped, killed and started. Meanwhile an honest reader checks each page that it gets against what was done. It is a
failure where a reader gets a wrong or stale page or no answer, where a command or the server ends as it should not, or
where `warta check` or the exported newspaper says something else than was done.

Prints the reader's times without and with all that, and with --judge-speed fails where the p99 more than doubles.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import desk  # noqa: E402
import reader  # noqa: E402
import strangers  # noqa: E402
from newspaper import Newspaper, free_port  # noqa: E402
from secure import SecureNewspaper, make_pair  # noqa: E402
from truth import Phase, Server  # noqa: E402

CALM = 1 / 6
"""The part of the time in which the reader is alone, to be compared with."""


def main() -> int:
    given = arguments()
    print(f"soak: {given.seconds} s from seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="warta-soak-") as folder:
        paper = SecureNewspaper(Path(folder))
        paper.port = free_port()
        try:
            complaints = soak(paper, given.seconds, given.seed, given.judge_speed)
        except AssertionError as error:
            complaints = [str(error)]
        finally:
            if paper.server:
                paper.server.kill()
        if complaints:
            keep = Path(tempfile.gettempdir()) / f"warta-soak-{given.seed}.log"
            keep.write_text(paper.log + "\n" + (paper.folder / "acts.log").read_text())
            print("\n".join(complaints[:40]))
            print(f"soak: failed; the logs of server and desk are in {keep}; --seed {given.seed} runs it again")
    return 1 if complaints else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Tests/Soak", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    parser.add_argument("--judge-speed", action="store_true", help="fail where the reader's p99 more than doubles")
    return parser.parse_args()


def soak(paper: Newspaper, seconds: int, seed: int, judges_speed: bool) -> list[str]:
    context = multiprocessing.get_context("spawn")
    pair = make_pair(paper.folder, "soak")
    ours, theirs = context.Pipe()
    honest = context.Process(target=reader.run, args=(paper.port, pair.certificate, seed + 1, theirs))
    hostile = context.Process(target=strangers.run, args=(paper.port, seed + 2), daemon=True)
    newsroom = desk.Desk(paper, pair.flags, seed, ours)
    paper.take_certificate(pair)
    newsroom.import_new()
    newsroom.start()
    honest.start()
    time.sleep(seconds * CALM)
    ours.send(Phase("storm"))
    hostile.start()
    ends = time.monotonic() + seconds * (1 - CALM)
    try:
        while time.monotonic() < ends:
            newsroom.do_something()
            assert honest.is_alive(), "the honest reader gave up"
            assert hostile.is_alive(), "the strangers gave up"
            time.sleep(newsroom.chance.uniform(0, 0.3))
        highest = desk.resident(paper.server.pid)[1] if paper.server else 0
        wrong = newsroom.finish()
    finally:
        ours.send(Phase("end"))
        hostile.kill()
    report = ours.recv()
    newsroom.tell(Server(False, time.time()))
    code = paper.stop()
    if code != 0:
        wrong.append(f"the server ended with {code}")
    checked = paper.warta("check", code=None)
    if checked.returncode != 0:
        wrong.append(f"warta check: {checked.stdout.decode()}{checked.stderr.decode()}")
    ratio = tell(report, newsroom, highest)
    if judges_speed and ratio > 2:
        wrong.append(f"the reader's p99 is {ratio:.1f} times that of calm")
    return [*report.wrong, *wrong]


def tell(report: reader.Report, newsroom: desk.Desk, highest: int) -> float:
    """Prints what was done and measured; gives the ratio of the reader's p99."""
    print("  acts: " + ", ".join(f"{name} {count}" for name, count in sorted(newsroom.acts.items())))
    print("  answers: " + ", ".join(f"{status} {count}" for status, count in sorted(report.answers.items())))
    p99 = {}
    for phase, times in report.seconds.items():
        times.sort()
        p99[phase] = times[int(len(times) * 0.99)]
        print(f"  {phase}: {len(times)} requests, p50 {times[len(times) // 2] * 1e3:.1f} ms, p99 {p99[phase] * 1e3:.1f} ms")
    ratio = p99["storm"] / p99["calm"]
    print(f"  p99 {ratio:.2f} × of calm; server at most {highest} MiB since its last start")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
