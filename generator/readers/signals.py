"""What sources count of papers, as dated facts: votes, citations, stars."""

from __future__ import annotations

import re
from typing import Any

from papershelf.model import Signal
from papershelf.readers.dates import date_of

# What Scopus and the Web of Science write among the remarks of an export.
_IN_NOTES = ((re.compile(r"\bCited By\s*(?:\(since \d{4}\))?\s*:?\s*(\d+)", re.I), "scopus"),
             (re.compile(r"\bTimes Cited in Web of Science Core Collection:\s*(\d+)", re.I), "wos"))
_EXPORTED = re.compile(r"\bExport Date:\s*(\d{1,2} \w+ \d{4})", re.I)
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


def in_notes(notes: str, file: str) -> tuple[Signal, ...]:
    """The citations that databases count in the remarks of an export, with the day of the export."""
    said = _EXPORTED.search(notes)
    return tuple(one for pattern, source in _IN_NOTES if (found := pattern.search(notes))
                 for one in counted(source, "citations", found[1], date_of(said[1]) if said else "", file))
