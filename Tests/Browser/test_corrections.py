"""Corrections: made at the desk by keys, and told wherever readers and machines meet the story."""

from __future__ import annotations

import json
import re

import feedparser
import pytest
from lxml import html
from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, seen  # noqa: F401
from test_verbs import live
from visit import OVERFLOWING, SCHEMES, WIDTHS, axe_violations
from writing_page import open_editor, saved, write


@pytest.fixture(scope="module")
def bagus(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("bagus", script=True)


def test_a_correction_is_made_by_keys_and_told_everywhere(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    paper = newsroom.paper
    path, public = live(newsroom, bagus, "Kapal pinisi berlayar", "Penumpangnya dua puluh satu orang.")
    number = path.rsplit("/", 1)[1]
    open_editor(newsroom, bagus, path)
    write(bagus, " Mereka selamat.")
    saved(bagus)
    bagus.keyboard.press("Alt+Shift+R")
    bagus.wait_for_url(re.compile("/correction$"))
    expect(bagus.get_by_text("Naskah kerja menggantikan yang sekarang terbit")).to_be_visible()
    expect(bagus.locator("ins:visible", has_text="Mereka selamat.").first).to_be_visible()
    bagus.get_by_label("Apa yang keliru, dan bagaimana seharusnya").fill("Penumpang <b>selamat</b>, & tidak hilang.")
    bagus.get_by_label("Tentang").select_option(index=1)
    bagus.get_by_label("Di atas isi").check()
    bagus.get_by_role("button", name="Ralat", exact=True).click()
    expect(bagus.locator(".said")).to_have_text("Ralat sudah terbit.")
    until("readers see it", lambda: seen(paper, public, "Mereka selamat."))
    tree = html.fromstring(paper.get(public).content)
    (told,) = tree.xpath("//aside[@id='ralat-1']")
    assert "Penumpang <b>selamat</b>, & tidak hilang." in told.text_content() and "WIB" in told.text_content()
    assert tree.xpath("//div[@class='body']/p[@id='alinea-ralat-1']/a/@href") == ["#ralat-1"]
    (data,) = [one for one in map(json.loads, tree.xpath("//script[@type='application/ld+json']/text()")) if "correction" in one]
    assert data["correction"][0]["@type"] == "CorrectionComment" and data["correction"][0]["url"].endswith(public + "#ralat-1")
    for listed in ("/indeks", "/", public.rsplit("/", 2)[0]):
        rows = html.fromstring(paper.get(listed).content).xpath(f"//li[.//a[@href='{public}']]")
        assert rows and any("Ralat" in row.text_content() for row in rows), listed
    assert "tidak hilang" in paper.get("/koreksi").text and paper.get("/koreksi/").headers["Location"].endswith("/koreksi")
    for name in ("feed.xml", "atom.xml", "feed.json"):
        answer = paper.get("/koreksi/" + name)
        (entry,) = json.loads(answer.text)["items"] if name == "feed.json" else feedparser.parse(answer.content).entries
        assert entry["title"].startswith("Ralat: Kapal pinisi"), name
    changes = html.fromstring(paper.get(f"/koreksi/{number}").content)
    assert "Mereka selamat." in "".join(changes.xpath("//ins//text()"))
    # The history names it.
    bagus.goto(paper.url + path + "/revisions")
    expect(bagus.get_by_text("Diralat").first).to_be_visible()


def test_what_is_wrong_with_a_correction_is_said_and_nothing_typed_is_lost(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("bagus")
    path, public = live(newsroom, page, "Tanpa kata")
    page.goto(newsroom.paper.url + path + "/correction")
    page.get_by_label("Klarifikasi").check()
    page.get_by_label("Apa yang keliru, dan bagaimana seharusnya").evaluate("(area) => { area.required = false; area.removeAttribute('maxlength'); }")
    page.get_by_role("button", name="Ralat", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Tuliskan apa yang keliru dan bagaimana seharusnya.")
    expect(page.get_by_label("Klarifikasi")).to_be_checked()
    field = page.get_by_label("Apa yang keliru, dan bagaimana seharusnya")
    field.evaluate("(area) => area.removeAttribute('maxlength')")
    field.fill("kata " * 500)
    page.get_by_role("button", name="Ralat", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("lebih dari 2.000 karakter")
    expect(field).to_have_value(re.compile("^kata kata"))
    assert "ralat-1" not in newsroom.paper.get(public).text
    draft = newsroom.member("citra")
    assert draft.goto(newsroom.paper.url + path + "/correction").status == 403


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pages_of_corrections_fit_and_can_be_read_by_all(newsroom: Newsroom, bagus: Page, scheme: str) -> None:  # noqa: F811
    paper = newsroom.paper
    path, public = live(newsroom, bagus, f"Pasar malam {scheme}", "Pasar itu dibuka pada hari Senin.\n\nAda musik.")
    number = path.rsplit("/", 1)[1]
    paper.warta("correct", number, "--words", "Pasar dibuka pada hari Selasa.", "--above")
    paper.warta("correct", number, "--words", "Musiknya gamelan.", "--clarification")
    until("readers see it", lambda: "ralat-2" in paper.get(public).text)
    page = bagus.context.browser.new_page(color_scheme=scheme)
    for address in (public, "/koreksi", "/koreksi?rubrik=" + public.split("/")[1], f"/koreksi/{number}"):
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            assert page.goto(paper.url + address).status == 200
            assert page.evaluate(OVERFLOWING) == [], f"{address} {width}"
        assert axe_violations(page) == [], address
    page.close()
    bagus.emulate_media(color_scheme=scheme)
    bagus.goto(paper.url + path + "/correction")
    assert axe_violations(bagus) == [] and bagus.evaluate(OVERFLOWING) == []


def test_addresses_of_corrections_that_are_none_are_not_found(newsroom: Newsroom) -> None:  # noqa: F811
    for address in ("/koreksi/0", "/koreksi/999999", "/koreksi/x", "/koreksi/1/2", "/koreksi?rubrik=tidak-ada", "/koreksi/99999999999999999999"):
        assert newsroom.paper.get(address).status_code == 404, address
    assert newsroom.paper.get("/koreksi?tanggal=2031-01-01").status_code == 200
