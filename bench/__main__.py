"""`python3 -m bench`: runs the rows, prints the table, writes results.json."""
import argparse
import fcntl
import hashlib
import importlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from . import machine, table, warta
from .figures import Line, Row
from .report import growth
from .settings import ROOT, Settings

NEWSROOM = ["writing", "idle", "beside", "list", "past"]
QUICK = [
    *("limit", "hot", "zipf", "publish", "cost", "memory", "cold", "start", "reads", "live", "imports", "search"),
    *NEWSROOM,
]
ALL = [*QUICK, "growth", "profile", "nodes", "wordpress", "varnish"]
# Debian's packages that a row needs beyond those that all need.
PACKAGES = ["gcc", "libc6-dev", "nginx", "util-linux", "wrk"]
MORE_PACKAGES = {
    "writing": ["chromium"],
    "idle": ["chromium"],
    "wordpress": [
        "mariadb-server",
        "php-cli",
        "php-fpm",
        "php-mysql",
        "wordpress",
        "wordpress-theme-twentytwentyone",
    ],
    "profile": ["linux-perf"],
    "varnish": ["varnish"],
    "nodes": ["postgresql"],
}


def main() -> int:
    given = arguments()
    names = given.rows or (QUICK if given.quick else ALL)
    if given.packages:
        print(*PACKAGES, *(package for name in names for package in MORE_PACKAGES.get(name, [])))
        return 0
    settings = Settings(
        warta=Path(given.warta).resolve(),
        quick=given.quick,
        seconds=given.seconds or (1 if given.quick else 10),
        folder=ROOT / ".bench",
        million=Path(os.environ["BENCH_MILLION"]).resolve() if os.environ.get("BENCH_MILLION") else None,
    )
    settings.folder.mkdir(exist_ok=True)
    # So that `finally` also runs when we are told to end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    warta.allow_many_files()
    report = Report(settings, Path(given.results))
    with alone(settings.folder):
        for name in names:
            report.run(name)
    print("\n" + table.text(report.lines(names)))
    grown = growth(report.content["rows"])
    if not given.rows and len(grown) > 1:
        print("\n" + table.columns(grown))
    return 1 if report.failed else 0


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Waits for another run in the same folder to end: two at once would measure each other."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another run is measuring; waiting for its end", file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m bench", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[*ALL, []], metavar="ROW", help=f"only these, of {', '.join(ALL)}")
    parser.add_argument("--quick", action="store_true", help="small archives and short runs; no peers")
    parser.add_argument("--warta", default=str(ROOT / ".build/release/warta"), help="the binary to measure")
    parser.add_argument("--seconds", type=int, help="length of one run of wrk (10, quick 1)")
    parser.add_argument("--packages", action="store_true", help="only say which of Debian's packages this needs")
    parser.add_argument("--results", default=str(ROOT / "bench/results.json"), help="where figures go")
    return parser.parse_args()


class Report:
    """What was measured so far; on disk after each row, so that a later failure loses nothing.

    Rows of an earlier run stay where the same binary was measured in the same way.
    """

    def __init__(self, settings: Settings, file: Path) -> None:
        self.settings, self.file = settings, file
        self.failed = False
        key = {
            "quick": settings.quick,
            "sha256": hashlib.sha256(settings.warta.read_bytes()).hexdigest(),
        }
        self.content = {"of": key, "machine": machine.describe(settings.warta), "rows": {}}
        try:
            earlier = json.loads(file.read_text())
        except (OSError, ValueError):
            return
        if earlier.get("of") == key:
            self.content["rows"] = earlier["rows"]

    def run(self, name: str) -> None:
        print(f"== {name}", file=sys.stderr, flush=True)
        began, load = time.time(), machine.load()
        try:
            row = importlib.import_module(f".rows.{name}", __package__).measure(self.settings)
        except Exception as error:  # one row must not lose the others
            traceback.print_exc()
            self.failed = True
            row = Row([Line(name, "", f"failed: {error}")], {"error": traceback.format_exc()})
        self.content["rows"][name] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began)),
            "seconds": round(time.time() - began, 1),
            "load_before": load,
            "seconds_a_run": self.settings.seconds,
            "lines": [asdict(line) for line in row.lines],
            "raw": row.raw,
        }
        self.file.write_text(json.dumps(self.content, indent=1, ensure_ascii=False) + "\n")
        print(table.text(row.lines), file=sys.stderr, flush=True)

    def lines(self, names: list[str]) -> list[Line]:
        return [Line(**line) for name in names for line in self.content["rows"][name]["lines"]]


if __name__ == "__main__":
    sys.exit(main())
