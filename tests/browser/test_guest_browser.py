"""A shelf in Material's own frame, in a real browser: readable by everybody, and alive when pages come in instantly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from invented import LISTING, PAPER, TAG, TOPIC, build_shelf
from playwright.sync_api import Browser, Page, expect

from conftest import serving

pytestmark = pytest.mark.browser

# The kinds that differ most are looked at twice; the others, made of the same parts, on a phone in the dark.
TWICE = ("", TOPIC, PAPER, "tags/", "map/", "reading/", "search/?find=lora")
KINDS = (*TWICE, "topics/", "papers/", TAG, "listings/", LISTING, "about/")
CONFIGURATION = """\
site_name: Lab
theme:
  name: material
  font: false
  features: [navigation.tabs{features}]
  palette:
    - {{media: "(prefers-color-scheme: light)", scheme: default, primary: teal}}
    - {{media: "(prefers-color-scheme: dark)", scheme: slate, primary: teal}}
plugins: [search, {{papershelf: {{at: papers}}}}]
nav: [index.md, about.md]
"""


@pytest.fixture(scope="session", params=["", ", navigation.instant"], ids=["plain", "instant"])
def hosts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Material site with the invented shelf below papers/."""
    shelf, folder = tmp_path_factory.mktemp("shelf"), tmp_path_factory.mktemp("host")
    shutil.copytree(build_shelf(shelf) / "docs", folder / "docs" / "papers")
    for name in ("index", "about"):
        (folder / "docs" / f"{name}.md").write_text(f"# {name.capitalize()} of the lab\n\nTheirs.\n")
    (folder / "mkdocs.yml").write_text(CONFIGURATION.format(features=request.param))
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, check=False, text=True,
                          capture_output=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    with serving(folder / "site") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which no script may fail."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.mark.parametrize("hosts", [""], indirect=True, ids=["plain"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_ours_shuts_anybody_out(page: Page, hosts: str, kind: str) -> None:
    """axe finds nothing in what is ours on any kind of page, in both schemes of theirs, on a desk and a phone."""
    page.goto(f"{hosts}papers/{kind}")
    if "?" in kind:
        page.wait_for_selector("#search-results[data-state=done]", state="attached")
    for width, scheme in ((1280, "light"), (390, "dark"))[kind not in TWICE:]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, ".papershelf", {"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, scheme)


def test_pages_work_one_after_the_other(page: Page, hosts: str) -> None:
    """From their home by links alone: a topic is sorted, a paper marked, the map walked, a search asked, the list read,
    and their page after it has nothing of ours."""
    page.goto(hosts)
    page.locator(".md-tabs").get_by_role("link", name="Papers").click()
    page.locator(".papershelf .ps-group").get_by_role("link", name="Kites and strings").click()
    expect(page.locator(".papershelf h1")).to_contain_text("Kites and strings")
    page.get_by_role("button", name="Title", exact=True).click()
    titles = page.locator(".ps-cards").first.locator(".ps-title").all_text_contents()
    assert titles == sorted(titles, key=str.casefold)
    page.get_by_role("link", name="LISA: Layered strings that a kite can hold").first.click()
    page.get_by_role("button", name="To read", exact=True).click()
    expect(page.get_by_role("button", name="To read", exact=True)).to_have_attribute("aria-pressed", "true")
    sidebar = page.locator(".md-tabs")
    sidebar.get_by_role("link", name="Papers").click()
    page.locator(".papershelf").get_by_role("link", name="Open the map").click()
    expect(page.locator(".ps-map a[tabindex='0']")).to_have_count(1)
    page.locator(".ps-map a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".ps-map-tip")).to_be_visible()
    page.goto(f"{hosts}papers/")
    page.locator(".papershelf").get_by_role("link", name="Your reading list").click()
    expect(page.get_by_role("heading", name="To read (1)")).to_be_visible()
    page.locator(".md-tabs").get_by_role("link", name="Papers").click()
    page.locator("#ps-ask").fill("layered strings")
    page.locator("#ps-ask").press("Enter")
    expect(page.locator("#search-results .ps-title").first).to_contain_text("LISA")
    expect(page.locator("[data-md-component=search-output]")).to_be_hidden()
    page.locator(".md-tabs").get_by_role("link", name="About").click()
    expect(page.locator("h1")).to_contain_text("About of the lab")
    assert page.locator(".papershelf, link[href*='papers/assets']").count() == 0
