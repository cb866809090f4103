"""Sitemaps, checked against the protocol's schemas, and the other files that machines look for."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree
from newspaper import SEED, Newspaper, at, item
from protego import Protego

SCHEMAS = Path(__file__).parent / "schemas"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@pytest.fixture
def paper(new_paper: Newspaper) -> Iterator[Newspaper]:
    """The seed, one story of an hour ago, one of three days ago, one withdrawn and one withheld."""
    new_paper.warta("import", SEED)
    new_paper.take(
        item("baru", "Berita satu jam lalu & <lain-lain>", firstCreated=at(hours=1), versionCreated=at(hours=1)),
        item("lama", "Berita tiga hari lalu", firstCreated=at(days=3), versionCreated=at(days=3)),
        item("dicabut", "Berita yang dicabut"),
        item("ditahan", "Berita yang ditahan", pubStatus="withheld"),
    )
    new_paper.warta("withdraw", "21", "--ground", "mistake", "--reason", "Salah.")
    yield new_paper.start()


def valid(schema: str, document: bytes) -> etree._Element:
    tree = etree.fromstring(document)
    rules = etree.XMLSchema(etree.parse(SCHEMAS / schema))
    assert rules.validate(tree), rules.error_log
    return tree


def path_of(location: str) -> str:
    return re.sub(r"^https?://[^/]+", "", location)


def test_the_sitemap_index_and_its_shards_are_valid(paper: Newspaper) -> None:
    """Every public story is in exactly one shard, at its canonical address; nothing else of the stories is."""
    index = valid("siteindex.xsd", paper.get("/sitemap.xml").content)
    listed: list[str] = []
    for location in index.iter(SITEMAP + "loc"):
        shard = paper.get(path_of(location.text))
        assert shard.status_code == 200
        tree = valid("siteindex.xsd", shard.content)
        assert tree.tag == SITEMAP + "urlset" and len(shard.content) <= 50 * 1024 * 1024
        listed += [path_of(found.text) for found in tree.iter(SITEMAP + "loc")]
    public = [paper.story(number) for number in range(1, 21)]
    stories = [path for path in listed if re.fullmatch(r"/[^/]+/\d+/[^/]+", path)]
    assert sorted(stories) == sorted(public)


def test_the_news_sitemap_holds_two_days(paper: Newspaper) -> None:
    """The story of an hour ago with its name, language and date; neither the old nor the hidden ones."""
    tree = valid("siteindex.xsd", paper.get("/sitemap-news.xml").content)
    titles = [title.text for title in tree.iter(NEWS + "title")]
    assert titles == ["Berita satu jam lalu & <lain-lain>"]
    assert [language.text for language in tree.iter(NEWS + "language")] == ["id"]


def test_the_schemas_refuse_what_the_protocol_forbids() -> None:
    """The checks above can fail: no address, a bad date, a relative address, half a news entry, a page twice."""
    head = f'<urlset xmlns="{SITEMAP[1:-1]}" xmlns:n="{NEWS[1:-1]}"><url>'
    good = "<loc>https://surat.example/dunia/1/a</loc><lastmod>2026-01-02T04:14:00+07:00</lastmod>"
    news = (
        "<n:news><n:publication><n:name>Surat</n:name><n:language>id</n:language></n:publication>"
        "<n:publication_date>2026-01-02T04:14:00+07:00</n:publication_date><n:title>A</n:title></n:news>"
    )
    valid("siteindex.xsd", f"{head}{good}{news}</url></urlset>".encode())
    for bad in (
        "<lastmod>2026-01-02</lastmod>",
        good.replace("T04:14:00+07:00", " 04:14"),
        good.replace("+07:00", ""),
        good.replace("https://surat.example", ""),
        good + news.replace("<n:title>A</n:title>", ""),
        good + news.replace("id", "Indonesia"),
    ):
        with pytest.raises(AssertionError):
            valid("siteindex.xsd", f"{head}{bad}</url></urlset>".encode())
    with pytest.raises(AssertionError):
        valid("siteindex.xsd", f"{head}{good}</url><url>{good}</url></urlset>".encode())


# First path components that no section may have (`Address.reserved`), with what the site answers under them.
RESERVED = (
    "indeks tag penulis populer cari koreksi newsroom api feed atom sitemap robots favicon manifest pictures theme reads"
).split()


def test_robots_are_barred_from_searches_and_machines_and_from_nothing_else(paper: Newspaper) -> None:
    """Rules are prefixes (RFC 9309): none bars a section, a tag or an author whose name begins as a reserved word does."""
    rules = Protego.parse(paper.get("/robots.txt").text)

    def allows(path: str) -> bool:
        return bool(rules.can_fetch(f"https://surat.example{path}", "Googlebot"))

    for path in ("/cari", "/cari?q=x", "/cari?urut=sesuai", "/cari/", "/-/reads/7", "/-/updates", "/-/metrics"):
        assert not allows(path), path
    for path in ("/", "/indeks", "/populer/24", "/feed.xml", "/-/pictures/ab/320.jpg", "/-/theme/ab/style.css"):
        assert allows(path), path
    for word in RESERVED:
        for slug in (f"{word}-angin", f"{word}angin", f"rubrik-{word}"):
            for path in (f"/{slug}", f"/{slug}/7/judul", f"/tag/{slug}", f"/penulis/{slug}", f"/{slug}/feed.xml"):
                assert allows(path), path
        assert allows(f"/tag/{word}") and allows(f"/penulis/{word}") and allows(f"/politik/7/{word}"), word


def test_sitemaps_print_the_dates_of_every_year(new_paper: Newspaper) -> None:
    """A story of 1945 and one of the year 1: valid by the schema, with the instant that the wire gave."""
    dates = {"1945": "1945-08-17T10:00:00+07:00", "1": "0001-01-02T00:00:00+00:00", "1969": "1969-12-31T23:59:59+00:00"}
    new_paper.take(
        *(item(name, f"Berita {name}", firstCreated=date, versionCreated=date) for name, date in dates.items())
    )
    paper = new_paper.start()
    tree = valid("siteindex.xsd", paper.get("/sitemap-0.xml").content)
    found = {datetime.fromisoformat(place.text) for place in tree.iter(SITEMAP + "lastmod")}
    assert found == {datetime.fromisoformat(date) for date in dates.values()}
    valid("siteindex.xsd", paper.get("/sitemap.xml").content)


def test_robots_and_security_say_what_they_must(paper: Newspaper) -> None:
    """robots.txt names both sitemaps and allows the pages; security.txt has a contact and an end date (RFC 9116)."""
    robots = paper.get("/robots.txt")
    assert robots.headers["Content-Type"].startswith("text/plain")
    maps = re.findall(r"(?mi)^sitemap:\s*https?://[^/\s]+(\S+)$", robots.text)
    assert set(maps) == {"/sitemap.xml", "/sitemap-news.xml"}
    assert not re.search(r"(?mi)^disallow:\s*/\s*$", robots.text)
    security = paper.get("/.well-known/security.txt").text
    assert re.search(r"(?m)^Contact: \S+", security)
    assert re.search(r"(?m)^Expires: \d{4}-\d{2}-\d{2}T", security)


def test_the_manifest_and_the_icons_exist(paper: Newspaper) -> None:
    """The web app manifest parses, and every icon that it or the page names is a picture."""
    answer = paper.get("/manifest.webmanifest")
    assert answer.headers["Content-Type"].startswith("application/manifest+json")
    manifest = json.loads(answer.content)
    assert manifest["name"] and manifest["start_url"] == "/"
    named = [icon["src"] for icon in manifest["icons"]] + ["/favicon.ico"]
    for path in named:
        icon = paper.get(path_of(path))
        assert icon.status_code == 200 and icon.headers["Content-Type"].startswith("image/"), path
