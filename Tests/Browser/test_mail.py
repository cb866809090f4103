"""Letters to members, by a real mail server: TLS, sign-in, what they say, and that none is lost or told to a log."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desks import Desks
from newspaper import Newspaper, free_port, item, until
from playwright.sync_api import Browser, Page, expect
from post import PASSWORD, USER, Post, link
from secure import Pair, make_pair
from test_newsroom import HASHED, set_password
from test_newsroom import PASSWORD as OWN
from visit import LOOKS, OVERFLOWING, WIDTHS, axe_violations


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(tmp_path_factory.mktemp("post"), "post")


@pytest.fixture
def paper(tmp_path: Path, desks: Desks) -> Iterator[Newspaper]:
    """A newspaper with an administrator, which is not started yet."""
    with Newspaper(tmp_path) as paper:
        desks.start(paper, roles={"ayu": "administrator"})
        paper.stop()
        yield paper


def flags(folder: Path, port: int, pair: Pair | None = None, *more: str) -> list[str]:
    said = ["--smtp", f"127.0.0.1:{port}", "--smtp-from", "redaksi@warta.example", *more]
    if not pair:
        return [*said, "--smtp-tls", "none"]
    secret = folder / "post-password"
    secret.write_text(PASSWORD + "\n")
    return [*said, "--smtp-authorities", str(pair.certificate), "--smtp-user", USER, "--smtp-password-file", str(secret)]


def open_page(browser: Browser, paper: Newspaper, path: str, script: bool = False, width: int = 1440, scheme: str = "light") -> Page:
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(paper.url + path)
    return page


def sign_in(page: Page, email: str = "ayu@warta.example") -> None:
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(OWN)
    page.get_by_role("button", name="Masuk").click(timeout=HASHED)


def invite(browser: Browser, paper: Newspaper, name: str, email: str) -> Page:
    page = open_page(browser, paper, "/newsroom/people/new")
    sign_in(page)
    page.get_by_label("Nama").fill(name)
    page.get_by_label("Surel").fill(email)
    page.get_by_role("button", name="Undang").click()
    expect(page.get_by_text("Surel berisi tautan sedang dikirim.")).to_be_visible()
    return page


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "implicit"])
def test_an_invitation_arrives_over_tls_and_lets_in(
    paper: Newspaper, browser: Browser, pair: Pair, tmp_path: Path, implicit: bool
) -> None:
    port = free_port()
    more = ["--smtp-tls", "implicit"] if implicit else []
    with Post(port, (pair.certificate, pair.key), implicit) as post:
        paper.start(*flags(tmp_path, port, pair, *more))
        invite(browser, paper, "Søren “Eka” Wijaya", "eka@warta.example")
        letter = until("the letter is there", lambda: post.letters and post.letters[0])
        assert letter["From"] == "Warta <redaksi@warta.example>" and letter["X-To"] == "eka@warta.example"
        assert letter["To"].addresses[0].display_name == "Søren “Eka” Wijaya"
        assert letter["Subject"] == "Akses Anda ke ruang redaksi Warta"
        assert letter["Auto-Submitted"] == "auto-generated" and letter["Message-ID"] and letter["Date"].datetime
        assert letter.get_content_type() == "text/plain" and letter.get_content_charset() == "utf-8"
        assert all(len(line) <= 78 and line.isascii() for line in post.raw[0].split(b"\r\n"))
        set_password(browser, paper, link(letter))
        page = open_page(browser, paper, "/newsroom")
        sign_in(page, "eka@warta.example")
        expect(page.get_by_role("heading", name="Meja")).to_be_visible()
        paper.stop()
        assert link(letter).split("/")[-1] not in paper.log and PASSWORD not in paper.log


def test_a_forgotten_password_comes_back_by_mail_alone(
    paper: Newspaper, browser: Browser, tmp_path: Path
) -> None:
    port = free_port()
    with Post(port) as post:
        paper.start(*flags(tmp_path, port))
        for address in ("tidak-ada@warta.example", "AYU@warta.example"):
            page = open_page(browser, paper, "/newsroom/sign-in")
            page.get_by_role("link", name="Lupa kata sandi?").click()
            page.get_by_label("Surel").fill(address)
            page.get_by_role("button", name="Kirim tautan").click()
            expect(page.get_by_role("status")).to_contain_text("Jika ada anggota dengan alamat itu")
        letter = until("the letter is there", lambda: post.letters and post.letters[0])
        assert letter["X-To"] == "ayu@warta.example" and "127.0.0.1 (Chrome, Linux)" in letter.get_content()
        set_password(browser, paper, link(letter))
        told = until("the member is told", lambda: len(post.letters) > 1 and post.letters[1])
        assert told["Subject"] == "Kata sandi Anda diubah, Warta"
        assert [one["X-To"] for one in post.letters] == ["ayu@warta.example"] * 2


def test_whoever_complains_is_written_to_and_none_of_their_words_goes_out(paper: Newspaper, tmp_path: Path) -> None:
    port = free_port()
    paper.take(item("pasar", "Pasar pindah"))
    with Post(port) as post:
        paper.start(*flags(tmp_path, port))
        receipt = paper.complain(1, name="https://iklan.example Beli", relation="Beli", quoted="Beli", words="Beli.")
        letter = until("the letter is there", lambda: post.letters and post.letters[0])
        assert letter["X-To"] == "sari@contoh.example" and letter["To"].addresses[0].display_name == ""
        assert letter["Subject"] == "Pengaduan 1, Warta" and letter["Auto-Submitted"] == "auto-generated"
        text = letter.get_content().replace("\r\n", "\n")
        assert "Yth. Bapak/Ibu," in text and f"{paper.url}{receipt}\n" in text
        assert b"iklan.example" not in post.raw[0] and b"Beli" not in post.raw[0]
        assert paper.get(receipt).status_code == 200
        paper.stop()
        assert len(post.letters) == 1 and receipt not in paper.log and "contoh.example" not in paper.log


def test_letters_outlive_a_kill_and_a_mail_server_that_is_away(
    paper: Newspaper, browser: Browser, tmp_path: Path
) -> None:
    port = free_port()
    paper.start(*flags(tmp_path, port))
    page = invite(browser, paper, "Eka", "eka@warta.example")
    until("it was tried", lambda: "A letter could not be sent" in paper.log)
    page.get_by_role("link", name="Eka").click()
    expect(page.get_by_text("Server surel tidak dapat dihubungi")).to_be_visible()
    assert paper.server
    paper.server.send_signal(signal.SIGKILL)
    paper.server.wait()
    with closing(sqlite3.connect(paper.data / "warta.sqlite")) as store, store:
        ((wait, attempts),) = store.execute("SELECT next_attempt - written, attempts FROM letter").fetchall()
        assert attempts == 1 and 60_000 <= wait < 120_000, "the second attempt is a minute after the first"
        store.execute("UPDATE letter SET next_attempt = 0")
    with Post(port) as post:
        paper.start(*flags(tmp_path, port))
        letter = until("the letter is there", lambda: post.letters and post.letters[0], 30)
        set_password(browser, paper, link(letter))


def test_what_a_mail_server_refuses_is_told_on_the_members_page(
    paper: Newspaper, browser: Browser, tmp_path: Path
) -> None:
    port = free_port()
    with Post(port) as post:
        post.refused["eka@warta.example"] = "550 5.1.1 <script>alert(1)</script> nobody"
        paper.start(*flags(tmp_path, port))
        page = invite(browser, paper, "Eka", "eka@warta.example")
        until("it was given up", lambda: "it was given up" in paper.log)
        page.get_by_role("link", name="Eka").click()
        expect(page.get_by_text("Gagal dikirim")).to_be_visible()
        expect(page.get_by_text("Server surel menolak alamat ini (550 5.1.1)")).to_be_visible()
        page.locator("#own-link").fill(OWN)
        page.get_by_role("button", name="Buat tautan").click()
        assert "/newsroom/link/" in page.get_by_label("Tautan sekali pakai").input_value()
        assert "alert(1)" not in paper.log


def test_a_certificate_of_somebody_else_gets_no_letter(
    paper: Newspaper, browser: Browser, pair: Pair, tmp_path: Path
) -> None:
    port = free_port()
    other = make_pair(tmp_path, "other")
    with Post(port, (other.certificate, other.key)) as post:
        paper.start(*flags(tmp_path, port, pair))
        page = invite(browser, paper, "Eka", "eka@warta.example")
        until("it was tried", lambda: "insecure" in paper.log)
        page.get_by_role("link", name="Eka").click()
        expect(page.get_by_text("Sambungan ke server surel tidak aman")).to_be_visible()
        assert not post.letters


@pytest.mark.parametrize(
    "wrong",
    [
        ["--smtp", "mail.example"],
        ["--smtp", "127.0.0.1:25"],
        ["--smtp", "127.0.0.1:25", "--smtp-from", "kata sandi"],
        ["--smtp", "127.0.0.1:25", "--smtp-from", "a@b.example", "--smtp-tls", "perhaps"],
        ["--smtp", "127.0.0.1:25", "--smtp-from", "a@b.example", "--smtp-user", "warta"],
        ["--smtp", "mail.example:25", "--smtp-from", "a@b.example", "--smtp-authorities", "/nowhere.pem"],
        ["--smtp", "127.0.0.1:25", "--smtp-from", "a@b.example", "--smtp-user", "w", "--smtp-password-file", "/nowhere"],
    ],
    ids=lambda flags: " ".join(flags[-2:]),
)
def test_a_setting_that_cannot_be_meant_stops_the_start(tmp_path: Path, wrong: list[str]) -> None:
    paper = Newspaper(tmp_path)
    done = paper.warta("serve", "--port", "0", *wrong, code=65)
    assert b"smtp" in done.stderr.lower() or b"mail" in done.stderr.lower(), done.stderr


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_its_pages_are_sound_at_each_width(
    paper: Newspaper, browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    port = free_port()
    with Post(port) as post:
        paper.start(*flags(tmp_path, port))
        complaints: list[str] = []

        def look(page: Page, name: str) -> None:
            complaints.extend(f"{name}: {one} sticks out" for one in page.evaluate(OVERFLOWING))
            complaints.extend(f"{name}: {one}" for one in axe_violations(page))

        page = open_page(browser, paper, "/newsroom/sign-in/forgotten", True, width, scheme)
        look(page, "forgotten")
        page.get_by_label("Surel").fill("ayu@warta.example")
        page.get_by_role("button", name="Kirim tautan").click()
        look(page, "asked")
        until("the letter is there", lambda: post.letters)
        page.goto(paper.url + "/newsroom/people/1")
        sign_in(page)
        expect(page.get_by_role("heading", name="Surat")).to_be_visible()
        look(page, "member")
    assert not complaints, "\n".join(complaints)
