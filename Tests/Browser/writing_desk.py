"""A desk whose members write in one story, each in a real editor on a page of the newsroom.

The editor is the newsroom's own modules with no look around them (`writing/harness.js`). They and the test's own modules
are given to the browser below an address of the newsroom, so that its Content-Security-Policy holds for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desks import Desks
from newspaper import ROOT, Newspaper, item, until
from playwright.sync_api import Browser, BrowserContext, Page, Route
from test_newsroom import session, sign_in

MODULES = (
    ROOT / "Tests/Browser/writing",
    ROOT / "Sources/Assets/newsroom",
    ROOT / ".tools/editor",
)


@dataclass
class Desk:
    paper: Newspaper
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    @classmethod
    def made(cls, paper: Newspaper, browser: Browser, desks: Desks) -> Desk:
        desks.start(paper, item("1", "Berita pertama"))
        return cls(paper, browser)

    def member(self, name: str) -> Page:
        """A page of somebody who is signed in, in a browser of their own."""
        context = self.browser.new_context(storage_state=session(self.paper, name))
        self.contexts.append(context)
        prepare(context)
        page = context.new_page()
        self.prepare(page)
        return page

    def plain(self, name: str) -> Page:
        """A page of a member who has signed in before, without script: the plain form."""
        context = self.browser.new_context(storage_state=session(self.paper, name), java_script_enabled=False)
        self.contexts.append(context)
        return context.new_page()

    def sign_in(self, page: Page, name: str) -> None:
        sign_in(page, self.paper, name)
        self.prepare(page)

    def prepare(self, page: Page) -> None:
        """The page that the editors of a test stand in: any of the newsroom that has a form and no editor."""
        page.goto(self.paper.url + "/newsroom/account")
        page.evaluate("""async () => { window.harness = await import("/newsroom/-/test/harness.js"); }""")

    def story(self, page: Page, headline: str = "Gempa di Palu") -> str:
        """A new story; its address."""
        return page.evaluate(
            """async (headline) => {
                const token = document.querySelector("input[name=token]").value;
                const answer = await fetch("/newsroom/stories", {
                    method: "POST", headers: { "Content-Type": "application/json", "X-Warta-Token": token },
                    body: JSON.stringify({ headline, section: "politik" }),
                });
                if (answer.status !== 201) throw new Error(answer.status + " " + await answer.text());
                return (await answer.json()).href;
            }""",
            headline,
        )

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.contexts.clear()


def prepare(context: BrowserContext) -> None:
    context.set_default_timeout(30_000)
    context.route("**/newsroom/-/test/*", give_module)


def give_module(route: Route) -> None:
    name = Path(route.request.url).name
    path = next((folder / name for folder in MODULES if (folder / name).exists()), None)
    if path is None:
        return route.abort()
    route.fulfill(body=path.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")


def write(page: Page, address: str, name: str = "writer", **more: Any) -> Writer:
    """Opens the story in an editor of the page."""
    page.evaluate("async ([name, what]) => { window[name] = await harness.open({ name, ...what }); }", [name, {"address": address} | more])
    return Writer(page, name)


@dataclass
class Writer:
    page: Page
    name: str = "writer"

    def do(self, script: str, value: Any = None) -> Any:
        """Runs a function of the writer and a value."""
        return self.page.evaluate(f"(value) => ({script})(window[{self.name!r}], value)", value)

    def type(self, words: str, behind: str | None = None) -> None:
        self.do("(writer, [words, behind]) => harness.type(writer, words, behind)", [words, behind])

    def erase_block(self, words: str) -> None:
        self.do("(writer, words) => harness.eraseBlock(writer, words)", words)

    def undo(self) -> None:
        self.do("(writer) => harness.undo(writer)")

    def redo(self) -> None:
        self.do("(writer) => harness.redo(writer)")

    @property
    def text(self) -> str:
        return self.do("(writer) => writer.text()")

    @property
    def state(self) -> dict[str, Any]:
        return self.do("(writer) => writer.shared.state")

    @property
    def rescued(self) -> list[dict[str, Any]]:
        return self.do("(writer) => writer.shared.rescued")

    def flush(self) -> None:
        self.do("(writer) => writer.shared.flush()")

    def close(self) -> None:
        self.do("(writer) => writer.shared.close()")

    def until_text(self, text: str, seconds: float = 20) -> None:
        until(f"{self.name} has {text!r}", lambda: self.text == text, seconds)

    def until_state(self, kind: str, seconds: float = 20) -> dict[str, Any]:
        until(f"{self.name} is {kind}", lambda: self.state["kind"] == kind, seconds)
        return self.state


def text_of(page: Page, address: str) -> dict[str, Any]:
    """The text as the server gives it."""
    return page.evaluate("async (address) => (await fetch(address + '/text')).json()", address)


def words_of(document: dict[str, Any]) -> str:
    """The words of ProseMirror's JSON, blocks parted by line ends."""
    if document["type"] == "text":
        return document["text"]
    parts = [words_of(child) for child in document.get("content", [])]
    inline = any(child["type"] == "text" for child in document.get("content", []))
    return ("" if inline else "\n").join(parts)
