"""Saved listing pages: page boilerplate, then titles and abstracts in blocks parted by blank lines.

Such a page carries no markup. What a block is follows from its form (a title is short and does not end a sentence,
an abstract is prose) and from its place (an abstract follows a title); `blocks` weighs both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers.blocks import Block, Reading, read_as
from papershelf.readers.boilerplate import header_date, is_boilerplate, is_count, is_label, is_marked
from papershelf.readers.dates import date_of
from papershelf.readers.form import PEOPLE, is_name, titleness
from papershelf.readers.recognition import FALLBACK, Recognition, Sample, sure

_BLANK = " \t\u00a0\u200b\u200e\ufeff\u3000\x0b\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_SAID_PEOPLE = re.compile(r"authors?\s*:\s*\S", re.I)
_CODE = re.compile(r"[{}<>;=\\|]")
_NUMBER = re.compile(r"\[?(\d{1,4})[.)\]]\s+(?=\S)")
_COUNTED = 3  # so many titles in a row are counted by the page, not by chance
_UNWRAPPED = 200  # a longer line was not broken by a program, so it is a paragraph by itself


def confidence(sample: Sample) -> Recognition:
    """What any plain text is taken for that has no sign of another format."""
    return sure(is_plain(sample.head), FALLBACK, "plain text without the marks of another format")


def is_plain(text: str) -> bool:
    """Plain text in lines: no tags, no braces of code, hardly a sign that is no character of a language."""
    start = text.strip()[:5000]
    if not start or re.match(r"<[?!a-zA-Z]|%PDF|\{\\rtf|PK\x03", start):
        return False
    strange = sum(char == "\ufffd" or (char < " " and char not in "\n\t\f\x0b\r\x1c\x1d\x1e\x1f") for char in start)
    return strange <= len(start) / 100 and sum(char.isalpha() or char.isspace() for char in start) >= len(start) / 2


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a listing page in their order.

    In: the page's text and the name of its file. Out: entries (lines as the page breaks them, an abstract's
    paragraphs parted by a blank line) and a problem for prose that no title precedes and for a page without
    papers.
    """
    date, blocks = _without_furniture(_blocks(text))
    entries: list[Entry] = []
    problems: list[Problem] = []
    for title, names, paragraphs in _papers(blocks, read_as(blocks, text)):
        if title is None:
            problems.append(Problem(source, paragraphs[0].line, "no-title", "an abstract without a title",
                                    "put the paper's title in a block of its own before it", rejects=True))
        else:
            entries.append(Entry(title.text, Source(source, title.line, date),
                                 "\n\n".join(block.text for block in paragraphs), authors=names))
    entries = _unnumbered(entries)
    unlike = sum(bool(_CODE.search(entry.title)) or not entry.title[0].isalnum() for entry in entries)
    if not problems and not any(entry.abstract for entry in entries) and unlike * 3 >= len(entries):
        return [], [Problem(source, 1, "no-papers", "holds no papers", "save a page that lists titles and abstracts")]
    return entries, problems


def _unnumbered(entries: list[Entry]) -> list[Entry]:
    """Entries without the numbers before their titles, where the page counts its papers: 1., 2., 3. …"""
    numbers = [_NUMBER.match(entry.title) for entry in entries]
    if len(entries) < _COUNTED or not all(numbers):
        return entries
    told = [(int(found[1]), found.end()) for found in numbers if found]
    if any(number != told[0][0] + n for n, (number, _) in enumerate(told)):
        return entries
    return [replace(entry, title=entry.title[end:]) for entry, (_, end) in zip(entries, told, strict=True)]


def _blocks(text: str) -> Iterator[Block]:
    """Lines between blank ones; a form feed is a blank line. A line too long for a title is a block of its own."""
    lines: list[str] = []
    start, joined = 0, False
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        for n, piece in enumerate(raw.split("\f")):
            line = piece.strip(_BLANK)
            if lines and (not line or n or len(line) > _UNWRAPPED or len(lines[-1]) > _UNWRAPPED):
                yield Block(start, tuple(lines), joined)
                lines, joined = [], bool(line) and not n
            if line:
                start = start if lines else number
                lines.append(line)


def _without_furniture(blocks: Iterator[Block]) -> tuple[str, list[Block]]:
    """The listing's date (of its first date line, which heads the page) and the blocks of papers alone."""
    date = ""
    kept: list[Block] = []
    labelled: set[int] = set()
    for block in blocks:
        only = all(map(is_boilerplate, block.lines))
        before = len(kept)
        lines: list[tuple[int, str]] = []
        for number, line in enumerate(block.lines, block.line):
            if not kept and not lines:
                date = date or date_of(line) or header_date(line) or ""
            if only or is_marked(line) or (not lines and is_boilerplate(line)):
                kept += _closed(lines)
                lines = []
                if is_label(line):
                    labelled.add(len(kept))
            elif _SAID_PEOPLE.match(line):
                kept += [*_closed(lines), Block(number, (line,))]
                lines = []
            else:
                lines.append((number, line))
        kept += _closed(lines)
        kept[before:] = [part._replace(joined=block.joined or n > 0) for n, part in enumerate(kept[before:])]
    return date, [block for n, block in enumerate(kept) if n not in labelled or not _is_submitter(kept, n)]


def _closed(lines: list[tuple[int, str]]) -> list[Block]:
    """A block of numbered lines without the votes at its end."""
    while len(lines) > 1 and is_count(lines[-1][1]):
        lines = lines[:-1]
    return [Block(lines[0][0], tuple(line for _, line in lines))] if lines else []


def _is_submitter(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block after "Submitted by" is a name: one word, or a few that no abstract follows."""
    text = blocks[n].text
    if " " not in text:
        return True
    followed_by_prose = n + 1 < len(blocks) and titleness(blocks[n + 1].text) < 0
    return is_name(text) and not followed_by_prose


def _papers(blocks: Sequence[Block], readings: Sequence[Reading]
            ) -> Iterator[tuple[Block | None, tuple[str, ...], list[Block]]]:
    """Title, authors and paragraphs of each paper; prose before the first title has none."""
    title: Block | None = None
    names: tuple[str, ...] = ()
    paragraphs: list[Block] = []
    for block, reading in zip(blocks, readings, strict=True):
        if reading.start == "T":
            if title or paragraphs:
                yield title, names, paragraphs
            title, names, paragraphs = block, (), []
            if reading.split:
                title = Block(block.line, block.lines[:reading.split])
                paragraphs = [Block(block.line + reading.split, block.lines[reading.split:])]
        elif reading.start == "N":
            names = f.names(PEOPLE.sub("", " ".join(block.lines), count=1))
        else:
            paragraphs.append(block)
    if title or paragraphs:
        yield title, names, paragraphs
