"""What holds for a connection of HTTP/1.1 holds for one of HTTP/2."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from hyperframe.frame import ContinuationFrame, HeadersFrame, PingFrame, RstStreamFrame, SettingsFrame
from newspaper import Newspaper, item
from streams import Stream, Talk, connect, talk
from test_fast_path import SecureNewspaper, make_pair

FLAGS = "--idle-timeout 2 --header-timeout 1 --max-body 1000 --max-streams 10 --max-fields 20 --max-header 2000"
FLAGS += " --max-request-line 300 --max-unsent 1"
# GET https://x/
BLOCK = bytes([0x82, 0x87, 0x84, 0x41, 1, 0x78])
LONG = "".join(f"<p>Alinea {random.random()} {random.random()} {random.random()}</p>" for _ in range(12_000))


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    """A newspaper over HTTPS with short limits and a long story."""
    folder = tmp_path_factory.mktemp("strict")
    pair = make_pair(folder, "warta")
    with pytest.MonkeyPatch.context() as patch, SecureNewspaper(folder) as paper:
        patch.setenv("REQUESTS_CA_BUNDLE", str(pair.certificate))
        paper.take(item("panjang", "Kabar yang panjang", LONG))
        paper.start(*pair.flags, *FLAGS.split())
        assert len(paper.get(paper.story(1)).content) > 500_000
        yield paper
        assert_serves(paper)


def assert_serves(paper: Newspaper) -> None:
    one = talk(paper)
    stream = one.ask("/-/live")
    one.until("all(s.is_whole for s in talk.streams.values())")
    assert (stream.status, stream.body) == (200, b"ok\n")


def held(paper: Newspaper) -> int:
    found = re.search(r"^warta_unsent_bytes (\d+)$", paper.get("/-/metrics").text, re.MULTILINE)
    assert found
    return int(found[1])


@pytest.mark.parametrize("said", [b"", b"PRI * HTTP/2.0\r\n"], ids=["nothing", "half a preface"])
def test_who_says_nothing_is_closed(said: bytes, strict: Newspaper) -> None:
    silent = Talk(connect(strict), talk(strict).h2)
    silent.raw(said)
    silent.line.settimeout(20)
    while silent.line.recv(65_536):
        pass


def test_who_only_pings_is_closed_and_who_listens_is_not(strict: Newspaper) -> None:
    listener, pinger = talk(strict), talk(strict)
    events = listener.ask("/-/updates")
    listener.until("any(s.body for s in talk.streams.values())")
    while not pinger.is_closed:
        pinger.raw(PingFrame(0, b"12345678").serialize())
        pinger.hear(0.2)
    assert_serves(strict)
    listener.hear()
    assert events.status == 200 and not listener.is_closed and not events.is_whole and events.reset is None


@pytest.mark.parametrize("drips", [False, True])
def test_a_body_that_does_not_come_is_refused_and_its_connection_goes(drips: bool, strict: Newspaper) -> None:
    one = talk(strict)
    streams = [one.ask(path, "POST", ends=False) for path in ("/-/reads/1", "/", "/cari") * 3]
    while not all(stream.status and stream.is_whole or stream.reset is not None for stream in streams):
        if drips:
            for number, stream in one.streams.items():
                if not stream.is_whole and stream.reset is None:
                    one.h2.send_data(number, b"x")
            one.flush()
        one.hear(0.2)
        assert not one.is_closed
    assert {stream.status for stream in streams} <= {204, 405, 408}
    one.until_closed()


def test_requests_are_as_large_as_the_limits_say(strict: Newspaper) -> None:
    one = talk(strict)
    cases = {
        "address": (one.ask("/" + "x" * 300), 414),
        "fields": (one.ask("/", "GET", *[(f"x-{number}", "1") for number in range(21)]), 431),
        "head": (one.ask("/", "GET", ("x", "y" * 2_100)), 431),
        "length": (one.ask("/", "POST", ("content-length", "1001"), ends=False), 413),
    }
    body = one.ask("/-/reads/1", "POST", ends=False)
    one.h2.send_data(max(one.streams), b"x" * 1_001)
    cases["body"] = (body, 413)
    cases["right"] = (one.ask("/-/live"), 200)
    one.flush()
    one.until("all(s.status or s.reset is not None for s in talk.streams.values())")
    assert {name: stream.status for name, (stream, _) in cases.items()} == {
        name: status for name, (_, status) in cases.items()
    }


def test_streams_at_once_are_bounded(strict: Newspaper) -> None:
    one = talk(strict)
    one.until("talk.h2.remote_settings.max_concurrent_streams == 10")
    # The answers stay open, and so the streams.
    streams = [one.ask("/-/updates") for _ in range(10)]
    one.until("all(s.body for s in talk.streams.values())")
    one.raw(HeadersFrame(2 * len(streams) + 1, BLOCK, flags=["END_HEADERS", "END_STREAM"]).serialize())
    one.streams[2 * len(streams) + 1] = Stream()
    one.until("talk.is_closed or talk.streams[21].reset == 7")
    assert not any(stream.is_whole for stream in one.streams.values())


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_who_takes_nothing_is_closed(coding: str, strict: Newspaper) -> None:
    one = talk(strict, window=0)
    for _ in range(5):
        one.ask(strict.story(1), "GET", ("accept-encoding", coding))
    one.until_closed()
    assert all(stream.status == 200 and not stream.body for stream in one.streams.values())


def frames(kind: str) -> bytes:
    """More frames of a kind than anybody needs."""
    number = range(1, 4_001, 2)
    begin = HeadersFrame(1, BLOCK).serialize()
    return {
        "resets": b"".join(
            HeadersFrame(n, BLOCK, flags=["END_HEADERS"]).serialize() + RstStreamFrame(n, 8).serialize() for n in number
        ),
        "pings": PingFrame(0, b"12345678").serialize() * 20_000,
        "settings": SettingsFrame(0, {4: 65_535}).serialize() * 20_000,
        "continuations": begin + ContinuationFrame(1, b"\x40\x01x\x01y" * 500).serialize() * 2_000,
        "empty continuations": begin + ContinuationFrame(1, b"").serialize() * 20_000,
    }[kind]


@pytest.mark.parametrize("kind", ["resets", "pings", "settings", "continuations", "empty continuations"])
def test_floods_end_their_connection(kind: str, strict: Newspaper) -> None:
    one = talk(strict)
    one.hear()
    one.line.settimeout(20)
    one.raw(frames(kind))
    try:
        while one.line.recv(65_536):
            pass
    except OSError:
        pass
    assert_serves(strict)


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_unread_streams_are_bounded_in_all(coding: str, strict: Newspaper) -> None:
    """Ten connections ask for 80 MB and take nothing; an honest reader beside them gets every byte."""
    crowd, most = [], 0
    for _ in range(10):
        one = talk(strict, window=20_000)
        for _ in range(10):
            one.ask(strict.story(1), "GET", ("accept-encoding", coding))
        crowd.append(one)
        most = max(most, held(strict))
    assert 500_000 < most <= 1 << 20, most
    honest = talk(strict)
    stream = honest.ask(strict.story(1))
    honest.until("all(s.is_whole for s in talk.streams.values())")
    assert stream.body == strict.get(strict.story(1), **{"Accept-Encoding": "identity"}).content
    for one in crowd:
        one.until_closed(30)
    assert held(strict) < 100_000
