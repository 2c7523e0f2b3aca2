"""The map on a phone and on a desk: it fits, fingers find dots, names lie on nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
# Every pair of a name that is seen with a dot or with another name that meet on the screen.
MEETINGS = """() => {
  const seen = Array.from(document.querySelectorAll(".ps-map text")).filter((one) => one.getBoundingClientRect().width
    && getComputedStyle(one).visibility === "visible");
  const names = seen.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const dots = Array.from(document.querySelectorAll(".ps-map circle"), (one) => ["dot", one.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const found = [];
  names.forEach(([name, box], number) => {
    dots.concat(names.slice(number + 1)).forEach(([other, its]) => { if (meet(box, its)) found.push([name, other]); });
  });
  return [names.length, found];
}"""


@pytest.mark.parametrize("width", [320, 390, 820, 1280, 1440])
def test_the_map_fits_and_its_names_lie_on_nothing(visit: Open, width: int) -> None:
    """At every width the whole map is on the screen's width, and what the browser draws of names touches no dot."""
    page = visit("map/", viewport={"width": width, "height": 900})
    box = page.locator(".ps-map svg").bounding_box() or {}
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.locator(".ps-map").evaluate("one => one.scrollWidth <= one.clientWidth")
    count, meetings = page.evaluate(MEETINGS)
    assert count > 0
    assert meetings == []


def test_a_finger_finds_the_nearest_dot(visit: Open) -> None:
    """A touch beside a dot, no more than 12 pixels away, says its title; the same touch again opens the paper."""
    page = visit("map/", **PHONE)
    assert "Touch a dot" in page.locator(".ps-how").inner_text()
    place: dict[str, Any] = page.evaluate("""() => {
      document.querySelector(".ps-map").scrollIntoView({block: "center", behavior: "instant"});
      const dots = Array.from(document.querySelectorAll(".ps-map a:not(.ps-map-tip)"), (link) => {
        const box = link.querySelector("circle").getBoundingClientRect();
        return {title: link.getAttribute("aria-label"), x: box.x + box.width / 2, y: box.y + box.height / 2};
      });
      const places = dots.flatMap((dot) => [[8, 8], [-8, 8], [8, -8], [-8, -8]].map(([x, y]) => (
        {x: dot.x + x, y: dot.y + y, title: dot.title})));
      return places.find((one) => dots.every((dot) => (
        dot.title === one.title || Math.hypot(dot.x - one.x, dot.y - one.y) > 14)));
    }""")
    page.touchscreen.tap(place["x"], place["y"])
    expect(page.locator(".ps-map-tip")).to_have_text(place["title"])
    assert page.url.endswith("/map/")
    page.touchscreen.tap(place["x"], place["y"])
    expect(page.locator("h1")).to_contain_text(place["title"][:20])


def test_two_fingers_enlarge_the_map_and_one_moves_it(visit: Open) -> None:
    """Spread fingers make the view smaller, one finger moves it then, and the whole map comes back."""
    page = visit("map/", **PHONE)
    svg = page.locator(".ps-map svg")
    whole = svg.get_attribute("viewBox")
    finger = """(svg, steps) => steps.forEach(([kind, id, x, y]) => {
      const at = {clientX: x, clientY: svg.getBoundingClientRect().y + y};
      svg.dispatchEvent(new PointerEvent(kind, {bubbles: true, pointerId: id, pointerType: "touch", ...at}));
    })"""
    svg.evaluate(finger, [["pointerdown", 1, 150, 200], ["pointerdown", 2, 200, 200], ["pointermove", 2, 260, 200],
                          ["pointerup", 2, 260, 200]])
    near = [float(one) for one in (svg.get_attribute("viewBox") or "").split()]
    assert near[2] < float((whole or "").split()[2]) * .6
    svg.evaluate(finger, [["pointermove", 1, 100, 150], ["pointerup", 1, 100, 150]])
    moved = [float(one) for one in (svg.get_attribute("viewBox") or "").split()]
    assert moved[2] == near[2]
    assert moved[0] > near[0]
    assert moved[1] > near[1]
    assert page.evaluate(MEETINGS)[1] == []
    page.get_by_role("button", name="Whole map").click()
    assert [float(one) for one in (svg.get_attribute("viewBox") or "").split()] == [0, 0, 700, 1000]
