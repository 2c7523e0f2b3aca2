r"""Identifiers of papers, arXiv ids and DOIs: their grammar, and how to find them in fields and in running text."""

from __future__ import annotations

import re

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNNN since April 2007, archive/YYMMNNN before. The source of
# an expression that JSON Schema reads as well.
ARXIV = r"(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]{2})?/[0-9]{7})(?:v[0-9]+)?"
# https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html: a prefix that starts with 10, a slash, a suffix.
# The bounds keep time in proportion to the text where one is looked for inside of it.
DOI = r"10\.[0-9]{1,9}(?:\.[0-9]{1,9}){0,9}/\S+"

# https://support.orcid.org/hc/en-us/articles/360006897674: sixteen digits, the last a check that may be X.
ORCID = r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]"

_VERSION = re.compile(r"v[0-9]+$")
_ID = rf"(?P<id>{ARXIV})(?![\d.]\d)"
_ARXIV_FIELD = re.compile(rf"(?:arxiv[:\s]\s*)?{_ID}(?:\.pdf)?(?:\s*\[[\w.-]+\])?", re.I)
_ARXIV_NAMED = re.compile(
    rf"(?:\barxiv\s*(?:preprint\s*)?[:\s]\s*(?:arxiv:)?|\b10\.48550/arxiv\."
    rf"|\b(?:arxiv\.org|alphaxiv\.org|ar5iv\.(?:labs\.arxiv\.)?org)/(?:abs|pdf|html|format|ps|overview)/"
    rf"|\b(?:huggingface\.co|hf\.co)/papers/|^abs/|\bcorr,?\s*(?:vol\.?\s*)?abs/){_ID}", re.I)
# A DOI in a text may hold brackets, but hardly ends with one that it did not open. Registrants have four
# digits or more.
_DOI_IN = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}|]+")
_TEX_ESCAPE = re.compile(r"\{?\\(?:([_%#&$])|textasciitilde|~)\s*(?:\{\s*\})?\}?|\$\\sim\$")


def arxiv_id(value: str) -> str:
    """The arXiv id that a field made for one holds, bare, prefixed or as an address; otherwise nothing.

    >>> arxiv_id("2307.02628v2"), arxiv_id("arXiv: hep-th/9901001 [hep-th]")
    ('2307.02628v2', 'hep-th/9901001')
    >>> arxiv_id("https://huggingface.co/papers/2307.02628"), arxiv_id("2313.02628"), arxiv_id("forthcoming")
    ('2307.02628', '', '')
    """
    value = value.strip()
    found = _ARXIV_FIELD.fullmatch(value) or _ARXIV_NAMED.search(value)
    return found["id"] if found else ""


def arxiv_in(text: str) -> str:
    """The arXiv id that a text names as one ("arXiv:…", an address, CoRR's `abs/…`); otherwise nothing.

    >>> arxiv_in("In arXiv preprint arXiv:2307.02628."), arxiv_in("CoRR, abs/2307.02628")
    ('2307.02628', '2307.02628')
    >>> arxiv_in("version 2307.02628 of the firmware")
    ''
    """
    found = _ARXIV_NAMED.search(text)
    return found["id"] if found else ""


def without_version(arxiv: str) -> str:
    """An arXiv id without its version: a record is of the paper, whichever version a source has.

    >>> without_version("2307.02628v2"), without_version("hep-th/9901001")
    ('2307.02628', 'hep-th/9901001')
    """
    return _VERSION.sub("", arxiv)


def arxiv_month(arxiv: str) -> tuple[int, int] | None:
    """The year and month in which an arXiv id was given out, or nothing for what is no id.

    >>> arxiv_month("2307.02628"), arxiv_month("hep-th/9901001"), arxiv_month("cs/0305012"), arxiv_month("soon")
    ((2023, 7), (1999, 1), (2003, 5), None)
    """
    if not re.fullmatch(ARXIV, arxiv):
        return None
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    # arXiv began in August 1991, so an old id of 91 to 99 is of the last century.
    return (year + (1900 if "/" in arxiv and year > 90 else 2000), month) if 1 <= month <= 12 else None


def is_orcid(text: str) -> bool:
    """Whether a text is an ORCID iD: its form, and its check by ISO 7064, MOD 11-2.

    >>> is_orcid("0000-0002-1825-0097"), is_orcid("0000-0002-1694-233X"), is_orcid("0000-0002-1825-0079")
    (True, True, False)
    """
    if not re.fullmatch(ORCID, text):
        return False
    total = 0
    for digit in text[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == text[-1]


def doi(value: str) -> str:
    r"""The DOI in a field, without the resolver's address, LaTeX's `\_` undone; otherwise nothing.

    >>> doi("https://doi.org/10.1000%2F182."), doi(r"doi:10.1000/a\_b (2019)"), doi("in print")
    ('10.1000/182', '10.1000/a_b', '')
    """
    found = _DOI_IN.search(without_tex_escapes(value).replace("%2F", "/").replace("%2f", "/"))
    if not found:
        return ""
    text = found[0].rstrip(".,;:'\"")
    for opening, closing in ("()", "[]"):
        while text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip(".,;")
    return text


def without_tex_escapes(text: str) -> str:
    r"""An address or identifier without LaTeX.

    >>> without_tex_escapes(r"a\_b/\~{}c")
    'a_b/~c'
    """
    return _TEX_ESCAPE.sub(lambda found: found[1] or "~", text)
