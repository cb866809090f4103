"""Keys in a text of 10,000 words in which three members write at once: until they are painted, and until others see them.

Keys are measured in one Chromium window; the two others who write are programs that send what the editor sends
(bench/members.py), since their windows would be on computers of their own. In turns with it, a window of the same text in a
bare `contenteditable` is typed in at the same pace: what the browser takes by itself. How long a letter takes to another's
window is measured afterwards, in three windows, each typed in at the end of a paragraph of its own. Both are measured inside
of the pages (bench/js/keys.js).
"""
import asyncio
import random
import shutil
import tempfile
from pathlib import Path

from .. import members, stores, warta
from ..figures import Line, Row, ms, spread
from ..settings import ROOT, Settings

WRITERS = 3
WORDS = 10_000
BLOCK = 60
"""Words of a paragraph."""
FRAME = 0.016
REMOTE = 0.5
RATE = 6
"""Keys a second of each writer, on average: somebody who types fast."""


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, 10_000)
    with tempfile.TemporaryDirectory(dir=settings.folder) as folder:
        data = Path(folder, "data")
        shutil.copytree(archive.data, data)
        links = members.add(settings, data, 2 * WRITERS)
        with warta.serving(settings, data) as server:
            signed_in = [members.Member(server.port, link) for link in links[:WRITERS]]
            paths = [signed_in[0].begin("Naskah panjang", "\n\n".join(paragraphs()), "Nasional") for _ in range(2)]
            with members.beside(server.port, links[WRITERS + 1 :], paths[0]) as others:
                keys = asyncio.run(press(settings, signed_in[0], paths[0], others))
            return report(*keys, asyncio.run(type_in(settings, signed_in, paths[1])))


def paragraphs() -> list[str]:
    """A text of 10,000 words, the same every time."""
    dice = random.Random(1)
    words = "warga kota meninjau jalan baru bersama panitia lomba setelah musim hujan berakhir di pasar induk".split()
    return [" ".join(dice.choices(words, k=BLOCK)) + "." for _ in range(WORDS // BLOCK)]


async def press(
    settings: Settings, writer: members.Member, path: str, others: members.Typists
) -> tuple[list[list[float]], list[list[float]], list[list[float]]]:
    """Seconds of each key in a window while others write in its text, without and with what it waited for its turn to be
    drawn, and of each key in a bare `contenteditable`; each by turns."""
    from .. import browser

    script = (ROOT / "bench/js/keys.js").read_text()
    block = WORDS // BLOCK // 2
    busy: list[list[float]] = []
    whole: list[list[float]] = []
    bare: list[list[float]] = []
    async with browser.chromium(*browser.WITHOUT_FRAME_LIMIT, *browser.WITHOUT_DEFERRAL) as chromium:
        page = await browser.page_of(chromium, writer)
        plain = await (await chromium.new_context(viewport={"width": 1440, "height": 900})).new_page()
        await browser.open_story(page, writer, path)
        await plain.set_content(BARE + "".join(f"<p>{text}</p>" for text in paragraphs()) + "</div>")
        for one, choose in (page, CHOOSE), (plain, CHOOSE_BARE):
            await one.evaluate(script)
            await one.evaluate(choose, block)
            await typed([one], 2, "first")
        for number in range(settings.rounds):
            bare.append(await typed([plain], seconds(settings), f"bare {number}"))
            await page.evaluate("bench.forget()")
            others.write()
            whole.append(await typed([page], seconds(settings), f"written {number}"))
            if others.rest() < seconds(settings):
                raise RuntimeError("the others hardly wrote")
            idle = await page.evaluate("bench.idle")
            busy.append([took - waited / 1000 for took, waited in zip(whole[-1], idle)])
    return busy, whole, bare


def seconds(settings: Settings) -> float:
    return 4 * settings.seconds if settings.quick else max(10, settings.seconds)


async def type_in(settings: Settings, writers: list[members.Member], path: str) -> list[float]:
    """Seconds until each letter was in each of the others' windows."""
    from .. import browser

    script = (ROOT / "bench/js/keys.js").read_text()
    # One after another through the whole text, each in the middle of a third of it.
    blocks = [(2 * number + 1) * WORDS // BLOCK // (2 * WRITERS) for number in range(WRITERS)]
    remote: list[float] = []
    async with browser.chromium(*browser.WITHOUT_FRAME_LIMIT) as chromium:
        pages = [await browser.page_of(chromium, writer) for writer in writers]
        for page, writer in zip(pages, writers):
            await browser.open_story(page, writer, path)
            await page.evaluate(script)
        for page, block in zip(pages, blocks):
            await page.evaluate(CHOOSE, block)
            await page.evaluate("(blocks) => bench.watch(blocks)", [one for one in blocks if one != block])
        await typed(pages, 2, "written", [], blocks)
        for number in range(settings.rounds):
            await typed(pages, seconds(settings), f"written {number}", remote, blocks)
        texts = {await page.evaluate("document.querySelector('.ProseMirror').editor.getText()") for page in pages}
        if len(texts) != 1:
            raise RuntimeError("the three windows do not show the same text")
    return remote


async def typed(
    pages: list, seconds: float, seed: str, remote: list[float] | None = None, blocks: list[int] | None = None
) -> list[float]:
    """Seconds of each key until it was painted; adds to `remote` how long others waited for each."""
    before = [await page.evaluate("bench.pressed.length") for page in pages]
    counts = await asyncio.gather(*(type_words(page, seconds, f"{seed} {n}") for n, page in enumerate(pages)))
    found: list[float] = []
    for page, already, count in zip(pages, before, counts):
        await page.wait_for_function("(count) => bench.painted.length >= count", arg=already + count, timeout=20_000)
        painted = await page.evaluate("bench.painted")
        found += [value / 1000 for value in painted[already:]]
        if len(painted) != already + count:
            raise RuntimeError(f"{count} keys made {len(painted) - already} letters")
    if remote is None:
        return found
    for writer, (page, block, already) in enumerate(zip(pages, blocks, before)):
        pressed = (await page.evaluate("bench.pressed"))[already:]
        for reader, other in enumerate(pages):
            if reader == writer:
                continue
            await other.wait_for_function(
                "([block, count]) => bench.seen[block].length >= count", arg=[block, len(pressed)], timeout=20_000
            )
            seen = await other.evaluate("(block) => bench.seen[block].splice(0)", block)
            if len(seen) != len(pressed):
                raise RuntimeError(f"{len(pressed)} keys made {len(seen)} letters in another's window")
            remote += [(there - here) / 1000 for here, there in zip(pressed, seen)]
    return found


async def type_words(page, seconds: float, seed: str) -> int:
    """Types for a while, with pauses as a person makes them; how many keys."""
    dice = random.Random(seed)
    loop = asyncio.get_running_loop()
    due, end, count = loop.time(), loop.time() + seconds, 0
    while loop.time() < end:
        for sign in " " + "".join(dice.choices("aeiknrstu", k=dice.randint(3, 9))):
            await page.keyboard.press("Space" if sign == " " else sign)
            count += 1
            due += dice.uniform(0.5, 1.5) / RATE
            await asyncio.sleep(max(0.0, due - loop.time()))
    return count


def report(busy: list[list[float]], whole: list[list[float]], bare: list[list[float]], remote: list[float]) -> Row:
    written, drawn, alone = (spread([key for turn in turns for key in turn]) for turns in (busy, whole, bare))
    seen = spread(remote)
    return Row(
        [
            Line(
                f"a key in {WORDS:,} words, {WRITERS} typing: to its paint",
                "p99 ≤ 16 ms",
                f"p50 {ms(written['p50'])}, p99 {ms(written['p99'])} of {written['n']:,}; with the waits for a turn to be drawn,"
                f" in which the page was idle, p99 {ms(drawn['p99'])}; in a bare contenteditable p50 {ms(alone['p50'])},"
                f" p99 {ms(alone['p99'])}",
                written["p99"] / FRAME,
                written["p99"] <= FRAME,
            ),
            Line(
                f"a key in {WORDS:,} words, {WRITERS} typing: in another's window",
                "p95 ≤ 500 ms",
                f"p50 {ms(seen['p50'])}, p95 {ms(seen['p95'])} of {seen['n']:,}; last {ms(seen['max'])}",
                seen["p95"] / REMOTE,
                seen["p95"] <= REMOTE,
            ),
        ],
        {"turns": [spread(turn) for turn in busy], "drawn_turns": [spread(turn) for turn in whole],
         "bare_turns": [spread(turn) for turn in bare], "written": written, "drawn": drawn, "bare": alone, "remote": seen},
    )


BARE = '<!doctype html><meta charset="utf-8"><div contenteditable="true" style="white-space: pre-wrap; width: 42rem; outline: none">'
CHOOSE = """(block) => {
    const { editor } = document.querySelector(".ProseMirror");
    let end = 0;
    editor.state.doc.forEach((node, at, place) => { if (place === block) end = at + node.nodeSize - 1; });
    editor.chain().setTextSelection(end).focus().scrollIntoView().run();
}"""
CHOOSE_BARE = """(block) => {
    const root = document.querySelector("[contenteditable]");
    root.focus();
    getSelection().selectAllChildren(root.children[block]);
    getSelection().collapseToEnd();
    root.children[block].scrollIntoView();
}"""
