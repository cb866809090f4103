"""What the newsroom costs while nothing happens in it: the pages of a story and of the list, open and left alone.

For a minute, or for an hour where `--seconds 3600` says so. Chromium itself says which requests its pages make and how
many bytes come. Afterwards another member writes in the story and begins another, and the pages must show it: one that
had lost its stream would have been cheap.
"""
import asyncio
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from .. import members, stores, warta
from ..figures import Line, Row, count
from ..settings import Settings

HEARD = 15
"""Seconds in which a page must have heard of what was done elsewhere."""


@dataclass
class Traffic:
    """What one page asked for, and what came."""

    requests: list[str] = field(default_factory=list)
    streams: set[str] = field(default_factory=set)
    bytes: int = 0

    def requested(self, event: dict) -> None:
        self.requests.append(f"{event['request']['method']} {event['request']['url']}")

    def answered(self, event: dict) -> None:
        if event["response"]["mimeType"] == "text/event-stream":
            self.streams.add(event["requestId"])

    def ended(self, event: dict) -> None:
        self.streams.discard(event["requestId"])

    def came(self, event: dict) -> None:
        self.bytes += event["encodedDataLength"] or event["dataLength"]


def measure(settings: Settings) -> Row:
    seconds = max(settings.seconds, 10 if settings.quick else 60)
    archive = stores.archive(settings, 10_000)
    with tempfile.TemporaryDirectory(dir=settings.folder) as folder:
        data = Path(folder, "data")
        shutil.copytree(archive.data, data)
        links = members.add(settings, data, 2)
        with warta.serving(settings, data) as server:
            reader, writer = (members.Member(server.port, link) for link in links)
            path = writer.begin("Naskah yang terbuka", "Alinea pertama.", "Nasional")
            return asyncio.run(leave_alone(reader, writer, path, seconds))


async def leave_alone(reader: members.Member, writer: members.Member, path: str, seconds: int) -> Row:
    from .. import browser

    lines, raw = [], {"seconds": seconds}
    async with browser.chromium() as chromium:
        story, list_page = [await browser.page_of(chromium, reader) for _ in range(2)]
        told = {"story": await watch(story), "list": await watch(list_page)}
        await browser.open_story(story, reader, path)
        await list_page.goto(f"http://{reader.host}/newsroom?scope=all")
        await list_page.get_by_text("Naskah yang terbuka").first.wait_for()
        await asyncio.sleep(5)  # what belongs to the opening
        for name, traffic in told.items():
            if len(traffic.streams) != 1:
                raise RuntimeError(f"the {name} page has {len(traffic.streams)} event streams")
            traffic.requests.clear()
            traffic.bytes = 0
        began = time.monotonic()
        await asyncio.sleep(seconds)
        lasted = time.monotonic() - began
        raw |= {name: {"requests": list(one.requests), "bytes": one.bytes} for name, one in told.items()}
        for name, traffic in told.items():
            requests, size = len(traffic.requests), traffic.bytes
            is_reached = requests == 0 and len(traffic.streams) == 1
            lines.append(
                Line(
                    f"an idle {name} page for {seconds} s",
                    "one stream, no request",
                    f"{len(traffic.streams)} stream, {requests} requests; {count(size * 3600 / lasted)} bytes an hour",
                    reached=is_reached,
                )
            )
        writer.open(path)
        writer.type("Kata baru. ")
        await story.get_by_text("Kata baru. Alinea pertama.").wait_for(timeout=HEARD * 1000)
        other = writer.begin("Naskah yang baru dimulai", "Isi.", "Nasional")
        await list_page.locator(f"a[href='{other}']").first.wait_for(timeout=HEARD * 1000)
    return Row(lines, raw)


async def watch(page) -> Traffic:
    """Counts what a page does from now on."""
    traffic = Traffic()
    session = await page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", traffic.requested)
    session.on("Network.responseReceived", traffic.answered)
    session.on("Network.loadingFinished", traffic.ended)
    session.on("Network.loadingFailed", traffic.ended)
    session.on("Network.dataReceived", traffic.came)
    await session.send("Network.enable")
    return traffic
