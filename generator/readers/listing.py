"""Saved listing pages: page furniture, then titles and abstracts in blocks parted by blank lines.

Such a page carries no markup. What a block is follows from its form (a title is short and does not end a
sentence, an abstract is prose) and from its place (an abstract follows a title).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model import Entry, Problem, Sighting

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?", re.I),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?", re.I),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"),
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.I)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

# Lines that pages of daily papers print around the papers: badges, prompts, votes, navigation, the footer.
_FURNITURE = re.compile(
    r"""(?:
        new | hot | trending | papers | (?:daily|trending|weekly|monthly)\ papers | subscribe | sign\ ?up | log\ ?in
      | get\ trending\ papers\ in\ your\ email\ inbox!?
      | by\ ?\S+\ and\ the\ research\ community
      | (?:published|submitted|posted|updated)\ (?:by|on)\b.{0,60}
      | (?:▲|△|👍|⬆|\+)?\ *\d[\d.,]*k?\ *(?:votes?|upvotes?|likes?|comments?|stars?|authors?|replies)?
      | (?:▲|△|👍|⬆|·|•|-{1,3}|–|—|\*)
      | upvotes?\ *\d* | start\ voting | [·•]\ *\d+\ authors?
      | view\ (?:arxiv\ page|pdf|all|more|paper|project\ page) | (?:abs|pdf|arxiv(?:\ page)?|github|code|project\ page|read\ more|abstract)
      | (?:github|arxiv)\ *[\d.,]+k? | (?:arxiv:)\d{4}\.\d{4,5}(?:v\d+)?
      | previous | next | [«‹←]?\ *previous(?:\ page)? | next(?:\ page)?\ *[»›→]? | load\ more | back\ to\ top
      | (?:©|\(c\)).{0,80} | company | tos | terms(?:\ of\ (?:use|service))? | privacy(?:\ policy)? | about | jobs | careers
      | website | models | datasets | spaces | pricing | docs | help | system\ theme | search.{0,20}papers.{0,20}
    )""",
    re.I | re.X,
)
_LABEL_BEFORE_NAME = re.compile(r"(?:submitted|posted|published) (?:by|on):?", re.I)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_INNER_SENTENCE = re.compile(r"[a-z0-9)\]%][.!?][\"'”’)]?\s+[A-Z]")
_PARAGRAPH_START = re.compile(
    r"(?:(?:our|the|all)?\s*(?:source\s+)?(?:code|codes|models?|data|datasets?|project page|implementation|demo)\b.*"
    r"\b(?:available|released?|found|at|https?)\b|https?://|\(?\d+\))", re.I | re.S)
# Above the longest title and below the shortest abstract that real pages have (164 and 1,370 characters in
# the shelf's own listings; arXiv allows titles of about 250), so a block of this length is prose.
_LONGEST_TITLE = 260
_FEWEST_WORDS_OF_PROSE = 6


@dataclass(frozen=True, slots=True)
class _Block:
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def looks_like(text: str) -> bool:
    """Any plain text may be a listing; the other formats are asked first."""
    return bool(text.strip())


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a listing page in their order.

    In: the page's text and the name of its file. Out: entries (lines as the page breaks them, an abstract's
    paragraphs parted by a blank line) and a problem for prose that no title precedes and for a page without
    papers.
    """
    date, blocks = _without_furniture(_blocks(text))
    blocks = [part for i, block in enumerate(blocks) for part in _split_title(block, blocks[i - 1] if i else None)]
    entries: list[Entry] = []
    problems: list[Problem] = []
    title: _Block | None = None
    paragraphs: list[str] = []

    def finish() -> None:
        if title is not None:
            entries.append(Entry(title.text, Sighting(source, title.line, date), "\n\n".join(paragraphs)))

    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if not _is_prose(block, title is not None and not paragraphs, bool(paragraphs), following):
            finish()
            title, paragraphs = block, []
        elif title is None:
            problems.append(Problem(source, block.line, "an abstract without a title",
                                    "put the paper's title in a block of its own before it", rejects=True))
        else:
            paragraphs.append(block.text)
    finish()
    if not entries and not problems:
        problems.append(Problem(source, 1, "holds no papers", "save a page that lists titles and abstracts"))
    return entries, problems


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    lines: list[str] = []
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        line = raw.strip().lstrip("\ufeff")
        if line:
            lines.append(line)
        elif lines:
            blocks.append(_Block(number - len(lines), tuple(lines)))
            lines = []
    return blocks


def _without_furniture(blocks: list[_Block]) -> tuple[str, list[_Block]]:
    """The listing's date (of its first date line, which heads the page) and the blocks of papers alone."""
    date = ""
    kept: list[_Block] = []
    name_follows = False
    for block in blocks:
        start, end = block.line, block.line + len(block.lines)
        lines = list(block.lines)
        while lines and (name_follows or _is_furniture(lines[0])):
            # A name after "Submitted by" is one short word; anything longer is the next paper.
            if not _is_furniture(lines[0]) and " " in lines[0]:
                name_follows = False
                break
            date = date or (_date(lines[0]) if not kept else "")
            name_follows = bool(_LABEL_BEFORE_NAME.fullmatch(lines[0]))
            start += 1
            del lines[0]
        while lines and _is_furniture(lines[-1]):
            name_follows = bool(_LABEL_BEFORE_NAME.fullmatch(lines[-1]))
            end -= 1
            del lines[-1]
        if lines:
            kept.append(_Block(start, tuple(lines)))
    return date, kept


def _is_furniture(line: str) -> bool:
    return bool(_FURNITURE.fullmatch(line) or _LABEL_BEFORE_NAME.fullmatch(line) or _date(line))


def _date(line: str) -> str:
    """`MM-DD` or `YYYY-MM-DD` of a line that is a date and nothing else; otherwise nothing."""
    line = _WEEKDAY.sub("", line.strip())
    for pattern in _DATES:
        if found := pattern.fullmatch(line):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"][:3].lower()) + 1
            if 1 <= month <= 12 and 1 <= int(parts["day"]) <= 31:
                date = f"{month:02}-{int(parts['day']):02}"
                return f"{parts['year']}-{date}" if parts["year"] else date
    return ""


def _split_title(block: _Block, before: _Block | None) -> list[_Block]:
    """Part a block whose first line is a title and whose other lines are its abstract."""
    if len(block.lines) < 2 or (before is not None and not _ends_prose(before)):
        return [block]
    first, rest = block.lines[0], _Block(block.line + 1, block.lines[1:])
    if _ends_sentence(first) or len(first) > _LONGEST_TITLE or not rest.lines[0][:1].isupper():
        return [block]
    wrapped = len(first) >= max(len(line) for line in rest.lines[:-1]) - 12 if len(rest.lines) > 1 else False
    if wrapped or not _ends_prose(rest):
        return [block]
    return [_Block(block.line, (first,)), rest]


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not text.rstrip("\"'”’)]").endswith(("?", "!", "…"))


def _ends_prose(block: _Block) -> bool:
    text = block.text
    return len(text) > _LONGEST_TITLE or (_ends_sentence(text) and len(text.split()) >= _FEWEST_WORDS_OF_PROSE)


def _is_prose(block: _Block, after_title: bool, after_prose: bool, following: _Block | None) -> bool:
    """Whether the block is an abstract or a part of one, by its form and then by its neighbours."""
    text = block.text
    if len(text) > _LONGEST_TITLE or (len(text) > 80 and _INNER_SENTENCE.search(text) and _ends_sentence(text)):
        return True
    if not _ends_sentence(text) or len(text.split()) < _FEWEST_WORDS_OF_PROSE:
        return bool(after_prose and re.match(r"\(?https?://", text))
    if after_title:
        return True
    # After an abstract, a short sentence is its last paragraph ("Code is at …"), unless an abstract follows
    # that would have no title otherwise.
    followed_by_abstract = following is not None and len(following.text) > _LONGEST_TITLE
    return after_prose and (bool(_PARAGRAPH_START.match(text)) or not followed_by_abstract)
