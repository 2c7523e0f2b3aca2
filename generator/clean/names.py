"""Names of people, as one would write them on a title page.

A comma, or initials that can only be the given name's, say which part is the family name. Where both readings are
possible the name stays as it is written, and so does one that is in braces or an institution's.
"""

import re

from papershelf.text.names import is_organisation
from papershelf.text.person import EAST_ASIAN, SUFFIX

_LONGEST = 300  # characters; what is longer is no name
SUFFIX_LAST = re.compile(rf"(?P<name>.*\S),?\s+(?P<suffix>{SUFFIX.pattern})", re.IGNORECASE)
SPACED_HYPHEN = re.compile(r"(?<=[^\W\d_]) ?[-‐‑–] ?(?=[^\W\d_])")
GLUED_INITIAL = re.compile(r"\b([A-ZÀ-ÖØ-Þ]\.)(?=[A-ZÀ-ÖØ-Þ][^\W\d_])")
COMPANY = re.compile(r"(?:Inc|Ltd|Limited|LLC|LLP|Corp|Co|GmbH|Pty|S\.?p\.?A)\.?(?: Ltd\.?)?", re.IGNORECASE)
# Forms of companies and degrees that may as well be initials; they are where one word stands before them.
COMPANY_OR_INITIALS = re.compile(r"AG|B\.?V\.?|S\.?A\.?|M\.?D\.?")
DEGREES = re.compile(r"(?:,\s*(?:Ph\.? ?D|D\.? ?Phil|[MB]\.? ?Sc|[MB]\.? ?Eng)\.?){1,9}$")
NUMBERED = re.compile(r"(?<=[^\W\d_]) 0{1,3}\d{1,4}$")
MARKS = re.compile(r"(?<=[^\W\d_])\s*(?:[*†‡§¶∗¹²³⁴-⁹]|\[\d+\]|\(\d+(?:\s*(?:,|and)\s*\d+)*\)){1,40}$")
IN_BRACKETS = re.compile(r"(?<=\S)\s*(?:\((?P<inside>[^()]+)\)|<[^<>@\s]+@[^<>\s]+>)$")
COMMA = re.compile(r",(?![^{}]{0,300}\})")
# `Liu R.`, `van der Berg J.`: one family name with its particles, and initials with their full stops.
FAMILY_FIRST = re.compile(
    r"(?P<family>(?:(?:[Dd]e|[Dd]el|[Dd]ella|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]en|[Tt]er|[Vv]an|[Vv]on|"
    r"[Zz]u|al|el|bin|ibn)\s+)*[^\W\d_a-z](?=[\w'’-]*[a-zß-öø-ÿ])[\w'’-]*+)\s+"
    r"(?P<given>(?:[A-ZÀ-ÖØ-Þ]\.[ -]?){1,4})(?P<suffix>(?<=\s)(?:Jr|Sr)\.?|)")


def tidy_name(name: str) -> str:
    """A name whose characters and LaTeX are repaired, as `first von last, jr` read aloud: ``Last, First`` turned round.

    Affiliations and marks behind it are taken off, spaced hyphens closed. A name that is one group of braces, as
    BibTeX has those of institutions, is only stripped of them.
    """
    name = " ".join(name.replace("~", " ").split()).strip(" ,;")
    if len(name) > _LONGEST:
        return name
    if _is_group(name):
        return _without_braces(name)
    name = NUMBERED.sub("", MARKS.sub("", _without_affiliation(name)))  # `Wei Wang 0001`: DBLP tells namesakes apart
    name = SPACED_HYPHEN.sub("-", DEGREES.sub("", name))
    return GLUED_INITIAL.sub(r"\1 ", _without_braces(_turned(name))).strip()


def _without_braces(name: str) -> str:
    return " ".join(name.replace("{", "").replace("}", "").split())


def _is_group(name: str) -> bool:
    """Whether the first brace is closed by the last character."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for n, char in enumerate(name):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            return n == len(name) - 1
    return False


def _without_affiliation(name: str) -> str:
    """``Bo Finch (Lamp University)`` → ``Bo Finch``; the short form of an institution and a second name stay."""
    found = IN_BRACKETS.search(name)
    if not found or is_organisation(name[:found.start()]):
        return name
    inside = found["inside"]
    if inside is None or "@" in inside or is_organisation(inside):
        return name[:found.start()]
    initials = "".join(word[0] for word in name[:found.start()].split())
    acronym = inside.isupper() and len(inside) > 1 and inside.isalpha() and inside.isascii()
    told = len(inside.split()) > 1 or (acronym and inside not in initials.upper())
    return name[:found.start()] if told else name


def _turned(name: str) -> str:
    if is_organisation(name):
        return name
    parts = [part.strip() for part in COMMA.split(name)]
    if not all(parts):
        return name
    if len(parts) == 2:
        return _of_two(name, *parts)
    if len(parts) == 3 and SUFFIX.fullmatch(parts[1]):
        return f"{parts[2]} {parts[0]} {parts[1]}"  # BibTeX: Last, Jr., First
    if len(parts) == 3 and SUFFIX.fullmatch(parts[2]):
        return f"{parts[1]} {parts[0]} {parts[2]}"
    if found := FAMILY_FIRST.fullmatch(name):
        return " ".join(part.strip() for part in found.group("given", "family", "suffix") if part.strip())
    return name


def _of_two(name: str, family: str, given: str) -> str:
    """``Last, First``, where a suffix may stand behind either and what follows the comma may be a company's form."""
    if EAST_ASIAN.fullmatch(family + given):
        return family + given  # the family name comes first, and no space parts them
    if COMPANY.fullmatch(given) or (COMPANY_OR_INITIALS.fullmatch(given) and " " in family):
        return name
    if SUFFIX.fullmatch(given):
        return f"{family} {given}"
    if found := SUFFIX_LAST.fullmatch(family) or SUFFIX_LAST.fullmatch(given):
        first, last = (given, found["name"]) if family.startswith(found["name"]) else (found["name"], family)
        return f"{first} {last} {found['suffix']}"
    return f"{given} {family}"
