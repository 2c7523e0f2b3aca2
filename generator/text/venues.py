"""What a venue is called in every year."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TENS = "twent|thirt|fort|fift|sixt|sevent|eight|ninet"
# Which one it is of a row, in digits or in words: 36th, Thirty-First.
_ORDINAL = re.compile(
    rf"\b(?:\d+(?:st|nd|rd|th)|(?:{_TENS})ieth|(?:(?:{_TENS})y[- ])?(?:{_ONES})"
    r"|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth)\b(?: annual\b)?", re.I)
_BEFORE = re.compile(r"^(?:(?:in )?proceedings of )?(?:the )?(?:annual )?", re.I)
# A volume with its issue and pages before a year in brackets, a year by itself or short after an apostrophe.
_WHEN = re.compile(
    rf"(?:,? \d+(?: ?\(\d+\))?(?:[:,] ?[\d–-]+)?)? ?\({_YEAR}\)|\b{_YEAR}\b|(?<=[a-z])[-'’]\d\d\b", re.I)
_EDGES = " ,;:.-–"


def series(venue: str) -> str:
    """A venue without its year, its volume and its number in a row; all of it where nothing else is left.

    >>> [series(one) for one in ("ICLR 2024", "EMNLP 2023 Findings", "KDD'23", "Physical Review Letters 130 (2023)")]
    ['ICLR', 'EMNLP Findings', 'KDD', 'Physical Review Letters']
    >>> series("Proceedings of the Thirty-First International Joint Conference on Kites")
    'International Joint Conference on Kites'
    >>> series("IJCAI-22"), series("3D-24")
    ('IJCAI', '3D')
    >>> series("2023 IEEE Conference on Kites (KITES)"), series("2024"), series("")
    ('IEEE Conference on Kites (KITES)', '2024', '')
    """
    said = " ".join(_WHEN.sub(" ", venue).split()).strip(_EDGES)
    plain = " ".join(_ORDINAL.sub(" ", said).split())
    short = _BEFORE.sub("", plain).strip(_EDGES).replace(" ,", ",")
    return short or said or venue.strip()
