"""Makes the pictures of the site in the README again: `python tools/pictures.py`. Needs Chromium and the dev tools."""

from __future__ import annotations

import functools
import http.server
import shutil
import tempfile
import threading
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "assets"
WIDTH, HEIGHT = 1280, 800


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that does not tell what it is asked."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build the site, open its home in light and in dark, and keep what is seen."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
                page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
                target = PICTURES / f"home-{scheme}.png"
                page.screenshot(path=target)
                print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")
        server.shutdown()


if __name__ == "__main__":
    main()
