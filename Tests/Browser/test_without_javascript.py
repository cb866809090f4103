"""With JavaScript off the pages are whole."""

from collections.abc import Iterator

import pytest
from conftest import MOST_READ, PAGES, most_read
from newspaper import Newspaper
from playwright.sync_api import Browser, Page
from test_seed_page import LINES, missing_in_order, shown


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 800, "height": 1100})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_the_story_and_its_rails_are_complete_without_javascript(seed: Newspaper, plain_page: Page) -> None:
    """Every line of the seed page again, and Populer in its order, with no script run."""
    plain_page.goto(seed.url + seed.story(1))
    assert missing_in_order(LINES, shown(plain_page)) is None
    assert most_read(plain_page.content().encode()) == MOST_READ
    assert plain_page.locator("#updates > li").count() == 10


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("not found", "withdrawn")])
def test_every_page_shows_its_content_without_javascript(
    name: str, demo: Newspaper, addresses: dict[str, str], plain_page: Page
) -> None:
    """A heading and the rail of latest stories are visible; lists have their rows."""
    plain_page.goto(demo.url + addresses[name])
    assert plain_page.locator("main h1").count() == 1
    assert plain_page.locator("#updates > li").first.is_visible()
    if name in ("front", "section", "index", "tag", "author", "search for a word"):
        assert plain_page.locator("main > .content a[href^='/']").count() >= 1


def test_search_works_without_javascript(demo: Newspaper, plain_page: Page) -> None:
    """The form is a plain GET."""
    plain_page.goto(demo.url + "/cari")
    plain_page.fill("main input[name=q]", "tidakadakatasepertiini")
    plain_page.locator("main form button").click()
    plain_page.wait_for_url("**/cari?q=tidakadakatasepertiini")


def test_the_index_is_turned_page_by_page_without_javascript(demo: Newspaper, plain_page: Page) -> None:
    """`berikutnya` leads to older stories and `sebelumnya` back to where one was."""
    plain_page.goto(demo.url + "/indeks")
    rows = "main > .content li a[href]"
    first = plain_page.locator(rows).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    plain_page.locator("a[rel=next]").click()
    plain_page.wait_for_url("**/indeks?sebelum=*")
    second = plain_page.locator(rows).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    stories = lambda links: {link for link in links if link.count("/") == 3}  # noqa: E731
    assert stories(second) and not stories(first) & stories(second)
    plain_page.locator("a[rel=prev]").click()
    plain_page.wait_for_load_state()
    back = plain_page.locator(rows).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert stories(back) == stories(first)
