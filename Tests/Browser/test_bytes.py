"""The bytes on the way: composed gzip decodes to what is sent without it, and is not sent twice."""

from __future__ import annotations

import gzip
import http.client
import subprocess
import zlib
from dataclasses import dataclass

import pytest
from conftest import KEPT_PAGES
from lxml import html
from newspaper import Newspaper
from playwright.sync_api import Page

FILES = (
    "/feed.xml",
    "/atom.xml",
    "/feed.json",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/manifest.webmanifest",
    "style",
    "script",
)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(paper: Newspaper, path: str, method: str = "GET", **headers: str) -> Answer:
    """A request as plain as it gets: nothing is decoded, nothing is added."""
    connection = http.client.HTTPConnection("127.0.0.1", paper.port, timeout=20)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)
    finally:
        connection.close()


@pytest.fixture(params=[*KEPT_PAGES, *FILES])
def path(request: pytest.FixtureRequest, demo: Newspaper, addresses: dict[str, str]) -> str:
    name = request.param
    if name in ("style", "script"):
        tree = html.fromstring(demo.get("/").content)
        return tree.xpath("string(//link[@rel='stylesheet']/@href)" if name == "style" else "string(//script/@src)")
    return addresses.get(name, name)


def both(paper: Newspaper, path: str) -> tuple[bytes, bytes]:
    """The page as it is and as gzip, of one moment: a rail may change between the two requests."""
    for _ in range(5):
        plain = ask(paper, path, Accept_Encoding="identity")
        packed = ask(paper, path, Accept_Encoding="gzip")
        again = ask(paper, path, Accept_Encoding="identity")
        if plain.body == again.body:
            break
    assert "content-encoding" not in plain.headers
    if packed.headers.get("content-encoding") != "gzip":
        assert len(plain.body) < 1024, f"{path}: {len(plain.body)} bytes, but no gzip for a client that takes it"
        return plain.body, gzip.compress(packed.body)
    return plain.body, packed.body


def test_gzip_decodes_to_the_plain_bytes(path: str, demo: Newspaper) -> None:
    """Python's gzip checks the CRC and the length of the trailer as well."""
    plain, packed = both(demo, path)
    assert plain
    assert gzip.decompress(packed) == plain


def test_gzip_is_one_stream_and_can_be_read_in_pieces(path: str, demo: Newspaper) -> None:
    """zlib reads it in small pieces, comes to the end of one member, and nothing follows."""
    plain, packed = both(demo, path)
    decoder = zlib.decompressobj(wbits=31)
    pieces = [decoder.decompress(packed[start : start + 7]) for start in range(0, len(packed), 7)]
    assert decoder.eof and decoder.unused_data == b""
    assert b"".join(pieces) == plain


def test_curl_sees_the_same_page(path: str, demo: Newspaper) -> None:
    """`curl --compressed` decodes what was sent and finds no fault."""
    plain, _ = both(demo, path)
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--compressed", demo.url + path], capture_output=True, timeout=30
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == plain


def test_chromium_sees_the_same_page(demo: Newspaper, addresses: dict[str, str], page: Page) -> None:
    """What a browser decodes is what is sent plain, for every type of page that is kept."""
    page.goto(demo.url + "/cari")
    for name in KEPT_PAGES:
        plain, _ = both(demo, addresses[name])
        text = page.evaluate("path => fetch(path, {cache: 'no-store'}).then(answer => answer.text())", addresses[name])
        assert text.encode() == plain, name


def test_the_headers_tell_caches_what_they_need(path: str, demo: Newspaper) -> None:
    """Vary by coding, a length that is right, and the same status for HEAD without a body."""
    plain = ask(demo, path)
    packed = ask(demo, path, Accept_Encoding="gzip")
    head = ask(demo, path, method="HEAD")
    if packed.headers.get("content-encoding"):
        assert "accept-encoding" in packed.headers["vary"].lower()
        assert "accept-encoding" in plain.headers["vary"].lower()
        assert plain.headers.get("etag") is None or plain.headers["etag"] != packed.headers["etag"]
    assert int(plain.headers["content-length"]) == len(plain.body)
    assert int(packed.headers["content-length"]) == len(packed.body)
    assert (head.status, head.body) == (plain.status, b"")
    assert head.headers["content-length"] == plain.headers["content-length"]
    assert plain.headers["cache-control"]
    assert plain.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_page_that_has_not_changed_is_not_sent_again(path: str, coding: str, demo: Newspaper) -> None:
    """304 without a body for the ETag that was sent, in a list and weakened too; 200 for another one.

    What is not there or was withdrawn keeps its status whatever is sent: RFC 9110 has conditions for 200 alone.
    """
    first = ask(demo, path, Accept_Encoding=coding)
    if first.status != 200:
        again = ask(demo, path, Accept_Encoding=coding, If_None_Match=first.headers.get("etag", '"x"'))
        assert again.status == first.status
        return
    tag = first.headers["etag"]
    for sent in (tag, f'"other", {tag}', "W/" + tag.removeprefix("W/")):
        again = ask(demo, path, Accept_Encoding=coding, If_None_Match=sent)
        assert (again.status, again.body) == (304, b""), sent
        assert again.headers["etag"] == tag
    assert ask(demo, path, Accept_Encoding=coding, If_None_Match='"other"').status == 200


@pytest.mark.parametrize("refused", ["gzip;q=0", "identity, gzip;q=0", "br", "*;q=0, identity"])
def test_gzip_is_not_sent_to_those_who_refuse_it(refused: str, demo: Newspaper) -> None:
    """`q=0` means no."""
    answer = ask(demo, "/", Accept_Encoding=refused)
    assert answer.status == 200 and "content-encoding" not in answer.headers
    assert answer.body.startswith(b"<!doctype html>")
