"""What a page's Markdown became, and what that followed from: so that the same is not parsed again."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from papershelf.cache import digest
from papershelf.mkdocs_plugin.inline import Faster

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

# What a page was told of a file that it asked for: where that stands; nothing where there is none.
Answer = list[str] | None


@dataclass(slots=True)
class Parsed:
    """A page's Markdown as HTML, without the HTML itself.

    Attributes:
        source: The digest of its file.
        asked: What it asked for other files of the site, by path, and was answered.
        title: Its title, as far as it follows from this.
        anchors: The anchors in it.
        links: The anchors of pages that it leads to, by page and anchor, as they are written.
        result: The digest of everything that the frame shows of it.
        said: What MkDocs said of it, such as warnings of links: the log, the level and the words.
    """

    source: str
    asked: dict[str, Answer]
    title: str
    anchors: list[str]
    links: dict[str, dict[str, str]]
    result: str
    said: list[tuple[str, int, str]]

    @classmethod
    def read(cls, told: bytes) -> Parsed:
        """What `told` wrote."""
        return cls(*json.loads(told))

    def told(self) -> bytes:
        """As bytes."""
        return json.dumps([self.source, self.asked, self.title, self.anchors, self.links, self.result,
                           self.said]).encode()

    def holds(self, source: str, files: Files) -> bool:
        """Whether the page would become the same today."""
        return self.source == source and all(
            _answer(_file(files, path)) == answer for path, answer in self.asked.items())

    def restore(self, page: Page, files: Files) -> None:
        """Give a page that is not parsed what others ask of it: its anchors, and those that it leads to."""
        page.present_anchor_ids = set(self.anchors)
        page.links_to_anchors = {file: links for path, links in self.links.items()
                                 if (file := _file(files, path))}

    def say_again(self) -> None:
        """Say what was said of the page."""
        for name, level, words in self.said:
            logging.getLogger(name).log(level, "%s", words)


def render_again(page: Page, parsed: Parsed, html: bytes) -> None:
    """Let a page take its HTML from memory when MkDocs asks it to render."""
    setattr(page, "render", partial(_restore, page, parsed, html))  # noqa: B010 - of this page alone


def _restore(page: Page, parsed: Parsed, html: bytes, config: MkDocsConfig, files: Files) -> None:
    content, tokens = json.loads(html)
    page.content, page.toc = content, get_toc(tokens)
    if "title" not in page.meta and "title" not in vars(page):
        page.title = parsed.title
    parsed.restore(page, files)


class Recorder:
    """Renders pages and notes what that followed from."""

    def __init__(self) -> None:
        self.parsed: dict[str, Parsed] = {}
        self.html: dict[str, bytes] = {}

    def watch(self, page: Page, source: str) -> None:
        """Note what a page becomes when MkDocs asks it to render."""
        setattr(page, "render", partial(self._render, page, source))  # noqa: B010 - of this page alone

    def _render(self, page: Page, source: str, config: MkDocsConfig, files: Files) -> None:
        asked = _Asked(files)
        heard = _Heard()
        log = logging.getLogger("mkdocs")
        log.addHandler(heard)
        try:
            own = copy.copy(config)
            own.markdown_extensions = [*config.markdown_extensions, Faster()]
            Page.render(page, own, asked)  # type: ignore[arg-type]
        finally:
            log.removeHandler(heard)
        if page.links_to_anchors is None or digest(page.file.content_bytes) != source:
            return  # it was saved meanwhile
        title = page.title
        tokens = [_token(one) for one in page.toc]
        html = json.dumps([page.content, tokens]).encode()
        links = {file.src_uri: dict(found) for file, found in page.links_to_anchors.items()}
        anchors = sorted(page.present_anchor_ids or ())
        self.parsed[page.file.src_uri] = Parsed(source, asked.answers, str(title), anchors, links,
                                                digest(source, html, str(title)), heard.words)
        self.html[page.file.src_uri] = html


def _token(link: AnchorLink) -> Mapping[str, Any]:
    return {"level": link.level, "id": link.id, "name": link.title, "children": [_token(one) for one in link.children]}


def _file(files: Files, path: str) -> File | None:
    """The file at a path; nearly all are written as MkDocs writes them, which is found out sooner."""
    return files.src_uris.get(path) or files.get_file_from_path(path)


def _answer(file: File | None) -> Answer:
    return [file.src_uri, file.url, str(file.inclusion)] if file else None


class _Asked:
    """The files of the site, with a note of each that was asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.answers: dict[str, Answer] = {}

    def get_file_from_path(self, path: str) -> File | None:
        found = _file(self._files, path)
        self.answers[path] = _answer(found)
        return found


class _Heard(logging.Handler):
    """What was said."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append((record.name, record.levelno, record.getMessage()))
