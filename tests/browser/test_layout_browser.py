"""How pages fill a screen: no hole and no void, at the widths of a phone, a tablet and two desks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented import LISTING, PAPER, TAG, TOPIC
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


@pytest.mark.parametrize("width", [390, 820, 1280, 1440])
def test_the_groups_of_the_home_page_leave_no_hole(visit: Open, width: int) -> None:
    """Every row of groups reaches from one edge to the other, however many groups there are."""
    page = visit("", viewport={"width": width, "height": 900})
    for count in range(8, 0, -1):
        page.evaluate("""count => {
          const box = document.querySelector(".ps-groups"), rows = Math.ceil(count / 4);
          while (box.children.length < count) box.append(box.firstElementChild.cloneNode(true));
          while (box.children.length > count) box.lastElementChild.remove();
          box.className = `ps-groups ps-across-${Math.ceil(count / rows)}`;
        }""", count)
        rows = page.evaluate("""() => {
          const edge = document.querySelector(".ps-groups").getBoundingClientRect(), rows = {};
          for (const one of document.querySelectorAll(".ps-group")) {
            const box = one.getBoundingClientRect(), row = rows[Math.round(box.top)] = rows[Math.round(box.top)] || [];
            row.push([box.left - edge.left, edge.right - box.right]);
          }
          return Object.values(rows).map(row => Math.round(row[0][0] + row[row.length - 1][1]));
        }""")
        assert set(rows) == {0}, count


@pytest.mark.parametrize("path", [TOPIC, TAG, LISTING, "papers/"])
def test_a_bookmark_stands_at_its_card(visit: Open, path: str) -> None:
    """On a wide screen nothing but a gap is between what a card says and the mark at its end."""
    page = visit(path, viewport={"width": 1440, "height": 900})
    gaps = page.evaluate("""() => Array.from(document.querySelectorAll(".ps-cards li"), (card) => {
      const right = Array.from(card.querySelectorAll("p"), (one) => one.getBoundingClientRect().right);
      return card.querySelector(".ps-keep").getBoundingClientRect().left - Math.max(...right);
    })""")
    assert gaps
    assert max(gaps) < 60


def test_a_phone_narrows_before_it_lists(visit: Open) -> None:
    """Facets of search and tools of a topic come before the papers, on the screen and in the order of the page; the
    number of a topic's papers leads there."""
    phone = {"viewport": {"width": 390, "height": 844}}
    page = visit("search/?q=lora", **phone)
    page.wait_for_selector("#search-results[data-state=done]")
    first, second = (page.locator(name).first.bounding_box()
                     for name in (".ps-search-facets summary", "#search-results > li"))
    assert first
    assert second
    assert first["y"] < second["y"]
    assert page.locator(".ps-search-facets details[open]").count() == 0
    assert page.evaluate("""document.querySelector(".ps-search-facets").compareDocumentPosition(
      document.querySelector("#search-results")) === Node.DOCUMENT_POSITION_FOLLOWING""")
    topic = visit(TOPIC, **phone)
    topic.locator(".ps-fact a").click()
    expect(topic.get_by_role("button", name="Newest")).to_be_in_viewport()
    expect(topic.get_by_text("Filter by tag")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["", TOPIC, TAG, LISTING, "papers/", PAPER])
def test_a_card_is_one_stop_of_the_tab_key(visit: Open, path: str) -> None:
    """Tab goes from title to title; arrows reach all else in a card, and Tab goes on from there."""
    page = visit(path)
    cards = page.locator(".ps-cards li")
    stops = cards.locator("a[href]:not([tabindex='-1']), button:not([tabindex='-1'])")
    assert stops.count() == cards.count() > 1
    inside = cards.first.locator("a[href], button")
    page.keyboard.press("Shift")
    inside.first.focus()
    expect(cards.first).to_have_attribute("data-keys", "→ for its links")
    for number in range(1, inside.count()):
        page.keyboard.press("ArrowRight")
        expect(inside.nth(number)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(inside.last).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(inside.nth(inside.count() - 2)).to_be_focused()
    page.keyboard.press("Tab")
    expect(cards.nth(1).locator(".ps-title")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(inside.first).to_be_focused()


@pytest.mark.parametrize("path", ["", TOPIC, PAPER, "contributing/"])
def test_a_heading_is_called_what_it_says(visit: Open, path: str) -> None:
    """The link of a heading to itself adds nothing to its name and is no stop of the Tab key."""
    page = visit(path)
    told = page.locator("main").aria_snapshot()
    assert "heading" in told
    assert not any(sign in told for sign in ("¶", "Permanent link", "#\""))
    assert page.locator(".headerlink:not([tabindex='-1'])").count() == 0
    assert all("¶" not in text for text in page.locator("main :is(h1, h2, h3)").all_text_contents())
