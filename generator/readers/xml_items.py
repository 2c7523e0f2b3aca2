"""XML cut into the elements that are papers, each parsed by itself.

So its line is known and a broken one takes no other with it. No document type is ever parsed: each element gets a root
of ours, in which nothing can declare an entity, and a file that brings entities of its own is refused.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from papershelf.model import Problem

_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):[\w.-]+|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_DECLARED = re.compile(r"\sxmlns(?::([\w.-]+))?\s*=\s*(\"[^\"]*\"|'[^']*')")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][\w]*;)")
_BARE_AMPERSAND = re.compile(r"&(?!(?:[A-Za-z]\w*|#\d+|#x[\dA-Fa-f]+);)")
# Markup inside a text that says something, as the repairs of text read it.
_KEPT = {"sub": "<sub>{}</sub>", "inf": "<sub>{}</sub>", "sup": "<sup>{}</sup>", "tex-math": "${}$"}


class Item(NamedTuple):
    """An element of a file: where it starts, its line, and what it holds, or why it is not XML."""

    start: int
    line: int
    element: Element | None
    error: str = ""


def entities(text: str, source: str) -> Problem | None:
    """The problem that a file declares entities, which no file of papers needs."""
    declared = re.search(r"<!ENTITY\b", text)
    if not declared:
        return None
    line = text.count("\n", 0, declared.start()) + 1
    return Problem(source, line, "xml-entities",
                   "declares entities, which files of papers do not", "save it without <!DOCTYPE …>")


def items(text: str, names: str) -> Iterator[Item]:
    """Each element of the given local names (`a|b`), in the order of the file. One that is not closed ends where the
    next begins."""
    opening = re.compile(rf"<(?P<tag>(?:[\w.-]+:)?(?:{names}))(?=[\s/>])[^<>]*?(?P<empty>/)?>")
    declared = {m[1]: m[2] for m in _DECLARED.finditer(text[:20_000]) if m[1]}
    starts = [m for m in opening.finditer(text) if not m["empty"]]
    line, counted = 1, 0
    for start, following in zip_longest(starts, starts[1:]):
        line, counted = line + text.count("\n", counted, start.start()), start.start()
        limit = following.start() if following else len(text)
        end = text.find(f"</{start['tag']}", start.end(), limit)
        inside = text[start.start():text.find(">", end) + 1 if end >= 0 else limit]
        try:
            yield Item(start.start(), line, fromstring(_wrapped(inside, declared))[0])  # noqa: S314 - no DOCTYPE
        except (ParseError, IndexError) as error:
            yield Item(start.start(), line, None, str(error).partition(":")[0])


def _wrapped(item: str, declared: dict[str, str]) -> str:
    """An element in a root that declares the prefixes it uses; HTML's entities as characters."""
    prefixes = {m[1] or m[2] for m in _PREFIX.finditer(item)} - {"xml", "xmlns"}
    names = " ".join(f"xmlns:{p}={declared.get(p, repr('urn:' + p))}" for p in sorted(prefixes))
    item = _ENTITY.sub(lambda m: html.unescape(m[0]) if html.unescape(m[0]) != m[0] else f"&amp;{m[1]}", item)
    return f"<root {names}>{_BARE_AMPERSAND.sub('&amp;', item)}</root>"


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def find(element: Element, path: str) -> list[Element]:
    """The elements at a path of local names; the first step may be anywhere below, unless it begins with `/`."""
    first, *rest = path.lstrip("/").split("/")
    below = element if path.startswith("/") else element.iter()
    found = [one for one in below if local(one) == first and one is not element]
    for name in rest:
        found = [child for one in found for child in one if local(child) == name]
    return found


def inner(element: Element) -> str:
    """The text of an element with all that is inside it; markup that changes its meaning stays."""
    parts = [element.text or ""]
    for child in element:
        parts += [_KEPT.get(local(child), "{}").replace("{}", inner(child)), child.tail or ""]
    return "".join(parts)


def text(element: Element, *paths: str) -> str:
    """The first text that one of the paths leads to, best first; nothing where there is none."""
    return next((said for path in paths for one in find(element, path) if (said := " ".join(inner(one).split()))), "")


def texts(element: Element, *paths: str) -> list[str]:
    """Every text that the first of the paths with any leads to."""
    for path in paths:
        if found := [said for one in find(element, path) if (said := " ".join(inner(one).split()))]:
            return found
    return []
