"""`python3 -m bench.report [FILE]`: prints the tables of results.json in Markdown, for docs/performance.md."""
import json
import sys
from pathlib import Path

from . import table
from .figures import Line, ms
from .settings import ROOT

GROWTH = (
    ("hot story page: server CPU an answer", "growth", lambda facts: f"{facts['cpu_per_answer'] * 1e6:.1f} µs"),
    ("one publication: CPU of both processes", "cost", lambda facts: ms(facts["cpu"])),
    ("one publication: wall time", "cost", lambda facts: ms(facts["wall"])),
    ("any page, nothing cached: p99", "cold", lambda facts: ms(facts["all"]["p99"])),
    ("search: p95", "search", lambda facts: ms(facts["all"]["p95"])),
    ("start to the first page", "start", lambda facts: ms(max(sorted(facts[kind])[2] for kind in ("front", "story")))),
    ("memory after the start", "memory", lambda facts: f"{facts['after_start']['pss']:.0f} MiB"),
    ("memory after reading", "memory", lambda facts: f"{facts['after_reading']['pss']:.0f} MiB"),
)


def growth(rows: dict) -> list[tuple[str, ...]]:
    """What each size of the archive costs: a head and a line for each measure that was taken."""
    sizes = sorted({int(size) for _, row, _ in GROWTH for size in rows.get(row, {}).get("raw", {}) if size.isdigit()})
    lines: list[tuple[str, ...]] = [("stories", *(f"{size:,}" for size in sizes))]
    for name, row, show in GROWTH:
        facts = rows.get(row, {}).get("raw", {})
        if any(str(size) in facts for size in sizes):
            lines.append((name, *(show(facts[str(size)]) if str(size) in facts else "" for size in sizes)))
    return lines


def markdown(content: dict) -> str:
    rows = content["rows"]
    about = content["machine"]
    lines = [Line(**line) for row in rows.values() for line in row["lines"]]
    head, *measures = growth(rows)
    grown = [head, ("---", *("--:" for _ in head[1:])), *measures]
    versions = [about[name] for name in ("nginx", "wrk", "chromium", "varnish", "php", "mariadb") if about.get(name)]
    return "\n\n".join(
        part
        for part in (
            f"{about['processor']}, {about['cores']} cores, {about['memory_mib']:,} MiB; {about['system']}, Linux"
            f" {about['kernel']}; {'; '.join(versions)}. Binary {content['of']['sha256'][:12]}.",
            table.markdown(lines),
            "\n".join("| " + " | ".join(cells) + " |" for cells in grown) if measures else "",
        )
        if part
    )


if __name__ == "__main__":
    print(markdown(json.loads(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "bench/results.json").read_text())))
