"""The site kept in step with its pages: what would come out the same is neither parsed, nor rendered, nor written.

MkDocs empties the site's folder at the start of each build. So it is told of another folder until that is done, and
what is left over is taken away at the end. Of the pages it is asked to make those alone that something changed for.
"""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import Files, InclusionLevel

from papershelf.cache import Cache, digest
from papershelf.mkdocs_plugin import frames
from papershelf.mkdocs_plugin.remembered import Parsed, Recorder, render_again
from papershelf.spread import spread
from papershelf.write import Stamp, stamp

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

# Fewer pages are parsed sooner than processes are started.
_MANY = 120


class Step(Files):
    """The files of a site that is brought in step, and what is known of the last build."""

    def __init__(self, files: Files, site: MkDocsConfig, kept: Cache, *, serves: bool, jobs: int) -> None:
        super().__init__(files)
        self._site, self._kept, self._jobs = site, kept, jobs
        self._included: Callable[[InclusionLevel], bool] = (
            InclusionLevel.is_in_serve if serves else InclusionLevel.is_included)
        self._parsed: dict[str, Parsed] = {}
        self._recorder = Recorder()
        self._todo: set[str] | None = None
        self._listed: set[str] = set()
        self._is_framing = False
        self._frame = ""
        self._places: dict[str, str] = {}
        self._outputs: dict[str, str] = {}
        self._made: dict[str, list[Any]] = {}
        self._space = ""
        self._at = f"site {Path(site.site_dir).resolve()}"
        self._before = {name: json.loads(told) for name, told in kept.read(self._at).items()}

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        """The pages; where MkDocs asks by inclusion, which it does for the pages to make, those to be made."""
        if inclusion is None or self._todo is None:
            return super().documentation_pages(inclusion=inclusion or InclusionLevel.is_included)
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri in self._todo
                or (not self._is_framing and file.src_uri in self._listed)]

    def choose(self, nav: Navigation, facts: object) -> None:
        """Find the pages that have to be parsed or rendered, and what the others were."""
        self._space = f"pages {frames.of_markdown(self._site)}"
        known = {name: Parsed.read(told) for name, told in self._kept.read(self._space).items()}
        self._frame = frames.of_pages(self._site, nav, facts, serves=self._included is InclusionLevel.is_in_serve)
        numbers = {id(page): number for number, page in enumerate(nav.pages)}
        self._listed = {page.file.src_uri for page in nav.pages}
        todo = set()
        pages = super().documentation_pages(inclusion=self._included)
        for file in pages:
            if file.page is None:  # a draft, which MkDocs makes a page of later
                todo.add(file.src_uri)
                continue
            self._places[file.src_uri] = frames.of_place(file.page, numbers.get(id(file.page)))
            source = digest(file.content_bytes)
            before = known.get(file.src_uri)
            if before and before.holds(source, self):
                before.restore(file.page, self)
                self._parsed[file.src_uri] = before
                if not self._stands(file.dest_uri, self._key(file, before)):
                    todo.add(file.src_uri)
            else:
                self._recorder.watch(file.page, source)
                todo.add(file.src_uri)
        self._recall([name for name in self._parsed if name in todo or name in self._listed], todo)
        for parsed in self._parsed.values():
            parsed.say_again()
        self._render_at_once([file for file in pages if file.src_uri in todo and file.src_uri not in self._parsed])
        self._todo = todo

    def _render_at_once(self, files: Sequence[File]) -> None:
        """Parse pages on all cores; MkDocs then takes them from memory. What fails here is left for it to tell."""
        pages = [file.page for file in files if file.page is not None]
        if len(pages) < _MANY:
            return
        for piece in spread(self._rendered, pages, self._jobs):
            for name, told, html in piece:
                parsed = Parsed.read(told)
                self._recorder.parsed[name], self._recorder.html[name] = parsed, html
                file = self.get_file_from_path(name)
                if file and file.page:
                    render_again(file.page, parsed, html)
                    parsed.say_again()

    def _rendered(self, pages: Sequence[Page]) -> list[tuple[str, bytes, bytes]]:
        """What pages became, in a process of its own."""
        logging.getLogger("mkdocs").handlers.clear()  # what is said is told once, by the process that asked
        for page in pages:
            with suppress(Exception):
                page.read_source(self._site)
                page.markdown = self._site.plugins.on_page_markdown(
                    page.markdown or "", page=page, config=self._site, files=self)
                page.render(self._site, self)
        names = [page.file.src_uri for page in pages if page.file.src_uri in self._recorder.parsed]
        return [(name, self._recorder.parsed.pop(name).told(), self._recorder.html.pop(name)) for name in names]

    def _key(self, file: File, parsed: Parsed) -> str:
        """Everything that a page's file follows from."""
        return digest(self._frame, self._places[file.src_uri], parsed.result)

    def _recall(self, names: Sequence[str], todo: set[str]) -> None:
        """Give pages back their HTML; what is not there any more is parsed anew."""
        html = self._kept.read(f"html {self._space}", names)
        for name in names:
            file = self.get_file_from_path(name)
            if file and file.page:
                if name in html:
                    render_again(file.page, self._parsed[name], html[name])
                else:
                    self._recorder.watch(file.page, self._parsed.pop(name).source)
                    todo.add(name)

    def _stands(self, path: str, key: str) -> bool:
        """Whether a file of the site is the one that the last build made of the same."""
        made = self._before.get(path)
        if made is None or made[0] != key or made[1] != _stamp(Path(self._site.site_dir, path)):
            return False
        self._made[path] = made
        return True

    def frame(self) -> None:
        """From now on MkDocs asks for pages to put into their frame."""
        self._is_framing = True

    def framed(self, page: Page, output: str) -> None:
        """Note what a page became."""
        self._outputs[page.file.src_uri] = digest(output.encode("utf-8", errors="xmlcharrefreplace"))

    def copy_static_files(self, dirty: bool = False, *,
                          inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included) -> None:
        """Copy what is not there yet."""
        twice = self._twice()
        for file in self:
            if file.is_documentation_page() or not inclusion(file.inclusion):
                continue
            key = "" if file.dest_uri in twice else _content(file)
            if key and self._stands(file.dest_uri, key):
                continue
            file.copy_file(dirty)
            self._note_copy(file, key)

    def _note_copy(self, file: File, key: str) -> None:
        made = _stamp(Path(file.abs_dest_path))
        if key and made and key == _content(file) and (_is_built(file) or Path(
                file.abs_dest_path).read_bytes() == file.content_bytes):
            self._made[file.dest_uri] = [key, made]

    def _twice(self) -> set[str]:
        """Paths of the site that more than one file wants."""
        wanted = Counter(file.dest_uri for file in self if self._included(file.inclusion))
        return {path for path, count in wanted.items() if count > 1} | set(self._site.theme.static_templates)

    def finish(self) -> None:
        """Check the links of the pages that were left alone, take away what nothing made, and remember the rest."""
        pages = super().documentation_pages(inclusion=self._included)
        level = self._site.validation.links.anchors
        for file in pages:
            if self._todo is not None and file.src_uri not in self._todo and file.page is not None:
                file.page.validate_anchor_links(files=self, log_level=level)
        self._clear({file.dest_uri for file in self if self._included(file.inclusion)})
        twice = self._twice()
        for file in pages:
            if file.page and file.src_uri in self._outputs and file.dest_uri not in twice:
                self._note_page(file, file.page)
        self._remember()

    def _note_page(self, file: File, page: Page) -> None:
        """Remember a page as it stands, if it is what this build wrote."""
        parsed = self._recorder.parsed.get(file.src_uri) or self._parsed.get(file.src_uri)
        made = _stamp(Path(file.abs_dest_path))
        if parsed and made and digest(Path(file.abs_dest_path).read_bytes()) == self._outputs[file.src_uri]:
            self._made[file.dest_uri] = [self._key(file, parsed), made]

    def _remember(self) -> None:
        changed = self._recorder.parsed
        if changed:
            self._kept.write(self._space, {name: one.told() for name, one in changed.items()}, keep=self._parsed.keys())
            self._kept.write(f"html {self._space}", self._recorder.html, keep=self._parsed.keys())
        if self._made != self._before:
            self._kept.write(self._at, {path: json.dumps(made).encode() for path, made in self._made.items()
                                        if made != self._before.get(path)}, keep=self._made.keys())

    def _clear(self, wanted: set[str]) -> None:
        """Take away what MkDocs would have taken away at the start; names that begin with a dot are nobody's."""
        site = Path(self._site.site_dir)
        wanted = {*wanted, *self._site.theme.static_templates, *self._site.extra_templates, "sitemap.xml.gz"}
        for path in _below(site):
            if path.relative_to(site).as_posix() not in wanted:
                path.unlink()
        for at, _, _ in sorted(os.walk(site), reverse=True):
            if at != str(site) and not os.path.relpath(at, site).startswith(".") and not any(Path(at).iterdir()):
                Path(at).rmdir()


def _below(site: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(site):
        if Path(at) == site:
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".")]
        yield from (Path(at, name) for name in names)
        yield from (Path(at, name) for name in folders if Path(at, name).is_symlink())


def _stamp(path: Path) -> list[int] | None:
    try:
        found: Stamp = stamp(path)
    except OSError:
        return None
    return list(found)


def _is_built(file: File) -> bool:
    return bool(file.generated_by and file.abs_src_path)


def _content(file: File) -> str:
    """What a file that is copied holds: the stamp of what we have built, which is never written in place; of other
    files the digest."""
    try:
        if _is_built(file):
            return f"{file.abs_src_path} {stamp(Path(str(file.abs_src_path)))}"
        return digest(file.content_bytes)
    except OSError:
        return ""
