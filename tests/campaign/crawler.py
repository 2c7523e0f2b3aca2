"""A crawler that tells what a site lets strangers do: run something, ask another host, change what a page is made of.

Every page is read (fetched and parsed, which runs nothing) and opened (in a frame, where scripts run). A reader's doing
follows: searching, the map, a reading list whose storage is hostile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from support import ROOT

# What the templates and Markdown make. Anything else came with a text.
ELEMENTS = frozenset(
    "html head meta title link style script body a abbr article aside blockquote br button circle code dd del details "
    "div dl dt em fieldset figure figcaption footer form g h1 h2 h3 h4 h5 h6 header hr input ins label legend li main "
    "mark nav noscript ol optgroup option output p path polygon polyline line rect pre q s section select small span "
    "strong sub summary sup svg table tbody td text th thead time tr tspan ul".split())
# Whoever keeps a site's pages wrote these; what else a page may run is a file of the site's own.
SCRIPTS = " ".join("".join(path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*"))
                           if path.suffix in {".html", ".j2", ".js"}).split())
READ = (Path(__file__).parent / "crawler.js").read_text("utf-8")
# Things that a browser may keep for the reading list when somebody else was at it.
STORED = (
    "{", "null", "[]", "7", '"x"', '{"__proto__": {"title": "x", "state": "later"}}',
    json.dumps({
        "javascript:pwned()": {"title": "x", "state": "later"}, "//evil.invalid/": {"title": "x", "state": "later"},
        "papers/javascript:pwned()/": {"title": "<img src=x onerror=pwned()>", "state": "later"},
        "papers/../../x/": {"title": "x", "state": "read"}, "papers/\ud800/": {"title": "x", "state": "later"},
        "papers/\" onmouseover=\"pwned()/": {"title": "<script>pwned()</script>", "state": "later"},
        "papers/a/": {"title": {"x": 1}, "state": "later"}, "papers/b/": None,
        "papers/c/": {"title": "x", "state": "<b>"},
        "https://evil.invalid/": {"title": "x", "state": "read"}}),
)


@dataclass
class Report:
    """What a crawl found; a site that holds has nothing but numbers."""

    pages: int = 0
    asked: int = 0
    ran: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def found(self) -> list[str]:
        """All that should not be."""
        return [f"{name}: {one}" for name in ("ran", "foreign", "odd", "broken") for one in getattr(self, name)]

    def __str__(self) -> str:
        counts = {name: len(getattr(self, name)) for name in ("ran", "foreign", "odd", "broken")}
        return f"{self.pages} pages, {self.asked} requests, " + ", ".join(f"{n} {name}" for name, n in counts.items())


def crawl(browser: Browser, address: str, site: Path, texts: Sequence[str], opened: int | None = None) -> Report:
    """Read every page of a site, open them, and use it as a reader does.

    Args:
        browser: Chromium.
        address: Where the site is served, with a slash at its end.
        site: The folder of the site.
        texts: What to search for.
        opened: How many of the pages are opened, evenly chosen; all where it is left out.

    Returns:
        What was found.
    """
    report = Report()
    context = browser.new_context()
    page = context.new_page()
    _watch(page, address, report)
    paths = [quote(path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]
    report.pages = len(paths)
    given = {"base": address, "elements": sorted(ELEMENTS), "scripts": SCRIPTS}
    page.goto(f"{address}search/")
    page.evaluate(READ)
    for at in range(0, len(paths), 50):
        report.odd += page.evaluate("given => read(given)", {**given, "paths": paths[at:at + 50]})
    few = paths if opened is None else paths[:: max(1, len(paths) // opened)]
    for at in range(0, len(few), 10):
        report.broken += page.evaluate("given => open_(given)", {**given, "paths": few[at:at + 10]})
    _search(page, texts, given, report)
    _use(page, given, report)
    context.close()
    return report


def _watch(page: Page, address: str, report: Report) -> None:
    """Notice what runs and what is asked for, in every frame, from now on."""
    page.context.add_init_script("""window.pwned = () => { console.log("pwned", location.href, new Error().stack); };
      for (const name of ["alert", "confirm", "prompt"]) window[name] = window.pwned;""")
    page.on("console", lambda said: report.ran.append(said.text) if said.text.startswith("pwned") else None)
    page.on("pageerror", lambda error: report.broken.append(str(error)))
    page.on("popup", lambda other: report.ran.append(f"opened a window: {other.url}"))

    def asked(url: str) -> None:
        report.asked += 1
        if not url.startswith((address, "about:", "blob:" + address)):
            report.foreign.append(url)
    page.on("request", lambda request: asked(request.url))


def _search(page: Page, texts: Sequence[str], given: Mapping[str, Any], report: Report) -> None:
    """Ask for texts by an address, as links do, and look at what the page made of the answer."""
    for text in texts:
        page.goto(f"{given['base']}search/?q={quote(text, errors='surrogatepass')}")
        page.wait_for_selector("#search-results[data-state=done]", state="attached")
        page.evaluate(READ)
        page.evaluate("touch(document)")
        report.odd += page.evaluate("given => oddities(document, 'search/', given)", {**given, "scripts": ""})


def _use(page: Page, given: Mapping[str, Any], report: Report) -> None:
    """Walk the map, and show a reading list from hostile storage."""
    address = given["base"]
    page.goto(f"{address}map/")
    if page.locator(".ps-map a[tabindex='0']").count():
        page.locator(".ps-map a[tabindex='0']").focus()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
            page.keyboard.press(key)
    for stored in STORED:
        page.evaluate("""stored => { for (const name of ["marks", "listings", "scheme"]) {
          localStorage.setItem("papershelf." + name, stored);
          sessionStorage.setItem("papershelf.unseen", stored); } }""",
                      stored)
        for path in ("", "reading/"):
            page.goto(address + path, wait_until="load")
            page.evaluate(READ)
            page.evaluate("touch(document)")
            report.odd += page.evaluate("given => oddities(document, 'with storage', given)",
                                        {**given, "scripts": ""})
