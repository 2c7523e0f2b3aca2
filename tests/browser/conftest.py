"""A built site, a server for it on this machine, and Chromium, each once for all tests of a session."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from invented import build_shelf
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync"]


def chromium() -> str | None:
    """Chromium as the system has it."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium; a clear line where there is none, and a failure where PAPERSHELF_BROWSER=1 demands it."""
    path = chromium()
    if path is None:
        if os.environ.get("PAPERSHELF_BROWSER") == "1":
            pytest.fail("PAPERSHELF_BROWSER=1, but no chromium is on the path; install it (apt-get install chromium)")
        pytest.skip("no chromium on the path; install it to run the tests in a browser")
    started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented shelf, built as a site."""
    folder = build_shelf(tmp_path_factory.mktemp("site"))
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, check=False,
                          capture_output=True, text=True,
                          env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine, with a slash at its end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site's address on this machine, with a slash at its end."""
    with serving(site) as at:
        yield at


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a browser of its own kind; an error of a script fails the test."""
    contexts, errors = [], []

    def call(path: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{path}: {error}"))
        page.goto(address + path)
        return page

    yield call
    for context in contexts:
        context.close()
    assert errors == []
