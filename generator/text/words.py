"""Words, stems and sentences: what several stages must understand alike. A leaf, like `model`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import snowballstemmer

# Letters that Unicode does not decompose, as plain spelling has them.
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
FOLDED = str.maketrans(LETTERS)
_TOKEN = re.compile(r"[^\W_]+(?:[.'’](?=[^\W_])[^\W_]+)*|[^\W_]", re.UNICODE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])([\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[A-Z0-9ℓα-ωΑ-Ω])|\n\s*\n")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|cf|vs|etc|resp|approx|Figs?|Eqs?|Sec|Tab|No|Dr|Prof|St|w\.r\.t|a\.k\.a|incl)"
    r"|\b[A-Z])\.$")
_LONGEST_ABBREVIATION = 16  # characters, what stands before it included
_AFTER_URL = ".,;:!?'\"’”…*"


class Token(NamedTuple):
    """A word as written and where it stands in its text."""

    text: str
    start: int
    end: int


class _Stems(dict[str, str]):
    """Stems by word, each computed when it is first asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = snowballstemmer.stemmer(language).stemWord

    def __missing__(self, word: str) -> str:
        stem = self[word] = str(self._stem(fold(word)))
        return stem


class Stemmer:
    """Stems of words, each computed once.

    Attributes:
        language: A name that Snowball knows, such as `english`.
        of: The stem of every word, as calling the stemmer gives it; for loops over many.
    """

    def __init__(self, language: str = "english") -> None:
        self.language = language
        self.of: Mapping[str, str] = _Stems(language)

    def __call__(self, word: str) -> str:
        """The stem of one word, in lower case and without accents."""
        return self.of[word]


@cache
def shared_stemmer(language: str) -> Stemmer:
    """One stemmer of a language for all stages of a build, and for the builds of a preview."""
    return Stemmer(language)


def fold(text: str) -> str:
    """Lower case without accents; compatibility forms (², ﬁ) as their plain letters and digits."""
    if text.isascii():
        return text.lower()
    # Twice, as decomposing can bring out letters that fold again (Unicode, section 3.13, NFKC_Casefold).
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold().translate(FOLDED))
    return "".join(char for char in text if not unicodedata.combining(char))


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of a text in order; hyphens and signs part them, inner dots and apostrophes do not."""
    make = tuple.__new__  # as `Token` does it, in half of the time
    for found in _TOKEN.finditer(text):
        yield make(Token, (found[0], *found.span()))


def sentences(text: str) -> list[str]:
    """The sentences of a text in order; abbreviations and initials do not end one, a paragraph does."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        candidate = text[start:end.end(1) if end[1] else end.start()]
        if ("\n" in end[0] and end[0].count("\n") > 1) or not _NO_END.search(candidate[-_LONGEST_ABBREVIATION:]):
            if candidate.strip():
                found.append(" ".join(candidate.split()))
            start = end.end()
    if text[start:].strip():
        found.append(" ".join(text[start:].split()))
    return found


def without_trailing(url: str) -> str:
    """A URL without the punctuation and unmatched closing brackets of the sentence that it stands in."""
    more = {closing: url.count(closing) - url.count(opening) for opening, closing in ("()", "[]")}
    end = len(url)
    while end and (url[end - 1] in _AFTER_URL or more.get(url[end - 1], 0) > 0):
        end -= 1
        more[url[end]] = more.get(url[end], 0) - 1
    return url[:end]
