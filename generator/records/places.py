"""The other files of `docs/`: topics, tags, and plain pages."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from math import isfinite
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Any

from papershelf.model import Day, ListingFile, Problem, Tag, Term, Topic
from papershelf.model import fields as schemas
from papershelf.model.each import Each, one_by_one
from papershelf.records.fields import FieldReader
from papershelf.records.front import open_front, read_texts, refused
from papershelf.text.slugs import name_slug

# Folders whose Markdown is read as records; everything else in `docs/` is a page or belongs to one.
RECORD_FOLDERS = ("papers", "topics", "tags", "listings", "authors", "venues")
TOPIC_FIELDS = schemas.names(schemas.TOPIC)
TAG_FIELDS = schemas.names(schemas.TAG)
LISTING_FIELDS = schemas.names(schemas.LISTING)
# Topics without an order come after those with one.
_LAST = 1_000_000


def read_topics(folder: Path, each: Each = one_by_one) -> tuple[list[Topic], list[Problem]]:
    """Every topic in `folder`, in the order that `order` gives them and then by id, and what is wrong."""
    topics: list[tuple[int, Topic]] = []
    texts, problems = read_texts(folder)
    for order, topic, found in each(partial(_topic), texts, name=itemgetter(0)):
        problems += found
        if topic is not None:
            topics.append((order, topic))
    return [topic for _, topic in sorted(topics, key=lambda pair: (pair[0], pair[1].id))], problems


def _topic(file: tuple[str, str, str]) -> tuple[int, Topic | None, list[Problem]]:
    """The place of a topic among the others, the topic if it has a page, and what is wrong with its file."""
    name, stem, text = file
    problems: list[Problem] = []
    reader, body = _open(name, text, problems)
    if reader is None:
        return _LAST, None, problems
    order = reader.number("order", _LAST)
    title = reader.title()
    topic = Topic(stem, title, reader.text("group"), reader.text("scope"), _terms(reader), body, _aliases(reader))
    is_named = schemas.is_slug(stem)
    if not is_named:
        problems.append(Problem(name, 1, "unclean-name",
                                f"the file's name {stem} makes no clean address, and the topic no page",
                                "name it with lower-case letters, digits and hyphens"))
    reader.refuse_unknown(TOPIC_FIELDS)
    return order, topic if is_named and title else None, [*problems, *reader.problems]


def _aliases(reader: FieldReader) -> tuple[str, ...]:
    """A topic's aliases; what is no clean name is a problem and makes no page."""
    found = []
    for number, alias in enumerate(reader.names("aliases")):
        if schemas.is_slug(alias):
            found.append(alias)
        else:
            reader.wrong("aliases", "unclean-alias", f"alias {alias} makes no clean address",
                         "write it with lower-case letters, digits and hyphens", number)
    return tuple(found)


def read_tags(folder: Path, vocabulary: Sequence[Tag] = (), kinds: Collection[str] = tuple(schemas.TAG_KINDS)
              ) -> tuple[list[Tag], list[Problem]]:
    """Every tag that has a file of its own, and what is wrong. Families are tags of the vocabulary or of the folder."""
    tags: list[Tag] = []
    readers: list[FieldReader] = []
    texts, problems = read_texts(folder)
    for name, stem, text in texts:
        reader, body = _open(name, text, problems)
        if reader is None:
            continue
        tags.append(Tag(reader.title() or stem, reader.text("kind"), reader.names("aliases"), reader.text("family"),
                        reader.names("needs"), reader.names("unless"), body))
        reader.refuse_unknown(TAG_FIELDS)
        readers.append(reader)
    _refuse_impossible(tags, readers, {tag.name for tag in (*vocabulary, *tags)}, kinds)
    return tags, [*problems, *(problem for reader in readers for problem in reader.problems)]


def read_listings(folder: Path, files: Collection[str]) -> tuple[list[ListingFile], list[Problem]]:
    """What people wrote about listings, and what is wrong. `files` are the files that papers were found in."""
    found: list[ListingFile] = []
    names = {name_slug(PurePosixPath(file).stem) for file in files}
    texts, problems = read_texts(folder)
    for name, stem, text in texts:
        reader, body = _open(name, text, problems)
        if reader is None:
            continue
        date, url = reader.text("date"), reader.text("url")
        day = Day.parse(date)
        if date and not day.year:
            reader.wrong("date", "invalid-date", f"date {date} is no day", "write date: 2025-03-11")
        if url and not re.match(schemas.WEB, url):
            reader.wrong("url", "invalid-address",
                         f"url {url} is no web address", "write url: https://…, or leave it out")
        if stem not in names:
            near = get_close_matches(stem, sorted(names), 1)
            problems.append(Problem(name, 1, "unknown-listing", f"no paper was found in a listing called {stem}",
                                    f"name the file {near[0]}.md" if near else
                                    "name it like the listing's page, or delete it"))
        found.append(ListingFile(stem, reader.text("title"), day if day.year else Day(),
                                 url if re.match(schemas.WEB, url) else "", body))
        reader.refuse_unknown(LISTING_FIELDS)
        problems.extend(reader.problems)
    return found, problems


def _refuse_impossible(tags: Sequence[Tag], readers: Sequence[FieldReader], known: Collection[str],
                       kinds: Collection[str]) -> None:
    """Kinds that nobody declared, families that there are not, and names that two files give."""
    owners: dict[str, str] = {}
    for tag, reader in zip(tags, readers, strict=True):
        if tag.kind and tag.kind not in kinds:
            near = get_close_matches(tag.kind.lower(), kinds, 1, 0.75)
            reader.wrong("kind", "unknown-kind",
                         f"no kind of tags is called {tag.kind}", f"write kind: {near[0]}" if near else
                         f"take one of {', '.join(kinds)}, or declare it under tag_kinds in mkdocs.yml")
        if tag.family and tag.family not in known:
            near = get_close_matches(tag.family, sorted(known), 1, 0.5)
            reader.wrong("family", "unknown-tag", f"no tag is called {tag.family}",
                         f"write family: {near[0]}" if near else "write the name of a tag, or leave family out")
        for field, name in (("title", tag.name), *(("aliases", alias) for alias in tag.aliases)):
            if owners.setdefault(name.casefold(), reader.path) != reader.path:
                reader.wrong(field, "taken-name", f"the name {name} is taken by {owners[name.casefold()]}",
                             "leave it out here or there")


def is_record(path: str) -> bool:
    """Whether a path below `docs/` is that of a record of any kind."""
    folder, _, name = path.partition("/")
    return folder in RECORD_FOLDERS and "/" not in name and name.endswith(".md") and name != "index.md"


def read_pages(docs: Path, is_excluded: Callable[[str], bool]) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of `docs/` that are no records (path below `docs/`, content), and those that cannot be read or
    published.

    Args:
        docs: The folder.
        is_excluded: Whether the site leaves a path out.
    """
    pages: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if is_record(name) or is_excluded(name):
            continue
        if reason := refused(path, docs):
            problems.append(Problem(name, 1, *reason))
        elif path.is_file():
            try:
                pages[name] = path.read_bytes()
            except OSError as error:
                problems.append(Problem(name, 1, "unreadable-file",
                                        f"cannot be read ({error.strerror})", "make it a readable file"))
    return pages, problems


def read_all_texts(docs: Path) -> dict[str, str]:
    """The text of every file that is read as a record, topic or tag, by its path below `docs/`."""
    return {f"{folder}/{path.name}": path.read_bytes().decode("utf-8", "replace")
            for folder in RECORD_FOLDERS for path in sorted((docs / folder).glob("*.md"))
            if path.is_file() and os.access(path, os.R_OK) and not refused(path, docs)}


def _open(name: str, text: str, problems: list[Problem]) -> tuple[FieldReader | None, str]:
    reader, parts, found = open_front(text, name)
    problems += found
    return reader, text[parts.summary[0]:].strip() if parts else ""


def _terms(reader: FieldReader) -> tuple[Term, ...]:
    value: Any = reader.front.get("match")
    if value is None:
        return ()
    if not isinstance(value, list):
        reader.wrong("match", "wrong-type",
                     "match is not a list of terms", "write - a phrase, or - a phrase: 2, on a line each")
    terms: list[Term] = []
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        match item:
            case str() if item.strip():
                terms.append(Term(item.strip()))
            case Mapping() if len(item) == 1 and _is_term(next(iter(item))):
                term, weight = next(iter(item.items()))
                if _is_weight(weight):
                    terms.append(Term(term.strip(), float(weight)))
                else:
                    reader.wrong("match", "invalid-term", f"match has a term whose weight is no number, {term}",
                                 f"write - {term}: 2, or - {term}", number)
            case _:
                reader.wrong("match", "invalid-term", "match has an item that is no term",
                             "write - a phrase, or - a phrase: 2; a number that is a phrase in double quotes", number)
    return tuple(terms)


def _is_term(term: object) -> bool:
    return isinstance(term, str) and bool(term.strip())


def _is_weight(weight: object) -> bool:
    return isinstance(weight, int | float) and not isinstance(weight, bool) and isfinite(weight)
