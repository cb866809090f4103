"""Publish receipts: the server asks itself what readers see, and the desk is told: in the page, in the list, at the command line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from newspaper import at, item, until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, step  # noqa: F401
from visit import OVERFLOWING, SCHEMES, WIDTHS, axe_violations
from writing_page import begin, open_editor

if TYPE_CHECKING:
    from pathlib import Path

FOUND = "Pembaca sudah melihatnya di 9 tempat."


@pytest.fixture(scope="module")
def bagus(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("bagus", script=True)


def receipts(newsroom: Newsroom) -> dict:  # noqa: F811
    return json.loads(newsroom.paper.warta("receipts", "--json").stdout)


def test_the_page_fills_as_the_answers_come(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Kapal pinisi “tua” berlayar & pulang", "Isi.")
    open_editor(newsroom, bagus, path)
    expect(bagus.locator("#receipts")).to_have_count(0)
    bagus.keyboard.press("Alt+Shift+T")
    bagus.wait_for_url(re.compile("/publication$"))
    expect(bagus.locator("button:focus")).to_have_count(1)
    bagus.keyboard.press("Enter")
    panel = bagus.locator("#receipts")
    expect(panel).to_contain_text(FOUND)
    expect(panel).to_contain_text(re.compile(r"Terbit · .*127|:\d+: 9 dari 9 tempat"))
    expect(panel.locator("li.green")).to_have_count(9)
    for name in ("Halaman berita", "Halaman depan", "UPDATE di halaman tertua", "Umpan rubrik", "Peta situs berita", "Pencarian"):
        expect(panel.get_by_role("link", name=name, exact=True)).to_be_visible()
    # Somebody else takes it back while the page is open: the page hears of that too.
    newsroom.paper.warta("withdraw", path.rsplit("/", 1)[1], "--ground", "mistake", "--reason", "Sumbernya keliru.")
    expect(panel).to_contain_text("Pembaca tidak lagi menemukannya di 8 tempat.")
    expect(panel.locator("li.green strong").first).to_have_text("Hilang")
    # The list of a node is opened and closed by keys.
    summary = panel.locator("summary")
    summary.focus()
    bagus.keyboard.press("Enter")
    expect(panel.locator("li").first).to_be_hidden()
    assert bagus.complaints == []


def test_without_a_script_the_page_is_whole_once_it_is_loaded_again(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("bagus")
    path = begin(newsroom, page, "Pasar malam dibuka")
    page.goto(newsroom.paper.url + path)
    step(page, "Terbitkan")
    expect(page.locator("#receipts")).to_be_visible()

    def whole() -> bool:
        page.reload()
        return FOUND in page.locator("#receipts").inner_text()

    until("the receipt is there", whole)


def test_ahead_of_an_embargos_end_nothing_is_there_and_the_receipt_says_so(newsroom: Newsroom) -> None:  # noqa: F811
    paper = newsroom.paper
    paper.take(item("9", "Kabar yang ditunggu", embargoed=at(seconds=-4)))
    page = newsroom.member("bagus")
    page.goto(paper.url + "/newsroom?scope=all")
    page.get_by_role("link", name="Kabar yang ditunggu").click()

    def whole() -> bool:
        page.reload()
        return page.locator("#receipts li.green").count() == 10

    until("the receipt is there", whole, 20)
    expect(page.locator("#receipts li").first).to_contain_text("Bersih Tidak ada di 8 tempat sebelum waktunya")


def test_what_readers_do_not_see_is_red_everywhere(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    """A theme of one's own has lost the rows of the front."""
    paper = newsroom.paper
    (tmp_path / "front.mustache").write_text('{{>head}}\n{{>header}}\n<main id="konten" class="page"><div class="content front"></div>\n')
    paper.stop()
    paper.start("--theme", str(tmp_path))
    page = newsroom.member("bagus")
    path = begin(newsroom, page, "Jembatan putus")
    page.goto(paper.url + path)
    step(page, "Terbitkan")

    def whole() -> bool:
        page.reload()
        return page.locator("#receipts li.red").count() == 1

    until("the receipt is red", whole)
    red = page.locator("#receipts li.red")
    expect(red).to_contain_text("Belum Halaman depan")
    expect(red).to_contain_text("Di sana tidak ada berita satu pun.")
    expect(page.locator("#receipts")).to_contain_text("Belum benar di 1 dari 9 tempat.")
    expect(page.locator("#receipts details")).to_have_attribute("open", "")
    page.goto(paper.url + "/newsroom")
    row = page.locator("tr", has_text="Jembatan putus")
    expect(row).to_contain_text("Bukti tayang tidak sesuai")
    page.goto(paper.url + "/newsroom/notifications")
    expect(page.get_by_text("Di sebagian tempat yang dilihat pembaca tidak seperti seharusnya. Lihat Bukti tayang di halaman naskah ini.")).to_have_count(1)
    until("health says so", lambda: "receipts" in paper.get("/-/health").json()["warnings"])
    said = receipts(newsroom)
    (fault,) = said["red"]
    assert (fault["surface"], fault["fault"], fault["status"], fault["asked"]) == ("front", "missing", 200, "/")
    assert fault["milliseconds"] >= 2000 and fault["tag"].startswith('"') and not fault["before"]
    assert said["everywhere"]["red"] == 1 and said["surfaces"]["front"]["red"] == 1 and said["surfaces"]["page"]["red"] == 0
    assert 0 <= said["surfaces"]["page"]["p50"] <= said["surfaces"]["page"]["p99"] <= 2000
    text = paper.warta("receipts").stdout.decode()
    assert re.search(r"^front +\d+ +1 ", text, re.MULTILINE) and "front  missing  asked /  status 200" in text
    assert paper.warta("receipts", "--last", "0", code=64).stderr
    paper.stop()
    paper.start()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_panel_fits_and_can_be_read_by_all(newsroom: Newsroom, scheme: str) -> None:  # noqa: F811
    page = newsroom.member("bagus", script=True, scheme=scheme)
    path = begin(newsroom, page, f"Gerhana {scheme}")
    newsroom.paper.warta("publish", path.rsplit("/", 1)[1])
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        open_editor(newsroom, page, path)
        expect(page.locator("#receipts")).to_contain_text(FOUND)
        assert page.evaluate(OVERFLOWING) == [], width
        assert axe_violations(page) == [], width
        assert page.complaints == []
