"""Text of any script in Latin letters, for addresses and keys. The readings are those of libraries."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from papershelf.text.words import fold

_HAN = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]")
_KANA_RUN = re.compile("[\u3041-\u309f]+|[\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]+")
# A sign of a formula is spelled by its name; a longer run is a word.
_GREEK_SIGN = re.compile("(?<![\u0370-\u03ff])[α-ω]{1,2}(?![\u0370-\u03ff])")
_GREEK_NAMES = dict(zip(
    "αβγδεζηθικλμνξοπρςστυφχψω",
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
    "phi chi psi omega".split(), strict=True))


def romanized(text: str) -> str:
    """A text in small Latin letters without accents; signs that are neither letters nor digits stay as they are.

    >>> romanized("Über β-VAE"), romanized("Квантование"), romanized("언어 모델")
    ('uber beta -vae', 'kvantovanie', 'eoneo model')
    >>> romanized("量化LLM").split()
    ['liang', 'hua', 'llm']
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text)
    if is_japanese(text):
        text = _KANA_RUN.sub(r" \g<0> ", _HAN.sub(r" \g<0> ", text))
    elif _HAN.search(text):
        text = _HAN.sub(_pinyin, text)
    text = _GREEK_SIGN.sub(lambda run: "".join(f"{_GREEK_NAMES[sign]} " for sign in run[0]), text.lower())
    return "".join(_letter(char) for char in text).lower()


def is_japanese(text: str) -> bool:
    """Whether a text has Japanese syllables: Chinese readings of its other characters would be wrong ones."""
    return _KANA.search(text) is not None


def _pinyin(run: re.Match[str]) -> str:
    from pypinyin import lazy_pinyin  # loading its readings takes a tenth of a second, which most shelves do without

    return f" {' '.join(lazy_pinyin(run[0]))} "


def _letter(char: str) -> str:
    if char.isascii():
        return char
    folded = fold(char)
    if folded and folded.isascii():
        return folded
    spelled = char.isalnum() or unicodedata.category(char).startswith("M")
    return anyascii(char).replace("'", "").replace("`", "") if spelled else char
