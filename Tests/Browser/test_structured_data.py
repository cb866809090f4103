"""What search engines read of the pages, as extruct finds it."""

import re
from datetime import datetime
from typing import Any

import extruct
from lxml import html
from newspaper import Newspaper


def found(paper: Newspaper, path: str) -> dict[str, dict[str, Any]]:
    """The JSON-LD objects of a page by their type, those in a `@graph` too."""
    text = paper.get(path).text
    objects = extruct.extract(text, base_url=paper.url + path, syntaxes=["json-ld"])["json-ld"]
    flat = [part for one in objects for part in one.get("@graph", [one])]
    assert all("schema.org" in str(one.get("@context", "")) for one in objects)
    return {part["@type"]: part for part in flat}


def names(value: Any) -> list[str]:
    return [one["name"] for one in (value if isinstance(value, list) else [value])]


def test_the_story_says_that_it_is_a_news_article(seed: Newspaper) -> None:
    """Headline, dates with zone, author, publisher, section and address, each as the page shows it."""
    path = seed.story(1)
    article = found(seed, path)["NewsArticle"]
    assert article["headline"] == html.fromstring(seed.get(path).content).xpath("string(//h1)").strip()
    assert datetime.fromisoformat(article["datePublished"]) == datetime.fromisoformat("2022-08-15T11:53:00+07:00")
    assert datetime.fromisoformat(article["dateModified"]).tzinfo is not None
    assert [name.upper() for name in names(article["author"])] == ["ALIFIA DWI RAMANDHITA"]
    assert names(article["publisher"])[0]
    assert article["articleSection"] == "Dunia"
    assert article["inLanguage"] == "id"
    whole = article["mainEntityOfPage"]
    assert (whole["@id"] if isinstance(whole, dict) else whole).endswith(path)


def test_the_story_has_a_trail_from_the_front(seed: Newspaper) -> None:
    """Front, section, and perhaps the story: numbered, and each link answers."""
    trail = found(seed, seed.story(1))["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in trail] == list(range(1, len(trail) + 1))
    links = [step["item"]["@id"] if isinstance(step.get("item"), dict) else step.get("item") for step in trail]
    paths = [re.sub(r"^https?://[^/]+", "", link) or "/" for link in links if link]
    assert paths[:2] == ["/", "/dunia"]
    assert all(seed.get(one).status_code == 200 for one in paths)


def test_the_front_says_that_it_is_a_web_site(demo: Newspaper) -> None:
    """With its name and the address of its search."""
    site = found(demo, "/")["WebSite"]
    assert site["name"] and re.fullmatch(r"https?://[^/]+/?", site["url"])
    action = site.get("potentialAction")
    if action:
        target = action["target"]
        template = target["urlTemplate"] if isinstance(target, dict) else target
        assert "/cari?q={" in template


def test_a_story_with_a_picture_names_it(demo: Newspaper, addresses: dict[str, str]) -> None:
    """The picture of NewsArticle and of Open Graph is here and is a picture."""
    article = found(demo, addresses["story"])["NewsArticle"]
    first = article["image"][0] if isinstance(article["image"], list) else article["image"]
    tree = html.fromstring(demo.get(addresses["story"]).content)
    for link in (
        first["url"] if isinstance(first, dict) else first,
        tree.xpath("string(//meta[@property='og:image']/@content)"),
    ):
        answer = demo.get(re.sub(r"^https?://[^/]+", "", link))
        assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("image/"), link
