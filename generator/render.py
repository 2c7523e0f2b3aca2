"""Jinja2 templates to Markdown. Every value is escaped unless a template says that a person wrote it as Markdown."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from papershelf.errors import PapershelfError
from papershelf.model import Page
from papershelf.model.each import Each, one_by_one, whole
from papershelf.text.scalars import quoted
from papershelf.text.scripts import attributes, is_foreign
from papershelf.text.wording import ENGLISH, Words

# Signs that mean something to Markdown, its common extensions, or HTML, wherever they stand. As numeric
# references they are text in Markdown, in HTML and in attributes alike.
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>\"'\\`*_{}[]|~^$#="})
# Signs that mean something at the start of a line only: lists, quotes, definitions, rules.
_AT_START = re.compile(r"^(?:[-+:!.@]|\d+[.)])")
_URL_SAFE = "/:?#@!$&+,;=%~.-"


def escape(text: object) -> Markup:
    """Any text, as Markdown and HTML that shows exactly that text on one line."""
    return text if isinstance(text, Markup) else _escaped(str(text))


@lru_cache(maxsize=20_000)
def _escaped(text: str) -> Markup:
    """The same of a text; titles, names and tags stand on many pages."""
    words = " ".join(text.split())
    plain = words.translate(_SIGNS)
    if found := _AT_START.match(plain):
        sign = found[0][-1]
        plain = f"{found[0][:-1]}&#{ord(sign)};{plain[found.end():]}"
    return Markup(plain)  # noqa: S704 - just escaped


@lru_cache(maxsize=50_000)
def url(address: str) -> Markup:
    """A web address as a link's destination, for Markdown and for attributes: what could end it is percent-encoded."""
    return Markup(html.escape(quote(address, safe=_URL_SAFE)))  # noqa: S704 - just escaped


def yaml_text(text: str) -> Markup:
    """A text as a YAML scalar for the front matter of a page; HTML-escaped, as themes print it unescaped."""
    return Markup(quoted(html.escape(" ".join(text.split()))))  # noqa: S704 - just escaped


def yaml_data(text: str) -> Markup:
    """JSON without a sign that HTML knows but quotes, as a YAML scalar that themes print in a script element."""
    return Markup(json.dumps(text))  # noqa: S704 - ASCII in quotes


def lines(text: str) -> Markup:
    """A text whose lines matter, for HTML's `<pre>`."""
    return Markup("\n".join(html.escape(line) for line in text.splitlines() if line.strip()))  # noqa: S704


def environment(folders: Sequence[Path], figures: Mapping[str, Callable[..., str]] | None = None,
                words: Words | None = None) -> Environment:
    """The templates of folders, each from the first that has it, strict about what they name. `figures` are filters
    whose markup is shown as it is; `words` are those of the interface, as `_` and `ngettext`."""
    env = Environment(
        loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=True, finalize=escape,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    say_in(env, words or Words())
    env.filters["markdown"] = Markup
    env.filters["lines"] = lines
    env.filters["url"] = url
    env.filters["yaml"] = yaml_text
    env.filters["yaml_data"] = yaml_data
    for name, figure in (figures or {}).items():
        env.filters[name] = _marked(figure)
    return env


def say_in(env: Environment, words: Words) -> None:
    """Templates of an environment say `_("Papers")`, `ngettext("{n} paper", "{n} papers", count)`, `count | number`,
    and `text_in(title)`, the attributes of an element that has a text of a paper.

    What they get is text, which is escaped like any other.
    """
    env.globals.update(_=words.say, ngettext=words.plural, text_in=partial(_text_in, words))
    env.filters["number"] = words.number


def _text_in(words: Words, text: str, marked: bool = True) -> Markup:
    """Attributes of an element that has a text of a paper: the direction, and the language where it is not the page's.
    Where the element is not `marked` in any case, nothing for a text that is like its page."""
    if not marked and not is_foreign(text, words.texts_in, words.tag):
        return Markup()
    return Markup(attributes(text, words.texts_in, words.tag))  # noqa: S704 - names of languages


def _marked(figure: Callable[..., str]) -> Callable[..., Markup]:
    return lambda *values: Markup(figure(*values))  # noqa: S704 - figures escape what they are given


def render(pages: Iterable[Page], folders: Sequence[Path], site: Any,
           figures: Mapping[str, Callable[..., str]] | None = None, words: Words | None = None,
           each: Each = one_by_one) -> dict[str, bytes]:
    """Every page's file.

    In: pages, the folders of their templates, what every template knows as `site`, filters that draw, the words of the
    interface, and who renders each page. Out: path and UTF-8 bytes.
    Raises `PapershelfError` with file and line for a template that cannot be rendered.
    """
    given = tuple(folders), tuple((figures or {}).items()), words or ENGLISH, _sources(folders)
    [env] = each(partial(_environment), [given], name=whole)
    pages = list(pages)
    texts = each(partial(_text_of, env=env, site=site), pages, name=attrgetter("path"))
    return dict(zip((page.path for page in pages), texts, strict=True))


def _environment(given: tuple[Sequence[Path], Iterable[tuple[str, Callable[..., str]]], Words, object]) -> Environment:
    folders, figures, words, _ = given
    return environment(folders, dict(figures), words)


def _sources(folders: Sequence[Path]) -> tuple[tuple[Path, bytes], ...]:
    """What the templates say."""
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return tuple((path, path.read_bytes()) for path in found if path.is_file())


def _text_of(page: Page, env: Environment, site: object) -> bytes:
    try:
        text = env.get_template(page.template).render(page=page.context, site=site)
    except TemplateError as error:
        where = getattr(error, "filename", None) or page.template
        line = getattr(error, "lineno", None) or _line_in_template(error)
        raise PapershelfError(f"{where}:{line}: {error.message} (for {page.path}); fix the template") from error
    return text.encode("utf-8")


def _line_in_template(error: BaseException) -> int:
    """The line of the template that was being rendered, from the traceback that Jinja rewrites."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
