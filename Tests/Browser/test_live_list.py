"""The newsroom's list while it is open: what happens to its stories is seen without a reload, and nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desks import Desks
from newspaper import Newspaper, item, until
from playwright.sync_api import Browser, Page, expect
from test_newsroom import Newsroom
from visit import LOOKS, OVERFLOWING, axe_violations


@pytest.fixture(scope="module")
def desk(browser: Browser, desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newspaper(tmp_path_factory.mktemp("live")) as paper:
        desks.start(paper, item("1", "Berita kawat"))
        yield Newsroom(paper, browser)


@pytest.fixture(autouse=True)
def closing(browser: Browser) -> Iterator[None]:
    yield
    for context in list(browser.contexts):
        context.close()


def begin(page: Page, headline: str) -> str:
    """A new story; its address."""
    return page.evaluate(
        """async (headline) => {
            const token = document.querySelector("input[name=token]").value;
            const answer = await fetch("/newsroom/stories", {
                method: "POST", headers: { "Content-Type": "application/json", "X-Warta-Token": token },
                body: JSON.stringify({ headline, section: "politik" }),
            });
            return (await answer.json()).href;
        }""",
        headline,
    )


def rename(page: Page, address: str, before: str, after: str) -> None:
    """Changes the headline, as whoever types in it."""
    status = page.evaluate(
        """async ([address, from, to]) => {
            const token = document.querySelector("input[name=token]").value;
            const answer = await fetch(address + "/fields", {
                method: "POST", headers: { "Content-Type": "application/json", "X-Warta-Token": token },
                body: JSON.stringify({ field: "headline", from, to, client: "halaman000000000001" }),
            });
            return answer.status;
        }""",
        [address, before, after],
    )
    assert status == 200


def is_live(page: Page) -> None:
    expect(page.locator(".news")).to_contain_text("memperbarui diri")


def headlines(page: Page) -> list[str]:
    return page.locator(".stories tbody th a").all_text_contents()


def at_rest(page: Page) -> None:
    page.mouse.move(2, 2)


def submit(desk: Newsroom, address: str) -> None:
    page = desk.member("citra")
    page.goto(desk.paper.url + address + "/submission")
    page.get_by_role("button", name="Ajukan").click()
    expect(page.locator(".said")).to_be_visible()


def test_rows_come_change_and_go_without_a_reload(desk: Newsroom) -> None:
    writer, bagus = desk.member("citra", script=True), desk.member("bagus", script=True)
    bagus.goto(desk.paper.url + "/newsroom?scope=all&stage=draft&words=kenari")
    is_live(bagus)
    expect(bagus.get_by_text("Tidak ada naskah pada pilihan ini.")).to_be_visible()
    at_rest(bagus)
    asked: list[str] = []
    bagus.on("request", lambda request: asked.append(request.url))
    first = begin(writer, "Kenari terbang")
    expect(bagus.get_by_role("link", name="Kenari terbang")).to_be_visible()
    expect(bagus.get_by_text("Tidak ada naskah pada pilihan ini.")).to_be_hidden()
    begin(writer, "Elang terbang")
    begin(writer, "Kenari pulang")
    expect(bagus.get_by_role("link", name="Kenari pulang")).to_be_visible()
    assert headlines(bagus) == ["Kenari pulang", "Kenari terbang"]
    # A change shows where the row stands.
    rename(writer, first, "Kenari terbang", "Kenari terbang lagi")
    expect(bagus.get_by_role("link", name="Kenari terbang lagi")).to_be_visible()
    assert headlines(bagus) == ["Kenari pulang", "Kenari terbang lagi"]
    submit(desk, first)
    expect(bagus.get_by_role("link", name="Kenari terbang lagi")).to_have_count(0)
    assert headlines(bagus) == ["Kenari pulang"]
    assert asked == [], asked


def test_nothing_moves_under_whoever_is_at_work_in_the_list(desk: Newsroom) -> None:
    writer, bagus = desk.member("citra", script=True), desk.member("bagus", script=True)
    first, second = begin(writer, "Merpati satu"), begin(writer, "Merpati dua")
    bagus.goto(desk.paper.url + "/newsroom?scope=all&stage=draft&words=merpati")
    is_live(bagus)
    box = bagus.get_by_role("checkbox", name="Pilih Merpati satu")
    box.check()
    box.focus()
    place = box.bounding_box()
    begin(writer, "Merpati tiga")
    begin(writer, "Merpati empat")
    submit(desk, second)
    line = bagus.locator(".news")
    expect(line).to_contain_text("2 naskah baru, 1 keluar dari daftar")
    rename(writer, first, "Merpati satu", "Merpati satu lagi")
    expect(bagus.get_by_role("link", name="Merpati satu lagi")).to_be_visible()
    assert headlines(bagus) == ["Merpati dua", "Merpati satu lagi"]
    expect(bagus.locator("tr.gone")).to_contain_text("Tidak lagi termasuk daftar ini")
    box = bagus.locator(".pick input").nth(1)
    assert box.is_checked() and box.evaluate("(box) => box === document.activeElement")
    # The row of the one that left has a line more, and stands above.
    assert abs(box.bounding_box()["x"] - place["x"]) < 1
    assert bagus.title().startswith("(2) ")
    # Shown when it is asked for; the focus goes to what is new.
    line.get_by_role("button", name="Tampilkan").click()
    assert headlines(bagus) == ["Merpati empat", "Merpati tiga", "Merpati satu lagi"]
    assert bagus.evaluate("document.activeElement.textContent") == "Merpati empat"
    assert bagus.locator(".pick input").nth(2).is_checked()
    expect(line).to_contain_text("memperbarui diri")
    # What was ticked before it changed is not taken for what it is now.
    bagus.locator("#act").select_option(value="submit")
    bagus.get_by_role("button", name="Jalankan").click()
    expect(bagus.get_by_text("Berubah sejak Anda melihatnya di daftar", exact=False)).to_be_visible()


def test_the_stream_comes_back_and_tells_what_was_missed(desk: Newsroom) -> None:
    bagus = desk.member("bagus", script=True)
    writer = desk.member("citra", script=True)
    bagus.goto(desk.paper.url + "/newsroom?scope=all&words=beo")
    is_live(bagus)
    at_rest(bagus)
    desk.paper.stop()
    expect(bagus.locator(".news")).to_contain_text("Terputus", timeout=20_000)
    desk.paper.start()
    begin(writer, "Beo pulang")
    expect(bagus.get_by_role("link", name="Beo pulang")).to_be_visible(timeout=30_000)
    is_live(bagus)


def test_a_list_ends_with_its_session_and_says_so(desk: Newsroom) -> None:
    bagus = desk.member("bagus", script=True, signs_in=True)
    is_live(bagus)
    other = bagus.context.new_page()
    other.goto(desk.paper.url + "/newsroom/account")
    other.get_by_role("button", name="Keluar", exact=True).first.click()
    line = bagus.locator(".news")
    expect(line).to_contain_text("Sesi berakhir.", timeout=20_000)
    expect(line.get_by_role("link", name="Masuk lagi")).to_be_visible()


def test_an_idle_list_asks_nothing(desk: Newsroom) -> None:
    bagus = desk.member("bagus", script=True)
    is_live(bagus)
    asked: list[str] = []
    bagus.on("request", lambda request: asked.append(request.url))
    bagus.wait_for_timeout(5_000)
    assert asked == []


def test_without_script_the_list_is_as_it_was(desk: Newsroom) -> None:
    bagus = desk.member("bagus")
    expect(bagus.locator(".news")).to_be_hidden()
    expect(bagus.get_by_role("link", name="Berita kawat")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_list_with_news_is_sound_at_each_width(desk: Newsroom, width: int, scheme: str) -> None:
    writer = desk.member("citra", script=True)
    first = begin(writer, f"Nuri {width} {scheme}")
    bagus = desk.member("bagus", script=True, width=width, scheme=scheme)
    bagus.goto(desk.paper.url + "/newsroom?scope=all&stage=draft&words=nuri")
    is_live(bagus)
    bagus.locator(".pick input").first.check()
    begin(writer, "Nuri baru")
    submit(desk, first)
    expect(bagus.locator(".news")).to_contain_text("1 naskah baru, 1 keluar dari daftar")
    until("the row says so", lambda: bagus.locator("tr.gone").count() == 1)
    complaints = [f"{one} sticks out" for one in bagus.evaluate(OVERFLOWING)] + axe_violations(bagus)
    assert not complaints, "\n".join(complaints)
