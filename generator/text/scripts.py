"""The script that a text is written in, and the language that readers' programs may take it for."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# What names of characters begin with (Unicode, "Character names"), by ISO 15924.
_SCRIPTS = {"LATIN": "Latn", "FULLWIDTH": "Latn", "GREEK": "Grek", "CYRILLIC": "Cyrl", "ARMENIAN": "Armn",
            "HEBREW": "Hebr", "ARABIC": "Arab", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml",
            "THAI": "Thai", "GEORGIAN": "Geor", "HANGUL": "Hang", "HIRAGANA": "Kana", "KATAKANA": "Kana",
            "HALFWIDTH": "Kana", "CJK": "Hani", "IDEOGRAPHIC": "Hani"}
# Scripts that write one language, as far as papers go, and languages of scripts that write several.
_ONE = {"Grek": "el", "Armn": "hy", "Taml": "ta", "Thai": "th", "Geor": "ka", "Hang": "ko", "Kana": "ja", "Hani": "zh",
        "Hebr": "he"}
_WRITTEN_IN = {"Cyrl": ("ru", "uk", "bg", "sr", "mk", "be", "kk"), "Arab": ("ar", "fa", "ur", "ps"),
               "Hebr": ("he", "yi"), "Deva": ("hi", "ne", "mr", "sa"), "Beng": ("bn", "as"), "Hani": ("zh", "ja")}
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
# One of these says as much as several letters.
_DENSE = frozenset({"Hang", "Kana", "Hani"})


def script_of(text: str) -> str:
    """The script of most of a text, by ISO 15924; nothing for a text without letters. Japanese is `Kana`.

    >>> script_of("Kites"), script_of("量化"), script_of("言語モデル"), script_of("Змеи"), script_of("42")
    ('Latn', 'Hani', 'Kana', 'Cyrl', '')
    """
    if text.isascii():
        return "Latn" if any(char.isalpha() for char in text) else ""
    counts: Counter[str] = Counter()
    for char in text:
        if char.isalpha():
            script = _script(char)
            counts[script] += 3 if script in _DENSE else 1
    if counts["Kana"]:
        counts["Kana"] += counts.pop("Hani", 0)
    return max(counts, key=lambda script: (counts[script], script), default="")


def _script(char: str) -> str:
    return _SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "Zyyy")


@lru_cache(maxsize=50_000)
def language_of(text: str, usual: str) -> str:
    """The language of a text by its script, as HTML names it; nothing where the script does not tell.

    Args:
        text: A title, a sentence.
        usual: The language of the shelf's texts, which is that of every text in its script.

    >>> language_of("量化", "en"), language_of("量化", "ja"), language_of("Змеи", "en"), language_of("Kites", "zh")
    ('zh', 'ja', 'und-Cyrl', 'en')
    """
    script = script_of(text)
    if script in ("", "Zyyy"):
        return ""
    known = _WRITTEN_IN.get(script, (_ONE[script],) if script in _ONE else ())
    if script == "Latn":
        others = {*_ONE.values(), *(tag for tags in _WRITTEN_IN.values() for tag in tags)}
        return "en" if usual in others else usual
    return usual if usual in known else _ONE.get(script) or f"und-{script}"


def attributes(text: str, usual: str, page: str) -> str:
    """The attributes of an element that has a text of a paper: its direction, and its language where it is not the
    page's.

    >>> attributes("Kites", "en", "en"), attributes("言語モデル", "en", "en")
    ('dir=auto', 'dir=auto lang=ja')
    """
    language = language_of(text, usual)
    return f"dir=auto lang={language}" if language and language != page else "dir=auto"


def is_foreign(text: str, usual: str, page: str) -> bool:
    """Whether a text says something of its language or direction that its page does not."""
    return not text.isascii() and (
        attributes(text, usual, page) != "dir=auto"
        or any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text))
