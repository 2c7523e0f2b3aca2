"""What formats have in common: arXiv ids, DOIs, years, addresses and lists of names, as fields hold them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from papershelf.text.ids import ARXIV, arxiv_in, doi, without_tex_escapes
from papershelf.text.names import is_organisation

_DOI_ADDRESS = re.compile(
    r"\s*(?:(?:https?://)?(?:www\.)?(?:dx\.)?doi\.(?:org|acm\.org)/|doi:\s*)(?P<doi>10\.\S+)", re.I)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_SORT_KEY = re.compile(r"\\?noopsort\s*\{[^{}]*\}", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s{}<>\"|]+", re.I)
_PREPRINT_SERVER = re.compile(
    r"(?:the\s+)?(?:arxiv(?:\.org)?|corr|computing research repository)(?:\s+(?:e-?prints?|preprints?|cs|math|stat))*"
    rf"(?:[\s,:;(]+(?:(?:arxiv:|abs/)?{ARXIV}|abs/\S+|\[[\w.-]+\]|\d{{4}}|"
    r"[\w.-]+\.[A-Z]{2})\)?)*\s*\.?", re.I)

_CODE = re.compile(r"(?:^|\.)(?:github\.com|gitlab\.[\w.]+|bitbucket\.org|codeberg\.org|gitee\.com|sourceforge\.net"
                   r"|sr\.ht|pypi\.org|anonymous\.4open\.science)$")
_PROJECT = re.compile(r"\.(?:github|gitlab)\.io$|^sites\.google\.com$")
_ON_HUGGING_FACE = {"datasets": "data", "spaces": "demo", "papers": "paper", "collections": "project"}


# A surname of up to three words, and initials with their full stops or without.
_SURNAME_FIRST = re.compile(r"(?P<family>(?:[^\W\d_][\w'’-]+\s+){0,2}[^\W\d_](?=[\w'’-]*[^\W\d_A-Z])[\w'’-]*+)\s+"
                            r"(?P<given>(?:[^\W\d_a-z]\.[ -]?){1,4}|[A-ZÀ-ÖØ-Þ]{1,3})")
_LONGEST_NAME = 200  # characters of a person's name
# Commas in brackets belong to an address.
_COMMA = re.compile(r",(?![^()]{0,200}\))")
# "Reed A, Finch BC.": the full stop is the list's, as PubMed's tables have it.
_STOPPED_LIST = re.compile(r"(?:[^,.;]+ [A-ZÀ-ÖØ-Þ]{1,3}, )+[^,.;]+ [A-ZÀ-ÖØ-Þ]{1,3}\.")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?){1,4}|[^\W\d_a-z]{1,3}")


class Places(NamedTuple):
    """What a paper's addresses say: its arXiv id and DOI, and the links that are neither, by kind."""

    arxiv: str
    doi: str
    links: dict[str, str]


def year(value: object) -> int | None:
    """The first year from 1500 to 2099 in a date of any form; nothing in "to appear" and the like."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = _YEAR.search(_SORT_KEY.sub("", str(value)))
    return int(found[0]) if found else None


def is_preprint_server(venue: str) -> bool:
    """Whether a venue is no more than the name of arXiv or CoRR and the id there."""
    return bool(_PREPRINT_SERVER.fullmatch(" ".join(venue.replace("{", "").replace("}", "").split())))


def places(addresses: Iterable[tuple[str, str]], *, arxiv: str = "", doi_field: str = "") -> Places:
    """Addresses in order of their worth, each with the kind that its field says or none, sorted out.

    An arXiv address gives the id, one of doi.org the DOI; of the others the first of each kind becomes a link.
    """
    number = doi(doi_field)
    arxiv = arxiv or arxiv_in(number)
    links: dict[str, str] = {}
    for kind, text in addresses:
        found = _ADDRESS.search(without_tex_escapes(text))
        url = found[0].rstrip(".,;") if found else ""
        if named := arxiv_in(url or text):
            arxiv = arxiv or named
        elif at := _DOI_ADDRESS.match(url or text):
            number = number or doi(at["doi"])
        elif url:
            links.setdefault(kind or kind_of(url), url)
    return Places(arxiv, "" if arxiv_in(number) else number, dict(sorted(links.items())))


def kind_of(url: str) -> str:
    """What an address leads to, as its host tells: `code`, `data`, `demo`, `project`, else `paper`."""
    _, _, rest = url.partition("://") if "://" in url else ("", "", url)
    host, _, path = rest.partition("/")
    host = host.lower().removeprefix("www.").split(":")[0]
    if _CODE.search(host):
        return "code"
    if host in ("huggingface.co", "hf.co"):
        return _ON_HUGGING_FACE.get(path.split("/")[0], "code")
    return "project" if _PROJECT.search(host) else "paper"


def first(values: Mapping[str, str], *names: str) -> str:
    """The first of the named fields that says something."""
    return next((values[name] for name in names if values.get(name, "").strip()), "")


def names(text: str) -> tuple[str, ...]:
    """The people in a field that holds several: parted by semicolons, lines or bars, else "and", else commas.

    A comma inside a name ("Last, First") does not part names: commas do where every piece is a whole name of two
    words or more, or where surnames and initials or given names take turns. Names that all end with initials
    ("Reed A, Finch BC") have the surname first, which the comma then says.
    """
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    text = "\n".join(filter(None, lines))
    text = re.sub(r"(?:,|(?<!\s))\s+et\.?\s+al\.?$", "", text, flags=re.I)
    text = text[:-1] if _STOPPED_LIST.fullmatch(text) else text
    if re.search(r"[;|\n]", text):
        found = [name for part in re.split(r"[;|\n]+", text) for name in _by_and(part)]
    else:
        found = re.split(r"(?<!\s)\s+(?:and|\\?&)\s+", re.sub(r",\s*(?:and|\\?&)\s+", " and ", text), flags=re.I)
        found = [name for part in found for name in (_by_comma(part) if _commas_part(found) else [part])]
    found = [re.sub(r"^(?:and|\\?&)\s+", "", name.strip(" ,\t\n"), flags=re.I) for name in found]
    return people(surnames_first(found))


def _by_and(part: str) -> list[str]:
    """Names that "and" parts in a list that semicolons part, where what it parts are whole names of people."""
    pieces = re.split(r"(?<!\s)\s+and\s+", part, flags=re.I)
    return pieces if len(pieces) > 1 and all(map(_is_whole, pieces)) else [part]


def joined_by_ampersand(name: str) -> list[str]:
    """The two people of "Ada Reed \\& Bo Finch"; one name where what the sign joins is no name by itself."""
    pieces = re.split(r"(?<!\s)\s+\\?&\s+", name)
    return pieces if len(pieces) > 1 and all(map(_is_whole, pieces)) else [name]


def _is_whole(name: str) -> bool:
    return len(name.replace(",", " ").split()) > 1 and not re.search(r"[{}]", name) and not is_organisation(name)


def surnames_first(found: list[str]) -> list[str]:
    """"Reed A" as "Reed, A" where every name of the list ends with initials; one by itself may be either way round."""
    parted = [len(name) <= _LONGEST_NAME and _SURNAME_FIRST.fullmatch(name) for name in found if not is_others(name)]
    if len(parted) < 2 or not all(parted):
        return found
    return [f"{name['family']}, {name['given']}" if (name := _SURNAME_FIRST.fullmatch(one)) else one for one in found]


def people(found: Iterable[str]) -> tuple[str, ...]:
    """Names without those that stand for others, and once where a source has its whole list twice.

    One name alone may well be there twice: two people can share it.
    """
    kept = tuple(name for name in found if name and not is_others(name))
    half = len(kept) // 2
    return kept[:half] if half and kept[:half] == kept[half:] else kept


def is_others(name: str) -> bool:
    """Whether a "name" stands for those left out: "others", "et al."."""
    return bool(re.fullmatch(r"\W*(?:others|et\.?\s+al\.?)\W*", name, re.I))


def _commas_part(parts: list[str]) -> bool:
    pieces = [piece.strip() for part in parts for piece in _COMMA.split(part) if piece.strip()]
    if len(pieces) == len(parts):
        return False
    return all(" " in piece for piece in pieces) or any(len(_COMMA.split(part)) > 3 for part in parts)


def _by_comma(text: str) -> list[str]:
    pieces = [piece.strip() for piece in _COMMA.split(text) if piece.strip()]
    initials = [bool(_INITIALS.fullmatch(piece)) for piece in pieces]
    single = len(pieces) > 3 and all(" " not in piece and piece[0].isupper() for piece in pieces)
    if len(pieces) % 2 == 0 and (single or all(initials[1::2])) and not any(initials[::2]):
        return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    return pieces
