"""The steps by their keys, and the block that names another story: in the editor, and as readers have it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, seen, step  # noqa: F401
from visit import LOOKS, OVERFLOWING, axe_violations
from writing_page import begin, document, kept, open_editor, saved, write


@pytest.fixture(scope="module")
def bagus(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("bagus", script=True)


def live(newsroom: Newsroom, page: Page, headline: str, body: str = "Alinea pertama.") -> tuple[str, str]:  # noqa: F811
    """A story that readers see: its path in the newsroom, and theirs."""
    path = begin(newsroom, page, headline, body)
    number = path.rsplit("/", 1)[1]
    newsroom.paper.warta("publish", number)
    public = newsroom.paper.story(int(number))
    until("readers see it", lambda: newsroom.paper.get(public).status_code == 200)
    return path, public


def test_a_story_goes_live_and_is_updated_by_keys_alone(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Terbit dengan papan ketik", "Isi pertama.")
    open_editor(newsroom, bagus, path)
    write(bagus, " Kalimat kedua.")
    bagus.keyboard.press("Alt+Shift+T")
    bagus.wait_for_url(re.compile("/publication$"))
    expect(bagus.get_by_text("Yang dilihat pembaca")).to_be_visible()
    bagus.keyboard.press("Enter")
    expect(bagus.locator(".said")).to_have_text("Berita terbit.")
    public = newsroom.paper.story(int(path.rsplit("/", 1)[1]))
    until("readers see it", lambda: seen(newsroom.paper, public, "Kalimat kedua."))
    open_editor(newsroom, bagus, path)
    expect(bagus.get_by_role("button", name="Terbitkan", exact=True)).to_have_count(0)
    write(bagus, " Kalimat ketiga.")
    saved(bagus)
    bagus.keyboard.press("Alt+Shift+P")
    bagus.wait_for_url(re.compile("/update$"))
    expect(bagus.locator("ins:visible", has_text="Kalimat ketiga.").first).to_be_visible()
    bagus.keyboard.press("Enter")
    expect(bagus.locator(".said")).to_have_text("Berita diperbarui.")
    until("readers see the update", lambda: seen(newsroom.paper, public, "Kalimat ketiga."))
    # The list of keys names those of the steps that are there, and one that cannot be pressed says why.
    open_editor(newsroom, bagus, path)
    bagus.keyboard.press("Control+/")
    expect(bagus.locator("dialog.keys").get_by_text("Alt+Shift+E")).to_be_visible()
    bagus.keyboard.press("Escape")
    bagus.keyboard.press("Alt+Shift+E")
    expect(bagus.get_by_text("bila tidak boleh dibaca, cabut")).to_be_visible()
    assert bagus.url.endswith(path)


def test_an_embargo_holds_until_it_is_lifted(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("bagus")
    path = begin(newsroom, page, "Di bawah embargo")
    page.goto(newsroom.paper.url + path + "/embargo")
    tomorrow = datetime.now(timezone(timedelta(hours=7))) + timedelta(days=1)
    page.get_by_label("Tanggal").fill(tomorrow.date().isoformat())
    page.get_by_label("Jam").fill("10:00")
    page.get_by_role("button", name="Embargo", exact=True).click()
    expect(page.get_by_text("Embargo diubah.")).to_be_visible()
    page.goto(newsroom.paper.url + path + "/publication")
    expect(page.get_by_role("alert")).to_contain_text("Embargo sampai")
    page.goto(newsroom.paper.url + path + "/embargo")
    page.get_by_role("button", name="Angkat embargo").click()
    expect(page.get_by_text("Embargo diubah.")).to_be_visible()
    step(page, "Terbitkan")


def test_a_story_is_looked_for_by_words_and_put_in(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    paper = newsroom.paper
    other, public = live(newsroom, bagus, "Zamrud hijau ditemukan di Palu")
    path = begin(newsroom, bagus, "Yang menyebut berita lain")
    open_editor(newsroom, bagus, path)
    write(bagus, " Akhir.")
    bagus.keyboard.press("Control+Alt+b")
    field = bagus.get_by_role("combobox", name=re.compile("Cari menurut kata"))
    expect(field).to_be_focused()
    field.fill("zamrud palu")
    expect(bagus.locator(".related-panel").get_by_role("option")).to_have_count(1)
    field.press("Enter")
    number = int(other.rsplit("/", 1)[1])
    expect(bagus.locator(".related-card strong")).to_have_text("Zamrud hijau ditemukan di Palu")
    assert {"type": "related", "attrs": {"story": number}} in document(bagus)["content"]
    saved(bagus)
    until("the server has it", lambda: kept(newsroom, bagus, path) == document(bagus))
    assert bagus.complaints == []

    # Readers see the headline, and follow it: another one, another address, a withdrawal.
    paper.warta("publish", path.rsplit("/", 1)[1])
    own = paper.story(int(path.rsplit("/", 1)[1]))
    until("it is named", lambda: seen(paper, own, f'<a href="{public}">Zamrud hijau ditemukan di Palu</a>'))
    open_editor(newsroom, bagus, other)
    bagus.locator("#headline").fill("Zamrud itu kaca")
    bagus.keyboard.press("Tab")
    saved(bagus)
    step(bagus, "Perbarui")
    until("the other headline is there", lambda: seen(paper, own, "Zamrud itu kaca</a>"))
    paper.warta("withdraw", str(number), "--ground", "mistake", "--reason", "Keliru.")
    until("nothing is left of it", lambda: "Zamrud" not in paper.get(own).text)
    paper.warta("bring-back", str(number), "--reason", "Benar.")
    until("it is named again", lambda: seen(paper, own, "Zamrud itu kaca</a>"))


def test_an_address_of_ours_alone_on_a_line_becomes_the_block(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    other, public = live(newsroom, bagus, "Berita yang ditempel")
    path = begin(newsroom, bagus, "Tempat menempel")
    open_editor(newsroom, bagus, path)
    write(bagus, "")
    bagus.keyboard.press("Enter")
    paste = """text => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }"""
    bagus.evaluate(paste, newsroom.paper.url + public)
    expect(bagus.locator(".related-card strong")).to_have_text("Berita yang ditempel")
    # One undo leaves the address as a link.
    bagus.keyboard.press("Control+z")
    expect(bagus.locator(".related-card")).to_have_count(0)
    expect(bagus.locator(f".ProseMirror a[href='{public}']")).to_be_visible()
    # Within a sentence it is a link in any case.
    write(bagus, "Lihat ")
    bagus.evaluate(paste, newsroom.paper.url + public)
    expect(bagus.locator(".related-card")).to_have_count(0)
    assert bagus.complaints == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_steps_are_whole(newsroom: Newsroom, bagus: Page, scheme: str, width: int) -> None:  # noqa: F811
    path, _ = live(newsroom, bagus, f"Halaman langkah {scheme} {width}")
    bagus.set_viewport_size({"width": width, "height": 900})
    bagus.emulate_media(color_scheme=scheme)
    for page in (f"{path}/update", f"{path}/claim", begin(newsroom, bagus, f"Embargo {scheme} {width}") + "/embargo"):
        bagus.goto(newsroom.paper.url + page)
        assert bagus.evaluate(OVERFLOWING) == []
        assert axe_violations(bagus) == []
    open_editor(newsroom, bagus, path)
    bagus.locator(".ProseMirror").focus()
    expect(bagus.locator(".ProseMirror")).to_be_focused()
    bagus.keyboard.press("Control+Alt+b")
    expect(bagus.locator(".related-panel").get_by_role("option").first).to_be_visible()
    assert bagus.evaluate(OVERFLOWING) == []
    assert [said for said in axe_violations(bagus) if "related" in said] == []
