"""The line of breaking news: set at the desk, on every page of the archive at once, and on those that are open."""

from __future__ import annotations

import os

import pytest
from lxml import html
from newspaper import Newspaper as Paper
from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom  # noqa: F401
from test_verbs import live
from visit import OVERFLOWING, SCHEMES, SETTLE, WATCH_LAYOUT, WIDTHS, axe_violations, check_html, shifts_in_pieces

WORDS = "Gempa M 7,1 mengguncang Cianjur; warga pesisir diminta menjauhi pantai dan menunggu kabar dari BMKG di tempat tinggi."


def lines(paper: Paper, path: str) -> list[str]:
    return [one.text_content().strip() for one in html.fromstring(paper.get(path).content).xpath("//*[@class='breaking']/p")]


def set_line(newsroom: Newsroom, page: Page, words: str, story: str = "") -> None:  # noqa: F811
    page.goto(newsroom.paper.url + "/newsroom/banner")
    page.get_by_label("Isi").fill(words)
    page.get_by_label("Berita yang dituju").fill(story)
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator(".said")).to_have_text("Kabar penting sudah tampil di semua halaman.")


def take_down(newsroom: Newsroom, page: Page) -> None:  # noqa: F811
    page.goto(newsroom.paper.url + "/newsroom/banner")
    page.get_by_role("button", name="Turunkan sekarang").click()
    expect(page.locator(".said")).to_have_text("Kabar penting diturunkan.")


def test_without_script_a_line_is_set_read_and_taken_down(newsroom: Newsroom) -> None:  # noqa: F811
    paper, bagus = newsroom.paper, newsroom.member("bagus")
    path, public = live(newsroom, newsroom.member("dewi", script=True), "Gempa di Cianjur")
    set_line(newsroom, bagus, WORDS, public)
    pages = (public, "/", "/indeks", "/politik", "/cari?q=gempa", "/pengaduan", "/tidak/ada")
    for address in pages:
        until(f"{address} shows it", lambda: any(WORDS in line for line in lines(paper, address)))
    bagus.goto(paper.url + "/indeks")
    line = bagus.get_by_role("status")
    expect(line).to_be_in_viewport(ratio=1)
    line.get_by_role("link", name=WORDS).click()
    assert bagus.url == paper.url + public
    take_down(newsroom, bagus)
    for address in pages:
        until(f"{address} has lost it", lambda: lines(paper, address) == [])


def test_an_open_page_is_told_of_the_line_and_of_its_end(newsroom: Newsroom, page: Page) -> None:  # noqa: F811
    bagus = newsroom.member("bagus", script=True)
    page.add_init_script(WATCH_LAYOUT)
    with page.expect_request("**/-/updates*"):
        page.goto(newsroom.paper.url + "/indeks", wait_until="load")
    page.evaluate("window.__opened_once = true")
    # What reads pages aloud knows the place before anything is in it.
    assert page.locator("[role=status]").count() == 1
    set_line(newsroom, bagus, "Gunung Raung meletus <pagi ini>")
    line = page.get_by_role("status")
    expect(line).to_contain_text("Gunung Raung meletus <pagi ini>")
    expect(line.locator("p")).to_be_in_viewport(ratio=1)
    expect(line).to_have_css("position", "sticky")
    set_line(newsroom, bagus, "Gunung Raung meletus lagi")
    expect(line).to_contain_text("Gunung Raung meletus lagi")
    # Where the stream is away, the page takes it down by its own clock.
    take_down(newsroom, bagus)
    expect(line.locator("p")).to_have_count(0)
    page.evaluate(SETTLE)
    assert page.evaluate("window.__opened_once") and page.evaluate("window.__shifts") == []


def test_a_page_that_hears_nothing_takes_the_line_down_at_its_end(newsroom: Newsroom, page: Page) -> None:  # noqa: F811
    bagus = newsroom.member("bagus")
    set_line(newsroom, bagus, "Gunung Raung meletus")
    page.route("**/-/updates*", lambda route: route.abort())
    page.clock.install()
    page.goto(newsroom.paper.url + "/indeks", wait_until="load")
    expect(page.get_by_role("status").locator("p")).to_be_visible()
    page.clock.fast_forward("59:00")
    expect(page.get_by_role("status").locator("p")).to_have_count(1)
    page.clock.fast_forward("01:01")
    expect(page.get_by_role("status").locator("p")).to_have_count(0)
    take_down(newsroom, bagus)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_moves_nothing_and_is_for_everybody(newsroom: Newsroom, width: int, scheme: str, tmp_path) -> None:  # noqa: F811
    paper = newsroom.paper
    bagus = newsroom.member("bagus", script=True, width=width, scheme=scheme)
    if not getattr(newsroom, "line", None):
        set_line(newsroom, bagus, WORDS)
        newsroom.line = live(newsroom, newsroom.member("dewi", script=True), "Gempa di Cianjur lagi", "Isi. " * 300)[1]
    for address in (newsroom.line, "/", "/tidak/ada", "/newsroom/banner"):
        bagus.goto(paper.url + address)
        bagus.evaluate(SETTLE)
        assert bagus.evaluate(OVERFLOWING) == [] and axe_violations(bagus) == [], address
        if folder := os.environ.get("WARTA_SHOTS"):
            bagus.screenshot(path=f"{folder}/banner{address.replace('/', '-')}-{width}-{scheme}.png")
    if scheme == "light":
        assert shifts_in_pieces(newsroom.browser, paper.url + newsroom.line, width) == []
        (tmp_path / "page.html").write_text(paper.get(newsroom.line).text, encoding="utf-8")
        assert check_html(tmp_path).returncode == 0
    # At the page's end nothing lies under it.
    bagus.goto(paper.url + "/")
    bagus.mouse.wheel(0, 100_000)
    foot, line = bagus.locator(".imprint"), bagus.locator(".breaking")
    expect(foot).to_be_in_viewport()
    boxes = foot.bounding_box(), line.bounding_box()
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    bagus.close()
