"""What the headings of a list say: a field of research, a date, a venue, or nothing of papers."""

from __future__ import annotations

import re
from typing import NamedTuple

from papershelf.readers.curated import vocabulary
from papershelf.readers.curated.facts import fact_of
from papershelf.readers.dates import date_of

_DECOR = re.compile(r"^[^\w(\[\"“'‘]+|[^\w)\]\"”'’?!+#）】]+$")
_NUMBER = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})+[.):、]?\s+|\d{1,2}\s+(?=[A-Z][a-z]+)|"
                     r"\(?(?:\d{1,3}|[IVX]{1,5}|[A-H])[.):、](?!\d)\s*|"
                     r"(?:part|chapter|section)\s+\w{1,4}\s*[:.]\s*)", re.I)
_COUNT = re.compile(
    r"(?:(?<!\s)\s+)?(?:[\[(]\s*(?:\d+|\d+\s*(?:papers?|篇))\s*[\])]|:\s*\d+\s*papers?)$", re.I)
_UPDATED = re.compile(r"\b(?:updated?|last update)\b\D{0,12}", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_RANGE = re.compile(
    rf"(?P<first>{_MONTH})\s+\d{{1,2}}\s*[-–—to]+\s*(?P<month>{_MONTH}\s+)?(?P<day>\d{{1,2}})"
    r"\)?\W*(?P<year>(?:19|20)\d\d)?", re.I)
_YEARS = re.compile(
    r"(?:before|after|since|until|in|~|<|>|≤|≥|papers (?:in|of|from))?\W*(?:19|20)\d\d\W*"
    r"(?:[-–—~to]+\W*(?:(?:19|20)\d\d)?)?\W*(?:and (?:before|earlier)|年|papers)?", re.I)
_DAY = re.compile(rf"(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|"
                  rf"{_MONTH}\s+\d{{1,2}},?(?:\s+\d{{4}})?", re.I)


class Heading(NamedTuple):
    """A heading: the field it names, or the date, the year and the venue that it says instead."""

    title: str
    date: str = ""
    year: int | None = None
    venue: str = ""
    is_own: bool = False  # of the page's own matters, or a name that every list has

    @property
    def is_field(self) -> bool:
        """Whether the heading names a field, which becomes a topic."""
        return bool(self.title) and not (self.is_own or self.date or self.year or self.venue)


def heading_of(text: str, year: int | None = None) -> Heading:
    """What a heading says. `year` is that of the heading above it, for dates that say none."""
    title = tidy(text)
    if date := _date_in(title, year):
        return Heading(title, date=date)
    if _YEARS.fullmatch(title):
        one = re.fullmatch(r"\W*(\d{4})\W*(?:年|papers)?", title)
        return Heading(title, year=int(one[1]) if one else 0, is_own=True)
    if (fact := fact_of(title)) and fact.venue:
        return Heading(title, year=fact.year, venue=fact.venue, is_own=True)
    own = vocabulary.names_no_field(title) or not re.search(r"[^\W\d_]", title)
    return Heading(title, is_own=own)


def tidy(text: str) -> str:
    """A heading without its number, its pictures and the count of its papers."""
    text = " ".join(text.split())
    before = ""
    while text != before:
        before = text
        text = _COUNT.sub("", _NUMBER.sub("", _DECOR.sub("", text)))
    return text


def _date_in(text: str, year: int | None) -> str:
    """The date of a heading that is one: "Updated on 2025.03.05", "Week of May 3", "June 23 - June 29, 2025"."""
    if whole := date_of(text) or (date_of(_UPDATED.sub("", text)) if _UPDATED.match(text) else ""):
        return whole
    if found := _RANGE.search(text):
        day = f"{found['month'] or found['first']} {found['day']}"
        said = found["year"] or (str(year) if year else "")
        return date_of(f"{day}, {said}" if said else day)
    if re.match(r"(?:week|papers?|daily|arxiv)\b", text, re.I) and (found := _DAY.search(text)):
        return date_of(found[0])
    return ""
