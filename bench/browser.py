"""Chromium pages in which members write, driven by Playwright out of .tools/venv."""
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .members import Member

try:
    from playwright.async_api import Browser, Page, async_playwright
except ImportError as error:
    raise RuntimeError("Playwright is missing: run scripts/setup bench and use .tools/venv/bin/python") from error

# Frames are drawn as soon as there is something to draw: a key must not wait for the screen's next turn.
WITHOUT_FRAME_LIMIT = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
# After a key Chromium keeps all other tasks waiting until its frame, those too by which a page sees that it is idle.
WITHOUT_DEFERRAL = ["--disable-features=DeferRendererTasksAfterInput"]


@asynccontextmanager
async def chromium(*flags: str) -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    if not path:
        raise RuntimeError("Chromium is missing: run scripts/setup bench")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*sandbox, *flags])
        try:
            yield browser
        finally:
            await browser.close()


async def page_of(browser: Browser, member: Member) -> Page:
    """A page in a browser window of its own, in which the member is signed in."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)
    name, _, value = member.cookie.partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": f"http://{member.host}"}])
    return await context.new_page()


async def open_story(page: Page, member: Member, path: str) -> None:
    """Opens a story, and waits until its editor is there and has nothing to save."""
    await page.goto(f"http://{member.host}{path}")
    await page.locator(".ProseMirror").wait_for()
    await page.locator(".state[data-kind=saved]").wait_for()
