"""Two texts side by side: the lines that differ, and in them the words that do."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from papershelf.review.difference import ChangedText, Piece, Row

_AROUND = 3
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
# Comparing words is quadratic at worst, so very long lines are marked as a whole.
_MOST_WORDS = 3000


def side_by_side(name: str, before: str, after: str) -> ChangedText:
    """The places in which two texts differ. A text that is not there is empty."""
    old, new = before.splitlines(), after.splitlines()
    hunks: list[tuple[Row, ...]] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        rows: list[Row] = []
        for what, i1, i2, j1, j2 in group:
            if what == "equal":
                rows += [Row(i + 1, (Piece(old[i]),), j + 1, (Piece(new[j]),), True)
                         for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
                continue
            pairs = min(i2 - i1, j2 - j1)
            rows += [Row(i1 + n + 1, *_words(old[i1 + n], new[j1 + n], j1 + n + 1)) for n in range(pairs)]
            rows += [Row(i + 1, (Piece(old[i], True),), None, ()) for i in range(i1 + pairs, i2)]
            rows += [Row(None, (), j + 1, (Piece(new[j], True),)) for j in range(j1 + pairs, j2)]
        hunks.append(tuple(rows))
    return ChangedText(name, tuple(hunks))


def _words(old: str, new: str, number: int) -> tuple[tuple[Piece, ...], int, tuple[Piece, ...]]:
    """Both lines in pieces, with the number of the second between them."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    if len(left) + len(right) > _MOST_WORDS:
        return (Piece(old, True),), number, (Piece(new, True),)
    first: list[Piece] = []
    second: list[Piece] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if i2 > i1:
            first.append(Piece("".join(left[i1:i2]), what != "equal"))
        if j2 > j1:
            second.append(Piece("".join(right[j1:j2]), what != "equal"))
    return tuple(first), number, tuple(second)
