"""Authors in BibTeX and BibLaTeX fields: a name each, in the forms that the repair of names knows."""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import split_multiple_persons_names

from papershelf.readers import fields as f

_DOUBLED_AND = re.compile(r"\band(?:\s+and\b)+", re.I)
_OUTER_AND = re.compile(r"^and\s+|(?<!\s)\s+and$", re.I)
_SEMICOLON = re.compile(r"(?:(?<!\s)\s+)?;\s*(?:and\s+)?", re.I)
# BibLaTeX's extended format: `family=Reed, given=Ada, prefix=von, suffix=Jr` (biber's manual, "Extended name format").
_PART = re.compile(r"(?:^|,)\s*(?P<part>family|given|prefix|suffix)\s*=\s*(?P<value>\"[^\"]*\"|\{[^{}]*\}|[^,]*)", re.I)
_IN_PARTS = re.compile(r"\s*(?:family|given|prefix|suffix|id|useprefix|(?:family|given|prefix|suffix)-i)\s*=", re.I)


def authors(value: str) -> tuple[str, ...]:
    """The names between the "and"s, the semicolons and the "&"s that stand outside braces.

    A list with commas alone is parted at the commas. Names in parts come out as `prefix family, suffix, given`.
    """
    value = " ".join(value.replace("\u00a0", " ").split())
    # A name that is missing ("A and and B") leaves its "and" behind.
    value = _OUTER_AND.sub("", _DOUBLED_AND.sub("and", value))
    found = [name.strip(" ,") for name in split_multiple_persons_names(value)]
    if ";" in value:
        found = [name for part in found for name in _split(part, _SEMICOLON)]
    if "&" in value:
        found = [name for part in found for name in f.joined_by_ampersand(part)]
    if "=" in value:
        found = [_from_parts(name) if _IN_PARTS.match(name) else name for name in found]
    if len(found) == 1 and "{" not in value and value.count(",") > 1:
        found = list(f.names(value))
    # "Reed, A., Finch, B. and Moss, C.": commas part the names before the only "and".
    found = [name for part in found for name in (f.names(part) if part.count(",") > 2 and "{" not in part else [part])]
    return f.people(f.surnames_first(found))


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """The pieces between the separators that stand outside braces."""
    pieces, start = list[str](), 0
    for found in separator.finditer(text):
        if text.count("{", 0, found.start()) == text.count("}", 0, found.start()):
            pieces.append(text[start:found.start()])
            start = found.end()
    return [piece for piece in (*pieces, text[start:]) if piece.strip()]


def _from_parts(name: str) -> str:
    parts = {found["part"].lower(): found["value"].strip(" \"{}") for found in _PART.finditer(name)}
    family = " ".join(part for part in (parts.get("prefix", ""), parts.get("family", "")) if part)
    return ", ".join(part for part in (family, parts.get("suffix", ""), parts.get("given", "")) if part)
