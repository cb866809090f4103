"""How versions of a story differ, in the browser: words, moved paragraphs, both layouts, and without colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import Desks
from newspaper import Newspaper, item
from playwright.sync_api import Browser, Page, expect
from test_newsroom import Newsroom
from visit import LOOKS, OVERFLOWING, axe_violations, check_html

FIRST = [
    "SEMARANG – Air laut pasang setinggi 60 sentimeter masuk ke permukiman warga pada Rabu malam.",
    "Warga mengungsi ke balai kelurahan dan ke sekolah dasar di jalan raya sejak tengah malam.",
    "Pompa air menyala sejak subuh, tetapi dua di antaranya rusak dan belum diganti.",
    "Wali kota meninjau lokasi dan menjanjikan bantuan makanan untuk semua pengungsi.",
    "Badan meteorologi memperkirakan pasang yang sama datang lagi pada akhir pekan.",
]
SECOND = [
    FIRST[0].replace("60", "75"),
    FIRST[2],
    FIRST[3].replace("makanan", "makanan dan selimut"),
    "Sebanyak 340 orang tercatat di tempat pengungsian sampai Kamis siang.",
    FIRST[1].replace("tengah malam", "dini hari"),
]


@pytest.fixture(scope="module")
def story(browser: Browser, desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Newsroom, str]]:
    """A live story of two versions, whose working copy says something else again."""
    with Newspaper(tmp_path_factory.mktemp("differences")) as paper:
        desks.start(paper, item("1", "Berita kawat"))
        desk = Newsroom(paper, browser)
        bagus = desk.member("bagus")
        bagus.get_by_role("link", name="Tulis baru").click()
        bagus.get_by_label("Judul").fill("Banjir rob di Semarang")
        bagus.get_by_label("Isi", exact=True).fill("\n\n".join(FIRST))
        bagus.get_by_label("Rubrik").fill("Politik")
        bagus.get_by_role("button", name="Simpan draf").click()
        address = re.search(r"/newsroom/stories/\d+", bagus.url)[0]
        for _ in range(2):
            bagus.get_by_role("button", name="Terbitkan", exact=True).click()
        bagus.get_by_label("Judul").fill("Banjir rob merendam Semarang")
        bagus.get_by_label("Isi", exact=True).fill("\n\n".join(SECOND))
        bagus.get_by_role("button", name="Simpan", exact=False).first.click()
        expect(bagus.get_by_text("Tersimpan.")).to_be_visible()
        yield desk, address


def texts(page: Page, selector: str) -> list[str]:
    return [re.sub(r"^\S+: ", "", text) for text in page.locator(selector).all_text_contents()]


def test_the_history_leads_to_the_live_text_and_to_what_is_written(story: tuple[Newsroom, str]) -> None:
    desk, address = story
    page = desk.member("dewi")
    page.goto(desk.paper.url + address + "/revisions")
    expect(page.locator("th[scope=row]").first).to_contain_text("Naskah kerja")
    expect(page.locator(".tag.live")).to_have_count(1)
    page.get_by_role("link", name="dengan yang terbit").first.click()
    expect(page.locator(".titles")).to_contain_text("Yang sekarang terbit")
    expect(page.locator(".titles")).to_contain_text("Naskah kerja")
    assert "60" in texts(page, ".pair.changed .after del") and "75" in texts(page, ".pair.changed .after ins")
    # The headline is compared as well.
    expect(page.locator(".field h3").first).to_have_text("Judul")


def test_a_moved_paragraph_shows_in_both_places_and_one_leads_to_the_other(story: tuple[Newsroom, str]) -> None:
    desk, address = story
    page = desk.member("dewi")
    page.goto(desk.paper.url + address + "/differences?from=live&to=working&layout=one")
    away, here = page.locator(".pair.away"), page.locator(".pair.here")
    expect(away).to_have_count(1)
    expect(here).to_have_count(1)
    expect(away).to_contain_text("Dipindahkan ke bawah (1)")
    expect(here).to_contain_text("Dipindahkan dari atas (1)")
    assert texts(page, ".here .after ins") == ["dini hari"] and texts(page, ".here .after del") == ["tengah malam"]
    away.get_by_role("link", name="Dipindahkan ke bawah (1)").click()
    assert page.evaluate("document.querySelector(':target').classList.contains('here')")


@pytest.mark.parametrize(("width", "layout", "sides"), [(360, "", 1), (800, "", 1), (1440, "", 2), (1440, "one", 1), (800, "two", 2)])
def test_the_layout_fits_the_page_or_what_was_chosen(
    story: tuple[Newsroom, str], width: int, layout: str, sides: int
) -> None:
    desk, address = story
    page = desk.member("dewi", width=width)
    page.goto(desk.paper.url + address + f"/differences?from=live&to=working&layout={layout}")
    row = page.locator(".pair.changed", has_text="Air laut")
    assert row.locator(".before").is_visible() == (sides == 2)
    # Side by side each side is its text; in one column the words stand together.
    assert row.locator(".after del").first.is_visible() == (sides == 1)
    if sides == 2:
        assert not row.locator(".before ins").first.is_visible() and row.locator(".before del").first.is_visible()
    page.get_by_role("link", name="Satu kolom").click()
    assert "layout=one" in page.url and not page.locator(".pair.changed .before").first.is_visible()


def test_changes_are_seen_without_colour_and_heard(story: tuple[Newsroom, str]) -> None:
    desk, address = story
    page = desk.member("dewi")
    page.goto(desk.paper.url + address + "/differences?from=live&to=working&layout=one")
    line = "(one) => getComputedStyle(one).textDecorationLine"
    assert page.locator("del").first.evaluate(line) == "line-through"
    assert page.locator("ins").first.evaluate(line) == "underline"
    assert "dihapus:" in page.locator("del").first.text_content()
    assert "ditambah:" in page.locator("ins").first.text_content()
    signs = page.locator(".pair.added").evaluate_all("(all) => all.map((one) => getComputedStyle(one, '::before').content)")
    assert signs == ['"+"']
    page.emulate_media(media="print")
    assert page.locator("del").first.evaluate(line) == "line-through"


def test_restoring_makes_another_version_and_loses_none(story: tuple[Newsroom, str]) -> None:
    desk, address = story
    page = desk.member("bagus")
    versions = page.locator("th[scope=row]", has_not_text="Naskah kerja")
    page.goto(desk.paper.url + address + "/revisions")
    before = versions.count()
    # What readers have already is no working copy; what the desk wrote is one again afterwards.
    for version in (1, before):
        page.goto(desk.paper.url + address + f"/differences?from={version}&to=2")
        page.get_by_role("button", name=f"Pulihkan versi {version}").click()
        expect(page.locator(".said")).to_be_visible()
        page.goto(desk.paper.url + address + "/revisions")
        newest = int(re.match(r"\d+", versions.first.text_content())[0])
        page.goto(desk.paper.url + address + f"/differences?from={version}&to={newest}")
        expect(page.get_by_text("Tidak ada perbedaan.")).to_be_visible()
    page.goto(desk.paper.url + address + "/revisions")
    assert versions.count() == before + 2
    expect(page.locator("th[scope=row]").first).to_contain_text("Naskah kerja")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_are_sound_at_each_width(story: tuple[Newsroom, str], width: int, scheme: str, tmp_path: Path) -> None:
    desk, address = story
    page = desk.member("ayu", script=True, width=width, scheme=scheme)
    complaints = []
    for path in ("/revisions", *(f"/differences?from=1&to=working&layout={layout}" for layout in ("", "one", "two"))):
        page.goto(desk.paper.url + address + path)
        complaints += [f"{path}: {one} sticks out" for one in page.evaluate(OVERFLOWING)]
        complaints += [f"{path}: {one}" for one in axe_violations(page)]
        (tmp_path / (re.sub("[^a-z0-9]", "-", path) + ".html")).write_text(page.request.get(page.url).text())
    assert not complaints, "\n".join(complaints)
    done = check_html(tmp_path)
    assert done.returncode == 0, (done.stdout + done.stderr)[:3000]
