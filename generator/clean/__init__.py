"""Repairing scraped text: what can be repaired for certain is, the rest stays as it is found.

`CLEANERS` is the whole list, in order; each repair names the wound it heals. `clean` applies them until nothing
changes, so that cleaning clean text changes nothing.
"""

from collections.abc import Callable
from functools import lru_cache

from papershelf.clean import bare, characters, hyphens, latex, letters, maths, prose, urls
from papershelf.clean.names import tidy_name
from papershelf.clean.urls import clean_url, urls_in

__all__ = ["CLEANERS", "clean", "clean_abstract", "clean_name", "clean_title", "clean_url", "urls_in"]

CHARACTERS: tuple[Callable[[str], str], ...] = (
    characters.mojibake,
    characters.terminal_bytes,
    characters.escapes,
    characters.entities,
    characters.tags,
    characters.ieee_marks,
    characters.glyph_numbers,
    characters.ligatures,
    characters.detached_accents,
    characters.invisible,
)
# The repairs above and these see the whole text; those below see it without its URLs, which they would harm.
BEFORE_URLS: tuple[Callable[[str], str], ...] = (*CHARACTERS, *urls.LINKS)
BETWEEN_URLS: tuple[Callable[[str], str], ...] = (
    latex.json_escapes,
    latex.braces_of_sets,
    letters.letters,
    letters.signs,
    maths.formulas,
    latex.citations,
    latex.escaped_signs,
    latex.abbreviations,
    latex.fonts,
    latex.size_commands,
    bare.left_right,
    bare.relations,
    bare.greek,
    bare.times,
    bare.about,
    maths.commands,
    latex.leftovers,
    latex.braces,
    maths.scripts,
    hyphens.line_ends,
    hyphens.broken_words,
    prose.quotes,
    prose.dashes,
    prose.comments,
    prose.ties,
    prose.emphasis,
    prose.glued_sentences,
    prose.glued_brackets,
    prose.glued_names,
    prose.thousands,
    prose.stray_spaces,
    prose.line_breaks,
)
CLEANERS: tuple[Callable[[str], str], ...] = BEFORE_URLS + BETWEEN_URLS
ENOUGH_ROUNDS = 12  # two or three do for real text; this only keeps an absurd one from going on


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The text with its damage repaired; paragraphs stay apart, lines inside them are joined."""
    return _settled(_once, text) if text else ""


def _settled(repair: Callable[[str], str], text: str) -> str:
    for _ in range(ENOUGH_ROUNDS):
        before, text = text, repair(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    for repair in BEFORE_URLS:
        text = repair(text)
    text, hidden = urls.hide(text)
    for repair in BETWEEN_URLS:
        text = repair(text)
    return urls.show(text, hidden)


def clean_title(title: str) -> str:
    """A title, repaired and on one line."""
    once = clean(latex.protected_words(title))
    joined = " ".join(once.split())
    return once if joined == once else clean(joined)


def clean_abstract(text: str, title: str = "") -> str:
    r"""An abstract, with ``\name`` and its like filled in where the title begins with a name and a colon."""
    text = latex.json_escapes(text)
    return clean(latex.fill_name(text, clean_title(title)) if "\\" in text else text)


@lru_cache(maxsize=65536)
def clean_name(name: str) -> str:
    """A person's name: LaTeX read, spaced hyphens closed, ``Last, First`` turned into ``First Last``.

    Once: braces say that a comma in them turns nothing, and are gone afterwards.
    """
    return tidy_name(_settled(_name_once, name))


def _name_once(name: str) -> str:
    for repair in (*CHARACTERS, letters.letters, letters.signs, latex.escaped_signs, latex.fonts):
        name = repair(name)
    return name
