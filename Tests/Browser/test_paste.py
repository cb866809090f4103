"""What is pasted into a story: no word lost, lists stay lists, quotes stay quotes, and a notice says what stayed out."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_newsroom import Newsroom, newsroom  # noqa: F401
from writing_page import begin, open_editor

CLIPBOARDS = Path(__file__).parent / "clipboards"
OUTLINES = json.loads((CLIPBOARDS / "outlines.json").read_text())

# The text of the editor as nodes in nodes, without its words.
OUTLINE = """() => {
  const names = { paragraph: "p", blockquote: "quote", pullQuote: "pull", bulletList: "ul", listItem: "li",
    captionedTable: "captioned", tableCaption: "caption", tableRow: "row", tableCell: "td", tableHeader: "th",
    preformatted: "pre", horizontalRule: "hr" };
  const name = ({ type, attrs }) => type === "heading" ? "h" + attrs.level
    : type === "orderedList" ? "ol" + (attrs.start === 1 ? "" : attrs.start)
    : ["text", "hardBreak"].includes(type) ? "" : names[type] ?? type;
  const outline = (node) => {
    const inner = (node.content ?? []).map(outline).filter(Boolean).join(" ");
    return inner ? `${name(node)}(${inner})` : name(node);
  };
  return document.querySelector(".ProseMirror").editor.getJSON().content.map(outline).join(" ");
}"""

PASTE = """([html, text]) => {
  const { editor } = document.querySelector(".ProseMirror");
  editor.chain().selectAll().deleteSelection().clearNodes().focus().run();
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", text);
  editor.view.dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""

TEXT = "() => document.querySelector('.ProseMirror').editor.getText({ blockSeparator: '\\n' })"


@pytest.fixture(scope="module")
def editor(newsroom: Newsroom) -> Page:  # noqa: F811
    page = newsroom.member("bagus", script=True)
    return open_editor(newsroom, page, begin(newsroom, page, "Tempel"))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w’']+", text))


@pytest.mark.parametrize("name", OUTLINES)
def test_what_is_pasted_keeps_its_words_and_its_shape(newsroom: Newsroom, editor: Page, name: str) -> None:  # noqa: F811
    expected = OUTLINES[name]
    content = (CLIPBOARDS / name).read_text()
    is_html = name.endswith(".html")
    editor.evaluate(PASTE, [content if is_html else "", "-" if is_html else content])
    assert editor.evaluate(OUTLINE) == expected["outline"]
    notice = editor.locator(".notice-of-text").inner_text()
    assert (expected["taken"] in notice) if expected["taken"] else notice == ""
    shown = newsroom.browser.new_page(java_script_enabled=False)
    shown.set_content(content if is_html else f"<pre>{content}</pre>")
    seen = words(shown.locator("body").inner_text())
    shown.close()
    lost = seen - words(editor.evaluate(TEXT))
    lost.subtract(dict.fromkeys(expected.get("no_words", []), 10))
    assert not +lost, lost
    assert not editor.complaints


def test_nothing_of_a_hostile_page_runs(editor: Page) -> None:
    """Its words come, its scripts, its addresses and its styles do not."""
    content = (CLIPBOARDS / "web-hostile.html").read_text()
    editor.evaluate(PASTE, [content, "-"])
    text = editor.evaluate(TEXT)
    assert "Kata pertama" in text and "tautan jahat" in text and "Kata terakhir" in text
    assert "Tersembunyi" not in text and "Templat" not in text
    assert not editor.evaluate("'hacked' in window")
    html = editor.locator(".ProseMirror").inner_html()
    assert "javascript:" not in html and "onclick" not in html and "style=" not in html


def test_an_address_becomes_a_link_of_the_selection(newsroom: Newsroom, editor: Page) -> None:  # noqa: F811
    """One of our own becomes a path of the site, so that it follows the story."""
    editor.evaluate(PASTE, ["", "Baca juga beritanya"])
    for pasted, kept in (
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        (newsroom.paper.url + "/politik/1/berita-lama", "/politik/1/berita-lama"),
    ):
        editor.evaluate(
            "() => document.querySelector('.ProseMirror').editor.commands.setTextSelection({ from: 6, to: 10 })"
        )
        editor.evaluate(
            """(text) => { const clipboardData = new DataTransfer(); clipboardData.setData("text/plain", text);
            document.querySelector(".ProseMirror").dispatchEvent(
              new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })); }""",
            pasted,
        )
        expect(editor.locator(".ProseMirror a", has_text="juga")).to_have_attribute("href", kept)
    editor.evaluate(PASTE, ["", "https://www.youtube.com/watch?v=abc"])
    expect(editor.locator(".embed-card strong")).to_have_text("youtube.com")
