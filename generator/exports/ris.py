"""RIS, which reference managers read: a tag and a value a line, `TY` to `ER`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papershelf.exports.citing import csl_type, one_line
from papershelf.model import Paper
from papershelf.text.person import name_parts

# By the type in CSL; the tags are those of https://github.com/aurimasv/translators/wiki/RIS-Tag-Map.
_TYPE = {"article": "UNPB", "article-journal": "JOUR", "paper-conference": "CPAPER", "thesis": "THES",
         "report": "RPRT", "book": "BOOK"}


def to_ris(papers: Sequence[Paper]) -> str:
    """The shelf as RIS, records sorted by slug."""
    return "\n".join(ris_record(paper) for paper in sorted(papers, key=lambda p: p.slug))


def ris_record(paper: Paper) -> str:
    """A paper as a record of RIS."""
    lines = [f"TY  - {_TYPE[csl_type(paper.venue)]}"]
    # A line has one value, so no value can begin another tag's line.
    lines += [f"{tag}  - {line}" for tag, value in _fields(paper) if (line := one_line(value))]
    return "".join(f"{line}\n" for line in [*lines, "ER  - "])


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "ID", paper.slug
    yield "TI", paper.title
    for name in paper.authors:
        yield "AU", _name(one_line(name))
    yield "PY", str(paper.year or "")
    yield "T2", paper.venue
    yield "DO", paper.doi
    yield "AN", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    for kind in sorted(paper.links):
        yield "UR", paper.links[kind]
    for tag in paper.tags:
        yield "KW", tag.name
    yield "AB", paper.abstract


def _name(name: str) -> str:
    """`von Family, Given, Jr.`; a name of one part, such as an institution's, as it is."""
    parts = name_parts(name)
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return name if parts.is_whole else ", ".join(filter(None, (family, parts.given, parts.suffix)))
