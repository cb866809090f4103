"""A member's second factor in Chromium, with JavaScript off: other programs read the square and reckon the codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from desks import Desks
from newspaper import Newspaper
from playwright.sync_api import Browser, Page, expect
from test_newsroom import HASHED, PASSWORD
from visit import LOOKS, OVERFLOWING, WIDTHS, axe_violations


def code(secret: str, step: int) -> str:
    """RFC 6238, reckoned here."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[19] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def square(page: Page, tmp_path: Path) -> str:
    """What a camera reads on the page: zbar's opinion."""
    picture = tmp_path / "square.png"
    page.locator("svg.square-code").screenshot(path=picture)
    read = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, timeout=60)
    return read.stdout.strip()


def open_page(browser: Browser, paper: Newspaper, width: int = 1440, scheme: str = "light", script: bool = False) -> Page:
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(paper.url + "/newsroom")
    return page


def give_password(page: Page, name: str) -> None:
    page.get_by_label("Surel").fill(f"{name}@warta.example")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click(timeout=HASHED)


def begin(page: Page, paper: Newspaper) -> None:
    page.goto(paper.url + "/newsroom/account")
    page.get_by_role("link", name="Pasang").click()
    page.get_by_label("Kata sandi sekarang").fill(PASSWORD)
    page.get_by_role("button", name="Mulai").click(timeout=HASHED)


@pytest.fixture(scope="module")
def paper(desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    with Newspaper(tmp_path_factory.mktemp("factor")) as paper:
        desks.start(paper, roles={"ayu": "administrator", "citra": "reporter", "eka": "reporter"})
        yield paper


def test_a_phone_reads_the_square_and_its_codes_let_in(paper: Newspaper, browser: Browser, tmp_path: Path) -> None:
    """Set up, sign in by a code and by a recovery code, lose both, and be let in again by an administrator."""
    page = open_page(browser, paper)
    give_password(page, "citra")
    begin(page, paper)
    address = urlsplit(square(page, tmp_path))
    fields = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("otpauth", "totp"), address
    assert unquote(address.path) == "/Warta:citra@warta.example" and fields["issuer"] == ["Warta"]
    secret = fields["secret"][0]
    assert page.get_by_text(re.sub(r"(....)(?=.)", r"\1 ", secret)).is_visible()

    page.get_by_label("Kode yang sekarang ditampilkan aplikasi").fill("000000")
    page.get_by_role("button", name="Aktifkan").click()
    expect(page.get_by_role("alert")).to_contain_text("Kodenya keliru")
    step = int(time.time()) // 30
    page.get_by_label("Kode yang sekarang ditampilkan aplikasi").fill(code(secret, step))
    page.get_by_role("button", name="Aktifkan").click()
    recovery = page.locator(".recovery li").all_inner_texts()
    assert len(recovery) == 10
    page.get_by_role("link", name="Sudah saya simpan").click()
    expect(page.get_by_text("Sisa kode cadangan: 10.")).to_be_visible()

    other = open_page(browser, paper)
    give_password(other, "citra")
    expect(other.get_by_role("heading", name="Kode Anda")).to_be_visible()
    # The one that was taken is taken no more; the next is good already, as clocks differ.
    other.get_by_label("Kode dari aplikasi, atau kode cadangan").fill(code(secret, step))
    other.get_by_role("button", name="Masuk").click()
    expect(other.get_by_role("alert")).to_contain_text("Kodenya keliru")
    other.get_by_label("Kode dari aplikasi, atau kode cadangan").fill(code(secret, step + 1))
    other.get_by_role("button", name="Masuk").click()
    expect(other.get_by_role("heading", name="Meja")).to_be_visible()

    third = open_page(browser, paper)
    give_password(third, "citra")
    third.get_by_label("Kode dari aplikasi, atau kode cadangan").fill(recovery[0].upper().replace("-", " "))
    third.get_by_role("button", name="Masuk").click()
    expect(third.get_by_role("heading", name="Meja")).to_be_visible()

    ayu = open_page(browser, paper)
    give_password(ayu, "ayu")
    ayu.goto(paper.url + "/newsroom/people")
    ayu.get_by_role("link", name="Citra").click()
    ayu.locator("#own-factor").fill(PASSWORD)
    ayu.get_by_role("button", name="Hapus faktor kedua").click()
    expect(ayu.get_by_text("Anggota masuk dengan kata sandi saja")).to_be_visible()
    third.reload()
    give_password(third, "citra")
    expect(third.get_by_role("heading", name="Meja")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_its_pages_are_sound_at_each_width(
    paper: Newspaper, browser: Browser, width: int, scheme: str, tmp_path: Path
) -> None:
    """Nothing sticks out, axe has nothing to say, and the square is read in either scheme."""
    page = open_page(browser, paper, width, scheme, script=True)
    complaints: list[str] = []

    def look(name: str) -> None:
        complaints.extend(f"{name}: {one} sticks out" for one in page.evaluate(OVERFLOWING))
        complaints.extend(f"{name}: {one}" for one in axe_violations(page))

    give_password(page, "eka")
    page.goto(paper.url + "/newsroom/account/second-factor")
    look("begin")
    begin(page, paper)
    look("square")
    secret = parse_qs(urlsplit(square(page, tmp_path)).query)["secret"][0]
    page.get_by_label("Kode yang sekarang ditampilkan aplikasi").fill(code(secret, int(time.time()) // 30))
    page.get_by_role("button", name="Aktifkan").click()
    look("recovery codes")
    page.get_by_role("link", name="Sudah saya simpan").click()
    look("account")
    page.get_by_label("Kata sandi sekarang").last.fill(PASSWORD)
    page.get_by_role("button", name="Matikan").click(timeout=HASHED)
    expect(page.get_by_text("Faktor kedua dimatikan.")).to_be_visible()
    assert not complaints, "\n".join(complaints)
