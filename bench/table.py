"""The table at the end of a run."""
from .figures import Line

HEADS = ("", "figure to reach", "measured", "ratio", "reached")


def cells(line: Line) -> tuple[str, ...]:
    verdict = {True: "yes", False: "NO", None: ""}[line.reached]
    return (line.name, line.figure, line.measured, "" if line.ratio is None else f"{line.ratio:.2f}", verdict)


def text(lines: list[Line]) -> str:
    return columns([HEADS, *map(cells, lines)])


def columns(rows: list[tuple[str, ...]]) -> str:
    """Rows under a head, each column as wide as it must be."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    out = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    out.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(out)


def markdown(lines: list[Line]) -> str:
    rows = [HEADS, ("---", "---", "---", "--:", "---"), *map(cells, lines)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
