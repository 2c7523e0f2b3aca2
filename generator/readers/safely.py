"""Parsers of others, kept from what makes them slow or ends the process: HTML and YAML whose parts never end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from bs4 import BeautifulSoup

# Elements within elements: browsers stop at 512 and put what is deeper beside each other, as here.
_DEEPEST_HTML, _DEEPEST_YAML = 200, 30
# Characters of a tag; so far a `<` is followed to its `>`.
_LONGEST_TAG = 20_000
_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset({"script", "style", "textarea", "title"})
# Elements that end where the next of their kind begins (HTML, section 13.1.2.4, optional tags).
_ENDED_BY_THE_NEXT = frozenset("p li dt dd tr td th option".split())


def soup_of(html: str) -> BeautifulSoup:
    """The tree of a page; in a page whose elements, comments or tags never end, as browsers would end them."""
    pieces = list(_pieces(html))
    return BeautifulSoup("".join(_ended(pieces)) if _is_endless(pieces) else html, "html.parser")


def refuse_deep_yaml(text: str, loader: Any) -> None:
    """Refuse what the C loader would follow by recursion, and aliases, of which a small text makes a huge value.

    Raises:
        ValueError: The text has either.
        YAMLError: It is not YAML.
    """
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST_YAML or isinstance(event, yaml.AliasEvent):
            raise ValueError("it has brackets within brackets without end, or aliases")


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Text, comments and tags in order: the name of a tag (`/p` of one that ends), `""` of text, `!` of what never
    ends, and how it is written."""
    at = 0
    while (found := html.find("<", at)) >= 0:
        if found > at:
            yield "", html[at:found]
        at, name, written = _tag(html, found)
        yield name, written
        if name.lower() in _RAW:
            end = re.compile(rf"</{name}\b", re.I).search(html, at)
            raw = html[at:end.start() if end else len(html)]
            yield "" if end else "!", raw if end or name in ("script", "style") else raw.replace("<", "&lt;")
            at = end.start() if end else len(html)
    yield "", html[at:]


def _tag(html: str, at: int) -> tuple[int, str, str]:
    """What begins at a `<`: where it ends, its name, how it is written."""
    if html.startswith("<!--", at):
        end = html.find("-->", at + 4)
        return (end + 3, "", html[at:end + 3]) if end >= 0 else (len(html), "!", "")
    found = _NAME.match(html, at + 1)
    if not found:
        return at + 1, "", "<"
    end = html.find(">", found.end())
    while 0 <= end < at + _LONGEST_TAG and any(html.count(quote, at, end) % 2 for quote in "\"'"):
        further = html.find(">", end + 1)
        if not 0 <= further < at + _LONGEST_TAG:
            break
        end = further
    if not 0 <= end < at + _LONGEST_TAG:
        return found.end(), "!", f"&lt;{found[0]}"
    return end + 1, found[0].lower(), html[at:end + 1]


def _is_endless(pieces: list[tuple[str, str]]) -> bool:
    """Whether something never ends, or elements stand deeper in each other than a page of people's has them."""
    open_: list[str] = []
    for name, written in pieces:
        if name == "!":
            return True
        if name.startswith("/"):
            if name[1:] in open_[-_DEEPEST_HTML:]:
                while open_.pop() != name[1:]:
                    pass
        elif name and name not in _EMPTY and not written.endswith("/>"):
            open_.append(name)
            if len(open_) > _DEEPEST_HTML:
                return True
    return False


def _ended(pieces: list[tuple[str, str]]) -> Iterator[str]:
    """The page with its elements ended, none deeper than `_DEEPEST_HTML`."""
    open_: list[str] = []
    for name, written in pieces:
        if name in ("", "!") or name in _EMPTY or written.endswith("/>"):
            yield written
        elif name.startswith("/"):
            if name[1:] in open_:
                while (last := open_.pop()) != name[1:]:
                    yield f"</{last}>"
                yield written
        else:
            if name in _ENDED_BY_THE_NEXT and open_ and open_[-1] == name:
                yield f"</{open_.pop()}>"
            if len(open_) < _DEEPEST_HTML:
                open_.append(name)
                yield written
