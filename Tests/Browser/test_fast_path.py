"""HTTPS, HTTP/1.1 and HTTP/2: the same pages through one door, and what is not to be had is said in one sentence."""

from __future__ import annotations

import gzip
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from newspaper import SEED, Newspaper, item, until
from playwright.sync_api import Browser, expect
from secure import Pair, SecureNewspaper, make_pair

VERSIONS = {"1.1": "--http1.1", "2": "--http2"}
PAGES = (
    "/",
    "/politik",
    "/indeks",
    "/populer",
    "/cari?q=putin",
    "/feed.xml",
    "/feed.json",
    "/sitemap.xml",
    "/robots.txt",
    "/favicon.ico",
    "/-/rails",
    "/-/live",
    "/tidak/ada/di/sini",
    "/POLITIK/",
)


@dataclass
class Answer:
    version: str
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(tmp_path_factory.mktemp("pair"), "warta")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory, pair: Pair) -> Iterator[SecureNewspaper]:
    """The seed's newspaper over HTTPS, with a certificate that requests is told to believe."""
    with pytest.MonkeyPatch.context() as patch, SecureNewspaper(tmp_path_factory.mktemp("secure")) as paper:
        patch.setenv("REQUESTS_CA_BUNDLE", str(pair.certificate))
        paper.warta("import", SEED)
        paper.start(*pair.flags)
        for path in (*PAGES, paper.story(1)):
            paper.get(path)
        # A page tells its date only when the second of it is over.
        pressed = time.time()
        until("the second is over", lambda: time.time() > pressed + 1.1)
        yield paper


def curl(paper: Newspaper, pair: Pair, version: str, path: str, *options: str) -> Answer:
    """One exchange, its bytes as they came."""
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--include", "--cacert", str(pair.certificate), VERSIONS[version]]
        + [*options, "--write-out", "\n%{http_version}", paper.url + path],
        capture_output=True,
        timeout=30,
        check=True,
    )
    said, _, spoken = done.stdout.rpartition(b"\n")
    head, _, body = said.partition(b"\r\n\r\n")
    line, *fields = head.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (field.split(": ", 1) for field in fields)}
    return Answer(spoken.decode(), int(line.split()[1]), headers, body)


def both(paper: Newspaper, pair: Pair, path: str, *options: str) -> Answer:
    """The answer over HTTP/1.1, which must be that over HTTP/2 but for the date."""
    answers = [curl(paper, pair, version, path, *options) for version in VERSIONS]
    assert [answer.version for answer in answers] == list(VERSIONS)
    for answer in answers:
        assert answer.headers.pop("date")
    old, new = answers
    assert (old.status, old.headers, old.body) == (new.status, new.headers, new.body), path
    return old


@pytest.mark.parametrize("path", [*PAGES, "story"])
def test_a_page_is_the_same_over_both_versions(path: str, paper: Newspaper, pair: Pair) -> None:
    """Plain and packed, its head alone, and that it has not changed."""
    path = paper.story(1) if path == "story" else path
    plain = both(paper, pair, path)
    packed = both(paper, pair, path, "--header", "Accept-Encoding: gzip")
    head = both(paper, pair, path, "--head")
    if packed.headers.get("content-encoding") == "gzip":
        assert gzip.decompress(packed.body) == plain.body
    assert (head.status, head.body) == (plain.status, b"")
    assert head.headers == plain.headers
    if tag := plain.headers.get("etag"):
        again = both(paper, pair, path, "--header", f"If-None-Match: {tag}")
        assert (again.status, again.body) == (304, b"")


def test_https_is_kept_to(paper: Newspaper, pair: Pair) -> None:
    """A browser that came once by HTTPS is told to come so again."""
    assert both(paper, pair, "/").headers["strict-transport-security"] == "max-age=31536000"


def test_other_methods_are_the_same_over_both_versions(paper: Newspaper, pair: Pair) -> None:
    """A read is counted, with a body or without; what an address does not do is refused."""
    for options in (["--request", "POST"], ["--data", "x=y"], ["--data", "x" * 5_000]):
        assert both(paper, pair, "/-/reads/1", *options).status == 204
        refused = both(paper, pair, "/", *options)
        assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")
    assert both(paper, pair, "/", "--request", "DELETE").status == 405


def test_a_number_of_any_size_is_answered_over_both_versions(paper: Newspaper, pair: Pair) -> None:
    """Arithmetic that overflowed would end the process; see HostileNumberTests for all fields."""
    asked = []
    for number in ("9223372036854775807", "-9223372036854775808", "18446744073709551616", "9" * 60):
        asked += [
            (paper.story(1), 200, f"If-Modified-Since: Mon, {number} Apr 2022 04:53:00 GMT"),
            (paper.story(1), 200, f"If-Modified-Since: Monday, 15-Apr-{number} 04:53:00 GMT"),
            (paper.story(1), 200, f"If-Modified-Since: Sun Nov {number} 08:49:37 1994"),
            (paper.story(1), 200, f"Range: bytes={number}-{number}"),
            (paper.story(1), 200, f"X-Forwarded-For: {number}"),
            (f"/indeks?tanggal={number}-01-01&sebelum={number}", 200, "X: y"),
            (f"/sitemap-{number}.xml", 404, "X: y"),
        ]
    for version in VERSIONS:
        for path, status, field in asked:
            assert curl(paper, pair, version, path, "--header", field).status == status, (version, path, field)


def test_a_request_over_http_2_names_one_host(paper: Newspaper) -> None:
    """What stands in `:authority` may stand in `host` once more; another host is refused."""
    own = f"127.0.0.1:{paper.port}"
    for fields, status in (
        ([], "200"),
        ([f"host: {own}"], "200"),
        (["host: lain.example"], "400"),
        ([f"host: {own}", f"host: {own}"], "400"),
    ):
        command = ["nghttp", "--verbose", "--no-verify-peer", *(f"--header={field}" for field in fields)]
        said = subprocess.run([*command, paper.url + "/-/live"], capture_output=True, timeout=30).stdout.decode()
        assert re.findall(r":status: (\d+)", said) == [status], (fields, said)


@pytest.mark.parametrize("version", VERSIONS)
def test_many_requests_on_one_connection(version: str, paper: Newspaper, pair: Pair) -> None:
    """curl asks for every page in a row on one connection and gets each."""
    pages = [paper.url + path for path in PAGES * 3]
    done = subprocess.run(
        ["curl", "--silent", "--cacert", str(pair.certificate), VERSIONS[version], "--output", "/dev/null"]
        + ["--write-out", "%{num_connects} %{response_code}\n"]
        + " --output /dev/null ".join(pages).split(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    said = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert [connects for connects, _ in said] == [1] + [0] * (len(pages) - 1)
    assert [status for _, status in said] == [paper.get(path).status_code for path in PAGES * 3]


@pytest.mark.parametrize("options", [["--h1"], ["-m", "20"]], ids=["HTTP/1.1", "HTTP/2"])
@pytest.mark.parametrize("path", ["story", "/cari?q=putin"])
def test_thousands_of_requests_without_an_error(path: str, options: list[str], paper: Newspaper) -> None:
    """h2load counts 2,000 answers of status 200, over ten connections at once."""
    path = paper.story(1) if path == "story" else path
    command = ["h2load", "-n", "2000", "-c", "10", "-H", "accept-encoding: gzip", *options, paper.url + path]
    said = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()
    assert re.search(r"2000 done, 2000 succeeded, 0 failed, 0 errored, 0 timeout", said), said
    assert "status codes: 2000 2xx, 0 3xx, 0 4xx, 0 5xx" in said, said


def test_chromium_reads_over_http_2_and_hears_the_news(paper: Newspaper, browser: Browser) -> None:
    """The page, its style sheet and its script come over HTTP/2, and a publication reaches the open page."""
    context = browser.new_context(ignore_https_errors=True)
    try:
        page = context.new_page()
        with page.expect_request("**/-/updates*"):
            page.goto(paper.url + paper.story(1), wait_until="load")
        spoken = page.evaluate(
            "['navigation', 'resource'].flatMap(type => performance.getEntriesByType(type))"
            ".map(entry => entry.nextHopProtocol)"
        )
        assert len(spoken) >= 3 and set(spoken) <= {"h2", ""}, spoken
        assert page.locator("#populer + ol > li, #updates > li").count() >= 10
        paper.take(item("aman", "Kabar yang datang lewat jalan aman"))
        expect(page.locator("#updates")).to_contain_text("Kabar yang datang lewat jalan aman", timeout=10_000)
    finally:
        context.close()


@pytest.mark.parametrize("case", ["no file", "no certificate", "no key", "strangers", "one alone"])
def test_a_pair_that_is_none_is_told_in_one_sentence(case: str, new_paper: Newspaper, tmp_path: Path) -> None:
    """`warta serve` says what is wrong with which file, and ends as with any input that is invalid."""
    pair, other = make_pair(tmp_path, "one"), make_pair(tmp_path, "two")
    missing = tmp_path / "missing.pem"
    flags, named = {
        "no file": (Pair(missing, pair.key).flags, "missing.pem"),
        "no certificate": (Pair(pair.key, pair.key).flags, "one.key"),
        "no key": (Pair(pair.certificate, pair.certificate).flags, "one.crt"),
        "strangers": (Pair(pair.certificate, other.key).flags, "two.key"),
        "one alone": (["--tls-certificate", str(pair.certificate)], "--tls-key"),
    }[case]
    said = new_paper.warta("serve", "--port", "0", *flags, code=65).stderr.decode()
    assert said.count("\n") == 1 and named in said, said
