"""What an import changes in the records that exist, field by field."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from papershelf.merge.combined import COMBINED, adds_nothing, all_of, signals_of
from papershelf.merge.dating import days_by_file
from papershelf.merge.identity import digest, groups_of
from papershelf.merge.suspects import near_duplicates
from papershelf.model import Conflict, Day, Entry, Merge, Paper, Problem, Record, Source, Update, signal_items
from papershelf.model.fields import MOST_TOPICS
from papershelf.text.ids import without_version
from papershelf.text.slugs import short_digest, title_key, title_slug
from papershelf.text.structure import protect, unprotect

# What people decide and an import only proposes: their choice is no difference worth a report.
DECISIONS = frozenset({"topics", "tags", "introduces", "notes"})
# Text of capitals alone that is longer than this has been shouted, not abbreviated.
_ACRONYM = 12
_IDENTIFIER = re.compile(r"arXiv:\S+|doi:\S+|https?://\S+")
# Says of a remembered value that a person has seen it and kept their own.
KEPT = "#kept"


def merge(entries: Sequence[Entry], records: Sequence[Record], *, enrich: bool = False,
          take: Mapping[tuple[str, str], str] | None = None, unread: Collection[str] = ()) -> Merge:
    """Bring entries together with the records that exist.

    In: repaired entries of one import, in any order; every record of the shelf; `enrich` fills what is known of
    papers on the shelf and adds neither papers nor sources; `take` decides differences, `theirs` or `ours` by slug and
    field; `unread` are the slugs of files that stand and cannot be read. Out: what to write; a new paper never takes
    the place of a file that stands. Neither the order of entries nor the
    division of sources into several imports changes the outcome, as the best source of each field wins.
    """
    good = sorted((e for e in entries if title_key(e.title)), key=lambda e: (e.source, e.title))
    problems = [Problem(e.source.file, e.source.line, "unusable-title",
                        "a paper whose title has no letters", "give the paper's title",
                        rejects=True) for e in entries if not title_key(e.title)]
    groups, suspects = groups_of(good, records)
    days = days_by_file(groups, records)
    counts: Counter[str] = Counter(new=0, updated=0, unchanged=0, rejected=len(problems))
    papers: Counter[str] = Counter(new=0, updated=0, unchanged=0)
    new: list[list[Entry]] = []
    updates: list[Update] = []
    conflicts: list[Conflict] = []
    for record, group in groups:
        if record is None:
            if enrich:
                problems += [Problem(e.source.file, e.source.line, "not-on-shelf",
                                     f"no paper on the shelf is “{e.title}”",
                                     "import it without --enrich to add it", rejects=True) for e in group]
                counts["rejected"] += len(group)
                continue
            new.append(group)
            outcome = "new"
        else:
            update, found = _three_way(record, group, take or {}, days, enrich=enrich)
            conflicts += found
            outcome = "updated" if update else "unchanged"
            updates += [update] if update else []
        counts[outcome] += len(group)
        papers[outcome] += 1
    added = _new_papers(new, days, {r.paper.slug for r in records} | {a for r in records for a in r.paper.aliases})
    for paper in [p for p, _ in added if p.slug in unread]:
        kept_out = [e for e in good if e.source in paper.listings]
        problems += [Problem(e.source.file, e.source.line, "unreadable-record",
                             f"not imported, as papers/{paper.slug}.md cannot be read",
                             "fix that file and import again", rejects=True) for e in kept_out]
        counts.update(new=-len(kept_out), rejected=len(kept_out))
        papers["new"] -= 1
    added = [(paper, marks) for paper, marks in added if paper.slug not in unread]
    suspects |= near_duplicates([p for p, _ in added], [r.paper for r in records])
    return Merge(tuple(added), tuple(updates), tuple(conflicts), tuple(sorted(suspects)), dict(counts), dict(papers),
                 tuple(problems))


def _values(entry: Entry) -> dict[str, Any]:
    """What an entry says, by field; nothing for what it does not say."""
    values = {"title": entry.title, "authors": list(entry.authors), "year": entry.year, "venue": entry.venue,
              "arxiv": entry.arxiv, "doi": entry.doi, "links": dict(entry.links), "abstract": entry.abstract,
              "signals": signal_items(entry.signals),
              "topics": list(entry.topics), "tags": list(entry.tags), "introduces": list(entry.introduces),
              "notes": entry.notes}
    return {name: value for name, value in values.items() if value}


def _is_whole(value: Any) -> bool:
    """Whether a text is all there: not cut off, and not robbed of its capitals."""
    if not isinstance(value, str):
        return True
    shouted = value.isupper() and len(value) > _ACRONYM
    return not (shouted or value.endswith(("…", "...")) or is_identifier(value))


def is_identifier(title: str) -> bool:
    """Whether a title is the identifier that stands for one until a source says it."""
    return bool(_IDENTIFIER.fullmatch(title))


def _best(group: Iterable[Entry], days: Mapping[str, Day]) -> dict[str, tuple[Any, str]]:
    """Each field's value and the file that has it: of the latest source whose text is not cut off."""
    best: dict[str, tuple[Any, str]] = {}
    combined: dict[str, list[Any]] = defaultdict(list)
    for entry in sorted(group, key=lambda e: (days[e.source.file], e.source.file, e.source.line)):
        for name, value in _values(entry).items():
            if name in COMBINED:
                combined[name].append(value)
            elif name in best and best[name][1] == entry.source.file:
                value = _of_one_file(name, best[name][0], value)
            if name not in best or _is_whole(value) or not _is_whole(best[name][0]):
                best[name] = value, entry.source.file
    return best | {name: (all_of(name, values), best[name][1]) for name, values in combined.items()}


def _of_one_file(name: str, first: Any, second: Any) -> Any:
    """What a file says of a paper that it has twice: the topics of both places, and what is remarked at either."""
    if name == "topics":
        return list(dict.fromkeys([*first, *second]))[:MOST_TOPICS]
    if name == "notes":
        return first if f"\n\n{second}\n\n" in f"\n\n{first}\n\n" else f"{first}\n\n{second}"
    return second


def mark_of(value: Any, file: str) -> str:
    """What a record remembers of an imported value: its digest and the file that it came from."""
    return f"{digest(value)}@{file}"


def _new_papers(groups: Sequence[list[Entry]], days: Mapping[str, Day], taken: set[str]
                ) -> list[tuple[Paper, dict[str, str]]]:
    wanted: dict[str, list[tuple[Paper, dict[str, str]]]] = defaultdict(list)
    for group in groups:
        best = _best(group, days)
        value = {name: pair[0] for name, pair in best.items()}
        paper = Paper(
            slug=title_slug(value["title"], without_version(value.get("arxiv", ""))), title=value["title"],
            authors=tuple(value.get("authors", ())),
            year=value.get("year"), venue=value.get("venue", ""), arxiv=value.get("arxiv", ""),
            doi=value.get("doi", ""), links=value.get("links", {}), signals=signals_of(value.get("signals", ())),
            abstract=value.get("abstract", ""),
            decided_topics=tuple(value.get("topics", ())), decided_tags=tuple(value.get("tags", ())),
            decided_introduces=tuple(value["introduces"]) if "introduces" in value else None,
            sections=(("Notes", protect(value["notes"])),) if "notes" in value else (),
            listings=tuple(sorted({e.source for e in group})))
        wanted[paper.slug].append((paper, {name: mark_of(*pair) for name, pair in best.items()}))
    papers = []
    for slug, rivals in sorted(wanted.items()):
        for paper, marks in rivals:
            # Several papers that want one name all get a digest, so that no order of imports prefers one.
            plain = len(rivals) == 1 and slug not in taken
            suffix = short_digest(title_key(paper.title) + "|".join(paper.authors) + paper.arxiv + paper.doi)[:6]
            papers.append((paper if plain else replace(paper, slug=f"{slug}-{suffix}"), marks))
    return papers


def _three_way(record: Record, group: Sequence[Entry], take: Mapping[tuple[str, str], str],
               days: Mapping[str, Day], *, enrich: bool) -> tuple[Update | None, list[Conflict]]:
    """What one record takes from the entries of its paper, and what its people have otherwise."""
    whole = standing(record.paper)
    values: dict[str, Any] = {}
    marks = dict(record.imported)
    conflicts: list[Conflict] = []
    # The shelf's own export says what records decide; it is no source, and takes nothing over from one.
    group = [e for e in group if not e.is_own] or group
    own = {e.source.file for e in group if e.is_own}
    for name, (theirs, file) in _best(group, days).items():
        if name in record.unread or (file in own and name in DECISIONS):
            continue
        ours = whole[name]
        if name == "title" and is_identifier(theirs) and not is_identifier(ours):
            continue
        known, _, source = marks.get(name, "").partition("@")
        if not ours and not (name == "introduces" and ours is not None):
            # An empty list of introduced names is a decision: the paper introduces none.
            values[name], marks[name] = theirs, mark_of(theirs, file)
        elif ours == theirs:
            if known == digest(ours) and source != file and file not in own and (
                    _rank(ours, file, days) > _rank(ours, source, days)):
                marks[name] = mark_of(theirs, file)
        elif known != digest(ours):
            decision = take.get((record.paper.slug, name))
            if decision == "theirs":
                values[name], marks[name] = theirs, mark_of(theirs, file)
            elif decision == "ours":
                marks[name] = mark_of(theirs, file) + KEPT
            elif name not in DECISIONS and marks.get(name) != mark_of(theirs, file) + KEPT and not (
                    name in COMBINED and adds_nothing(name, ours, theirs)):
                conflicts.append(Conflict(record.paper.slug, name, shown(ours), shown(theirs)))
        else:
            ranks = _rank(theirs, file, days), _rank(ours, source, days)
            restated = source == file and ranks[0][0] >= ranks[1][0]
            if name in COMBINED:
                # Of no rank: an earlier listing may well bring a later count, or the code of the paper.
                theirs = COMBINED[name](ours, theirs)
                values |= {name: theirs} if theirs != ours else {}
                marks[name] = mark_of(theirs, file if ranks[0] > ranks[1] else source)
            elif theirs != ours and (restated or ranks[0] > ranks[1]):
                values[name], marks[name] = theirs, mark_of(theirs, file)
    if not enrich:
        seen = _sources(record.paper.listings, [e.source for e in group if not e.is_own])
        if seen != sorted(record.paper.listings):
            values["listings"] = seen
    changed = values or marks != dict(record.imported)
    return (Update(record.paper.slug, values, marks, len(group)) if changed else None), conflicts


def _sources(standing: Iterable[Source], found: Iterable[Source]) -> list[Source]:
    """Where a paper was found, after an import that found it at `found`.

    A source that a listing has no more takes the place that the paper has there now; where it has none, it stays, as a
    person may have written it.
    """
    still, before = set(found), list(standing)
    new = sorted(still - set(before))
    gone: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(before, reverse=True):
        if source not in still:
            gone[source.file].append(source)
    replaced = Counter(gone[source.file].pop() for source in new if gone[source.file])
    return sorted([*(Counter(before) - replaced).elements(), *new])


def _rank(value: Any, file: str, days: Mapping[str, Day]) -> tuple[bool, Day, str]:
    """What a value is worth: whole before cut off, a later listing before an earlier one."""
    return _is_whole(value), days.get(file, Day()), file


def standing(paper: Paper) -> dict[str, Any]:
    """What a paper's record says in each field that an import fills."""
    return {"title": paper.title, "authors": list(paper.authors), "year": paper.year, "venue": paper.venue,
            "arxiv": paper.arxiv, "doi": paper.doi, "links": dict(paper.links), "abstract": paper.abstract,
            "signals": signal_items(paper.signals),
            "topics": list(paper.decided_topics), "tags": list(paper.decided_tags),
            "introduces": None if paper.decided_introduces is None else list(paper.decided_introduces),
            "notes": next((unprotect(body) for heading, body in paper.sections if heading.casefold() == "notes"), "")}


# What an import fills in and a person can decide.
FIELDS = tuple(standing(Paper("", "")))


def shown(value: Any) -> str:
    """A value as people read it in a report."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
