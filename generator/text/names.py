"""Names in running text: their atoms, what parts them, and what tells a name from a word. A leaf, like `words`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

HYPHENS = "‐‑–−-"  # what stands for a hyphen inside names; the plain one last, so that it fits into a character class
_ATOM = re.compile(rf"[^\W_]+|[^\w\s{HYPHENS}]|_")
_INNER = re.compile(r"(?<=.)[A-ZΑ-Ω]|\d")
_PARAGRAPH = re.compile(r"\n\s*\n")
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@-])(?:[\w-]{1,80}\.){1,12}(?:com|org|io|net|ai|co|edu|dev)/\S+")

# Words that may be joined to a name by a hyphen, in a title also with a capital, and leave it the same name.
_JOINED = frozenset(
    "aided aligned all assisted as augmented aware based basis benchmark centric class code compatible compressed "
    "compliant conditioned controlled derived driven efficient enabled enhanced equipped family fine finetuned "
    "fused free friendly from generated guided in independent infused informed initialized inspired integrated "
    "learned level like model models only optimized oriented per powered pre pretrained quantized related scale "
    "series specific style supported trained tuned tuning type variant via weight".split()
)
_LEADING = frozenset(
    "anti auto cross de ex high intra inter low mid multi non off on one open post pre pseudo quasi re"
    " semi single sub super the two ultra un vanilla".split()
)

# What institutions are called and people are not, in the languages of the sources; a name with one is no person's.
_ORGANISATION = re.compile(
    r"(?<![\w-])(?:academ(?:y|ies|ia)|agenc(?:y|ies)|alliance|association|authority|bureau|cent(?:er|re)s?|centro|clinic"
    r"|collaborations?|collective|college|commission|committee|community|consorti(?:um|a)|contributors|corporation"
    r"|council|d[ée]partements?|departments?|dept|developers|division|facult(?:y|é|ät|ad)|federation|foundation"
    r"|groups?|hospitals?|initiative|institut(?:e|es|o|os|ion|ions)?|istituto|inc|laborator(?:y|ies|ium|io|ies)"
    r"|laboratoire|labs?|league|ltd|ministry|museum|network|observatory|offices?|organi[sz]ations?|program(?:me)?"
    r"|projects?|research|school|societ(?:y|é)|société|task force|teams?|technologies|units?|"
    r"universit(?:y|ies|ät|é|à|at|eit|et|as)|universidade?s?|université|univ|workshop)(?![\w-])", re.I)


class Atom(NamedTuple):
    """A run of letters and digits, or one sign, and where it stands. Hyphens and spaces only part atoms."""

    text: str
    start: int
    end: int


def atoms(text: str) -> list[Atom]:
    """The atoms of a text in order."""
    return [Atom(found[0], found.start(), found.end()) for found in _ATOM.finditer(text)]


def gaps(text: str, parts: Sequence[Atom]) -> list[str]:
    """What parts each atom from the next: nothing (""), a hyphen ("-"), a space (" ") or a break ("|")."""
    return [_gap(text[left.end : right.start]) for left, right in itertools.pairwise(parts)]


def _gap(between: str) -> str:
    if between in ("", " ", "-"):
        return between
    if len(between) == 1 and between in HYPHENS:
        return "-"
    return " " if between.isspace() and not _PARAGRAPH.search(between) else "|"


def is_sign(atom: str) -> bool:
    """Whether an atom is a sign, not a run of letters and digits."""
    return not atom[0].isalnum()


def is_cased(word: str) -> bool:
    """Whether the case of a word says something: it has a capital after its first character, or a digit."""
    return _INNER.search(word) is not None


def without_urls(text: str) -> str:
    """The text with its URLs blanked out: what an address contains, the text does not name."""
    return _URL.sub(lambda found: " " * len(found[0]), text) if "/" in text or "www." in text else text


def stands_apart(
    parts: Sequence[Atom], between: Sequence[str], first: int, last: int, known: bool, is_known: Callable[[str], bool]
) -> bool:
    """Whether the atoms `first` to before `last` are a name by themselves and not a part of a longer one.

    `known` says that what stands directly before is a known name; `is_known` tells that of a word after it.
    """
    return (known or _open_left(parts, between, first, is_known)) and _open_right(parts, between, last, is_known)


def _open_left(parts: Sequence[Atom], between: Sequence[str], first: int, is_known: Callable[[str], bool]) -> bool:
    if not first:
        return True
    before, glue = parts[first - 1].text, between[first - 1]
    if glue == "-":
        if len(before) == 1:
            return is_sign(before)
        return before.islower() or before.lower() in _LEADING or before.isdigit() or is_known(before)
    if glue == "" and before in ".," and first > 1 and not between[first - 2]:
        return not (parts[first - 2].text[-1].isdigit() and parts[first].text[0].isdigit())  # "1.5G" names no 5G
    return glue != "" or before not in "_@#\\"


def _open_right(parts: Sequence[Atom], between: Sequence[str], last: int, is_known: Callable[[str], bool]) -> bool:
    if last == len(parts):
        return True
    after, glue = parts[last].text, between[last - 1]
    if glue == "-":
        return (after.islower() and len(after) > 1) or after.lower() in _JOINED or is_known(after)
    if glue:
        return True
    if after == "+":
        return last + 1 < len(parts) and not between[last] and parts[last + 1].text[0].isupper()
    return after not in "_@#\\"


def is_organisation(name: str) -> bool:
    """Whether a name says that it is an institution's or a group's: ``Lamp University``, ``River Team``."""
    return _ORGANISATION.search(name) is not None
