"""A crowd of clients who keep a server busy while it is stopped, and remember what was cut off."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import h2.config
import h2.connection
import h2.events
import h2.exceptions

# Every reader of every crowd is somebody else, or the second read of a story would not count.
READERS = itertools.count(1)
FORK = multiprocessing.get_context("fork")


def come_and_go(address: tuple[str, int], story: str, came: Any, kind: int) -> None:
    """Connects, asks, and leaves; every third of a crowd without hearing the answer."""
    target = "/-/live" if kind % 3 else story
    while True:
        try:
            with socket.create_connection(address, timeout=5) as line:
                line.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                if kind % 3 < 2:
                    line.recv(65_536)
            came.value += 1
        except OSError:
            time.sleep(0.001)


class Crowd:
    """Clients on threads of their own: use it as `with Crowd(url, story, long) as crowd`, and stop the server within.

    A client that is refused, or closed before its answer has begun, has lost nothing. One whose answer has begun must
    get it whole.
    """

    def __init__(self, url: str, number: int, story: str, long: str, is_rush: bool = False) -> None:
        """`is_rush`: many who only come and go beside a few who tell of reads, instead of some of each kind."""
        parts = urlsplit(url)
        self.address = (parts.hostname or "", parts.port or 0)
        self.is_secure = parts.scheme == "https"
        self.number, self.story, self.long = number, story, long
        self.counted = 0
        self.answers = 0
        self.cut: list[str] = []
        self.lock = threading.Lock()
        self.is_over = threading.Event()
        clients: list[Callable[[], None]] = [self.connects] * 4 + [self.keeps_alive] * 2 + [self.tells_of_reads] * 4
        clients += [self.listens] * 2 + [self.says_half, self.says_half_a_body, self.takes_slowly, self.takes_slowly]
        if is_rush:
            clients = [self.tells_of_reads]
        elif self.is_secure:
            clients += [self.asks_in_streams] * 3 + [self.tells_in_streams] * 2
        again = self.again_and_again
        self.threads = [threading.Thread(target=again, args=(client,), daemon=True) for client in clients]

        # Processes: threads of one program come too slowly to be in the door as it closes.
        count = 12 if is_rush else 0
        # Roughly: nobody waits for his turn to count.
        self.came = FORK.RawValue("L", 0)
        rush = (self.address, story, self.came)
        self.rush = [FORK.Process(target=come_and_go, args=(*rush, kind), daemon=True) for kind in range(count)]

    def is_busy(self, answers: int) -> bool:
        """Whether so many answers were given, and twenty times as many have come and gone where there is a rush."""
        return self.answers > answers and (not self.rush or self.came.value > 20 * answers)

    def __enter__(self) -> Crowd:
        for process in self.rush:
            process.start()
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        for process in self.rush:
            process.terminate()
            process.join()
        for thread in self.threads:
            thread.join(timeout=30)
            assert not thread.is_alive(), "a client was left waiting"

    def again_and_again(self, client: Callable[[], None]) -> None:
        while not self.is_over.is_set():
            try:
                client()
            except (OSError, h2.exceptions.ProtocolError):
                time.sleep(0.005)

    def line(self, protocol: str = "http/1.1") -> socket.socket:
        line = socket.create_connection(self.address, timeout=25)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not self.is_secure:
            return line
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols([protocol])
        return context.wrap_socket(line)

    def ask(self, method: str, target: str, *fields: str) -> bytes:
        return "\r\n".join([f"{method} {target} HTTP/1.1", "Host: x", *fields, "", ""]).encode()

    def note_cut(self, what: str) -> None:
        with self.lock:
            self.cut.append(what)

    def answer(self, line: socket.socket, what: str, pause: float = 0) -> int | None:
        """The status of one whole answer; nothing where it has not even begun."""
        said = b""
        try:
            while b"\r\n\r\n" not in said:
                piece = line.recv(65_536)
                if not piece:
                    if said:
                        self.note_cut(f"{what}: {said[:80]!r}")
                    return None
                said += piece
            head, _, body = said.partition(b"\r\n\r\n")
            fields = dict(field.lower().split(b": ", 1) for field in head.split(b"\r\n")[1:])
            length = int(fields.get(b"content-length", b"0"))
            while len(body) < length:
                time.sleep(pause)
                piece = line.recv(65_536)
                if not piece:
                    self.note_cut(f"{what}: {len(body)} of {length}")
                    return None
                body += piece
        except OSError:
            if said:
                self.note_cut(f"{what}: reset after {len(said)}")
            raise
        with self.lock:
            self.answers += 1
        return int(head.split()[1])

    # What clients do, once

    def connects(self) -> None:
        with self.line() as line:
            line.sendall(self.ask("GET", self.story))
            self.answer(line, "a page")

    def keeps_alive(self) -> None:
        with self.line() as line:
            for target in [self.story, "/-/live", "/tidak/ada", "/cari?q=kabar"] * 5:
                line.sendall(self.ask("GET", target))
                if self.answer(line, target) is None:
                    return

    def reader(self) -> list[tuple[str, str]]:
        number = next(READERS)
        address = f"{20 + number // 62_500}.{number // 250 % 250}.{number % 250}.{random.randrange(1, 250)}"
        browser = f"Mozilla/5.0 (X11; Linux x86_64; rv:{number}.0) Gecko/20100101 Firefox/{number}.0"
        return [("user-agent", browser), ("x-forwarded-for", address), ("sec-fetch-site", "same-origin")]

    def tells_of_reads(self) -> None:
        with self.line() as line:
            for _ in range(20):
                fields = [f"{name}: {value}" for name, value in self.reader()]
                line.sendall(self.ask("POST", f"/-/reads/{self.number}", "Content-Length: 0", *fields))
                if self.answer(line, "a read") != 204:
                    return
                with self.lock:
                    self.counted += 1

    def listens(self) -> None:
        with self.line() as line:
            line.sendall(self.ask("GET", "/-/updates"))
            said = b""
            while piece := line.recv(65_536):
                said += piece
            if said and not said.endswith(b"event: bye\ndata: bye\n\n\r\n0\r\n\r\n"):
                self.note_cut(f"an event stream: {said[-80:]!r}")

    def says_half(self) -> None:
        with self.line() as line:
            line.sendall(self.ask("GET", self.story)[:-9])
            line.recv(65_536)

    def says_half_a_body(self) -> None:
        with self.line() as line:
            line.sendall(self.ask("POST", "/", "Content-Length: 100") + b"x" * 50)
            self.answer(line, "a body")

    def takes_slowly(self) -> None:
        with self.line() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
            line.sendall(self.ask("GET", self.long))
            self.answer(line, "a long page", pause=0.01)

    def asks_in_streams(self) -> None:
        self.in_streams("GET", self.story, "200")

    def tells_in_streams(self) -> None:
        self.in_streams("POST", f"/-/reads/{self.number}", "204")

    def in_streams(self, method: str, target: str, expected: str) -> None:
        with self.line("h2") as line:
            talk = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
            talk.initiate_connection()
            begun: dict[int, str] = {}
            pseudo = [(":method", method), (":path", target), (":scheme", "https"), (":authority", "x")]
            for _ in range(10):
                begun[talk.get_next_available_stream_id()] = ""
                talk.send_headers(max(begun), pseudo + self.reader(), end_stream=True)
            line.sendall(talk.data_to_send())
            while begun:
                data = line.recv(65_536)
                if not data:
                    break
                for event in talk.receive_data(data):
                    if isinstance(event, h2.events.ResponseReceived):
                        begun[event.stream_id] = dict(event.headers or [])[":status"]
                    elif isinstance(event, h2.events.DataReceived):
                        talk.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                    elif isinstance(event, h2.events.StreamEnded):
                        self.finish(begun.pop(event.stream_id), method, expected)
                    elif isinstance(event, h2.events.StreamReset) and not begun.pop(event.stream_id, ""):
                        pass
                line.sendall(talk.data_to_send())
            for status in begun.values():
                if status == "204":
                    self.finish(status, method, expected)
                elif status:
                    self.note_cut(f"a stream: {status}")

    def finish(self, status: str, method: str, expected: str) -> None:
        with self.lock:
            self.answers += 1
            if method == "POST" and status == expected:
                self.counted += 1
