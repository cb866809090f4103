"""What a reader pays for the story page of the seed, in bytes before compression."""

from lxml import html
from newspaper import Newspaper

HTML, CSS, JAVASCRIPT = 30 * 1024, 15 * 1024, 4 * 1024


def weight(paper: Newspaper, links: list[str]) -> int:
    answers = [paper.get(link) for link in links]
    assert answers and all(answer.status_code == 200 for answer in answers), links
    return sum(len(answer.content) for answer in answers)


def test_the_story_page_keeps_its_budgets(seed: Newspaper) -> None:
    """HTML at most 30 KB, all CSS 15 KB, all JavaScript 4 KB."""
    body = seed.get(seed.story(1)).content
    tree = html.fromstring(body)
    assert len(body) <= HTML
    assert weight(seed, tree.xpath("//link[@rel='stylesheet']/@href")) <= CSS
    assert weight(seed, tree.xpath("//script/@src")) <= JAVASCRIPT


def test_the_files_of_the_theme_are_kept_for_ever(seed: Newspaper) -> None:
    """Their addresses hold a digest of the content, so no browser needs to ask again."""
    tree = html.fromstring(seed.get("/").content)
    for link in tree.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        control = seed.get(link).headers["Cache-Control"]
        assert "immutable" in control and "max-age=31536000" in control, f"{link}: {control}"
