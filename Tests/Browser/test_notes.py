"""Notes on a text, in two browsers: they move with the words, reach whom they name, and are done with."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from newspaper import until
from playwright.sync_api import Locator, Page, Route, expect
from test_newsroom import Newsroom, newsroom  # noqa: F401
from visit import LOOKS, OVERFLOWING, WIDTHS, axe_violations, check_html
from writing_page import EDITOR, begin, document, open_editor, saved, text, write

BODY = "Harga beras naik di Palu.\n\nWarga mengeluh sejak Senin."


def select(page: Page, words: str) -> None:
    """Selects words of the text where they stand first."""
    found = page.evaluate(
        f"""(words) => {{
            const editor = {EDITOR};
            let found = null;
            editor.state.doc.descendants((node, position) => {{
                const at = node.isText ? node.text.indexOf(words) : -1;
                if (at >= 0) found ??= position + at;
            }});
            if (found === null) return false;
            editor.commands.setTextSelection({{ from: found, to: found + words.length }});
            editor.view.focus();
            return true;
        }}""",
        words,
    )
    assert found, words


def note(page: Page, words: str, said: str) -> None:
    """Writes a note about words, by the keyboard alone."""
    select(page, words)
    page.keyboard.press("Control+Alt+m")
    field = panel(page).locator("textarea")
    expect(field).to_be_focused()
    page.keyboard.type(said)
    page.keyboard.press("Control+Enter")
    expect(field).not_to_be_visible()


def panel(page: Page) -> Locator:
    """Where a new note is written."""
    return page.get_by_role("group", name="Catatan baru")


def noted(page: Page) -> list[str]:
    """The words that have a line below them."""
    return page.evaluate(
        """() => {
            const runs = [];
            for (const one of document.querySelectorAll(".ProseMirror .noted")) runs.push(one.textContent);
            return runs;
        }"""
    )


def card(page: Page, said: str) -> Locator:
    return page.locator("article.note").filter(has_text=said)


@pytest.fixture(scope="module")
def pages(newsroom: Newsroom) -> tuple[Page, Page]:  # noqa: F811
    return newsroom.member("bagus", script=True), newsroom.member("citra", script=True)


def test_a_note_reaches_whom_it_names_moves_with_the_words_and_is_resolved(newsroom: Newsroom, pages: tuple[Page, Page]) -> None:  # noqa: F811
    bagus, citra = pages
    path = begin(newsroom, citra, "Harga beras", BODY)
    open_editor(newsroom, bagus, path)
    open_editor(newsroom, citra, path)
    select(bagus, "beras")
    bagus.get_by_role("button", name=re.compile("^Catatan tentang")).click()
    bagus.keyboard.type("Beras apa? @ci")
    listed = panel(bagus).get_by_role("listbox")
    expect(panel(bagus).locator("textarea")).to_have_attribute("aria-controls", listed.get_attribute("id"))
    expect(panel(bagus).get_by_role("option", name=re.compile("Citra"))).to_have_attribute("aria-selected", "true")
    bagus.keyboard.press("Enter")
    bagus.keyboard.type("tolong cek")
    bagus.get_by_role("button", name="Kirim", exact=True).click()
    until("both see it", lambda: noted(bagus) == noted(citra) == ["beras"])
    expect(card(citra, "Beras apa? @Citra tolong cek")).to_be_visible()

    # It moves with what others type, before it and in it, and is no part of the text.
    write(citra, "Kabar: ", at="start")
    until("the words have moved", lambda: text(bagus).startswith("Kabar: Harga"))
    saved(citra)
    assert noted(bagus) == noted(citra) == ["beras"]
    assert "Beras apa" not in str(document(bagus)) and document(bagus) == document(citra)

    # Whom it names is told, and comes to it.
    citra.goto(newsroom.paper.url + "/newsroom/notifications")
    expect(citra.get_by_text("menyebut Anda dalam sebuah catatan").first).to_be_visible()
    citra.get_by_role("button", name="Harga beras").first.click()
    citra.wait_for_url(re.compile(r"#note-\d+$"))
    expect(card(citra, "Beras apa?")).to_be_focused()
    expect(card(citra, "Beras apa?")).to_have_class(re.compile("current"))
    until("its words stand out", lambda: citra.locator(".noted.current").inner_text() == "beras")

    # An answer begins with the name of whoever spoke last.
    answer = card(citra, "Beras apa?").get_by_role("textbox")
    answer.click()
    expect(answer).to_have_value("@Bagus ")
    citra.keyboard.press("End")
    citra.keyboard.type("beras medium.")
    citra.keyboard.press("Control+Enter")
    expect(card(bagus, "@Bagus beras medium.")).to_be_visible()
    card(bagus, "Beras apa?").get_by_role("button", name=re.compile("^Selesai")).click()
    for page in (bagus, citra):
        until("nothing is underlined", lambda page=page: noted(page) == [])
        expect(page.get_by_text("Catatan yang selesai (1)")).to_be_visible()
    citra.get_by_text("Catatan yang selesai (1)").click()
    expect(citra.get_by_text(re.compile("Diselesaikan oleh Bagus"))).to_be_visible()
    citra.get_by_role("button", name=re.compile("^Buka lagi")).click()
    for page in (bagus, citra):
        until("its words are found again", lambda page=page: noted(page) == ["beras"])

    # All of it is there when the page is loaded anew.
    open_editor(newsroom, bagus, path)
    until("it is there again", lambda: noted(bagus) == ["beras"])
    expect(card(bagus, "@Bagus beras medium.")).to_be_visible()
    assert not bagus.complaints and not citra.complaints


def test_words_that_go_leave_the_note_and_undo_brings_it_back(newsroom: Newsroom, pages: tuple[Page, Page]) -> None:  # noqa: F811
    bagus, citra = pages
    path = begin(newsroom, citra, "Dihapus", BODY)
    for page in pages:
        open_editor(newsroom, page, path)
    note(bagus, "Warga mengeluh", "Siapa?")
    note(bagus, "Palu", "Kota atau kabupaten?")
    until("both see them", lambda: noted(bagus) == noted(citra) == ["Palu", "Warga mengeluh"])
    select(citra, "Warga mengeluh")
    citra.keyboard.press("Delete")
    for page in pages:
        until("the words are gone", lambda page=page: noted(page) == ["Palu"])
        expect(card(page, "Siapa?").get_by_text("Kata-katanya sudah tidak ada di naskah.")).to_be_visible()
    saved(citra)
    citra.keyboard.press("Control+z")
    for page in pages:
        until("they are back", lambda page=page: noted(page) == ["Palu", "Warga mengeluh"])
        expect(card(page, "Siapa?").get_by_text("Kata-katanya sudah tidak ada di naskah.")).not_to_be_visible()
    # Cut here, and pasted before everything else.
    select(bagus, "Warga mengeluh")
    bagus.keyboard.press("Control+x")
    saved(bagus)
    bagus.keyboard.press("Control+Home")
    until("the cursor is at the beginning", lambda: bagus.evaluate(f"{EDITOR}.state.selection.from") == 1)
    bagus.keyboard.press("Control+v")
    for page in pages:
        until("the note went along", lambda page=page: noted(page) == ["Warga mengeluh", "Palu"])
    # A version without script replaces the whole text: the words are found in it.
    plain = bagus.request
    token = bagus.evaluate("document.querySelector('input[name=token]').value")
    base = re.search(r'name="base" value="([^"]+)"', plain.get(newsroom.paper.url + path).text())[1]
    form = {"token": token, "base": base, "headline": "Dihapus", "body": "Di Palu.\n\nLagi: Warga mengeluh.", "section": "Politik", "language": "id"}
    answer = plain.post(newsroom.paper.url + path, form=form, headers={"Origin": newsroom.paper.url}, max_redirects=0)
    assert answer.status == 303, answer.text()[:300]
    for page in pages:
        until("the new text has them", lambda page=page: noted(page) == ["Palu", "Warga mengeluh"])
        assert text(page).startswith("Di Palu.")


def ranges(page: Page) -> dict[str, list[int]]:
    """Where the page has the words of its notes."""
    return page.evaluate(
        f"""() => {{
            const {{ state }} = {EDITOR};
            const plugin = state.plugins.find(({{ key }}) => key.startsWith("notes$"));
            return Object.fromEntries([...plugin.getState(state).ranges].map(([note, {{ from, to }}]) => [note, [from, to]]));
        }}"""
    )


def kept_ranges(newsroom: Newsroom, page: Page, path: str) -> dict[str, list[int]]:
    """Where the server has them."""
    notes = page.request.get(f"{newsroom.paper.url}{path}/notes").json()["notes"]
    return {str(one["number"]): [one["place"]["from"], one["place"]["to"]] for one in notes if one["place"]}


def test_another_writes_beside_words_that_one_has_deleted(newsroom: Newsroom, pages: tuple[Page, Page]) -> None:  # noqa: F811
    """Bagus deletes the beginning of a note's words while Citra, who is first, writes where his deletion ends."""
    bagus, citra = pages
    path = begin(newsroom, citra, "Berebut", BODY)
    for page in pages:
        open_editor(newsroom, page, path)
    note(bagus, "naik di Palu", "Sejak kapan?")
    for page in pages:
        until("both see it", lambda page=page: noted(page) == ["naik di Palu"])
    held: list[Route] = []
    bagus.route("**/text/batches", lambda route: held.append(route))
    select(bagus, "beras naik ")
    with bagus.expect_request("**/text/batches"):
        bagus.keyboard.press("Delete")
    select(citra, "di Palu")
    citra.evaluate(f"{EDITOR}.commands.setTextSelection({EDITOR}.state.selection.from)")
    citra.keyboard.type("mahal ")
    saved(citra)
    for request in held:
        request.continue_()
    bagus.unroute("**/text/batches")
    for page in pages:
        until("both have one text", lambda page=page: text(page).startswith("Harga mahal di Palu."))
        saved(page)
        until("page and server agree", lambda page=page: ranges(page) == kept_ranges(newsroom, page, path) != {})
    # A caret of another parts the line that it stands in.
    assert "".join(noted(bagus)) == "".join(noted(citra)) == "mahal di Palu"


@pytest.mark.parametrize("seed", range(3))
def test_pages_and_server_move_notes_alike(newsroom: Newsroom, pages: tuple[Page, Page], seed: int) -> None:  # noqa: F811
    """Two type, delete, part and undo at random, in and around words that have notes."""
    chance = random.Random(seed)
    path = begin(newsroom, pages[1], f"Acak {seed}", "\n\n".join(" ".join(f"kata{line}{at}" for at in range(6)) for line in range(4)))
    for page in pages:
        open_editor(newsroom, page, path)
    for words in ("kata01 kata02", "kata11", "kata20", "kata35"):
        note(pages[chance.randrange(2)], words, f"Tentang {words}")
    for page in pages:
        until("all are there", lambda page=page: len(ranges(page)) == 4)
    for _ in range(40):
        page = chance.choice(pages)
        page.evaluate(
            f"""(at) => {{
                const editor = {EDITOR};
                editor.commands.setTextSelection(Math.round(at * editor.state.doc.content.size));
                editor.view.focus();
            }}""",
            chance.random(),
        )
        kind = chance.random()
        if kind < 0.4:
            page.keyboard.type(chance.choice(["x", "gempa ", "kata11 "]))
        elif kind < 0.75:
            for _ in range(chance.randrange(1, 9)):
                page.keyboard.press(chance.choice(["Backspace", "Backspace", "Delete"]))
        elif kind < 0.85:
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Control+z")
    for page in pages:
        saved(page)
    until("both have one text", lambda: document(pages[0]) == document(pages[1]))
    for page in pages:
        until("page and server agree", lambda page=page: ranges(page) == kept_ranges(newsroom, page, path))
        # Whoever was behind is told so by a 409, which the browser writes down.
        assert [said for said in page.complaints if "409" not in said] == []


def test_one_finds_the_other_by_keyboard_and_by_click(newsroom: Newsroom, pages: tuple[Page, Page]) -> None:  # noqa: F811
    bagus, citra = pages
    path = begin(newsroom, citra, "Mencari", BODY)
    open_editor(newsroom, bagus, path)
    note(bagus, "Senin", "Senin pekan lalu?")
    note(bagus, "Harga", "Eceran?")
    bagus.locator(".noted", has_text="Senin").click()
    expect(card(bagus, "Senin pekan lalu?")).to_have_class(re.compile("current"))
    bagus.keyboard.press("Control+Alt+m")
    expect(card(bagus, "Senin pekan lalu?")).to_be_focused()
    card(bagus, "Eceran?").get_by_role("button", name="Harga").click()
    assert bagus.evaluate("getSelection().toString()") == "Harga"
    bagus.keyboard.press("Control+/")
    expect(bagus.get_by_role("dialog").get_by_text("Catatan tentang kata yang diblok")).to_be_visible()
    bagus.get_by_role("button", name="Tutup").last.click()
    # The list of names is closed by Escape before the panel is.
    select(bagus, "beras")
    bagus.keyboard.press("Control+Alt+m")
    bagus.keyboard.type("@")
    expect(panel(bagus).get_by_role("listbox")).to_be_visible()
    bagus.keyboard.press("ArrowDown")
    bagus.keyboard.press("Escape")
    expect(panel(bagus).get_by_role("listbox")).not_to_be_visible()
    field = panel(bagus).locator("textarea")
    expect(field).to_be_focused()
    bagus.keyboard.press("Escape")
    expect(field).not_to_be_visible()
    assert bagus.evaluate("document.activeElement.classList.contains('ProseMirror')")
    assert not bagus.complaints


def test_what_cannot_be_sent_is_said_and_stays_in_its_field(newsroom: Newsroom, pages: tuple[Page, Page]) -> None:  # noqa: F811
    bagus, citra = pages
    path = begin(newsroom, citra, "Luring", BODY)
    open_editor(newsroom, bagus, path)
    select(bagus, "Palu")
    bagus.keyboard.press("Control+Alt+m")
    bagus.keyboard.type("Tetap di sini?")
    bagus.context.set_offline(True)
    bagus.keyboard.press("Control+Enter")
    expect(bagus.get_by_text("Belum terkirim", exact=False)).to_be_visible()
    field = panel(bagus).locator("textarea")
    expect(field).to_have_value("Tetap di sini?")
    bagus.context.set_offline(False)
    until("the text is with the server", lambda: bagus.locator(".state").get_attribute("data-kind") == "saved")
    field.focus()
    bagus.keyboard.press("Control+Enter")
    expect(card(bagus, "Tetap di sini?")).to_be_visible()
    until("once", lambda: noted(bagus) == ["Palu"])
    listed = bagus.request.get(newsroom.paper.url + path + "/notes").json()["notes"]
    assert [one["text"] for one in listed] == ["Tetap di sini?"]


@pytest.mark.parametrize("status", [401, 503])
def test_notes_that_were_not_told_at_once_come_later(newsroom: Newsroom, status: int) -> None:  # noqa: F811
    page = newsroom.member("bagus", script=True)
    path = begin(newsroom, page, f"Catatan terlambat {status}", BODY)
    open_editor(newsroom, page, path)
    note(page, "beras", "Sebut sumbernya.")
    expect(card(page, "Sebut sumbernya.")).to_be_visible()
    refused: list[Route] = []

    def refuse(route: Route) -> None:
        """Only the first time."""
        if refused:
            return route.continue_()
        refused.append(route)
        route.fulfill(status=status, content_type="application/json", body='{"code": "signed_out"}')

    page.route("**/notes", refuse)
    page.goto(newsroom.paper.url + path)
    until("its words are marked", lambda: (page.wait_for_timeout(50), refused and noted(page) == ["beras"])[1], 20)
    write(page, " Dan minyak.")
    saved(page)
    page.context.close()


def test_whoever_may_only_read_writes_notes_all_the_same(newsroom: Newsroom, pages: tuple[Page, Page]) -> None:  # noqa: F811
    bagus, citra = pages
    path = begin(newsroom, bagus, "Milik Bagus", BODY)
    open_editor(newsroom, citra, path)
    expect(citra.locator(".state")).to_have_attribute("data-kind", "readOnly")
    citra.get_by_role("button", name=re.compile("^Catatan tentang")).click()
    citra.keyboard.type("Boleh saya bantu, @Bagus?")
    citra.keyboard.press("Control+Enter")
    expect(card(citra, "Boleh saya bantu")).to_contain_text("Tentang seluruh naskah")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_notes_fit_each_width(newsroom: Newsroom, pages: tuple[Page, Page], width: int, scheme: str) -> None:  # noqa: F811
    bagus, _ = pages
    path = begin(newsroom, bagus, f"Lebar {width} {scheme}", BODY)
    page = bagus.context.new_page()
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_editor(newsroom, page, path)
    note(page, "beras", "Beras apa? " + "Katakata" * 40)
    note(page, "Senin", "Sejak kapan?")
    until("both are there", lambda: noted(page) == ["beras", "Senin"])
    assert page.evaluate(OVERFLOWING) == []
    assert axe_violations(page) == []
    boxes = [card(page, said).bounding_box() for said in ("Beras apa?", "Sejak kapan?")]
    assert all(boxes) and boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    words = page.locator(".noted", has_text="beras").bounding_box()
    if width == 1440:
        assert boxes[0]["x"] > words["x"] and abs(boxes[0]["y"] - words["y"]) < 60
    select(page, "Palu")
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("@")
    expect(panel(page).get_by_role("listbox")).to_be_visible()
    assert page.evaluate(OVERFLOWING) == []
    assert axe_violations(page) == []
    assert not page.complaints
    # Each open story holds one of the six connections that a browser has to a server without TLS.
    page.close()


def test_without_script_notes_are_forms(newsroom: Newsroom, pages: tuple[Page, Page], tmp_path: Path) -> None:  # noqa: F811
    bagus, citra = pages
    path = begin(newsroom, bagus, "Tanpa skrip", BODY)
    context = newsroom.browser.new_context(
        storage_state=citra.context.storage_state(), java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(newsroom.paper.url + path)
    page.get_by_label("Tentang kata-kata ini").fill("gula")
    page.get_by_role("textbox", name="Catatan", exact=True).fill("@Bagus benar?")
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_text("Kata-kata itu tidak ada di naskah.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Catatan", exact=True)).to_have_value("@Bagus benar?")
    page.get_by_label("Tentang kata-kata ini").fill("beras naik")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.wait_for_url(re.compile(r"#note-\d+$"))
    expect(page.locator("article.note:target")).to_contain_text("@Bagus benar?")
    expect(page.get_by_label("Balasan", exact=True)).to_be_visible()
    page.get_by_label("Balasan", exact=True).fill("Sudah ketemu.")
    page.get_by_role("button", name=re.compile("^Balasan untuk")).click()
    expect(page.locator(".remark.reply:target")).to_contain_text("Sudah ketemu.")
    page.get_by_role("button", name=re.compile("^Selesai")).click()
    expect(page.get_by_text("Catatan yang selesai (1)")).to_be_visible()
    # Without scripts axe never comes to an end; it looks at the same forms in the tests above.
    assert page.evaluate(OVERFLOWING) == []
    (tmp_path / "notes.html").write_text(page.content(), encoding="utf-8")
    done = check_html(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    context.close()
