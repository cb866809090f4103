"""One story in four hands, with JavaScript: filed from a phone, written in by two, sent back, approved, scheduled, updated,
withdrawn."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta, timezone

from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, seen, step  # noqa: F401
from writing_page import open_editor, saved, text, write

HEADLINE = "Kapal feri kandas di Selat Sunda"


def file_from_a_phone(paper_url: str, citra: Page) -> str:
    """Writes and hands in; gives the story's path in the newsroom."""
    citra.goto(paper_url + "/newsroom/stories")
    citra.locator("#headline").fill(HEADLINE)
    citra.locator("#section").fill("Politik")
    citra.keyboard.press("Tab")
    citra.wait_for_url(re.compile(r"/newsroom/stories/\d+$"))
    write(citra, "MERAK – Sebuah kapal feri kandas pada Kamis pagi.")
    saved(citra)
    return re.search(r"/newsroom/stories/\d+", citra.url)[0]


def test_a_story_goes_through_four_hands(newsroom: Newsroom) -> None:  # noqa: F811
    paper = newsroom.paper
    citra = newsroom.member("citra", script=True, width=360)
    bagus, dewi = newsroom.member("bagus", script=True), newsroom.member("dewi", script=True)
    path = file_from_a_phone(paper.url, citra)
    number = path.rsplit("/", 1)[1]
    public = f"/politik/{number}/kapal-feri-kandas-di-selat-sunda"

    # The editor writes in it at the same time.
    open_editor(newsroom, bagus, path)
    write(bagus, " Semua penumpang selamat.")
    write(citra, "Eksklusif. ", at="start")
    for page in (citra, bagus):
        whole = "Eksklusif. MERAK – Sebuah kapal feri kandas pada Kamis pagi. Semua penumpang selamat."
        until("both texts are there", lambda page=page: text(page) == whole)
        saved(page)
    assert paper.get(public).status_code == 404

    # Handed in, sent back with a reason, handed in again, approved.
    step(citra, "Ajukan")
    expect(bagus.get_by_role("button", name="Kembalikan")).not_to_have_attribute("aria-disabled", "true")
    step(bagus, "Kembalikan", "Bukan eksklusif.")
    open_editor(newsroom, citra, path)
    expect(citra.get_by_text("Bukan eksklusif.")).to_be_visible()
    citra.locator(".ProseMirror").press("Control+Home")
    for _ in "Eksklusif. ":
        citra.keyboard.press("Delete")
    until("the word is gone", lambda: text(citra).startswith("MERAK"))
    saved(citra)
    step(citra, "Ajukan")
    open_editor(newsroom, bagus, path)
    step(bagus, "Setujui")

    # The managing editor schedules it for a minute's turn, and it is there on time.
    dewi.goto(paper.url + path)
    dewi.get_by_role("button", name="Jadwalkan").click()
    due = datetime.now(timezone(timedelta(hours=7))) + timedelta(seconds=70)
    due = due.replace(second=0, microsecond=0)
    dewi.get_by_label("Tanggal").fill(due.date().isoformat())
    dewi.get_by_label("Jam").fill(due.strftime("%H:%M"))
    dewi.get_by_role("button", name="Jadwalkan").click()
    expect(dewi.get_by_text("Berita dijadwalkan.")).to_be_visible()
    until("it is public", lambda: seen(paper, public, "Semua penumpang selamat."), seconds=90)
    assert time.time() >= due.timestamp()
    for place in ("/", "/politik", "/feed.xml", "/cari?q=feri"):
        until(f"{place} has it", lambda place=place: seen(paper, place, HEADLINE))

    # An update is written while readers see the old text.
    open_editor(newsroom, bagus, path)
    write(bagus, " Nakhoda diperiksa.")
    saved(bagus)
    assert "Nakhoda" not in paper.get(public).text
    step(bagus, "Perbarui")
    until("readers see the update", lambda: seen(paper, public, "Nakhoda diperiksa."))

    dewi.goto(paper.url + path)
    step(dewi, "Cabut", "Kapalnya lain.")
    until("readers are told", lambda: paper.get(public).status_code == 410)
    assert "Kapalnya lain." in paper.get(public).text
    for place in ("/", "/politik", "/feed.xml"):
        until(f"{place} has it no more", lambda place=place: not seen(paper, place, HEADLINE))
