"""Rights of reply and complaints: sent from a phone without script, decided by keys, and linked both ways."""

from __future__ import annotations

import re

import pytest
from lxml import html
from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, seen  # noqa: F401
from test_verbs import live
from visit import LOOKS, OVERFLOWING, axe_violations
from writing_page import open_editor


def reader(newsroom: Newsroom, width: int = 360, scheme: str = "light") -> Page:  # noqa: F811
    """A reader's phone without script."""
    context = newsroom.browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.set_default_timeout(10_000)
    return context.new_page()


def send(newsroom: Newsroom, public: str, link: str, words: str) -> Page:  # noqa: F811
    """Fills in the form that a story's page leads to, and comes out at the receipt."""
    page = reader(newsroom)
    page.goto(newsroom.paper.url + public)
    page.get_by_role("link", name=link, exact=True).click()
    page.get_by_label("Nama lengkap").fill("Sari Utami")
    page.get_by_label("Surel").fill("sari@contoh.example")
    page.get_by_label("Hubungan Anda dengan berita ini").fill("Yang diberitakan")
    page.get_by_label("Bagian berita yang keliru").fill("Penumpangnya dua puluh satu orang.")
    page.get_by_label(re.compile("Anda$")).last.fill(words)
    page.locator("form.sheet button").click()
    page.wait_for_url(re.compile("/pengajuan/[0-9a-f]{64}$"))
    return page


@pytest.fixture(scope="module")
def bagus(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("bagus", script=True)


def test_a_reply_goes_from_a_phone_to_a_story_of_its_own(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    paper = newsroom.paper
    _, public = live(newsroom, bagus, "Kapal kayu berlayar", "Penumpangnya dua puluh satu orang. Semua selamat sampai di darat.")
    sender = send(newsroom, public, "Ajukan hak jawab", "Kami dua belas.")
    expect(sender.get_by_role("heading", level=1)).to_contain_text("Hak jawab: nomor")
    bagus.goto(paper.url + "/newsroom")
    bagus.get_by_role("link", name="Hak jawab dan pengaduan").press("Enter")
    bagus.get_by_role("link", name=re.compile("^Hak jawab [0-9]")).first.press("Enter")
    bagus.get_by_role("button", name="Tangani").press("Enter")
    expect(bagus.locator(".said")).to_have_text("Tercatat.")
    bagus.get_by_role("button", name="Kabulkan dan mulai beritanya").press("Enter")
    expect(bagus.locator(".said")).to_contain_text("Hak jawab dikabulkan")
    sender.reload()
    expect(sender.get_by_text("Dikabulkan").first).to_be_visible()
    reply = bagus.url.split("?")[0].rsplit("/", 1)[1]
    open_editor(newsroom, bagus, f"/newsroom/stories/{reply}")
    bagus.keyboard.press("Alt+Shift+T")
    bagus.wait_for_url(re.compile("/publication$"))
    bagus.get_by_role("button", name="Terbitkan", exact=True).click()
    until("the reply is linked", lambda: seen(paper, public, "Hak jawab:"))
    tree = html.fromstring(paper.get(public).content)
    (link,) = tree.xpath("//ul[@class='ways']/li[contains(., 'Hak jawab:')]/a/@href")
    assert f"/{reply}/" in link
    answer = html.fromstring(paper.get(link).content).text_content()
    assert "Menanggapi:" in answer and "Kami dua belas." in answer and "contoh.example" not in answer
    # The sender leaves the house in no export, and neither does what they complain about.
    lines = str(paper.export_lines())
    assert "Kami dua belas." in lines
    for secret in ("contoh.example", "Sari Utami", "Yang diberitakan"):
        assert secret not in lines, secret


def test_a_complaint_is_answered_and_read_by_its_sender(newsroom: Newsroom, bagus: Page) -> None:  # noqa: F811
    _, public = live(newsroom, bagus, "Pasar ikan pindah", "Pasar ikan pindah ke utara.")
    sender = send(newsroom, public, "pengaduan", "Pasarnya pindah ke selatan.")
    bagus.goto(newsroom.paper.url + "/newsroom/grievances")
    bagus.get_by_role("link", name=re.compile("^Pengaduan [0-9]")).last.click()
    bagus.get_by_label("Pesan kepada pengirim").fill("Terima kasih, <b>sudah</b> kami perbaiki.")
    bagus.get_by_role("button", name="Jawab dan tutup").press("Enter")
    expect(bagus.locator(".said")).to_have_text("Tercatat.")
    sender.reload()
    expect(sender.get_by_text("Terima kasih, <b>sudah</b> kami perbaiki.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_each_page_of_it_fits_and_is_for_everybody(newsroom: Newsroom, bagus: Page, width: int, scheme: str) -> None:  # noqa: F811
    """No sideways scrolling, and nothing for axe: the register, one of its rows, the receipt."""
    if not getattr(bagus, "receipt", None):
        _, public = live(newsroom, bagus, "Jembatan ditutup", "Jembatan ditutup sebulan.")
        bagus.receipt = send(newsroom, public, "Ajukan hak jawab", "Tidak ditutup.").url
    member = newsroom.member("bagus", script=True, width=width, scheme=scheme)
    member.goto(newsroom.paper.url + "/newsroom/grievances")
    addresses = [member.url, member.get_by_role("link", name=re.compile("^Hak jawab [0-9]")).first.get_attribute("href"), bagus.receipt]
    for address in addresses:
        member.goto(address if address.startswith("http") else newsroom.paper.url + address)
        assert member.evaluate(OVERFLOWING) == [] and axe_violations(member) == [], address
