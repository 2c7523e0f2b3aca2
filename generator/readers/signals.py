"""What sources count of papers, as dated facts: votes, citations, stars."""

from __future__ import annotations

import re
from typing import Any

from papershelf.model import Signal

_DAY = re.compile(r"(?<!\d)(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")


def counted(source: str, what: str, count: Any, at: Any = "", file: str = "") -> tuple[Signal, ...]:
    """A count as a signal, or nothing where no count is said.

    Args:
        source: who counts, as records name it.
        what: what is counted.
        count: a whole number, or the text of one.
        at: the day of the count, in a text that begins with it or holds it.
        file: the name of the source's file, which often says the day that nothing in it does.
    """
    if isinstance(count, str) and (number := re.fullmatch(r"\s*(\d{1,9})(?:[.,]0*)?\s*", count)):
        count = int(number[1])
    if not isinstance(count, int) or isinstance(count, bool) or count < 0 or not source:
        return ()
    found = _DAY.search(at if isinstance(at, str) else "") or _DAY.search(file)
    return (Signal(source, what, count, found[0] if found else ""),)
