"""The parts of a person's name, by BibTeX's rules: what exports, keys and lists by name need of one."""

from __future__ import annotations

import re
from typing import NamedTuple

from bibtexparser.middlewares.names import parse_single_name_into_parts

from papershelf.text.names import is_organisation

SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|2nd|3rd", re.IGNORECASE)
# A name in these letters says the family's part first.
EAST_ASIAN = re.compile("[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
# Signs that BibTeX reads as more than letters, as private ones.
_PLAIN = {ord(sign): 0xF0000 + ord(sign) for sign in "\\{}~"}
_BACK = {private: sign for sign, private in _PLAIN.items()}
_INITIALS = re.compile(r"(?:\w\.-?)+|\w")


class NameParts(NamedTuple):
    """A name's parts. One that has no parts (an institution's, or a single word) is `family` alone."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the name has but one part."""
        return not (self.given or self.particle or self.suffix)


def name_parts(name: str) -> NameParts:
    """The parts of a name as a title page has it.

    >>> name_parts("Ludwig van Beethoven")
    NameParts(given='Ludwig', particle='van', family='Beethoven', suffix='')
    >>> name_parts("Martin Luther King Jr.")
    NameParts(given='Martin Luther', particle='', family='King', suffix='Jr.')
    >>> name_parts("Lamp University").is_whole, name_parts("山田太郎").is_whole
    (True, True)
    """
    words = name.split()
    if len(words) < 2 or "," in name or is_organisation(name):
        return NameParts(family=" ".join(words))
    if all(EAST_ASIAN.fullmatch(word) for word in words):
        return NameParts(given=" ".join(words[1:]), family=words[0])
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""
    # Initials are a given name's even where they are small, as in "e. e. cummings".
    first = next((place for place, word in enumerate(words) if not _INITIALS.fullmatch(word)), 0)
    found = parse_single_name_into_parts(" ".join(words[first:]).translate(_PLAIN), strict=False)
    given, particle, family = (" ".join(part).translate(_BACK) for part in (found.first, found.von, found.last))
    return NameParts(" ".join([*words[:first], given]).strip(), particle, family, suffix)


def family_name(name: str) -> str:
    """The family's part of a name, without particles; the whole name where it has but one part.

    >>> family_name("Ludwig van Beethoven"), family_name("Guido Stone III")
    ('Beethoven', 'Stone')
    """
    return name_parts(name).family
