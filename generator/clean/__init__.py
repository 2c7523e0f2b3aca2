"""Repairing scraped text: what can be repaired for certain is, the rest stays as it is found.

`CLEANERS` is the whole list, in order; each repair names the wound it heals. `clean` applies them until nothing
changes, so that cleaning clean text changes nothing.
"""

from collections.abc import Callable

from generator.clean.bare import BARE_REPAIRS
from generator.clean.characters import CHARACTERS
from generator.clean.hyphens import broken_words
from generator.clean.latex import LATEX_REPAIRS, accents, braces, escaped_signs, fill_name, fonts, leftovers
from generator.clean.maths import commands, formulas, scripts
from generator.clean.names import tidy_name
from generator.clean.prose import PROSE_REPAIRS
from generator.clean.urls import LINKS, clean_url, hide, show, urls_in

__all__ = ["CLEANERS", "clean", "clean_abstract", "clean_name", "clean_title", "clean_url", "urls_in"]

# On the whole text: the characters first, then the URLs, which the rest must not touch.
BEFORE_URLS: tuple[Callable[[str], str], ...] = (*CHARACTERS, *LINKS)
BETWEEN_URLS: tuple[Callable[[str], str], ...] = (
    *LATEX_REPAIRS[:3],
    formulas,
    *LATEX_REPAIRS[3:],
    *BARE_REPAIRS,
    commands,
    leftovers,
    braces,
    scripts,
    broken_words,
    *PROSE_REPAIRS,
)
CLEANERS: tuple[Callable[[str], str], ...] = BEFORE_URLS + BETWEEN_URLS
ENOUGH_ROUNDS = 12  # two or three do for real text; this only keeps an absurd one from going on


def clean(text: str) -> str:
    """The text with its damage repaired; paragraphs stay apart, lines inside them are joined."""
    for _ in range(ENOUGH_ROUNDS):
        before = text
        text = _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    for repair in BEFORE_URLS:
        text = repair(text)
    text, urls = hide(text)
    for repair in BETWEEN_URLS:
        text = repair(text)
    return show(text, urls)


def clean_title(title: str) -> str:
    """A title on one line; a macro for the paper's own name is filled from the title itself."""
    return " ".join(clean(title).split())


def clean_abstract(text: str, title: str = "") -> str:
    r"""An abstract, with ``\name`` and its like filled in where the title begins with a name and a colon."""
    return clean(fill_name(text, clean_title(title)) if title else text)


def clean_name(name: str) -> str:
    """A person's name: LaTeX read, spaced hyphens closed, ``Last, First`` turned into ``First Last``."""
    for repair in (*CHARACTERS, accents, escaped_signs, fonts):
        name = repair(name)
    return tidy_name(name)
