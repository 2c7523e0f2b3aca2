"""Markdown as the tree that GitHub shows, HTML inside it included, with the line of every block."""

from __future__ import annotations

import re
from functools import cache

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token

from papershelf.readers.safely import soup_of

LINE = "data-line"
_OPENING = re.compile(r"<(?=(?:tr|td|th|li|p|h[1-6]|summary|dt|dd|div|table)\b)(?P<name>\w+)", re.I)
_FRONT = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", re.M | re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
# Comments that parsers end early or late, and marks that say something to other programs alone.
_MARK = re.compile(r"<!-- papershelf:(begin|end) -->")


_OWN = "<papershelf-begin>"
_EMOJI = re.compile(
    r"(?:(?<=[\s:)*])|^):(?=[0-9_+-]*[a-z])[a-z0-9_+-]{2,40}:(?!/)", re.M)  # as GitHub writes pictures


def _parts(text: str) -> list[str]:
    """A text cut before and after the shelf's own list."""
    return re.split(r"(?=<papershelf-begin>)|(?=<papershelf-end>)", text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Addresses stay as they are written.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def tree(text: str) -> BeautifulSoup:
    """The tree of a Markdown text.

    Blocks carry the number of their line (from 1) in the attribute `LINE`. Front matter and comments are left out,
    but for the two marks between which the shelf's own export stands, which become `<papershelf-begin>` and
    `<papershelf-end>`.
    """
    text = _FRONT.sub(lambda m: "\n" * m[0].count("\n"), text.lstrip("\ufeff"), count=1)
    text = _MARK.sub(r"<papershelf-\1></papershelf-\1>", text)
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)
    tokens = _parser().parse("".join(part if part.startswith(_OWN) else _EMOJI.sub("", part) for part in _parts(text)))
    for token in tokens:
        _number(token)
    html = _parser().renderer.render(tokens, _parser().options, {})
    return soup_of(html)


def _number(token: Token) -> None:
    """Write a block's line into the tag that will show it; of a block of HTML, into each of its tags."""
    if token.map is None:
        return
    if token.type == "html_block":
        start, content = token.map[0] + 1, token.content
        token.content = _OPENING.sub(
            lambda m: f'{m[0]} {LINE}="{start + content.count(chr(10), 0, m.start())}"', content)
    elif token.nesting == 1 or token.type in ("fence", "code_block"):
        token.attrSet(LINE, str(token.map[0] + 1))


def line_of(tag: Tag) -> int:
    """The line of a tag: its own, or that of what stands around it."""
    for one in (tag, *tag.parents):
        if value := one.get(LINE):
            return int(str(value))
    return 1
