"""Numbers and words that the engine in Python and the one in the browser share; Python sends them, once, to both."""

from __future__ import annotations

import json
from collections.abc import Mapping

from papershelf.search.analysis import UNPARTED, VOWELS
from papershelf.text.slugs import LONGEST
from papershelf.text.words import LETTERS

# BM25F: how soon more of a word tells no more, how much a long field takes away; what words side by side and complete
# answers add; the share of the best score that a result needs.
K1, LENGTH, PAIR, ALL, TAIL = 1, 0.4, 0.5, 0.15, 0.12
# What a word counts that a reader has not finished, where it is a word already.
COMPLETED = 0.4
# Of a query as long as an abstract so many words are asked; a concept, a venue and an ending are no longer than this.
MOST_ASKED, MOST_WORDS, LONGEST_VENUE, LONGEST_ENDING = 64, 7, 6, 5
# Completions of a word, and forms that may be meant by a slip.
MOST_COMPLETIONS, MOST_FORMS = 8, 12
KINDS = ("topic", "tag", "author", "year", "venue", "listing")
YEAR = "(?:1[89]|20)[0-9]{2}"
# Words that may stand around the name of a paper that is asked for.
AROUND = ("a", "an", "article", "first", "from", "introducing", "of", "original", "paper", "preprint", "the")

# Neighbours among the vowels, as the class of an expression: the first, a hyphen, the last.
_VOWELS = "".join(f"{sign}-" if chr(ord(sign) - 1) not in VOWELS and chr(ord(sign) + 1) in VOWELS else sign
                  for sign in VOWELS
                  if chr(ord(sign) - 1) not in VOWELS or chr(ord(sign) + 1) not in VOWELS)

SENT: Mapping[str, object] = {
    "K1": K1, "LENGTH": LENGTH, "PAIR": PAIR, "ALL": ALL, "TAIL": TAIL, "COMPLETED": COMPLETED,
    "MOST_ASKED": MOST_ASKED, "MOST_WORDS": MOST_WORDS, "LONGEST_VENUE": LONGEST_VENUE,
    "LONGEST_ENDING": LONGEST_ENDING, "MOST_COMPLETIONS": MOST_COMPLETIONS, "MOST_FORMS": MOST_FORMS, "FIELDS": KINDS,
    "YEAR_FORM": YEAR, "AROUND_NAMES": AROUND, "UNPARTED": UNPARTED, "VOWELS": _VOWELS, "LONGEST_SLUG": LONGEST,
    "LETTERS": {**LETTERS, "ς": "σ"},
}


def statement() -> str:
    """The script that the browser's engine begins with."""
    return f'"use strict";\nconst {{{", ".join(SENT)}}} = {json.dumps(SENT, ensure_ascii=False)};\n'
