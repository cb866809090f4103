"""The page that started it: what a browser shows for it is what stood there, in that order."""

import json
import re

from newspaper import FIXTURES, SEED, Newspaper
from playwright.sync_api import Browser, Page

LINES = [
    " ".join(line.split())
    for line in (FIXTURES / "seed" / "page.txt").read_text(encoding="utf-8").splitlines()
    if line.strip()
]


def shown(page: Page, selector: str = "main") -> list[str]:
    return [" ".join(line.split()) for line in page.inner_text(selector).splitlines() if line.strip()]


def missing_in_order(wanted: list[str], lines: list[str]) -> str | None:
    """The first wanted line that does not stand alone on a line of its own after the one before it."""
    rest = iter(lines)
    return next((line for line in wanted if line not in rest), None)


def test_every_line_of_the_seed_page_is_shown_in_its_order(seed: Newspaper, page: Page) -> None:
    """Genre, caption, section, headline, dateline, body, then Populer, UPDATE and Selengkapnya, all in main."""
    page.goto(seed.url + seed.story(1), wait_until="load")
    lines = shown(page)
    absent = missing_in_order(LINES, lines)
    assert absent is None, f"missing or out of order: {absent!r}\n" + "\n".join(lines)


def test_every_line_is_shown_on_a_phone_too(seed: Newspaper, browser: Browser) -> None:
    """A narrow page leaves nothing out and changes no order."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        page.goto(seed.url + seed.story(1), wait_until="load")
        assert missing_in_order(LINES, shown(page)) is None
    finally:
        context.close()


def test_the_rails_stand_on_every_page_in_the_same_order(seed: Newspaper, page: Page) -> None:
    """The archive is as fresh as the front: the rails are one fragment that all pages share."""
    rails = LINES[LINES.index("Populer") :]
    for path in ("/", "/dunia", seed.story(2), seed.story(18), "/indeks", "/populer", "/cari"):
        page.goto(seed.url + path, wait_until="load")
        absent = missing_in_order(rails, shown(page, "aside.rails"))
        assert absent is None, f"{path}: missing or out of order in the rails: {absent!r}"


def test_the_front_and_the_sections_link_every_story(seed: Newspaper) -> None:
    """Every story of the file is on the index under its headline, and answers at its own address."""
    index = seed.get("/indeks").content.decode()
    for number in range(1, len(SEED.read_text(encoding="utf-8").splitlines()) + 1):
        path = seed.story(number)
        assert f'"{path}"' in index, f"{path} is not on the index"
        assert seed.get(path).status_code == 200


def test_the_address_of_a_story_holds_its_section_number_and_headline(seed: Newspaper) -> None:
    """The section, the number, and a slug that begins with the first words of the headline."""
    item = json.loads(SEED.read_text(encoding="utf-8").splitlines()[0])
    first_words = "-".join(re.findall(r"[a-z]+", item["headlines"][0]["value"].lower())[:4])
    assert seed.story(1).startswith(f"/dunia/1/{first_words}")


def test_a_wrong_address_of_a_story_costs_one_redirect(seed: Newspaper) -> None:
    """A wrong slug or section, a trailing slash and upper case answer with one 301 to the address that is right."""
    right = seed.story(1)
    section, slug = right.split("/")[1], right.split("/")[3]
    wrong = [
        f"/{section}/1/judul-lain",
        f"/{section}/1",
        f"/politik/1/{slug}",
        right + "/",
        right.upper(),
        f"/{section.title()}/1/{slug}/",
    ]
    for path in wrong:
        answer = seed.get(path)
        assert answer.status_code == 301, f"{path}: {answer.status_code}"
        location = re.sub(r"^https?://[^/]+", "", answer.headers["Location"])
        assert location == right, f"{path} → {location}"
