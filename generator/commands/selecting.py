"""Records by the names that a person gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from papershelf.errors import UsageError
from papershelf.model import Record


def known_records(slugs: Iterable[str], found: Sequence[Record]) -> Mapping[str, Record]:
    """The records by slug. Raises `UsageError` where one of the slugs is none of theirs."""
    by_slug = {record.paper.slug: record for record in found}
    if missing := [slug for slug in slugs if slug not in by_slug]:
        raise UsageError(f"no record is called {missing[0]}")
    return by_slug
