"""The shapes of names: which endings are only a version or a size, and which make another name of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.text.names import Atom

# "-7B", "-8x7B", "v1.5", "-2", " 2-13B-Chat", "-large", "-B/16": what the makers of models append.
_MODEL_TAIL = re.compile(
    r"""(?:
        [\ ‐‑–-]?\d+(?:\.\d+)?(?:[x×]\d+(?:\.\d+)?)?[BMKT](?![^\W_])
      | [‐‑–-]?[vV]?\d+(?:\.\d+)*(?:[x×]\d+)?(?![^\W_]|\.\d|\s?%)
      | \.\d+(?![^\W_])
      | \ [vV]?[1-9](?:\.\d)?(?![^\W_]|\.\d|\s?[%×x]|\s[a-z]+s\b)
      | [\ ‐‑–-](?:Base|Large|Small|Tiny|Mini|Medium|Huge|Giant|Nano|Micro|Chat|Instruct|Turbo|Pro|Lite|Plus
               |Preview)(?![^\W_])
      | [‐‑–-][A-Z]\d{0,3}(?![^\W_])
      | [‐‑–-](?:base|large|small|tiny|mini|medium|huge|giant|nano|micro|chat|instruct|turbo|pro|lite|plus|preview|it|hf
               |xl|xxl|XL|XXL|Ti)(?![^\W_])
      | /(?:4|8|14|16|32)(?![^\W_])
    )+""",
    re.VERBOSE,
)
# "-1K", "v2", "2017", "-2012", "'14": what the makers of datasets append.
_DATASET_TAIL = re.compile(
    r"(?:[‐‑–-]?\d+(?:\.\d+)?[kKMB]?(?![^\W_])|[\ ‐‑–-]?[vV]\d(?:\.\d)?(?![^\W_])|\ (?:19|20)\d\d(?![^\W_])"
    r"|['’]\d\d(?!\d)|\.\d(?![^\W_])|\ \d\.\d(?![^\W_]))+"
)
_DATA_VERSION = re.compile(r"[vV]\d+|\d|(?:19|20)\d\d|0[5-9]|1\d|2[0-5]")
_TAILS = {"model": _MODEL_TAIL, "dataset": _DATASET_TAIL}
VERSION = re.compile(r"(?<=[A-Za-z])[vV]?\d+[a-zA-Z]?$")


def fold_tail(sentence: str, parts: Sequence[Atom], last: int, kind: str) -> int:
    """Where a name ends when the version and size after it are taken in: the number of its last atom plus one."""
    tail = _TAILS.get(kind)
    found = tail.match(sentence, parts[last - 1].end) if tail else None
    if not found or not found[0]:
        return last
    while last < len(parts) and parts[last].end <= found.end():
        last += 1
    return last


def may_part(joined: str, place: int) -> bool:
    """Whether a name may be written in two words at this place: between letters and digits, or before a capital."""
    left, right = joined[place - 1], joined[place]
    return left.isalpha() != right.isalpha() or (left.islower() and right.isupper())


def version_of_data(tail: str) -> bool:
    """Whether digits run on to a dataset's name are a version or a year: SQuADv1, AlpacaEval2, DAVIS16."""
    return _DATA_VERSION.fullmatch(tail) is not None


def capitals(name: str) -> set[int]:
    """Where the parts of a name begin: its first character and each capital after a small letter."""
    return {0} | {place for place in range(1, len(name)) if name[place].isupper() and name[place - 1].islower()}
