"""A paper's record, `docs/papers/<slug>.md`, read into a `Paper`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter
from pathlib import Path

from papershelf.model import Code, Paper, Problem, Record, Translation
from papershelf.model.each import Each, one_by_one
from papershelf.model.fields import TITLE_IN
from papershelf.records.emit import FIELDS
from papershelf.records.fields import FieldReader
from papershelf.records.front import line_of, open_front, read_texts
from papershelf.text.structure import unprotect
from papershelf.text.wording import is_language

_IN_LANGUAGE = re.compile(r"(?P<part>Summary|Abstract)\s+\((?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)", re.I)
_UNCLOSED: Mapping[str, tuple[Code, str, str]] = {
    "code": ("unclosed", "nothing closes the code that begins here", "end it with a line of the same marks"),
    "comment": ("unclosed", "nothing closes the comment that begins here", "end it with -->"),
}


def read_papers(folder: Path, each: Each = one_by_one) -> tuple[list[Record], list[Problem]]:
    """Every record in `folder` (`*.md`, sorted by name), and what is wrong with the others."""
    records: list[Record] = []
    texts, problems = read_texts(folder)
    for record, found in each(partial(_parsed), list(texts), name=itemgetter(0)):
        problems.extend(found)
        if record is not None:
            records.append(record)
    return records, problems


def _parsed(one: tuple[str, str, str]) -> tuple[Record | None, list[Problem]]:
    path, slug, text = one
    return parse(text, slug, path)


def parse(text: str, slug: str, path: str) -> tuple[Record | None, list[Problem]]:
    """A record from its text.

    Out: the record, or nothing where it has no usable title or its front matter cannot be read, and every
    problem with its line. A field of the wrong type is left out of the paper and stays in the text.
    """
    reader, parts, problems = open_front(text, path)
    if reader is None or parts is None:
        return None, problems
    title = reader.title()
    if not title:
        return None, [*problems, *reader.problems]
    said = _in_languages(reader, text, parts.sections)
    abstracts = [text[start:end].strip() for heading, start, end in parts.sections if heading.lower() == "abstract"]
    paper = Paper(
        slug=slug,
        title=title,
        authors=reader.texts("authors"),
        year=reader.year("year"),
        venue=reader.text("venue"),
        arxiv=reader.text("arxiv"),
        doi=reader.text("doi"),
        links=reader.mapping("links"),
        signals=reader.signals("signals"),
        summary=unprotect(text[slice(*parts.summary)].strip()),
        abstract=unprotect(abstracts[0]) if abstracts else "",
        sections=tuple((heading, _trimmed(text[start:end])) for heading, start, end in parts.sections
                       if heading.lower() != "abstract" and not _translated(heading)),
        translations=said,
        decided_topics=reader.texts("topics"),
        decided_tags=reader.texts("tags"),
        decided_introduces=reader.texts("introduces") if "introduces" in reader.front else None,
        aliases=reader.texts("aliases"),
        listings=reader.sightings("listings"),
    )
    if opened := parts.body.unclosed:
        problems.append(Problem(path, line_of(text, opened.start), *_UNCLOSED[opened.inside]))
    imported = reader.mapping("imported")
    reader.refuse_unknown((*FIELDS, *(f"title_{one.language}" for one in said if one.title)))
    record = Record(paper, text, path, reader.lines, imported, frozenset(reader.unread))
    return record, [*problems, *reader.problems]


def _in_languages(reader: FieldReader, text: str, sections: Sequence[tuple[str, int, int]]) -> tuple[Translation, ...]:
    """What the record says in other languages: fields `title_zh`, sections `Summary (zh)` and `Abstract (zh)`."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for field in reader.front:
        if (found := re.fullmatch(TITLE_IN, field)) and is_language(found[1]):
            said[found[1]]["title"] = reader.text(field)
    for heading, start, end in sections:
        if found := _translated(heading):
            said[found["language"]].setdefault(found["part"].lower(), unprotect(text[start:end].strip()))
    return tuple(Translation(language, **parts) for language, parts in sorted(said.items()) if any(parts.values()))


def _translated(heading: str) -> re.Match[str] | None:
    found = _IN_LANGUAGE.fullmatch(heading)
    return found if found and is_language(found["language"]) else None


def _trimmed(body: str) -> str:
    """Markdown without the blank lines around it; the blanks before its first line make code of it, and stay."""
    return re.sub(r"\A(?:[ \t]*\r?\n)+", "", body).rstrip()
