"""The time machine: pages as readers saw them at a past minute, asked for in the newsroom and on the server."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from urllib.parse import urlencode

import pytest
from newspaper import until
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom, seen  # noqa: F401
from test_verbs import live
from visit import OVERFLOWING, SCHEMES, WIDTHS, axe_violations


@pytest.fixture(scope="module")
def dewi(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("dewi", script=True)


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


@pytest.fixture(scope="module")
def withdrawn(newsroom: Newsroom, dewi: Page) -> tuple[str, str, str]:  # noqa: F811
    """A story that was live and was withdrawn: its path in the newsroom, readers' path, and a moment between the two."""
    path, public = live(newsroom, dewi, "Kapal itu bernama Sinar", "Kata nakhodanya, Pak Usman.")
    between = now()
    newsroom.paper.warta("withdraw", path.rsplit("/", 1)[1], "--ground", "mistake")
    until("readers are told", lambda: newsroom.paper.get(public).status_code == 410)
    return path, public, between


def test_a_member_sees_the_story_as_it_was_and_the_notice_as_it_is(newsroom: Newsroom, withdrawn: tuple[str, str, str]) -> None:  # noqa: F811
    path, public, between = withdrawn
    page = newsroom.member("dewi")
    page.goto(newsroom.paper.url + "/newsroom/time?" + urlencode({"path": newsroom.paper.url + public, "at": between}))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Kapal itu bernama Sinar", level=1)).to_be_visible()
    expect(frame.locator(".past")).to_contain_text("Ini bukan halaman hari ini.")
    expect(frame.locator(".rail.update")).to_contain_text("Kapal itu bernama Sinar")
    page.goto(newsroom.paper.url + "/newsroom/time?" + urlencode({"path": public, "at": now()}))
    expect(frame.locator(".past")).to_be_visible()
    expect(frame.get_by_text("Dicabut", exact=False).first).to_be_visible()
    # From the history, each version leads there.
    page.goto(newsroom.paper.url + path + "/revisions")
    page.get_by_role("link", name="Seperti yang dilihat pembaca saat itu").last.click()
    page.wait_for_url(re.compile("/newsroom/time"))
    expect(page.locator("iframe")).to_be_visible()


def test_the_form_takes_a_page_a_day_and_a_clock_and_says_what_is_wrong(newsroom: Newsroom, dewi: Page) -> None:  # noqa: F811
    dewi.goto(newsroom.paper.url + "/newsroom")
    dewi.get_by_role("link", name="Mesin waktu").click()
    dewi.get_by_label("Alamat halaman").fill("/cari")
    dewi.get_by_role("button", name="Tampilkan", exact=True).press("Enter")
    expect(dewi.get_by_role("alert")).to_contain_text("Hanya berita, halaman depan, dan rubrik")
    dewi.get_by_label("Alamat halaman").fill("/")
    dewi.get_by_role("button", name="Tampilkan", exact=True).press("Enter")
    expect(dewi.frame_locator("iframe").locator(".past")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_its_pages_fit_and_are_for_everybody(newsroom: Newsroom, withdrawn: tuple[str, str, str], width: int, scheme: str) -> None:  # noqa: F811
    _, public, between = withdrawn
    member = newsroom.member("dewi", script=True, width=width, scheme=scheme)
    story = urlencode({"path": public, "at": between})
    front = urlencode({"path": "/", "at": between})
    for address in ("time", "time?" + story, "time/page?" + story, "time/page?" + front, "time?path=%2Fcari"):
        member.goto(newsroom.paper.url + "/newsroom/" + address)
        assert member.evaluate(OVERFLOWING) == [] and axe_violations(member) == [], address
    member.close()


def test_the_command_prints_it_with_and_without_its_looks(newsroom: Newsroom, withdrawn: tuple[str, str, str]) -> None:  # noqa: F811
    _, public, between = withdrawn
    said = newsroom.paper.warta("show", "--at", between, public).stdout.decode()
    assert "Kapal itu bernama Sinar" in said and 'class="past"' in said and "<!doctype html>" in said
    words = newsroom.paper.warta("show", "--at", between, "--text", public).stdout.decode()
    assert "Kapal itu bernama Sinar" in words and "Pak Usman" in words and "<" not in words
