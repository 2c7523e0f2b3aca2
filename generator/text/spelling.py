"""British and American spelling: one of the two wherever words are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDINGS = "e|ed|es|er|ers|ing"
# Both spellings of a part of a word between what may stand before and behind it, as expressions that JavaScript reads
# as well. It only has to do the same to both sides: `precise` becoming `precize` harms nobody.
SPELLINGS = (
    ("is", "iz", "^(.{3,})", f"({_ENDINGS}|ation|ations|able)$"),
    ("ys", "yz", "^(.{3,})", f"({_ENDINGS})$"),
    ("our", "or", "^(.{2,})", "((?:s|ed|ing|al|ally|able|ful|less|hood|hoods|ite|ites)?)$"),
    ("tre", "ter", "^(.{2,}[^e])", "((?:s|d)?)$"),
    ("ogue", "og", "^(.{3,})", "((?:s|d)?)$"),
    ("ll", "l", "^((?:cance|channe|equa|fue|labe|leve|mode|para|signa|tota|trave|tunne))", "((?:ed|ing|er|ers))$"),
    ("ence", "ense", "^((?:def|off|lic|pret))", "((?:s|d|less)?)$"),
)
_TO_AMERICAN = [(re.compile(f"{before}{british}{behind}"), rf"\g<1>{us}\g<2>")
                for british, us, before, behind in SPELLINGS]
_HAS_BRITISH = re.compile("|".join(british for british, *_ in SPELLINGS))  # most words have no such part
_TO_BRITISH = [(re.compile(f"{before}{us}{behind}"), rf"\g<1>{british}\g<2>")
               for british, us, before, behind in SPELLINGS]


def american(word: str) -> str:
    """A word in lower case as American spelling has it.

    >>> [american(word) for word in ("quantisation", "modelling", "neighbour", "analysed", "centres", "our", "rise")]
    ['quantization', 'modeling', 'neighbor', 'analyzed', 'centers', 'our', 'rise']
    """
    if _HAS_BRITISH.search(word):
        for pattern, spelled in _TO_AMERICAN:
            word = pattern.sub(spelled, word)
    return word


def spellings(word: str) -> Iterator[str]:
    """Other spellings of a word in lower case, one part changed in each.

    >>> list(spellings("labelling")), list(spellings("quantize"))
    (['labeling'], ['quantise'])
    """
    for pattern, spelled in (*_TO_AMERICAN, *_TO_BRITISH):
        if pattern.search(word):
            yield pattern.sub(spelled, word)
