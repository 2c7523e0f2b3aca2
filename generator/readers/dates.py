"""Dates of listings, as pages print them."""

from __future__ import annotations

import re

_NAMES = ("jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? "
          "sept?(?:ember)? oct(?:ober)? nov(?:ember)? dec(?:ember)?")
_MONTH = rf"(?P<month>{'|'.join(_NAMES.split())})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"{_MONTH}\s+{_DAY}(?:,?\s+(?P<year>\d{{4}}))?", re.I),
    re.compile(rf"{_DAY}\.?(?:\s+|-)(?:of\s+)?{_MONTH}(?:(?:,?\s+|-)(?P<year>\d{{4}}))?", re.I),
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})年\s*(?P<number>\d{1,2})月\s*(?P<day>\d{1,2})日"),
)
_BEFORE = re.compile(r"(?:(?:date|published|updated|papers (?:of|for))\s*:?\s+)?"
                     r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?", re.I)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def date_of(line: str) -> str:
    """`MM-DD`, or `YYYY-MM-DD` where the year is said, of a line that is a date and nothing else; otherwise nothing.

    Slashes with the year last are not read: 03/11/2024 is a day in March here and in November there.
    """
    if len(line) > 60 or not re.search(r"\d", line):
        return ""
    line = " ".join(line.split()).rstrip(" ·•|")
    line = line[_BEFORE.match(line).end():]  # type: ignore[union-attr]
    for pattern in _DATES:
        if found := pattern.fullmatch(line):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"][:3].lower()) + 1
            if 1 <= month <= 12 and 1 <= int(parts["day"]) <= 31:
                date = f"{month:02}-{int(parts['day']):02}"
                return f"{parts['year']}-{date}" if parts["year"] else date
    return ""
