"""The reading room in a real browser: accessible, light, still, and operable without a mouse or a script."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from invented import LISTING, PAPER, TAG, TOPIC
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KINDS = {
    "home": "", "topics": "topics/", "topic": TOPIC, "paper": PAPER, "papers": "papers/", "tags": "tags/",
    "tag": TAG, "authors": "authors/", "author": "authors/rosa-stone-1/", "venue": "venues/windy-days/",
    "years": "years/", "listings": "listings/", "listing": LISTING, "about": "about/",
    "map": "map/", "reading": "reading/", "prose": "contributing/", "404": "404.html",
    "search": "search/?q=lora", "matrix": f"{TOPIC}matrix/", "trending": "trending/",
}
Open = Callable[..., Page]
MOVED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def unfold(page: Page) -> None:
    """Open every fold once the results of a search stand, and wait for what the folds fetch."""
    page.wait_for_function("(!location.search || document.querySelector('#search-results[data-state=done]'))")
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    page.wait_for_function("Array.from(document.querySelectorAll('.ps-like > ul')).every(one => one.hasChildNodes())")


# Colours differ by scheme and sizes by width, so two sights show all four.
SIGHTS = ((390, "light"), (1280, "dark"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_shuts_anybody_out(visit: Open, kind: str) -> None:
    """axe finds nothing on any kind of page, light and dark, on a phone, a tablet and a desk, all folds open; no page
    scrolls sideways at 320 pixels, the narrowest that WCAG 1.4.10 asks for."""
    page = visit(KINDS[kind])
    tablet = ((600, "light"),) if kind in {"paper", "search", "topic"} else ()
    for width, scheme in SIGHTS + tablet:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.reload()
        unfold(page)
        options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        found = Axe().run(page, options=options).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (width, scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("kind", "most"), [("paper", 160_000), ("home", 250_000)])
def test_a_first_visit_is_light(visit: Open, site: Path, address: str, kind: str, most: int) -> None:
    """All that a first visit moves, gzipped as a web server would, stays within what was promised."""
    page = visit("404.html")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + KINDS[kind], wait_until="networkidle")
    assert all(url.startswith(address) for url in asked)
    paths = {url.removeprefix(address).split("?")[0] for url in asked}
    files = [site / path / "index.html" if not path or path.endswith("/") else site / path for path in paths]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= most


@pytest.mark.parametrize("kind", ["home", "topic", "paper", "listing", "reading", "map"])
def test_nothing_moves_when_the_readers_marks_arrive(visit: Open, address: str, kind: str) -> None:
    """A page on which the reader has marked papers is laid out once."""
    page = visit(PAPER)
    page.get_by_role("button", name="To read", exact=True).click()
    page.goto(address + KINDS[kind], wait_until="networkidle")
    assert page.evaluate(MOVED) < .001


def test_a_topic_sorts_and_filters_in_place(visit: Open) -> None:
    """Order, year and tag change the list without another page, say how many are left, and stand in the address."""
    page = visit(TOPIC)
    titles = page.locator(".ps-cards").first.locator("li:not([hidden]) .ps-title")
    before = titles.all_text_contents()
    page.get_by_role("button", name="Title", exact=True).click()
    assert titles.all_text_contents() == sorted(before, key=str.casefold) != before
    page.get_by_text("Filter by tag").click()
    page.locator("[data-tag=LoRA]").click()
    assert 0 < titles.count() < len(before)
    expect(page.get_by_role("status")).to_contain_text("papers")
    assert "sort=title" in page.url
    assert "tag=LoRA" in page.url
    left = titles.all_text_contents()
    page.reload()
    assert titles.all_text_contents() == left


def test_without_scripts_there_is_a_plain_list(visit: Open) -> None:
    """Every paper is there, and no tool that would need a script."""
    page = visit(TOPIC, java_script_enabled=False)
    assert page.locator(".ps-cards .ps-title:visible").count() > 10
    assert page.locator("main button:visible").count() == 0
    plain = visit("map/", java_script_enabled=False)
    assert plain.locator(".ps-map a circle").count() > 100
    assert "/papers/" in (plain.locator(".ps-map a").first.get_attribute("href") or "")


def test_marks_are_kept_in_the_browser_and_come_back(visit: Open, address: str) -> None:
    """A paper marked on its page is on the reading list, goes out as BibTeX, and is struck off again."""
    page = visit(PAPER)
    page.get_by_role("button", name="To read", exact=True).click()
    page.goto(address + "reading/")
    expect(page.get_by_role("heading", name="To read (1)")).to_be_visible()
    for name, begins in (("BibTeX", "@"), ("RIS", "TY  - "), ("CSL-JSON", "[{"), ("CSV", '"slug","title"')):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        text = Path(waiting.value.path()).read_text("utf-8")
        assert text.startswith(begins)
        assert "LISA" in text
    coins = page.locator(".ps-marked .Z3988")
    expect(coins).to_have_count(1)
    assert "LISA" in (coins.get_attribute("title") or "")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the list").click()
    saved = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert list(saved["marks"]) == [PAPER]
    page.get_by_role("button", name="Remove: LISA").click()
    expect(page.get_by_role("heading", name="To read (0)")).to_be_visible()
    page.locator("input[type=file]").set_input_files(waiting.value.path())
    expect(page.get_by_role("heading", name="To read (1)")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("1 paper added.")


def test_a_bookmark_takes_no_other_mark(visit: Open, address: str) -> None:
    """What was read stays read when it is bookmarked and when it no longer is; the header counts what waits to be read;
    search, lists and the map show both."""
    page = visit(PAPER)
    page.get_by_role("button", name="To read", exact=True).click()
    counter = page.get_by_role("link", name="Your reading list: 1 paper to read")
    expect(counter).to_be_visible()
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="To read", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".ps-kept")).to_be_hidden()
    page.goto(f"{address}search/?q=LISA")
    keep = page.locator("#search-results .ps-keep").first
    expect(keep).to_have_attribute("aria-label", re.compile("^To read again: LISA"))
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#search-results > li").first).to_have_class(re.compile("ps-is-read"))
    assert page.evaluate("papershelf.marks.all()")[PAPER]["state"] == "again"
    page.goto(f"{address}map/")
    expect(page.locator(".ps-map a.ps-later.ps-was-read")).to_have_count(1)
    expect(page.locator(".ps-map-marks")).to_be_visible()
    page.goto(f"{address}{TOPIC}")
    page.locator(".ps-is-read .ps-keep").click()
    assert page.evaluate("papershelf.marks.all()")[PAPER]["state"] == "read"


def test_a_list_stays_as_it_is_while_another_tab_changes_it(visit: Open, address: str) -> None:
    """Ticks and the focus outlast a change in another tab; what a file brings takes no mark away, and is counted."""
    page = visit("reading/")
    page.evaluate("""["a", "b", "c"].forEach((name) => papershelf.marks.set(`papers/${name}/`, name, "later"))""")
    box = page.get_by_role("checkbox", name="Select b")
    box.uncheck()
    box.focus()
    other = page.context.new_page()
    other.goto(f"{address}reading/")
    other.get_by_role("button", name="Mark as read: a").click()
    expect(other.get_by_role("button", name="Read again: a")).to_be_focused()
    expect(page.get_by_role("heading", name="Read (1)")).to_be_visible()
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()
    other.get_by_role("button", name="Remove: b").click()
    expect(other.get_by_role("button", name="Remove: c")).to_be_focused()
    kept = {"papers/a/": {"title": "a", "state": "later"}, "papers/d/": {"title": "d", "state": "read"}, "x": 1}
    other.locator("input[type=file]").set_input_files(
        {"name": "list.json", "mimeType": "application/json", "buffer": json.dumps({"marks": kept}).encode()})
    expect(other.get_by_role("status")).to_have_text("1 paper added. 1 was there already. 1 entry names no paper.")
    marks = other.evaluate("papershelf.marks.all()")
    assert {name: one["state"] for name, one in marks.items()} == {
        "papers/a/": "again", "papers/c/": "later", "papers/d/": "read"}
    expect(page.get_by_role("link", name="Your reading list: 2 papers to read")).to_be_visible()


def test_a_saved_list_from_anywhere_brings_papers_only(visit: Open, tmp_path: Path) -> None:
    """Addresses that are not of papers, and titles with markup, do nothing but stand there as text."""
    page = visit("reading/")
    marks = {"javascript:alert(1)": {"title": "x", "state": "later"}, "papers/../x/": {"title": "y", "state": "later"},
             "papers/a/": {"title": "<img src=x onerror=alert(1)>", "state": "later"}}
    (tmp_path / "list.json").write_text(json.dumps({"marks": marks}))
    page.locator("input[type=file]").set_input_files(tmp_path / "list.json")
    expect(page.get_by_role("heading", name="To read (1)")).to_be_visible()
    assert page.locator("#ps-reading img").count() == 0


def test_what_came_since_the_last_visit_is_said(visit: Open, address: str) -> None:
    """A first visit calls nothing new; after a listing was added, its papers are."""
    page = visit("", viewport={"width": 1280, "height": 900})
    page.wait_for_function("localStorage.getItem('papershelf.listings')")
    assert "since your last visit" not in page.locator(".ps-since").inner_text()
    page.evaluate("""() => {
      const seen = JSON.parse(localStorage.getItem("papershelf.listings"));
      localStorage.setItem("papershelf.listings", JSON.stringify(seen.slice(0, -1)));
      sessionStorage.clear();
    }""")
    page.goto(address)
    expect(page.locator(".ps-since")).to_contain_text("new since your last visit")
    expect(page.locator(".ps-new").first).to_have_text("new to you")


def test_the_map_is_walked_with_arrow_keys(visit: Open) -> None:
    """Tab enters the map at one dot, arrows lead from dot to dot and name them, Enter opens the paper."""
    page = visit("map/")
    dots = page.locator(".ps-map a")
    assert page.locator(".ps-map a[tabindex='0']").count() == 1
    page.locator(".ps-map a[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert dots.count() > 100
    assert second
    expect(page.locator(".ps-map-tip")).to_have_text(second)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(second[:20])
    assert first


def test_groups_of_the_map_can_be_hidden_and_the_view_enlarged(visit: Open) -> None:
    """A group's button hides its dots; zooming shows a part, and the whole comes back."""
    page = visit("map/", reduced_motion="reduce")
    group = page.locator(".ps-map g[data-region='0']")
    page.locator(".ps-legend [data-region='0']").click()
    expect(group).to_be_hidden()
    svg = page.locator(".ps-map svg")
    whole = svg.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    assert svg.get_attribute("viewBox") != whole
    page.get_by_role("button", name="Whole map").click()
    assert [float(n) for n in (svg.get_attribute("viewBox") or "").split()] == [float(n) for n in (whole or "").split()]


def test_light_and_dark_is_the_readers_choice_and_stays(visit: Open) -> None:
    """The button turns the page dark, and the next page is dark from its first paint."""
    page = visit("", color_scheme="light")
    page.get_by_role("button", name="Switch between light and dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"


def test_the_menu_opens_and_closes_by_keyboard(visit: Open) -> None:
    """On a phone the places are in a menu that Enter opens, Escape closes, and the first Tab of a page skips."""
    page = visit("", viewport={"width": 390, "height": 800})
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.locator(".ps-menu summary").focus()
    page.keyboard.press("Enter")
    link = page.locator(".ps-menu").get_by_role("link", name="Topics")
    expect(link.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(link.first).to_be_hidden()
