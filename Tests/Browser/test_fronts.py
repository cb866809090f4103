"""Fronts by hand: with the mouse, with keys, without a script, by two at once, and as readers have them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from lxml import html
from newspaper import Newspaper as Paper
from newspaper import item, until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom  # noqa: F401
from visit import OVERFLOWING, SCHEMES, SETTLE, WIDTHS, axe_violations, check_html

FRONT = "/newsroom/fronts/site"


@pytest.fixture(scope="module")
def paper(newsroom: Newsroom) -> Iterator[Paper]:  # noqa: F811
    newsroom.paper.take(*(item(f"k{number}", f"Kabar ke-{number}") for number in range(3, 10)))
    yield newsroom.paper


def readers(paper: Paper) -> list[str]:
    """The headlines at the top of the site's front."""
    top = html.fromstring(paper.get("/").content).xpath("//section[@aria-labelledby='utama']//h3")
    return [one.text_content().strip() for one in top]


def placed(page: Page) -> list[str]:
    return page.locator(".card .name a").all_inner_texts()


def clear(page: Page, paper: Paper) -> None:
    page.goto(paper.url + FRONT)
    while page.locator(".card").count():
        page.get_by_role("button", name="Angkat").first.click()
        expect(page.locator("#susunan:not([aria-busy])")).to_be_visible()


def place(page: Page, *headlines: str) -> None:
    """Places stories, the last on top."""
    for headline in headlines:
        page.get_by_role("button", name=f"Taruh: {headline}", exact=True).first.click()
        expect(page.locator(".card .name a", has_text=headline)).to_be_visible()


def test_without_script_a_front_is_arranged_launched_and_put_back(newsroom: Newsroom, paper: Paper) -> None:  # noqa: F811
    page = newsroom.member("bagus", width=360)
    before = readers(paper)
    page.goto(paper.url + "/newsroom")
    page.get_by_role("link", name="Halaman depan").click()
    page.get_by_role("link", name="Halaman depan situs").click()
    place(page, "Kabar ke-3", "Kabar ke-4", "Kabar ke-5")
    assert placed(page) == ["Kabar ke-5", "Kabar ke-4", "Kabar ke-3"] and readers(paper) == before
    page.get_by_role("button", name="Naikkan: Kartu 3").click()
    assert placed(page) == ["Kabar ke-5", "Kabar ke-3", "Kabar ke-4"]
    card = page.locator(".card", has_text="Kabar ke-3")
    card.locator("summary").click()
    card.get_by_label("Judul di kartu").fill("Kata redaksi")
    page.get_by_label("Kata dalam berita yang terbit").fill("lama")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("button", name="Taruh: Berita lama").first.click()
    page.get_by_role("button", name="Terbitkan halaman depan").click()
    expect(page.locator(".said")).to_have_text("Halaman depan sudah terbit.")
    until("readers have it", lambda: readers(paper)[:4] == ["Berita lama", "Kabar ke-5", "Kata redaksi", "Kabar ke-4"])
    assert len(set(readers(paper))) == len(readers(paper)) == 5
    clear(page, paper)
    page.get_by_role("button", name="Terbitkan halaman depan").click()
    until("readers have what comes by itself", lambda: readers(paper) == before)
    page.get_by_role("button", name="Tayangkan lagi").first.click()
    until("readers have it again", lambda: readers(paper)[0] == "Berita lama")
    clear(page, paper)


def test_cards_move_by_keys_by_buttons_and_by_mouse(newsroom: Newsroom, paper: Paper) -> None:  # noqa: F811
    page = newsroom.member("bagus", script=True)
    clear(page, paper)
    place(page, "Kabar ke-3", "Kabar ke-4", "Kabar ke-5")
    # By keys, faster than the server answers: the focus stays with the card, and where it is now is read out.
    page.locator(".card").nth(2).get_by_role("button", name="Naikkan").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("status").first).to_have_text("Sekarang di tempat 1 dari 3.")
    expect(page.locator(".card .name a").first).to_have_text("Kabar ke-3")
    expect(page.locator("#susunan:not([aria-busy])")).to_be_visible()
    expect(page.locator(".card").first.locator("button:focus")).to_have_count(1)
    page.locator(".card").first.get_by_role("button", name="Turunkan").click()
    expect(page.locator(".card .name a").nth(1)).to_have_text("Kabar ke-3")
    expect(page.locator("#susunan:not([aria-busy])")).to_be_visible()
    # By mouse: the third card is pulled above the first.
    start, end = page.locator(".grip").nth(2).bounding_box(), page.locator(".grip").nth(0).bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 10)
    page.mouse.down()
    for part in range(1, 11):
        page.mouse.move(start["x"] + 5, start["y"] + 10 + (end["y"] - 10 - start["y"]) * part / 10)
    page.mouse.up()
    expect(page.locator(".card .name a").first).to_have_text("Kabar ke-4")
    expect(page.locator("#susunan:not([aria-busy])")).to_be_visible()
    # All of it is kept without a button.
    page.reload()
    assert placed(page) == ["Kabar ke-4", "Kabar ke-5", "Kabar ke-3"]
    page.get_by_role("button", name="Terbitkan halaman depan").click()
    expect(page.get_by_role("status").first).to_have_text("Halaman depan sudah terbit.")
    until("readers have it", lambda: readers(paper)[:3] == ["Kabar ke-4", "Kabar ke-5", "Kabar ke-3"])
    page.close()


def test_two_see_what_the_other_does(newsroom: Newsroom, paper: Paper) -> None:  # noqa: F811
    bagus, dewi = newsroom.member("bagus", script=True), newsroom.member("dewi", script=True)
    clear(bagus, paper)
    with dewi.expect_request("**/events*"):
        dewi.goto(paper.url + FRONT)
    place(bagus, "Kabar ke-6")
    # Whoever does nothing there sees it; whoever is writing is told, and loses nothing.
    expect(dewi.locator(".card .name a")).to_have_text(["Kabar ke-6"])
    expect(dewi.get_by_role("status").first).to_contain_text("Bagus baru mengubah halaman ini.")
    dewi.locator(".card summary").click()
    dewi.get_by_label("Judul di kartu").fill("Kata Dewi")
    place(bagus, "Kabar ke-7")
    expect(dewi.get_by_role("button", name="Muat yang baru")).to_be_visible()
    expect(dewi.get_by_label("Judul di kartu")).to_have_value("Kata Dewi")
    dewi.get_by_role("button", name="Simpan draf").last.click()
    expect(dewi.get_by_role("alert")).to_contain_text("gabungan keduanya")
    dewi.get_by_role("button", name="Simpan draf").last.click()
    expect(dewi.get_by_role("alert")).to_have_count(0)
    expect(bagus.locator(".card .name a")).to_have_text(["Kabar ke-7", "Kata Dewi"])
    clear(bagus, paper)
    bagus.get_by_role("button", name="Terbitkan halaman depan").click()
    for page in (bagus, dewi):
        page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_fit_and_are_for_everybody(newsroom: Newsroom, paper: Paper, width: int, scheme: str, tmp_path) -> None:  # noqa: F811
    page = newsroom.member("bagus", script=True, width=width, scheme=scheme)
    page.goto(paper.url + FRONT)
    if not page.locator(".card").count():
        place(page, "Kabar ke-8", "Kabar ke-9")
        card = page.locator(".card", has_text="Kabar ke-8")
        card.locator("summary").click()
        card.get_by_label("Judul di kartu").fill("Sebuah judul yang ditulis redaksi untuk halaman depan")
        card.get_by_label("Turun sendiri pada").fill("2099-01-02T03:04")
        page.get_by_role("button", name="Terbitkan halaman depan").click()
        expect(page.get_by_role("status").first).to_have_text("Halaman depan sudah terbit.")
    for address in (FRONT + "?q=kabar", "/newsroom/fronts", "/newsroom/fronts/section/politik", "/"):
        page.goto(paper.url + address)
        page.evaluate(SETTLE)
        assert page.evaluate(OVERFLOWING) == [] and axe_violations(page) == [], address
        if folder := os.environ.get("WARTA_SHOTS"):
            name = address.replace("/", "-").replace("?", "-")
            page.screenshot(path=f"{folder}/front{name}-{width}-{scheme}.png", full_page=True)
        if scheme == "light" and width == 360:
            (tmp_path / "page.html").write_text(page.request.get(paper.url + address).text(), encoding="utf-8")
            found = check_html(tmp_path)
            assert found.returncode == 0, found.stdout
    page.close()
