"""Members who sign in once for all tests of a newspaper: each hash of a password takes a moment, on a busy machine a long one."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page
from test_newsroom import Newsroom, sign_in

PATIENCE = 60_000


def fresh(
    desk: Newsroom, name: str, *, width: int = 1440, scheme: str = "light", script: bool = True, state: Path | None = None
) -> Page:
    """A page in a browser of its own, of somebody who has a session there or signs in."""
    context = desk.browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=state
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if state:
        page.goto(desk.paper.url + "/newsroom")
    else:
        sign_in(page, desk.paper, name)
    context.set_default_timeout(20_000)
    return page


def member(desk: Newsroom, name: str, *, width: int = 1440, scheme: str = "light", script: bool = True) -> Page:
    """A page of somebody who has signed in, once for all tests."""
    state = desk.paper.folder / f"{name}.json"
    if not state.exists():
        page = fresh(desk, name, script=False)
        page.context.storage_state(path=state)
        page.context.close()
    return fresh(desk, name, width=width, scheme=scheme, script=script, state=state)
