"""What a page of the site follows from beside its own Markdown: settings, templates, navigation; each as a digest."""

from __future__ import annotations

import importlib.util
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.utils import meta

from papershelf.cache import digest, digest_of_files, program

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

# Extensions of which a page's HTML follows from its Markdown and the settings alone; others may read files.
_PURE = re.compile(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|legacy_attrs"
    r"|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?:arithmatex|betterem|caret|critic|details|escapeall|highlight|inlinehilite|keys|magiclink|mark"
    r"|saneheaders|smartsymbols|striphtml|superfences|tabbed|tasklist|tilde)")
# What a template can show that no digest here covers: every page of the site, and the clock.
_TELLS_ALL = re.compile(r"\bpages\b|\bbuild_date|\bnow\s*\(|\bfiles\b")
# Settings that no page shows.
_UNSEEN = frozenset({"site_dir", "docs_dir", "config_file_path", "plugins", "theme", "watch", "strict", "dev_addr"})


def is_plain(site: MkDocsConfig, folder: Path) -> bool:
    """Whether everything that a page of the site follows from is known here: no other plugin, no hook, no extension
    that reads files, no template that shows what it is not told. `folder` is that of the theme."""
    own = [Path(one) for one in site.theme.dirs if Path(one) != folder and not _comes_with("mkdocs", Path(one))]
    return (len(site.plugins) == 1 and not site.hooks and not site.extra_templates
            and all(isinstance(one, str) and _PURE.fullmatch(one) for one in site.markdown_extensions)
            and not any(_TELLS_ALL.search(path.read_text("utf-8", "replace")) for path in _files(own)))


def _comes_with(package: str, folder: Path) -> bool:
    found = importlib.util.find_spec(package)
    return bool(found and found.origin and folder.is_relative_to(Path(found.origin).parent))


def of_markdown(site: MkDocsConfig) -> str:
    """What turns Markdown into HTML."""
    told = (program(), site.markdown_extensions, site.mdx_configs, site.use_directory_urls, site.validation,
            logging.getLogger("mkdocs").getEffectiveLevel())
    return digest(*(_told(one) for one in told))


def of_pages(site: MkDocsConfig, nav: Navigation, facts: object, *, serves: bool) -> str:
    """What all pages show alike: the templates, the settings, the navigation, and what the plugin says of the shelf."""
    settings = {name: value for name, value in site.items() if name not in _UNSEEN and name != "nav"}
    return digest(program(), _told(settings), _told(dict(site.theme)), _told(facts), str(serves),
                  digest_of_files(_files(Path(one) for one in site.theme.dirs)),
                  *_items(nav.items), _told(bool(nav.homepage)))


def of_place(page: Page, number: int | None) -> str:
    """What the frame shows of one page beside its text. `number` is its place in the order of the navigation."""
    file = page.file
    return digest(*(str(one) for one in (
        number, page.url, page.canonical_url, page.abs_url, page.edit_url, page.update_date, file.src_uri, file.name,
        file.generated_by, file.inclusion)))


def _items(items: Iterable[Any]) -> Iterator[str]:
    """The navigation as text, before its pages are read."""
    for item in items:
        if item.is_page:
            yield from _page(item)
        else:
            yield f"({item.title}|{getattr(item, 'url', None)}"
            yield from _items(item.children or ())
            yield ")"


def _page(page: Page) -> Iterator[str]:
    data = page.file.content_bytes
    said = meta.get_data(data.decode("utf-8-sig", "replace"))[1]
    title = vars(page).get("title") or said.get("title")
    yield f"{page.file.src_uri}|{page.url}|{title}|{_told(said)}"
    if title is None:
        yield digest(data)  # its first heading may be its title


def _files(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]


def _told(value: Any) -> str:
    """A value as text that is the same in every process, or in none."""
    if isinstance(value, (base.Config, Mapping)):
        return "{" + ",".join(f"{_told(name)}:{_told(one)}" for name, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_told(one) for one in value) + "]"
    if isinstance(value, (set, frozenset)):
        return "<" + ",".join(sorted(_told(one) for one in value)) + ">"
    if isinstance(value, Callable):  # type: ignore[arg-type]
        known = str(getattr(value, "__module__", "")).partition(".")[0] in {"markdown", "pymdownx"}
        return f"{value.__module__}.{value.__qualname__}" if known else f"{id(value)} of this process"
    return repr(value)
