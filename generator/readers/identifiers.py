"""Files of identifiers: an arXiv id, a DOI or an address a line. Their papers carry them; other sources bring facts."""

from __future__ import annotations

import re

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers.recognition import MARKED, Recognition, Sample, sure
from papershelf.text.ids import arxiv_id, without_version

_LEAD = re.compile(r"^(?:[-*+•]|\d{1,4}[.)])\s+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.I)
_DOI = re.compile(r"(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)?10\.\d{4,9}(?:\.\d+)*/\S+", re.I)
_WRITE = "write an arXiv id (2307.02628), a DOI (10.1000/182) or an address"


def confidence(sample: Sample) -> Recognition:
    """Most lines are one identifier each; lines that begin with # are remarks."""
    lines = [line for line in sample.lines if not line.lstrip().startswith("#")]
    known = sum(_entry(line, Source("", 1)) is not None for line in lines)
    return sure(known and known >= 0.5 * len(lines), MARKED, "its lines are arXiv ids, DOIs or addresses")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """A paper for each line, called by its identifier until a source says its title; other lines are problems."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip("\ufeff \t\f\x0b\r") or line.lstrip().startswith("#"):
            continue
        if found := _entry(line, Source(source, number)):
            entries.append(found)
        else:
            problems.append(Problem(source, number, "no-paper",
                                    "is no arXiv id, no DOI and no address", _WRITE, rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers", "holds no identifiers", _WRITE))
    return entries, problems


def _entry(line: str, source: Source) -> Entry | None:
    text = _LEAD.sub("", line.strip("\ufeff \t\r")).strip("<>\"' ,;")
    if not text or " " in text.removeprefix("arXiv: ").removeprefix("doi: ") or len(text) > 500:
        return None
    is_address = bool(_ADDRESS.fullmatch(text))
    if (arxiv := arxiv_id(text)) and not (is_address and "doi.org" not in text and not f.places([("", text)]).arxiv):
        return Entry(f"arXiv:{without_version(arxiv)}", source, arxiv=arxiv)
    if _DOI.fullmatch(text) and (doi := f.places([], doi_field=text).doi):
        return Entry(f"doi:{doi}", source, doi=doi)
    if is_address:
        where = f.places([("", text)])
        if where.doi:
            return Entry(f"doi:{where.doi}", source, doi=where.doi)
        return Entry(text, source, links=where.links) if where.links else None
    return None
