"""What another process commits is on every page at once, and on the pages that are open."""

from collections.abc import Iterator

import pytest
from conftest import most_read
from lxml import html
from newspaper import SEED, Newspaper, at, item, until
from playwright.sync_api import Page, expect


@pytest.fixture
def paper(new_paper: Newspaper) -> Iterator[Newspaper]:
    """The seed's newspaper, served, for a test to change."""
    new_paper.warta("import", SEED)
    new_paper.start()
    yield new_paper


def updates(paper: Newspaper, path: str) -> list[str]:
    rows = html.fromstring(paper.get(path).content).xpath("//*[@id='updates']/li/a")
    return [row.text_content().strip() for row in rows]


def open_and_mark(page: Page, address: str) -> None:
    """Opens a page and waits for its event stream; a reload would lose the mark."""
    with page.expect_request("**/-/updates*"):
        page.goto(address, wait_until="load")
    page.evaluate("window.__opened_once = true")


def wait_for_row(page: Page, headline: str, there: bool = True) -> None:
    # Not `wait_for_function`: it evaluates a text, which the page's Content-Security-Policy refuses.
    rail = expect(page.locator("#updates"))
    (rail.to_contain_text if there else rail.not_to_contain_text)(headline, timeout=10_000)
    assert page.evaluate("window.__opened_once"), "the page was loaded again"


def test_an_import_reaches_an_open_page_without_reload(paper: Newspaper, page: Page) -> None:
    """`warta import` in another process puts its headline at the head of UPDATE on a page of 2022."""
    open_and_mark(page, paper.url + paper.story(1))
    paper.take(item("baru", "Kabar yang baru saja masuk"))
    wait_for_row(page, "Kabar yang baru saja masuk")
    assert page.locator("#updates > li").first.inner_text().startswith("Kabar yang baru saja masuk")
    assert page.locator("#updates > li").count() == 10


def test_publish_and_withdraw_reach_an_open_page(paper: Newspaper, page: Page) -> None:
    """`warta publish` brings withheld copy to the rail, `warta withdraw` takes it away again."""
    paper.take(item("ditahan", "Berita yang ditahan dulu", pubStatus="withheld"))
    assert paper.get("/politik/19/berita-yang-ditahan-dulu").status_code == 404
    open_and_mark(page, paper.url + "/")
    paper.warta("publish", "19")
    wait_for_row(page, "Berita yang ditahan dulu")
    paper.warta("withdraw", "19", "--ground", "mistake", "--reason", "Salah terbit.")
    wait_for_row(page, "Berita yang ditahan dulu", there=False)
    until("the page says that it was withdrawn", lambda: paper.get(paper.story(19)).status_code == 410, 2)


def test_an_old_page_served_again_carries_the_new_headline(paper: Newspaper) -> None:
    """Pages that were pressed before a publication show it with the next request, and have another ETag."""
    paths = [paper.story(1), "/", "/dunia", "/indeks", "/populer"]
    before = {path: paper.get(path).headers["ETag"] for path in paths}
    paper.take(item("baru", "Judul yang harus ada di mana-mana"))
    for path in paths:
        until(f"{path} is fresh", lambda path=path: updates(paper, path)[0] == "Judul yang harus ada di mana-mana", 2)
        assert paper.get(path).headers["ETag"] != before[path]


def test_a_story_under_embargo_is_nowhere_until_its_time(paper: Newspaper) -> None:
    """Then it is public by itself, with no restart."""
    headline = "Rahasia sampai waktunya tiba"
    paper.take(item("embargo", headline, embargoedUntil=at(seconds=-4)))
    public = [
        "/",
        "/politik",
        "/indeks",
        "/feed.xml",
        "/atom.xml",
        "/feed.json",
        "/sitemap-news.xml",
        "/cari?q=rahasia",
    ]
    for path in public:
        assert paper.get(path).text.count(headline) == 0, path
    assert paper.get("/politik/19/rahasia-sampai-waktunya-tiba").status_code == 404
    until("the embargo is over", lambda: headline in updates(paper, "/"), 8)
    assert paper.get(paper.story(19)).status_code == 200


def test_a_page_hears_of_what_it_missed_while_the_server_was_away(paper: Newspaper, page: Page) -> None:
    """After a restart the open page connects again by itself and shows what came in meanwhile."""
    open_and_mark(page, paper.url + paper.story(1))
    assert paper.stop() == 0
    paper.take(item("sementara", "Masuk ketika server berhenti"))
    paper.start()
    expect(page.locator("#updates")).to_contain_text("Masuk ketika server berhenti", timeout=20_000)
    assert page.evaluate("window.__opened_once"), "the page was loaded again"


def test_reading_a_page_in_a_browser_counts_one_read(paper: Newspaper, page: Page) -> None:
    """A second of sight sends one beacon, and the story enters Populer; a second reading of it counts no more."""
    path = paper.story(5)
    for _ in range(2):
        with page.expect_response("**/-/reads/5") as answered:
            page.goto(paper.url + path, wait_until="load")
        assert answered.value.status == 204
    paper.read(6, readers=2)
    until("both stories are in Populer", lambda: most_read(paper.get("/").content) == [6, 5])


def test_counted_reads_survive_a_restart(paper: Newspaper) -> None:
    """Ctrl-C writes what is still in memory: Populer is the same afterwards."""
    paper.read(7, readers=3)
    paper.read(8, readers=1)
    assert paper.stop() == 0
    paper.start()
    until("Populer is back", lambda: most_read(paper.get("/").content) == [7, 8], 3)
