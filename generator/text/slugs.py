"""Names of files and pages, made from titles and names: lower-case ASCII words joined by hyphens."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable

from papershelf.text.romanized import is_japanese, romanized
from papershelf.text.words import fold

# Longer slugs are cut between words; the browser cuts them alike (`slug` in templates/search/words.js).
LONGEST = 72
_LONGEST_NAME = 120
# The source of an expression that JSON Schema reads as well: what a slug looks like.
SLUG = r"[a-z0-9]+(?:-+[a-z0-9]+)*"

_WORD = re.compile(r"[a-z0-9]+")
_NO_KEY = re.compile(r"[\W_]+")
_SIGN_NAMES = {"+": " plus", "#": " sharp"}
_MARKUP = re.compile(r"!?\[([^\[\]]*)\]\([^)]*\)|<[^<>]+>|[*`]")


def title_key(title: str) -> str:
    """What two titles of one paper have in common: their folded letters and digits, nothing between.

    >>> title_key("Über-Nets: a Survey!")
    'ubernetsasurvey'
    """
    return _NO_KEY.sub("", fold(title))


def title_slug(title: str, arxiv: str = "") -> str:
    """The name of a paper's file and page: the title's words, at most `LONGEST` characters, cut between words.

    Words of other scripts are in Latin letters. A Japanese title, whose readings no table knows, and one without
    letters and digits get the arXiv id; without one the latter gets a digest of its key.

    >>> title_slug("β-VAE: it's a Survey"), title_slug("Index"), title_slug("量化")
    ('beta-vae-its-a-survey', 'index-1', 'liang-hua')
    >>> title_slug("言語モデル", "2401.00001"), title_slug("??"), title_slug("言語モデル")
    ('2401-00001', 'paper-e3b0c44298fc', 'yanyu-moderu')
    """
    words = _WORD.findall(romanized(title).replace("'", "").replace("’", ""))
    if arxiv and (not words or is_japanese(title)):
        words = _WORD.findall(arxiv.lower())
    return page_name(_joined(words)) or _digest_name(title)


def slugs_of(title: str, arxiv: str = "") -> frozenset[str]:
    """All names that a title's file may have been given: today's, and that of its ASCII words alone or its digest."""
    ascii_words = _WORD.findall(fold(title).replace("'", "").replace("’", ""))
    former = page_name(_joined(ascii_words)) or _digest_name(title)
    return frozenset({title_slug(title), title_slug(title, arxiv), former})


def _joined(words: Iterable[str]) -> str:
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > LONGEST:
            break
        slug = f"{slug}-{word}" if slug else word[:LONGEST]
    return slug


def _digest_name(title: str) -> str:
    return f"paper-{short_digest(title_key(title))}"


def browser_slug(title: str) -> str:
    """The slug that the browser works out from a title or name by itself; empty where it had better not try.

    >>> browser_slug("It's Tea: 2 Cups!"), browser_slug("Thé")
    ('its-tea-2-cups', '')
    """
    if not title.isascii():
        return ""
    slug = ""
    for word in _WORD.findall(title.lower().replace("'", "")):
        if slug and len(slug) + 1 + len(word) > LONGEST:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug


def name_slug(name: str) -> str:
    """The name of a tag's or listing's page: the name's words in Latin letters, signs spelled out; a digest where it
    has none, or at the end of a long one.

    >>> name_slug("C++"), name_slug("GLUE (dev)"), name_slug("量化")
    ('c-plus-plus', 'glue-dev', 'liang-hua')
    """
    spelled = "".join(_SIGN_NAMES.get(char, char) for char in name)
    slug = page_name("-".join(_WORD.findall(romanized(spelled))))
    if slug and len(slug) <= _LONGEST_NAME:
        return slug
    return "-".join(filter(None, (slug[:_LONGEST_NAME // 2].strip("-"), short_digest(name))))


def heading_slug(heading: str) -> str:
    """The anchor of a Markdown heading, as Python-Markdown's `toc` extension makes it.

    >>> heading_slug("A *word*, & more")
    'a-word-more'
    """
    plain = html.unescape(_MARKUP.sub(lambda found: found[1] or "", heading))
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def page_name(slug: str) -> str:
    """A slug that can name a file: `index.md` is the page of its folder, so `index` becomes `index-1`.

    >>> page_name("index"), page_name("indices")
    ('index-1', 'indices')
    """
    return "index-1" if slug == "index" else slug


def short_digest(text: str) -> str:
    """The first twelve hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
