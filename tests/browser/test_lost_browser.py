"""The page that is shown where there is none, in a real browser: it leads on, wherever the site stands."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

Serve = Callable[[str], str]


class _Folder(http.server.SimpleHTTPRequestHandler):
    """A host that has the site in a folder, and answers with its page 404.html where there is nothing."""

    def __init__(self, *said: object, base: str, **more: object) -> None:
        self.base = base
        super().__init__(*said, **more)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.base)
        return super().translate_path(path.removeprefix(self.base.rstrip("/")) if inside else "/nowhere/at/all")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve(site: Path) -> Iterator[Serve]:
    """Serve the site, which is built for `/shelf/`, in a folder of a host."""
    servers = []

    def call(base: str) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Folder, directory=str(site), base=base))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield call
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("base", ["/shelf/", "/", "/previews/7/"])
def test_who_is_lost_finds_the_search(browser: Browser, serve: Serve, base: str) -> None:
    """The form and the links of the page lead into the site: where it was built for, at a root, in another folder."""
    page = browser.new_page()
    address = serve(base)
    page.goto(f"{address}{base}papers/gone/for-good/")
    leads = "at => new URL(document.querySelector('main form').action).pathname === at"
    page.wait_for_function(leads, arg=f"{base}search/")
    form = page.locator("main form")
    form.get_by_role("searchbox").fill("kite")
    form.get_by_role("button").click()
    page.wait_for_selector("#search-results[data-state=done]")
    assert page.url == f"{address}{base}search/?q=kite"
    page.go_back()
    page.get_by_role("main").get_by_role("link", name="Topics").click()
    expect(page.locator("h1")).to_have_text("Topics")
    page.close()
