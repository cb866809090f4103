"""What the tests share: a browser, the newspaper of the seed page, and the demonstration newspaper.

Both newspapers are only read. A test that changes something makes a newspaper of its own with `new_paper`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from desks import Desks
from lxml import html
from newspaper import BINARY, SEED, Newspaper, until
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from visit import Visit, visit

# The rows of Populer on the seed page, first to last: the numbers of the stories in the file's order.
MOST_READ = [2, 3, 4, 5, 6, 7, 8]


def pytest_configure(config: pytest.Config) -> None:
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is missing: run `swift build` first", returncode=2)
    # A shell starts what runs in the background with Ctrl-C ignored, and every process that we start would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is missing: run scripts/setup test"
    # The sandbox refuses to run as root, which is who runs in most containers.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Iterator[Browser]:
    """The same for each module, and none of its pages is left to go on asking beside the tests of others."""
    yield chromium
    for context in list(chromium.contexts):
        context.close()


@pytest.fixture(scope="session")
def desks(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Desks:
    return Desks(chromium, tmp_path_factory.mktemp("desks"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    """The newspaper of the seed page, its rails as they stood: reads were sent until Populer had its order."""
    with Newspaper(tmp_path_factory.mktemp("seed")) as paper:
        paper.warta("import", SEED)
        paper.start()
        for place, number in enumerate(MOST_READ):
            paper.read(number, readers=len(MOST_READ) + 1 - place)
        address = paper.story(1)
        until("Populer has its order", lambda: most_read(paper.get(address).content) == MOST_READ)
        yield paper


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    """The demonstration newspaper, one of its stories withdrawn."""
    with Newspaper(tmp_path_factory.mktemp("demo")) as paper:
        paper.warta("demo")
        paper.withdrawn = 3
        paper.warta("withdraw", str(paper.withdrawn), "--ground", "mistake", "--reason", "Narasumber menarik keterangannya.")
        paper.start()
        yield paper


@pytest.fixture(scope="session")
def addresses(demo: Newspaper) -> dict[str, str]:
    """An address of every type of page in the demonstration newspaper."""
    story, links = rich_story(demo)
    section = "/" + story.split("/")[1]
    return {
        "front": "/",
        "section": section,
        "story": story,
        "index": "/indeks",
        "tag": next(link for link in links if link.startswith("/tag/")),
        "author": next(link for link in links if link.startswith("/penulis/")),
        "popular": "/populer",
        "imprint": "/redaksi",
        "ledger": "/transparansi",
        "guidelines": "/pedoman",
        "right of reply": "/hak-jawab",
        "complaint": "/pengaduan",
        "reply form": "/hak-jawab?berita=" + story.split("/")[2],
        "complaint form": "/pengaduan?berita=" + story.split("/")[2],
        "search": "/cari",
        "search for a word": "/cari?q=" + re.sub(r"^.*/([a-z]{4,}).*$", r"\1", story),
        "search in vain": "/cari?q=tidakadakatasepertiini",
        "not found": "/tidak/ada/di/sini",
        "withdrawn": demo.story(demo.withdrawn),
    }


KEPT_PAGES = (
    "front",
    "section",
    "story",
    "index",
    "tag",
    "author",
    "popular",
    "imprint",
    "ledger",
    "guidelines",
    "right of reply",
    "complaint",
    "search",
    "search for a word",
    "search in vain",
    "not found",
    "withdrawn",
)
"""Those that are the same for everybody."""

PAGES = (*KEPT_PAGES, "reply form", "complaint form")


@pytest.fixture(scope="session")
def visits(chromium: Browser, demo: Newspaper, addresses: dict[str, str]) -> Callable[[str, int, str], Visit]:
    """Visits a page of the demonstration newspaper; each once, however many tests ask what was seen."""
    kept: dict[tuple[str, int, str], Visit] = {}

    def visited(name: str, width: int, scheme: str) -> Visit:
        key = (name, width, scheme)
        if key not in kept:
            kept[key] = visit(chromium, demo.url + addresses[name], width, scheme)
        return kept[key]

    return visited


@pytest.fixture
def new_paper(tmp_path: Path) -> Iterator[Newspaper]:
    """A newspaper of the test's own, empty and not yet served."""
    with Newspaper(tmp_path) as paper:
        yield paper


def most_read(page: bytes) -> list[int]:
    """The numbers of the stories in the rail Populer."""
    links = html.fromstring(page).xpath("//section[h2[@id='populer']]//li/a/@href")
    return [int(link.split("/")[2]) for link in links]


def links_of(paper: Newspaper, path: str) -> list[str]:
    """Every link of a page that stays on the site, as a path."""
    tree = html.fromstring(paper.get(path).content)
    found = (urlsplit(urljoin(paper.url + path, link)) for link in tree.xpath("//a/@href"))
    return [part.path for part in found if part.netloc in ("", urlsplit(paper.url).netloc)]


def rich_story(paper: Newspaper) -> tuple[str, list[str]]:
    """A story that the front links, with a picture, a tag and an author; and the links of its page."""
    stories = [link for link in links_of(paper, "/") if re.fullmatch(r"/[a-z0-9-]+/\d+/[^/]+", link)]
    for story in dict.fromkeys(stories):
        links = links_of(paper, story)
        has_picture = html.fromstring(paper.get(story).content).xpath("//main//figure//img")
        if has_picture and any(l.startswith("/tag/") for l in links) and any(l.startswith("/penulis/") for l in links):
            return story, links
    raise AssertionError(f"no story on the front has a picture, a tag and an author: {stories}")
