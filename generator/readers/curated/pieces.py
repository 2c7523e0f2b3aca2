"""What a line of a list consists of: texts, links and pictures in their order, without the tags around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from bs4.element import Comment, NavigableString, PageElement, Tag

_EMPHASIS = {"em": "italic", "i": "italic", "strong": "bold", "b": "bold", "code": "code", "summary": "bold"}
_BLOCKS = {"p", "div", "li", "ul", "ol", "tr", "details", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt"}
_LEFT_OUT = {"script", "style", "pre", "svg", "del", "s", "strike"}
_SHIELD = re.compile(
    r"(?:img\.shields\.io|badgen\.net|badge\.fury\.io)/(?:static/v1\?(?:.*?)label=|badge/)(?P<label>[^?&/]+)", re.I)
_COLOUR = re.compile(r"-[\w%]+(?:\.svg)?$")


class Piece(NamedTuple):
    """A run of text with how it is set, a link with its text, or a break between lines."""

    text: str
    href: str = ""
    style: frozenset[str] = frozenset()
    badge: bool = False

    @property
    def is_break(self) -> bool:
        """Whether a new line begins here."""
        return self.text == "\n"


BREAK = Piece("\n")


def pieces_of(tags: Iterable[PageElement], without: Iterable[str] = ()) -> list[Piece]:
    """The pieces of some tags and texts, but for what stands in tags of the names `without`."""
    found = list(_joined(_walk(tags, frozenset(), frozenset(without))))
    while found and found[-1].is_break:
        found.pop()
    while found and found[0].is_break:
        found.pop(0)
    return found


def plain(pieces: Iterable[Piece]) -> str:
    """The text of pieces on one line."""
    return " ".join("".join(piece.text for piece in pieces).split())


def _walk(tags: Iterable[PageElement], style: frozenset[str], without: frozenset[str]) -> Iterator[Piece]:
    for tag in tags:
        if isinstance(tag, Comment):
            continue
        if isinstance(tag, NavigableString):
            # A line break in the source is a space to readers, but often parts a title from what follows.
            for n, line in enumerate(str(tag).split("\n")):
                if n:
                    yield BREAK
                yield Piece(line, style=style)
        elif isinstance(tag, Tag) and tag.name not in _LEFT_OUT and tag.name not in without:
            yield from _of_tag(tag, style, without)


def _of_tag(tag: Tag, style: frozenset[str], without: frozenset[str]) -> Iterator[Piece]:
    if tag.name == "br":
        yield BREAK
    elif tag.name == "img":
        yield Piece(_label(tag), style=style, badge=True)
    elif tag.name == "a" and tag.get("href"):
        inner = list(_walk(tag.children, style, without))
        shown = [piece for piece in inner if not piece.badge and piece.text.strip()]
        text = plain(shown) or plain(inner)
        setting = frozenset().union(*(piece.style for piece in shown)) | style
        yield Piece(text, str(tag["href"]).strip(), setting, badge=not shown)
    else:
        more = _EMPHASIS.get(tag.name)
        block = tag.name in _BLOCKS
        if block:
            yield BREAK
        yield from _walk(tag.children, style | {more} if more else style, without)
        if block:
            yield BREAK


def _label(image: Tag) -> str:
    """What a picture says: its text, or the words that the address of a badge holds."""
    text = str(image.get("alt") or "").strip()
    shield = _SHIELD.search(str(image.get("src") or ""))
    if shield and not text:
        return _COLOUR.sub("", unquote(shield["label"])).replace("--", "\x00").replace("-", " ").replace(
            "_", " ").replace("\x00", "-").strip()
    return text


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbouring texts of one style as one; pictures that lead nowhere say nothing of a paper."""
    last: Piece | None = None
    for piece in pieces:
        if piece.badge and not piece.href:
            continue
        if last and not piece.href and not last.href and last.style == piece.style and not (
                last.is_break or piece.is_break):
            last = last._replace(text=last.text + piece.text)
            continue
        if last is not None and not (last.is_break and piece.is_break):
            yield last
        last = piece
    if last is not None:
        yield last
