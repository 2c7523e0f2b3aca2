"""Where in an item its paper's title stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from papershelf.readers.curated import vocabulary
from papershelf.readers.curated.facts import VENUE, Fact, fact_of, people_in
from papershelf.readers.curated.pieces import Piece, plain

LINK = "\ue000"  # stands for a link in the text of an item
# Numbers, checkboxes and pictures before a title.
_LEAD = re.compile(
    r"^(?:\s|\[[ xX✓✔]?\]|\(?\[?(?!(?:19|20)\d\d\D)\d{1,4}\s?[.):\]]\)?(?=\s|\*|$)|"
    r"[^\w\"“”‘’'«(\[<$¿¡@+*∞α-ωΑ-Ω\\-]|[-*+•]\s)+")
_FACT_AHEAD = re.compile(
    r"^\s*[\[(【]([^\[\]()【】]{1,60})[\])】]\s*[:,-]?\s*"
    r"|^\s*((?:19|20)\d\d(?:[-./]\d{1,2}){1,2})\s*[|,:-]?\s+")
_QUOTED = re.compile(
    rf"^(?P<before>[^\"“]{{0,400}})[\"“](?P<title>.+)[\"”]\.?,?(?=\s*(?:$|[\[(,.;–—{LINK}-]|by\b|\d))", re.S)
_QUOTED_SHORT = re.compile(r"^(?P<before>[^\"“]{0,60})[\"“](?P<title>[^\"“”]{8,300})[\"”]", re.S)
_DASH = re.compile(r"(?<!\s)\s+(?:[-–—|]+\s+|[-–—](?=[a-z]))|(?<=\w)\s?[–—]\s+")
_NICK = re.compile(r"^\[(?!Re\])[^\[\]]{1,25}\]\s+(?=\w)")
_SPACES = re.compile(r"(?<=\S) {2,}(?=[A-Z])")
# How the sentence begins that a newsletter puts after a title, without a mark between.
_PROSE_OPENS = re.compile(
    r"(?<=[\w)?!]) +(?=(?:Introduces?|Proposes?|Presents?|Shows|Explores|Investigates|Demonstrates|Provides|Develops|"
    r"Describes|Releases|Evaluates|Studies|Analyzes|Examines|Offers|Reports|Finds|Discusses|Surveys|Compares|Tackles|"
    r"Combines|Extends|Addresses|Trains|A (?:new|novel|comprehensive)|This (?:paper|work|survey|study|new|review)|We|"
    r"In this|The (?:paper|authors)|Researchers) )")
_ARXIV_END = re.compile(r"(?:[,.;]\s*|(?<!\s)\s+)?\(?arXiv:?\s*\d{4}\.\d{4,5}(?:v\d+)?\)?\.?$", re.I)
_STOP = re.compile(r",?\s*\b(?:19|20)\d\d\b|(?<!\b[A-Z])(?<!\bal)\.\s|[\[(]|\s+[-–—|]\s+|\s{2,}")
_ENDS = re.compile(r"(?<![\s.,;:|/\-–—*_`~\\])[\s.,;:|/\-–—*_`~\\]+$")
_STARTS = re.compile(r"^[\s.,;:|\-–—*_`~)\]]+")
# A text that ends like this goes on, in the link after it.
_NO_TITLE = re.compile(r"https?://|www\.|^(?:19|20)\d\d.{0,6}$|^[@<{]"
                       r"|\b(?:the|our|of|is|are|and|see|this|an?|via|with|check out)$")
_LONG = 150  # a longer text than that holds more than a title
_LONGEST = 350
_TOO_LONG = 4_000  # where a text goes on so long, no title ends


class Title(NamedTuple):
    """A title, the pieces from `start` to `end` that it stands in, its link, and what else stood in those pieces."""

    text: str
    start: int
    end: int
    href: str = ""
    rest: tuple[Piece, ...] = ()
    fact: Fact | None = None


def title_in(pieces: Sequence[Piece]) -> Title | None:
    """The title of an item's paper; nothing where there is none that could be one."""
    pieces = list(pieces)
    fact = _without_lead(pieces)
    first = _after_labels(pieces)
    for look in (_quoted, _linked, _bold, _plain):
        if (found := look(pieces[first:])) and (text := tidy(found.text)) and may_be_title(text):
            return found._replace(text=text, fact=fact, start=found.start + first, end=found.end + first)
    return None


def _after_labels(pieces: Sequence[Piece]) -> int:
    """Where an item goes on that begins with links to its paper: "[arXiv:2301.00001] Title. [PDF]"."""
    for n, piece in enumerate(pieces):
        if piece.is_break:
            return 0
        if not (_is_label(piece) or not re.search(r"\w", piece.text)):
            return n if not piece.href and len(piece.text.split()) > 2 else 0
    return 0


def tidy(text: str) -> str:
    """A title without what lists put around it."""
    text = " ".join(text.replace(LINK, " ").replace("**", "").split())
    text = _NICK.sub("", _STARTS.sub("", _LEAD.sub("", _ARXIV_END.sub("", text))))
    while (found := re.search(r"(?:(?<!\s)\s+|(?<![\s\[(]))[\[(]+([^\[\]()]{1,40})[\])]*$", text)) and (
            fact_of(found[1]) or vocabulary.link_kind(found[1]) is not None):
        text = text[:found.start()]
    text = _ENDS.sub("", text) + ("…" if text.endswith(("...", "…")) else "")
    if len(text) > 2 and text[0] in "\"“«" and text[-1] in "\"”»" and text[1:-1].count('"') % 2 == 0:
        text = text[1:-1]
    return _ENDS.sub("", text.strip())


def may_be_title(text: str) -> bool:
    """Whether a human could call a text a paper's title: letters, no address, no label of a link, no fact."""
    if len(text) > _LONGEST or (text.startswith("(") and ")" not in text):
        return False
    if not any(map(str.isalpha, text)) or sum(map(str.isalnum, text)) < 2:
        return False
    return not _NO_TITLE.search(text) and vocabulary.link_kind(text) is None and vocabulary.field_kind(text) is None


def _without_lead(pieces: list[Piece]) -> Fact | None:
    """Take numbers, pictures, dates and venues off the front; what they say."""
    fact: Fact | None = None
    for n, piece in enumerate(pieces):
        if piece.href and not piece.badge:
            break
        text = piece.text if piece.href else _LEAD.sub("", piece.text)
        while (found := _FACT_AHEAD.match(text)) and (said := fact_of(found[1] or found[2] or "")):
            fact = Fact((fact and fact.year) or said.year, (fact and fact.venue) or said.venue)
            text = _LEAD.sub("", text[found.end():])
        if not piece.href and "bold" in piece.style and (said := fact_of(text)) and (
                not said.venue or VENUE.match(text.strip(" []("))):
            fact = Fact((fact and fact.year) or said.year, (fact and fact.venue) or said.venue)
            text = ""
        if not piece.href:
            pieces[n] = piece._replace(text=text if text or not piece.is_break else "\n")
        if text.strip():
            break
    return fact


def _is_label(piece: Piece) -> bool:
    """Whether a link says what it leads to, and not what the paper is called."""
    return bool(piece.href) and (
        piece.badge or vocabulary.link_kind(piece.text) is not None or fact_of(piece.text) is not None
        or bool(re.fullmatch(r"(?:arxiv\W*)?\d{4}\.\d{4,5}(?:v\d+)?|https?://.*|\W*", piece.text, re.I))
        or piece.href.startswith("#"))


def _head(pieces: Sequence[Piece]) -> int:
    """How many pieces stand before the first link that is a label."""
    return next((n for n, piece in enumerate(pieces) if _is_label(piece)), len(pieces))


def _quoted(pieces: Sequence[Piece]) -> Title | None:
    head = _head(pieces)
    text = "".join(piece.text for piece in pieces[:head])
    after = LINK if head < len(pieces) else ""
    found = _QUOTED.match(text + after) or _QUOTED_SHORT.match(text)
    if not found or len(found["title"]) > _LONGEST or (
            len(found["before"]) > 60 and not people_in(found["before"])) or (found["before"].strip() and not re.search(
            r"[:：|,.)\]–—-]\s*$", found["before"]) and len(found["before"].split()) > 2):
        return None
    last, at = 0, found.end("title") + 1
    while last < head and at > len(pieces[last].text):
        at, last = at - len(pieces[last].text), last + 1
    href = next((p.href for p in pieces[:last + 1] if p.href and p.text and p.text in found["title"]), "")
    rest = [Piece(found["before"]), Piece("\n")] if people_in(found["before"]) else []
    if last < head and not pieces[last].href:
        rest.append(pieces[last]._replace(text=pieces[last].text[at:]))
    return Title(found["title"], 0, last + 1, href, tuple(rest))


def _linked(pieces: Sequence[Piece]) -> Title | None:
    at = next((n for n, p in enumerate(pieces) if p.href and not _is_label(p) and (
        vocabulary.leads_to_paper(p.href) or not people_in(p.text))), -1)
    if at < 0 or at > _head(pieces):
        return None
    link, before = pieces[at], plain(pieces[:at])
    if any(p.is_break and plain(pieces[:n]) for n, p in enumerate(pieces[:at])):
        return None
    words, said = before.split(), link.text.split()
    opened = before.rstrip().endswith(("[", "("))
    if opened and len(words) > 3 and len(said) <= 5:
        return None  # "Title [[Venue]](…)": the link says where
    if len(words) > 3 and not re.search(r"[:：–—|.,-]\s*$|[:：]\W*$", before) and not people_in(before):
        return None  # a sentence that has a link in it, or a title before a link
    if len(words) > 3 and len(said) < 3:
        return None
    return Title(link.text, at, at + 1, link.href)


def _bold(pieces: Sequence[Piece]) -> Title | None:
    start = next((n for n, piece in enumerate(pieces) if piece.text.strip() and not piece.badge), -1)
    if start < 0 or "bold" not in pieces[start].style or pieces[start].href:
        return None
    end = start
    while end < len(pieces) and ("bold" in pieces[end].style or (
            not pieces[end].text.strip() and end + 1 < len(pieces) and "bold" in pieces[end + 1].style)):
        end += 1
    text = plain(pieces[start:end])
    following = plain(pieces[end:end + 1])
    if (text.endswith((":", "：")) or following.startswith((":", "："))) and len(text.split()) <= 4:
        return None  # a name before the title
    if following[:1].isalpha() and not people_in(following) and fact_of(following) is None and len(text.split()) < 3:
        return None
    return Title(text, start, end)


def _plain(pieces: Sequence[Piece]) -> Title | None:
    """The text up to the first link, to people, to a date or venue in brackets, or to a remark."""
    head = next((n for n, piece in enumerate(pieces) if piece.href and (_is_label(piece) or n)), len(pieces))
    texts: list[str] = []
    end = head
    begun, size = False, 0
    for n, piece in enumerate(pieces[:head]):
        begun, size = begun or bool(texts and texts[-1].strip()), size + len(piece.text)
        if size > _TOO_LONG:
            return None
        if piece.is_break and begun and _new_line(pieces[n + 1:]):
            end = n
            break
        if begun and (("italic" in piece.style and people_in(piece.text))
                      or ("code" in piece.style and fact_of(piece.text))):
            end = n
            break
        texts.append(" " if piece.is_break else piece.text)
    text = "".join(texts)
    if not text.strip() or (end == head < len(pieces) and _goes_on(text, pieces[head])):
        return None
    before = people_ahead(text)
    people, text = text[:before], text[before:]
    cut = _cut(text[:_TOO_LONG], len(plain(pieces)) > _LONG)
    title = text[:cut]
    if len(" ".join(title.split())) > _LONGEST:
        return None
    rest = text[cut:]
    return Title(title, 0, end, "", tuple(Piece(one) for one in (people, "\n", rest) if one.strip(" ")))


def people_ahead(text: str) -> int:
    """Where the title begins in "Ada Reed, Bo Finch, Title, Venue": after two people or more, where a title follows."""
    parts = text.split(",")
    count = 0
    while count < len(parts) and people_in(parts[count]) and all(
            1 < len(name.split()) < 5 for name in people_in(parts[count])):
        count += 1
    follows = count > 1 and count < len(parts) and len(parts[count].split()) > 3 and not people_in(parts[count])
    return len(",".join(parts[:count])) + 1 if follows else 0


def _goes_on(text: str, link: Piece) -> bool:
    """Whether a link is a part of the sentence before it, as links in prose are."""
    if _is_label(link) or link.text.startswith("[") or re.search(r"[\[(.,:;!?–—|-]\s*$", text):
        return False
    return not vocabulary.leads_to_paper(link.href) or not link.text[:1].isupper() or len(link.text.split()) > 4


def _new_line(pieces: Sequence[Piece]) -> bool:
    """Whether a line says something else than the title goes on with."""
    line: list[Piece] = []
    for piece in pieces:
        if piece.is_break:
            break
        line.append(piece)
    text = plain(p for p in line if not p.href)
    said = re.match(r"([\w ]{2,20})\s*[:：]", text)
    return (not text or bool(people_in(text)) or fact_of(text) is not None or "italic" in line[0].style
            or bool(said and vocabulary.field_kind(said[1])) or len(text) > _LONG
            or (bool(line) and bool(line[0].href)))


def _cut(text: str, with_prose: bool) -> int:
    """Where the title ends in a text that goes on."""
    cuts = [len(text)]
    for found in re.finditer(r"(?<!\s)\s*[\[(【]([^\[\]()【】]{1,110})(?:[\])】]|$)", text):
        if fact_of(found[1]) is not None and found.start() > 3:
            cuts.append(found.start())
            break
    if (whole := text.rstrip()) != (closed := whole.rstrip("[(")):
        cuts.append(len(closed.rstrip()))
    if year := re.search(r"(?<!\s)\s*[\[(](?:19|20)\d\d\b", text[4:]):
        cuts.append(year.start() + 4)
    for found in re.finditer(r"(?<![\s.(,][A-Z])[.]\s+|[?!,;]\s+|\s+by\s+|\s+[-–—|]+\s+|:\s+|\s{2,}|\s+/\s+", text):
        if found.start() < 4:
            continue
        rest = _STOP.split(text[found.end():] + " ")[0]
        if people_in(rest) and (found[0].strip() or "  " in found[0]) and _enough(found[0], rest):
            cuts.append(found.start() + (found[0][:1] in "?!"))
            break
        if found[0][:1] in ".," and (fact := fact_of(text[found.end():])) and (fact.year or fact.venue):
            cuts.append(found.start())
            break
    if dash := next((d for d in _DASH.finditer(text) if d.start() > 3 and _is_remark(text[d.end():])), None):
        cuts.append(dash.start())
    if with_prose and (opens := _PROSE_OPENS.search(text, 4)):
        cuts.append(opens.start())
    if with_prose and (spaces := _SPACES.search(text)):
        cuts.append(spaces.start())
    return min(cuts)


def _enough(mark: str, rest: str) -> bool:
    """Whether people after such a mark are surely that: after a comma or a colon one whole name may be anything."""
    told = mark.strip() in (".", "by", "?", "!", "-", "–", "—", "|")
    return told or bool(re.search(r"\bet\.?\s*al\b|,|\band\b|&", rest))


def _is_remark(text: str) -> bool:
    """Whether what follows a dash is said of the paper, and no part of its title."""
    words = text.split()
    return bool(words) and ((words[0][:1].islower() and len(words) > 3) or len(text) > _LONG or bool(people_in(text)))
