"""Duties after publication, in the browser: withdrawals on a ground, reports that are not verified yet, labels."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html
from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, seen  # noqa: F401
from test_verbs import live
from visit import LOOKS, OVERFLOWING, axe_violations
from writing_page import begin, open_editor


@pytest.fixture(scope="module")
def dewi(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("dewi", script=True)


def test_a_story_is_withdrawn_by_keys_on_a_ground(newsroom: Newsroom, dewi: Page) -> None:  # noqa: F811
    path, public = live(newsroom, dewi, "Nama korban disebut", "Isinya tidak boleh terbit.")
    open_editor(newsroom, dewi, path)
    dewi.keyboard.press("Alt+Shift+C")
    dewi.wait_for_url(re.compile("/withdrawal$"))
    expect(dewi.locator("input:focus")).to_have_count(1)
    for _ in range(3):
        dewi.keyboard.press("ArrowDown")
    expect(dewi.get_by_label("Melindungi korban dari pengalaman traumatik")).to_be_checked()
    dewi.keyboard.press("Tab")
    dewi.keyboard.type("Korbannya <anak>.")
    dewi.keyboard.press("Tab")
    dewi.keyboard.press("Enter")
    expect(dewi.locator(".said")).to_be_visible()
    until("readers are told", lambda: newsroom.paper.get(public).status_code == 410)
    notice = html.fromstring(newsroom.paper.get(public).content).text_content()
    assert "Alasan: Demi melindungi korban dari pengalaman traumatik. Korbannya <anak>." in notice
    dewi.goto(newsroom.paper.url + path + "/revisions")
    expect(dewi.get_by_text("Melindungi korban dari pengalaman traumatik Korbannya <anak>.").first).to_be_visible()


def test_without_script_a_ground_is_asked_for(newsroom: Newsroom) -> None:  # noqa: F811
    page = newsroom.member("dewi", width=360)
    path, public = live(newsroom, page, "Tanpa alasan")
    page.goto(newsroom.paper.url + path + "/withdrawal")
    page.locator("#reason").fill("Seseorang memintanya.")
    page.locator("input[name=ground]").evaluate_all("(all) => all.forEach((one) => { one.required = false; })")
    page.get_by_role("button", name="Cabut", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Permintaan dari luar redaksi bukan alasan")
    expect(page.locator("#reason")).to_have_value("Seseorang memintanya.")
    assert newsroom.paper.get(public).status_code == 200


def report(page: Page, newsroom: Newsroom, path: str, words: str) -> None:  # noqa: F811
    """Publishes a story unverified, or says of a live one that it is."""
    page.goto(newsroom.paper.url + path + "/report")
    for box in page.locator("input[name=condition]").all():
        box.check()
    page.locator("#words").fill(words)
    page.get_by_role("button", name="Belum terverifikasi", exact=True).click()
    expect(page.locator(".said")).to_be_visible()


def test_a_report_is_published_unverified_and_verified_by_another_story(newsroom: Newsroom, dewi: Page) -> None:  # noqa: F811
    paper = newsroom.paper
    path = begin(newsroom, dewi, "Kapal dikabarkan tenggelam", "Kata seorang nelayan, Pak Umar.")
    open_editor(newsroom, dewi, path)
    dewi.keyboard.press("Alt+Shift+U")
    dewi.wait_for_url(re.compile("/report$"))
    # Nothing goes on without each condition: the browser asks for it before the server does.
    dewi.locator("#words").fill("Syahbandar belum dapat dihubungi.")
    dewi.get_by_role("button", name="Belum terverifikasi", exact=True).click()
    assert dewi.url.endswith("/report") and dewi.locator(".said").count() == 0
    report(dewi, newsroom, path, "Syahbandar belum dapat dihubungi.")
    number = int(path.rsplit("/", 1)[1])
    public = paper.story(number)
    until("readers see it", lambda: seen(paper, public, "masih memerlukan verifikasi"))
    tree = html.fromstring(paper.get(public).content)
    (note,) = tree.xpath("//div[@class='body']/p[last()]/em")
    assert re.fullmatch(r"\[Berita ini masih memerlukan verifikasi .* Syahbandar belum dapat dihubungi\.\]", note.text)
    data = [json.loads(one) for one in tree.xpath("//script[@type='application/ld+json']/text()")]
    assert "Belum terverifikasi" in [one.get("creativeWorkStatus") for one in data]
    dewi.goto(paper.url + "/newsroom/unverified")
    row = dewi.locator("li", has_text="Kapal dikabarkan tenggelam")
    expect(row).to_contain_text("Syahbandar belum dapat dihubungi.")
    _, other = live(newsroom, dewi, "Kapal itu selamat", "Kata syahbandar, kapalnya berlabuh.")
    dewi.goto(paper.url + "/newsroom/unverified")
    row.get_by_role("link", name="Terverifikasi").press("Enter")
    dewi.wait_for_url(re.compile("/verification$"))
    expect(dewi.locator("input:focus")).to_have_count(1)
    dewi.keyboard.type(paper.url + other)
    dewi.keyboard.press("Enter")
    expect(dewi.locator(".said")).to_be_visible()
    until("each leads to the other", lambda: other in paper.get(public).text and public in paper.get(other).text)
    assert "masih memerlukan" not in paper.get(public).text


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_reports_fit_and_are_for_everybody(newsroom: Newsroom, dewi: Page, width: int, scheme: str) -> None:  # noqa: F811
    if not getattr(dewi, "reported", None):
        path, public = live(newsroom, dewi, "Jembatan dikabarkan runtuh", "Kata seorang sopir, Pak Amir.")
        report(dewi, newsroom, path, "Dinas belum dapat dihubungi.")
        until("readers are told", lambda: seen(newsroom.paper, public, "Dinas belum dapat dihubungi"))
        dewi.reported = (path, public)
    path, public = dewi.reported
    member = newsroom.member("dewi", script=True, width=width, scheme=scheme)
    for address in (public, "/newsroom/unverified", path + "/verification", path + "/withdrawal"):
        member.goto(newsroom.paper.url + address)
        assert member.evaluate(OVERFLOWING) == [] and axe_violations(member) == [], address
    member.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_label_is_given_by_keys_and_seen_wherever_the_story_is(newsroom: Newsroom, dewi: Page, width: int, scheme: str) -> None:  # noqa: F811
    paper = newsroom.paper
    if not getattr(dewi, "labelled", None):
        path, public = live(newsroom, dewi, "Rumah murah di tepi pantai", "Hubungi kami hari ini.")
        open_editor(newsroom, dewi, path)
        dewi.keyboard.press("Alt+Shift+L")
        dewi.wait_for_url(re.compile("/label$"))
        expect(dewi.locator("input:focus")).to_have_count(1)
        dewi.keyboard.press("ArrowDown")
        dewi.keyboard.press("Tab")
        dewi.keyboard.type("PT Pantai Indah")
        dewi.keyboard.press("Enter")
        expect(dewi.locator(".said")).to_be_visible()
        until("readers see it", lambda: seen(paper, public, "Advertorial, dibayar oleh PT Pantai Indah"))
        dewi.labelled = (path, public)
    path, public = dewi.labelled
    def labelled(listed: str) -> bool:
        rows = html.fromstring(paper.get(listed).content).xpath(f"//*[self::li or self::article][.//a[@href='{public}']]")
        return bool(rows) and all("Advertorial" in row.text_content() for row in rows)

    for listed in ("/indeks", "/", "/politik", "/cari?q=pantai"):
        until(f"{listed} shows the label in each row and rail", lambda: labelled(listed))
    member = newsroom.member("dewi", script=True, width=width, scheme=scheme)
    for address in (public, "/", "/indeks", path + "/label", path + "/pictures"):
        member.goto(paper.url + address)
        assert member.evaluate(OVERFLOWING) == [] and axe_violations(member) == [], address
    member.close()
