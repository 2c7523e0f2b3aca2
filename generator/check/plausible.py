"""What papers say that can hardly be, told without asking anybody: ids and titles that contradict each other, dates
before their ids, years to come, and values that a program left where a name or title should be.

Nothing here is an error of form, and any of it may be true; so it is a note, and the person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from papershelf.model import Code, Entry, Problem, Record, Source
from papershelf.text.ids import arxiv_month, without_version
from papershelf.text.slugs import title_key
from papershelf.text.words import fold

_FILE = re.compile(r"\S*[\w)]\.(?:pdf|docx?|tex|ps|djvu|epub|zip|html?|bib|txt|pptx?)|microsoft word - .*|"
                   r"untitled(?: document)?|(?:main|paper|manuscript|template)\s*\d*", re.I)
_OTHERS = re.compile(r"\W*(?:et\.?\s*al\.?|(?:and )?others|u\.?\s?a\.?|等)\W*|.*\bet\.?\s*al\.?\W*", re.I)
# What templates put where the DOI goes: ACM's two, and signs that stand for digits.
_NO_DOI = re.compile(
    r"10\.1145/(?:nnnnnnn\.nnnnnnn|1122445\.1122456|3?x+\.x+)|10\.475/123_4|(?>.*?x{5}).*|10\.0+/.*"
    r"|10\.\d{1,3}/.*", re.I)
_IDENTIFIER = re.compile(r"arXiv:|doi:|https?://")  # a title that stands for one until a source says it
_WORD = re.compile(r"[a-z0-9]+")
_ALIKE = 0.5  # of their words; titles that share more are two versions of one


class Stated(NamedTuple):
    """A paper as a source or a record states it; `at` answers where a field stands."""

    title: str
    authors: tuple[str, ...]
    year: int | None
    arxiv: str
    doi: str
    sources: tuple[Source, ...]
    at: Callable[[str], tuple[str, int]]


def of_entry(entry: Entry) -> Stated:
    """What an entry of a source states, each field at the entry's line."""
    return Stated(entry.title, entry.authors, entry.year, entry.arxiv, entry.doi, (entry.source,),
                  lambda field: (entry.source.file, entry.source.line))


def of_record(record: Record) -> Stated:
    """What a record states, each field at its own line."""
    paper = record.paper
    return Stated(paper.title, paper.authors, paper.year, paper.arxiv, paper.doi, paper.listings,
                  lambda field: (record.path, record.lines.get(field, 1)))


def implausible(papers: Sequence[Stated]) -> list[Problem]:
    """Everything that can hardly be, in the order of files and lines.

    There is no clock: a year lies ahead where it is more than one after every date of a listing and every arXiv id.
    """
    newest = max((year for paper in papers for year in _years_known(paper)), default=0)
    found = [problem for paper in papers for problem in _alone(paper, newest)]
    return sorted({*found, *_against_each_other(papers)})


def _years_known(paper: Stated) -> Iterator[int]:
    if month := arxiv_month(paper.arxiv):
        yield month[0]
    yield from (int(source.date[:4]) for source in paper.sources if len(source.date) == 10)


def _note(paper: Stated, field: str, code: Code, what: str, hint: str) -> Problem:
    return Problem(*paper.at(field), code, what, hint)


def _alone(paper: Stated, newest: int) -> Iterator[Problem]:
    """What of a paper can hardly be by itself."""
    if _FILE.fullmatch(paper.title):
        yield _note(paper, "title", "title-is-file-name",
                    f"the title `{paper.title}` is the name of a file", "write the paper's title")
    for name in paper.authors:
        if _OTHERS.fullmatch(name):
            yield _note(paper, "authors", "unnamed-authors",
                        f"the author `{name}` stands for others", "write their names")
    if _NO_DOI.fullmatch(paper.doi):
        yield _note(paper, "doi", "placeholder-doi",
                    f"the DOI `{paper.doi}` was never given out", "write its own, or leave it out")
    if newest and paper.year and paper.year > newest + 1:
        yield _note(paper, "year", "year-ahead", f"the year {paper.year} lies ahead of everything else here",
                    "write the year of publication")
    if month := arxiv_month(paper.arxiv):
        yield from _dates(paper, month)


def _dates(paper: Stated, month: tuple[int, int]) -> Iterator[Problem]:
    """An arXiv id of a later month than the paper's year, or than the listing that has it; a month is the time that
    arXiv may take."""
    given = month[0] * 12 + month[1] - 1
    said = f"the arXiv id `{paper.arxiv}` is of {month[0]}-{month[1]:02}"
    if paper.year and given - 1 > paper.year * 12 + 11:
        yield _note(paper, "arxiv", "arxiv-id-after-year",
                    f"{said}, the paper of {paper.year}", "compare the id with the title, and the year")
    dates = [source.date for source in paper.sources if len(source.date) == 10]
    if dates and given - 1 > int(min(dates)[:4]) * 12 + int(min(dates)[5:7]) - 1:
        yield _note(paper, "arxiv", "arxiv-id-after-listing",
                    f"{said}, a listing that has it of {min(dates)}", "compare the id with the title")


def _against_each_other(papers: Sequence[Stated]) -> Iterator[Problem]:
    """One identifier with two titles, and one title with two arXiv ids; told where the later one stands."""
    by_id: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    by_title: dict[str, list[Stated]] = defaultdict(list)
    for paper in papers:
        for kind, value in (("arXiv id", without_version(paper.arxiv)), ("DOI", paper.doi.lower())):
            if value:
                by_id[kind, value].append(paper)
        if paper.arxiv and len(title_key(paper.title)) > 12:
            by_title[title_key(paper.title)].append(paper)
    for (kind, value), same in sorted(by_id.items()):
        for other in _unlike(same):
            yield _note(other, "title", "id-with-two-titles", f"the {kind} `{value}` has another title here than at "
                        f"`{_place(same[0], 'title')}`, `{same[0].title}`", "find out which paper it is of")
    for same in by_title.values():
        seen = without_version(same[0].arxiv)
        for other in same[1:]:
            if without_version(other.arxiv) != seen:
                yield _note(other, "arxiv", "title-with-two-ids",
                            f"`{other.title}` has the arXiv id `{other.arxiv}` here and `{seen}` at "
                            f"`{_place(same[0], 'arxiv')}`", "find out which id is the paper's")


def _place(paper: Stated, field: str) -> str:
    file, line = paper.at(field)
    return f"{file}:{line}"


def _unlike(papers: Iterable[Stated]) -> Iterator[Stated]:
    """The papers whose titles have little in common with the first one's; names that stand for a title have nothing."""
    first, *others = papers
    words = set(_WORD.findall(fold(first.title)))
    for other in others:
        own = set(_WORD.findall(fold(other.title)))
        short = min(len(words), len(own))
        named = _IDENTIFIER.match(first.title) or _IDENTIFIER.match(other.title)
        if short > 1 and len(words & own) < _ALIKE * short and not named:
            yield other
