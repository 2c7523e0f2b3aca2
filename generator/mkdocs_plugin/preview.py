"""`mkdocs serve` when something is wrong: the last good pages stay, and say in which file and line.

MkDocs would let every reader of its server wait until the mistake is mended.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papershelf import records
from papershelf.model import Problem
from papershelf.write import Stamp, stamp

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.papershelf")
# Folders of files that a page is made of, each with the fields at its top.
_FOLDERS = ("papers", "topics", "tags")
_MOST = 8
_BOX = ("position:fixed;inset:auto 1rem 1rem;z-index:99;max-height:40vh;overflow:auto;padding:.8rem 1rem;"
        "border-left:4px solid #c33;background:#fff6f5;color:#3a0d0a;font:14px/1.5 ui-monospace,monospace;"
        "white-space:pre-wrap;overflow-wrap:anywhere;box-shadow:0 2px 12px #0004")
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Preview:
    """What a preview knows: what is wrong with the files, why the last build failed, and the files that were right
    before."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._failed: list[str] = []
        self._seen: dict[str, Stamp] = {}

    def unreadable(self, docs: Path, published: Iterable[str]) -> list[Problem]:
        """What is wrong with files that were saved since the last build and cannot be read any more, though they have
        a page. Nothing at the first build."""
        stamps = {path.relative_to(docs).as_posix(): stamp(path) for folder in _FOLDERS
                  for path in sorted((docs / folder).glob("*.md"))}
        changed = [name for name, now in stamps.items() if self._seen and self._seen.get(name, now) != now]
        had = set(published)
        problems = [problem for name in changed if name in had for problem in records.unreadable(docs / name, name)]
        if not problems:
            self._seen = stamps
        return problems

    def attend(self, server: LiveReloadServer) -> None:
        """Let the server go on after a build that failed, and show what it said in every page."""
        build, answer = server.builder, server.get_app()

        def careful() -> None:
            heard = _Errors()
            logging.getLogger("mkdocs").addHandler(heard)
            try:
                build()
                self._failed = []
            except (Exception, SystemExit) as error:
                self._failed = heard.lines or [str(error)]
                log.error("The last good pages stay until this is mended.")
            finally:
                logging.getLogger("mkdocs").removeHandler(heard)

        server.builder = careful
        server.set_app(lambda environ, start: self._answered(answer, environ, start))  # type: ignore[arg-type]

    def _answered(self, answer: App, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """An answer of the server, with the mistakes in it where it is a page."""
        if not (mistakes := self._failed or self.problems):
            return answer(environ, start)
        said: list[Any] = []
        body = b"".join(answer(environ, lambda status, headers, *_: said.extend((status, headers))))
        status, headers = said
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            body = shown(mistakes, body)
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
            headers.append(("Content-Length", str(len(body))))
        start(status, headers)
        return [body]


def shown(mistakes: Iterable[str], page: bytes) -> bytes:
    """A page with mistakes in a box over its foot."""
    lines = list(mistakes)
    more = [f"and {len(lines) - _MOST} more, which the terminal tells"] if len(lines) > _MOST else []
    box = f'<div role="alert" style="{_BOX}">{escape(chr(10).join([*lines[:_MOST], *more]))}</div>'
    before, end, after = page.rpartition(b"</body>")
    return (before or after) + box.encode("utf-8", "replace") + (end + after if before else b"")


class _Errors(logging.Handler):
    """The errors that were told, each once."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._lines: dict[str, None] = {}

    @property
    def lines(self) -> list[str]:
        return list(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        self._lines[record.getMessage()] = None
