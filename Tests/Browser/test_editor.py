"""The editor in a story's page: what it makes is what is kept, and nothing that is written is lost."""

from __future__ import annotations

import json
import random
import re

import pytest
from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom  # noqa: F401
from visit import LOOKS, OVERFLOWING, axe_violations
from writing_page import EDITOR, begin, document, kept, open_editor, saved, state, text, write

BODIES = {
    "plain": "Alinea satu.\n\nAlinea dua,\nbaris kedua.",
    "headings": "## Subjudul\n\nTeks.\n\n### Lebih kecil\n\nTeks.",
    "lists": "- satu\n- dua\n\n1. pertama\n2. kedua",
    "deep list": "<ul><li>satu<ul><li>dalam</li></ul></li><li><p>dua</p><p>lagi</p></li></ul>",
    "numbers": '<ol start="7"><li>tujuh</li><li>delapan</li></ol>',
    "quotes": '> Kutipan.\n> Lagi.\n\n<blockquote class="pull"><p>Petikan <em>besar</em>.</p></blockquote>',
    "marks": '<p><a href="https://example.org/?a=1&amp;b=2"><strong>tebal <em>miring</em></strong></a> <s>s</s> H<sub>2</sub>O '
    "x<sup>2</sup> <code>a &lt; b</code> <mark>sorot</mark></p>",
    "own link": '<p><a href="/politik/1/berita-lama">berita lama</a> dan <a href="mailto:a@example.org">surel</a></p>',
    "table": '<table><caption>Angka</caption><tbody><tr><th>A</th><th colspan="2">B</th></tr><tr><td>1</td><td>2<br/>3</td>'
    "<td></td></tr></tbody></table>",
    "uneven table": "<table><tbody><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr></tbody></table>",
    "as it is": "<pre>a  b\n  c</pre>\n\nTeks.",
    "cards": '<p class="embed"><a href="https://www.youtube.com/watch?v=a">youtube.com</a></p><hr/><p>Teks.</p>',
    "read also": "Teks.\n\n[[1]]\n\nTeks.",
    "signs": "“Petik” ‘tunggal’ – — … 👩🏽‍🚒 नमस्ते عربي \u00a0akhir",
    "empty": "",
}


@pytest.fixture(scope="module")
def bagus(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("bagus", script=True)


@pytest.mark.parametrize("name", BODIES)
def test_opening_shows_the_text_as_it_is_and_saves_nothing(newsroom: Newsroom, bagus: Page, name: str) -> None:  # noqa: F811
    path = begin(newsroom, bagus, f"Dibuka: {name}", BODIES[name])
    sent: list[str] = []
    bagus.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    open_editor(newsroom, bagus, path)
    bagus.locator(".ProseMirror").focus()
    for key in ("Control+End", "ArrowUp", "Home", "Control+Home"):
        bagus.keyboard.press(key)
    assert document(bagus) == kept(newsroom, bagus, path)
    assert [one for one in sent if not one.endswith("/carets")] == []
    assert bagus.request.get(newsroom.paper.url + path + "/text").json()["version"] == 0
    assert not bagus.complaints


KEYS = [
    "Enter", "Shift+Enter", "Backspace", "Delete", "Tab", "Shift+Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight",
    "Home", "End", "Control+Home", "Control+End", "Shift+ArrowLeft", "Shift+ArrowUp", "Shift+End", "Control+b", "Control+i",
    "Control+Shift+s", "Control+e", "Control+,", "Control+.", "Control+Shift+h", "Control+Alt+2", "Control+Alt+3",
    "Control+Alt+0", "Control+Shift+b", "Control+Alt+q", "Control+Shift+7", "Control+Shift+8", "Control+Alt+c", "Control+z",
    "Control+Shift+z", "Control+\\", "Alt+ArrowUp", "Alt+ArrowDown",
]  # fmt: skip
TOOLS = ["table", "rule", "indent", "outdent", "rowAfter", "columnBefore", "rowDelete", "columnDelete", "headerRow", "merge", "caption", "tableDelete"]
WORDS = ["gempa ", "Palu", "a", '"kutip" ', "-- ", "...", "- ", "## ", "1. ", "> ", "x", " ", "أ", "👩🏽‍🚒"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_editor_makes_is_kept_as_it_is(newsroom: Newsroom, bagus: Page, seed: int) -> None:  # noqa: F811
    """Two hundred keys and buttons at random: the server takes every step, holds the same text, and shows it again."""
    chance = random.Random(seed)
    path = begin(newsroom, bagus, f"Acak {seed}", list(BODIES.values())[seed + 2])
    open_editor(newsroom, bagus, path)
    bagus.locator(".ProseMirror").focus()
    for _ in range(200):
        kind = chance.random()
        if kind < 0.5:
            bagus.keyboard.press(chance.choice(KEYS))
        elif kind < 0.85:
            bagus.keyboard.type(chance.choice(WORDS))
        else:
            bagus.evaluate("(name) => document.querySelector(`[data-tool='${name}']`)?.click()", chance.choice(TOOLS))
        if not bagus.evaluate("document.querySelector('.ProseMirror').contains(document.activeElement)"):
            bagus.locator(".ProseMirror").focus()
    saved(bagus)
    made = document(bagus)
    assert kept(newsroom, bagus, path) == made
    open_editor(newsroom, bagus, path)
    assert document(bagus) == made
    # Chromium itself, deleting styled words, tries to set a style on what is typed next; the policy stops it, and the
    # editor draws the words anew.
    assert [one for one in bagus.complaints if "inline style" not in one] == []


def test_two_who_write_at_once_see_each_other(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    dewi = newsroom.member("dewi", script=True)
    path = begin(newsroom, bagus, "Berdua", "Tengah.")
    open_editor(newsroom, bagus, path)
    open_editor(newsroom, dewi, path)
    expect(bagus.locator(".here")).to_have_text("Dewi")
    write(bagus, " Dari Bagus.")
    write(dewi, "Dari Dewi. ", at="start")
    for page in (bagus, dewi):
        until("both texts are there", lambda page=page: text(page) == "Dari Dewi. Tengah. Dari Bagus.")
        saved(page)
    expect(bagus.locator(".caret-name").first).to_have_text("Dewi")
    assert document(bagus) == document(dewi) == kept(newsroom, bagus, path)
    # A field of one is seen by the other, and where both write in it, both texts are shown.
    bagus.locator("#headline").fill("Berdua lagi")
    expect(dewi.locator("#headline")).to_have_value("Berdua lagi")
    dewi.context.set_offline(True)
    dewi.locator("#lead").fill("Teras dari Dewi")
    bagus.locator("#lead").fill("Teras dari Bagus")
    saved(bagus)
    dewi.context.set_offline(False)
    expect(dewi.locator(".stale blockquote")).to_have_text("Teras dari Bagus")
    assert dewi.locator("#lead").input_value() == "Teras dari Dewi"
    dewi.get_by_role("button", name="Simpan tulisan saya").click()
    expect(bagus.locator("#lead")).to_have_value("Teras dari Dewi")
    dewi.context.close()


def test_what_is_written_offline_arrives(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Luring")
    open_editor(newsroom, bagus, path)
    bagus.context.set_offline(True)
    write(bagus, " Ditulis tanpa jaringan.")
    bagus.locator("#headline").fill("Luring, lalu daring")
    expect(state(bagus)).to_have_text("Luring: disimpan di perangkat ini, dikirim setelah tersambung lagi")
    # A button leads nowhere as long as the words have not arrived.
    bagus.get_by_role("button", name="Pratinjau").click()
    expect(bagus.locator(".told")).to_contain_text("belum sampai di server")
    bagus.context.set_offline(False)
    expect(state(bagus)).to_contain_text(re.compile(r"^Tersimpan \d\d:\d\d WIB$"), timeout=20_000)
    assert "Ditulis tanpa jaringan." in json.dumps(kept(newsroom, bagus, path))
    assert bagus.request.get(newsroom.paper.url + path + "/text").json()["fields"]["headline"] == "Luring, lalu daring"


def test_the_page_says_that_others_words_wait_for_a_composition(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    """A word that is composed for long (a keyboard of a telephone) holds others' words back, and the writer is told why."""
    path = begin(newsroom, bagus, "Disusun lama", "Awal.")
    dewi = newsroom.member("dewi", script=True)
    open_editor(newsroom, bagus, path)
    open_editor(newsroom, dewi, path)
    bagus.locator(".ProseMirror").click()
    bagus.keyboard.press("Control+End")
    composing = bagus.context.new_cdp_session(bagus)
    composing.send("Input.imeSetComposition", {"text": "にほ", "selectionStart": 2, "selectionEnd": 2})
    until("the word is begun", lambda: "にほ" in text(bagus))
    write(dewi, "Dari Dewi. ", at="start")
    waiting = "Tulisan orang lain menunggu sampai kata ini selesai Anda ketik"
    expect(state(bagus)).to_have_text(waiting, timeout=20_000)
    assert "Dewi" not in text(bagus)
    composing.send("Input.insertText", {"text": "日本"})
    until("they come in", lambda: text(bagus) == "Dari Dewi. Awal.日本")
    saved(bagus)
    dewi.context.close()


def test_three_actions_lead_from_an_empty_page_to_readers(newsroom: Newsroom) -> None:  # noqa: F811
    """Type; press publish; press it again. The story begins by itself, and its address with it."""
    dewi = newsroom.member("dewi", script=True)
    dewi.goto(newsroom.paper.url + "/newsroom/stories")
    expect(state(dewi)).to_contain_text("Belum disimpan")
    dewi.keyboard.type("Kilat dari halaman kosong")
    dewi.locator(".ProseMirror").click()
    dewi.keyboard.type("Isi yang ditulis sebelum naskahnya ada.")
    dewi.locator("#section").fill("Politik")
    dewi.wait_for_url(re.compile(r"/newsroom/stories/\d+$"))
    write(dewi, " Dan sesudahnya.")
    saved(dewi)
    path = re.search(r"/newsroom/stories/\d+", dewi.url)[0]
    assert "Isi yang ditulis sebelum naskahnya ada. Dan sesudahnya." in json.dumps(kept(newsroom, dewi, path))
    dewi.get_by_role("button", name="Terbitkan").click()
    expect(dewi.get_by_text("Yang dilihat pembaca")).to_be_visible()
    dewi.get_by_role("button", name="Terbitkan").click()
    expect(dewi.get_by_role("status").first).to_be_visible()
    number = path.rsplit("/", 1)[1]
    page = newsroom.paper.get(f"/politik/{number}/kilat-dari-halaman-kosong")
    assert page.status_code == 200 and "Dan sesudahnya." in page.text
    dewi.context.close()


def test_quotes_and_dashes_are_set_and_each_is_undone_by_itself(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    open_editor(newsroom, bagus, begin(newsroom, bagus, "Petik", ""))
    bagus.locator(".ProseMirror").focus()
    bagus.keyboard.type('Kata "dia" -- di \'sini\' ... Jum\'at')
    line = bagus.locator(".ProseMirror p").first
    expect(line).to_have_text("Kata “dia” – di ‘sini’ … Jum’at")
    bagus.keyboard.type(' "x')
    bagus.keyboard.press("Control+z")
    bagus.keyboard.press("Control+z")
    expect(line).to_have_text('Kata “dia” – di ‘sini’ … Jum’at "')


def test_a_version_is_meant_and_says_its_number(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Versi")
    open_editor(newsroom, bagus, path)
    write(bagus, " Baru.")
    bagus.locator("#reason").fill("angka diperiksa")
    bagus.keyboard.press("Control+s")
    expect(bagus.locator(".told")).to_contain_text("Disimpan di Riwayat sebagai versi")
    bagus.get_by_role("button", name="Riwayat").click()
    expect(bagus.get_by_text("angka diperiksa")).to_be_visible()


def test_find_and_replace(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    open_editor(newsroom, bagus, begin(newsroom, bagus, "Cari", "Palu dan <strong>palu</strong>.\n\nPalu lagi, Paluwagi."))
    bagus.locator(".ProseMirror").focus()
    bagus.keyboard.press("Control+h")
    bagus.get_by_label("Cari", exact=True).fill("palu")
    expect(bagus.locator(".find output")).to_contain_text("dari 4")
    bagus.get_by_label("Kata utuh").check()
    expect(bagus.locator(".find output")).to_contain_text("dari 3")
    bagus.get_by_label("Ganti dengan").fill("Donggala")
    bagus.get_by_role("button", name="Ganti semua").click()
    expect(bagus.locator(".ProseMirror")).to_contain_text("Donggala dan Donggala.")
    expect(bagus.locator(".ProseMirror strong")).to_have_text("Donggala")
    expect(bagus.locator(".ProseMirror")).to_contain_text("Paluwagi")
    bagus.keyboard.press("Escape")
    bagus.keyboard.press("Control+z")
    expect(bagus.locator(".ProseMirror")).to_contain_text("Palu dan palu.")


def test_the_tools_are_one_stop_of_tab(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    """Arrows lead from button to button, Escape back into the text; Tab leaves a table after Escape."""
    open_editor(newsroom, bagus, begin(newsroom, bagus, "Papan ketik", BODIES["table"]))
    bagus.locator(".ProseMirror td").first.click()
    # The editor hears of a click's place a moment after the click.
    until("the caret is in the cell", lambda: bagus.evaluate(EDITOR + ".isActive('tableCell')"))
    bagus.keyboard.press("Alt+F10")
    focused = "document.activeElement.dataset.tool"
    until("the first tool has the focus", lambda: bagus.evaluate(focused) == "undo")
    bagus.keyboard.press("ArrowRight")
    until("the next has it", lambda: bagus.evaluate(focused) == "redo")
    bagus.keyboard.press("End")
    until("the last has it", lambda: bagus.evaluate(focused) == "tableDelete")
    assert bagus.locator(".toolbar button[tabindex='0']").count() == 1
    bagus.keyboard.press("Escape")
    in_text = "document.activeElement.classList.contains('ProseMirror')"
    until("the text has the focus", lambda: bagus.evaluate(in_text))
    bagus.keyboard.press("Tab")
    until("the text has the focus", lambda: bagus.evaluate(in_text))
    bagus.keyboard.press("Escape")
    bagus.keyboard.press("Tab")
    until("the text has it no more", lambda: not bagus.evaluate(in_text))
    bagus.locator(".ProseMirror").focus()
    bagus.keyboard.press("Control+/")
    expect(bagus.get_by_role("dialog")).to_be_visible()
    bagus.keyboard.press("Escape")
    expect(bagus.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_editor_is_sound_at_each_width(newsroom: Newsroom, width: int, scheme: str) -> None:  # noqa: F811
    """Nothing sticks out, axe has nothing to say, the policy has nothing to stop, and an idle page asks for nothing."""
    page = newsroom.member("bagus", script=True, width=width, scheme=scheme)
    body = BODIES["headings"] + "\n\n" + BODIES["lists"] + "\n\n" + BODIES["table"] + "\n\n" + BODIES["cards"]
    path = begin(newsroom, page, "Tampilan", body)
    open_editor(newsroom, page, path)
    asked: list[str] = []
    # The notes are asked for once the text is there, and that may be a moment later.
    page.on("request", lambda request: request.url.endswith("/notes") or asked.append(request.url))
    complaints = [f"{one} sticks out" for one in page.evaluate(OVERFLOWING)] + axe_violations(page)
    for tool in ("link", "find", "keys"):
        page.evaluate("(name) => document.querySelector(`[data-tool='${name}']`).click()", tool)
        complaints += [f"{tool}: {one}" for one in axe_violations(page) + page.evaluate(OVERFLOWING)]
        page.keyboard.press("Escape")
    page.locator(".previews summary").click()
    complaints += axe_violations(page)
    assert not complaints, "\n".join(complaints)
    assert not page.complaints
    assert asked == []
    page.context.close()


def test_signing_out_asks_before_it_forgets_words(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("citra", script=True)
    path = begin(newsroom, page, "Keluar")
    open_editor(newsroom, page, path)
    page.context.set_offline(True)
    write(page, " Belum terkirim.")
    expect(state(page)).to_have_attribute("data-kind", "offline")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Keluar").click()
    until("it was asked", lambda: page.evaluate("1") and asked)
    assert "belum sampai di server" in asked[0]
    expect(page.locator(".ProseMirror")).to_contain_text("Belum terkirim.")
    page.context.close()


def test_topics_and_stories_to_read_next_are_chips_that_know_what_is_meant(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("bagus", script=True)
    begin(newsroom, page, "Kereta malam kembali beroperasi")
    path = begin(newsroom, page, "Yang ditulis sekarang")
    open_editor(newsroom, page, path)
    page.locator("#tags-next").click()
    page.keyboard.type("Banjir")
    page.keyboard.press("Enter")
    page.keyboard.type("Semarang,banjir,")
    page.locator("#related-next").click()
    page.keyboard.type("kereta malam")
    option = page.locator(f"#{page.locator('#related-next').get_attribute('list')} option").first
    expect(option).to_have_attribute("value", re.compile(r"^Kereta malam kembali beroperasi · \d+$"))
    page.locator("#related-next").fill(option.get_attribute("value"))
    page.keyboard.press("Enter")
    page.locator("#slug").fill("Rob Semarang!")
    page.keyboard.press("Tab")
    expect(page.locator("#slug")).to_have_value("rob-semarang")
    until("everything is saved", lambda: page.locator(".state").get_attribute("data-kind") == "saved")
    page.reload()
    chips = page.locator(".chips li bdi")
    expect(chips).to_have_text(["Banjir", "Semarang", "Kereta malam kembali beroperasi"])
    page.get_by_role("button", name="Hapus Semarang").click()
    expect(chips).to_have_text(["Banjir", "Kereta malam kembali beroperasi"])
    page.context.close()


UNSENT = f"{EDITOR}.state.plugins.find(({{ key }}) => key.startsWith('sharedText$')).getState({EDITOR}.state).unconfirmed.length"


def test_the_line_that_says_where_the_text_is_does_not_flicker(newsroom: Newsroom) -> None:  # noqa: F811
    """Of somebody who types on, all is saved for a moment between two batches: that is not said."""
    page = newsroom.member("bagus", script=True)
    path = begin(newsroom, page, "Mengetik terus")
    open_editor(newsroom, page, path)
    page.evaluate(
        """() => {
            window.said = [];
            const line = document.querySelector(".state");
            new MutationObserver(() => said.at(-1) === line.dataset.kind || said.push(line.dataset.kind)).observe(line, { attributes: true });
        }"""
    )
    page.locator(".ProseMirror").focus()
    for word in range(8):
        page.keyboard.type(f"kata{word} ")
        until("it is sent", lambda: page.evaluate(UNSENT) == 0)
    saved(page)
    assert page.evaluate("said") == ["saving", "saved"]
    page.context.close()
