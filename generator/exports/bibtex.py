"""BibTeX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from papershelf.exports.citing import csl_type, family
from papershelf.model import Paper
from papershelf.text.words import fold

# Signs that LaTeX reads as commands, as BibTeX fields must spell them.
_TEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#",
                      "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})
_KEY_WORD = re.compile(r"[a-z0-9]+")
_UNIMPORTANT = frozenset("a an the on of for and in to with is are from via by at or".split())
# The type of an entry and the name of its venue's field, by the type in CSL.
_BIBTEX_TYPE = {"article": ("misc", "howpublished"), "article-journal": ("article", "journal"),
                "paper-conference": ("inproceedings", "booktitle")}
# A word with a capital or digit after its first letter loses it in most bibliography styles unless braced.
_KEEPS_CASE = re.compile(r"(\b\w+[A-Z][\w-]*)")


def bibtex(papers: Sequence[Paper]) -> dict[str, str]:
    """A BibTeX entry for each paper, by slug. Keys are first author, year and first telling word, made unique."""
    ordered = sorted(papers, key=lambda p: p.slug)
    wanted = {p.slug: _key(p) for p in ordered}
    often = Counter(wanted.values())
    seen: Counter[str] = Counter()
    entries: dict[str, str] = {}
    for paper in ordered:
        key = wanted[paper.slug]
        if often[key] > 1:
            seen[key] += 1
            key = f"{key}{_letters(seen[key])}"
        entries[paper.slug] = _bibtex_entry(paper, key)
    return entries


def to_bibtex(papers: Sequence[Paper]) -> str:
    """The shelf as one BibTeX file, entries sorted by slug."""
    return "\n".join(bibtex(papers).values())


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _key(paper: Paper) -> str:
    last = family(paper.authors[0]) if paper.authors else ""
    words = [w for w in _KEY_WORD.findall(fold(paper.title)) if w not in _UNIMPORTANT]
    author = "".join(_KEY_WORD.findall(fold(last)))
    return f"{author}{paper.year or ''}{words[0] if words else ''}" or "paper"


def _bibtex_entry(paper: Paper, key: str) -> str:
    kind, where = _BIBTEX_TYPE[csl_type(paper.venue)]
    fields: list[tuple[str, str]] = [("title", _bibtex_title(paper.title))]
    if paper.authors:
        fields.append(("author", " and ".join(name.translate(_TEX) for name in paper.authors)))
    if paper.year:
        fields.append(("year", str(paper.year)))
    if paper.venue:
        fields.append((where, paper.venue.translate(_TEX)))
    if paper.arxiv:
        fields += [("eprint", paper.arxiv), ("archiveprefix", "arXiv")]
    if paper.doi:
        fields.append(("doi", paper.doi.translate(_TEX)))
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@{kind}{{{key},\n{lines}\n}}\n"


def _bibtex_title(title: str) -> str:
    """A title with its capitals kept by braces, and its signs as LaTeX spells them."""
    parts = _KEEPS_CASE.split(title)
    return "".join(f"{{{part.translate(_TEX)}}}" if number % 2 else part.translate(_TEX)
                   for number, part in enumerate(parts))
