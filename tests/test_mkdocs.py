"""MkDocs builds and serves the shelf through the plugin."""

from __future__ import annotations

import os
import queue
import re
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli import cli
from papershelf.config import theme
from support import small_shelf

HERE = Path(__file__).parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
PATIENCE = 60


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small shelf, with one template of its own."""
    folder = small_shelf(tmp_path_factory.mktemp("project"), "templates: own")
    (folder / "own").mkdir()
    shutil.copy(theme().parent / "pages" / "paper.md.j2", folder / "own")
    listings = sorted(str(path) for path in (HERE / "shelf").iterdir() if path.suffix != ".md")
    result = CliRunner().invoke(cli, ["import", *listings, "--config", str(folder / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    return folder


def mkdocs(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "mkdocs", *arguments], cwd=project, capture_output=True, text=True,
                          env={**ENVIRONMENT, **environment}, check=False)


def test_a_strict_build_has_no_warning(project: Path) -> None:
    """`mkdocs build --strict` makes every kind of page and says nothing."""
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    site = project / "site"
    for page in ("index.html", "papers/index.html", "topics/quantization/index.html", "listings/spring/index.html",
                 "papers/pocketnet-tiny-networks-for-old-phones/index.html", "tags/index.html", "about/index.html",
                 "contributing/index.html", "404.html", "api/papers.json", "api/papers.schema.json"):
        assert (site / page).is_file(), page


def test_nothing_is_asked_of_another_host(project: Path) -> None:
    """No page loads a script, style, font, frame or picture from elsewhere."""
    mkdocs(project, "build", "--strict")
    loads = re.compile(r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\ssrc=[\"']?(?:https?:)?//|"
                       r"<link\b(?=[^>]*rel=[\"']?(?:stylesheet|preconnect|preload|icon))[^>]*href=[\"']?(?:https?:)?//|"
                       r"@import|url\([\"']?(?:https?:)?//", re.I)
    for path in sorted((project / "site").rglob("*.html")):
        assert not (found := loads.search(path.read_text("utf-8"))), (path, found)


class Active(HTMLParser):
    """Collects what a page would run or load because of a paper's text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            runs = name in ("href", "src", "action") and (value or "").lower().startswith("javascript:")
            loads = name in ("src", "srcset") and "elsewhere" in (value or "")
            if name.startswith("on") or runs or loads:
                self.found.append(f"<{tag} {name}={value}>")
        if tag in ("b", "img") and "mkdocs" not in str(attrs):
            self.found.append(f"<{tag} {attrs}>")

    def handle_data(self, data: str) -> None:
        if "49" in data.split():
            self.found.append(data)


def test_hostile_text_stays_text(project: Path) -> None:
    """Nothing in a title, name, abstract or address becomes an element, an attribute, a handler or a template."""
    mkdocs(project, "build", "--strict")
    pages = [path for path in sorted((project / "site").rglob("*.html")) if "papers/" in path.as_posix()
             or "browse/" in path.as_posix() or "listings/hostile" in path.as_posix()]
    assert len(pages) > 5
    for path in pages:
        parser = Active()
        parser.feed(path.read_text("utf-8"))
        assert parser.found == [], path
        assert "<script>alert" not in path.read_text("utf-8")


def test_links_work_under_a_subpath(project: Path) -> None:
    """No link of a page starts at the root of the host, so a site in a folder of a host works."""
    mkdocs(project, "build", "--strict")
    rooted = re.compile(r"(?:href|src|action)=[\"']?/(?!/)")
    for path in sorted((project / "site").rglob("*.html")):
        if path.name != "404.html":
            assert not (found := rooted.search(path.read_text("utf-8"))), (path, found)
    lost = (project / "site" / "404.html").read_text("utf-8")
    assert set(re.findall('action="([^"]*)"', lost)) == {"/shelf/search/"}


def test_the_sitemap_knows_no_day_that_nobody_said(project: Path) -> None:
    """The day of a build is no change of a page."""
    mkdocs(project, "build", "--strict")
    sitemap = (project / "site" / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://papers.example/shelf/papers/" in sitemap
    assert "<lastmod>" not in sitemap


def test_a_broken_record_is_a_warning_that_strict_refuses(project: Path) -> None:
    """A record that cannot be read stops a strict build with its line, and the others are still built without it."""
    broken = project / "docs" / "papers" / "broken.md"
    broken.write_text("---\ntitle: [\n---\n")
    try:
        strict = mkdocs(project, "build", "--strict")
        assert strict.returncode == 1
        assert "papers/broken.md:3: is not YAML" in strict.stderr
        assert mkdocs(project, "build").returncode == 0
    finally:
        broken.unlink()


def test_edit_buttons_lead_to_files_that_people_have(project: Path) -> None:
    """A paper page offers its record; a computed page offers nothing."""
    mkdocs(project, "build", "--strict")
    paper = (project / "site" / "papers" / "pocketnet-tiny-networks-for-old-phones" / "index.html").read_text("utf-8")
    listing = (project / "site" / "listings" / "spring" / "index.html").read_text("utf-8")
    assert "/edit/main/docs/papers/pocketnet-tiny-networks-for-old-phones.md" in paper
    assert "/edit/main/" not in listing


class Served:
    """A running `mkdocs serve`, its log, and its pages."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"], cwd=project,
            stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.log: list[str] = []

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line)

    def wait_for(self, words: str) -> None:
        """Read the log until a line says `words`."""
        while words not in (line := self.lines.get(timeout=PATIENCE)):
            self.log.append(line)
        self.log.append(line)

    def close(self) -> None:
        """Stop the server and everything that reads from it."""
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        assert self.process.stderr is not None
        self.process.stderr.close()

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    server = Served(project)
    yield server
    server.close()


def test_serve_follows_edits_once_each(project: Path, served: Served) -> None:
    """Saving a record or a template rebuilds the site once and shows up; the build does not wake itself."""
    served.wait_for("Serving on")
    base = re.search(r"Serving on http://[^/]+/(\S*)", served.log[-1])
    assert base is not None
    page = f"{base[1]}papers/pocketnet-tiny-networks-for-old-phones/"
    record = project / "docs" / "papers" / "pocketnet-tiny-networks-for-old-phones.md"
    template = project / "own" / "paper.md.j2"
    edits = ((record, "PocketNet: tiny", "PocketNet: minute"),
             (template, "# {{ page.title }}", "# Edited {{ page.title }}"))
    for path, old, new in edits:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1))
        # Not for "Documentation built in 0.60 seconds": MkDocs does not say it again when it takes as long again.
        served.wait_for("Reloading browsers")
    shown = served.page(page)
    assert "Edited PocketNet: minute" in shown
    builds = [line for line in served.log if "Building documentation" in line]
    assert len(builds) == 3, served.log


def test_serve_shows_mistakes_and_keeps_the_last_good_page(project: Path, served: Served) -> None:
    """A record, a template or a configuration with a mistake leaves every page as it was, with the file and the line in
    it; mended, the page says no more of it."""
    served.wait_for("Serving on")
    base = re.search(r"Serving on http://[^/]+/(\S*)", served.log[-1])
    assert base is not None
    page = f"{base[1]}papers/a-survey-of-quantization-for-small-devices/"
    record = project / "docs" / "papers" / "a-survey-of-quantization-for-small-devices.md"
    good = served.page(page)
    assert 'role="alert"' not in good
    for path, told in ((record, "papers/a-survey-of-quantization-for-small-devices.md:"),
                       (project / "own" / "paper.md.j2", "paper.md.j2:1:"), (project / "mkdocs.yml", "mkdocs.yml")):
        text = path.read_text("utf-8")
        path.write_text(text.replace("title:", "title: [", 1) if path == record else "{% nonsense %}: [\n" + text)
        served.wait_for("Reloading browsers")
        shown = served.page(page)
        assert told in shown[shown.index('role="alert"'):]
        assert "A Survey of Quantization" in shown
        path.write_text(text)
        served.wait_for("Reloading browsers")
        assert re.sub(r"livereload\(.*", "", served.page(page)) == re.sub(r"livereload\(.*", "", good)
