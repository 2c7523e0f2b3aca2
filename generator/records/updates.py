"""What an import makes of the records that exist: their new texts, before any is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from papershelf.model import Merge, Problem, Record, Update
from papershelf.records.edit import apply
from papershelf.records.front import line_of
from papershelf.records.front_edit import NotEditable


def updated(outcome: Merge, records: Sequence[Record]) -> tuple[Merge, dict[str, str]]:
    """The outcome of an import with what its updates can change, and the texts that they make, by slug.

    A field that cannot take its new value without a loss of what a person wrote beside it stays as it is, which is a
    problem; a record that stays as it is altogether counts as unchanged.
    """
    by_slug = {record.paper.slug: record for record in records}
    texts: dict[str, str] = {}
    updates: list[Update] = []
    problems: list[Problem] = []
    entries, papers = Counter(outcome.entries), Counter(outcome.papers)
    for update in outcome.updates:
        record = by_slug[update.slug]
        text, values, found = _edited(record, update)
        problems += found
        if text == record.text:
            entries.update(updated=-update.entries, unchanged=update.entries)
            papers.update(updated=-1, unchanged=1)
        else:
            texts[update.slug] = text
            updates.append(replace(update, values=values))
    return replace(outcome, updates=tuple(updates), entries=dict(entries), papers=dict(papers),
                   problems=(*outcome.problems, *problems)), texts


def _edited(record: Record, update: Update) -> tuple[str, Mapping[str, object], list[Problem]]:
    """A record's text with the values of an update that it can take, those values, and problems with the others."""
    values, marks = dict(update.values), dict(update.imported)
    problems: list[Problem] = []
    while True:
        try:
            if "imported" in record.unread:
                raise NotEditable("imported", record.text.find("imported"), "cannot be read", "write imported: {}")
            return apply(record.text, {**values, "imported": marks}), values, problems
        except NotEditable as error:
            problems.append(Problem(record.path, line_of(record.text, max(error.offset, 0)),
                                    "not-editable",
                                    f"{error.field} {error.what}; the import left it as it is", error.hint))
            if error.field not in values:
                return record.text, {}, problems
            del values[error.field]
            marks.pop(error.field, None)
            marks |= {name: mark for name, mark in record.imported.items() if name == error.field}
