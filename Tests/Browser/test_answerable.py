"""One story through all of a newspaper's duties: every surface, its receipts and the public ledger tell the truth at each step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone

import pytest
from lxml import html
from newspaper import Newspaper, until
from playwright.sync_api import Page, expect
from test_grievances import send
from test_ledger import fact
from test_newsroom import Newsroom, newsroom, seen, step  # noqa: F401
from writing_page import begin

HEADLINE = "Jembatan Ampera retak"


@dataclass
class Told:
    """What readers are told of the story at one moment, wherever they look."""

    page: str
    front: bool
    section: bool
    feed: bool
    news: bool
    found: bool
    corrections: list[str]


def told(paper: Newspaper, public: str) -> Told:
    def leads(path: str) -> bool:
        answer = paper.get(path)
        main = re.split(r'<aside class="rails"', answer.text)[0]
        return answer.status_code == 200 and public in main

    kickers = html.fromstring(paper.get("/koreksi").content).xpath(f"//article[.//a[contains(@href, '{public}')]]/p[@class='kicker']/text()")
    return Told(
        page=" ".join(html.fromstring(paper.get(public).content).xpath("string(//main)").split()),
        front=leads("/"),
        section=leads("/politik"),
        feed=leads("/feed.xml"),
        news=leads("/sitemap-news.xml"),
        found=leads("/cari?q=ampera+retak"),
        corrections=[kicker.strip() for kicker in kickers if kicker.strip()],
    )


def now_exactly() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


def shown(paper: Newspaper, at: str, path: str) -> str:
    """The words of a page as readers saw it at a time."""
    page = html.fromstring(paper.warta("show", "--at", at, path).stdout)
    return " ".join(page.xpath("string(//main/*[1])").split())


def receipt(page: Page, newsroom: Newsroom, path: str, words: str) -> None:  # noqa: F811
    """The story's receipt says so, and nothing of it is red."""

    def says_so() -> bool:
        page.goto(newsroom.paper.url + path)
        return page.locator("#receipts").count() == 1 and words in page.locator("#receipts").inner_text()

    until(f"the receipt says: {words}", says_so)
    assert page.locator("#receipts li.red").count() == 0


def correct(page: Page, newsroom: Newsroom, path: str, words: str, *, as_clarification: bool = False) -> None:  # noqa: F811
    page.goto(newsroom.paper.url + path + "/correction")
    if as_clarification:
        page.get_by_label("Klarifikasi").check()
    page.get_by_label("Apa yang keliru, dan bagaimana seharusnya").fill(words)
    page.get_by_role("button", name="Ralat", exact=True).click()
    expect(page.locator(".said")).to_be_visible()


@pytest.fixture(scope="module")
def dewi(newsroom: Newsroom) -> Page:  # noqa: F811
    return newsroom.member("dewi")


def test_a_story_is_published_corrected_twice_answered_and_withdrawn(newsroom: Newsroom, dewi: Page) -> None:  # noqa: F811
    paper = newsroom.paper
    assert [fact(paper, name) for name in ("Ralat", "Klarifikasi", "Berita dicabut", "Hak jawab diterima")] == ["0"] * 4
    path = begin(newsroom, dewi, HEADLINE, "Penumpangnya dua puluh satu orang. Semua selamat.")
    number = int(path.rsplit("/", 1)[1])

    # Published.
    dewi.goto(paper.url + path)
    step(dewi, "Terbitkan")
    public = paper.story(number)
    until("readers see it", lambda: seen(paper, public, HEADLINE))
    receipt(dewi, newsroom, path, "Pembaca sudah melihatnya di 9 tempat.")
    now = told(paper, public)
    assert now.front and now.section and now.feed and now.news and now.found
    assert now.corrections == [] and "Ralat" not in now.page
    moments = {"published": now_exactly()}

    # Corrected, and made clear.
    correct(dewi, newsroom, path, "Yang benar: dua belas orang.")
    until("readers read the correction", lambda: seen(paper, public, "Yang benar: dua belas orang."))
    receipt(dewi, newsroom, path, "Pembaca sudah melihatnya di 11 tempat.")
    assert told(paper, public).corrections == ["Ralat 1"]
    until("the ledger counts it", lambda: fact(paper, "Ralat").startswith("1 "))
    moments["corrected"] = now_exactly()
    correct(dewi, newsroom, path, "Mereka penumpang kapal, bukan pejalan kaki.", as_clarification=True)
    until("readers read the clarification", lambda: seen(paper, public, "bukan pejalan kaki."))
    receipt(dewi, newsroom, path, "Pembaca sudah melihatnya di 11 tempat.")
    now = told(paper, public)
    assert now.corrections == ["Klarifikasi 2", "Ralat 1"]
    assert now.page.count("Ralat 1") >= 1 and now.page.count("Klarifikasi 2") >= 1 and now.front and now.news
    until("the ledger counts both", lambda: fact(paper, "Ralat").startswith("1 ") and fact(paper, "Klarifikasi") == "1")
    moments["made clear"] = now_exactly()

    # Answered by a right of reply.
    sender = send(newsroom, public, "Ajukan hak jawab", "Kami dua belas, dan kami memberi tahu.")
    dewi.goto(paper.url + "/newsroom/grievances")
    dewi.get_by_role("link", name=re.compile("^Hak jawab [0-9]")).first.click()
    dewi.get_by_role("button", name="Tangani").click()
    dewi.get_by_role("button", name="Kabulkan dan mulai beritanya").click()
    answer = dewi.url.removeprefix(paper.url).split("?")[0]
    dewi.goto(paper.url + answer)
    step(dewi, "Terbitkan")
    reply = paper.story(int(answer.rsplit("/", 1)[1]))
    until("each leads to the other", lambda: seen(paper, public, reply) and seen(paper, reply, public))
    receipt(dewi, newsroom, answer, "Pembaca sudah melihatnya di 9 tempat.")
    sender.reload()
    expect(sender.get_by_text("Dikabulkan").first).to_be_visible()
    assert told(paper, public).corrections == ["Klarifikasi 2", "Ralat 1"]
    moments["answered"] = now_exactly()

    # Withdrawn.
    dewi.goto(paper.url + path)
    step(dewi, "Cabut", "Jembatannya tidak retak.")
    until("readers are told", lambda: paper.get(public).status_code == 410)
    receipt(dewi, newsroom, path, "Pembaca tidak lagi menemukannya di 8 tempat.")
    now = told(paper, public)
    assert not (now.front or now.section or now.feed or now.news or now.found)
    assert "Terbit karena kekeliruan redaksi. Jembatannya tidak retak." in now.page and "Semua selamat" not in now.page
    # What was wrong stays told, and so does the answer.
    assert now.corrections == ["Klarifikasi 2", "Ralat 1"]
    assert paper.get(reply).status_code == 200
    until("the ledger counts it", lambda: fact(paper, "Berita dicabut") == "1 kekeliruan redaksi: 1")
    # The register is no page's: the ledger hears of it with what is published next.
    assert fact(paper, "Hak jawab diterima").startswith("1 1 dimuat; median ")
    assert [one for one in paper.get("/transparansi/data.json").json()["months"][0]["replies"].items() if one[0] == "granted"] == [("granted", 1)]

    # Each state is shown as it was, on the story's page and on the front.
    moments["withdrawn"] = now_exactly()
    states = {moment: shown(paper, at, public) for moment, at in moments.items()}
    signs = {
        "published": (),
        "corrected": ("Ralat 1",),
        "made clear": ("Ralat 1", "Klarifikasi 2"),
        "answered": ("Ralat 1", "Klarifikasi 2", "Hak jawab: "),
    }
    for moment, told_then in signs.items():
        assert "Semua selamat" in states[moment], moment
        for sign in signs["answered"]:
            assert (sign in states[moment]) == (sign in told_then), (moment, sign)
        assert public in paper.warta("show", "--at", moments[moment], "/").stdout.decode(), moment
    assert "Dicabut" in states["withdrawn"] and "Semua selamat" not in states["withdrawn"]
    assert public not in paper.warta("show", "--at", moments["withdrawn"], "/").stdout.decode()
