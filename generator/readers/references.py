"""Reference lists in plain text, as papers end with them: numbered, or a paragraph each, in the usual styles.

A paragraph is a reference only where a style accounts for it: people first, then a year or a title in its marks. Every
other paragraph is a problem with its line, and a text of which most paragraphs are none is no reference list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers.curated.facts import first_turned
from papershelf.readers.recognition import LIKELY, NOT_THIS, Recognition, Sample
from papershelf.text.ids import arxiv_in
from papershelf.text.ids import doi as doi_in

_HEADING = re.compile(
    r"\W*(?:references?(?: and notes)?|bibliography|works cited|literature|literatur|bibliographie)\W*", re.I)
_NUMBER = re.compile(r"^\s*(?:\[(?P<key>[\w+.-]{1,12})\]|\(?\d{1,4}[.)])\s+(?=\S)")
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)[a-z]?"
# Styles, the most marked first. Each accounts for the start of a reference up to its title; the rest is the venue.
_STYLES = (
    # APA: Reed, A., & Finch, B. (2021). Title. Venue
    re.compile(rf"^(?P<people>[^()\"“]{{3,}}?)(?:(?<!\s)\s+)?\({_YEAR}(?:, [^()]*)?\)[.,:]?\s+(?P<title>[^\"“].+?[.?!])"
               r"(?:\s+(?P<venue>.*))?$"),
    # IEEE: A. Reed and B. Finch, "Title," Venue, 2021
    re.compile(r"^(?P<people>[^\"“]{3,}?)(?:[,.:]\s+|(?<!\s)\s+)[\"“](?P<title>.+?)[,.?!]?[\"”],?\s*(?P<venue>.*)$"),
    # ACM: Ada Reed and Bo Finch. 2021. Title. Venue
    re.compile(rf"^(?P<people>[^\"“()]{{3,}}?)\.\s+{_YEAR}\.\s+(?P<title>.+?[.?!])(?:\s+(?P<venue>.*))?$"),
    # LNCS: Reed, A., Finch, B.: Title. In: Venue (2021)
    re.compile(r"^(?P<people>(?:[^\W\d_][\w'’\-]+(?: [^\W\d_][\w'’\-]+)*, (?:[A-Z]\.-?)+(?:, | and )?)+):\s+"
               r"(?P<title>.+?[.?!])(?:\s+(?P<venue>.*))?$"),
    # Vancouver: Reed A, Finch B. Title. Journal. 2021;3(2):1-10
    re.compile(r"^(?P<people>(?:[^\W\d_][\w'’\-]+(?: [^\W\d_][\w'’\-]+)* [A-Z]{1,3}(?:, |(?=\.)))+(?:et al)?)\.\s+"
               r"(?P<title>.+?[.?!])(?:\s+(?P<venue>.*))?$"),
)
# Styles with nothing but full stops: the title ends before the last year, and what follows it is the venue.
_PLAIN = (
    # Ada Reed and Bo Finch. Title. In Venue, 2021
    re.compile(r"^(?P<people>[^\"“()]{3,}?)(?<!\b[A-Z])\.\s+(?P<title>[^\"“]{8,}?[.?!])\s+"),
    # The same with the initials last: Reed, A., and Finch, B. Title. Venue, 2021
    re.compile(r"^(?P<people>[^\"“()]{3,}?\b[A-Z]\.)\s+(?P<title>[^\"“.]{15,}?[.?!])\s+"),
)
_UP_TO_YEAR = re.compile(r"(.*)(?:1[89]|20)\d\d")
_ADDRESS = re.compile(
    r"(?:(?<!\s)\s+)?(?:Available(?: at)?:?\s*|URL:?\s*|doi:?\s*)?(?:https?://\S+|10\.\d{4,9}/\S+)", re.I)
_ARXIV = re.compile(r"(?:(?<!\s)\s+)?arXiv(?: preprint)?[ :]*(?:arXiv:)?\S*", re.I)
_IN = re.compile(r"^in:?\s+", re.I)
# Where a venue's name ends: volume, pages, date.
_VENUE_END = re.compile(
    r"(?:(?:(?<!\s)\s+)?[,.(;]\s*|(?<!\s)\s+)(?:\d+\.\d+\s*\(|vol(?:ume|\.)?\s|no\.\s|pp?\.\s*\d|pages?\s\d|\d+\s*\(\d|\d+[,:;]|"
    r"\(?(?:1[89]|20)\d\d\b|ed(?:itor)?s?\.|art\.|[A-Z]\w+ (?:19|20)\d\d).*$|(?<![.,;\s])[.,;\s]+$", re.I)
_ANY_YEAR = re.compile(r"(?<![\d-])(?:1[89]|20)\d\d(?!\d)")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d]|[.,'’ -]){0,60}")
_ENOUGH = 0.6


class _Parts(NamedTuple):
    """What a style takes for the parts of a reference."""

    people: str
    title: str
    venue: str
    year: str = ""


class _Paragraph(NamedTuple):
    line: int
    text: str


def confidence(sample: Sample) -> Recognition:
    """Most paragraphs are references of a known style, or follow a heading that says so."""
    if sample.is_json or sample.head.lstrip()[:1] in "<{\\@%":
        return NOT_THIS
    paragraphs = [p for p in _paragraphs(sample.head) if not _HEADING.fullmatch(p.text)][:60]
    known = sum(_entry(p, "") is not None for p in paragraphs)
    if not known or known < _ENOUGH * len(paragraphs):
        return NOT_THIS
    return Recognition(LIKELY, f"{known} of its first {len(paragraphs)} paragraphs are references")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The references of a list in their order; a paragraph that no style accounts for is a problem."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for paragraph in _paragraphs(text):
        if _HEADING.fullmatch(paragraph.text):
            continue
        if found := _entry(paragraph, source):
            entries.append(found)
        else:
            problems.append(Problem(source, paragraph.line, "no-paper", "a reference in no style that is known here",
                                    "write: Reed, A., & Finch, B. (2021). Title. Venue. https://doi.org/…",
                                    rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers",
                                "holds no references", "give a list of references, a paragraph each"))
    return entries, problems


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Paragraphs between blank lines; where lines are numbered, each number begins one. Without blank lines and numbers
    each line is one."""
    lines = text.lstrip("\ufeff").split("\n")
    numbered = sum(bool(_NUMBER.match(line)) for line in lines) > 1
    by_line = not numbered and not any(not line.strip() for line in lines[:-1])
    start, held = 0, list[str]()
    for number, line in enumerate([*lines, ""], 1):
        begins = by_line or bool(_NUMBER.match(line)) or _HEADING.fullmatch(line) is not None
        if held and (not line.strip() or begins):
            yield _Paragraph(start, " ".join(held))
            held = []
        if line.strip():
            start = start if held else number
            held.append(line.strip())


def _entry(paragraph: _Paragraph, source: str) -> Entry | None:
    text = _NUMBER.sub("", " ".join(paragraph.text.split()))
    if not 30 <= len(text) <= 2000:
        return None
    body = _ARXIV.sub("", _ADDRESS.sub("", text))
    parts = next((parts for parts in _parted(body) if _people(parts.people)), None)
    if not parts:
        return None
    venue = _venue(parts.venue)
    addresses = [("", url) for url in re.findall(r"https?://\S+", text)]
    where = f.places(addresses, arxiv=arxiv_in(text), doi_field=doi_in(text))
    year = parts.year or "".join(_ANY_YEAR.findall(parts.venue)[:1])
    if not (year or venue or where.arxiv or where.doi):
        return None
    return Entry(
        title=parts.title.rstrip(" .,"), source=Source(source, paragraph.line), authors=_people(parts.people),
        year=f.year(year), venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv, doi=where.doi, links=where.links)


def _parted(body: str) -> Iterator[_Parts]:
    """The parts of a reference by each style that it has, the most marked first."""
    for style in _STYLES:
        if found := style.match(body):
            yield _Parts(found["people"], found["title"], found["venue"] or "", found.groupdict().get("year") or "")
    if before := _UP_TO_YEAR.match(body):
        for style in _PLAIN:
            if found := style.match(body, 0, before.end(1)):
                yield _Parts(found["people"], found["title"], body[found.end():])


def _people(text: str) -> tuple[str, ...]:
    stop = "." if text.rstrip().endswith(".") else ""
    text = re.sub(r"(?:,|(?<!\s))\s*\(eds?\.?\)|\beds?\.$", "", text).strip(" ,.&") + stop
    names = first_turned(f.names(text), short="et al" in text)
    fit = all(_NAME.fullmatch(name) and any(word[:1].isupper() for word in name.split()) for name in names)
    return tuple(names) if names and fit and len(text.split()) < 150 and _is_people(names) else ()


def _is_people(names: tuple[str, ...]) -> bool:
    """Whether names are no sentence: hardly a word in lower case but particles, and no long ones."""
    words = [word for name in names for word in re.split(r"[ ,]+", name) if word]
    lower = [word for word in words if word.islower() and word not in (
        "de", "van", "der", "von", "da", "di", "del", "la", "le", "den", "el", "al", "bin", "ten", "dos", "du")]
    return not lower and all(len(name.split()) <= 6 for name in names)


def _venue(text: str) -> str:
    text = _IN.sub("", text.strip())
    before = ""
    while text != before:
        before, text = text, _VENUE_END.sub("", text)
    text = text.strip(" .,;:")
    return text if len(text) < 200 and re.search(r"[^\W\d_]", text) else ""
