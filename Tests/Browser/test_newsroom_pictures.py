"""Pictures that members send: into the text, above it, and never to readers before they are published."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from pathlib import Path
from typing import Any

import pytest
import requests
from newspaper import Newspaper, until
from pictures import HOSTILE, png, with_place
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, sign_in, step  # noqa: F401
from visit import LOOKS, OVERFLOWING, axe_violations
from writing_page import EDITOR, begin, document, kept, open_editor, saved, write


@pytest.fixture(scope="module")
def bagus(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("bagus", script=True)


@pytest.fixture(scope="module")
def dewi(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("dewi", script=True)


def token(page: Page, url: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page.request.get(url + "/newsroom/account").text())
    assert found
    return found[1]


def send(newsroom: Newsroom, page: Page, path: str, content: bytes, name: str = "foto.png", **fields: str) -> Any:  # noqa: F811
    """Sends a picture as the script of a page does."""
    url = newsroom.paper.url
    return page.request.post(
        f"{url}{path}/pictures",
        multipart=fields | {"picture": {"name": name, "mimeType": "image/png", "buffer": content}},
        headers={"Origin": url, "X-Warta-Token": token(page, url)},
    )


def choose(page: Page, selector: str, *contents: bytes) -> None:
    files = [{"name": f"foto-{at}.png", "mimeType": "image/png", "buffer": content} for at, content in enumerate(contents)]
    page.locator(selector).set_input_files(files)


TO_TEXT = ".panels input[type=file]"
TO_HERO = ".hero-picture input[type=file]"


def figures(page: Page) -> Any:
    return page.locator(".ProseMirror figure.picture")


def test_a_picture_is_chosen_shown_described_and_published(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Foto di naskah")
    open_editor(newsroom, bagus, path)
    choose(bagus, TO_TEXT, png(seed=11))
    expect(figures(bagus)).to_have_count(1)
    figure = figures(bagus).first
    expect(figure.locator("img")).to_have_js_property("naturalWidth", 640)
    figure.get_by_label("Keterangan").fill("Warga menyeberang")
    figure.get_by_label("Kredit").fill("Bagus/Warta")
    figure.get_by_label("Teks alternatif").fill("Orang di perahu")
    choose(bagus, TO_HERO, png(seed=12))
    hero = bagus.locator(".hero-picture figure.picture")
    expect(hero).to_be_visible()
    hero.get_by_label("Kredit").fill("Antara")
    hero.get_by_label("Teks alternatif").fill("Sungai")
    saved(bagus)
    text = bagus.request.get(newsroom.paper.url + path + "/text").json()
    assert text["pictures"]["hero"] == 1 and [one["credit"] for one in text["pictures"]["list"]] == ["Bagus/Warta", "Antara"]
    assert kept(newsroom, bagus, path)["content"][1] == {"type": "picture", "attrs": {"index": 0}}
    digest = hashlib.sha256(png(seed=11)).hexdigest()
    mine = f"/newsroom/-/pictures/{digest}/640.jpg"
    public = f"/-/pictures/{digest}/640.jpg"
    answer = bagus.request.get(newsroom.paper.url + mine)
    assert answer.status == 200 and answer.headers["cache-control"] == "private, no-store"
    assert newsroom.paper.get(public).status_code == 404
    assert newsroom.paper.get(mine).status_code == 303
    number = path.rsplit("/", 1)[1]
    preview = bagus.request.get(newsroom.paper.url + path + "/preview/page").text()
    assert "Warga menyeberang/Bagus/Warta" in preview and "Orang di perahu" in preview
    bagus.goto(newsroom.paper.url + path + "/publication")
    bagus.locator("form.decide button, form button.strong").first.click()
    until("readers have it", lambda: newsroom.paper.get(public).status_code == 200)
    page = until("the page", lambda: newsroom.paper.get(f"/politik/{number}/foto-di-naskah"))
    assert "Warga menyeberang" in page.text and hashlib.sha256(png(seed=12)).hexdigest() in page.text
    assert not bagus.complaints


def test_a_picture_is_dropped_and_pasted(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Diseret", "Satu.\n\nDua.")
    open_editor(newsroom, bagus, path)
    content = list(png(seed=21)), list(png(seed=22))
    bagus.evaluate(
        """([dropped, pasted]) => {
            const view = document.querySelector(".ProseMirror").editor.view;
            const give = (bytes) => {
                const data = new DataTransfer();
                data.items.add(new File([Uint8Array.from(bytes)], "foto.png", { type: "image/png" }));
                return data;
            };
            const first = view.dom.querySelector("p").getBoundingClientRect();
            const place = { clientX: first.left + 5, clientY: first.top + 5, bubbles: true, cancelable: true };
            view.dom.dispatchEvent(new DragEvent("drop", { dataTransfer: give(dropped), ...place }));
            view.dispatch(view.state.tr.setSelection(view.state.selection.constructor.near(view.state.doc.resolve(view.state.doc.content.size - 1))));
            view.dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData: give(pasted), bubbles: true, cancelable: true }));
        }""",
        content,
    )
    expect(figures(bagus)).to_have_count(2)
    saved(bagus)
    kinds = [block["type"] for block in document(bagus)["content"]]
    assert kinds == ["paragraph", "picture", "paragraph", "picture", "paragraph"]
    assert document(bagus) == kept(newsroom, bagus, path)
    # A file that is no picture is not put in, and a line says so.
    bagus.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["x"], "a.pdf", { type: "application/pdf" }));
            const { view } = document.querySelector(".ProseMirror").editor;
            const { left, top } = view.dom.querySelector("p").getBoundingClientRect();
            view.dom.dispatchEvent(new DragEvent("drop", { dataTransfer: data, clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true }));
        }"""
    )
    expect(bagus.get_by_text("1 berkas yang bukan gambar")).to_be_visible()
    # A word processor's picture whose bytes are on the clipboard comes in with the words.
    bagus.evaluate(
        """(bytes) => {
            const data = new DataTransfer();
            const uri = "data:image/png;base64," + btoa(String.fromCharCode(...bytes));
            data.setData("text/html", `<p>Tiga.</p><p><img src="${uri}"></p>`);
            data.setData("text/plain", "Tiga.");
            const { view } = document.querySelector(".ProseMirror").editor;
            view.dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        list(png(64, 64, seed=23)),
    )
    expect(figures(bagus)).to_have_count(3)
    assert not bagus.complaints


def test_a_bad_line_is_said_and_tried_again(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Jaringan buruk")
    open_editor(newsroom, bagus, path)
    lost = []

    def lose(route: Any) -> None:
        """The first picture arrives, and its answer is lost."""
        if not lost:
            lost.append(route.fetch().status)
            return route.abort()
        route.continue_()

    bagus.route("**/pictures", lose)
    choose(bagus, TO_TEXT, png(seed=31))
    expect(figures(bagus)).to_have_count(1, timeout=20_000)
    assert lost == [201]
    bagus.unroute("**/pictures")
    assert len(bagus.request.get(newsroom.paper.url + path + "/text").json()["pictures"]["list"]) == 1
    # One that is refused says why, and may be given up.
    choose(bagus, TO_TEXT, HOSTILE["foto.png"][0])
    place = bagus.locator(".uploading[data-kind=failed]")
    expect(place).to_contain_text("rusak")
    expect(place.get_by_role("button", name="Coba lagi")).to_be_visible()
    place.get_by_role("button", name="Batalkan").click()
    expect(bagus.locator(".uploading")).to_have_count(0)
    saved(bagus)
    bagus.complaints.clear()


def held_at_the_second_paragraph(newsroom: Newsroom, page: Page, headline: str) -> tuple[str, list[Any]]:  # noqa: F811
    """A story of three paragraphs, and a picture that is on its way to behind the second."""
    path = begin(newsroom, page, headline, "Satu.\n\nDua.\n\nTiga.")
    open_editor(newsroom, page, path)
    held: list[Any] = []
    page.route("**/pictures", lambda route: held.append(route))
    page.evaluate(f"{EDITOR}.commands.setTextSelection(9)")
    choose(page, TO_TEXT, png(seed=71))
    until("it is on its way", lambda: (page.wait_for_timeout(20), held)[1])
    return path, held


def blocks(page: Page) -> list[str]:
    return [block["content"][0]["text"] if "content" in block else block["type"] for block in document(page)["content"]]


def test_a_picture_stands_where_it_was_dropped_whatever_is_typed_meanwhile(newsroom: Newsroom, bagus: Page, dewi: Page) -> None:  # noqa: F811
    path, held = held_at_the_second_paragraph(newsroom, bagus, "Di tempatnya")
    open_editor(newsroom, dewi, path)
    write(dewi, "Kalimat yang panjang sekali di depan semuanya. ", "start")
    write(bagus, "Dan satu lagi yang tidak kalah panjangnya. ", "start")
    saved(bagus)
    held.pop().continue_()
    bagus.unroute("**/pictures")
    expect(figures(bagus)).to_have_count(1)
    shown = blocks(bagus)
    assert shown[0].endswith("Satu.") and shown[1:] == ["Dua.", "picture", "Tiga."]
    saved(bagus)
    assert document(bagus) == kept(newsroom, bagus, path)


def test_a_picture_outlives_the_text_around_its_place(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path, held = held_at_the_second_paragraph(newsroom, bagus, "Teksnya dihapus")
    bagus.evaluate(f"{EDITOR}.chain().setTextSelection({{ from: 3, to: 14 }}).deleteSelection().run()")
    expect(bagus.locator(".uploading")).to_be_visible()
    held.pop().continue_()
    bagus.unroute("**/pictures")
    expect(figures(bagus)).to_have_count(1)
    expect(bagus.locator(".uploading")).to_have_count(0)
    saved(bagus)
    assert document(bagus) == kept(newsroom, bagus, path)


def test_pictures_stand_in_their_order_whichever_comes_first(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Urutan", "Satu.\n\nDua.")
    open_editor(newsroom, bagus, path)
    held: list[Any] = []
    bagus.route("**/pictures", lambda route: held.append(route))
    bagus.evaluate(f"{EDITOR}.commands.setTextSelection(3)")
    contents = png(seed=73), png(seed=74)
    choose(bagus, TO_TEXT, *contents)
    until("both are on their way", lambda: (bagus.wait_for_timeout(20), len(held) == 2)[1])
    held[1].continue_()
    expect(figures(bagus)).to_have_count(1)
    held[0].continue_()
    expect(figures(bagus)).to_have_count(2)
    bagus.unroute("**/pictures")
    saved(bagus)
    shown = [block["attrs"]["index"] for block in document(bagus)["content"] if block["type"] == "picture"]
    assert shown == [1, 0] and [block["type"] for block in document(bagus)["content"]] == ["paragraph", "picture", "picture", "paragraph"]


def test_after_another_sign_in_pictures_are_taken(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("bagus", script=True)
    open_editor(newsroom, page, begin(newsroom, page, "Sesi berikutnya"))
    page.context.clear_cookies()
    sign_in(page.context.new_page(), newsroom.paper, "bagus")
    choose(page, TO_TEXT, png(seed=75))
    expect(figures(page)).to_have_count(1)
    write(page, " Lagi.")
    saved(page)
    page.context.close()


def test_two_see_one_anothers_pictures_and_words(newsroom: Newsroom, bagus: Page, dewi: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Berdua")
    open_editor(newsroom, bagus, path)
    open_editor(newsroom, dewi, path)
    choose(bagus, TO_TEXT, png(seed=41))
    for page in (bagus, dewi):
        expect(figures(page)).to_have_count(1)
    figures(bagus).get_by_label("Keterangan").fill("Dari Bagus")
    expect(figures(dewi).get_by_label("Keterangan")).to_have_value("Dari Bagus")
    figures(dewi).get_by_role("button", name="Jadikan foto utama").click()
    expect(bagus.locator(".hero-picture figure.picture")).to_be_visible()
    expect(bagus.locator(".hero-picture").get_by_label("Keterangan")).to_have_value("Dari Bagus")
    # Taken out of the text, it stays the story's, and undo finds it under its number.
    figures(bagus).get_by_role("button", name="Keluarkan dari naskah").click()
    expect(figures(dewi)).to_have_count(0)
    bagus.keyboard.press("Control+z")
    expect(figures(dewi)).to_have_count(1)
    # Both write in one caption: whoever is later sees both texts.
    dewi.route("**/fields", lambda route: route.abort())
    figures(dewi).get_by_label("Keterangan").fill("Dari Dewi")
    figures(bagus).get_by_label("Keterangan").fill("Lagi dari Bagus")
    saved(bagus)
    dewi.unroute("**/fields")
    expect(dewi.locator(".stale")).to_contain_text("Lagi dari Bagus", timeout=20_000)
    dewi.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(figures(dewi).get_by_label("Keterangan")).to_have_value("Lagi dari Bagus")


def test_a_dead_tab_loses_no_word_under_a_picture(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    path = begin(newsroom, bagus, "Keterangan yang tertinggal")
    open_editor(newsroom, bagus, path)
    choose(bagus, TO_TEXT, png(seed=51))
    expect(figures(bagus)).to_have_count(1)
    saved(bagus)
    bagus.route("**/fields", lambda route: route.abort())
    figures(bagus).get_by_label("Keterangan").fill("Belum terkirim")
    expect(bagus.locator(".state")).to_have_attribute("data-kind", "offline")
    other = bagus.context.new_page()
    bagus.unroute("**/fields")
    bagus.goto("about:blank")
    open_editor(newsroom, other, path)
    expect(figures(other).get_by_label("Keterangan")).to_have_value("Belum terkirim")
    saved(other)
    until("it is there", lambda: other.request.get(newsroom.paper.url + path + "/text").json()["pictures"]["list"][0]["caption"] == "Belum terkirim")
    other.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_and_leaves_nothing(newsroom: Newsroom, bagus: Page, name: str) -> None:  # noqa: F811
    path = begin(newsroom, bagus, f"Bukan gambar: {name}")
    before = files(newsroom.paper)
    content, code = HOSTILE[name]
    answer = send(newsroom, bagus, path, content, name)
    assert answer.json()["code"] == code, answer.text()
    assert answer.json()["message"].endswith(".") and answer.headers["cache-control"] == "private, no-store"
    assert files(newsroom.paper) == before
    assert bagus.request.get(newsroom.paper.url + path + "/text").json()["pictures"]["list"] == []


def files(paper: Newspaper) -> set[Path]:
    return {path for path in (paper.data / "pictures").rglob("*") if path.is_file()}


def test_a_picture_that_is_a_page_too_is_served_as_a_picture_alone(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    """A sound picture with markup behind its end: what readers get is made anew, and has none of it."""
    content = png(seed=61) + b"<script>alert('WARTA-DUA-MUKA')</script>"
    path = begin(newsroom, bagus, "Dua muka")
    answer = send(newsroom, bagus, path, content, "foto.html")
    assert answer.status == 201, answer.text()
    shown = bagus.request.get(newsroom.paper.url + answer.json()["pictures"]["list"][0]["src"])
    assert shown.headers["content-type"] == "image/jpeg" and shown.headers["x-content-type-options"] == "nosniff"
    assert b"WARTA-DUA-MUKA" not in shown.body()


def test_where_a_photograph_was_taken_is_not_in_what_is_shown(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    bagus.goto(newsroom.paper.url + "/newsroom/account")
    photograph = with_place(bagus.screenshot(type="jpeg"))
    path = begin(newsroom, bagus, "Tempat rahasia")
    answer = send(newsroom, bagus, path, photograph)
    assert answer.status == 201, answer.text()
    digest = hashlib.sha256(photograph).hexdigest()
    for width in (320, 640, 1280):
        for kind in ("jpg", "webp"):
            shown = bagus.request.get(f"{newsroom.paper.url}/newsroom/-/pictures/{digest}/{width}.{kind}").body()
            assert shown and b"WARTA-RAHASIA" not in shown and b"Exif" not in shown


def test_twenty_pictures_at_once_are_all_taken(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    """As busy as it is, nobody's is lost: whoever is told to come back does so, and other pages are answered meanwhile."""
    path = begin(newsroom, bagus, "Dua puluh")
    url = newsroom.paper.url
    session = requests.Session()
    for cookie in bagus.context.cookies():
        session.cookies.set(cookie["name"], cookie["value"])
    headers = {"Origin": url, "X-Warta-Token": token(bagus, url)}
    statuses: list[int] = []

    def push(seed: int) -> None:
        content = png(800, 600, seed, level=0)
        for _ in range(200):
            answer = session.post(f"{url}{path}/pictures", files={"picture": ("a.png", content)}, data={"placement": "below"}, headers=headers)
            statuses.append(answer.status_code)
            if answer.status_code == 201:
                return
            assert answer.status_code == 429 and answer.json()["code"] == "throttled", answer.text
            threading.Event().wait(0.3)

    threads = [threading.Thread(target=push, args=(100 + seed,)) for seed in range(20)]
    for thread in threads:
        thread.start()
    assert newsroom.paper.get("/").status_code == 200
    for thread in threads:
        thread.join()
    pictures = bagus.request.get(url + path + "/text").json()["pictures"]["list"]
    assert len(pictures) == 20 and statuses.count(201) == 20
    assert len({one["src"] for one in pictures}) == 20


def test_a_body_that_is_too_large_or_too_slow_ends(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    import socket

    path = begin(newsroom, bagus, "Terlalu besar")
    url = newsroom.paper.url
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in bagus.context.cookies())
    head = (
        f"POST {path}/pictures HTTP/1.1\r\nHost: {url.split('//')[1]}\r\nCookie: {cookie}\r\nOrigin: {url}\r\n"
        f"X-Warta-Token: {token(bagus, url)}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
    )
    host, port = url.split("//")[1].split(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall((head + f"Content-Length: {(65 << 20) + 1}\r\n\r\n").encode())
        assert line.recv(64).startswith(b"HTTP/1.1 413")
    # Without end, and each piece a byte: the server stops listening.
    with socket.create_connection((host, int(port)), timeout=60) as line:
        line.sendall((head + "Transfer-Encoding: chunked\r\n\r\n").encode())

        def drip() -> bytes:
            try:
                line.sendall(b"1\r\nx\r\n")
                line.settimeout(1)
                return line.recv(64) or b"closed"
            except TimeoutError:
                return b""
            except OSError:
                return b"closed"

        assert until("it ends", drip, 60)
    assert newsroom.paper.get("/").status_code == 200


def test_a_full_disk_says_so_and_nothing_is_left(newsroom: Newsroom, bagus: Page, tmp_path: Path) -> None:  # noqa: F811
    if os.geteuid() != 0:
        pytest.skip("only root mounts a small disk")
    import subprocess

    pictures = newsroom.paper.data / "pictures"
    path = begin(newsroom, bagus, "Disk penuh")
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", pictures], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        pytest.skip("no file system may be mounted here")
    try:
        answer = send(newsroom, bagus, path, png(800, 600, 71, level=0))
        assert answer.status == 507 and answer.json()["code"] == "disk_full", answer.text()
        assert files(newsroom.paper) == set()
    finally:
        subprocess.run(["umount", pictures], check=True)
    assert send(newsroom, bagus, path, png(800, 600, 71, level=0)).status == 201


def test_without_script_a_picture_is_sent_described_and_put_into_the_text(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("bagus")
    path = begin(newsroom, page, "Tanpa skrip")
    page.goto(newsroom.paper.url + path)
    page.get_by_role("button", name="Foto dan keterangannya").click()
    choose(page, "#picture", png(seed=81), png(seed=82))
    page.get_by_role("button", name="Kirim foto").click()
    expect(page.get_by_text("Foto sudah masuk.")).to_be_visible()
    second = page.locator(".story-picture").nth(1)
    second.get_by_label("Keterangan").fill("Kedua & terakhir")
    second.get_by_label("Foto utama, di atas naskah").check()
    second.get_by_role("button", name="Simpan keterangan foto 2").click()
    expect(page.locator(".story-picture").nth(1)).to_contain_text("Foto utama")
    notation = page.locator(".story-picture").nth(0).locator("code").inner_text()
    page.goto(newsroom.paper.url + path)
    page.get_by_label("Isi").fill(f"Satu.\n\n{notation}\n\nDua.")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    preview = page.request.get(newsroom.paper.url + path + "/preview/page").text()
    assert all(hashlib.sha256(png(seed=seed)).hexdigest() in preview for seed in (81, 82))
    assert "Kedua &amp; terakhir" in preview


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_are_sound_at_each_width(newsroom: Newsroom, width: int, scheme: str) -> None:  # noqa: F811
    page = newsroom.member("dewi", script=True, width=width, scheme=scheme)
    path = begin(newsroom, page, f"Lebar {width} {scheme}")
    assert send(newsroom, page, path, png(seed=91), placement="hero", caption="Di atas").status == 201
    assert send(newsroom, page, path, png(seed=92), placement="text").status == 201
    open_editor(newsroom, page, path)
    choose(page, TO_TEXT, png(seed=93))
    expect(figures(page)).to_have_count(1)
    page.locator("[data-tool=picture]").click()
    expect(page.locator(".pictures li")).to_have_count(3)
    assert not page.evaluate(OVERFLOWING)
    assert not axe_violations(page)
    page.goto(newsroom.paper.url + path + "/pictures")
    assert not page.evaluate(OVERFLOWING)
    assert not axe_violations(page)
    page.context.close()
