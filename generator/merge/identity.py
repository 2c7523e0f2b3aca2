"""Which things are one paper: keys of titles, names of files, and groups of entries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from papershelf.model import Entry, Paper, Record
from papershelf.text.ids import without_version
from papershelf.text.slugs import short_digest, slugs_of, title_key
from papershelf.text.words import fold


def digest(value: Any) -> str:
    """Twelve hexadecimal digits that change when a field's value changes (SHA-256 of its JSON)."""
    return short_digest(json.dumps(value, ensure_ascii=False, sort_keys=True, default=list))


def groups_of(entries: Sequence[Entry], records: Sequence[Record]
              ) -> tuple[list[tuple[Record | None, list[Entry]]], set[tuple[str, str]]]:
    """Entries that are one paper, with the record that it has; and pairs of records that seem to be one paper.

    One paper: the same arXiv id or DOI, or the same title, or one that a record once bore and has as an alias, unless
    authors or arXiv ids say otherwise.
    """
    groups: list[tuple[Record | None, list[Entry]]] = []
    suspects: set[tuple[str, str]] = set()
    for ids in _unions(entries, records):
        own = [records[i] for i in ids if i < len(records)]
        group = [entries[i - len(records)] for i in ids if i >= len(records)]
        slugs = sorted(r.paper.slug for r in own)
        suspects |= {(slugs[0], other) for other in slugs[1:]}
        if group:
            titles = {title_key(e.title) for e in group}
            nearest = min(own, key=lambda r: (title_key(r.paper.title) not in titles, r.paper.slug), default=None)
            groups.append((nearest, group))
    return groups, suspects


def _unions(entries: Sequence[Entry], records: Sequence[Record]) -> list[list[int]]:
    """Sets of things that are one paper, as positions in records and then entries."""
    things: list[Paper | Entry] = [*(r.paper for r in records), *entries]
    parent = list(range(len(things)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    # What a record's authors were when it was imported: people may have written others since.
    told = [record.imported.get("authors", "").partition("@")[0] for record in records]

    def fit(i: int, j: int) -> bool:
        return _may_be_one(things[i], things[j]) or any(
            record < len(told) and told[record] == digest(list(things[other].authors))
            for record, other in ((i, j), (j, i)))

    by_id: dict[tuple[str, str], int] = {}
    by_title: dict[str, list[int]] = defaultdict(list)
    for i, thing in enumerate(things):
        for key in (("arxiv", without_version(thing.arxiv)), ("doi", thing.doi.lower())):
            if key[1]:
                parent[root(i)] = root(by_id.setdefault(key, i))
        for title in _titles(thing, records[i] if i < len(records) else None):
            by_title[title].append(i)
    by_alias = {alias: i for i, record in enumerate(records) for alias in record.paper.aliases}
    for i, entry in enumerate(entries, len(records)):
        names = sorted(slugs_of(entry.title, without_version(entry.arxiv)))
        if (j := next((by_alias[name] for name in names if name in by_alias), None)) is not None and fit(i, j):
            parent[root(i)] = root(j)
    for same in by_title.values():
        first: dict[tuple[str, str], int] = {}
        for i in same if len(same) > 1 else ():
            stands_for, sought = _kinships(things[i], told[i] if i < len(told) else "")
            fitting = (j for j in sorted({first[key] for key in sought if key in first})
                       if root(i) == root(j) or fit(i, j))
            if (j := next(fitting, None)) is not None:
                parent[root(i)] = root(j)
            for key in stands_for:
                first.setdefault(key, i)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(things)):
        members[root(i)].append(i)
    return list(members.values())


def _titles(thing: Paper | Entry, record: Record | None) -> tuple[str, str]:
    """The keys that a thing's title is known by. A record whose title people have changed since keeps the digest of
    the title that it was imported with."""
    told = record.imported.get("title", "").partition("@")[0] if record else ""
    return title_key(thing.title), f"#{told or digest(thing.title)}"


def _may_be_one(a: Paper | Entry, b: Paper | Entry) -> bool:
    """Whether two things of one title are one paper: yes, unless their authors or arXiv ids say otherwise."""
    if a.authors and b.authors:
        return bool({fold(n).split()[-1] for n in a.authors if n.split()}
                    & {fold(n).split()[-1] for n in b.authors if n.split()})
    return not (a.arxiv and b.arxiv and without_version(a.arxiv) != without_version(b.arxiv))


def _kinships(thing: Paper | Entry, told: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What others of its title may find a thing by, and what it finds them by, so that nothing is compared with each
    other one: families, and where one of the two has no authors the arXiv id. `told` is the digest of the authors
    that a record was imported with."""
    arxiv, said = without_version(thing.arxiv), digest(list(thing.authors))
    families = {("family", fold(name).split()[-1]) for name in thing.authors if name.split()}
    known = {("any", ""), ("any of", arxiv), ("told", told), ("authors", said), *families}
    sought = {("authors", told), ("told", said), *families}
    if not thing.authors:
        known |= {("alone", ""), ("alone of", arxiv)}
        sought |= {("any of", ""), ("any of", arxiv)} if arxiv else {("any", "")}
    return known, sought | ({("alone of", ""), ("alone of", arxiv)} if arxiv else {("alone", "")})
