"""The page of two hostile records that became one, opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from merged import RAN, merged

pytestmark = pytest.mark.browser


def test_a_merged_record_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    """Nothing of what either record says runs, asks another host, or becomes part of the page."""
    _, html = merged(tmp_path)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(f"<!doctype html><title>still</title>{html}")
    page.wait_for_load_state("networkidle")
    assert page.title() == "still"
    assert asked == []
    assert page.locator("script, img, iframe, svg, body *[onclick], body *[onload]").count() == 0
    assert RAN in page.locator("body").inner_text()
    page.close()
