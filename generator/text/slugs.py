"""Names of files and pages, made from titles and names: lower-case ASCII words joined by hyphens."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

from papershelf.text.words import fold

# Longer slugs are cut between words; the browser cuts them alike (`slug` in templates/search/words.js).
LONGEST = 72
_LONGEST_NAME = 120
# The source of an expression that JSON Schema reads as well: what a slug looks like.
SLUG = r"[a-z0-9]+(?:-+[a-z0-9]+)*"

_WORD = re.compile(r"[a-z0-9]+")
# Greek letters as addresses spell them.
_GREEK = str.maketrans(dict(zip(
    "αβγδεζηθικλμνξοπρςστυφχψω",
    [f"{name} " for name in "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
     "sigma sigma tau upsilon phi chi psi omega".split()], strict=True)))
_NO_KEY = re.compile(r"[\W_]+")
_SIGN_NAMES = {"+": " plus", "#": " sharp"}
_MARKUP = re.compile(r"!?\[([^\[\]]*)\]\([^)]*\)|<[^<>]+>|[*`]")


def title_key(title: str) -> str:
    """What two titles of one paper have in common: their folded letters and digits, nothing between.

    >>> title_key("Über-Nets: a Survey!")
    'ubernetsasurvey'
    """
    return _NO_KEY.sub("", fold(title))


def title_slug(title: str) -> str:
    """The name of a paper's file and page: the title's words, at most `LONGEST` characters, cut between words.

    A title without ASCII letters or digits gets a digest of its key.

    >>> title_slug("β-VAE: it's a Survey"), title_slug("Index"), title_slug("量化")
    ('beta-vae-its-a-survey', 'index-1', 'paper-063b8d90a6e2')
    """
    words = _WORD.findall(fold(title).translate(_GREEK).replace("'", "").replace("’", ""))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > LONGEST:
            break
        slug = f"{slug}-{word}" if slug else word[:LONGEST]
    return page_name(slug) or f"paper-{short_digest(title_key(title))}"


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
    """The name of a tag's or listing's page: the name's words, signs spelled out; a digest where it has none, or at
    the end of a long one.

    >>> name_slug("C++"), name_slug("GLUE (dev)")
    ('c-plus-plus', 'glue-dev')
    """
    spelled = "".join(_SIGN_NAMES.get(char, char) for char in name)
    slug = page_name("-".join(_WORD.findall(fold(spelled))))
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
