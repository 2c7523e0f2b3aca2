"""Saved listing pages: page furniture, then titles and abstracts in blocks parted by blank lines.

Such a page carries no markup. What a block is follows from its form (a title is short and does not end a sentence,
an abstract is prose) and from its place (an abstract follows a title): of all the ways to read a page's blocks in
turn, the one is taken that both together speak for most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.model import Entry, Problem, Sighting
from generator.readers import fields as f
from generator.readers.dates import date_of
from generator.readers.form import PEOPLE, SENTENCE_END, are_names, common_words, is_name, titleness
from generator.readers.furniture import header_date, is_count, is_furniture, is_label, is_marked

_BLANK = " \t\u00a0\u200b\u200e\ufeff\u3000\x0b\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_LATER_PARAGRAPH = re.compile(
    r"(?:(?:our|the|all)?\s*(?:source\s+)?(?:codes?|models?|data|datasets?|project page|implementation|demo|videos?)"
    r"\b.*\b(?:available|released?|found|at|https?)\b|https?://|\(?\d+[.)]|[-*•])", re.I | re.S)
_SAID_PEOPLE = re.compile(r"authors?\s*:\s*\S", re.I)
_CODE = re.compile(r"[{}<>;=\\|]")
_UNWRAPPED = 200  # a longer line was not broken by a program, so it is a paragraph by itself
_LINES_OF_TITLE = 4

# What the place of a block speaks for, by the end of the one before and its own start: T title, P prose, "" the page.
_PLACE = {("", "T"): 0.0, ("", "P"): -3.0, ("T", "T"): -2.5, ("T", "P"): 0.0, ("P", "T"): 0.0, ("P", "P"): -2.0,
          ("T", "N"): 3.0, ("N", "T"): -2.5, ("N", "P"): 0.0, ("N", "N"): -9.0, ("P", "N"): -9.0, ("", "N"): -9.0}
# What speaks against a title's end where a line was full.
_NO_ROOM = -3.0


class _Block(NamedTuple):
    """Lines that stand together, the number of the first, and whether no blank line parts them from those before."""

    line: int
    lines: tuple[str, ...]
    joined: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class _Reading(NamedTuple):
    """A way to read a block: as title (T), prose (P), names (N), or a title of so many lines and then prose."""

    score: float
    start: str
    end: str
    split: int = 0


class _Habits(NamedTuple):
    """What a page's form speaks against or for: a title apart from its abstract, one that shares its block, one that
    ends with a full stop."""

    apart: float = 0.0
    shared: float = 1.5
    stop: float = 0.0

    def of(self, block: _Block, reading: _Reading) -> float:
        """What they add to the score of a reading."""
        if reading.split:
            return -self.shared
        return self.stop if reading.start == "T" and self.stop and SENTENCE_END.search(block.text) else 0.0


def looks_like(text: str) -> bool:
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
    for title, names, paragraphs in _papers(blocks, _read_as(blocks, common_words(text))):
        if title is None:
            problems.append(Problem(source, paragraphs[0].line, "an abstract without a title",
                                    "put the paper's title in a block of its own before it", rejects=True))
        else:
            entries.append(Entry(title.text, Sighting(source, title.line, date),
                                 "\n\n".join(block.text for block in paragraphs), authors=names))
    unlike = sum(bool(_CODE.search(entry.title)) or not entry.title[0].isalnum() for entry in entries)
    if not problems and not any(entry.abstract for entry in entries) and unlike * 3 >= len(entries):
        return [], [Problem(source, 1, "holds no papers", "save a page that lists titles and abstracts")]
    return entries, problems


def _blocks(text: str) -> Iterator[_Block]:
    """Lines between blank ones; a form feed is a blank line. A line too long for a title is a block of its own."""
    lines: list[str] = []
    start, joined = 0, False
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        for n, piece in enumerate(raw.split("\f")):
            line = piece.strip(_BLANK)
            if lines and (not line or n or len(line) > _UNWRAPPED or len(lines[-1]) > _UNWRAPPED):
                yield _Block(start, tuple(lines), joined)
                lines, joined = [], bool(line) and not n
            if line:
                start = start if lines else number
                lines.append(line)


def _without_furniture(blocks: Iterator[_Block]) -> tuple[str, list[_Block]]:
    """The listing's date (of its first date line, which heads the page) and the blocks of papers alone."""
    date = ""
    kept: list[_Block] = []
    labelled: set[int] = set()
    for block in blocks:
        only = all(map(is_furniture, block.lines))
        before = len(kept)
        lines: list[tuple[int, str]] = []
        for number, line in enumerate(block.lines, block.line):
            if not kept and not lines:
                date = date or date_of(line) or header_date(line) or ""
            if only or is_marked(line) or (not lines and is_furniture(line)):
                kept += _closed(lines)
                lines = []
                if is_label(line):
                    labelled.add(len(kept))
            elif _SAID_PEOPLE.match(line):
                kept += [*_closed(lines), _Block(number, (line,))]
                lines = []
            else:
                lines.append((number, line))
        kept += _closed(lines)
        kept[before:] = [part._replace(joined=block.joined or n > 0) for n, part in enumerate(kept[before:])]
    return date, [block for n, block in enumerate(kept) if n not in labelled or not _is_submitter(kept, n)]


def _closed(lines: list[tuple[int, str]]) -> list[_Block]:
    """A block of numbered lines without the votes at its end."""
    while len(lines) > 1 and is_count(lines[-1][1]):
        lines = lines[:-1]
    return [_Block(lines[0][0], tuple(line for _, line in lines))] if lines else []


def _is_submitter(blocks: Sequence[_Block], n: int) -> bool:
    """Whether the block after "Submitted by" is a name: one word, or a few that no abstract follows."""
    text = blocks[n].text
    if " " not in text:
        return True
    followed_by_prose = n + 1 < len(blocks) and titleness(blocks[n + 1].text) < 0
    return is_name(text) and not followed_by_prose


def _papers(blocks: Sequence[_Block], readings: Sequence[_Reading]
            ) -> Iterator[tuple[_Block | None, tuple[str, ...], list[_Block]]]:
    """Title, authors and paragraphs of each paper; prose before the first title has none."""
    title: _Block | None = None
    names: tuple[str, ...] = ()
    paragraphs: list[_Block] = []
    for block, reading in zip(blocks, readings, strict=True):
        if reading.start == "T":
            if title or paragraphs:
                yield title, names, paragraphs
            title, names, paragraphs = block, (), []
            if reading.split:
                title = _Block(block.line, block.lines[:reading.split])
                paragraphs = [_Block(block.line + reading.split, block.lines[reading.split:])]
        elif reading.start == "N":
            names = f.names(PEOPLE.sub("", " ".join(block.lines), count=1))
        else:
            paragraphs.append(block)
    if title or paragraphs:
        yield title, names, paragraphs


def _read_as(blocks: Sequence[_Block], common: frozenset[str]) -> list[_Reading]:
    """The best reading of each block. A page keeps to one form, so it is read once more with what the first reading
    says of it: whether titles share a block with their abstracts, and whether they end with a full stop."""
    ways = [tuple(_readings(block, common)) for block in blocks]
    readings = _best(blocks, ways, _Habits())
    pairs = zip(pairwise(readings), blocks[1:], strict=True)
    follows = [block.joined for (before, after), block in pairs if before.end == "T" and after.start == "P"]
    shared = sum(reading.split > 0 for reading in readings) + sum(follows)
    apart = len(follows) - sum(follows)
    titles = [block for block, reading in zip(blocks, readings, strict=True) if reading.start == reading.end == "T"]
    stopped = sum(bool(SENTENCE_END.search(block.text)) for block in titles)
    stop = -1.0 if stopped <= max(1, len(titles) / 5) else 1.0 if stopped > len(titles) / 2 else 0.0
    return _best(blocks, ways, _Habits(4.0, 0.0, stop) if shared > apart else _Habits(stop=stop))


def _best(blocks: Sequence[_Block], ways: Sequence[Sequence[_Reading]], habits: _Habits) -> list[_Reading]:
    """The way to read each block that together score best (Viterbi's algorithm over the ends T, P and N)."""
    best: dict[str, float] = {"": 0.0}
    steps: list[dict[str, tuple[str, _Reading]]] = []
    for block, readings in zip(blocks, ways, strict=True):
        now: dict[str, float] = {}
        step: dict[str, tuple[str, _Reading]] = {}
        later = 1.5 if _LATER_PARAGRAPH.match(block.text) else 0.0
        for reading in readings:
            own = reading.score + habits.of(block, reading)
            for before, score in best.items():
                place = before, reading.start
                total = score + _PLACE[place] + own + (later if place == ("P", "P") else 0.0)
                total -= habits.apart if place == ("T", "P") and not block.joined else 0.0
                if total > now.get(reading.end, float("-inf")):
                    now[reading.end], step[reading.end] = total, (before, reading)
        best = now
        steps.append(step)
    chosen: list[_Reading] = []
    end = max(best, key=lambda e: best[e])
    for step in reversed(steps):
        end, reading = step[end]
        chosen.append(reading)
    return chosen[::-1]


def _readings(block: _Block, common: frozenset[str]) -> Iterator[_Reading]:
    score = titleness(block.text)
    yield _Reading(score, "T", "T")
    yield _Reading(-score, "P", "P")
    if are_names(" ".join(block.lines), common):
        yield _Reading(abs(score) + 2.0, "N", "N")
    for split in range(1, min(_LINES_OF_TITLE + 1, len(block.lines))):
        if not block.lines[split][:1].islower():
            title, prose = "\n".join(block.lines[:split]), "\n".join(block.lines[split:])
            room = 0.0 if _ends_early(block.lines, split) else _NO_ROOM
            yield _Reading(titleness(title) - titleness(prose) + room, "T", "P", split)


def _ends_early(lines: Sequence[str], split: int) -> bool:
    """Whether the line before a place was not broken for want of room, so that something ends there: the next word
    had room in it, or it is longer than those below, which a program broke."""
    width = max(map(len, lines[split:]))
    last = len(lines[split - 1])
    return last + 1 + len(lines[split].split()[0]) <= width or (last > width and len(lines) - split > 2)
