"""Reading sources: one module per format, chosen by what the text looks like.

Each format module offers `confidence(sample) -> Recognition`, how sure it is that a text is its own and why, and
`read(text, source) -> (entries, problems)`. The surest reads; a text that is plainly something else is refused with
the name of what it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from papershelf.model import Entry, Problem
from papershelf.readers import (
    atom,
    bibtex,
    citation_cff,
    csl,
    csv_records,
    daily_papers,
    databases,
    html_listing,
    identifiers,
    json_records,
    listing,
    openreview,
    references,
    ris,
    xlsx,
    xml_records,
)
from papershelf.readers.curated import by_topic, markdown
from papershelf.readers.decoding import decode
from papershelf.readers.limits import FILE, within
from papershelf.readers.recognition import Recognition, Sample
from papershelf.readers.refusals import REFUSALS, Refusal, kind_of, other_xml

__all__ = ["FORMATS", "Chosen", "Format", "bytes_of", "decode", "explained", "known_formats",
           "read_data", "read_file", "recognise"]

Read = Callable[[str, str], tuple[list[Entry], list[Problem]]]


class Format(NamedTuple):
    """A row of the table of formats: the name that `--format` takes, and how to know and read it."""

    name: str
    confidence: Callable[[Sample], Recognition]
    read: Read


# Where two are equally sure, the first reads.
FORMATS: tuple[Format, ...] = (
    Format("bibtex", bibtex.confidence, bibtex.read),
    Format("ris", ris.confidence, ris.read),
    *(Format(name, partial(databases.confidence, name=name), partial(databases.read, name=name))
      for name in databases.STYLES),
    Format("xml", xml_records.confidence, xml_records.read),
    Format("atom", atom.confidence, atom.read),
    Format("html", html_listing.confidence, html_listing.read),
    Format("daily-papers", daily_papers.confidence, daily_papers.read),
    Format("openreview", openreview.confidence, openreview.read),
    Format("csl", csl.confidence, csl.read),
    Format("citation-cff", citation_cff.confidence, citation_cff.read),
    Format("topics-json", by_topic.json_confidence, by_topic.read_json),
    Format("yaml", by_topic.yaml_confidence, by_topic.read_yaml),
    Format("json", json_records.confidence, json_records.read),
    Format("markdown", markdown.confidence, markdown.read),
    Format("csv", csv_records.confidence, csv_records.read),
    Format("identifiers", identifiers.confidence, identifiers.read),
    Format("references", references.confidence, references.read),
    Format("listing", listing.confidence, listing.read),
)

STANDARD_INPUT = "standard-input.txt"  # what records call it as a source
_STRAY = 3  # so many NUL characters are an accident of saving; more are a file that is no text


class Chosen(NamedTuple):
    """What a text was recognised as: the format that reads it, or what it is that is not read; and why."""

    format: Format | None
    reason: str
    refused: Refusal | None = None


def recognise(text: str, name: str = "") -> Chosen:
    """The surest format or refusal for a text; neither where nothing recognises it.

    Args:
        text: the whole text, of which a bounded sample is looked at.
        name: the file's name, whose suffix may count where the text is of two kinds at once.
    """
    sample = Sample(text, name)
    best, chosen = 0.0, Chosen(None, "nothing in it is of a known format")
    for one in FORMATS:
        score, reason = one.confidence(sample)
        if score > best:
            best, chosen = score, Chosen(one, reason)
    rows = [(one, one.confidence(sample)) for one in REFUSALS]
    rows.append((Refusal("XML of another kind", "save BibTeX, RIS or an Atom feed"), other_xml(sample)))
    for refusal, (score, reason) in rows:
        if score > best:
            best, chosen = score, Chosen(None, reason, refusal)
    return chosen


def read_file(path: Path, format_name: str = "") -> tuple[list[Entry], list[Problem]]:
    """Every entry of one file, and what could not be read.

    In: the file, and a format's name or nothing to go by content. Out: entries in file order and problems,
    both naming the file without its folder, so that a shelf says the same on every machine. A file that
    cannot be opened, or that no format recognises, is a problem, too.
    """
    name, data, problem = bytes_of(path)
    return ([], [problem]) if problem else read_data(data, name, format_name)


def bytes_of(path: Path) -> tuple[str, bytes, Problem | None]:
    """What a source is called, its bytes, or the problem that it cannot be opened. `-` is the standard input."""
    if str(path) == "-":
        return STANDARD_INPUT, sys.stdin.buffer.read(), None
    try:
        if (size := path.stat().st_size) > FILE:
            what = f"has {size:,} bytes, more than the {FILE:,} that are read"
            return path.name, b"", Problem(path.name, 1, "too-large", what, "part the file")
        return path.name, path.read_bytes(), None
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        return path.name, b"", Problem(path.name, 1, "unreadable-file", what, "give the path of a readable file")


def read_data(data: bytes, name: str, format_name: str = "") -> tuple[list[Entry], list[Problem]]:
    """Every entry of the bytes of a file that is called `name`, and what could not be read."""
    return explained(data, name, format_name)[1:]


def explained(data: bytes, name: str, format_name: str = "") -> tuple[str, list[Entry], list[Problem]]:
    """What the bytes of a file are taken for and why, in words; its entries, and what could not be read."""
    if xlsx.is_workbook(data):
        return "xlsx: a workbook of Excel", *xlsx.read(data, name)
    text, problem = text_of(data, name)
    if problem:
        return problem.what, [], [problem]
    chosen = (Chosen(next(f for f in FORMATS if f.name == format_name), "it was said to be") if format_name
              else recognise(text, name))
    if chosen.format is None:
        said = f"{chosen.refused.name}, which is not read" if chosen.refused else "no format"
        return f"{said}: {chosen.reason}", [], [_unread(chosen, name)]
    taken = f"{chosen.format.name}: {chosen.reason}"
    try:
        entries, problems = chosen.format.read(text, name)
    except RecursionError:
        return taken, [], [Problem(name, 1, "nested-too-deep",
                                   "holds parts within parts without end", "leave them out", rejects=True)]
    kept, outsized = within(entries)
    return taken, kept, [*problems, *outsized]


def text_of(data: bytes, name: str) -> tuple[str, Problem | None]:
    """The text of a file's bytes, or the problem that it is empty or no text."""
    if kind := kind_of(data):
        return "", Problem(name, 1, "refused-format", f"{kind.name}, which is not read", kind.hint)
    text = decode(data)
    if not text.strip("\ufeff \t\n\f"):
        return "", Problem(name, 1, "empty-file", "holds no papers, the file is empty", "save the listing again")
    if text.count("\0") > max(_STRAY, len(text) / 1000):
        return "", Problem(name, 1, "not-text", "is not text", f"give one of: {known_formats()}")
    return text.replace("\0", ""), None


def _unread(chosen: Chosen, name: str) -> Problem:
    if chosen.refused is None:
        return Problem(name, 1, "unknown-format",
                       "is in no format that is known here", f"give one of: {known_formats()}")
    return Problem(name, 1, "refused-format",
                   f"{chosen.refused.name}, which is not read ({chosen.reason})", chosen.refused.hint)


def known_formats() -> str:
    """The names of the formats, for messages."""
    return ", ".join(f.name for f in FORMATS)
