"""Words as search sees them. The browser's half of these rules is `templates/search`; both are held to
`tests/cases/search.yml`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations

from papershelf.text.names import HYPHENS
from papershelf.text.spelling import american
from papershelf.text.words import FOLDED, Stemmer

# A run of letters and digits; a dot belongs to it before a digit only (1.5, v2.1).
# Then whether a hyphen joins it to the next.
_WORD = re.compile(rf"([^\W_]+(?:\.\d[^\W_]*)*)([{HYPHENS}](?=[^\W_]))?")
# Scripts that do not part words: Thai to Lao, Burmese, Hangul, Khmer, kana, Chinese characters. Word breakers differ
# between browsers and libraries; pairs of neighbouring characters do not, and find as well (Kwok, SIGIR 1997).
UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff")
# Their marks that are vowels, and no accents or tones: of no combining class, or of that of u in Thai and Lao.
VOWELS = "".join(sign for sign in map(chr, (*range(0xe00, 0xf00), *range(0x1000, 0x10a0), *range(0x1780, 0x1800)))
                 if unicodedata.category(sign)[0] == "M" and unicodedata.combining(sign) in {0, 103, 118})
_UNPARTED = re.compile(f"([{UNPARTED}]+)")
# Words that say nothing about a paper. Words of other languages do no harm here: they are too common to count there.
STOP = frozenset("""
a about above after again against all also although am among an and any are as at be became because been before being
below between both but by can cannot could d did do does doing done down due during each either etc few for from
further had has have having he hence her here hers him his how however i if in into is it its itself just ll may me
might more most must my neither no nor not of off on once only onto or other our ours out over own per re s same she
should since so some such t than that the their theirs them then there these they this those through thus to too
toward towards under until up upon us use used uses using ve very via was we were what when where whereas whether which
while who whom whose why will with within without would yet you your
""".split())
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST_ROOT, _LONGEST_ENDING, _MOST_ENDINGS, _ENOUGH_TERMS = 3, 5, 240, 6000


def key(word: str) -> str:
    """A word as it is looked up: folded, in lower case whatever Unicode's plain forms bring to light."""
    if word.isascii():
        return word.lower()
    for _ in range(2):
        word = unicodedata.normalize("NFKD", word.casefold().translate(FOLDED))
    return "".join(char for char in word if unicodedata.category(char)[0] != "M" or char in VOWELS).lower()


def words(text: str) -> list[tuple[str, bool]]:
    """The words of a text as written, in order, each with whether a hyphen joins it to the next.

    In scripts that do not part words, these are pairs of neighbouring characters.
    """
    if text.isascii():
        return [(word, bool(hyphen)) for word, hyphen in _WORD.findall(text)]
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(_UNPARTED.split(unicodedata.normalize("NFC", text))):
        if number % 2:
            found += [(part[at:at + 2], False) for at in range(max(1, len(part) - 1))]
        else:
            found += [(word, bool(hyphen)) for word, hyphen in _WORD.findall(part)]
    return found


def is_unparted(word: str) -> bool:
    """Whether a word is a single character of a script that does not part words."""
    return len(word) == 1 and _UNPARTED.match(word) is not None


def terms_of(forms: Iterable[str], stemmer: Stemmer) -> dict[str, str]:
    """The term of each form: what its inflected forms have in common, in American spelling; for plurals that stemmers
    leave alone (`llms`, `gpus`), that of the singular.

    `optimizes` and `optimised` are one term, `optimizer` is another. In languages but English a term is a stem.
    """
    known = set(forms)
    terms: dict[str, str] = {}
    for form in known:
        plain = american(form)
        term = uninflected(plain) if stemmer.language == "english" and plain.isalpha() else stemmer(plain)
        if form.endswith("s") and term == form and len(form) > 3 and form[:-1] in known and (
                form[-2] == "u" or not _VOWEL.search(form[:-1])):
            term = stemmer(form[:-1])
        terms[form] = term
    return terms


def stems_of(forms: Iterable[str], stemmer: Stemmer) -> dict[str, str]:
    """The stem of each form: terms of one stem are kin (`optimizer`, `optimization`)."""
    return {form: stemmer(american(form)) for form in forms}


def uninflected(word: str) -> str:
    """An English word without the endings of its inflection, those of plurals, third persons, participles and gerunds.

    >>> [uninflected(word) for word in ("policies", "optimized", "optimizing", "optimizers", "running", "bias")]
    ['polici', 'optimiz', 'optimiz', 'optimizer', 'run', 'bias']
    """
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1] + ("i" if word[-1] == "y" else "")
    return word


def endings(terms: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of endings that words of one term differ by, the surest first: `s` for nothing, `ing` for `ed`.

    By these the browser finds the term of a form that no paper has. A pair counts when it joins words of one term at
    least twice and at least twice as often as words of different terms.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted(terms):
        if form.isalpha():
            groups[terms[form]].append(form)
    sample = sorted(groups)[::1 + len(groups) // _ENOUGH_TERMS]
    same: Counter[tuple[str, str]] = Counter()
    for term in sample:
        for one, other in permutations(groups[term], 2):
            at = _common(one, other)
            if at >= _SHORTEST_ROOT and max(len(one), len(other)) - at <= _LONGEST_ENDING:
                same[one[at:], other[at:]] += 1
    likely = {pair: n for pair, n in same.items() if n > 1}
    by_first: dict[str, list[str]] = defaultdict(list)
    for first, second in likely:
        by_first[first].append(second)
    astray: Counter[tuple[str, str]] = Counter()
    for term in sample:
        for form in groups[term]:
            for at in range(max(_SHORTEST_ROOT, len(form) - _LONGEST_ENDING), len(form) + 1):
                first, root = form[at:], form[:at]
                for second in by_first.get(first, ()):
                    if terms.get(root + second, term) != term:
                        astray[first, second] += 1
    sure = sorted((-n / (n + astray[pair] + 1), pair) for pair, n in likely.items() if n >= 2 * astray[pair])
    return [pair for _, pair in sure[:_MOST_ENDINGS]]


def _common(one: str, other: str) -> int:
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    return at
