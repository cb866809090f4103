"""`python3 -m bench.flame`: draws the stacks of the row `profile` as a flame graph, on standard output.

Each box is a function, as wide as the share of time in which it was on the stack; what it called stands on it.
"""
import subprocess
import sys
from html import escape

from .settings import ROOT

WIDTH, LINE, MARGIN = 1200, 17, 10
COLOURS = {"kernel": "#9db7d5", "warta": "#f2a65a", "libswiftCore.so": "#e8d07a", "libc.so.6": "#c9c9c9"}
LEAST = 0.004
"""Share of time below which a box is left out, since nobody could read it."""


class Box:
    def __init__(self, name: str) -> None:
        self.name, self.samples, self.children = name, 0, {}

    def child(self, name: str) -> "Box":
        return self.children.setdefault(name, Box(name))


def tree(folded: str) -> Box:
    """The event loops' stacks, from where a loop begins its round."""
    root = Box("event loop in warta")
    for line in folded.splitlines():
        frames, _, count = line.rpartition(" ")
        names = frames.split(";")
        start = next((k for k, name in enumerate(names) if "SelectableEventLoop.run()" in name), None)
        if start is None:
            continue
        box = root
        root.samples += int(count)
        for name in names[start + 1 :]:
            if name.startswith("closure") or "partial apply" in name or "thunk for" in name:
                continue
            box = box.child(name)
            box.samples += int(count)
    return root


def depth(box: Box, least: float) -> int:
    return 1 + max((depth(child, least) for child in box.children.values() if child.samples >= least), default=0)


def drawn(box: Box, x: float, row: int, scale: float, height: int, least: float):
    """The box and what stands on it, as SVG."""
    width, y = box.samples * scale, height - MARGIN - (row + 1) * LINE
    name, _, place = box.name.rpartition(" in ")
    text = escape(name[: int(width / 6.4)] if width > 24 else "")
    share = f"{box.samples * scale / (WIDTH - 2 * MARGIN):.1%}"
    yield (
        f'<g><title>{escape(box.name)}: {share}</title><rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{LINE - 1}"'
        f' fill="{COLOURS.get(place, "#d8e2c8")}"/><text x="{x + 3:.1f}" y="{y + 12}">{text}</text></g>'
    )
    for child in sorted(box.children.values(), key=lambda one: one.name):
        if child.samples >= least:
            yield from drawn(child, x, row + 1, scale, height, least)
        x += child.samples * scale


def main() -> None:
    folded = (ROOT / ".bench" / "perf.folded").read_text()
    names = subprocess.run(["swift", "demangle", "--simplified"], input=folded, capture_output=True, text=True)
    root = tree(names.stdout if names.returncode == 0 else folded)
    if not root.samples:
        sys.exit("There are no stacks of an event loop in .bench/perf.folded; measure the row `profile` first.")
    least = root.samples * LEAST
    height = depth(root, least) * LINE + 2 * MARGIN
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" font-size="10">'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    )
    print("\n".join(drawn(root, MARGIN, 0, (WIDTH - 2 * MARGIN) / root.samples, height, least)))
    print("</svg>")


if __name__ == "__main__":
    main()
