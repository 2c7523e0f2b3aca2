"""Days of listings, in order: with a year, without one, and not known at all."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from papershelf.text.ids import arxiv_month

_LEAP_YEAR = 2024  # a day without a year may be the 29th of February
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")
_WRITTEN = re.compile(r"(?:([0-9]{4})-)?(0[1-9]|1[0-2])-([0-9]{2})")
# A date or a year in a file's name, apart from letters and other digits: not in 002_874c2019621710.txt.
_DATE_IN_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(\d\d)(?![0-9A-Za-z])")
_YEAR_IN_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)(?![0-9A-Za-z])")


class Clue(Protocol):
    """What tells when a listing can have been made: its papers' years and arXiv ids."""

    @property
    def year(self) -> int | None: ...
    @property
    def arxiv(self) -> str: ...


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day of a listing. Days are ordered: first one that is not known at all, then days without a year, then others.

    Attributes:
        year: 0 where it is not known.
        turn: Orders days without a year among each other across New Year.
        month: 0 where nothing is known.
        day: The day of the month.
    """

    year: int = 0
    turn: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> Day:
        """The day of a text like `2025-03-11` or `03-11`; the unknown day for any other text and for days that there
        are not.

        >>> Day.parse("2025-03-11") > Day.parse("2024-12-31") > Day.parse("05-07") > Day.parse("")
        True
        >>> str(Day.parse("02-29")), str(Day.parse("2025-02-29")), str(Day.parse("March"))
        ('02-29', '', '')
        """
        found = _WRITTEN.fullmatch(text)
        return cls._of(int(found[1] or 0), int(found[2]), int(found[3])) if found else cls()

    @classmethod
    def in_name(cls, file: str) -> Day:
        """The date that a file's name says.

        >>> str(Day.in_name("2025-12-31.txt")), str(Day.in_name("hf_20251231.json")), str(Day.in_name("acl-2025.bib"))
        ('2025-12-31', '2025-12-31', '')
        """
        found = _DATE_IN_NAME.search(file)
        return cls._of(int(found[1]), int(found[3]), int(found[4])) if found else cls()

    @classmethod
    def _of(cls, year: int, month: int, day: int) -> Day:
        right = 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]
        return cls(year, 0, month, day) if right else cls()

    def __bool__(self) -> bool:
        return self.month > 0

    def __str__(self) -> str:
        if not self:
            return ""
        date = f"{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{date}" if self.year else date

    @property
    def words(self) -> str:
        """The day as a heading has it: `11 March 2025`, or `11 March`."""
        return f"{self.day} {_MONTHS[self.month - 1]} {self.year or ''}".strip() if self else ""

    @property
    def _ordinal(self) -> int:
        return sum(calendar.monthrange(_LEAP_YEAR, month)[1] for month in range(1, self.month)) + self.day

    @property
    def _number(self) -> int:
        """Days since the year 0 by the Gregorian calendar."""
        past = self.year - 1
        months = sum(calendar.monthrange(self.year or _LEAP_YEAR, month)[1] for month in range(1, self.month))
        return 365 * past + past // 4 - past // 100 + past // 400 + months + self.day

    def days_before(self, other: Day) -> int:
        """How many days another one is later; -1 where a year is not known, or where it is earlier.

        >>> Day.parse("2024-02-28").days_before(Day.parse("2024-03-01")), Day.parse("02-28").days_before(Day())
        (2, -1)
        """
        return max(-1, other._number - self._number) if self.year and other.year else -1

    def near(self, other: Day) -> Day:
        """This day in the year in which it is nearest to another one; as it is where it has a year.

        >>> str(Day.parse("12-31").near(Day.parse("2026-01-02")))
        '2025-12-31'
        """
        if self.year or not (self and other):
            return self
        apart = self._ordinal - other._ordinal
        step = -1 if apart > 183 else 1 if apart < -183 else 0  # more than half a year
        return self.in_year(other.year + step) if other.year else replace(self, turn=other.turn + step)

    def in_year(self, year: int) -> Day:
        """This day in a year, or in the next one that has it."""
        later = (Day._of(one, self.month, self.day) for one in range(year, year + 9))
        return next(filter(None, later), self)


def dated(day: Day, file: str, clues: Iterable[Clue] = (), given: Day | None = None) -> Day:
    """The day of a listing that says no year: by the file's name, by what a person gave, by its newest paper.

    A listing is not older than its newest paper's arXiv id, or else than its newest paper's year.
    """
    if day.year:
        return day
    named = Day.in_name(file)
    if not day:
        return named or given or day
    if named:
        return day.near(named)
    if year := _YEAR_IN_NAME.search(file):
        return day.in_year(int(year[1]))
    if given:
        return day.near(given)
    papers = list(clues)
    months = [month for paper in papers if (month := arxiv_month(paper.arxiv))]
    newest = max(months or [(paper.year, 1) for paper in papers if paper.year], default=None)
    return day.in_year(newest[0] + (day.month < newest[1])) if newest else day


def days_of(found: Mapping[str, tuple[Day, Iterable[Clue]]]) -> dict[str, Day]:
    """The day of every listing by its file, with the year where anything tells it.

    Days without a year are taken to lie within one: the longest stretch without a listing is where that year begins,
    so that 31 December comes before 2 January where nothing lies between them in summer.
    """
    days = {file: dated(day, file, clues) for file, (day, clues) in found.items()}
    places = sorted({day._ordinal for day in days.values() if day and not day.year})
    before = [places[-1] - 366, *places[:-1]] if places else []
    gaps = [place - earlier for earlier, place in zip(before, places, strict=True)]
    start = places[gaps.index(max(gaps))] if places else 0
    return {file: replace(day, turn=1 + (day._ordinal < start)) if day and not day.year else day
            for file, day in days.items()}
