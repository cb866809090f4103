"""The page on which a story is written, as the tests of it use it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect
from test_newsroom import Newsroom

EDITOR = "document.querySelector('.ProseMirror').editor"


def begin(newsroom: Newsroom, page: Page, headline: str, body: str = "Alinea pertama.") -> str:
    """Begins a story by the plain form, and gives its path."""
    url = newsroom.paper.url
    page.goto(url + "/newsroom/account")
    token = page.locator("input[name=token]").first.get_attribute("value")
    form = {"token": token, "headline": headline, "body": body, "section": "Politik", "language": "id"}
    answer = page.request.post(url + "/newsroom/stories", form=form, headers={"Origin": url}, max_redirects=0)
    assert answer.status == 303, answer.text()[:500]
    return re.search(r"/newsroom/stories/\d+", answer.headers["location"])[0]


def open_editor(newsroom: Newsroom, page: Page, path: str) -> Page:
    """Opens a story and waits until it can be written in; keeps what the browser complains of in `page.complaints`."""
    if not hasattr(page, "complaints"):
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(newsroom.paper.url + path)
    page.complaints.clear()
    page.locator(".ProseMirror").wait_for()
    expect(state(page)).to_have_attribute("data-kind", re.compile("saved|readOnly"))
    return page


def state(page: Page) -> Any:
    return page.locator(".state")


def saved(page: Page) -> None:
    """Waits until everything is with the server."""
    expect(state(page)).to_have_attribute("data-kind", "saved")


def document(page: Page) -> Any:
    """What the editor holds, as JSON."""
    return page.evaluate(f"{EDITOR}.getJSON()")


def text(page: Page) -> str:
    """The words of the editor, without the names at others' carets."""
    return page.evaluate(EDITOR + ".getText({ blockSeparator: '\\n' })")


def kept(newsroom: Newsroom, page: Page, path: str) -> Any:
    """What the server holds, as JSON."""
    return page.request.get(f"{newsroom.paper.url}{path}/text").json()["doc"]


def write(page: Page, words: str, at: str = "end") -> None:
    """Types at the `start` or the `end` of the text."""
    page.evaluate(f"{EDITOR}.commands.setTextSelection('{at}' === 'end' ? {EDITOR}.state.doc.content.size : 0)")
    page.evaluate(f"{EDITOR}.view.focus()")
    page.keyboard.type(words)
