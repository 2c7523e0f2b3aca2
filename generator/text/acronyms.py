"""Short forms and what they stand for: "Selective Rank Adaptation (SRA)" and "SRA (Selective Rank Adaptation)".

The letters are aligned from the end, as Schwartz and Hearst do (A simple algorithm for identifying abbreviation
definitions in biomedical text, PSB 2003): each character of the short form in order, its first one at the start
of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from papershelf.text.names import is_cased

SHORT = r"[^\W_][\w@*+./-]{0,80}"
_IN_BRACKETS = re.compile(
    rf"\((?:(?:or|i\.e\.,?|called|named|dubbed|termed)\s+)?[\"“'‘]?({SHORT}?)[\"”'’]?(?:\s+or\s+({SHORT}?))?(?:[,;][^()]*)?\)"
)
_LONG_IN_BRACKETS = re.compile(rf"(?<![\w-])({SHORT})\s*\((?:short for\s+)?([A-Za-z][^()]{{5,90}})\)")
_AFTER_OR = re.compile(rf",\s+(?:or|abbreviated as|simplified as)\s+({SHORT})(?=[,.;]|$)")
_WORD = re.compile(r"[^\s,;:()\[\]\"“”]+")
_LOW_NOUN = re.compile(r"(?:(?<!\s)\s+[a-z]+){1,40}$")
_NO_START = re.compile(r"(?:be|is|are|was|were|to|that|which|we|it|by|on|at|as|from|into|has|have|can)\b")
_SMALL = re.compile(r"and|or|of|the|a|an|in|for|with|to|on|by|via")
MOST_WORDS = 10
_WINDOW = 600  # characters before a short form in which the words that it stands for are looked for


class Definition(NamedTuple):
    """A short form, its long form, and where the definition starts and ends in the sentence."""

    short: str
    long: str
    start: int
    end: int


def definitions(sentence: str) -> Iterator[Definition]:
    """The short forms that a sentence defines, in order."""
    for found in _AFTER_OR.finditer(sentence):
        start = _start_before(found[1], sentence, found.start())
        if start is not None:
            yield Definition(found[1], sentence[start : found.start()], start, found.end())
    if "(" not in sentence:
        return
    for found in _IN_BRACKETS.finditer(sentence):
        first = None
        for short in filter(None, found.groups()):
            start = _start_before(short, sentence, found.start())
            start = first if start is None and any(map(str.isupper, short)) else start
            if start is not None:
                first = start
                yield Definition(short, sentence[start : found.start()].strip(), start, found.end())
    for found in _LONG_IN_BRACKETS.finditer(sentence):
        long = found[2].split(",")[0].strip()
        if " " in long and spells(found[1], long) and long_form_start(found[1], long) == 0:
            yield Definition(found[1], long, found.start(), found.end())


def _start_before(short: str, sentence: str, end: int) -> int | None:
    """Where the long form begins that ends at a place of a sentence; sentences may be of any length."""
    floor = max(0, end - _WINDOW)
    start = long_form_start(short, sentence[floor:end])
    return None if start is None else floor + start


def long_form_start(short: str, before: str) -> int | None:
    """Where the words that a short form stands for begin, in the text that ends directly before it."""
    letters = [char for char in short.lower() if char.isalnum()]
    if len(letters) > 2 and letters[-1] == "s" and short[-1] == "s" and short[-2].isupper():
        letters.pop()
    if not 2 <= len(letters) <= 20 or not any(char.isupper() for char in short):
        return None
    before = before.rstrip()
    words = _last_words(before, max(MOST_WORDS, 2 * len(letters) + 2))
    if not words:
        return None
    floor = words[-min(len(words), MOST_WORDS, len(letters) + 5)][0]
    place = _initials_start(letters, words)
    by_initials = place is not None
    if place is None:
        place = _aligned_start(letters, before, floor)
    if place is None:
        return None
    place = _to_capital(before, place, letters[0], floor)
    long = before[place:]
    if short in long.split() or _NO_START.match(long) or not (by_initials or spells(short, long)):
        return None
    return place


def _aligned_start(letters: Sequence[str], before: str, floor: int) -> int | None:
    """Where the word begins that has the first letter, when the letters are aligned from the end."""
    low = before.lower()
    place = len(before)
    for number, char in enumerate(reversed(letters)):
        place -= 1
        first = number == len(letters) - 1
        while place >= floor and (low[place] != char or (first and not _may_begin(before, place))):
            place -= 1
        if place < floor:
            return None
    while place and not before[place - 1].isspace() and before[place - 1] not in '("“':
        place -= 1
    return place


def _last_words(text: str, most: int) -> list[tuple[int, str]]:
    """The last words of a text, each with where it starts; only as much of the text is read as has them."""
    backwards = islice(_WORD.finditer(text[::-1]), most)
    return [(len(text) - match.end(), match[0][::-1]) for match in backwards][::-1]


def _initials_start(letters: Sequence[str], words: Sequence[tuple[int, str]]) -> int | None:
    """Where the last words begin whose initials, but for small words between, are just the letters."""
    left = list(letters)
    for start, word in reversed(words[-2 * len(letters) - 2:]):
        if word[0].lower() == left[-1]:
            left.pop()
            if not left:
                return start
        elif not _SMALL.fullmatch(word) or len(left) == len(letters):
            return None
    return None


def _may_begin(text: str, place: int) -> bool:
    """Whether a long form may begin in a place: at the start of a word, or at a capital inside ("alignMEnt")."""
    return not (place and text[place - 1].isalnum()) or (text[place].isupper() and text[place - 1].islower())


def _to_capital(before: str, place: int, letter: str, floor: int) -> int:
    """An earlier start of the long form where it would begin with a small word: not "and B", but "A and B"."""
    if re.match(r"(?:and|or|of|the|a|an|in|for|with|to)\b", before[place:]):
        for found in _WORD.finditer(before, floor):
            if found.start() < place and found[0][0] == letter.upper():
                return found.start()
    return place


def spells(short: str, long: str) -> bool:
    """Whether the long form gives the short one: its capitals (or half of its letters) begin words, or are capitals."""
    heads = {word[0].lower() for word in re.findall(r"[^\W_]+", long)} | {
        char.lower() for char in long if char.isupper()
    }
    letters = [char for char in short if char.isalpha()]
    capitals = [char.lower() for char in letters if char.isupper()]
    parts = re.findall(r"[A-Z][a-z]{2,}", short)
    if len(capitals) < len(letters) and all(char in heads for char in capitals):
        enough = True
    elif len(parts) > 1 and "".join(parts) == short:
        enough = all(part.lower() in long.lower() for part in parts)
    else:
        enough = sum(char.lower() in heads for char in letters) * 2 >= len(letters)
    return bool(letters) and enough and (" " in long or "-" in long or is_cased(long))


def without_low_noun(long: str) -> str:
    """ "Efficient Prompt Tuning method" without the plain nouns at its end."""
    return _LOW_NOUN.sub("", long)
