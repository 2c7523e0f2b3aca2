"""The interface's own words in a reader's language: a gettext catalogue, numbers and days as the language has them.

The English text is the name of a message. Values stand in braces: `words.say("page {number}", number=2)`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Any

import snowballstemmer
from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

# The languages that have a catalogue, in `data/locale/`; English is what templates and code say.
INTERFACE = ("en", "de", "es", "fr", "ja", "zh")
# English as the day before the month has it.
_LOCALES = {"en": "en_GB"}
# A part of a pattern of CLDR, or text between quotes.
_PART_OF_DATE = re.compile(r"'([^']+)'|y+|M+|d+")


@dataclass(frozen=True, eq=False)
class Words:
    """The words of the interface in one language.

    Attributes:
        tag: The language, as HTML names it.
        messages: Its catalogue; English needs none.
        texts_in: The language of the shelf's titles and abstracts.
        texts: The same as texts, for scripts: by the English one, the translation, or its plural forms.
    """

    tag: str = "en"
    messages: NullTranslations = field(default_factory=NullTranslations)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts_in: str = "en"

    def say(self, text: str, **values: Any) -> str:
        """A text in the language, its values filled in.

        >>> Words().say("page {number}", number=2)
        'page 2'
        """
        said = self.messages.gettext(text) if text else ""
        return said.format(**values) if values else said

    def plural(self, one: str, many: str, n: int, **values: Any) -> str:
        """The form of a text that a number demands; `{n}` is the number as the language writes it.

        >>> Words().plural("{n} paper", "{n} papers", 2000)
        '2,000 papers'
        """
        return self.messages.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        """A number as the language writes it."""
        return f"{n:,}" if self.tag == "en" else str(format_decimal(n, locale=self._locale))

    def day(self, year: int, month: int, day: int) -> str:
        """A day as a heading has it; the year may be 0.

        >>> Words().day(2025, 3, 11), Words("de").day(0, 3, 11), Words("ja").day(2025, 3, 11)
        ('11 March 2025', '11. März', '2025年3月11日')
        """
        locale = Locale.parse(self._locale)
        pattern = locale.date_formats["long"] if year else locale.datetime_skeletons["MMMMd"]
        parts = {"y": str(year), "M": str(month), "d": str(day), "MMMM": locale.months["format"]["wide"][month]}
        return _PART_OF_DATE.sub(lambda part: part[1] or parts.get(part[0], ""), str(pattern.pattern))

    @property
    def _locale(self) -> str:
        return _LOCALES.get(self.tag, self.tag)


ENGLISH = Words()


def language_tag(language: str) -> str:
    """The tag of a language by its English name, as Snowball has it, or by the tag itself; nothing where none is known.

    >>> language_tag("german"), language_tag("Chinese"), language_tag("ja"), language_tag("porter"), language_tag("x")
    ('de', 'zh', 'ja', 'en', '')
    """
    name = language.casefold()
    if name in ("english", "porter", "en"):
        return "en"
    known = Locale("en").languages
    if name in known and len(name) < 4:
        return name
    name = name.removesuffix("_porter")
    return next((tag for tag, said in sorted(known.items()) if said.casefold() == name and len(tag) < 4), "")


def is_language(tag: str) -> bool:
    """Whether a tag, such as `zh` or `pt-BR`, is that of a language.

    >>> is_language("zh"), is_language("pt-BR"), is_language("xx")
    (True, True, False)
    """
    return tag.partition("-")[0] in Locale("en").languages


def language_name(tag: str) -> str:
    """What a language calls itself; the tag where nobody knows.

    >>> language_name("zh"), language_name("de"), language_name("und-Cyrl")
    ('中文', 'Deutsch', 'und-Cyrl')
    """
    if tag.partition("-")[0] == "und":  # babel would name the likeliest language of the script
        return tag
    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:]


def stemmer_of(language: str) -> str:
    """The name of the Snowball stemmer of a language by its name or tag; English where it has none, as Chinese.

    >>> stemmer_of("de"), stemmer_of("russian"), stemmer_of("zh")
    ('german', 'russian', 'english')
    """
    stemmers = snowballstemmer.algorithms()
    if language in stemmers:
        return language
    tag = language_tag(language)
    return next((name for name in stemmers if "_" not in name and language_tag(name) == tag), "english")
