"""A client of HTTP/2 that may behave as badly as it likes."""

from __future__ import annotations

import socket
import ssl
import time
from dataclasses import dataclass, field

import h2.config
import h2.connection
import h2.events
import h2.settings
from newspaper import Newspaper


@dataclass
class Stream:
    status: int = 0
    body: bytes = b""
    is_whole: bool = False
    reset: int | None = None


@dataclass
class Talk:
    """One connection. What it says beside its frames is sent as it is, with `raw`."""

    line: ssl.SSLSocket
    h2: h2.connection.H2Connection
    streams: dict[int, Stream] = field(default_factory=dict)
    is_closed: bool = False
    reads: bool = True

    def ask(self, path: str, method: str = "GET", *fields: tuple[str, str], ends: bool = True) -> Stream:
        """Begins a stream; unless it ends, its body is still to come."""
        number = self.h2.get_next_available_stream_id()
        pseudo = [(":method", method), (":path", path), (":scheme", "https"), (":authority", "127.0.0.1")]
        self.h2.send_headers(number, pseudo + list(fields), end_stream=ends)
        self.streams[number] = Stream()
        self.flush()
        return self.streams[number]

    def flush(self) -> None:
        self.raw(self.h2.data_to_send())

    def raw(self, data: bytes) -> None:
        try:
            self.line.sendall(data)
        except OSError:
            self.is_closed = True

    def hear(self, seconds: float = 0.05) -> None:
        """Takes what comes within a moment."""
        self.line.settimeout(seconds)
        try:
            data = self.line.recv(65_536)
        except TimeoutError:
            return
        except OSError:
            data = b""
        if not data:
            self.is_closed = True
            return
        for event in self.h2.receive_data(data):
            stream = self.streams.get(getattr(event, "stream_id", 0) or 0, Stream())
            if isinstance(event, h2.events.ResponseReceived):
                stream.status = int(dict(event.headers or [])[":status"])
            elif isinstance(event, h2.events.DataReceived):
                stream.body += event.data or b""
                if self.reads:
                    self.h2.acknowledge_received_data(event.flow_controlled_length or 0, event.stream_id or 0)
            elif isinstance(event, h2.events.StreamEnded):
                stream.is_whole = True
            elif isinstance(event, h2.events.StreamReset):
                stream.reset = int(event.error_code or 0)
        self.flush()

    def until(self, what: str, seconds: float = 20) -> None:
        """Listens until `what`, an expression over this talk, is true."""
        deadline = time.monotonic() + seconds
        while not eval(what, {"talk": self, "all": all, "any": any}):  # noqa: S307
            assert time.monotonic() < deadline, f"still waiting until {what}: {self.streams}"
            if self.is_closed:
                raise AssertionError(f"closed before {what}: {self.streams}")
            self.hear()

    def until_closed(self, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not self.is_closed:
            assert time.monotonic() < deadline, f"still open: {self.streams}"
            self.hear()


def connect(paper: Newspaper) -> ssl.SSLSocket:
    """A connection that has agreed on HTTP/2 and said nothing yet."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    line = context.wrap_socket(socket.create_connection(("127.0.0.1", paper.port), timeout=20))
    assert line.selected_alpn_protocol() == "h2"
    return line


def talk(paper: Newspaper, window: int | None = None, says_hello: bool = True) -> Talk:
    """A connection whose streams have so much room; without a number, as much as they need."""
    # What is said is what the test says, and neither checked nor made nice.
    manners = h2.config.H2Configuration(
        header_encoding="utf-8", validate_outbound_headers=False, normalize_outbound_headers=False
    )
    both = Talk(connect(paper), h2.connection.H2Connection(manners))
    if not says_hello:
        return both
    if window is not None:
        both.h2.local_settings[h2.settings.SettingCodes.INITIAL_WINDOW_SIZE] = window
        both.h2.local_settings.acknowledge()
        both.reads = False
    both.h2.initiate_connection()
    both.flush()
    return both
