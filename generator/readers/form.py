"""The form of a text: whether it is a title, prose, or a list of people."""

from __future__ import annotations

import re

from papershelf.readers import fields as f

SENTENCE_END = re.compile(r"(?<!\bvs)(?<!\bInc)(?<!\bal)[.。][\"'”’)\]]*$")
_ADDRESS_END = re.compile(r"(?<!\S)(?=\S+$)\S*(?:https?://|www\.|(?<=[\w-])\.(?:com|org|io|net)/)\S")
_ANY_END = re.compile(r"[.!?…。][\"'”’)\]]*$")
_INNER_STOP = re.compile(r"[a-z0-9)\]%]{2}\.[\"'”’)]?\s+[A-Z]")
_INNER_MARK = re.compile(r"[a-z0-9)\]][?!]\s+[A-Z]")
_SPEAKS = re.compile(r"\b(?:we|our|this (?:paper|work|article|report|study)|is|are|was|were|has|have|can|shows?|"
                     r"propose[sd]?|presents?|introduces?|demonstrates?|which|that)\b")
_OPENS = re.compile(r"(?:(?:This|In this) (?:paper|work|article|report|study)|We|Our|Here,? we)\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
PEOPLE = re.compile(r"(?:authors?|by)\s*:\s*|by\s+", re.I)
_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|el|al|bin|ibn|la|le|ten|van|von|zu)\b"
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_ANY_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,4}")
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}|{_CAPITAL})){{1,4}}")
# arXiv takes titles of about 250 characters; abstracts are hardly ever shorter than a title so long.
_LONG, _TOO_LONG = 260, 330


def is_sentence(text: str) -> bool:
    """Whether a text by itself is prose rather than a title."""
    return len(text.split()) > 5 and titleness(text) < 0 and bool(_ANY_END.search(text) or len(text) > _LONG)


def titleness(text: str) -> float:
    """How much the form of a text speaks for a title (above 0) or for prose (below)."""
    length = len(text)
    if length > 2 * _TOO_LONG:
        return -15.0
    score = 1.0 if length <= 160 else 0.0 if length <= _LONG else -2.5 if length <= _TOO_LONG else -8.0
    if SENTENCE_END.search(text) or _ADDRESS_END.search(text) or text.endswith(":"):
        score -= 2.0
    else:
        score += 0.5 if _ANY_END.search(text) else 2.0
    score -= 2.0 if _INNER_STOP.search(text) else 0.5 if _INNER_MARK.search(text) else 0.0
    score -= min(2, sum(1 for _, _ in zip(range(2), _SPEAKS.finditer(text), strict=False)))
    score -= bool(_OPENS.match(text)) + text[:1].islower()
    words = _WORD.findall(text)[1:]
    if len(words) > 2:
        capital = sum(not word[0].islower() for word in words) / len(words)
        score += 2.0 if capital > 0.6 else -0.5 if capital < 0.25 else 0.0
    return score


def common_words(text: str) -> frozenset[str]:
    """The words that a page writes in lower case, which names of people hardly are."""
    return frozenset(re.findall(r"\b[a-z]{3,}\b", text))


def is_name(text: str) -> bool:
    """Whether a text has the form of a person's name."""
    return bool(_NAME.fullmatch(text))


def are_names(text: str, common: frozenset[str]) -> bool:
    """Whether a line lists people, or one: it says so, or its parts have the form of names and no words of the page.

    One name of several may be written in lower case.
    """
    said = PEOPLE.match(text)
    names = f.names(text[said.end():] if said else text) if len(text) < 3000 else ()
    fitting = sum(is_name(name) for name in names)
    if not fitting or fitting < len(names) - (len(names) > 2):
        return False
    if not all(_ANY_NAME.fullmatch(name) for name in names):
        return False
    words = [word for name in names for word in name.split() if not word[0].islower()]
    return bool(said) or sum(word.lower() in common for word in words) * 3 <= len(words)
