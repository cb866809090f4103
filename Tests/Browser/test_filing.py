"""Filing from a phone of 360 pixels: the outbox keeps what is not sent, sends it when it can, and sends it once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from newspaper import until
from pictures import HOSTILE, png
from playwright.sync_api import BrowserContext, Page, expect
from test_newsroom import HASHED, PASSWORD, Newsroom, newsroom, sign_in  # noqa: F401
from visit import OVERFLOWING, SCHEMES, axe_violations


@pytest.fixture
def phone(newsroom: Newsroom) -> Any:  # noqa: F811
    page = newsroom.member("citra", script=True, width=360)
    yield page
    page.context.close()


@pytest.fixture
def phone_to_leave(newsroom: Newsroom) -> Any:  # noqa: F811
    """A phone in a session of its own, which a test may end."""
    page = newsroom.member("citra", script=True, width=360, signs_in=True)
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


def test_what_stands_in_the_form_before_the_page_is_ready_is_kept(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """On a slow line the plain form is written in while its script is on its way, beside a draft from before."""
    open_page(newsroom, phone)
    write(phone, "Konsep dari tadi")
    until("it is on the device", lambda: len(kept(phone)) == 1)
    held: list[Any] = []
    phone.route(re.compile(r"/filing-[^/]*\.js|/filing\.js"), lambda route: held.append(route))
    phone.goto(newsroom.paper.url + "/newsroom/file", wait_until="commit")
    plain = phone.locator("#picture")
    plain.set_input_files([{"name": "IMG_1.png", "mimeType": "image/png", "buffer": png(seed=231)}])
    write(phone, "Ditulis lebih dulu")
    camera = plain.element_handle()
    until("the script was asked for", lambda: held)
    phone.unroute_all(behavior="ignoreErrors")
    phone.locator(".outbox").wait_for()
    expect(phone.locator(".chosen li")).to_have_count(1)
    # The camera that was opened from the plain form closes only now.
    camera.evaluate(
        """(input, bytes) => {
            const chosen = new DataTransfer();
            chosen.items.add(new File([new Uint8Array(bytes)], "IMG_2.png", { type: "image/png" }));
            input.files = chosen.files;
            input.dispatchEvent(new Event("change"));
        }""",
        list(png(seed=232)),
    )
    expect(phone.locator(".chosen li")).to_have_count(2)
    expect(phone.get_by_label("Judul")).to_have_value("Ditulis lebih dulu")
    until("both drafts and both photographs are on the device", lambda: len(kept(phone)) == 4)
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    (path,) = stories(newsroom, phone, "Ditulis lebih dulu")
    assert len(pictures(newsroom, phone, path)) == 2
    expect(phone.get_by_label("Judul")).to_have_value("Konsep dari tadi")


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
    expect(phone.locator(".filed > li")).to_have_count(0)
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
    other.get_by_role("button", name="Masuk").click(timeout=HASHED)
    expect(other.get_by_role("heading", name="Meja")).to_be_visible()
    assert other.context.cookies() != cookies
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=30_000)


def test_signing_out_deletes_what_the_phone_kept(newsroom: Newsroom, phone_to_leave: Page) -> None:  # noqa: F811
    phone = phone_to_leave
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


def posts(page: Page, end: str) -> list[Any]:
    """The requests that the page sends from now on to addresses with that end."""
    seen: list[Any] = []
    page.on("request", lambda request: request.method == "POST" and request.url.endswith(end) and seen.append(request))
    return seen


def hold(page: Page, pattern: str) -> list[Any]:
    """Holds what the page posts from now on; each is to be continued."""
    held: list[Any] = []
    page.route(pattern, lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    return held


def shows(page: Page, what: str, ask: Any) -> Any:
    """Waits while the page goes on; `until` alone would keep events from it."""
    return until(what, lambda: (page.wait_for_timeout(20), ask())[1], 20)


def test_a_draft_stands_in_one_tab_alone(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """What two tabs filed under one key would be one story, and the words of the second would be nowhere."""
    open_page(newsroom, phone)
    write(phone, "Satu draf")
    until("it is on the device", lambda: kept(phone))
    other = phone.context.new_page()
    open_page(newsroom, other)
    expect(other.get_by_label("Judul")).to_have_value("")
    write(other, "Draf lain")
    for page, headline in ((phone, "Satu draf"), (other, "Draf lain")):
        page.get_by_role("button", name="Kirim ke meja").click()
        expect(filed(page)).to_have_attribute("data-state", "sent", timeout=20_000)
        assert len(stories(newsroom, page, headline)) == 1


def test_two_tabs_send_one_outbox(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """What one has sent, the other learns from the device, and neither sends it again nor takes it for lost."""
    open_page(newsroom, phone)
    phone.context.route("**/newsroom/stories", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    write(phone, "Dua tab")
    photographs(phone, png(seed=281))
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "offline")
    other = phone.context.new_page()
    open_page(newsroom, other)
    expect(filed(other)).to_have_attribute("data-state", "offline")
    phone.context.unroute("**/newsroom/stories")
    sent = [posts(page, end) for end in ("/pictures", "/newsroom/file") for page in (phone, other)]
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    other.evaluate("dispatchEvent(new Event('online'))")
    expect(filed(other)).to_have_attribute("data-state", "sent", timeout=20_000)
    assert [len(one) for one in sent] in ([1, 0, 1, 0], [0, 1, 0, 1]) and not [one for one in kept(phone) if one[0].startswith("filing/")]
    (path,) = stories(newsroom, phone, "Dua tab")
    assert len(pictures(newsroom, phone, path)) == 1


def test_other_words_for_a_story_that_arrived_are_a_story_of_their_own(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """It arrived, its answer was lost, and what was sent again was refused, so it was mended."""
    open_page(newsroom, phone)
    sent: list[int] = []

    def route(route: Any) -> None:
        if route.request.method != "POST" or len(sent) == 2:
            return route.continue_()
        sent.append(route.fetch().status if not sent else 403)
        return route.abort() if len(sent) == 1 else route.fulfill(status=403, json={"code": "refused", "message": "Tidak sekarang."})

    phone.route("**/newsroom/stories", route)
    write(phone, "Sampai dua kali", "Naskah pertama.")
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_contain_text("Tidak sekarang.", timeout=20_000)
    filed(phone).get_by_role("button", name="Perbaiki").click()
    expect(phone.get_by_label("Isi")).to_have_value("Naskah pertama.")
    phone.get_by_label("Isi").fill("Naskah kedua.")
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_contain_text("sudah masuk dengan isi yang lain")
    filed(phone).get_by_role("button", name="Coba lagi").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    paths = stories(newsroom, phone, "Sampai dua kali")
    docs = [phone.request.get(newsroom.paper.url + path + "/text").json()["doc"]["content"] for path in paths]
    assert sent == [201, 403] and sorted(doc[0]["content"][0]["text"] for doc in docs) == ["Naskah kedua.", "Naskah pertama."]


def test_drafts_that_were_left_come_back_one_after_the_other(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    for headline in ("Draf tab satu", "Draf tab dua"):
        page = phone.context.new_page()
        open_page(newsroom, page)
        write(page, headline)
        until("it is on the device", lambda: len(kept(page)) == (1 if headline == "Draf tab satu" else 2))
    for page in phone.context.pages[1:]:
        page.close(run_before_unload=False)
    open_page(newsroom, phone)
    seen = []
    for _ in range(2):
        expect(phone.get_by_label("Judul")).to_have_value(re.compile("Draf tab"))
        seen.append(phone.get_by_label("Judul").input_value())
        phone.get_by_role("button", name="Kirim ke meja").click()
        expect(phone.locator(".filed > li")).to_have_count(len(seen))
    assert sorted(seen) == ["Draf tab dua", "Draf tab satu"]
    expect(phone.get_by_label("Judul")).to_have_value("")


def test_what_is_deleted_while_it_is_sent_stays_deleted(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    open_page(newsroom, phone)
    held, ends = hold(phone, "**/pictures"), posts(phone, "/newsroom/file")
    phone.on("dialog", lambda dialog: dialog.accept())
    write(phone, "Dihapus di jalan")
    photographs(phone, png(seed=285), png(seed=286))
    phone.get_by_role("button", name="Kirim ke meja").click()
    shows(phone, "the first photograph is on its way", lambda: held)
    filed(phone).get_by_role("button", name="Hapus dari ponsel").click()
    expect(phone.locator(".filed > li")).to_have_count(0)
    phone.unroute("**/pictures")
    until("it is off the device", lambda: kept(phone) == [])
    # Another is filed and sent behind it: by then whatever still ran for the first has run.
    write(phone, "Sesudah yang dihapus")
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    (path,) = stories(newsroom, phone, "Dihapus di jalan")
    text = phone.request.get(newsroom.paper.url + path + "/text").json()
    assert text["stage"] == "draft" and text["pictures"]["list"] == [] and len(ends) == 1
    phone.reload()
    phone.locator(".outbox").wait_for()
    expect(phone.locator(".filed > li")).to_have_count(1)


def test_a_photograph_that_is_not_on_the_phone_stops_no_story(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """As when the page was closed before it was kept, or the phone was full."""
    open_page(newsroom, phone)
    write(phone, "Foto yang hilang")
    photographs(phone, png(seed=291), png(seed=292))
    until("it is on the device", lambda: len(kept(phone)) == 3)
    story, photograph = next(one for one in kept(phone) if one[1].startswith("photograph"))
    phone.evaluate(
        """([story, photograph]) => new Promise((resolve) => {
            const opening = indexedDB.open("warta-newsroom");
            opening.onsuccess = () => {
                const act = opening.result.transaction("unsent", "readwrite");
                const member = Number(document.querySelector("[data-member]").dataset.member);
                act.objectStore("unsent").delete([member, story, photograph]);
                act.oncomplete = () => { opening.result.close(); resolve(); };
            };
        })""",
        [story, photograph],
    )
    phone.reload()
    phone.locator(".outbox").wait_for()
    expect(phone.locator(".chosen")).to_contain_text("tidak ada lagi di ponsel ini")
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "refused", timeout=20_000)
    filed(phone).get_by_role("button", name="Kirim tanpa foto ini").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    (path,) = stories(newsroom, phone, "Foto yang hilang")
    assert len(pictures(newsroom, phone, path)) == 1


def test_the_page_says_that_it_is_kept_once_it_is(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """A write that fails is said, and what is written after it is kept again."""
    open_page(newsroom, phone)
    phone.evaluate("() => { window.put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = () => { throw new Error('full'); }; }")
    write(phone, "Penuh")
    hint = phone.locator("p.kept")
    expect(hint).to_contain_text("tidak menyimpan apa pun")
    phone.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    phone.get_by_label("Judul").fill("Lega")
    expect(hint).to_have_text("Tersimpan di ponsel ini")
    assert kept(phone)


def test_enter_files_nothing(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    open_page(newsroom, phone)
    write(phone, "Belum selesai", "")
    photographs(phone, png(seed=295))
    sent = posts(phone, "")
    for field in (phone.get_by_label("Rubrik"), phone.get_by_label("Kredit foto"), phone.locator(".chosen input")):
        field.press("Enter")
    expect(phone.get_by_label("Judul")).to_have_value("Belum selesai")
    expect(phone.locator(".filed > li")).to_have_count(0)
    assert not sent
    plain = newsroom.member("citra", width=360)
    plain.goto(newsroom.paper.url + "/newsroom/file")
    write(plain, "Enter tanpa skrip", "")
    plain.get_by_label("Rubrik").press("Enter")
    expect(plain.get_by_label("Judul")).to_have_value("Enter tanpa skrip")
    assert stories(newsroom, plain, "Enter tanpa skrip") == []
    plain.context.close()


def test_signing_out_asks_only_where_something_is_not_sent(newsroom: Newsroom, phone_to_leave: Page) -> None:  # noqa: F811
    phone = phone_to_leave
    open_page(newsroom, phone)
    write(phone, "Sudah sampai")
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    until("what is shown of it is kept", lambda: [one[0].split("/")[0] for one in kept(phone)] == ["filed"])
    phone.reload()
    expect(filed(phone)).to_have_attribute("data-state", "sent")
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    phone.get_by_role("button", name="Keluar").click()
    expect(phone.get_by_label("Surel")).to_be_visible()
    assert not asked and kept(phone) == []


def test_without_a_session_it_looks_and_sends_nothing(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    open_page(newsroom, phone)
    write(phone, "Tanpa sesi")
    sent = posts(phone, "")
    phone.context.clear_cookies()
    phone.get_by_role("button", name="Kirim ke meja").click()
    expect(filed(phone)).to_have_attribute("data-state", "signedOut")
    for _ in range(2):
        with phone.expect_request(lambda request: request.method == "GET" and request.url.endswith("/newsroom/file")):
            pass
    phone.evaluate("dispatchEvent(new Event('focus'))")
    phone.wait_for_timeout(300)
    assert len(sent) == 1


def test_the_outbox_keeps_its_nodes_while_it_sends(newsroom: Newsroom, phone: Page) -> None:  # noqa: F811
    """Else whoever stands on a button by the keyboard would lose it at each piece that is sent."""
    open_page(newsroom, phone)
    held = hold(phone, "**/pictures")
    write(phone, "Tetap di tempatnya")
    photographs(phone, png(seed=297), png(seed=298))
    phone.get_by_role("button", name="Kirim ke meja").click()
    shows(phone, "the first photograph is on its way", lambda: held)
    button = filed(phone).get_by_role("button", name="Hapus dari ponsel")
    button.focus()
    held.pop().continue_()
    shows(phone, "the second photograph is on its way", lambda: held)
    expect(filed(phone).locator("li[data-state=sent]")).to_have_count(2)
    expect(button).to_be_focused()
    held.pop().continue_()
    expect(filed(phone)).to_have_attribute("data-state", "sent", timeout=20_000)
    expect(phone.locator(".outbox [role=status]")).to_have_text(re.compile("Tetap di tempatnya: terkirim"))


@pytest.mark.parametrize("how", ["the answer takes a while", "the answer is lost"])
def test_what_is_typed_while_a_story_begins_is_kept(newsroom: Newsroom, how: str) -> None:  # noqa: F811
    """The fields with which it began are older than those in the form."""
    page = newsroom.member("bagus", script=True)
    page.goto(newsroom.paper.url + "/newsroom/stories")
    page.locator(".ProseMirror").wait_for()
    held = hold(page, "**/newsroom/stories")
    page.locator("#section").fill("Politik")
    page.locator("#headline").fill(f"Mulai: {how}")
    shows(page, "it is sent", lambda: held)
    first = held.pop()
    if how == "the answer is lost":
        assert first.fetch().status == 201
        first.abort()
        shows(page, "it is sent again", lambda: held)
    page.locator("#lead").fill("Teras yang diketik sementara itu.")
    page.locator("#headline").fill(f"Judul kedua: {how}")
    opened: list[Any] = []
    page.route("**/text", lambda route: opened.append(route))
    (held.pop() if held else first).continue_()
    shows(page, "its text is opened", lambda: opened)
    # Between the answer and the text a field is left: that must not be the end of it.
    page.locator("#place").fill("Palu")
    page.locator("#place").press("Tab")
    opened.pop().continue_()
    page.unroute("**/text")
    page.wait_for_url(re.compile(r"/newsroom/stories/\d+"))
    expect(page.locator(".state")).to_have_attribute("data-kind", "saved")
    expect(page.locator("#lead")).to_have_value("Teras yang diketik sementara itu.")
    path = re.search(r"/newsroom/stories/\d+", page.url)[0]
    fields = page.request.get(newsroom.paper.url + path + "/text").json()["fields"]
    assert (fields["headline"], fields["lead"], fields["place"]) == (f"Judul kedua: {how}", "Teras yang diketik sementara itu.", "Palu")
    assert stories(newsroom, page, f"Mulai: {how}") == []
    until("it is forgotten", lambda: not [one for one in kept(page) if one[0].startswith("begin/")])
    page.context.close()


def test_a_story_whose_text_cannot_be_opened_at_once_begins_all_the_same(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("bagus", script=True)
    page.goto(newsroom.paper.url + "/newsroom/stories")
    page.locator(".ProseMirror").click()
    page.keyboard.type("Kalimat pertama.")
    lost: list[Any] = []
    page.route("**/text", lambda route: (lost.append(route), route.abort()) if not lost else route.continue_())
    page.locator("#section").fill("Politik")
    page.locator("#headline").fill("Tersendat")
    shows(page, "the line breaks", lambda: lost)
    page.wait_for_url(re.compile(r"/newsroom/stories/\d+"))
    expect(page.locator(".state")).to_have_attribute("data-kind", "saved")
    (path,) = stories(newsroom, page, "Tersendat")
    doc = page.request.get(newsroom.paper.url + path + "/text").json()["doc"]
    assert [block["content"][0]["text"] for block in doc["content"]] == ["Kalimat pertama."]
    page.context.close()


def test_the_plain_form_loses_no_word_when_the_session_is_over(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("citra", width=360)
    page.goto(newsroom.paper.url + "/newsroom/file")
    write(page, "Pintu tertutup", "Satu.\nDua & tiga.")
    page.get_by_label("Foto", exact=True).set_input_files([{"name": "a.png", "mimeType": "image/png", "buffer": png(seed=299)}])
    page.context.clear_cookies()
    page.get_by_role("button", name="Kirim ke meja").click()
    expect(page.get_by_role("heading", name="Sesi Anda sudah berakhir")).to_be_visible()
    expect(page.locator("#words")).to_have_value("Satu.\nDua & tiga.")
    expect(page.get_by_text("Fotonya tidak ikut")).to_be_visible()
    other = page.context.new_page()
    sign_in(other, newsroom.paper, "citra")
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.get_by_label("Judul")).to_have_value("Pintu tertutup")
    expect(page.get_by_label("Isi")).to_have_value("Satu.\nDua & tiga.")
    expect(page.get_by_role("alert")).to_contain_text("Pilih fotonya sekali lagi")
    page.get_by_role("button", name="Kirim ke meja").click()
    expect(page.get_by_role("heading", name="Berita sudah masuk")).to_be_visible()
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
