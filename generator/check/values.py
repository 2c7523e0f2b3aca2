"""Values of front matter that have the right type and still cannot be, and headings that are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial

from papershelf.model import STARTING_SUMMARY, Code, Problem, Record, Topic
from papershelf.model import fields as schemas
from papershelf.text import ids
from papershelf.text.markdown import front_matter, headings, without_code

_CLEAN_NAME = "name it with lower-case letters, digits and hyphens"
# Identifiers inside of other text, from the first letter of an archive's name on.
_ARXIV_ID = re.compile(rf"(?:(?=[0-9])|(?<![a-z])(?<![a-z]-)){ids.ARXIV}")
_DOI_IN = re.compile(ids.DOI)
# A word in lower case before a colon is meant as a kind; anything else is a name that has a colon.
_KIND = re.compile(r"[a-z]+")
# A plain title with a number sign after a blank, as in "Learning C # fast".
_CUT = re.compile(r"\s*title:\s+([^\"'|>\s#].*?\s#.*)")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
# Control characters, and those of Unicode that hide, turn around or replace text.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")


def check_records(records: Sequence[Record], topics: Sequence[Topic],
                  kinds: Collection[str] = tuple(schemas.TAG_KINDS)) -> list[Problem]:
    """Names of records, the form of their values, their topics, tags (of which `kinds` there are), aliases and
    headings."""
    ids = {alias: t.id for t in topics for alias in t.aliases} | {t.id: t.id for t in topics}
    owners: dict[str, str] = {r.paper.slug: r.path for r in records}
    problems: list[Problem] = []
    for record in records:
        problems += [*_forms(record), *_topics(record, ids), *_tags(record, kinds), *_aliases(record, owners),
                     *_headings(record), *_title_as_written(record)]
    return problems


def check_topics(topics: Sequence[Topic], texts: Mapping[str, str]) -> list[Problem]:
    """Aliases of topics that cannot be. In: the topics, and each file's text by its path below `docs/`."""
    problems: list[Problem] = []
    owners = {t.id: t.id for t in topics}
    for topic in topics:
        path = f"topics/{topic.id}.md"
        line = _line_of("aliases", texts.get(path, ""))
        for alias in topic.aliases:
            if alias == topic.id:
                problems.append(Problem(path, line, "own-alias",
                                        f"alias {alias} is the topic's own id", "leave it out"))
            elif owners.setdefault(alias, topic.id) != topic.id:
                problems.append(Problem(path, line, "taken-name",
                                        f"alias {alias} is taken by topics/{owners[alias]}.md",
                                        "leave it out here or there"))
    return problems


def placeholders(records: Sequence[Record], texts: Mapping[str, str]) -> list[Problem]:
    """Text of starting files that nobody has replaced: no error, but work that waits.

    In: records, and the texts of topics, tags and listings by path.
    """
    said = {*schemas.STARTING_BODY.values(), f"scope: {schemas.STARTING_SCOPE}", f'scope: "{schemas.STARTING_SCOPE}"'}
    left = [problem for record in records for problem in _started(record)]
    return left + [
        Problem(path, number, "starting-text",
                "says what every new file says", f"write your own in the place of “{line.strip()}”")
        for path, text in texts.items() if path.partition("/")[0] in schemas.STARTING_BODY
        for number, line in enumerate(text.splitlines(), 1) if line.strip() in said]


def _started(record: Record) -> Iterator[Problem]:
    """Text of a starting record that nobody has replaced."""
    if record.paper.title == schemas.STARTING_TITLE:
        yield _problem(record, "title", "starting-text",
                       "title says what every new record says", "write the paper's title")
    if record.paper.summary == STARTING_SUMMARY:
        line = record.text.count("\n", 0, record.text.index(STARTING_SUMMARY)) + 1
        yield Problem(record.path, line, "starting-text", "the summary says what every new record says",
                      "write one or two sentences of your own, or delete the line")


def _title_as_written(record: Record) -> Iterator[Problem]:
    """A title that YAML reads otherwise than a person: cut by a comment, or with quotes that are letters to YAML."""
    title = record.paper.title
    lines = record.text.splitlines()
    line = lines[record.lines["title"] - 1] if 0 < record.lines.get("title", 0) <= len(lines) else ""
    cut = _CUT.fullmatch(line)
    if cut:
        whole = " ".join(cut[1].replace('"', "'").split())
        yield _problem(record, "title", "cut-title",
                       "title ends before the #, which begins a comment", f'write title: "{whole}"')
    if len(title) > 1 and title[0] in "“„«" and title[-1] in "”“»" and not set(title[1:-1]) & set("“”„«»"):
        yield _problem(record, "title", "quoted-title",
                       f"title stands in {title[0]}{title[-1]}, which YAML takes as part of it",
                       f'write title: "{title[1:-1]}"')


def summaries_missing(records: Sequence[Record]) -> list[str]:
    """The paths of records that have no summary yet: no error, but work that waits for somebody."""
    return [record.path for record in records if record.paper.summary in ("", STARTING_SUMMARY)]


def _problem(record: Record, place: str, code: Code, what: str, hint: str) -> Problem:
    line = record.lines.get(place, record.lines.get(place.partition(".")[0], 1))
    return Problem(record.path, line, code, what, hint)


def _forms(record: Record) -> Iterator[Problem]:
    """Values that are text and not of the form that their field has."""
    paper, wrong = record.paper, partial(_problem, record)
    if not schemas.is_slug(paper.slug):
        yield Problem(record.path, 1, "unclean-name",
                      f"the file's name {paper.slug} makes no clean address", _CLEAN_NAME)
    for place, text in (("title", paper.title), ("venue", paper.venue), *_items("authors", paper.authors)):
        if found := _INVISIBLE.search(text):
            yield wrong(place, "invisible-sign",
                        f"{place.partition('.')[0]} holds an invisible sign, U+{ord(found[0]):04X}",
                        'delete it, or write two backslashes where "…" should show one')
    if paper.arxiv and not re.fullmatch(schemas.ARXIV, paper.arxiv):
        inside = _ARXIV_ID.search(paper.arxiv)
        yield wrong("arxiv", "invalid-arxiv-id", f"arxiv {paper.arxiv} is no arXiv identifier",
                    f'write arxiv: "{inside[0] if inside else "2307.02628"}"')
    if paper.doi and not re.fullmatch(schemas.DOI, paper.doi):
        inside = _DOI_IN.search(paper.doi)
        yield wrong("doi", "invalid-doi",
                    f"doi {paper.doi} is no DOI", f'write doi: "{inside[0] if inside else "10.1000/182"}"')
    for kind, url in paper.links.items():
        if not re.fullmatch(schemas.WEB, url):
            yield wrong(f"links.{kind}", "invalid-address", f"link {kind} is no web address, {url or 'it is empty'}",
                        f"write {kind}: https://{url if _HOST.fullmatch(url) else '…'}, or leave it out")
    for field, values in (("authors", paper.authors), ("topics", paper.decided_topics), ("tags", paper.decided_tags),
                          ("introduces", paper.decided_introduces or ()), ("aliases", paper.aliases)):
        for place, value in _items(field, values):
            if not value:
                yield wrong(place, "empty-item", f"{field} has an empty item", "delete the item, or fill it in")
    for field, values in (("introduces", paper.decided_introduces or ()), ("aliases", paper.aliases)):
        for place, value in _repeated(field, values):
            yield wrong(place, "repeated-item", f"{field} has {value} twice", "keep one of them")


def _topics(record: Record, ids: Mapping[str, str]) -> Iterator[Problem]:
    decided, wrong = record.paper.decided_topics, partial(_problem, record)
    for place, topic in _items("topics", decided):
        if topic and topic not in ids and ids:
            near = get_close_matches(topic.lower(), ids, 1, 0.5)
            yield wrong(place, "unknown-topic", f"there is no topic {topic}",
                        f"write {near[0]}" if near else f"take one of {', '.join(sorted(ids))}")
    for place, topic in _repeated("topics", [ids.get(topic, topic) for topic in decided]):
        yield wrong(place, "repeated-item", f"topics has {topic} twice", "keep one of them")
    if len(decided) > schemas.MOST_TOPICS:
        yield wrong(f"topics.{schemas.MOST_TOPICS}", "too-many-topics",
                    f"topics has {len(decided)} topics, and a paper has three at most",
                    "keep the three that fit best, the best first")


def _tags(record: Record, kinds: Collection[str]) -> Iterator[Problem]:
    decided, wrong = record.paper.decided_tags, partial(_problem, record)
    for place, tag in _items("tags", decided):
        name = tag.removeprefix("-").strip()
        kind, colon, rest = name.partition(":")
        near = get_close_matches(kind.lower(), kinds, 1, 0.75)
        if tag and not name:
            yield wrong(place, "nameless-tag", f"tags has {tag} without a name", "write -SD to remove SD")
        elif colon and not rest.strip():
            yield wrong(place, "nameless-tag", f"tags has {tag} without a name", f"write {kind}:FooBench")
        elif colon and kind not in kinds and (near or _KIND.fullmatch(kind)):
            yield wrong(place, "unknown-kind",
                        f"no kind of tags is called {kind}", f"write {near[0]}:{rest}" if near else
                        f"take one of {', '.join(kinds)}, or declare it under tag_kinds in mkdocs.yml")
    added = {tag.casefold() for tag in decided if not tag.startswith("-")}
    for place, tag in _items("tags", decided):
        if tag.startswith("-") and (name := tag[1:].strip()) and name.casefold() in added:
            yield wrong(place, "contradictory-tag", f"tag {name} is both added and removed", "keep one of the two")
    for place, tag in _repeated("tags", decided):
        yield wrong(place, "repeated-item", f"tags has {tag} twice", "keep one of them")


def _aliases(record: Record, owners: dict[str, str]) -> Iterator[Problem]:
    wrong = partial(_problem, record)
    for place, alias in _items("aliases", record.paper.aliases):
        if not schemas.is_slug(alias):
            continue  # `check_names` tells it
        if alias == record.paper.slug:
            yield wrong(place, "own-alias", f"alias {alias} is the record's own name", "leave it out")
        elif owners.setdefault(alias, record.path) != record.path:
            yield wrong(place, "taken-name", f"alias {alias} is taken by {owners[alias]}", "leave it out here or there")


def _headings(record: Record) -> Iterator[Problem]:
    """Headings of the wrong level, marks that make no heading, and sections that stand twice."""
    text = record.text.replace("\r\n", "\n")
    front = front_matter(text)
    seen: dict[str, int] = {}
    for found in headings(without_code(text), front.end() if front else 0):
        marks, gap, name = found.marks, found.gap, found.name
        line = text.count("\n", 0, found.start) + 1
        if not marks:
            continue
        if not gap and (len(marks) == 1 or not name[0].isalpha()):
            continue
        if not gap:
            yield Problem(record.path, line, "no-heading", f"{marks}{name} is no heading", f"write {marks} {name}")
        elif len(marks) == 1:
            yield Problem(record.path, line, "heading-level",
                          f"# {name} is a heading of the first level, which the title is",
                          f"write ## {name}")
        elif len(marks) > 2 and (not seen or name.lower() == "abstract"):
            yield Problem(record.path, line, "heading-level",
                          f"{marks} {name} is a heading of a lower level than a section has",
                          f"write ## {name}")
        elif len(marks) == 2 and seen.setdefault(name.casefold(), line) != line:
            yield Problem(record.path, line, "repeated-section", f"section {name} stands twice",
                          f"make it one with the section in line {seen[name.casefold()]}, or give it another name")


def _items(field: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each value of a field and its place, as `Record.lines` names it."""
    return ((f"{field}.{number}", value) for number, value in enumerate(values))


def _repeated(field: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Values that stand a second time, in any case."""
    seen: Counter[str] = Counter()
    for place, value in _items(field, values):
        seen[value.casefold()] += 1
        if value and seen[value.casefold()] == 2:
            yield place, value


def _line_of(field: str, text: str) -> int:
    found = re.search(rf"^{field}[ \t]*:", text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1
