"""Which entries are one paper, and what an import changes in the records that exist.

For each field three values are known: what the last import wrote (its digest), what stands in the record, and
what the sources say now. Unchanged by people: take the new one. Changed by people: keep theirs and report the
difference. Empty: fill.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.model import Conflict, Entry, Merge, Paper, Problem, Record, Update

# The fields that sources fill, in the order in which reports name them.
FIELDS = ("title", "authors", "year", "venue", "arxiv", "doi", "links", "abstract")
SLUG_LENGTH = 72
_ARXIV_VERSION = re.compile(r"v\d+$")
_WORD = re.compile(r"[a-z0-9]+")
# Letters that Unicode does not decompose, as URLs usually spell them.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
                          **dict(zip("αβγδεζηθικλμνξοπρςστυφχψω",
                                     "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron "
                                     "pi rho sigma sigma tau upsilon phi chi psi omega".split(), strict=True))})
# Titles of which four words in five agree are listed for a person to look at.
_SUSPICIOUS = 0.8


def fold(text: str) -> str:
    """Lower case without accents; letters that have no plain form as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LETTERS)


def title_key(title: str) -> str:
    """What two titles of one paper have in common: their folded letters and digits, nothing between."""
    return "".join(char for char in fold(title) if char.isalnum())


def slug_of(title: str) -> str:
    """The name of a paper's file and page: the title's words in ASCII, at most 72 characters, cut between words.

    A title without ASCII letters or digits gets a digest of its key.
    """
    words = _WORD.findall(fold(title).replace("'", "").replace("’", ""))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word[:SLUG_LENGTH]
    return slug or f"paper-{_short_digest(title_key(title))}"


def digest(value: Any) -> str:
    """Twelve hexadecimal digits that change when a field's value changes (SHA-256 of its JSON)."""
    return _short_digest(json.dumps(value, ensure_ascii=False, sort_keys=True, default=list))


def _short_digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def merge(entries: Sequence[Entry], records: Sequence[Record], *, enrich: bool = False) -> Merge:
    """Bring entries together with the records that exist.

    In: repaired entries of one import, in any order; every record of the shelf; `enrich` fills what is known of
    papers on the shelf and adds neither papers nor sources. Out: what to write. Neither the order of entries nor the
    division of sources into several imports changes the outcome, as the best source of each field wins.
    """
    good = sorted((e for e in entries if title_key(e.title)), key=lambda e: (e.seen, e.title))
    problems = [Problem(e.seen.file, e.seen.line, "a paper whose title has no letters", "give the paper's title", rejects=True)
                for e in entries if not title_key(e.title)]
    groups, suspects = _groups(good, records)
    counts: Counter[str] = Counter(new=0, updated=0, unchanged=0, rejected=len(problems))
    papers: Counter[str] = Counter(new=0, updated=0, unchanged=0)
    new: list[list[Entry]] = []
    updates: list[Update] = []
    conflicts: list[Conflict] = []
    for record, group in groups:
        if record is None:
            if enrich:
                problems += [Problem(e.seen.file, e.seen.line, f"no paper on the shelf is “{e.title}”",
                                     "import it without --enrich to add it", rejects=True) for e in group]
                counts["rejected"] += len(group)
                continue
            new.append(group)
            outcome = "new"
        else:
            update, found = _three_way(record, group, enrich)
            conflicts += found
            outcome = "updated" if update else "unchanged"
            updates += [update] if update else []
        counts[outcome] += len(group)
        papers[outcome] += 1
    added = _new_papers(new, {r.paper.slug for r in records} | {a for r in records for a in r.paper.aliases})
    suspects |= _near_duplicates([p for p, _ in added], [r.paper for r in records])
    return Merge(tuple(added), tuple(updates), tuple(conflicts), tuple(sorted(suspects)), dict(counts), dict(papers),
                 tuple(problems))


def _groups(entries: Sequence[Entry], records: Sequence[Record]
            ) -> tuple[list[tuple[Record | None, list[Entry]]], set[tuple[str, str]]]:
    """Entries that are one paper, with the record that it has; and pairs of records that seem to be one paper."""
    things: list[Paper | Entry] = [*(r.paper for r in records), *entries]
    parent = list(range(len(things)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_id: dict[tuple[str, str], int] = {}
    by_title: dict[str, list[int]] = defaultdict(list)
    for i, thing in enumerate(things):
        # A title that people have changed since is known by the digest of what was imported.
        told = digest(thing.title) if i >= len(records) else records[i].imported.get("title", "").partition("@")[0]
        for key in (("arxiv", _ARXIV_VERSION.sub("", thing.arxiv)), ("doi", thing.doi.lower()), ("told", told)):
            if key[1]:
                parent[root(i)] = root(by_id.setdefault(key, i))
        by_title[title_key(thing.title)].append(i)
    for same in by_title.values():
        for n, i in enumerate(same):
            fitting = (j for j in same[:n] if root(i) == root(j) or _may_be_one(things[i], things[j]))
            if (j := next(fitting, None)) is not None:
                parent[root(i)] = root(j)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(things)):
        members[root(i)].append(i)
    groups: list[tuple[Record | None, list[Entry]]] = []
    suspects: set[tuple[str, str]] = set()
    for ids in members.values():
        own = [records[i] for i in ids if i < len(records)]
        group = [entries[i - len(records)] for i in ids if i >= len(records)]
        slugs = sorted(r.paper.slug for r in own)
        suspects |= {(slugs[0], other) for other in slugs[1:]}
        if group:
            titles = {title_key(e.title) for e in group}
            groups.append((min(own, key=lambda r: (title_key(r.paper.title) not in titles, r.paper.slug), default=None),
                           group))
    return groups, suspects


def _may_be_one(a: Paper | Entry, b: Paper | Entry) -> bool:
    """Whether two things of one title are one paper: yes, unless their authors or arXiv ids say otherwise."""
    if a.authors and b.authors:
        return bool({fold(n).split()[-1] for n in a.authors if n.split()}
                    & {fold(n).split()[-1] for n in b.authors if n.split()})
    return not (a.arxiv and b.arxiv and _ARXIV_VERSION.sub("", a.arxiv) != _ARXIV_VERSION.sub("", b.arxiv))


def _values(entry: Entry) -> dict[str, Any]:
    """What an entry says, by field; nothing for what it does not say."""
    values = {"title": entry.title, "authors": list(entry.authors), "year": entry.year, "venue": entry.venue,
              "arxiv": entry.arxiv, "doi": entry.doi, "links": dict(entry.links), "abstract": entry.abstract,
              "topics": list(entry.topics), "tags": list(entry.tags), "introduces": list(entry.introduces)}
    return {name: value for name, value in values.items() if value}


def _is_whole(value: Any) -> bool:
    return not (isinstance(value, str) and value.endswith(("…", "...")))


def _best(group: Iterable[Entry]) -> dict[str, tuple[Any, str]]:
    """Each field's value and the file that has it: of the latest source whose text is not cut off."""
    best: dict[str, tuple[Any, str]] = {}
    for entry in sorted(group, key=lambda e: e.rank):
        for name, value in _values(entry).items():
            if name == "links" and name in best:
                value = _all_links(best[name][0], value)
            if name not in best or _is_whole(value) or not _is_whole(best[name][0]):
                best[name] = value, entry.seen.file
    return best


def _all_links(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Links of both; where they differ in one kind, the later one gets a number."""
    links = dict(first)
    for kind, url in sorted(second.items()):
        if url not in links.values():
            free = (kind if n == 1 else f"{kind}{n}" for n in range(1, len(links) + 2))
            links[next(name for name in free if name not in links)] = url
    return links


def _mark(value: Any, file: str) -> str:
    """What a record remembers of an imported value: its digest and the file that it came from."""
    return f"{digest(value)}@{file}"


def _new_papers(groups: Sequence[list[Entry]], taken: set[str]) -> list[tuple[Paper, dict[str, str]]]:
    wanted: dict[str, list[tuple[Paper, dict[str, str]]]] = defaultdict(list)
    for group in groups:
        best = _best(group)
        value = {name: pair[0] for name, pair in best.items()}
        paper = Paper(
            slug=slug_of(value["title"]), title=value["title"], authors=tuple(value.get("authors", ())),
            year=value.get("year"), venue=value.get("venue", ""), arxiv=value.get("arxiv", ""),
            doi=value.get("doi", ""), links=value.get("links", {}), abstract=value.get("abstract", ""),
            decided_topics=tuple(value.get("topics", ())), decided_tags=tuple(value.get("tags", ())),
            decided_introduces=tuple(value["introduces"]) if "introduces" in value else None,
            listings=tuple(sorted({e.seen for e in group})))
        wanted[paper.slug].append((paper, {name: _mark(*pair) for name, pair in best.items()}))
    papers = []
    for slug, rivals in sorted(wanted.items()):
        for paper, marks in rivals:
            # Several papers that want one name all get a digest, so that no order of imports prefers one.
            plain = len(rivals) == 1 and slug not in taken
            suffix = _short_digest(title_key(paper.title) + "|".join(paper.authors) + paper.arxiv + paper.doi)[:6]
            papers.append((paper if plain else replace(paper, slug=f"{slug}-{suffix}"), marks))
    return papers


def _three_way(record: Record, group: Sequence[Entry], enrich: bool) -> tuple[Update | None, list[Conflict]]:
    """What one record takes from the entries of its paper, and what its people have otherwise."""
    dates = {s.file: s.date for s in record.paper.listings}
    whole = _standing(record.paper)
    values: dict[str, Any] = {}
    marks = dict(record.imported)
    conflicts: list[Conflict] = []
    for name, (theirs, file) in _best(group).items():
        ours = whole[name]
        known, _, source = marks.get(name, "").partition("@")
        if not ours:
            values[name], marks[name] = theirs, _mark(theirs, file)
        elif ours == theirs:
            if known == digest(ours) and source != file and _rank(file, group, dates) > _rank(source, group, dates):
                marks[name] = _mark(theirs, file)
        elif known != digest(ours):
            conflicts.append(Conflict(record.paper.slug, name, _shown(ours), _shown(theirs)))
        else:
            if name == "links":
                theirs = _all_links(ours, theirs)
            restated = source == file or _rank(file, group, dates) > _rank(source, group, dates)
            if theirs != ours and restated and (_is_whole(theirs) or not _is_whole(ours)):
                values[name], marks[name] = theirs, _mark(theirs, file)
    if not enrich:
        files = {e.seen.file for e in group}
        seen = {s for s in record.paper.listings if s.file not in files} | {e.seen for e in group}
        if seen != set(record.paper.listings):
            values["listings"] = sorted(seen)
    changed = values or marks != dict(record.imported)
    return (Update(record.paper.slug, values, marks) if changed else None), conflicts


def _rank(file: str, group: Sequence[Entry], dates: Mapping[str, str]) -> tuple[str, str]:
    return next((e.seen.date for e in group if e.seen.file == file), dates.get(file, "")), file


def _standing(paper: Paper) -> dict[str, Any]:
    return {"title": paper.title, "authors": list(paper.authors), "year": paper.year, "venue": paper.venue,
            "arxiv": paper.arxiv, "doi": paper.doi, "links": dict(paper.links), "abstract": paper.abstract,
            "topics": list(paper.decided_topics), "tags": list(paper.decided_tags),
            "introduces": list(paper.decided_introduces or ())}


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _near_duplicates(new: Sequence[Paper], old: Sequence[Paper]) -> set[tuple[str, str]]:
    """Pairs of slugs, at least one of them new, whose titles share four words in five or more.

    Exact for the Jaccard index by prefix filtering (Chaudhuri, Ganti and Kaushik, 2006): two such titles share
    one of their few rarest words, so only papers under those words are compared.
    """
    words = {p.slug: frozenset(_WORD.findall(fold(p.title))) for p in (*new, *old)}
    frequency = Counter(word for title in words.values() for word in title)
    fresh = {p.slug for p in new}
    index: dict[str, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for slug, title in sorted(words.items()):
        rare = sorted(title, key=lambda word: (frequency[word], word))
        prefix = rare[: len(rare) - -(-len(rare) * 4 // 5) + 1]
        for other in {s for word in prefix for s in index[word]}:
            both = len(title & words[other])
            if fresh & {slug, other} and both >= _SUSPICIOUS * (len(title) + len(words[other]) - both):
                pairs.add((other, slug))
        for word in prefix:
            index[word].append(slug)
    return pairs
