"""BibTeX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from operator import itemgetter

from papershelf.exports.citing import csl_type, one_line
from papershelf.model import Paper, listings_of
from papershelf.model.each import Each, one_by_one
from papershelf.text.names import is_organisation
from papershelf.text.person import family_name, name_parts
from papershelf.text.romanized import romanized

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
                "paper-conference": ("inproceedings", "booktitle"), "thesis": ("phdthesis", "school"),
                "report": ("techreport", "institution"), "book": ("book", "publisher")}
# A word with a capital or digit after its first letter loses it in most bibliography styles unless braced.
_KEEPS_CASE = re.compile(r"(\b\w(?=\w*[A-Z])[\w-]*+)")


def bibtex(papers: Sequence[Paper], each: Each = one_by_one) -> dict[str, str]:
    """A BibTeX entry for each paper, by slug."""
    keys = citation_keys(papers)
    cited = [(keys[one.slug], Paper(one.slug, one.title, one.authors, one.year, one.venue, one.arxiv, one.doi))
             for one in sorted(papers, key=lambda p: p.slug)]
    entries = each(partial(_bibtex_entry), cited, name=itemgetter(0))
    return {paper.slug: entry for (_, paper), entry in zip(cited, entries, strict=True)}


def citation_keys(papers: Sequence[Paper]) -> dict[str, str]:
    """The key of each paper, by slug: first author, year and first telling word, such as `reed2024kites`.

    Keys begin with a letter and are unique. Of papers that would share one, the one that was listed first has it, and
    the others get letters in their order: a paper that is listed later changes nobody's key.
    """
    listed = [slug for listing in listings_of(papers) for slug in listing.new]
    order = {slug: place for place, slug in enumerate(listed)}
    wanted = {paper.slug: _key(paper) for paper in
              sorted(papers, key=lambda p: (order.get(p.slug, len(order)), p.slug))}
    often, taken, keys = Counter[str](), set(wanted.values()), dict[str, str]()
    for slug, first in wanted.items():
        key, often[first] = first, often[first] + 1
        while often[first] > 1 and key in taken:
            key = f"{first}{_letters(often[first])}"
            often[first] += key in taken
        taken.add(key)
        keys[slug] = key
    return keys


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
    words = [w for w in _KEY_WORD.findall(romanized(paper.title)) if w not in _UNIMPORTANT]
    word = next(iter(words), "")
    author = "".join(_KEY_WORD.findall(romanized(family_name(paper.authors[0])))) if paper.authors else ""
    # Without an author the title's word comes first: a key that begins with a digit is none for BibTeX.
    first = author or next((w for w in words if not w[0].isdigit()), "")
    key = f"{first}{paper.year or ''}{word if author or word != first else ''}"
    return key if key[:1].isalpha() else f"paper{key}"


def _bibtex_entry(cited: tuple[str, Paper]) -> str:
    key, paper = cited
    kind, where = _BIBTEX_TYPE[csl_type(paper.venue)]
    fields = [
        ("title", _tex(paper.title, _KEEPS_CASE)), ("author", " and ".join(filter(None, map(_author, paper.authors)))),
        ("year", str(paper.year or "")), (where, _tex(paper.venue)), ("eprint", _tex(paper.arxiv)),
        ("archiveprefix", "arXiv" if paper.arxiv else ""), ("doi", _tex(paper.doi)),
    ]
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@{kind}{{{key},\n{lines}\n}}\n"


def _author(name: str) -> str:
    """A name as BibTeX reads its parts; in braces where it would find parts that are none, or two names."""
    text = _tex(name)
    alone = "," in text or _TWO_NAMES.search(f" {text} ") or text.lower() == "others" or is_organisation(name)
    # bibtexparser (2.0.0b8) loses words beside a command, and no person's name has signs that need one.
    if alone or "\\" in text:
        return f"{{{text}}}" if text else ""
    parts = name_parts(text)
    if not parts.suffix and text.endswith(parts.family):
        return text
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return ", ".join(filter(None, (family, parts.suffix, parts.given)))


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
