"""Passkeys, with Chromium's virtual authenticator: made, used, removed, and refused where they should be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from desks import Desks
from newspaper import Newspaper
from playwright.sync_api import Browser, CDPSession, Page, expect
from test_newsroom import HASHED, PASSWORD
from visit import LOOKS, OVERFLOWING, WIDTHS, axe_violations


@pytest.fixture(scope="module")
def paper(desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    with Newspaper(tmp_path_factory.mktemp("passkeys")) as paper:
        desks.start(paper, roles={"ayu": "administrator", "citra": "reporter", "eka": "reporter"})
        yield paper


def home(paper: Newspaper) -> str:
    """Browsers make passkeys for names, not for addresses of numbers."""
    return f"http://localhost:{paper.port}"


@contextmanager
def device(page: Page, verifies: bool = True) -> Iterator[tuple[CDPSession, str]]:
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": verifies, "automaticPresenceSimulation": True,
    }
    yield cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    cdp.send("WebAuthn.disable")


def open_page(browser: Browser, paper: Newspaper, width: int = 1440, scheme: str = "light", script: bool = True) -> Page:
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda line: line.type == "error" and page.complaints.append(line.text))  # type: ignore[attr-defined]
    page.goto(home(paper) + "/newsroom")
    return page


def give_password(page: Page, name: str) -> None:
    page.get_by_label("Surel").fill(f"{name}@warta.example")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click(timeout=HASHED)
    expect(page.get_by_role("heading", name="Meja")).to_be_visible()


def add(page: Page, paper: Newspaper, name: str) -> None:
    page.goto(home(paper) + "/newsroom/account")
    page.get_by_role("link", name="Tambah kunci sandi").click()
    page.get_by_label("Kata sandi sekarang").fill(PASSWORD)
    page.get_by_role("button", name="Mulai").click(timeout=HASHED)
    page.get_by_label("Nama kunci").fill(name)
    page.get_by_role("button", name="Buat kunci sandi").click()


def sign_out(page: Page, paper: Newspaper) -> None:
    page.get_by_role("button", name="Keluar", exact=True).first.click()
    page.goto(home(paper) + "/newsroom")


def test_a_passkey_is_made_lets_in_and_is_removed(paper: Newspaper, browser: Browser) -> None:
    page = open_page(browser, paper)
    with device(page) as (cdp, authenticator):
        give_password(page, "citra")
        add(page, paper, "Laptop kantor")
        expect(page.get_by_text("Kunci sandi ditambahkan.")).to_be_visible()
        expect(page.get_by_label("Laptop kantor")).to_be_visible()
        made = cdp.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
        assert len(made) == 1 and made[0]["rpId"] == "localhost" and made[0]["isResidentCredential"]

        # Nothing is typed at the door, and the page that was wanted is the one that comes.
        page.context.clear_cookies()
        page.goto(home(paper) + "/newsroom/account")
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(page.get_by_role("heading", name="Akun saya")).to_be_visible()
        expect(page.get_by_text("citra@warta.example").first).to_be_visible()

        # The same device has no second passkey for the account.
        add(page, paper, "Sekali lagi")
        expect(page.get_by_text("Tidak ada kunci sandi yang dipakai.")).to_be_visible()

        page.goto(home(paper) + "/newsroom/account")
        page.get_by_label("Laptop kantor").check()
        page.locator("#passkey-password").fill("salah salah")
        page.get_by_role("button", name="Hapus kunci terpilih").click()
        expect(page.get_by_role("alert")).to_contain_text("Kata sandi sekarang keliru")
        page.get_by_label("Laptop kantor").check()
        page.locator("#passkey-password").fill(PASSWORD)
        page.get_by_role("button", name="Hapus kunci terpilih").click()
        expect(page.get_by_text("Kunci sandi dihapus.", exact=True)).to_be_visible()

        page.context.clear_cookies()
        page.goto(home(paper) + "/newsroom")
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(page.get_by_role("alert").first).to_contain_text("Kunci sandi ini tidak dikenal di sini")
    assert not [line for line in page.complaints if "Content Security Policy" in line], page.complaints


def test_a_device_that_nobody_unlocks_lets_nobody_in(paper: Newspaper, browser: Browser) -> None:
    page = open_page(browser, paper)
    with device(page) as (cdp, authenticator):
        give_password(page, "ayu")
        add(page, paper, "Ponsel")
        expect(page.get_by_text("Kunci sandi ditambahkan.")).to_be_visible()
        page.context.clear_cookies()
        page.goto(home(paper) + "/newsroom")
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(page.get_by_text("Tidak ada kunci sandi yang dipakai.")).to_be_visible()
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": True})
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(page.get_by_role("heading", name="Meja")).to_be_visible()


def test_without_a_script_the_door_has_no_button_that_does_nothing(paper: Newspaper, browser: Browser) -> None:
    page = open_page(browser, paper, script=False)
    expect(page.get_by_role("button", name="Masuk dengan kunci sandi")).to_be_hidden()
    give_password(page, "eka")
    page.goto(home(paper) + "/newsroom/account/passkeys")
    page.get_by_label("Kata sandi sekarang").fill(PASSWORD)
    page.get_by_role("button", name="Mulai").click(timeout=HASHED)
    expect(page.get_by_text("JavaScript harus menyala")).to_be_visible()
    expect(page.get_by_role("button", name="Buat kunci sandi")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_its_pages_are_sound_at_each_width(paper: Newspaper, browser: Browser, width: int, scheme: str) -> None:
    page = open_page(browser, paper, width, scheme)
    complaints: list[str] = []

    def look(name: str) -> None:
        complaints.extend(f"{name}: {one} sticks out" for one in page.evaluate(OVERFLOWING))
        complaints.extend(f"{name}: {one}" for one in axe_violations(page))

    with device(page):
        look("sign-in")
        give_password(page, "ayu")
        add(page, paper, f"Kunci {width} {scheme}")
        expect(page.get_by_text("Kunci sandi ditambahkan.")).to_be_visible()
        look("account")
        page.goto(home(paper) + "/newsroom/people/log")
        look("security log")
        page.goto(home(paper) + "/newsroom/account/passkeys")
        look("begin")
        page.get_by_label("Kata sandi sekarang").fill(PASSWORD)
        page.get_by_role("button", name="Mulai").click(timeout=HASHED)
        look("make")
    assert not complaints, "\n".join(complaints)
