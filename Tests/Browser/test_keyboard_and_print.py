"""Without a mouse, and on paper."""

from newspaper import Newspaper
from playwright.sync_api import Page

FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    name: element.tagName + " " + (element.textContent || element.name || "").trim().slice(0, 40),
    inside: box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth
      && box.right > 0,
    ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
    body: element === document.body,
  };
}"""


def test_the_first_tab_reaches_a_link_that_skips_to_the_content(seed: Newspaper, page: Page) -> None:
    """It shows itself when it is focused, and Enter goes on from the content."""
    page.goto(seed.url + seed.story(1), wait_until="load")
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#konten"
    assert first["inside"] and first["ring"], first
    page.keyboard.press("Enter")
    page.wait_for_url("**#konten")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#konten').contains(document.activeElement)")


def test_whatever_has_the_focus_can_be_seen(demo: Newspaper, addresses: dict[str, str], page: Page) -> None:
    """Thirty steps with Tab through front, story, index and search: each on screen, each with a ring."""
    for name in ("front", "story", "index", "search for a word"):
        page.goto(demo.url + addresses[name], wait_until="load")
        for step in range(30):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused["body"]:
                break
            assert focused["inside"] and focused["ring"], f"{name}, step {step}: {focused}"


def test_the_story_prints_without_what_is_only_for_the_screen(seed: Newspaper, page: Page) -> None:
    """On paper stand headline, dateline and body, without navigation and rails; dark becomes black on white."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(seed.url + seed.story(1), wait_until="load")
    text = page.inner_text("body")
    assert page.locator("h1").is_visible()
    assert "SENIN, 15 AGUSTUS 2022 | 11:53 WIB | LAPORAN: ALIFIA DWI RAMANDHITA" in text
    assert "republik Donbas, Luhansk dan Donetsk." in text
    assert not page.locator("nav.sections").is_visible()
    assert not page.locator("aside.rails").is_visible()
    paper, ink = page.evaluate(
        "() => { const style = getComputedStyle(document.body); return [style.backgroundColor, style.color]; }"
    )
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"), paper
    assert sum(map(int, ink.removeprefix("rgb(").rstrip(")").split(","))) < 200, ink


def test_the_story_becomes_a_pdf_of_few_pages(seed: Newspaper, page: Page) -> None:
    """Chromium prints it: a PDF that begins as one, one or two pages of A4."""
    page.goto(seed.url + seed.story(1), wait_until="load")
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    assert 1 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") + pdf.count(b"/Type /Page ") <= 3
