"""nginx and Varnish in front of Warta, configured as docs/operations.md has it: what is withdrawn leaves them in time,
and no address for machines, and no word of a reader's that only a proxy may say, passes them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from newspaper import ROOT, Newspaper, at, free_port, item, until

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

# What is promised beyond a page's max-age.
GRACE = 5
# What a busy machine may need for a look, and for a second that is counted as begun.
SLACK = 2


@dataclass
class Cache:
    """A cache in front of a newspaper."""

    name: str
    port: int
    paper: Newspaper

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, allow_redirects=False, timeout=20)


def documented(language: str) -> str:
    """The one configuration of the page in that language."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", OPERATIONS, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 1, f"{len(blocks)} configurations for {language}"
    return blocks[0]


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"the documentation has {old!r} {text.count(old)} times"
    return text.replace(old, new)


def program(name: str) -> str:
    path = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    assert path, f"{name} is missing: run scripts/setup test"
    return path


@contextmanager
def running(command: list[str], log: Path, port: int) -> Iterator[None]:
    """A program that takes connections at a port of this machine."""
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)

    def answers() -> bool:
        assert process.poll() is None, f"{command[0]} ended: {log.read_text(errors='replace')}"
        try:
            return requests.get(f"http://127.0.0.1:{port}/-/rails", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    try:
        until(f"{command[0]} answers", answers, 30)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def nginx(paper: Newspaper, folder: Path) -> Iterator[Cache]:
    port = free_port()
    site = documented("nginx")
    site = replaced(site, "/var/cache/nginx/warta", str(folder / "cache"))
    site = replaced(site, "server 127.0.0.1:8080;", f"server 127.0.0.1:{paper.port};")
    site = replaced(site, "listen 80;", f"listen 127.0.0.1:{port};")
    paths = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"daemon off;\n{user}pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\n    access_log off;\n{paths}{site}}}\n"
    )
    command = [program("nginx"), "-e", str(folder / "error.log"), "-c", str(configuration)]
    with running(command, folder / "log", port):
        yield Cache("nginx", port, paper)


@contextmanager
def varnish(paper: Newspaper, folder: Path) -> Iterator[Cache]:
    port = free_port()
    configuration = folder / "warta.vcl"
    configuration.write_text(replaced(documented("vcl"), '.port = "8080"', f'.port = "{paper.port}"'))
    command = [program("varnishd"), "-F", "-f", str(configuration), "-a", f"127.0.0.1:{port}", "-n", str(folder / "work")]
    command += ["-s", "malloc,64m", "-T", "none"]
    # As root it would become another user, who may not read our folder.
    command += ["-j", "none"] if os.geteuid() == 0 else []
    with running(command, folder / "log", port):
        yield Cache("Varnish", port, paper)


def story(number: int, **more: object) -> dict[str, object]:
    return item(f"cache-{number}", f"Kabar nomor {number} yang ditarik", **more)


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Cache]]:
    """Both in front of one newspaper that trusts them."""
    folder = tmp_path_factory.mktemp("caches")
    with ExitStack() as stack:
        paper = stack.enter_context(Newspaper(folder))
        paper.take(*(story(number) for number in range(1, 8)))
        paper.take(story(8, firstCreated=at(days=3), versionCreated=at(days=3)))
        paper.start("--trusted-proxy", "127.0.0.1")
        (folder / "nginx").mkdir()
        (folder / "varnish").mkdir()
        yield [
            stack.enter_context(nginx(paper, folder / "nginx")),
            stack.enter_context(varnish(paper, folder / "varnish")),
        ]


def max_age(answer: requests.Response) -> int:
    found = re.fullmatch(r"public, max-age=(\d+)", answer.headers["Cache-Control"])
    assert found, answer.headers["Cache-Control"]
    return int(found[1])


# Each takes a story that caches have away, or gives it another address; and what is answered in its place.
ENDS: dict[str, tuple[Callable[[Newspaper, int], object], int]] = {
    "withdrawn": (lambda paper, n: paper.warta("withdraw", str(n), "--ground", "mistake", "--reason", "Keliru."), 410),
    "killed": (lambda paper, n: paper.take(story(n, pubStatus="canceled", versionCreated=at(seconds=-1))), 410),
    "held": (lambda paper, n: paper.take(story(n, pubStatus="withheld", versionCreated=at(seconds=-1))), 404),
    "embargoed again": (
        lambda paper, n: paper.take(story(n, embargoedUntil=at(hours=-2), versionCreated=at(seconds=-1))),
        404,
    ),
}


def test_what_is_taken_back_leaves_every_cache_in_time(caches: list[Cache]) -> None:
    """Within max-age and five seconds of being taken back, whoever asked meanwhile.

    Two readers each: one who asks all the time, and one who asked before and asks again only when the time is over. It
    is the second whom a cache that shows stale pages while it looks for new ones would show the old one.
    """
    paper = caches[0].paper
    addresses = {number: paper.story(number) for number in (1, 2, 3, 4, 5, 8)}
    ends = dict(zip((1, 2, 3, 4), ENDS.values(), strict=True)) | {8: ENDS["withdrawn"], 5: ENDS["withdrawn"]}
    ages = {}
    for cache in caches:
        for number, path in addresses.items():
            answer = cache.get(path)
            assert answer.status_code == 200, (cache.name, path)
            ages[number] = max_age(answer)
    assert ages[8] == 10 and ages[1] == 5
    taken = {}
    for number, (end, _) in ends.items():
        # Just kept: the time begins anew.
        for cache in caches:
            cache.get(addresses[number])
        end(paper, number)
        until(f"story {number} is gone", lambda: paper.get(addresses[number]).status_code != 200)
        taken[number] = time.monotonic()
    quiet = 5
    last = {}
    deadline = max(taken[number] + ages[number] for number in taken) + GRACE + SLACK
    while time.monotonic() < deadline:
        for cache in caches:
            for number in taken:
                if number != quiet:
                    asked = time.monotonic()
                    if cache.get(addresses[number]).status_code == 200:
                        last[cache.name, number] = asked - taken[number]
        time.sleep(0.05)
    for (name, number), seconds in last.items():
        assert seconds <= ages[number] + GRACE, f"{name} showed story {number} {seconds:.1f} s after it was taken back"
    for cache in caches:
        for number, path in addresses.items():
            status = ends[number][1]
            assert cache.get(path).status_code == status, f"{cache.name}, story {number}: {ages[number]}"


def test_a_story_that_comes_back_is_seen_again(caches: list[Cache]) -> None:
    """What stands in a page's place does not stay either."""
    paper = caches[0].paper
    path = paper.story(6)
    paper.warta("withdraw", "6", "--ground", "mistake", "--reason", "Keliru.")
    for cache in caches:
        until(f"{cache.name} has forgotten it", lambda: cache.get(path).status_code == 410, 5 + GRACE)
    paper.warta("bring-back", "6", "--reason", "Ternyata benar.")
    for cache in caches:
        until(f"{cache.name} shows it again", lambda: cache.get(path).status_code == 200, 5 + GRACE)


def test_a_cache_is_one(caches: list[Cache]) -> None:
    """What was asked for once is not asked for again within its time: the newspaper counts no further answer."""
    paper = caches[0].paper
    path = paper.story(7)
    for cache in caches:
        cache.get(path)

    def hits() -> int:
        return int(re.search(r"warta_press_hits_total (\d+)", paper.get("/-/metrics").text)[1])

    for cache in caches:
        until("the page has just been taken anew", lambda: cache.get(path).headers.get("Age", "0") in ("0", "1"), 10)
        before = hits()
        bodies = {cache.get(path).content for _ in range(20)}
        assert hits() - before <= 4, f"{cache.name} asked again and again"
        assert len(bodies) == 1 and bodies.pop().rstrip().endswith(b"</html>")


MACHINES = ("live", "ready", "health", "metrics")


def spellings(name: str) -> list[str]:
    return [
        f"/-/{name}", f"/-/{name}?x=y", f"/-/{name.upper()}", f"/-/{name}/", f"//-/{name}", f"/-//{name}",
        f"/%2d/{name}", f"/-/%{ord(name[0]):x}{name[1:]}", f"/./-/{name}", f"/x/../-/{name}", f"/-/x/../{name}",
        f"/-/{name};x", f"/-/{name}%20", f"/-/{name}#x", f"/-/{name}%23x", f"/-/{name}%3Fx", f"/-/{name}.",
    ]  # fmt: skip


def test_no_address_for_machines_passes(caches: list[Cache]) -> None:
    """Asked as it is written, not as a client would tidy it up, in many spellings: it says nothing of the server."""
    for cache in caches:
        for name in MACHINES:
            for path in spellings(name):
                for target in (path, f"http://127.0.0.1:{cache.port}{path}"):
                    said = raw(cache.port, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    status = int(said.split(b" ", 2)[1])
                    assert status in (400, 404), f"{cache.name}: {target}: {status}"
                    assert b"warta_press" not in said and b'"store"' not in said, f"{cache.name}: {target}"


def raw(port: int, request: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request.encode())
        said = b""
        while chunk := line.recv(65_536):
            said += chunk
    return said


def test_a_reader_cannot_speak_for_a_proxy(caches: list[Cache], new_paper: Newspaper) -> None:
    """A `Surrogate-Capability` of a reader's own brings the whole page through both, and so it does without them."""
    for cache in caches:
        path = cache.paper.story(7)
        for n, capability in enumerate(('x="ESI/1.0"', 'abc="Surrogate/1.0 ESI/1.0"')):
            # A target that is not kept yet, so that the field reaches Warta if it passes at all.
            for target in (path, f"{path}?x={n}{cache.port}"):
                answer = cache.get(target, **{"Surrogate-Capability": capability})
                assert answer.status_code == 200
                assert "esi:include" not in answer.text and answer.text.rstrip().endswith("</html>"), (cache.name, target)
                assert "Surrogate-Control" not in answer.headers
    with_esi = caches[0].paper.get(caches[0].paper.story(7), **{"Surrogate-Capability": 'x="ESI/1.0"'})
    assert "esi:include" in with_esi.text, "the newspaper believes a proxy that it trusts"
    new_paper.take(story(1))
    new_paper.start()
    whole = new_paper.get(new_paper.story(1), **{"Surrogate-Capability": 'x="ESI/1.0"'})
    assert "esi:include" not in whole.text, "and nobody else"


class Busy(BaseHTTPRequestHandler):
    """A newspaper that has too much to do: one page each for every address, and then 503."""

    asked: set[str] = set()

    def do_GET(self) -> None:
        is_well = self.path.startswith("/-/") or self.path not in self.asked
        self.asked.add(self.path)
        self.send_response(200 if is_well else 503)
        self.send_header("Cache-Control", "public, max-age=1" if is_well else "no-store")
        self.send_header("Content-Length", "1")
        self.end_headers()
        self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("start", [nginx, varnish])
def test_a_busy_newspaper_brings_no_old_page_back(start: Callable[..., AbstractContextManager[Cache]], tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Busy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with start(Newspaper(tmp_path, port=server.server_port), tmp_path) as cache:
            path = f"/{cache.name}"
            assert cache.get(path).status_code == 200
            until("its time is over", lambda: cache.get(path).status_code != 200, 1 + GRACE)
            assert {cache.get(path).status_code for _ in range(20)} == {503}
        server.shutdown()


def test_a_reader_does_not_choose_the_name_of_a_request(caches: list[Cache]) -> None:
    """Both are believed when they name one."""
    for cache in caches:
        names = {cache.get("/newsroom", **{"X-Request-ID": "nama-orang"}).headers["X-Request-ID"] for _ in range(2)}
        assert len(names) == 2 and "nama-orang" not in names, cache.name


def test_events_and_reads_pass(caches: list[Cache]) -> None:
    """The event stream is not held back, and a read is counted for the reader, not for the proxy."""
    for cache in caches:
        with requests.get(f"http://127.0.0.1:{cache.port}/-/updates?last=x", stream=True, timeout=20) as stream:
            assert next(stream.iter_lines()) == b"retry: 3000"
        read = requests.post(f"http://127.0.0.1:{cache.port}/-/reads/7", headers={"User-Agent": "Firefox"}, timeout=20)
        assert read.status_code == 204


def test_while_the_newspaper_is_away_caches_show_what_they_have(caches: list[Cache]) -> None:
    """And when it is back, what was withdrawn meanwhile goes as ever."""
    paper = caches[0].paper
    path = paper.story(7)
    for cache in caches:
        until("it is kept", lambda: cache.get(path).status_code == 200)
    paper.stop()
    gone = time.monotonic()
    until("its time is over", lambda: time.monotonic() > gone + 7, 20)
    for cache in caches:
        until(f"{cache.name} shows what it has", lambda: cache.get(path).status_code == 200, 10)
    paper.warta("withdraw", "7", "--ground", "mistake", "--reason", "Keliru.")
    paper.start("--trusted-proxy", "127.0.0.1")
    for cache in caches:
        until(f"{cache.name} forgets it", lambda: cache.get(path).status_code == 410, 5 + GRACE)
