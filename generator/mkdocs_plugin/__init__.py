"""The one adapter: MkDocs asks for a site, the plugin writes the shelf's tree and hands its pages over.

`plugins: [papershelf]` makes a site of a shelf, with `theme: papershelf`; with `at: papers` the shelf is a guest of a
site that has other pages and maybe another theme. Nothing of that site is replaced.
"""

from __future__ import annotations

import copy
import importlib.util
import logging
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date, get_relative_url
from mkdocs.utils.templates import url_filter

from papershelf import building, config, frame, mkdocs_yml, pages, records, search
from papershelf.cache import FOLDER, Cache
from papershelf.config import theme as theme_folder
from papershelf.errors import PapershelfError, of_the_system
from papershelf.memory import Memory
from papershelf.mkdocs_plugin.frames import is_plain
from papershelf.mkdocs_plugin.guest_sheet import guest_sheet
from papershelf.mkdocs_plugin.preview import Preview
from papershelf.mkdocs_plugin.step import Step
from papershelf.model import Day
from papershelf.render import say_in
from papershelf.scripts import words_script
from papershelf.text.wording import INTERFACE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger("mkdocs.plugins.papershelf")
THEME = "papershelf"
# What the Markdown of our pages is written in, and what people write in records.
_EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables", "toc")
_HEADINGS = {"permalink": True, "toc_depth": 3}
# Languages that are written from right to left, of those that Material's themes have.
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
# The pixels of one `rem` in Material; the themes of MkDocs leave the browsers' 16.
_MATERIAL_REM, _REM = 20, 16

# The address that the search forms of our pages lead to, which the page's Markdown cannot know.
_SEARCH_FORM = re.compile(r'(<form\b[^>]*\baction="[^"]*search)/(?="[^>]*class="ps-ask")')
# What our search is asked with where the theme has a search of its own, which answers to `q`.
_QUERY = "find"
_ASKED = re.compile(r'(search(?:/|\.html)\?|<input\b[^>]*\bid="ps-ask"[^>]*\bname=")q([="])')
# Of a page whose day nobody knows: the day of the build would be another in every build.
_NO_DAY = "1970-01-01"
# Signs of a web address that stay as they are; and those of HTML.
_IN_ADDRESSES = ":/?#[]@!$&()*+,;=%~"
_MARKUP = re.compile("[<>\"']")
_NOWHERE = ".papershelf"  # in the folder of a site; never made
# The link of a heading to itself, whose sign is no part of the heading's name: readers of the screen and searches go
# past it, and the style sheet draws it for who points at the heading.
_PERMALINK = re.compile(r'<a class="headerlink" href="([^"]*)"[^>]*>[^<]*</a>')
_SILENT = r'<a class="headerlink" href="\1" aria-hidden="true" tabindex="-1"></a>'
# Links of the map's drawing. Material's instant loading takes every `href` for one of HTML.
_DOT = re.compile(r'<a href(="[^"]*"[^>]*><title>)')

# MkDocs' form of the settings, which config.Settings declares.
Options: Any = type("Options", (base.Config,), {
    one.name: config_options.Type(type(said), default=said) for one in fields(config.Settings)
    for said in (list(one.metadata["default"]) if isinstance(one.metadata["default"], tuple)
                 else one.metadata["default"],)})


class PapershelfPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """The events of MkDocs that a shelf takes part in."""

    supports_multiple_instances = True

    def __init__(self) -> None:
        self._shelf = config.Config(Path(), Path(), Path(), Path())
        self._settings = config.Settings()
        self._is_guest = False
        self._has_frame = False
        self._ours: dict[str, File] = {}
        self._facts: Mapping[str, Any] = {}
        self._head = Environment(autoescape=True)
        self._serves = self._is_dirty = False
        self._site_dir = ""
        self._step: Step | None = None
        self._preview, self._memory = Preview(), Memory()
        self._published: tuple[str, ...] = ()
        self._as_of = Day()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Know whether drafts are shown, and whether MkDocs empties the folder of the site."""
        self._serves, self._is_dirty = command == "serve", dirty

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        """Take the options; each that is wrong is told with its line in `mkdocs.yml`."""
        path = Path(config_file_path or config.CONFIG)
        try:
            entries = mkdocs_yml.read(path)[1] if path.is_file() else []
            entry = next((one for one in entries if one.options == options), mkdocs_yml.Plugin(path, 1, options))
            self._settings = config.settings(entry)
        except PapershelfError as error:
            return [("papershelf", base.ValidationError(str(error)))], []
        return super().load_config(options, config_file_path)

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the shelf, and bring what its pages need."""
        self._find(config)
        if os.environ.get("OFFLINE", "").lower() in {"1", "true", "yes"}:
            config.use_directory_urls = False  # a browser that reads from disk finds no index.html by itself
        if not self._is_guest:
            _add_extensions(config)
        elif config.nav is not None and not any(
                path.startswith(self._shelf.at) for _, path in mkdocs_yml.nav_entries(config.nav)):
            config.nav.append({self._shelf.title: [f"{self._shelf.at}{path}" for path in pages.PLACES]})
        return config

    def _find(self, site: MkDocsConfig) -> None:
        twins = [one for one in site.plugins.values() if isinstance(one, PapershelfPlugin)
                 and one._settings.at == self._settings.at]
        if len(twins) > 1:
            raise PluginError(f"{site.config_file_path}: two shelves stand at {self._settings.at or 'the root'}; "
                              "give each its own at:")
        self._shelf = config.of(Path(str(site.config_file_path)).resolve().parent, site, self._settings)
        self._has_frame = site.theme.name == THEME
        self._is_guest = not self._has_frame or bool(self._shelf.at)

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep what the folder of the site holds, where everything that a page follows from is known."""
        self._step, self._site_dir = None, ""
        if not self._is_guest and not self._is_dirty and is_plain(config, theme_folder()):
            # MkDocs empties the folder next, and asks for it again after that.
            self._site_dir, config.site_dir = config.site_dir, str(Path(config.site_dir, _NOWHERE))
            log.info(f"Only what changed is written to {self._site_dir}")

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Write the tree and put its pages among the site's; what is wrong with a record is a warning, so that
        `--strict` refuses it."""
        if self._site_dir:
            config.site_dir = self._site_dir
            for file in files:
                file.dest_dir = self._site_dir
        if self._serves and (wrong := self._preview.unreadable(self._shelf.docs, self._published)):
            raise PluginError("\n".join(map(str, wrong)))
        try:
            built = building.build(self._shelf, log.debug, self._memory if self._serves else None)
        except PapershelfError as error:
            raise PluginError(str(error)) from error
        except OSError as error:
            raise PluginError(str(of_the_system(error))) from error
        for problem in built.problems:
            log.warning(str(problem))
        self._as_of = Day.parse(built.as_of)
        self._preview.problems, self._published = [str(problem) for problem in built.problems], built.files
        for file in self._replaced(files, config, built.files):
            files.remove(file)
        self._ours = {}
        for path in built.files:
            self._add(files, path, config)
        for name, content in self._assets(config):
            self._put(files, File.generated(config, f"{self._shelf.at}assets/{name}", content=content))
        if self._site_dir:
            self._step = Step(files, config, Cache(self._shelf.root / FOLDER), serves=self._serves,
                              jobs=self._shelf.settings.jobs)
        return self._step or files

    def _replaced(self, files: Files, site: MkDocsConfig, built: Collection[str]) -> list[File]:
        """Files of the shelf's folder that MkDocs found by itself and may not publish as they are: records of which
        there is no page, what symbolic links show of the rest of the disk, and everything where the shelf stands at
        another address than its folder."""
        docs = Path(site.docs_dir).resolve()
        if not self._shelf.docs.is_relative_to(docs):
            return []
        folder = "" if self._shelf.docs == docs else f"{self._shelf.docs.relative_to(docs).as_posix()}/"
        below = [(file, file.src_uri.removeprefix(folder)) for file in files
                 if file.src_uri.startswith(folder) and file.src_dir and Path(file.src_dir).resolve() == docs]
        return [file for file, path in below
                if folder != self._shelf.at or (records.is_record(path) and path not in built)
                or not Path(str(file.abs_src_path)).resolve().is_relative_to(docs)]

    def _add(self, files: Files, path: str, site: MkDocsConfig) -> None:
        uri, source, built = f"{self._shelf.at}{path}", Path(f"{self._shelf.docs}/{path}"), f"{self._shelf.out}/{path}"
        known = files.src_uris.get(uri)
        if known and known.abs_src_path and Path(known.abs_src_path).resolve() == source.resolve() \
                and source.read_bytes() == Path(built).read_bytes():
            return  # a page that a person wrote and that is shown as it is
        inclusion = InclusionLevel.UNDEFINED if path in pages.PLACES else InclusionLevel.NOT_IN_NAV
        file = File.generated(site, uri, abs_src_path=built, inclusion=inclusion)
        if source.is_file():
            # What asks for the source, such as a plugin that looks up its history, is led to the file of a person.
            file = File(uri, str(self._shelf.docs), site.site_dir, site.use_directory_urls, inclusion=inclusion)
            file.content_bytes = Path(built).read_bytes()
            file.abs_src_path = str(source)  # after the content, whose setter clears it
            file.edit_uri = Path(os.path.relpath(source, site.docs_dir)).as_posix()
        self._put(files, file)

    def _put(self, files: Files, file: File) -> None:
        if known := files.src_uris.get(file.src_uri):
            files.remove(known)
        files.append(file)
        if file.is_documentation_page():
            self._ours[file.src_uri] = file

    def _assets(self, site: MkDocsConfig) -> Iterator[tuple[str, str]]:
        """Scripts and style sheets as readers load them; in the frame of another theme one sheet for all pages."""
        folder = theme_folder() / "assets"
        for path in sorted(folder.glob("*.js")):
            if f"assets/{path.name}" != search.LOADER:
                code = search.slim(path.read_text("utf-8"))
                yield path.name, words_script(self._shelf.words) + code if path.name == frame.COMMON else code
        yield "icon.svg", (folder / "icon.svg").read_text("utf-8")
        if self._has_frame:
            for name in frame.SHEETS:
                yield name, frame.slim((folder / name).read_text("utf-8"))
        else:
            size = _MATERIAL_REM if _templates_of_material() in map(Path, site.theme.dirs) else _REM
            yield "papershelf.css", guest_sheet(theme_folder().parent, root_size=size)

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """In a site of others, our pages alone are read with the Markdown that they are written in. In our frame, pages
        whose day is that of the build have none."""
        if self._has_frame:
            for file in files.documentation_pages():
                if file.page and file.page.update_date == get_build_date():
                    file.page.update_date = _NO_DAY
        if self._is_guest:
            own = copy.copy(config)
            own.markdown_extensions = list(config.markdown_extensions)
            own.mdx_configs = dict(config.mdx_configs)
            _add_extensions(own)
            for file in self._ours.values():
                if file.page is not None:
                    setattr(file.page, "render", partial(_render, file.page, own))  # noqa: B010 - of this page alone
        self._facts = self._about(config)
        if self._step is not None:
            self._step.choose(nav, (self._facts, self._shelf.settings))
        return nav

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """No text of a paper is a template: the plugin `macros` leaves our pages alone."""
        if page.file.src_uri in self._ours:
            page.meta["render_macros"] = False
        return markdown

    @event_priority(-50)  # other plugins put loaders of their own around that of the templates
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give our frame what it shows on every page, and the icons and fragments that Material has."""
        if self._step is not None:
            self._step.frame()
        if self._has_frame:
            if env.loader is not None and hasattr(env.loader, "found_supported_theme"):
                # mkdocs-section-index knows themes by templates that it has to change; ours has pages of sections.
                env.loader.found_supported_theme = True
            material = _templates_of_material()
            if material.is_dir():
                parts = {name: FileSystemLoader(material / name) for name in (".icons", "fragments")}
                env.loader = ChoiceLoader([loader for loader in (env.loader, PrefixLoader(parts)) if loader])
            env.globals.setdefault("shelf", self._facts)
            say_in(env, self._shelf.words)
            if said := self._facts["look"].without_effect:
                log.info("The theme papershelf has no use for: " + ", ".join(said))
        else:
            self._head = Environment(loader=FileSystemLoader(theme_folder()), autoescape=True)
            self._head.filters["url"] = url_filter
            say_in(self._head, self._shelf.words)
        return env

    def _about(self, site: MkDocsConfig) -> Mapping[str, Any]:
        language = str(site.theme.get("language") or self._shelf.language)
        if self._has_frame and language.split("-")[0] not in INTERFACE:
            log.info(f"theme.language {language} is what pages say they are in; the words of the theme are English")
        said = self._shelf.settings
        return {
            "at": self._shelf.at, "language": language,
            "url": self._shelf.shelf_url, "folders": site.use_directory_urls,
            "searched": self._has_frame and bool(self._shelf.shelf_url) and site.use_directory_urls,
            "no_day": _NO_DAY, "title": self._shelf.title,
            "as_of": str(self._as_of) if self._as_of.year else "",
            "as_of_day": pages.day_in(self._shelf.words, self._as_of),
            "license": said.license, "license_url": said.license_url,
            "look": frame.look(site.theme, site.extra), "scripts": defaultdict(tuple, frame.SCRIPTS),
            "direction": "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "",
        }

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """A page knows the shelf that it belongs to. Names of files are text: themes print the address of the file
        to edit into an attribute as it stands."""
        if page.edit_url:
            page.edit_url = quote(page.edit_url, safe=_IN_ADDRESSES)
        if self._has_frame and page.file.src_uri in self._ours:
            context["shelf"] = self._facts  # type: ignore[typeddict-unknown-key]
        return context

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Our pages, and nothing else, stand in an element of their own in the frame of another theme, with their
        scripts, which that frame runs whenever it shows the page."""
        if not page.meta.get("title") and page.title and _MARKUP.search(page.title) and "<h1" not in html:
            page.title = escape(str(page.title))  # the name of the file, which themes print as it stands
        if self._has_frame or page.file.src_uri in self._ours:
            html = _PERMALINK.sub(_SILENT, html)
        if page.file.src_uri not in self._ours:
            return html
        if not config.use_directory_urls:
            html = _SEARCH_FORM.sub(r"\1.html", html)
        if self._has_frame:
            return html
        kind = str(page.meta.get("kind", "prose"))
        source = get_relative_url(f"{self._shelf.at}assets/{frame.COMMON}", page.url)
        script = (f'<script src="{source}" data-at="{self._shelf.at}" data-query="{_QUERY}" '
                  f'data-then="{" ".join(frame.SCRIPTS.get(kind, ()))}"'
                  f'{"" if config.use_directory_urls else " data-urls=files"}></script>')
        html = _ASKED.sub(rf"\1{_QUERY}\2", _DOT.sub(r"<a xlink:href\1", html))
        page.meta["hide"] = ["toc"]
        return f'<div class="papershelf">\n<div class="ps-page ps-on-{kind}">\n{html}\n</div>\n</div>\n{script}\n'

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The head of our pages in the frame of another theme: the style sheet, the feed, the paper's authors."""
        if self._step is not None:
            self._step.framed(page, output)
        if self._has_frame or page.file.src_uri not in self._ours:
            return output
        head = self._head.get_template("partials/about-page.html").render(
            page=page, meta=page.meta, shelf=self._facts, base_url=get_relative_url(".", page.url))
        sheet = get_relative_url(f"{self._shelf.at}assets/papershelf.css", page.url)
        return output.replace("</head>", f'<link rel="stylesheet" href="{sheet}">\n{head}</head>', 1)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Take away what is left over in the folder of the site."""
        if self._step is not None:
            self._step.finish()
            self._step = None

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch what people edit, and not what the build writes; and go on after mistakes."""
        self._preview.attend(server)
        docs = Path(config.docs_dir).resolve()
        for folder in (self._shelf.docs, *self._shelf.templates, theme_folder()):
            if folder.is_dir() and not folder.is_relative_to(docs):
                server.watch(str(folder))
        return server


def _add_extensions(site: MkDocsConfig) -> None:
    """Add the Markdown that our pages are written in to what a site has."""
    known = {name.removeprefix("markdown.extensions.") for name in site.markdown_extensions}
    if "toc" not in site.mdx_configs:
        site.mdx_configs["toc"] = _HEADINGS
    site.markdown_extensions.extend(name for name in _EXTENSIONS if name not in known)


def _render(page: Page, site: MkDocsConfig, config: MkDocsConfig, files: Files) -> None:
    Page.render(page, site, files)


def _templates_of_material() -> Path:
    found = importlib.util.find_spec("material")
    return Path(str(found.origin)).parent / "templates" if found else Path()
