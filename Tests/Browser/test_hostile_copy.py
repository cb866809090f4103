"""Copy from outside that wants to run: nothing of it runs in a page, a feed or an export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from lxml import etree, html
from newspaper import Newspaper, item
from playwright.sync_api import Browser, Dialog

ATTACK = "window.attacked=1;alert(1)"

BODIES = {
    "script": f"<p>a</p><script>{ATTACK}</script><SCRIPT SRC=//evil.example/x.js></SCRIPT><p>b</p>",
    "script in pieces": f"<p>a</p><scr<script>ipt>{ATTACK}</scr</script>ipt><<script>{ATTACK}//<</script>",
    "event handlers": f'<p onclick="{ATTACK}" onmouseover={ATTACK}>a</p><img src=x onerror="{ATTACK}">'
    f'<body onload="{ATTACK}"><details open ontoggle="{ATTACK}"><summary>s</summary></details>',
    "javascript links": f'<p><a href="javascript:{ATTACK}">a</a> <a href=" java&#10;script:{ATTACK}">b</a> '
    f'<a href="JaVaScRiPt&colon;{ATTACK}">c</a> <a href="\x01javascript:{ATTACK}">d</a> '
    f'<a href="data:text/html,<script>{ATTACK}</script>">e</a> <a href="vbscript:x">f</a></p>',
    "svg": f'<svg onload="{ATTACK}"><script>{ATTACK}</script><a xlink:href="javascript:{ATTACK}"><text>x</text></a>'
    f"<animate onbegin='{ATTACK}' attributeName=x dur=1s></svg><p>after</p>",
    "math and namespaces": "<math><mtext><table><mglyph><style><!--</style>"
    f"<img title='--><img src=1 onerror={ATTACK}>'></table></mtext></math>",
    "nested tables": "<table><tr><td>" * 60 + f"<script>{ATTACK}</script>x" + "</td></tr></table>" * 60,
    "unclosed tags": f'<p>a <b>b <i>c <a href="/x">d <table><tr><td>e <p>f <li>g <script>{ATTACK}',
    "an unclosed comment": f"<p>a</p><!-- <p>b</p> --!><img src=x onerror={ATTACK}><!--><script>{ATTACK}</script>",
    "frames and objects": f'<iframe srcdoc="<script>parent.{ATTACK}</script>"></iframe>'
    f'<iframe src="javascript:{ATTACK}"></iframe><object data="javascript:{ATTACK}"></object>'
    f'<embed src="javascript:{ATTACK}"><frameset onload={ATTACK}>',
    "forms and styles": f'<form action="javascript:{ATTACK}"><button formaction="javascript:{ATTACK}">x</button></form>'
    f'<style>@import "//evil.example"</style><link rel=stylesheet href=//evil.example><base href="//evil.example/">'
    f'<p style="background:url(javascript:{ATTACK})">x</p>'
    f'<meta http-equiv=refresh content="0;url=javascript:{ATTACK}">',
    "out of the page": f"</div></article></main></body></html><script>{ATTACK}</script>",
    "cdata": f"<p>]]></p><script>{ATTACK}</script><p>]]&gt;<![CDATA[<script>{ATTACK}</script>]]></p>",
    "templates of ours": "<p>{{{site.name}}} {{text.skip}} {{#popular}}x{{/popular}}</p>",
}

# More than any story has: refused with a reason, and the others go in.
BOMBS = {
    "a hundred thousand elements deep": "<div>" * 100_000 + f"deep<script>{ATTACK}</script>" + "</div>" * 100_000,
    "a hundred thousand tags unclosed": "<b><i>" * 50_000 + f"<img src=x onerror={ATTACK}>",
}
WORDS = f'"><img src=x onerror="{ATTACK}"></script><script>{ATTACK}</script><!-- ]]> {{{{{{x}}}}}} &lt;b&gt;'


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    """A newspaper that took all of it: stories 1 to n, their headlines, bylines, tags and captions hostile too."""
    with Newspaper(tmp_path_factory.mktemp("hostile")) as paper:
        paper.start()
        paper.take(
            *(
                item(
                    f"serangan/{number}",
                    f"Serangan {number} {WORDS}",
                    body,
                    by=f"Penyerang {WORDS}",
                    subjects=[{"name": "Politik", "rel": "section"}, {"name": f"Topik {WORDS}"}],
                    genres=[{"name": f"Berita {WORDS}"}],
                    descriptions=[{"role": "summary", "contentType": "text/plain", "value": f"Ringkasan {WORDS}"}],
                    copyrightNotice=f"Hak {WORDS}",
                )
                for number, body in enumerate([*BODIES.values(), *BOMBS.values()], start=1)
            ),
            code=1,
        )
        yield paper


every_body = pytest.mark.parametrize("number", range(1, len(BODIES) + 1), ids=list(BODIES))


def is_ours(script: html.HtmlElement) -> bool:
    """A file of the theme, or data for search engines, which no browser runs."""
    source = script.get("src")
    return source.startswith("/-/") if source else script.get("type") == "application/ld+json"


def can_run(tree: html.HtmlElement, ours: bool = False) -> list[str]:
    """What in the tree could run or load: scripts, handlers, bad addresses, foreign markup, frames, styles."""
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower()
        if tag == "script" and not (ours and is_ours(element)):
            found.append("script")
        if tag in ("iframe", "object", "embed", "base", "style", "math", "frameset", "template"):
            found.append(tag)
        if tag in ("svg", "form", "button", "link", "meta") and not ours:
            found.append(tag)
        for name, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.lower().startswith("on") or name in ("style", "srcdoc", "formaction"):
                found.append(f"{tag} {name}={value[:60]}")
            if address.startswith(("javascript:", "vbscript:", "data:text")):
                found.append(f"{tag} {name}={value[:60]}")
    return found


def attacked(browser: Browser, address: str) -> list[str]:
    """What ran: dialogs that opened, marks that were left; links are clicked and pictures touched as well."""
    ran: list[str] = []

    def note(dialog: Dialog) -> None:
        ran.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    # Without the policy's protection: the page itself must be clean, not only guarded.
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        page.on("dialog", note)
        page.on("request", lambda request: ran.append(request.url) if "evil.example" in request.url else None)
        page.goto(address, wait_until="load", timeout=60_000)
        page.evaluate("""() => {
              for (const element of [...document.querySelectorAll(".body *")].slice(0, 2000))
                for (const type of ["mouseover", "focus", "toggle"]) element.dispatchEvent(new Event(type));
              for (const link of document.querySelectorAll(".body a")) {
                link.addEventListener("click", (event) => {
                  if (link.protocol.startsWith("http")) event.preventDefault();
                });
                link.click();
              }
            }""")
        page.wait_for_timeout(100)
        if page.evaluate("window.attacked"):
            ran.append("a script of the story ran")
    finally:
        context.close()
    return ran


@every_body
def test_nothing_of_a_hostile_story_runs_in_a_browser(number: int, paper: Newspaper, browser: Browser) -> None:
    """No dialog, no mark, no request to elsewhere, even with the Content-Security-Policy switched off."""
    assert attacked(browser, paper.url + paper.story(number)) == []


@pytest.mark.parametrize("number", range(len(BODIES) + 1, len(BODIES) + len(BOMBS) + 1), ids=list(BOMBS))
def test_a_body_beyond_measure_is_refused(number: int, paper: Newspaper) -> None:
    """It has no page, and the server answers as before."""
    assert paper.get(f"/politik/{number}/serangan").status_code == 404


@every_body
def test_the_page_of_a_hostile_story_holds_nothing_that_could_run(number: int, paper: Newspaper) -> None:
    """Looked at as a tree: no script but ours, no handler, no script address, no foreign markup in the body."""
    answer = paper.get(paper.story(number))
    assert answer.status_code == 200
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    tree = html.fromstring(answer.content, parser=parser)
    assert can_run(tree, ours=True) == []
    bodies = tree.xpath("//div[@class='body']")
    assert len(bodies) == 1 and can_run(bodies[0]) == []
    assert len(tree.xpath("//main")) == 1 and tree.xpath("//main//aside[@class='rails']"), "the story broke out"
    for script in tree.xpath("//script[@type='application/ld+json']"):
        json.loads(script.text)


@pytest.mark.parametrize("path", ["/", "/politik", "/indeks", "/populer", "/cari?q=serangan"])
def test_the_lists_hold_nothing_that_could_run(path: str, paper: Newspaper, browser: Browser) -> None:
    """Headlines, leads, genres, tags and bylines are text wherever they stand."""
    assert can_run(html.fromstring(paper.get(path).content), ours=True) == []
    assert attacked(browser, paper.url + path) == []


def test_the_headline_is_shown_as_it_was_written(paper: Newspaper) -> None:
    """Markup in a headline is shown, not obeyed and not lost."""
    tree = html.fromstring(paper.get(paper.story(1)).content)
    heading = tree.xpath("string(//main//h1)")
    assert "<script>" in heading and "onerror" in heading
    assert not tree.xpath("//h1//*")


@pytest.mark.parametrize("feed", ["/feed.xml", "/atom.xml", "/feed.json"])
def test_the_feeds_hold_nothing_that_could_run(feed: str, paper: Newspaper) -> None:
    """The HTML inside the feeds is as clean as the page."""
    content = paper.get(feed).content
    if feed.endswith(".json"):
        bodies = [entry["content_html"] for entry in json.loads(content)["items"]]
    else:
        tree = etree.fromstring(content, etree.XMLParser(huge_tree=True))
        names = ("{http://purl.org/rss/1.0/modules/content/}encoded", "{http://www.w3.org/2005/Atom}content")
        bodies = [element.text or "" for name in names for element in tree.iter(name)]
    assert len(bodies) == len(BODIES)
    for body in bodies:
        parsed = html.fragment_fromstring(body, create_parent="div", parser=html.HTMLParser(huge_tree=True))
        assert can_run(parsed) == []


def test_the_export_holds_nothing_that_could_run(paper: Newspaper) -> None:
    """What we hand on to others is clean too, and the harmless words are still there."""
    items = paper.export()
    assert len(items) == len(BODIES)
    bodies = [part["value"] for one in items for part in one.get("bodies", [])]
    for body in bodies:
        parsed = html.fragment_fromstring(body, create_parent="div", parser=html.HTMLParser(huge_tree=True))
        assert can_run(parsed) == []
    assert any("{{{site.name}}}" in body for body in bodies)


def test_the_store_checks_clean_after_the_attack(paper: Newspaper) -> None:
    """Every body reads back as it was written."""
    paper.warta("check")
