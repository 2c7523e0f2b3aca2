"""The days of the sources of an import: years that listings leave out, and which source is the later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from papershelf.model import Day, Entry, Paper, Record, dated, days_of


def days_by_file(groups: Iterable[tuple[Record | None, Sequence[Entry]]], records: Iterable[Record]
                 ) -> dict[str, Day]:
    """The day of every source of the shelf and of an import.

    A paper's year counts for all sources that have the paper, whichever says it: a second import, which finds it in the
    record, then sees the same days as the first.

    Args:
        groups: The entries of each paper, with its record where it has one.
        records: Of the shelf.
    """
    clues: dict[str, list[Entry | Paper]] = defaultdict(list)
    days: dict[str, Day] = {}
    whole = [*groups, *((record, ()) for record in records)]
    for record, group in whole:
        things: list[Entry | Paper] = [*group, *([record.paper] if record else [])]
        sources = [*(entry.source for entry in group), *(record.paper.listings if record else ())]
        for file in dict.fromkeys(source.file for source in sources):
            clues[file] += things
        for source in sources:
            days[source.file] = max(days.get(source.file, Day()), Day.parse(source.date))
    return days_of({file: (day, clues[file]) for file, day in days.items()})


def with_days(entries: Sequence[Entry], records: Iterable[Record], given: Day | None = None) -> list[Entry]:
    """Entries whose sources say full dates, where anything tells the year.

    Args:
        entries: Of one import.
        records: Of the shelf. What they say of a source stays, so that importing it again changes nothing.
        given: The day that a person gives for sources that say none or no year.
    """
    standing: dict[str, set[Day]] = defaultdict(set)
    for record in records:
        for source in record.paper.listings:
            standing[source.file].add(Day.parse(source.date))
    by_file: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_file[entry.source.file].append(entry)
    days = {(file, date): _day(Day.parse(date), file, group, standing[file], given)
            for file, group in by_file.items() for date in {entry.source.date for entry in group}}
    return [replace(entry, source=replace(entry.source, date=str(days[entry.source.file, entry.source.date])))
            for entry in entries]


def _day(day: Day, file: str, group: Sequence[Entry], standing: Iterable[Day], given: Day | None) -> Day:
    """The day of a source, as the shelf has it where it has it."""
    same = [one for one in standing if (one.month, one.day) == (day.month, day.day) or (one and not day)]
    return max(same) if same and not given and not day.year else dated(day, file, group, given)
