"""The order of titles and names, and the headings that they stand under: by script, each as its readers look it up."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pyuca import Collator

from papershelf.text.romanized import romanized
from papershelf.text.scripts import script_of
from papershelf.text.words import fold

# The order of scripts, as the Unicode Collation Algorithm has it. Numbers come first.
_ORDER = ("", "Latn", "Grek", "Cyrl", "Geor", "Armn", "Hebr", "Arab", "Deva", "Beng", "Taml", "Thai", "Hang", "Kana",
          "Hani", "Zyyy")
# A language's own script comes before others (CLDR, collation reordering).
_FIRST = {"el": "Grek", "ru": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "sr": "Cyrl", "ka": "Geor", "hy": "Armn",
          "he": "Hebr", "yi": "Hebr", "ar": "Arab", "fa": "Arab", "hi": "Deva", "ne": "Deva", "ta": "Taml",
          "th": "Thai", "ko": "Hang", "zh": "Hani"}
_SIGNS = re.compile(r"^[\W_]+")
_GREEK_SIGN = re.compile("^[α-ω]{1,2}(?![\u0370-\u03ff])", re.I)
# Consonants that Hangul syllables begin with, in their order (Unicode, section 3.12), and the syllables of each.
_CONSONANTS, _SYLLABLES, _HANGUL = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", 588, 0xAC00
# The rows of the Japanese syllables, by the last one of each.
_ROWS = tuple(zip("おごぞどのぽもよろん", "あかさたなはまやらわ", strict=True))
_KANJI, _CHINESE, _DIGITS = "漢字", "中文", "0–9"


class Alphabet:
    """The order of a shelf whose texts are in a language: Unicode's collation algorithm, Chinese by its readings."""

    def __init__(self, language: str = "en") -> None:
        self._collator = _collator()
        self._is_japanese = language == "ja"
        first = _FIRST.get(language)
        self._order = {script: place for place, script in enumerate(sorted(_ORDER, key=lambda one: (
            one != "", one != first)))}

    def key(self, text: str) -> tuple[int, tuple[int, ...], str]:
        """What a text is sorted by, without the signs before it."""
        word = _beginning(text)
        script = self._script(word)
        said = romanized(word) if script == "Hani" else word
        # Kanji have no reading that a table knows, so they follow the syllables.
        after = script == "Kana" and not _is_kana(word[0])
        return self._order.get(script, len(self._order)), (int(after), *self._collator.sort_key(said)), text

    def heading(self, text: str) -> str:
        """What a text stands under in a list: its letter, row or consonant; digits stand together.

        >>> alphabet = Alphabet()
        >>> [alphabet.heading(one) for one in ("“Éa”", "3D", "Змеи", "量化", "がく", "한국", "β-VAE", "?")]
        ['E', '0–9', 'З', '中文 L', 'か', 'ㅎ', 'B', '']
        """
        word = _beginning(text)
        script = self._script(word)
        if script == "":
            return _DIGITS if word[:1].isdigit() else ""
        if script == "Hani":
            return f"{_CHINESE} {romanized(word).strip()[:1].upper()}"
        if script == "Kana":
            return _row(word[0]) if _is_kana(word[0]) else _KANJI
        if script == "Hang" and 0 <= (place := ord(unicodedata.normalize("NFC", word)[0]) - _HANGUL) < 11_172:
            return _CONSONANTS[place // _SYLLABLES]
        return (fold(word)[:1] or word[0]).upper()

    def _script(self, word: str) -> str:
        """The script that a text is looked up in: that of its first letter; Japanese is told by all of it."""
        first = "" if word[:1].isdigit() else script_of(word[:1])
        japanese = first in ("Hani", "Kana") and (self._is_japanese or script_of(word) == "Kana")
        return "Kana" if japanese else first


@cache
def _collator() -> Collator:
    """The table of all languages, which takes a while to read."""
    return Collator()


def _beginning(text: str) -> str:
    """A text from its first letter or digit; a sign of a formula there is read by its name."""
    word = _SIGNS.sub("", unicodedata.normalize("NFKC", text))
    return _GREEK_SIGN.sub(lambda sign: romanized(sign[0]).replace(" ", ""), word)


def _is_kana(char: str) -> bool:
    return script_of(char) == "Kana"


def _row(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    if "ァ" <= plain <= "ヶ":
        plain = chr(ord(plain) - 0x60)
    return next((row for last, row in _ROWS if plain <= last), "わ")
