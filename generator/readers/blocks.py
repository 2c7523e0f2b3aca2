"""How to read the blocks of a listing page: which are titles, which are prose, which name people.

Of all the ways to read them in turn, the one is taken for which their forms and their places together speak most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from papershelf.readers.form import PEOPLE, SENTENCE_END, are_names, common_words, is_name, titleness

_LATER_PARAGRAPH = re.compile(
    r"(?:(?:our|the|all)?\s*(?:source\s+)?(?:codes?|models?|data|datasets?|project page|implementation|demo|videos?)"
    r"\b.*\b(?:available|released?|found|at|https?)\b|https?://|\(?\d+[.)]|[-*•])", re.I | re.S)
_LINES_OF_TITLE = 4

# What the place of a block speaks for, by the end of the one before and its own start: T title, P prose, "" the page.
_PLACE = {("", "T"): 0.0, ("", "P"): -3.0, ("T", "T"): -2.5, ("T", "P"): 0.0, ("P", "T"): 0.0, ("P", "P"): -2.0,
          ("T", "N"): 3.0, ("N", "T"): -2.5, ("N", "P"): 0.0, ("N", "N"): -9.0, ("P", "N"): -9.0, ("", "N"): -9.0}
# What a full stop at a title's end speaks for, by the share of titles on the page that have one.
_STOPPED = ((0.05, -2.0), (0.2, -1.0), (0.5, 0.0))
# What speaks against a title's end where a line was full.
_NO_ROOM = -3.0


class Block(NamedTuple):
    """Lines that stand together, the number of the first, and whether no blank line parts them from those before."""

    line: int
    lines: tuple[str, ...]
    joined: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Reading(NamedTuple):
    """A way to read a block: as title (T), prose (P), names (N), or a title of so many lines and then prose; whether
    the names are but one."""

    score: float
    start: str
    end: str
    split: int = 0
    lone: bool = False


class _Habits(NamedTuple):
    """What a page's form speaks against or for: a title apart from its abstract, one that shares its block, one that
    ends with a full stop, a name by itself."""

    apart: float = 0.0
    shared: float = 1.5
    stop: float = 0.0
    lone: float = -9.0

    def of(self, block: Block, reading: Reading) -> float:
        """What they add to the score of a reading."""
        if reading.split:
            return -self.shared
        if reading.lone:
            return self.lone
        return self.stop if reading.start == "T" and self.stop and SENTENCE_END.search(block.text) else 0.0


def read_as(blocks: Sequence[Block], text: str) -> list[Reading]:
    """The best reading of each block.

    A page keeps to one form, so it is read once more with what the first reading says of it: whether titles share a
    block with their abstracts, whether they end with a full stop, and whether names follow them.

    `text` is the whole page: words that it writes in lower case are no names.
    """
    common = common_words(text)
    ways = [tuple(_readings(block, common)) for block in blocks]
    readings = _best(blocks, ways, _Habits())
    pairs = zip(pairwise(readings), blocks[1:], strict=True)
    follows = [block.joined for (before, after), block in pairs if before.end == "T" and after.start == "P"]
    shared = sum(reading.split > 0 for reading in readings) + sum(follows)
    apart = len(follows) - sum(follows)
    titles = [block for block, reading in zip(blocks, readings, strict=True) if reading.start == reading.end == "T"]
    stopped = sum(bool(SENTENCE_END.search(block.text)) for block in titles)
    stop = next((score for share, score in _STOPPED if stopped <= max(1, share * len(titles))), 1.0)
    lone = 0.0 if _names_people(blocks, readings, common) else _Habits().lone
    return _best(blocks, ways, _Habits(4.0, 0.0, stop, lone) if shared > apart else _Habits(stop=stop, lone=lone))


def _names_people(blocks: Sequence[Block], readings: Sequence[Reading], common: frozenset[str]) -> bool:
    """Whether most abstracts of a page follow names, or what may be one name read as a title."""
    before = [(block, reading) for (block, reading), after
              in pairwise(zip(blocks, readings, strict=True)) if after[1].start == "P" and reading.end != "P"]
    several = sum(reading.start == "N" for _, reading in before)
    one = sum(reading.start == "T" and are_names(block.text, common) for block, reading in before)
    return several + one > len(before) / 2 and several + one > 2


def _best(blocks: Sequence[Block], ways: Sequence[Sequence[Reading]], habits: _Habits) -> list[Reading]:
    """The way to read each block that together score best (Viterbi's algorithm over the ends T, P and N)."""
    best: dict[str, float] = {"": 0.0}
    steps: list[dict[str, tuple[str, Reading]]] = []
    for block, readings in zip(blocks, ways, strict=True):
        now: dict[str, float] = {}
        step: dict[str, tuple[str, Reading]] = {}
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
    chosen: list[Reading] = []
    end = max(best, key=lambda e: best[e])
    for step in reversed(steps):
        end, reading = step[end]
        chosen.append(reading)
    return chosen[::-1]


def _readings(block: Block, common: frozenset[str]) -> Iterator[Reading]:
    score = titleness(block.text)
    yield Reading(score, "T", "T")
    yield Reading(-score, "P", "P")
    line = " ".join(block.lines)
    if are_names(line, common):
        yield Reading(abs(score) + 2.0, "N", "N", lone=is_name(line) and not PEOPLE.match(line))
    for split in range(1, min(_LINES_OF_TITLE + 1, len(block.lines))):
        if not block.lines[split][:1].islower():
            title, prose = "\n".join(block.lines[:split]), "\n".join(block.lines[split:])
            room = 0.0 if _ends_early(block.lines, split) else _NO_ROOM
            yield Reading(titleness(title) - titleness(prose) + room, "T", "P", split)


def _ends_early(lines: Sequence[str], split: int) -> bool:
    """Whether the line before a place was not broken for want of room, so that something ends there: the next word
    had room in it, or it is longer than those below, which a program broke."""
    width = max(map(len, lines[split:]))
    last = len(lines[split - 1])
    return last + 1 + len(lines[split].split()[0]) <= width or (last > width and len(lines) - split > 2)
