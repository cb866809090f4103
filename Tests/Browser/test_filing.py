"""Filing from a phone of 360 pixels: the outbox keeps what is not sent, sends it when it can, and sends it once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from newspaper import until
from pictures import HOSTILE, png
from playwright.sync_api import BrowserContext, Page, expect
from test_newsroom import PASSWORD, Newsroom, newsroom  # noqa: F401
from visit import OVERFLOWING, SCHEMES, axe_violations


@pytest.fixture
def phone(newsroom: Newsroom) -> Any:  # noqa: F811
    page = newsroom.member("citra", script=True, width=360)
    yield page
    page.context.close()


def open_page(newsroom: Newsroom, page: Page) -> None:  # noqa: F811
    page.goto(newsroom.paper.url + "/newsroom/file")
    page.locator(".outbox").wait_for()


def photographs(page: Page, *contents: bytes) -> None:
    files = [{"name": f"IMG_{at}.png", "mimeType": "image/png", "buffer": content} for at, content in enumerate(contents, 1)]
    page.locator("input[type=file][multiple]").set_input_files(files)
    expect(page.locator(".chosen li")).to_have_count(len(contents))


def write(page: Page, headline: str, body: str = "Baris satu.\nBaris dua.") -> None:
    page.get_by_label("Judul").fill(headline)
    page.get_by_label("Rubrik").fill("Politik")
    page.get_by_label("Isi").fill(body)


def filed(page: Page) -> Any:
    return page.locator(".filed > li").first


def kept(page: Page) -> list[list[str]]:
    """The records of this device: of which story, and of what."""
    return page.evaluate(
        """() => new Promise((resolve, reject) => {
            const opening = indexedDB.open("warta-newsroom");
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
                const base = opening.result;
                if (!base.objectStoreNames.contains("unsent")) return base.close(), resolve([]);
                const asked = base.transaction("unsent").objectStore("unsent").getAllKeys();
                asked.onsuccess = () => { base.close(); resolve(asked.result.map(([, story, client]) => [story, client])); };
            };
        })"""
    )


def stories(newsroom: Newsroom, page: Page, headline: str) -> list[str]:  # noqa: F811
    """Addresses of the stories of that headline."""
    page.request.get(newsroom.paper.url + "/newsroom")
    text = page.request.get(newsroom.paper.url + "/newsroom?scope=all").text()
    return re.findall(r'href="(/newsroom/stories/\d+)">(?:<bdi>)?' + re.escape(headline), text)


def pictures(newsroom: Newsroom, page: Page, path: str) -> list[dict[str, Any]]:  # noqa: F811
    return page.request.get(newsroom.paper.url + path + "/text").json()["pictures"]["list"]


def test_a_story_with_photographs_is_filed(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    phone.goto(newsroom.paper.url + "/newsroom")
    phone.get_by_role("link", name="Kirim dari ponsel").click()
    write(phone, "Banjir di Demak")
    photographs(phone, png(seed=201), png(seed=202))
    phone.locator(".chosen input").first.fill("Jalan Sultan Fatah")
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    expect(filed(phone).locator("p.state")).to_have_text(re.compile(r"terkirim \d\d:\d\d WIB"))
    (path,) = stories(newsroom, phone, "Banjir di Demak")
    shown = pictures(newsroom, phone, path)
    assert [one["caption"] for one in shown] == ["Jalan Sultan Fatah", ""] and shown[0]["credit"] == "Citra"
    text = phone.request.get(newsroom.paper.url + path + "/text").json()
    assert text["stage"] == "submitted" and text["pictures"]["hero"] == 0
    assert [block["content"][0]["text"] for block in text["doc"]["content"]] == ["Baris satu.", "Baris dua."]
    assert not [one for one in kept(phone) if one[1].startswith("photograph")]


def test_nothing_is_lost_without_a_network_and_a_closed_page(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    open_page(newsroom, phone)
    context = phone.context
    write(phone, "Di luar jangkauan")
    photographs(phone, png(seed=211), png(seed=212))
    until("it is on the device", lambda: len(kept(phone)) == 3)
    phone.reload()
    phone.locator(".outbox").wait_for()
    expect(phone.get_by_label("Judul")).to_have_value("Di luar jangkauan")
    expect(phone.locator(".chosen li")).to_have_count(2)
    context.set_offline(True)
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "offline")
    expect(filed(phone).locator("p.state")).to_have_text("menunggu jaringan")
    phone.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    open_page(newsroom, page)
    expect(filed(page)).to_have_attribute("data-state", "sent", timeout=20_000)
    (path,) = stories(newsroom, page, "Di luar jangkauan")
    assert len(pictures(newsroom, page, path)) == 2


def test_lost_answers_make_no_second_story_and_no_second_picture(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """Each request arrives, and its answer is lost once; what has arrived is not sent again after that."""
    open_page(newsroom, phone)
    seen: dict[str, list[int]] = {"story": [], "picture": [], "end": []}

    def lose(kind: str) -> Any:
        def route(route: Any) -> None:
            if route.request.method != "POST":
                return route.continue_()
            answer = route.fetch()
            seen[kind].append(answer.status)
            if len(seen[kind]) == 1:
                return route.abort()
            route.fulfill(response=answer)

        return route

    phone.route("**/newsroom/stories", lose("story"))
    phone.route("**/pictures", lose("picture"))
    phone.route("**/newsroom/file", lose("end"))
    write(phone, "Jawaban hilang")
    photographs(phone, png(seed=221), png(seed=222))
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=40_000)
    (path,) = stories(newsroom, phone, "Jawaban hilang")
    assert len(pictures(newsroom, phone, path)) == 2
    assert seen == {"story": [201, 201], "picture": [201, 201, 201], "end": [200, 200]}


def test_photographs_belong_to_the_story_that_is_filed_at_once(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """Who files before the photographs are kept on the device files them with the story all the same."""
    open_page(newsroom, phone)
    write(phone, "Langsung kirim")
    phone.evaluate(
        """(contents) => {
            const input = document.querySelector("input[type=file][multiple]");
            const chosen = new DataTransfer();
            contents.forEach((bytes, at) => chosen.items.add(new File([new Uint8Array(bytes)], `IMG_${at}.png`, { type: "image/png" })));
            input.files = chosen.files;
            input.dispatchEvent(new Event("change"));
            input.form.requestSubmit();
        }""",
        [list(png(seed=seed)) for seed in (225, 226, 227)],
    )
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    (path,) = stories(newsroom, phone, "Langsung kirim")
    assert len(pictures(newsroom, phone, path)) == 3
    expect(phone.locator(".chosen li")).to_have_count(0)


def test_what_is_refused_says_why_and_is_mended(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    open_page(newsroom, phone)
    write(phone, "Gambar pecah")
    phone.get_by_label("Rubrik").fill("Rubrik entah")
    photographs(phone, png(seed=231), HOSTILE["foto.png"][0])
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_contain_text("Rubrik itu belum ada")
    filed(phone).get_by_role("button", name="Perbaiki").click()
    expect(phone.locator(".chosen li")).to_have_count(2)
    expect(phone.locator(".filed")).to_have_count(0)
    phone.get_by_label("Rubrik").fill("Politik")
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "refused", timeout=20_000)
    expect(filed(phone)).to_contain_text("rusak")
    filed(phone).get_by_role("button", name="Kirim tanpa foto ini").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    (path,) = stories(newsroom, phone, "Gambar pecah")
    assert len(pictures(newsroom, phone, path)) == 1


def test_a_session_that_ended_waits_for_the_next(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    open_page(newsroom, phone)
    write(phone, "Sesi berakhir")
    photographs(phone, png(seed=241))
    cookies = phone.context.cookies()
    phone.context.clear_cookies()
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "signedOut")
    other = phone.context.new_page()
    other.goto(newsroom.paper.url + "/newsroom")
    other.get_by_label("Surel").fill("citra@warta.example")
    other.get_by_label("Kata sandi").fill(PASSWORD)
    other.get_by_role("button", name="Masuk").click()
    expect(other.get_by_role("heading", name="Meja")).to_be_visible()
    assert other.context.cookies() != cookies
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=30_000)


def test_signing_out_deletes_what_the_phone_kept(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    open_page(newsroom, phone)
    write(phone, "WARTA-RAHASIA judul", "WARTA-RAHASIA isi")
    photographs(phone, png(seed=251))
    until("it is on the device", lambda: len([one for one in kept(phone) if one[0].startswith("filing/")]) >= 2)
    raw = phone.evaluate(
        """() => new Promise((resolve) => {
            const opening = indexedDB.open("warta-newsroom");
            opening.onsuccess = () => {
                const asked = opening.result.transaction("unsent").objectStore("unsent").getAll();
                asked.onsuccess = () => {
                    const text = new TextDecoder("latin1");
                    opening.result.close();
                    resolve(asked.result.map((one) => text.decode(one.sealed) + JSON.stringify([one.story, one.client])).join(""));
                };
            };
        })"""
    )
    assert raw and "WARTA-RAHASIA" not in raw and "PNG" not in raw
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    phone.get_by_role("button", name="Keluar").click()
    expect(phone.get_by_label("Surel")).to_be_visible()
    assert asked and kept(phone) == []


def test_one_form_files_without_script(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("citra", width=360)
    page.goto(newsroom.paper.url + "/newsroom/file")
    page.get_by_label("Judul").fill("Tanpa skrip dari ponsel")
    page.get_by_label("Rubrik").fill("Politik")
    page.get_by_label("Isi").fill("Satu.\nDua.")
    files = [{"name": f"{at}.png", "mimeType": "image/png", "buffer": png(seed=260 + at)} for at in range(2)]
    page.get_by_label("Foto", exact=True).set_input_files(files)
    page.get_by_role("button", name="Kirim ke meja").click()
    expect(page.get_by_role("heading", name="Berita sudah masuk")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Berita sudah masuk")).to_be_visible()
    (path,) = stories(newsroom, page, "Tanpa skrip dari ponsel")
    assert len(pictures(newsroom, page, path)) == 2
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_is_sound_at_360(newsroom: Newsroom, scheme: str) -> None:  # noqa: F811
    page = newsroom.member("citra", script=True, width=360, scheme=scheme)
    open_page(newsroom, page)
    write(page, "Sebuah judul yang cukup panjang untuk dua baris")
    photographs(page, png(seed=271), png(seed=272))
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(page)).to_have_attribute("data-state", "offline")
    assert not page.evaluate(OVERFLOWING)
    assert not axe_violations(page)
    page.context.set_offline(False)
    expect(filed(page)).to_have_attribute("data-state", "sent", timeout=30_000)
    page.context.close()


def crash(context: BrowserContext, page: Page) -> Page:
    """The page is gone without a goodbye; a new one."""
    page.close(run_before_unload=False)
    return context.new_page()


def test_words_before_there_is_a_story_outlive_the_page(newsroom: Newsroom) -> None:  # noqa: F811
    """The page of a new story keeps on the device what has neither headline nor section yet."""
    page = newsroom.member("bagus", script=True)
    page.goto(newsroom.paper.url + "/newsroom/stories")
    page.locator(".ProseMirror").click()
    page.keyboard.type("Kalimat yang belum punya judul.")
    until("it is on the device", lambda: [one for one in kept(page) if one[0].startswith("begin/")])
    page = crash(page.context, page)
    page.goto(newsroom.paper.url + "/newsroom/stories")
    expect(page.locator(".ProseMirror")).to_contain_text("Kalimat yang belum punya judul.")
    # The answer of its beginning is lost, and the page with it: still one story, with its words once.
    lost: list[int] = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            return route.abort()
        route.continue_()

    page.route("**/newsroom/stories", lose)
    page.locator("#section").fill("Politik")
    page.locator("#headline").fill("Mulai dua kali")
    expect(page.locator(".state")).to_have_attribute("data-kind", "away_not_begun_kept")
    assert lost == [201]
    page.unroute("**/newsroom/stories")
    page = crash(page.context, page)
    page.goto(newsroom.paper.url + "/newsroom/stories")
    page.wait_for_url(re.compile(r"/newsroom/stories/\d+"))
    expect(page.locator(".state")).to_have_attribute("data-kind", "saved")
    (path,) = stories(newsroom, page, "Mulai dua kali")
    doc = page.request.get(newsroom.paper.url + path + "/text").json()["doc"]
    assert [block["content"][0]["text"] for block in doc["content"]] == ["Kalimat yang belum punya judul."]
    until("it is forgotten", lambda: not [one for one in kept(page) if one[0].startswith("begin/")])
    page.context.close()
