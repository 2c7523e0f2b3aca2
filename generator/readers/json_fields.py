"""What values in JSON say: a text, people, a year, whatever form an export gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papershelf.readers import fields as f

_TEXTS = ("value", "name", "raw", "url", "title", "text", "full_name", "fullName")
_WHOLE = ("literal", "name", "fullname", "full_name", "fullName", "displayName", "display_name", "collectiveName",
          "text", "creator")
_YEARS = ("date-parts", "raw", "literal", "value", "year", "created")
# Crossref's abstracts are pieces of JATS (https://jats.nlm.nih.gov): what says something is read, the rest is marks.
_JATS_HEADING = re.compile(r"<(?:jats:)?title>\s*(?:(?:graphical )?abstract|summary)?\s*[.:]?\s*</(?:jats:)?title>",
                           re.I)
_JATS_TITLE = re.compile(r"<(?:jats:)?title>(.{0,2000}?)</(?:jats:)?title>", re.S)
_JATS_SCRIPT = re.compile(r"<(/?)jats:(sub|sup)\b[^<>]*>")
_JATS_PARAGRAPH = re.compile(r"</?(?:jats:)?(?:p|sec|list|list-item|label)\b[^<>]*>")
_JATS_OTHER = re.compile(r"</?jats:[\w-]+[^<>]*>")


def text_of(value: Any) -> str:
    """The text of a value: itself, the first text of a list, or what an object calls its value, name or title."""
    if isinstance(value, list):
        value = next((text for item in value if (text := text_of(item))), "")
    if isinstance(value, dict):
        value = next((value[key] for key in _TEXTS if isinstance(value.get(key), str)), "")
    return value.strip() if isinstance(value, str) else ""


def texts_of(value: Any) -> list[str]:
    """The texts of a list, or the one of anything else."""
    return [text for item in (value if isinstance(value, list) else [value]) if (text := text_of(item))]


def first(value: Mapping[str, Any], *keys: str) -> str:
    """The first of an object's fields that has a text."""
    return next((text for key in keys if (text := text_of(value.get(key)))), "")


def at(value: Any, path: str) -> Any:
    """What stands at a path of keys, `a/b`; nothing where it ends before."""
    for key in path.split("/"):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def objects_at(value: Any, path: str) -> list[dict[str, Any]]:
    """The objects of the list at a path, or the one object there."""
    found = at(value, path)
    return [item for item in (found if isinstance(found, list) else [found]) if isinstance(item, dict)]


def people(value: Any) -> tuple[str, ...]:
    """The names of people in a list of texts, of objects or of parts, in an object that holds one, or in one text."""
    if isinstance(value, str):
        return f.names(value)
    if isinstance(value, dict):
        value = next((inner for inner in value.values() if isinstance(inner, list)), [value])
    return f.people(map(person, value)) if isinstance(value, list) else ()


def person(value: Any) -> str:
    """One name: a text, `[last, first, suffix]`, or an object with a name or with its parts as CSL has them.

    A name that is one whole (an institution) is put in braces where it has a comma, as BibTeX does.
    """
    if isinstance(value, list):
        last, given, suffix = [*(part.strip() for part in value if isinstance(part, str)), "", "", ""][:3]
        return " ".join(part for part in (given, last, suffix) if part)
    if not isinstance(value, dict):
        return value.strip() if isinstance(value, str) else ""
    parts = (
        first(value, "given", "first", "firstName", "first_name", "givenName"), first(value, "dropping-particle"),
        first(value, "non-dropping-particle"), first(value, "family", "last", "lastName", "last_name", "familyName"),
        first(value, "suffix"))
    if whole := first(value, *_WHOLE):
        one = "literal" in value or value.get("nameType") == "Organizational"
        return f"{{{whole}}}" if one and "," in whole else " ".join(filter(None, parts)) if all(parts[::3]) else whole
    return " ".join(part for part in parts if part)


def year_of(value: Any) -> int | None:
    """The year in a number, a text, or a date as CSL and Crossref have them (`{"date-parts": [[2020, 5]]}`)."""
    while isinstance(value, dict | list) and value:
        value = next((value[key] for key in _YEARS if value.get(key)), None) if isinstance(value, dict) else value[0]
    return f.year(value)


def _heading(found: re.Match[str]) -> str:
    title = found[1].strip()
    return f"\n\n{title[:-1].rstrip() if title.endswith(('.', ':')) else title}: "


def jats(text: str) -> str:
    """The text of an abstract in JATS: its paragraphs, headings before them, what is raised or lowered as in HTML."""
    if "<" not in text:
        return text
    text = _JATS_TITLE.sub(_heading, _JATS_HEADING.sub("", text))
    text = _JATS_OTHER.sub("", _JATS_PARAGRAPH.sub("\n\n", _JATS_SCRIPT.sub(r"<\1\2>", text)))
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return re.sub(r":\n\n", ": ", "\n\n".join(filter(None, paragraphs)))


def inverted(index: Any) -> str:
    """The text that an inverted index gives the places of each word of (`{"We": [0, 7], "fly": [1]}`)."""
    if not isinstance(index, dict):
        return ""
    placed = [(place, word) for word, places in index.items() if isinstance(places, list)
              for place in places if isinstance(place, int)]
    return " ".join(word for _, word in sorted(placed))
