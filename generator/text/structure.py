"""What the lines of a record's body are: headings of sections, code, comments; and plain text that is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# https://spec.commonmark.org/0.31.2/#fenced-code-blocks: no backtick after the opening backticks, nothing after the
# closing fence.
_OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")
_CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")
# HTML block of the second kind: https://spec.commonmark.org/0.31.2/#html-blocks.
_COMMENT = re.compile(r" {0,3}<!--")
_HEADING = re.compile(r"## +(.+?)\s*#*\s*$")
_ANY_HEADING = re.compile(r" {0,3}#{1,6}[ \t]*([^#\s].*?)[ \t]*#*[ \t]*$")
_MARKS = r"(#|```|~~~|---|<!--)"
_PROTECTED = re.compile(rf"^([^\S\n]*)\\(\\*){_MARKS}", re.M)
_STRUCTURE = re.compile(rf"^([^\S\n]*)(\\*){_MARKS}", re.M)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a body: where it begins and ends, the block that it is in (`code`, `comment` or nothing), and the
    name of the section that it begins."""

    start: int
    end: int
    text: str
    inside: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a body, and the first line of a block that nothing closes."""

    lines: tuple[Line, ...]
    unclosed: Line | None


def read_body(text: str, start: int) -> Body:
    """The lines of `text` from `start` on. Only line feeds end a line, with or without a carriage return."""
    lines: list[Line] = []
    opened: Line | None = None
    fence = ""
    for position, raw in _lines(text, start):
        line = raw.rstrip("\r\n")
        inside, heading = opened.inside if opened else "", ""
        closes = False
        if inside == "code":
            mark = _CLOSES.match(line)
            closes = mark is not None and mark[1].startswith(fence)
        elif inside == "comment":
            closes = "-->" in line
        elif mark := _OPENS.match(line):
            inside, fence = "code", mark[1] or mark[2]
        elif mark := _COMMENT.match(line):
            inside, closes = "comment", "-->" in line[mark.end():]
        elif found := _HEADING.match(line):
            heading = found[1]
        one = Line(position, position + len(raw), line, inside, heading)
        lines.append(one)
        opened = None if closes or not inside else opened or one
    return Body(tuple(lines), opened)


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, text[start:end]
        start = end


def hidden_headings(body: Body, name: str) -> list[Line]:
    """The lines that look like a heading of that name and begin no section: in comments and code, or of a form or a
    level that sections do not have."""
    return [line for line in body.lines if not line.heading and (found := _ANY_HEADING.match(line.text))
            and found[1].casefold() == name.casefold()]


def protect(text: str) -> str:
    """Plain text as a section holds it: a line that would begin a heading, code, rule or comment gets a backslash."""
    return _STRUCTURE.sub(r"\1\\\2\3", text)


def unprotect(text: str) -> str:
    """The plain text of a section: the reverse of `protect`, with `\n` as the only line end."""
    return _PROTECTED.sub(r"\1\2\3", text.replace("\r\n", "\n"))
