"""The desk's tools in the browser, with JavaScript off: checks, tasks, several stories at once, views, news, guests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, step  # noqa: F401
from visit import LOOKS, OVERFLOWING, axe_violations, check_html


def begin(page: Page, headline: str, body: str) -> str:
    """Writes a story, and gives its number."""
    page.get_by_role("link", name="Tulis baru").click()
    page.get_by_label("Judul").fill(headline)
    page.get_by_label("Isi", exact=True).fill(body)
    page.get_by_label("Rubrik").fill("Politik")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    return re.search(r"/stories/(\d+)", page.url)[1]


def test_what_is_odd_is_said_and_what_is_missing_stops_publication(newsroom: Newsroom) -> None:  # noqa: F811
    bagus = newsroom.member("bagus")
    number = begin(bagus, "12 warga Poso mengungsi", "")
    expect(bagus.get_by_text("Isinya kosong.", exact=False)).to_be_visible()
    bagus.get_by_role("button", name="Terbitkan").click()
    expect(bagus.get_by_role("alert")).to_contain_text("bereskan dahulu yang wajib")
    expect(bagus.get_by_role("button", name="Terbitkan")).to_have_count(0)
    bagus.get_by_role("link", name="Kembali ke naskah").click()
    bagus.get_by_label("Isi", exact=True).fill("Sebanyak 13 warga Poso mengungsi.")
    bagus.get_by_role("button", name="Terbitkan").click()
    expect(bagus.get_by_text("Angka di judul", exact=False)).to_contain_text("12")
    bagus.get_by_role("button", name="Terbitkan").click()
    expect(bagus.get_by_text("Berita terbit.")).to_be_visible()
    assert f"/stories/{number}" in bagus.url


def test_a_story_goes_from_hand_to_hand_and_its_people_are_told(newsroom: Newsroom) -> None:  # noqa: F811
    citra, bagus = newsroom.member("citra"), newsroom.member("bagus")
    number = begin(citra, "Banjir di Poso", "Sungai meluap.")
    citra.get_by_role("button", name="Atur tugas").click()
    citra.get_by_role("button", name="Ambil").click()
    expect(citra.get_by_text("Naskah ini di tangan Anda.")).to_be_visible()
    citra.get_by_role("button", name="Atur tugas").click()
    citra.get_by_label("Serahkan kepada").select_option(label="Bagus · Editor")
    citra.get_by_label("Pesan").fill("Tinggal satu kutipan.")
    citra.get_by_role("button", name="Serahkan").click()
    expect(citra.get_by_text("Naskah diserahkan.")).to_be_visible()

    bagus.reload()
    bagus.get_by_role("link", name=re.compile("Kabar.*1 belum dibaca")).click()
    expect(bagus.get_by_text("Tinggal satu kutipan.")).to_be_visible()
    bagus.get_by_role("button", name="Banjir di Poso").click()
    expect(bagus.get_by_label("Judul")).to_have_value("Banjir di Poso")
    expect(bagus.get_by_role("link", name="Kabar", exact=True)).to_be_visible()
    bagus.get_by_role("button", name="Atur tugas").click()
    bagus.get_by_label("Prioritas").select_option(label="Mendesak")
    bagus.get_by_label("Tanggal").fill("2026-01-02")
    bagus.get_by_label("Jam").fill("10:00")
    bagus.get_by_label("Hukum").check()
    bagus.get_by_role("button", name="Simpan tugas").click()
    expect(bagus.get_by_text("lewat", exact=True)).to_be_visible()
    bagus.get_by_role("link", name="Meja").click()
    bagus.get_by_role("link", name="Di tangan saya").click()
    bagus.get_by_label("Lewat tenggat").check()
    bagus.get_by_role("button", name="Tampilkan").click()
    row = bagus.get_by_role("row", name=re.compile("Banjir di Poso"))
    expect(row).to_contain_text("Mendesak")
    expect(row).to_contain_text("Hukum")
    # The cut is kept under a name.
    bagus.get_by_text("Simpan saringan ini").click()
    bagus.get_by_label("Nama saringan").fill("Terlambat saya")
    bagus.get_by_role("button", name="Simpan", exact=True).click()
    bagus.get_by_role("link", name="Semua").click()
    bagus.get_by_role("link", name="Terlambat saya").click()
    expect(bagus.get_by_role("row", name=re.compile("Banjir di Poso"))).to_be_visible()
    assert number in bagus.content()


def test_one_step_is_taken_with_several_stories(newsroom: Newsroom) -> None:  # noqa: F811
    citra, bagus = newsroom.member("citra"), newsroom.member("bagus")
    first = begin(citra, "Kenari pertama", "Kenari.")
    begin(citra, "Kenari kedua", "Kenari.")
    citra.goto(newsroom.paper.url + f"/newsroom/stories/{first}")
    step(citra, "Ajukan")
    bagus.goto(newsroom.paper.url + "/newsroom?scope=all&words=kenari")
    assert not bagus.get_by_label("Untuk yang dipilih").locator("visible=true").count()
    for name in ("Kenari pertama", "Kenari kedua"):
        bagus.get_by_label(f"Pilih {name}").check()
    bagus.locator("#act").select_option(label="Setujui")
    bagus.get_by_role("button", name="Jalankan").click()
    expect(bagus.get_by_text("1 dari 2 naskah selesai.")).to_be_visible()
    expect(bagus.get_by_text("Belum diajukan.")).to_be_visible()


def test_somebody_outside_sees_one_text_and_answers(newsroom: Newsroom) -> None:  # noqa: F811
    bagus = newsroom.member("bagus")
    number = begin(bagus, "Sengketa tanah", "Menurut saksi, tanah itu miliknya.")
    bagus.get_by_role("button", name="Tunjukkan naskah").click()
    bagus.get_by_label("Untuk siapa").fill("Rina Hapsari")
    bagus.get_by_role("button", name="Buat tautan").click()
    link = bagus.get_by_label("Tautan untuk diberikan").input_value()
    rina = newsroom.browser.new_context(java_script_enabled=False).new_page()
    rina.goto(newsroom.paper.url + re.sub(r"^https?://[^/]+", "", link))
    expect(rina.frame_locator("iframe").get_by_text("Menurut saksi", exact=False)).to_be_visible()
    for name, width in (("Ponsel", 360), ("Tablet", 768)):
        rina.get_by_role("link", name=name).click()
        assert abs(rina.locator("iframe").bounding_box()["width"] - width) <= 2
    rina.get_by_label("Catatan").fill("Nama saksi keliru.")
    rina.get_by_role("button", name="Keberatan").click()
    expect(rina.get_by_text("Terima kasih.", exact=False)).to_be_visible()
    bagus.goto(newsroom.paper.url + f"/newsroom/stories/{number}")
    expect(bagus.get_by_text("Nama saksi keliru.")).to_be_visible()
    bagus.get_by_role("button", name="Tunjukkan naskah").click()
    bagus.get_by_role("button", name="Cabut tautan Rina Hapsari").click()
    rina.reload()
    expect(rina.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()


@pytest.fixture(scope="module")
def busy(newsroom: Newsroom) -> tuple[Newsroom, dict[str, str]]:  # noqa: F811
    """A desk on which every page has something to show, and the paths of these pages."""
    bagus = newsroom.member("bagus")
    number = begin(bagus, "12 warga Poso mengungsi", "Sebanyak 13 warga Pozo pergi.")
    url = newsroom.paper.url + f"/newsroom/stories/{number}"
    bagus.goto(url + "/task")
    bagus.get_by_label("Prioritas").select_option(label="Mendesak")
    bagus.get_by_label("Tanggal").fill("2026-01-02")
    bagus.get_by_label("Jam").fill("10:00")
    bagus.get_by_label("Panjang dalam kata").fill("400")
    for flag in ("Perlu foto", "Hak cipta", "Hukum", "Sensitif"):
        bagus.get_by_label(flag).check()
    bagus.get_by_role("button", name="Simpan tugas").click()
    bagus.goto(url + "/task")
    bagus.get_by_label("Serahkan kepada").select_option(label="Ayu · Administrator")
    bagus.get_by_role("button", name="Serahkan").click()
    bagus.goto(url + "/guests")
    bagus.get_by_label("Untuk siapa").fill("Rina Hapsari")
    bagus.get_by_role("button", name="Buat tautan").click()
    guest = re.sub(r"^https?://[^/]+", "", bagus.get_by_label("Tautan untuk diberikan").input_value())
    ayu = newsroom.member("ayu")
    ayu.goto(newsroom.paper.url + "/newsroom?scope=held&flag=legal")
    ayu.get_by_text("Simpan saringan ini").click()
    ayu.get_by_label("Nama saringan").fill("Hukum")
    ayu.get_by_role("button", name="Simpan", exact=True).click()
    story = f"/newsroom/stories/{number}"
    return newsroom, {
        "list": "/newsroom?scope=all&words=warga",
        "view": "/newsroom?scope=held&flag=legal",
        "story": story,
        "task": story + "/task",
        "publication": story + "/publication",
        "news": "/newsroom/notifications",
        "guests": story + "/guests",
        "guest": guest,
        "guest's phone": guest + "?width=phone",
    }


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_the_desk_is_sound_at_each_width(
    busy: tuple[Newsroom, dict[str, str]], width: int, scheme: str
) -> None:
    """Nothing sticks out at the side, and axe has nothing to say."""
    desk, pages = busy
    page = desk.member("ayu", script=True, width=width, scheme=scheme)
    complaints = []
    for name, path in pages.items():
        page.goto(desk.paper.url + path)
        if name == "list":
            page.locator("input[name=story]").first.check()
        complaints += [f"{name}: {one} sticks out" for one in page.evaluate(OVERFLOWING)]
        complaints += [f"{name}: {one}" for one in axe_violations(page)]
    assert not complaints, "\n".join(complaints)


def test_the_html_of_the_desk_is_valid(busy: tuple[Newsroom, dict[str, str]], tmp_path: Path) -> None:
    desk, pages = busy
    page = desk.member("ayu")
    for name, path in pages.items():
        answer = page.request.get(desk.paper.url + path)
        (tmp_path / f"{re.sub('[^a-z]', '-', name)}.html").write_bytes(answer.body())
    done = check_html(tmp_path)
    assert done.returncode == 0, (done.stdout + done.stderr)[:3000]
