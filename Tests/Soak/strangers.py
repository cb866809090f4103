"""Strangers: broken requests, frames and connections in every order, at a bounded rate, on loopback only."""

from __future__ import annotations

import asyncio
import os
import random
import ssl
import struct
from collections.abc import Awaitable, Callable

MOST_AT_ONCE = 150
"""Connections held open together."""
ELSEWHERE = ("127.0.0.2", 0)
"""They come from an address of their own, as strangers do: what is bounded for each network is not the reader's."""
PACE = 0.01
"""Seconds from one new connection to the next."""
NUMBERS = ["0", "-1", "00", "1", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "9" * 400]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
GET, POST, HTTPS, ROOT = b"\x82", b"\x83", b"\x87", b"\x84"


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """A frame of HTTP/2 (RFC 9113 section 4.1)."""
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def literal(name: str, value: str) -> bytes:
    """A field without indexing (RFC 7541 section 6.2.2), its texts shorter than 127 bytes."""
    return b"\x00" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()


class Strangers:
    def __init__(self, port: int, seed: int) -> None:
        self.port = port
        self.chance = random.Random(seed)
        self.tls = {name: self.context(name) for name in ("http/1.1", "h2")}
        self.acts: list[Callable[[], Awaitable[None]]] = [
            self.say_nothing,
            self.speak_plainly,
            self.send_half_a_head,
            self.send_garbage,
            self.send_numbers,
            self.ask_ahead_and_not_read,
            self.drip_a_body,
            self.lie_about_reads,
            self.listen,
            self.guess_addresses,
            self.two_say_nothing,
            self.two_send_frames,
            self.two_ask_and_not_read,
            self.two_reset,
            self.two_continue,
            self.two_half_a_post,
        ]

    @staticmethod
    def context(protocol: str) -> ssl.SSLContext:
        tls = ssl.create_default_context()
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
        tls.set_alpn_protocols([protocol])
        return tls

    async def run(self) -> None:
        room = asyncio.Semaphore(MOST_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            while True:
                await room.acquire()
                group.create_task(self.come(room))
                await asyncio.sleep(PACE)

    async def come(self, room: asyncio.Semaphore) -> None:
        try:
            await asyncio.wait_for(self.chance.choice(self.acts)(), timeout=20)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            pass  # Refused, cut off, too slow: what a stranger has to expect.
        finally:
            room.release()

    async def open(self, protocol: str = "http/1.1") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port, ssl=self.tls[protocol], local_addr=ELSEWHERE)

    async def send(self, data: bytes, protocol: str = "http/1.1", reads: bool = True, waits: float = 2) -> None:
        """Sends, reads what comes for a while or does not, and goes."""
        reader, writer = await self.open(protocol)
        try:
            writer.write(data)
            await writer.drain()
            if reads:
                try:
                    await asyncio.wait_for(reader.read(1 << 20), timeout=waits)
                except TimeoutError:
                    pass
            else:
                reader._transport.pause_reading()  # type: ignore[attr-defined]
                await asyncio.sleep(self.chance.uniform(0, waits))
        finally:
            # As rudely as possible: a reset where something was left unread.
            writer.transport.abort()

    # HTTP/1.1

    async def say_nothing(self) -> None:
        await self.send(b"", waits=self.chance.uniform(0, 15))

    async def speak_plainly(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=ELSEWHERE)
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await asyncio.wait_for(reader.read(), timeout=5)
        writer.close()

    async def send_half_a_head(self) -> None:
        whole = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"x" * 200 + b"\r\n\r\n"
        await self.send(whole[: self.chance.randrange(len(whole))], waits=5)

    async def send_garbage(self) -> None:
        await self.send(self.chance.randbytes(self.chance.randrange(1, 5_000)))

    async def send_numbers(self) -> None:
        number = lambda: self.chance.choice(NUMBERS)  # noqa: E731
        fields = [
            f"If-Modified-Since: Mon, {number()} Apr {number()} 04:53:00 GMT",
            f"Range: bytes={number()}-{number()}",
            f"Content-Length: {number()}",
            f"Last-Event-ID: {number()}",
            f"X-Forwarded-For: {number()}.{number()}.1.1:{number()}, [::{number()}]:{number()}",
            f"Accept-Encoding: gzip;q={number()}, *;q=0.{number()}",
            f"Keep-Alive: timeout={number()}",
            f"If-None-Match: W/\"{number()}\", *",
        ]
        paths = [
            f"/indeks?sebelum={number()}&tanggal={number()}-{number()}-{number()}",
            f"/indeks?sesudah=-{number()}",
            f"/sitemap-{number()}.xml",
            f"/kabar/{number()}/x",
            f"/-/reads/{number()}",
            f"/-/pictures/{'a' * 64}/{number()}.jpg",
            f"/cari?q=a&sebelum={number()}",
        ]
        lines = [f"{self.chance.choice(['GET', 'HEAD', 'POST'])} {self.chance.choice(paths)} HTTP/1.1", "Host: 127.0.0.1"]
        lines += self.chance.sample(fields, self.chance.randrange(1, 4))
        await self.send("\r\n".join([*lines, "", ""]).encode())

    async def ask_ahead_and_not_read(self) -> None:
        ask = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        await self.send(ask * self.chance.randrange(1, 300), reads=False, waits=15)

    async def drip_a_body(self) -> None:
        _, writer = await self.open()
        writer.write(b"POST /-/reads/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(self.chance.randrange(50)):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.2)
        writer.transport.abort()

    async def lie_about_reads(self) -> None:
        number = self.chance.randrange(1, 50)
        asks = [
            f"POST /-/reads/{number} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
            f"User-Agent: {BROWSER.format(self.chance.randrange(10**6))}\r\n\r\n"
            for _ in range(self.chance.randrange(1, 50))
        ]
        await self.send("".join(asks).encode())

    async def listen(self) -> None:
        await self.send(b"GET /-/updates HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", reads=self.chance.random() < 0.5, waits=15)

    async def guess_addresses(self) -> None:
        alphabet = "abc/%?#&=.-_~:@!$'()*+,;[]\\ \"<>^`{|}é0123456789"
        path = "".join(self.chance.choices(alphabet, k=self.chance.randrange(1, 200)))
        await self.send(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    # HTTP/2

    def head(self, stream: int, path: str = "/", method: bytes = GET, ends: bool = True, more: bytes = b"") -> bytes:
        block = method + HTTPS + literal(":path", path) + literal(":authority", "127.0.0.1") + more
        return frame(1, 4 | (1 if ends else 0), stream, block)

    def opening(self, window: int | None = None) -> bytes:
        settings = b"" if window is None else struct.pack(">HI", 4, window)
        return PREFACE + frame(4, 0, 0, settings)

    async def two_say_nothing(self) -> None:
        await self.send(self.chance.choice([b"", PREFACE[:10], self.opening()]), "h2", waits=15)

    async def two_send_frames(self) -> None:
        data = self.opening()
        for _ in range(self.chance.randrange(1, 200)):
            payload = self.chance.randbytes(self.chance.choice([0, 1, 4, 5, 6, 8, 100, 1_000]))
            stream = self.chance.choice([0, 1, 2, 3, 5, 2**31 - 1])
            data += frame(self.chance.randrange(12), self.chance.randrange(256), stream, payload)
        await self.send(data, "h2")

    async def two_ask_and_not_read(self) -> None:
        asks = b"".join(self.head(1 + 2 * number) for number in range(100))
        await self.send(self.opening(self.chance.choice([0, 1, 65_535, 2**31 - 1])) + asks, "h2", reads=False, waits=15)

    async def two_reset(self) -> None:
        data = self.opening()
        for number in range(self.chance.randrange(1, 500)):
            data += self.head(1 + 2 * number, "/cari?q=kabar") + frame(3, 0, 1 + 2 * number, struct.pack(">I", 8))
        await self.send(data, "h2")

    async def two_continue(self) -> None:
        data = self.opening() + frame(1, 1, 1, GET + HTTPS + ROOT)
        data += frame(9, 0, 1, literal("x", "y" * 100)) * self.chance.randrange(1, 2_000)
        await self.send(data, "h2")

    async def two_half_a_post(self) -> None:
        data = self.opening()
        for number in range(90):
            data += self.head(1 + 2 * number, "/-/reads/1", POST, ends=False, more=literal("content-length", "1000"))
        await self.send(data, "h2", waits=15)


def run(port: int, seed: int) -> None:
    """The strangers as a process of their own; as they would be far away, they give way to everybody on this machine."""
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    asyncio.run(Strangers(port, seed).run())
