"""A network that can be broken: a port of this machine in front of a server's socket."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Literal

Mode = Literal["open", "slow", "hung", "cut"]


class Proxy:
    """Lets everything through (`open`), each message of a client late (`slow`), nothing while connections stay (`hung`),
    or ends all connections and takes no new ones (`cut`)."""

    SLOWNESS = 0.2
    """Seconds that a client's message is late."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.mode: Mode = "open"
        self._loop = _loop()
        self._passes: asyncio.Event
        self._writers: set[asyncio.StreamWriter] = set()
        self.port: int = self._run(self._listen())

    def set(self, mode: Mode) -> None:
        self._run(self._set(mode))

    def close(self) -> None:
        self._run(self._set("cut"))
        self._run(self._stop())

    def _run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _listen(self) -> int:
        self._passes = asyncio.Event()
        self._passes.set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        self._server.close()

    async def _set(self, mode: Mode) -> None:
        self.mode = mode
        if mode == "hung":
            self._passes.clear()
        else:
            self._passes.set()
        if mode == "cut":
            for writer in list(self._writers):
                writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        theirs = None
        try:
            await self._passes.wait()
            if self.mode == "cut":
                return
            server, theirs = await asyncio.open_unix_connection(str(self.target))
            self._writers.add(theirs)
            ways = [asyncio.create_task(self._pump(reader, theirs, True)), asyncio.create_task(self._pump(server, writer, False))]
            _, others = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for other in others:
                other.cancel()
        except OSError:
            pass
        finally:
            for one in (writer, theirs):
                if one:
                    self._writers.discard(one)
                    one.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_clients: bool) -> None:
        try:
            while data := await reader.read(65536):
                if is_clients and self.mode == "slow":
                    await asyncio.sleep(self.SLOWNESS)
                await self._passes.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            return


_running: list[asyncio.AbstractEventLoop] = []


def _loop() -> asyncio.AbstractEventLoop:
    """The loop on which all proxies run, in a thread of its own."""
    if not _running:
        loop = asyncio.new_event_loop()
        threading.Thread(target=loop.run_forever, name="proxies", daemon=True).start()
        _running.append(loop)
    return _running[0]
