"""A shelf on which every text of a stranger is hostile, crawled; at the size of the promise by `make campaign`."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from campaign.crawler import crawl
from campaign.hostile import strings
from campaign.hostile_shelf import make
from campaign.scale import LARGE, SEED, cases
from conftest import serving

pytestmark = pytest.mark.browser

# A campaign asks each text of each format, four in a value; a usual run the catalogue, twelve in a value.
TEXTS = strings(cases(226, 1000), SEED)
CHUNK, SIZE, MOST, OPENED, ASKED = (125, 4, 32, None, 40) if LARGE else (len(TEXTS), 12, 1, 12, 6)


@pytest.mark.parametrize("start", range(0, len(TEXTS), CHUNK))
def test_no_text_runs_asks_or_changes_a_page(browser: Browser, tmp_path: Path, start: int) -> None:
    """Whatever field, source, file name or storage a text comes from: nothing runs, no other host is asked, and pages
    hold only the elements and attributes that templates make."""
    texts = TEXTS[start:start + CHUNK]
    site, wrong = make(tmp_path, texts, SIZE, MOST)
    assert wrong == []
    with serving(site) as address:
        report = crawl(browser, address, site, texts[:: max(1, len(texts) // ASKED)], OPENED)
    print(f"texts {start} to {start + len(texts)}, seed {SEED}: {report}")
    assert report.found() == []
