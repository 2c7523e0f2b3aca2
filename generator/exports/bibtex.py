"""BibTeX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from papershelf.exports.citing import csl_type, family, one_line
from papershelf.model import Paper
from papershelf.text.names import is_organisation
from papershelf.text.words import fold

# Signs that LaTeX reads as commands, as BibTeX fields must spell them; some programs take @ for the next entry.
_TEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#",
                      "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}",
                      "@": "{@}"})
# BibTeX counts braces whatever stands before them, so those without a partner are spelled out.
_ALONE = str.maketrans({"{": r"$\lbrace$", "}": r"$\rbrace$"})
# Two of these signs are one sign of LaTeX.
_PAIRED = re.compile(r"(?<=-)(?=-)|(?<=')(?=')")
_TWO_NAMES = re.compile(r"\sand\s", re.I)
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
    taken = {key for key, times in often.items() if times == 1}
    for paper in ordered:
        first = key = wanted[paper.slug]
        while often[first] > 1 and (key == first or key in taken):
            seen[first] += 1
            key = f"{first}{_letters(seen[first])}"
        taken.add(key)
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
    fields = [
        ("title", _tex(paper.title, _KEEPS_CASE)), ("author", " and ".join(filter(None, map(_author, paper.authors)))),
        ("year", str(paper.year or "")), (where, _tex(paper.venue)), ("eprint", _tex(paper.arxiv)),
        ("archiveprefix", "arXiv" if paper.arxiv else ""), ("doi", _tex(paper.doi)),
    ]
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@{kind}{{{key},\n{lines}\n}}\n"


def _author(name: str) -> str:
    """A name as it reads; in braces where BibTeX would take its parts for those of a person, or of two."""
    text = _tex(name)
    parted = "," in text or _TWO_NAMES.search(f" {text} ") or text.lower() == "others" or is_organisation(name)
    # bibtexparser (2.0.0b8) loses words beside a command, and no person's name has signs that need one.
    return f"{{{text}}}" if parted or "\\" in text else text


def _tex(text: str, keeps_case: re.Pattern[str] | None = None) -> str:
    """A text as LaTeX spells it, its braces in pairs; words that keep their capitals in braces of their own."""
    line = one_line(text)
    pieces = keeps_case.split(line) if keeps_case else [line]
    if _in_pairs(line):
        spelled = [piece.translate(_TEX) for piece in pieces]
    else:
        spelled = ["".join(_ALONE.get(ord(sign)) or sign.translate(_TEX) for sign in piece) for piece in pieces]
    spelled = [_PAIRED.sub("{}", piece) for piece in spelled]
    return "".join(f"{{{piece}}}" if number % 2 else piece for number, piece in enumerate(spelled))


def _in_pairs(text: str) -> bool:
    """Whether every brace has a partner, in order."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
