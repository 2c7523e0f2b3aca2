"""Text with a tag at the start of each field, as databases and reference managers export it.

What differs between them is data: how a line begins a field, which tag begins a record, what the tags mean. The
libraries for these formats (nbib, rispy's parser of the Web of Science) know one of them each, and neither the line
of a record nor how to go on after a broken one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import signals
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.text import ids

# What a record's number looks like where an export writes one in a line of its own.
NUMBER = re.compile(r" ?(?:<\s*\d+\s*\.?\s*>|\d+\s*\.|\[\d+\]|Record #?\d+ of \d+)\s*")
_SEEN = 60  # fields by which a format is known

Fields = Mapping[str, list[str]]


def one_person(field: str) -> tuple[str, ...]:
    """The names in one line of authors, as most formats have it: one, unless semicolons part several."""
    return f.names(field) if ";" in field else (field,)


def as_found(text: str) -> str:
    """The text itself."""
    return text


class Style(NamedTuple):
    """A tagged format: what it is called, how a line begins a field, and what the tags mean, best first.

    `start` are tags that may begin a record; the first of them in a file does, and where it has none, blank lines part
    records. `title`, `people`
    and `venue` undo what the format alone does to them.
    """

    name: str
    example: str
    line: re.Pattern[str]
    start: tuple[str, ...]
    tags: Mapping[str, tuple[str, ...]]
    title: Callable[[str], str] = as_found
    people: Callable[[str], tuple[str, ...]] = one_person
    venue: Callable[[str], str] = as_found
    bare: bool = False  # records may go without a first tag
    page: str = ""  # the address of a record that has no other, by its `number`
    end: str = "ER"
    counts: tuple[str, str, str] = ("", "", "")  # the tags of a count and of its day, and who counts


class Found(NamedTuple):
    """A record: its first line, and the values of each tag, lines of one value apart."""

    line: int
    fields: dict[str, list[str]]


def confidence(sample: Sample, style: Style) -> Recognition:
    """The first lines are fields of the format: a tag that begins a record, and a title's or others."""
    lines = [line for line in sample.lines if not NUMBER.fullmatch(line.strip())]
    tags = [found[1] for line in lines if (found := style.line.match(line))][:_SEEN]
    start = next((tag for tag in tags[:3] if tag in style.start), "")
    telling = set(tags) & {*style.tags["title"], *style.tags["authors"], *style.tags["year"]}
    start = start or ("a field" if style.bare and len(tags) > 0.8 * len(lines) else "")
    enough = 0 if len(start) > 2 else 1  # a long tag says by itself whose it is
    return sure(start and len(telling) > enough, SIGNED, f"a record of {style.name} begins with {start}")


def read(text: str, source: str, style: Style, found_in: Iterable[Found] | None = None
         ) -> tuple[list[Entry], list[Problem]]:
    """The entries of a tagged export in their order, each at the line where its record begins.

    A record that has no title is a problem. `found_in` are the records, where something else has found them.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    for record in records(text, style) if found_in is None else found_in:
        if found := entry(record.fields, Source(source, record.line), style):
            entries.append(found)
        else:
            problems.append(Problem(source, record.line, "no-title", "a record without a title",
                                    f"give it a line `{style.example}`", rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers",
                                "holds no papers", f"export records of {style.name} with their titles"))
    return entries, problems


def records(text: str, style: Style) -> Iterator[Found]:
    """The records of an export, parted by their numbers, their first tags or blank lines, whichever it has. Lines that
    begin no field go on with the one before."""
    lines = text.lstrip("\ufeff").split("\n")
    numbered = NUMBER.fullmatch(next((line.strip() for line in lines if line.strip()), "")) is not None
    start = next((found[1] for line in lines if (found := style.line.match(line)) and found[1] in style.start), "")
    start = "" if numbered else start
    current: Found | None = None
    values: list[str] = []
    for number, line in enumerate(lines, 1):
        field = style.line.match(line)
        tag = field[1] if field else ""
        over = tag == start if start else not line.strip() and not numbered
        if current and (over or (tag and tag == style.end) or NUMBER.fullmatch(line)):
            yield current
            current = None
        if field and tag != style.end and (current or tag == start or not start):
            current = current or Found(number, {})
            values = current.fields.setdefault(tag, [])
            values.append((field[2] or "").strip())
        elif current and values and not field and line.strip():
            values[-1] = f"{values[-1]}\n{line.strip()}".strip()
    if current:
        yield current


def entry(fields: Fields, source: Source, style: Style) -> Entry | None:
    """The paper of a record; nothing where it has no title."""
    said = {name: next((fields[tag] for tag in tags if any(fields.get(tag, ()))), [])
            for name, tags in style.tags.items()}
    title = style.title(_joined(said["title"][:1]))
    if not title:
        return None
    venue = style.venue(_joined(said["venue"][:1]))
    addresses = [("", line) for value in said.get("url", []) for line in value.split("\n")]
    page = f"{style.page}{said['number'][0]}" if style.page and said.get("number") else ""
    notes = [value for tag in style.tags.get("notes", ()) for value in fields.get(tag, ())]
    arxiv = next((id_ for text in (*said["venue"], *notes) if (id_ := ids.arxiv_in(text))), "")
    where = f.places(addresses, arxiv=arxiv, doi_field=_doi(said["doi"]))
    if page and not (where.links or where.doi or where.arxiv):
        where = f.places([*addresses, ("", page)])
    return Entry(
        title=title,
        source=source,
        abstract="\n\n".join(said["abstract"]),
        authors=f.people([*(name.strip() for value in said["authors"]
                            for line in value.split("\n") for name in style.people(line)),
                          *map(_whole, said.get("groups", []))]),
        year=next((year for value in said["year"] if (year := f.year(value) or f.year(_year_of_day(value)))), None),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
        signals=(*signals.counted(style.counts[2], "citations", _joined(fields.get(style.counts[0], [])[:1]),
                                  _joined(fields.get(style.counts[1], [])[:1]), source.file),
                 *signals.in_notes("\n".join(notes), source.file)),
    )


def _joined(values: list[str]) -> str:
    return " ".join(" ".join(values).split())


def _whole(name: str) -> str:
    """The name of a group, in braces where a comma would part it."""
    return f"{{{name}}}" if "," in name else name


def _year_of_day(value: str) -> str:
    """The year of a day without marks between: `20210301`."""
    return value[:4] if re.fullmatch(r"\d{8}", value) else ""


def _doi(values: list[str]) -> str:
    """The DOI among identifiers of several kinds: the one that says so, else the first that is one."""
    said = [value for value in values if "[doi]" in value.lower()]
    return next((found for value in said or values if (found := ids.doi(value.replace("[doi]", "")))), "")
