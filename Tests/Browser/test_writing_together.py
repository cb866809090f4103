"""Several write in one story: the newsroom's real modules in Chromium, over the real server.

WARTA_WRITING_SEEDS says how many runs of the fuzz there are of each kind (default: 3), WARTA_WRITING_SEED where they
begin, WARTA_WRITING_KILLS how often the server is killed while three people type (default: 2).
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import Desks
from newspaper import Newspaper, until
from playwright.sync_api import Browser, Page, expect
from test_newsroom import session, step
from writing_desk import Desk, Writer, prepare, text_of, words_of, write

SEEDS = int(os.environ.get("WARTA_WRITING_SEEDS", "3"))
SEED = int(os.environ.get("WARTA_WRITING_SEED", "1"))
KILLS = int(os.environ.get("WARTA_WRITING_KILLS", "2"))


@pytest.fixture(scope="module")
def newsroom(browser: Browser, desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Newspaper(tmp_path_factory.mktemp("writing")) as paper:
        yield Desk.made(paper, browser, desks)


@pytest.fixture
def desk(newsroom: Desk) -> Iterator[Desk]:
    yield newsroom
    newsroom.close()


def lose(page: Page, what: str = "**/text/batches") -> None:
    """The server is away for what this page sends."""
    page.route(what, lambda route: route.abort())


def lose_answers(page: Page, what: str = "**/text/batches") -> None:
    """What this page sends arrives, and it never hears of it."""

    def send_and_forget(route) -> None:
        route.fetch()
        route.abort()

    page.route(what, send_and_forget)


# Runs at random


def test_writers_end_with_one_text_over_a_bad_network(desk: Desk) -> None:
    """Real server: same text everywhere, and each character there, taken out on purpose, or rescued."""
    page = desk.member("bagus")

    def run(seed: int) -> dict[str, Any]:
        what = {"seed": seed, "address": desk.story(page, f"Acak {seed}"), "acts": 50}
        return page.evaluate("(what) => harness.fuzzServer(what)", what)

    run_seeds(desk, page, run)


@pytest.mark.parametrize("replaced", [False, True], ids=["in peace", "while the text is replaced"])
def test_writers_end_with_one_text_without_a_server(desk: Desk, replaced: bool) -> None:
    page = desk.member("bagus")

    def run(seed: int) -> dict[str, Any]:
        return page.evaluate("(what) => harness.fuzzAlone(what)", {"seed": seed, "acts": 60, "isReplaced": replaced})

    run_seeds(desk, page, run)


def run_seeds(desk: Desk, page: Page, run: Callable[[int], dict[str, Any]]) -> None:
    """Runs them all, so that one that goes wrong hides no other; each is named with what was wrong."""
    wrong = {}
    for number, seed in enumerate(range(SEED, SEED + SEEDS)):
        if number % 25 == 24:
            desk.prepare(page)  # a page that forgets the editors of the seeds before
        report = run(seed)
        assert report["typed"] > 50, report
        if report["wrong"]:
            wrong[seed] = report["wrong"]
    assert wrong == {}, f"{len(wrong)} of {SEEDS} seeds: {wrong}"


def test_a_server_that_is_killed_loses_nothing(desk: Desk) -> None:
    """Three people type, one of them in two tabs; now and then a tab sleeps through it. What was acknowledged is there,
    and so is what was only in the journal."""
    chance = random.Random(SEED)
    pages = [desk.member(name) for name in ("bagus", "dewi", "ayu")]
    pages.append(desk_page(desk, pages[0]))
    address = desk.story(pages[0], "Server mati")
    writers = [write(page, address) for page in pages]
    for number, writer in enumerate(writers):
        writer.do("(writer, seed) => { writer.typing = harness.keepTyping(writer, seed); }", number)
    for _ in range(KILLS):
        sleeper, *awake = chance.sample(writers, len(writers))
        is_asleep = chance.random() < 0.5
        if is_asleep:
            live_on(sleeper.page, "frozen")
        enough = awake[0].do("(writer) => writer.shared.shared.version") + chance.randrange(3, 12)
        until("some of it is in the store", lambda: awake[0].do("(writer) => writer.shared.shared.version") >= enough, 30)
        server = desk.paper.server
        assert server
        server.kill()
        server.wait()
        for writer in awake if is_asleep else writers:
            assert writer.until_state("offline")["onDevice"]
        desk.paper.start()
        if is_asleep:
            live_on(sleeper.page, "active")
    typed = [writer.do("(writer) => writer.typing.stop()") for writer in writers]
    for writer in writers:
        writer.until_state("saved", 60)
        writer.flush()
    truth = words_of(text_of(pages[0], address)["doc"])
    for writer in writers:
        writer.until_text(truth)
    assert sorted(truth.replace("\n", "")) == sorted("".join(typed))


def live_on(page: Page, state: str) -> None:
    """The browser puts a tab to sleep (`frozen`), or wakes it (`active`)."""
    page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": state})


# What a tab leaves


def test_words_that_were_not_sent_survive_a_reload(desk: Desk) -> None:
    page = desk.member("bagus")
    address = desk.story(page)
    writer = write(page, address)
    lose(page)
    writer.type("Belum terkirim.")
    assert writer.until_state("offline")["onDevice"]
    page.unroute_all()
    desk.prepare(page)
    write(page, address).until_text("Belum terkirim.")


def test_a_batch_whose_answer_was_lost_counts_once(desk: Desk) -> None:
    """The tab dies before it hears that its batch was taken."""
    page = desk.member("bagus")
    address = desk.story(page)
    writer = write(page, address)
    lose_answers(page)
    writer.type("Sekali saja.")
    writer.until_state("offline")
    assert words_of(text_of(page, address)["doc"]) == "Sekali saja."
    page.unroute_all()
    desk.prepare(page)
    again = write(page, address)
    until("the journal is empty", lambda: page.evaluate("(member) => harness.unsentStories(member)", 3) == 0)
    assert again.text == "Sekali saja."


def test_a_batch_whose_answer_was_lost_is_sent_again_as_it_was(desk: Desk) -> None:
    """The tab lives, and neither answer nor stream tells it that its batch was taken."""
    page = desk.member("bagus")
    address = desk.story(page)
    lose(page, "**/events?*")
    writer = write(page, address)
    lose_answers(page)
    writer.type("Sekali saja.")
    writer.until_state("offline")
    until("it is in the store", lambda: words_of(text_of(page, address)["doc"]) == "Sekali saja.")
    page.unroute_all()
    writer.until_state("saved")
    writer.type(" Lagi.")
    writer.flush()
    assert writer.text == words_of(text_of(page, address)["doc"]) == "Sekali saja. Lagi."
    assert writer.do("(writer) => writer.heard.resets") == []


def test_a_batch_that_only_the_stream_confirms_is_saved(desk: Desk) -> None:
    """The answers are lost and the stream is there: no word of being offline."""
    page = desk.member("bagus")
    writer = write(page, desk.story(page))
    until("the stream is there", lambda: writer.do("(writer) => writer.shared.opened.story !== undefined"))
    lose_answers(page)
    writer.type("Lewat aliran.")
    writer.until_state("saved")
    until("it stays so", lambda: writer.do("(writer) => writer.shared.shared.version") == 1)
    assert writer.until_state("saved", 5)["at"]


def test_words_survive_a_browser_that_is_killed(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "profile"

    def start():
        kind = desk.browser.browser_type
        return kind.launch_persistent_context(
            folder, executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )

    context = start()
    prepare(context)
    page = context.pages[0]
    desk.sign_in(page, "bagus")
    address = desk.story(page)
    writer = write(page, address)
    lose(page)
    writer.type("Peramban mati.")
    assert writer.until_state("offline")["onDevice"]
    os.kill(browser_of(folder), signal.SIGKILL)
    try:
        context.close()
    except Exception:  # noqa: BLE001 - it is dead already, which is what was wanted
        pass
    (folder / "SingletonLock").unlink(missing_ok=True)
    context = start()
    try:
        prepare(context)
        page = context.pages[0]
        desk.sign_in(page, "bagus")
        write(page, address).until_text("Peramban mati.")
    finally:
        context.close()


def browser_of(profile: Path) -> int:
    """The process of the browser that has a profile open."""
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in command and not any(one.startswith(b"--type=") for one in command):
            return int(process.name)
    raise AssertionError(f"no browser has {profile} open")


def test_a_living_tab_takes_up_what_a_dead_one_left_and_only_one_does(desk: Desk) -> None:
    page = desk.member("bagus")
    address = desk.story(page)
    others = [desk_page(desk, page) for _ in range(2)]
    writers = [write(other, address, f"tab{number}") for number, other in enumerate(others)]
    writer = write(page, address)
    lose(page)
    writer.type("Dari tab yang mati.")
    writer.until_state("offline")
    page.close()
    for other in writers:
        other.until_text("Dari tab yang mati.")
    others[0].wait_for_function("harness.unsentStories(tab0.shared.member.number).then((count) => count === 0)")
    assert writers[1].text == "Dari tab yang mati."


def desk_page(desk: Desk, page: Page) -> Page:
    """Another tab of the same browser."""
    other = page.context.new_page()
    desk.prepare(other)
    return other


def test_signing_out_forgets_key_and_journal(desk: Desk) -> None:
    page = desk.member("bagus")
    address = desk.story(page)
    writer = write(page, address)
    lose(page)
    writer.type("Rahasia.")
    writer.until_state("offline")
    other = desk_page(desk, page)
    member = writer.do("(writer) => writer.shared.member.number")
    assert other.evaluate("(member) => harness.unsentStories(member)", member) == 1
    other.evaluate("(member) => harness.forgetRecords(member)", member)
    until("the open tab has forgotten the key", lambda: not writer.state["onDevice"])
    writer.type(" Lagi.")
    assert other.evaluate("(member) => harness.unsentStories(member)", member) == 0


def test_the_journal_cannot_be_read_without_the_key(desk: Desk) -> None:
    page = desk.member("bagus")
    writer = write(page, desk.story(page))
    lose(page)
    writer.type("Rahasia besar.")
    writer.until_state("offline")
    kept = page.evaluate(
        """() => new Promise((resolve) => {
            indexedDB.open("warta-newsroom").onsuccess = ({ target }) => {
                target.result.transaction("unsent").objectStore("unsent").getAll().onsuccess = ({ target }) => resolve(
                    target.result.map((one) => Object.values(one).map((value) =>
                        value instanceof ArrayBuffer || ArrayBuffer.isView(value)
                            ? new TextDecoder("latin1").decode(value) : String(value)).join(" ")).join(" "));
            };
        })"""
    )
    assert len(kept) > 100
    assert "Rahasia" not in kept and "replace" not in kept


# What the server says


def test_opening_saves_nothing(desk: Desk) -> None:
    page = desk.member("bagus")

    def kept() -> list[tuple]:
        with sqlite3.connect(f"file:{desk.paper.data}/warta.sqlite?mode=ro", uri=True) as store:
            return store.execute(
                "SELECT (SELECT count(*) FROM shared_text), (SELECT count(*) FROM revision), working_saves FROM story WHERE number = 1"
            ).fetchall()

    before = kept()
    writer = write(page, "/newsroom/stories/1")
    writer.until_state("saved")
    until("somebody is known to be there", lambda: writer.do("(writer) => writer.shared.opened.stage !== undefined"))
    writer.close()
    assert kept() == before


def test_words_typed_after_the_session_ended_arrive_after_the_next_sign_in(desk: Desk) -> None:
    page = desk.member("bagus")
    address = desk.story(page)
    writer = write(page, address)
    writer.type("Sebelum.")
    writer.flush()
    page.context.clear_cookies()
    writer.type(" Sesudah.")
    assert writer.until_state("signedOut")["onDevice"]
    writer.type(" Tetap mengetik.")
    other = page.context.new_page()
    desk.sign_in(other, "bagus")
    writer.until_state("saved", 30)
    assert words_of(text_of(other, address)["doc"]) == "Sebelum. Sesudah. Tetap mengetik."


def test_words_are_not_sent_under_the_name_of_who_signs_in_next(desk: Desk) -> None:
    page = desk.member("bagus")
    address = desk.story(page)
    writer = write(page, address)
    page.context.clear_cookies()
    writer.type("Tulisan Bagus.")
    writer.until_state("signedOut")
    other = page.context.new_page()
    desk.sign_in(other, "dewi")
    until("it is known who it is", lambda: (writer.state.get("other") or {}).get("name") == "Dewi", 30)
    assert words_of(text_of(other, address)["doc"]) == ""


def test_words_are_not_sent_under_the_name_of_who_signed_in_without_a_pause(desk: Desk) -> None:
    """The session is another member's at once, so that no answer ever says that it has ended."""
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    writer = write(bagus, address)
    bagus.context.add_cookies(dewi.context.cookies())
    writer.type("Tulisan Bagus.")
    until("it is known who it is", lambda: (writer.state.get("other") or {}).get("name") == "Dewi", 30)
    assert words_of(text_of(dewi, address)["doc"]) == ""
    bagus.context.add_cookies(json.loads(session(desk.paper, "bagus").read_text())["cookies"])
    until("it is sent under its own", lambda: words_of(text_of(dewi, address)["doc"]) == "Tulisan Bagus.", 30)


def test_what_is_typed_offline_arrives_afterwards(desk: Desk) -> None:
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    here.type("Awal.")
    there.until_text("Awal.")
    bagus.context.set_offline(True)
    here.type(" Luring.")
    here.until_state("offline", 40)
    there.type(" Daring.")
    there.flush()
    bagus.context.set_offline(False)
    until("both have both", lambda: here.text == there.text == "Awal. Daring. Luring.", 30)


def test_a_step_that_the_server_refuses_goes_to_the_rescued_text(desk: Desk) -> None:
    """What was typed before and after it stays where it is."""
    page = desk.member("bagus")
    page.evaluate("async () => { window.writer = await harness.openAlone({ refused: 'terlarang' }); }")
    writer = Writer(page)
    writer.type("Satu. ")
    writer.do("(writer) => writer.view.dispatch(writer.view.state.tr.insertText('terlarang', 1))")
    writer.do("(writer) => harness.type(writer, ' Dua.')")
    writer.flush()
    assert writer.text == "Satu.  Dua."
    assert [one["text"] for one in writer.do("(writer) => writer.authority.rescued")] == ["terlarang"]


def test_a_mark_that_is_taken_back_leaves_anothers_mark_below_it(desk: Desk) -> None:
    """Somebody marks a line in which another has marked a word meanwhile; the line's mark is refused, the word's stays."""
    page = desk.member("bagus")
    page.evaluate("async () => { window.writer = await harness.openAlone({}); }")
    writer = Writer(page)
    writer.type("Satu dua tiga.")
    writer.flush()
    ours, theirs = writer.do(
        """async (writer) => {
            const { view, authority, shared } = writer;
            authority.refuses = (step) => step.stepType === "addMark" && step.to - step.from > 5;
            view.dispatch(view.state.tr.addMark(1, 15, view.state.schema.marks.bold.create()));
            const steps = [{ stepType: "addMark", mark: { type: "bold" }, from: 6, to: 9 }];
            const { epoch, version } = shared.shared;
            const batch = { epoch, version, client: "another", seq: 1, schema: 1, steps };
            const send = authority.fetchFor({ number: 2, name: "Dewi" });
            await send(shared.address + "/text/batches", { method: "POST", body: JSON.stringify(batch) });
            while (shared.shared.version === version) await new Promise((resolve) => setTimeout(resolve, 5));
            await shared.flush();
            return [view.state.doc.toJSON(), authority.document.toJSON()];
        }"""
    )
    assert ours == theirs
    assert [one.get("marks") for one in ours["content"][0]["content"]] == [None, [{"type": "bold"}], None]


def test_who_loses_the_right_to_write_loses_no_words(desk: Desk) -> None:
    """A reporter submits the story in one tab and has typed in another: the words are rescued, and the tab says why."""
    page = desk.member("citra")
    address = desk.story(page)
    writer = write(page, address)
    writer.type("Diajukan.")
    writer.flush()
    lose(page)
    writer.type(" Terlambat.")
    writer.until_state("offline")
    plain = desk.plain("citra")
    plain.goto(desk.paper.url + address)
    step(plain, "Ajukan")
    page.unroute_all()
    assert "editor" in writer.until_state("readOnly", 30)["why"]
    until("the words are rescued", lambda: [one["text"] for one in writer.rescued] == [" Terlambat."])
    assert writer.text == "Diajukan."


def test_a_text_that_was_replaced_elsewhere_takes_in_what_was_typed_meanwhile(desk: Desk) -> None:
    """Words whose paragraph is still there stay in it; the others are rescued."""
    bagus = desk.member("bagus")
    desk.member("dewi")
    address = desk.story(bagus)
    plain = desk.plain("dewi")

    def save(body: str) -> None:
        plain.goto(desk.paper.url + address)
        plain.get_by_label("Isi", exact=True).fill(body)
        plain.get_by_role("button", name="Simpan", exact=True).click()
        expect(plain.get_by_text("Tersimpan.")).to_be_visible()

    save("Alinea satu.\n\nAlinea dua.\n\nAlinea tiga.")
    writer = write(bagus, address)
    lose(bagus)
    writer.type(" Tetap.", behind="satu.")
    writer.type(" Hilang tempat.", behind="tiga.")
    writer.until_state("offline")
    save("Alinea satu.\n\nAlinea dua, baru.")
    bagus.unroute_all()
    writer.until_text("Alinea satu. Tetap.\nAlinea dua, baru.", 30)
    writer.until_state("saved")
    assert words_of(text_of(bagus, address)["doc"]) == "Alinea satu. Tetap.\nAlinea dua, baru."
    assert [one["text"] for one in writer.rescued] == [" Hilang tempat."]
    assert writer.do("(writer) => writer.heard.resets.length") == 1


# What others do


def test_words_whose_paragraph_somebody_deleted_are_rescued(desk: Desk) -> None:
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    here.do("(writer) => writer.view.dispatch(writer.view.state.tr.insertText('Alinea pertama.', 1).split(16).insertText('Alinea kedua.', 18))")
    there.until_text("Alinea pertama.\nAlinea kedua.")
    here.flush()
    bagus.context.set_offline(True)
    here.type(" Kata saya.", behind="kedua.")
    there.erase_block("kedua")
    there.flush()
    bagus.context.set_offline(False)
    here.until_state("saved", 30)
    until("the words are rescued", lambda: there.rescued)
    [rescued] = there.rescued
    assert (rescued["before"].endswith("kedua."), rescued["text"], rescued["member"]["name"]) == (True, " Kata saya.", "Bagus")
    there.do("(writer, id) => writer.shared.dismiss(id)", rescued["id"])
    until("everybody sees that it was seen to", lambda: here.rescued == [])


def test_words_inside_of_what_another_deletes_unseen_are_rescued(desk: Desk) -> None:
    """The one who typed was first: the deletion takes the words in, and their words are kept all the same."""
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    here.type("Satu dua tiga.")
    here.flush()
    there.until_text("Satu dua tiga.")
    dewi.context.set_offline(True)
    there.erase_block("dua")
    here.type(" Baru.", behind="dua")
    here.flush()
    dewi.context.set_offline(False)
    there.until_state("saved", 30)
    until("the words are rescued", lambda: [one["text"] for one in here.rescued] == [" Baru."])


@pytest.mark.parametrize("at_once", [False, True], ids=["typed", "pasted"])
def test_undo_takes_back_only_ones_own_words(desk: Desk, at_once: bool) -> None:
    """Also where the history deletes from the beginning of an insertion to its end, with others' words in between."""
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    if at_once:
        here.do("(writer) => writer.view.dispatch(writer.view.state.tr.insertText('Saya menulis ini.'))")
    else:
        here.type("Saya menulis ini.")
    there.until_text("Saya menulis ini.")
    there.type(" (kata Dewi)", behind="menulis")
    here.until_text("Saya menulis (kata Dewi) ini.")
    here.undo()
    assert here.text == " (kata Dewi)"
    there.until_text(" (kata Dewi)")
    here.redo()
    assert here.text == "Saya menulis (kata Dewi) ini."
    there.until_text(here.text)
    here.undo()
    assert here.text == " (kata Dewi)"


@pytest.mark.parametrize("by", ["another", "nobody known"])
def test_undo_of_a_move_keeps_words_whose_old_place_is_gone(desk: Desk, by: str) -> None:
    """Somebody moves a sentence that is not theirs, another deletes where it stood: an undo has nowhere to put it back."""
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    there = write(dewi, address)
    if by == "another":
        here = write(bagus, address)
    there.do("(writer) => writer.view.dispatch(writer.view.state.tr.insertText('Kata Dewi.', 1).split(11).insertText('Alinea kedua.', 13))")
    there.flush()
    if by == "nobody known":
        here = write(bagus, address)
    here.until_text("Kata Dewi.\nAlinea kedua.")
    here.do("""(writer) => {
        const { tr, doc } = writer.view.state;
        writer.view.dispatch(tr.delete(1, 11).insert(tr.doc.content.size - 1, doc.slice(1, 11).content.firstChild));
    }""")
    here.flush()
    there.until_text("\nAlinea kedua.Kata Dewi.")
    there.do("(writer) => writer.view.dispatch(writer.view.state.tr.delete(0, 2))")
    there.flush()
    here.until_text("Alinea kedua.Kata Dewi.")
    here.undo()
    assert here.text == "Alinea kedua.Kata Dewi."
    there.until_text(here.text)


def test_a_composition_is_not_disturbed(desk: Desk) -> None:
    """A batch that touches the block being composed waits; what is composed is written once."""
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    here.type("Awal. ")
    there.until_text("Awal. ")
    bagus.locator("#writer .ProseMirror").click()
    bagus.keyboard.press("End")
    session = bagus.context.new_cdp_session(bagus)
    session.send("Input.imeSetComposition", {"text": "にほ", "selectionStart": 2, "selectionEnd": 2})
    until("the composition is in the text", lambda: "にほ" in here.text)
    there.type("Dari Dewi. ", behind="Awal. ")
    there.do("(writer) => writer.shared.flush().catch(() => {})")
    until("others' words wait", lambda: here.state["kind"] == "saving")
    assert "Dewi" not in here.text
    until("the page tells of it", lambda: here.state.get("composing"), 15)
    session.send("Input.insertText", {"text": "日本"})
    until("they come in", lambda: "Dari Dewi." in here.text)
    here.until_state("saved")
    there.until_text(here.text)
    assert here.text.count("日本") == 1 and "にほ" not in here.text


def test_a_tab_that_wakes_from_sleep_catches_up(desk: Desk) -> None:
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    here.type("Sebelum tidur.")
    there.until_text("Sebelum tidur.")
    live_on(bagus, "frozen")
    there.type(" Selagi tidur.")
    there.flush()
    live_on(bagus, "active")
    here.until_text("Sebelum tidur. Selagi tidur.")
    here.type(" Bangun.")
    there.until_text("Sebelum tidur. Selagi tidur. Bangun.")


def test_who_is_far_away_gets_a_turn(desk: Desk) -> None:
    """Somebody types without a pause, so that there is always a batch which the one who is far away has not seen."""
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    near = write(dewi, address)
    far = write(bagus, address, delay=250)
    near.do("(writer) => { writer.typing = harness.keepTyping(writer, 1); }")
    until("the one who is near writes", lambda: near.do("(writer) => writer.shared.shared.version") > 3, 30)
    far.type("Dari jauh.")
    until("others have it", lambda: "Dari jauh." in words_of(text_of(dewi, address)["doc"]), 40)
    near.do("(writer) => writer.typing.stop()")


def test_carets_have_a_name_and_a_colour_and_go_with_their_writer(desk: Desk) -> None:
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    until("they see each other", lambda: here.do("(writer) => writer.shared.here.map(({ member }) => member.name)") == ["Dewi"])
    there.type("Di sini.")
    there.do("(writer) => writer.view.dispatch(writer.view.state.tr.setSelection(writer.view.state.selection.constructor.create(writer.view.state.doc, 1, 3)))")
    name = bagus.locator("#writer .caret .caret-name")
    name.wait_for(state="attached")
    assert name.text_content() == "Dewi"
    colour = there.do("(writer) => writer.shared.member.number % 8")
    bagus.locator(f"#writer .caret.caret-{colour}").wait_for(state="attached")
    bagus.locator(f"#writer .caret-selection-{colour}").wait_for(state="attached")
    assert bagus.locator("#writer [style]").count() == 0
    there.close()
    dewi.close()
    name.wait_for(state="detached")


def test_a_caret_that_is_told_late_goes_along_with_ones_own_words(desk: Desk) -> None:
    """It was told for the text before a batch of one's own that is confirmed by now."""
    bagus, dewi = desk.member("bagus"), desk.member("dewi")
    address = desk.story(bagus)
    here, there = write(bagus, address), write(dewi, address)
    until("they see each other", lambda: here.do("(writer) => writer.shared.here.length") == 1)
    here.type("Satu dua")
    here.flush()
    point = here.do("(writer) => ({ epoch: writer.shared.shared.epoch, version: writer.shared.shared.version })")
    here.type(" tiga", behind="Satu")
    here.flush()
    assert here.do("(writer) => writer.shared.shared.version") > point["version"]
    caret = point | {"client": there.do("(writer) => writer.shared.client"), "anchor": 9, "head": 9}

    def words_before() -> str:
        """What stands before the caret, told once more: the editor of Dewi tells of it too."""
        dewi.evaluate(
            """async ([address, caret]) => {
                const headers = { "Content-Type": "application/json", "X-Warta-Token": document.querySelector("input[name=token]").value };
                await fetch(address + "/text/carets", { method: "POST", headers, body: JSON.stringify(caret) });
            }""",
            [address, caret],
        )
        bagus.wait_for_timeout(100)
        return bagus.evaluate(
            """() => {
                const caret = document.querySelector("#writer .caret");
                if (!caret) return "";
                const range = document.createRange();
                range.setStart(document.querySelector("#writer p"), 0);
                range.setEndBefore(caret);
                return range.toString();
            }"""
        )

    until("it stands behind the last word", lambda: words_before() == "Satu tiga dua")
