"""The index of tags in a real browser: found by what one types, ordered, and whole without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


def test_a_tag_is_found_by_what_one_types(visit: Open) -> None:
    """Typing leaves the tags that have it in their names, says how many, and stands in the address."""
    page = visit("tags/")
    field = page.get_by_label("Find a tag")
    field.fill("LÖR")
    links = page.locator(".ps-kind a:not(.headerlink):visible")
    expect(page.get_by_role("status")).to_contain_text("1 of ")
    assert links.all_text_contents() == ["LoRA"]
    page.reload()
    assert links.all_text_contents() == ["LoRA"]
    field.fill("")
    expect(page.get_by_role("status")).to_be_empty()
    assert links.count() > 1
    assert "?" not in page.url


def test_tags_stand_by_use_or_by_name(visit: Open) -> None:
    """A fold has all tags of a kind: the most used first, by letter for who asks for it or came by a letter's link."""
    page = visit("tags/")
    shown = page.locator(".ps-kind").first.locator(".ps-letters > p > a:visible")
    assert shown.count() == 0
    page.locator(".ps-letters > summary").first.click()
    counts = [int(one.get_attribute("data-count") or 1) for one in shown.all()]
    assert len(counts) > 24
    assert counts == sorted(counts, reverse=True)
    page.get_by_role("button", name="A to Z").click()
    by_name = shown.all_text_contents()
    assert by_name == sorted(by_name, key=str.casefold)
    assert not page.locator(".ps-most").first.is_visible()
    few = page.locator(".ps-kind").last.locator("li").all_text_contents()
    assert few == sorted(few, key=str.casefold)
    page.goto(page.url.split("?")[0] + "#dataset-c")
    page.reload()
    expect(page.locator("#dataset-c")).to_be_in_viewport()


def test_tags_need_no_script(visit: Open) -> None:
    """Without a script the most used are seen, all are in folds by letter, and no tool stands there idle."""
    page = visit("tags/", java_script_enabled=False)
    assert page.locator(".ps-most").first.locator("a:visible").count() == 24
    page.locator(".ps-letters > summary").first.click()
    assert page.locator(".ps-letters > p > a:visible").count() > 24
    assert page.locator("main :is(button, input):visible").count() == 0
