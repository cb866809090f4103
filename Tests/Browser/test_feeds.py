"""Feeds, as a strict reader sees them."""

import json
from datetime import datetime

import feedparser
import pytest
from lxml import etree, html
from newspaper import Newspaper, item

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(scope="session")
def feed_roots(addresses: dict[str, str]) -> dict[str, str]:
    """What stands before `/feed.xml`: nothing, a section, a tag."""
    return {"site": "", "section": addresses["section"], "tag": addresses["tag"]}


every_root = pytest.mark.parametrize("root", ["site", "section", "tag"])


@every_root
@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_feedparser_reads_the_feed_without_complaint(
    root: str, name: str, demo: Newspaper, feed_roots: dict[str, str]
) -> None:
    """Not `bozo`; every entry has a title, a link to a page that exists, an identity and a date; newest first."""
    answer = demo.get(f"{feed_roots[root]}/{name}")
    assert answer.status_code == 200
    feed = feedparser.parse(
        answer.content,
        response_headers={"content-type": answer.headers["Content-Type"], "content-location": answer.url},
    )
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == ("rss20" if name == "feed.xml" else "atom10")
    assert feed.feed.title and feed.feed.link
    assert 1 <= len(feed.entries) <= 100
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        assert entry.title and entry.link and entry.published_parsed
        assert entry.content[0].value.strip().startswith("<"), "the content is not the whole story"
    dates = [entry.published_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    first = "/" + feed.entries[0].link.split("/", 3)[3]
    assert demo.get(first).status_code == 200


@every_root
def test_each_feed_names_its_own_address(root: str, demo: Newspaper, feed_roots: dict[str, str]) -> None:
    """`atom:link rel=self`, in RSS and in Atom."""
    for name in ("feed.xml", "atom.xml"):
        path = f"{feed_roots[root]}/{name}"
        tree = etree.fromstring(demo.get(path).content)
        channel = tree.find("channel") if name == "feed.xml" else tree
        own = [link.get("href") for link in channel.findall(ATOM + "link") if link.get("rel") == "self"]
        assert len(own) == 1 and own[0].endswith(path)
        assert own[0].startswith("http")


@every_root
def test_the_json_feed_keeps_its_format(root: str, demo: Newspaper, feed_roots: dict[str, str]) -> None:
    """JSON Feed 1.1: version, title, home page, own address, and items with what readers need."""
    path = f"{feed_roots[root]}/feed.json"
    answer = demo.get(path)
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and feed["home_page_url"].startswith("http") and feed["feed_url"].endswith(path)
    assert feed["items"]
    for entry in feed["items"]:
        assert isinstance(entry["id"], str) and entry["url"].startswith("http") and entry["title"]
        assert entry["content_html"].startswith("<")
        assert datetime.fromisoformat(entry["date_published"]).tzinfo is not None
    assert len({entry["id"] for entry in feed["items"]}) == len(feed["items"])


def test_the_three_formats_tell_the_same_news(demo: Newspaper) -> None:
    """The same stories in the same order."""
    rss = [entry.link for entry in feedparser.parse(demo.get("/feed.xml").content).entries]
    atom = [entry.link for entry in feedparser.parse(demo.get("/atom.xml").content).entries]
    json_feed = [entry["url"] for entry in json.loads(demo.get("/feed.json").content)["items"]]
    assert rss == atom == json_feed


def test_the_rss_feed_carries_the_whole_story(seed: Newspaper) -> None:
    """Full content, not a summary: the last paragraph of the seed story is in the feed of its section."""
    items = etree.fromstring(seed.get("/dunia/feed.xml").content).findall("channel/item")
    assert len(items) == 1
    body = html.fromstring(items[0].findtext(CONTENT) or "").text_content()
    assert "Presiden Rusia Vladimir Putin memberikan surat" in body
    assert "republik Donbas, Luhansk dan Donetsk." in body


def test_plain_words_stay_words_in_every_format(new_paper: Newspaper) -> None:
    """A headline and a summary with markup in them are shown as they were written, not taken for markup."""
    words = 'Elemen <script> & <b>tebal</b> kini "dilarang"'
    summary = [{"role": "summary", "contentType": "text/plain", "value": words}]
    new_paper.take(item("kata", words, descriptions=summary))
    paper = new_paper.start()
    for name in ("feed.xml", "atom.xml"):
        feed = feedparser.parse(paper.get(f"/{name}").content, sanitize_html=False)
        assert not feed.bozo
        entry = feed.entries[0]
        for detail in (entry.title_detail, entry.summary_detail):
            # RSS has no types: feedparser takes what it finds there for HTML, as readers do.
            shown = detail.value if detail.type == "text/plain" else html.fromstring(f"<p>{detail.value}</p>").text
            assert shown == words, (name, detail)
    entry = json.loads(paper.get("/feed.json").content)["items"][0]
    assert entry["title"] == entry["summary"] == words


def test_an_identity_that_is_no_uri_becomes_one(new_paper: Newspaper) -> None:
    """`atom:id`, `guid` and `id` are the same URI, whatever the wire sent."""
    new_paper.take(item("x", "Nomor kawat") | {"uri": "20260105-0042"})
    paper = new_paper.start()
    identity = "tag:warta,2026:uri/20260105-0042"
    assert [feedparser.parse(paper.get(f"/{name}").content).entries[0].id for name in ("feed.xml", "atom.xml")] == [
        identity,
        identity,
    ]
    assert json.loads(paper.get("/feed.json").content)["items"][0]["id"] == identity


def test_pages_name_their_feeds(demo: Newspaper, addresses: dict[str, str]) -> None:
    """Every feed that a page names in its head exists."""
    for name in ("front", "section", "tag", "story"):
        tree = html.fromstring(demo.get(addresses[name]).content)
        links = tree.xpath("//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href")
        assert links, f"{name} names no feed"
        for link in links:
            assert demo.get("/" + link.split("/", 3)[3] if link.startswith("http") else link).status_code == 200


def test_a_feed_that_has_not_changed_is_not_sent_again(demo: Newspaper) -> None:
    """304 for the ETag that was sent, for each format."""
    for name in ("feed.xml", "atom.xml", "feed.json"):
        tag = demo.get(f"/{name}").headers["ETag"]
        again = demo.get(f"/{name}", **{"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b""), name
