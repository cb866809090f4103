"""What befalls one stream of HTTP/2 befalls no other; and what befalls the connection, all of them."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator

import pytest
from newspaper import Newspaper, item, until
from secure import SecureNewspaper, make_pair
from streams import Stream, Talk, talk
from test_commands import png, with_picture

PROTOCOL_ERROR, INTERNAL_ERROR = 1, 2


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    """A newspaper over HTTPS, with the limits that it has by itself."""
    folder = tmp_path_factory.mktemp("streams")
    pair = make_pair(folder, "warta")
    with pytest.MonkeyPatch.context() as patch, SecureNewspaper(folder) as paper:
        patch.setenv("REQUESTS_CA_BUNDLE", str(pair.certificate))
        (folder / "foto.png").write_bytes(png())
        paper.take(item("satu", "Kabar"), with_picture("dua", "foto.png"))
        yield paper.start(*pair.flags)


def say(one: Talk, *fields: tuple[str, str], ends: bool = True) -> Stream:
    """A stream whose head is exactly this."""
    number = one.h2.get_next_available_stream_id()
    one.h2.send_headers(number, fields, end_stream=ends)
    one.streams[number] = Stream()
    one.flush()
    return one.streams[number]


METHOD, SCHEME, HOST, PATH = (":method", "GET"), (":scheme", "https"), (":authority", "127.0.0.1"), (":path", "/zzz")
MALFORMED: dict[str, tuple[tuple[str, str], ...]] = {
    "a length that is not kept": (METHOD, SCHEME, HOST, PATH, ("content-length", "5")),
    "a length that is no number": (METHOD, SCHEME, HOST, PATH, ("content-length", "x")),
    "a field of connections": (METHOD, SCHEME, HOST, PATH, ("connection", "close")),
    "no path": (METHOD, SCHEME, HOST),
    "two paths": (METHOD, SCHEME, HOST, PATH, PATH),
    "a line break in a value": (METHOD, SCHEME, HOST, PATH, ("a", "b\r\n")),
    "a capital in a name": (METHOD, SCHEME, HOST, PATH, ("A", "b")),
    "an unknown pseudo-field": (METHOD, SCHEME, HOST, PATH, (":x", "y")),
    "an empty method": ((":method", ""), SCHEME, HOST, PATH),
    "a method that is none": ((":method", "G T"), SCHEME, HOST, PATH),
}


@pytest.mark.parametrize("fields", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_stream_ends_alone_and_at_once(fields: tuple[tuple[str, str], ...], paper: Newspaper) -> None:
    """RFC 9113, 8.1.1: the stream is reset, or its request refused; its neighbours live."""
    one = talk(paper)
    events = one.ask("/-/updates")
    one.until("talk.streams[1].body")
    asked = time.monotonic()
    bad = say(one, *fields)
    one.until("talk.streams[3].reset is not None or talk.streams[3].is_whole")
    assert bad.reset == PROTOCOL_ERROR or bad.status == 400, bad
    assert time.monotonic() - asked < 15, "long before the time for a head is over"
    good = one.ask("/-/live")
    one.until("talk.streams[5].is_whole")
    assert (good.status, good.body) == (200, b"ok\n")
    assert events.reset is None and not events.is_whole and not one.is_closed


def test_malformed_trailers_end_their_stream(paper: Newspaper) -> None:
    one = talk(paper)
    bad = say(one, (":method", "POST"), SCHEME, HOST, (":path", "/-/reads/1"), ends=False)
    one.h2.send_headers(1, [(":path", "/")], end_stream=True)
    one.flush()
    one.until("talk.streams[1].reset is not None or talk.streams[1].is_whole")
    assert bad.reset == PROTOCOL_ERROR or bad.status == 204, "who thanks for a read does not wait for its body"
    assert one.ask("/-/live") is one.streams[3]
    one.until("talk.streams[3].is_whole")


def listeners(paper: Newspaper) -> int:
    found = re.search(r"^warta_live_listeners (\d+)$", paper.get("/-/metrics").text, re.MULTILINE)
    assert found
    return int(found[1])


def test_who_listens_is_gone_with_the_connection(paper: Newspaper) -> None:
    """And not when the next word is said to them, which may be a heartbeat, 25 s later."""
    crowd = [talk(paper) for _ in range(4)]
    for one in crowd:
        for _ in range(20):
            one.ask("/-/updates")
        one.until("all(s.body for s in talk.streams.values())")
    assert listeners(paper) >= 80
    for one in crowd:
        one.line.close()
    until("nobody listens", lambda: listeners(paper) == 0, 15)


def test_a_stream_that_is_given_up_listens_no_more(paper: Newspaper) -> None:
    one = talk(paper)
    for _ in range(3):
        one.ask("/-/updates")
    one.until("all(s.body for s in talk.streams.values())")
    for number in (1, 3, 5):
        one.h2.reset_stream(number, 8)
    one.flush()
    until("nobody listens", lambda: listeners(paper) == 0, 15)


def test_a_connection_listens_a_bounded_number_of_times(paper: Newspaper) -> None:
    one = talk(paper)
    streams = [one.ask("/-/updates") for _ in range(40)]
    one.until("all(s.is_whole if s.status == 503 else s.body for s in talk.streams.values())")
    assert all(b"close some" in stream.body for stream in streams if stream.status == 503)
    assert [stream.status for stream in streams] == [200] * 32 + [503] * 8
    one.h2.reset_stream(1, 8)
    one.flush()
    again = Stream()
    while again.status != 200:
        again = one.ask("/-/updates")
        one.until(f"talk.streams[{max(one.streams)}].status")


def test_a_picture_that_gets_shorter_resets_its_stream(paper: Newspaper) -> None:
    """What is missing is not made up, and the client is told."""
    address = re.search(r"/-/pictures/(\w+)/(\d+)\.(jpg)", paper.get(paper.story(2)).text)
    assert address
    (file,) = paper.data.glob(f"pictures/*/{address[1]}/*{address[2]}*.{address[3]}")
    whole = file.read_bytes()
    os.truncate(file, 40_000_000)
    try:
        one = talk(paper, window=1_000)
        stream = one.ask(address[0])
        one.until("len(talk.streams[1].body) == 1000")
        os.truncate(file, 100_000)
        live = one.ask("/-/live")
        one.h2.increment_flow_control_window(2**30)
        one.h2.increment_flow_control_window(2**30, 1)
        one.flush()
        one.until("talk.streams[1].reset is not None or talk.streams[1].is_whole")
        assert stream.reset == INTERNAL_ERROR and len(stream.body) < 40_000_000
        one.until("talk.streams[3].is_whole")
        assert live.status == 200
    finally:
        file.write_bytes(whole)
