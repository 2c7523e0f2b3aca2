"""What belongs together in an HTML page: titles of papers, the parts around each, and the text that it shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from papershelf.readers.boilerplate import is_boilerplate
from papershelf.readers.dates import date_of
from papershelf.readers.form import is_sentence

BLOCKS = tuple("address article aside blockquote body dd details div dl dt figure h1 h2 h3 h4 h5 h6 header hr li main "
               "ol p pre section summary table tbody td th tr ul".split())
_BLOCKS = frozenset(BLOCKS)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "button", "select", "nav", "footer", "annotation", "head")
PAPER_LINK = re.compile(
    r"(?:^|/)(?:abs|papers?)/[\w.-]*\d|arxiv\.org/pdf/|/forum\?id=|doi\.org/10\.|aclanthology\.org/\w*\d|^/\d{4}\.[\w-]+\.\d+/?$"
    r"|/hash/|proceedings\.mlr\.press/v\d+/\w|/content/.*_paper\.html|/virtual/\d{4}/\w+/\d|/document/\d", re.I)
_TITLE_CLASS = re.compile(r"(?:list|paper|article|note|result|pub(?:lication)?|entry|card|item)?[-_]*p?title", re.I)
_PROSE = ("p", "div", "blockquote", "span", "td", "dd")
_SHORT_SENTENCE = re.compile(r"^\S+\s+\S+\s+\S.*[.!?…][\"'”’)]*$")
_LONGEST_TITLE = 400
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?\([^()]*\)\s*$")
_LED = re.compile(r"^.{0,60}\b(?:for|of|on)\s+", re.I)


class Part(NamedTuple):
    """A title and the parts of the page that belong to it."""

    title: Tag
    parts: tuple[Tag, ...]

    def find(self, class_name: re.Pattern[str], *names: str) -> list[Tag]:
        """The tags in the parts that have a class of such a name, or one of some tag names."""
        return [tag for one in self.parts for tag in (one, *one.find_all(True))
                if tag is not self.title and (tag.name in names or _has_class(tag, class_name))]

    def find_links(self, address: re.Pattern[str]) -> list[Tag]:
        """The links in the parts that lead to such an address."""
        return [tag for one in self.parts for tag in one("a", href=address)]


def tidy(soup: BeautifulSoup) -> None:
    """Take out what shows no text of papers: programs, styles, buttons, navigation."""
    for tag in soup(_NO_TEXT):
        tag.extract()
    for tag in soup("br"):
        tag.string = "\n"


def parts(soup: BeautifulSoup) -> list[Part]:
    """The titles of a page in its order, each with what belongs to it; none where nothing marks titles.

    Of the signs of a title (its class, a level of headings, a link to a paper) the one counts that most often has
    a link to a paper or prose with it.
    """
    best: list[Part] = []
    worth = (0, 0)
    for titles in (_by_class(soup), *(_may_be_titles(soup(level)) for level in _HEADINGS), _by_link(soup)):
        found = _around(titles)
        tells = [_tells(part) for part in found]
        if (now := (sum(map(any, tells)), sum(prose for _, prose in tells))) > worth:
            told = [n for n, tell in enumerate(tells) if any(tell)]
            # Titles before the first paper head the page, short ones after the last foot it.
            best = [part for n, part in enumerate(found) if told[0] <= n and (n <= told[-1] or _long(part))]
            worth = now
    return best


def _by_class(soup: BeautifulSoup) -> list[Tag]:
    found = _may_be_titles([tag for tag in soup.find_all(True) if _has_class(tag, _TITLE_CLASS)])
    known = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in known for parent in tag.parents)]


def _has_class(tag: Tag, name: re.Pattern[str]) -> bool:
    classes = tag.get("class") or ()
    return any(map(name.fullmatch, [classes] if isinstance(classes, str) else classes))


def _by_link(soup: BeautifulSoup) -> list[Tag]:
    """Links to papers by their titles; of one or two words ("pdf", "slides") only those placed as longer ones are."""
    links = _may_be_titles(soup("a", href=PAPER_LINK))
    places = {_place(tag) for tag in links if len(text_of(tag).split()) > 2}
    seen: set[str] = set()
    found = []
    for tag in links:
        if _place(tag) in places and str(tag["href"]) not in seen:
            seen.add(str(tag["href"]))
            found.append(tag)
    return found


def _place(tag: Tag) -> tuple[str, str, str, str]:
    """How a page writes a link: its class, the tag around it with its class, and what stands before it there."""
    parent, before = tag.parent, tag.find_previous_sibling(True)
    return (str(tag.get("class", "")), parent.name if parent else "", str(parent.get("class", "")) if parent else "",
            before.name if before else "")


def _may_be_titles(tags: Sequence[Tag]) -> list[Tag]:
    return [tag for tag in tags if not tag.find(_HEADINGS)
            and 0 < len(text := text_of(tag)) <= _LONGEST_TITLE and not is_boilerplate(text)]


def _around(titles: Sequence[Tag]) -> list[Part]:
    """For each title the largest part that holds no other one, and what follows it up to the next."""
    held = Counter(id(parent) for title in titles for parent in (title, *title.parents))
    found = []
    for title in titles:
        outer = title
        while (parent := outer.parent) and held[id(parent)] == 1 and parent.name not in ("body", "html", "[document]"):
            outer = parent
        around = [outer]
        if outer.name == "dd":
            before = outer.find_previous_sibling(("dt", "dd"))
            around += [before] if before is not None and before.name == "dt" and not held[id(before)] else []
        else:
            for following in outer.next_siblings:
                if not isinstance(following, Tag):
                    continue
                if held[id(following)] or (following.name in _HEADINGS and following.name <= outer.name):
                    break
                around.append(following)
        found.append(Part(title, tuple(around)))
    return found


def _tells(part: Part) -> tuple[bool, bool]:
    """Whether a part leads to a paper, and whether it has prose."""
    links = [part.title, *part.title.parents, *(tag for one in part.parts for tag in (one, *one("a")))]
    leads = any(tag.name == "a" and PAPER_LINK.search(str(tag.get("href", ""))) for tag in links)
    prose = any(is_prose(tag) for one in part.parts for tag in (one, *one.find_all(_PROSE)) if tag is not part.title)
    return leads, prose


def _long(part: Part) -> bool:
    return len(text_of(part.title).split()) > 3


def is_prose(tag: Tag) -> bool:
    """Whether a tag's text is an abstract or a paragraph of one: a sentence, in a paragraph also a short one."""
    text = text_of(tag)
    if is_boilerplate(text):
        return False
    return is_sentence(text) or (tag.name in ("p", "blockquote") and bool(_SHORT_SENTENCE.search(text)))


def text_of(tag: Tag) -> str:
    """The text of a tag, its white space as a browser shows it."""
    return " ".join(tag.get_text().split())


def date_before(title: Tag) -> str:
    """The date that stands nearest before a title as a text of its own ("Showing new listings for …" may lead it)."""
    for text in title.find_all_previous(string=True, limit=200):
        line = _IN_BRACKETS.sub("", " ".join(str(text).split()))
        if len(line) < 100 and (date := date_of(line) or date_of(_LED.sub("", line))):
            return date
    return ""


def shown(soup: BeautifulSoup) -> tuple[str, list[int]]:
    """The page's text in blocks parted by blank lines, and the line of the HTML for each of its lines."""
    texts: list[str] = []
    lines: list[int] = []
    for line, text in _shown_blocks(soup):
        for n, row in enumerate(text.split("\n")):
            texts.append(row)
            lines.append(line + n * ("\n" in text))
        texts.append("")
        lines.append(line)
    return "\n".join(texts), lines or [1]


def _shown_blocks(soup: BeautifulSoup) -> Iterator[tuple[int, str]]:
    block: PageElement | None = None
    pieces: list[str] = []
    for string in soup.find_all(string=True):
        inside = next((parent for parent in string.parents if parent.name in _BLOCKS), None)
        if type(string) is not NavigableString:
            continue
        if inside is not block and pieces:
            yield from _block(block, "".join(pieces))
            pieces = []
        block = inside
        pieces.append(str(string))
    yield from _block(block, "".join(pieces))


def _block(block: PageElement | None, text: str) -> Iterator[tuple[int, str]]:
    """A block's text; in `<pre>`, and where no tags part the text at all, its lines are those of the page."""
    line = (block.sourceline if isinstance(block, Tag) else None) or 1
    if not text.strip():
        return
    if "\n" in text.strip() and (block is None or (isinstance(block, Tag) and block.name in ("pre", "body"))):
        yield line, text.rstrip()
    else:
        yield line, " ".join(text.split())
