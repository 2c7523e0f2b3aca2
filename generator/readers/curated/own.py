"""The shelf's own list, which `papershelf export readme` writes between two marks, read back to the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model import Entry, Source
from papershelf.readers.curated.pieces import Piece, plain

_YEAR = re.compile(r"\(((?:1|2)\d{3})\)")
_ARXIV, _DOI = "https://arxiv.org/abs/", "https://doi.org/"
_DASH = re.compile(r"(?:^|\s)— ")


def read_own(pieces: Sequence[Piece], source: Source, sections: tuple[str, ...]) -> Entry | None:
    """The paper of a line of the own list; nothing for a line that a person has written otherwise."""
    pieces = [piece for piece in pieces if piece.text.strip()]
    if not pieces or not (pieces[0].href or "bold" in pieces[0].style):
        return None
    title, facts, note = pieces[0], list[Piece](), list[Piece]()
    for n, piece in enumerate(pieces[1:], 1):
        if not piece.href and not piece.style and (dash := _DASH.search(piece.text)):
            facts.append(Piece(piece.text[:dash.start()]))
            note = [Piece(piece.text[dash.end():]), *pieces[n + 1:]]
            break
        facts.append(piece)
    between = "".join(piece.text for piece in facts if not piece.href and not piece.style)
    if re.search(r"[^\s\[\]()\d]", between):
        return None
    year = _YEAR.search(between)
    links = {piece.text: piece.href for piece in facts if piece.href}
    doi = links.pop("doi").removeprefix(_DOI) if links.get("doi", "").startswith(_DOI) else ""
    href = title.href
    if href.startswith(_DOI):
        doi = href.removeprefix(_DOI)
    elif href and not href.startswith(_ARXIV):
        links["paper"] = href
    return Entry(
        title=title.text, source=source, authors=_people(facts), year=int(year[1]) if year else None,
        venue=plain(p for p in facts if not p.href and p.style & {"code", "bold"}),
        arxiv=href.removeprefix(_ARXIV) if href.startswith(_ARXIV) else "", doi=doi,
        links=dict(sorted(links.items())), notes=plain(note), sections=sections, is_own=True)


def _people(facts: Sequence[Piece]) -> tuple[str, ...]:
    text = plain(piece for piece in facts if "italic" in piece.style)
    return tuple(filter(None, (name.strip() for name in re.split(";" if ";" in text else ",", text))))
