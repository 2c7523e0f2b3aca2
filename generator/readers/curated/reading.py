"""What an item of a list says of a paper: its title, and the facts and links around it.

The title is what stands in quotation marks, else the text of a link, else what is set in bold, else the text before
the first thing that is no title. What follows is sorted into people, dates, venues, links and remarks. An item is a
paper's only where something says so: an address that papers have, a link called "paper", or people and a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from papershelf.readers import fields as f
from papershelf.readers.curated import vocabulary
from papershelf.readers.curated.facts import Fact, fact_of, people_in
from papershelf.readers.curated.pieces import BREAK, Piece, plain
from papershelf.readers.curated.titles import LINK, Title, title_in

# A link in Markdown that the list's keeper wrote with a space or an open bracket, so that GitHub shows it as it stands.
_BROKEN = re.compile(r"\[([^\[\]]{1,300})\]?\s*\((https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\s*\)")
_BARE = re.compile(r"https?://[^\s<>\[\]|]+[^\s<>\[\]|.,;:!?)*]")
_BRACKETS = re.compile(r"[\[(【]([^\[\]()【】]{1,160})[\])】]")
_LABEL_LINE = re.compile(
    r"\s{0,40}(?:[-*•+]\s{0,40})?(?P<name>[\w&/(). -]{2,24}?|TL;DR)\s*+[:：]\s*(?P<rest>.*)", re.S | re.I)
_ARXIV_LABEL = re.compile(r"(?:arxiv\W*)?(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7})\W*|(?:arxiv|doi)\W.*", re.I)
_NAMED = re.compile(r"([\w &/]{2,20})\s{0,20}+[:：]\s*(?:\*\*)?[\[(]*$")
_OPEN_YEAR = re.compile(r"\s*[\[(]((?:19|20)\d\d)[,;:]\s+")
_NO_PAPER = {"project", "blog", "video", "slides", "demo", "code"}  # what a page with people and a year may be, too
_CALLED_PAPER = re.compile(r"paper|pdf|arxiv|doi|论文", re.I)
_SAYS_NOTHING = re.compile(r"https?://(?:[\w-]+\.)*(?:twitter\.com|x\.com|t\.co|shields\.io|reddit\.com)/")
_LEFT_BEFORE = re.compile(r"^[\s,.;:|·•/&+\-–—>=~*_\\'\"“”#)\]]+")
_ENDS = r"[\s,;:|·•/&+\-–—<=~*_\\'\"“”#(\[]"
_LEFT_BEHIND = re.compile(rf"(?<!{_ENDS}){_ENDS}+$")
_SEPARATED = re.compile(rf"([{LINK}]+|(?<=[\w)\]]{{2}})\.\s+(?=[^\W\d_])|(?<!\s)\s+[-–—|·•]+\s+|[;|]\s+|  +)")
_FEW_WORDS = 3
_PROSE = 40  # words; in a longer line two capitals in a row are no people


@dataclass(slots=True)
class Found:
    """What is known of an item's paper so far."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_paper: bool = False

    def learn(self, fact: Fact) -> None:
        """Take a year and a venue where none are known yet."""
        self.year = self.year or fact.year
        self.venue = self.venue or fact.venue

    def link(self, text: str, url: str) -> None:
        """Take a link for what it is called and leads to."""
        kind = vocabulary.link_kind(text)
        if kind == "-" or not re.match(r"https?://|www\.", url) or _SAYS_NOTHING.match(url):
            return
        named = kind in ("", "pdf") or bool(_ARXIV_LABEL.fullmatch(text))
        led = vocabulary.leads_to_paper(url) and kind in (None, "", "pdf", "model", "project")
        called = named and _CALLED_PAPER.search(text) and not re.search(r"github\.com|youtu", url)
        self.is_paper = self.is_paper or led or bool(called)
        if kind == "" and f.kind_of(url) == "project":
            kind = "paper"
        if kind is not None or vocabulary.leads_to_paper(url) or f.kind_of(url) != "paper" or text == self.title:
            self.links.append((kind or "", url))

    @property
    def counts(self) -> bool:
        """Whether this is a paper's: by its links, or by people together with a year or a venue."""
        told = len(self.title.split()) >= _FEW_WORDS and bool(self.authors)
        page = any(kind in _NO_PAPER for kind, _ in self.links)
        return bool(self.title) and (self.is_paper or (told and bool(self.venue or (self.year and not page))))


def read_item(pieces: Sequence[Piece], *, titled: str = "") -> Found | None:
    """The paper of an item; nothing where it is none's, or where no title can be told.

    Args:
        pieces: the item's texts and links.
        titled: the title where another part of the page says it; then all of the item is about it.
    """
    parts = _prepared(pieces)
    title = Title(titled, 0, 0) if titled else title_in(parts)
    if title is None:
        return None
    found = Found(title.text)
    if title.href:
        found.link(title.text, title.href)
        found.is_paper = found.is_paper or vocabulary.leads_to_paper(title.href)
    if title.fact:
        found.learn(title.fact)
    _read_rest(found, [*parts[:title.start], BREAK, *title.rest, *parts[title.end:]])
    return found


def _prepared(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with the links that are written as text, or as a bare address, as links."""
    prepared: list[Piece] = []
    for piece in pieces:
        if piece.href or "http" not in piece.text:
            prepared.append(piece)
            continue
        at = 0
        for link in re.finditer(f"{_BROKEN.pattern}|{_BARE.pattern}", piece.text):
            prepared.append(piece._replace(text=piece.text[at:link.start()]))
            url = link[2] or link[0]
            prepared.append(Piece(link[1] or "link", url, piece.style))
            at = link.end()
        prepared.append(piece._replace(text=piece.text[at:]))
    return [piece for piece in prepared if piece.text]


def _read_rest(found: Found, pieces: Sequence[Piece]) -> None:
    """Sort what stands around the title, line by line."""
    line: list[Piece] = []
    open_line: list[Piece] = []  # prose that the next line goes on with
    for piece in [*pieces, BREAK]:
        if not piece.is_break:
            line.append(piece)
            continue
        text = plain(p for p in line if not p.href)
        if any(p.href for p in line) or not text or people_in(text) or fact_of(text) or _LABEL_LINE.match(text):
            _read_line(found, open_line)
            _read_line(found, line)
            open_line = []
        else:
            open_line += [*([Piece(" ")] if open_line else []), *line]
        line = []
    _read_line(found, open_line)


def _read_line(found: Found, line: Sequence[Piece]) -> None:
    if not line:
        return
    labelled = _LABEL_LINE.match(plain(p for p in line if not p.href or p is not line[0]))
    kind = vocabulary.field_kind(labelled["name"]) if labelled else None
    if labelled and kind in ("authors", "year", "venue", "notes", "-", "name", "title"):
        _read_field(found, kind, labelled["rest"], line)
        return
    text = ""
    for piece in line:
        if piece.href:
            text = _read_link(found, piece, text) + LINK
        elif "italic" in piece.style and not found.authors and (people := people_in(piece.text)):
            found.authors = people
            text += LINK
        elif "code" in piece.style and (fact := fact_of(piece.text)):
            found.learn(fact)
        else:
            text += piece.text
    _read_text(found, text)


def _read_link(found: Found, piece: Piece, before: str) -> str:
    """Take a link; the text of its line up to it, with the link's own words where they are no label."""
    kind = vocabulary.link_kind(piece.text)
    fact = fact_of(piece.text)
    if fact and (fact.year or fact.venue):
        found.learn(fact)
        found.link("paper" if vocabulary.leads_to_paper(piece.href) else piece.text, piece.href)
    elif (named := _NAMED.search(before)) and (not kind) and (called := vocabulary.link_kind(named[1])) is not None:
        found.link(named[1] if called else "paper", piece.href)
        return before[:named.start()]
    else:
        found.link(piece.text, piece.href)
        if kind is None and not _ARXIV_LABEL.fullmatch(piece.text) and "://" not in piece.text:
            paper = vocabulary.leads_to_paper(piece.href)
            if paper and "[" in before + piece.text and len(piece.text.split()) < 5:
                found.learn(Fact(None, piece.text.strip("[] ")))
            elif not paper:
                return before + piece.text
    return before


def _read_field(found: Found, kind: str, rest: str, line: Sequence[Piece]) -> None:
    """A line such as "Authors: …"."""
    for piece in line:
        if piece.href:
            found.link(piece.text, piece.href)
    if kind == "authors":
        found.authors = found.authors or people_in(rest)
    elif kind in ("year", "venue"):
        fact = fact_of(rest)
        found.learn(fact if fact else Fact(None, rest if kind == "venue" and len(rest) < 80 else ""))
    elif kind == "notes" and len(rest.split()) >= _FEW_WORDS:
        found.notes.append(rest)


def _read_text(found: Found, text: str) -> None:
    """The words of a line without its links: facts in brackets, then people, venues and remarks part by part."""
    def bracket(match: re.Match[str]) -> str:
        inner = match[1].replace(LINK, "").strip()
        if fact := fact_of(inner):
            found.learn(fact)
            return LINK
        return LINK if not re.search(r"\w", inner) or vocabulary.link_kind(inner) is not None else match[0]

    text = _BRACKETS.sub(bracket, text)
    prose = len(text.split()) > _PROSE
    left: list[str] = []
    parts = _SEPARATED.split(text)
    for before, part in zip(["", *parts[1::2]], parts[::2], strict=True):
        if year := _OPEN_YEAR.match(part):
            found.learn(Fact(int(year[1])))
            part = part[year.end():]
        part = _LEFT_BEHIND.sub("", _LEFT_BEFORE.sub("", part.replace("[]", "").replace("()", "")))
        if not re.search(r"[^\W\d_]", part) and fact_of(part) is None:
            continue
        if fact := fact_of(part):
            found.learn(fact)
        elif not found.authors and (not prose or "et al" in part) and (people := people_in(part)):
            found.authors = people
        elif prose or not _with_facts(found, part):
            left += [before.replace(LINK, " ") if left else "", part]
    note = " ".join("".join(left).split())
    if len(note.split()) >= _FEW_WORDS:
        found.notes.append(note)


def _with_facts(found: Found, part: str) -> bool:
    """Take people, a venue and a date that commas part; whether that was all."""
    pieces = [piece.strip() for piece in part.split(",")]
    for n in range(len(pieces) - 1, 0, -1):
        head, tail = ", ".join(pieces[:n]), ", ".join(pieces[n:])
        people = () if found.authors else people_in(head)
        head_fact = fact_of(head)
        facts = [fact_of(piece) for piece in pieces[n:]] if not fact_of(tail) else [fact_of(tail)]
        if (people or head_fact) and all(facts):
            found.authors = found.authors or people
            for fact in filter(None, [head_fact, *facts]):
                found.learn(fact)
            return True
    return False
