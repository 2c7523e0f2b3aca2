"""Lines that pages of papers print around the papers: badges, prompts, votes, names of submitters, navigation."""

from __future__ import annotations

import re

from papershelf.readers.dates import date_of

_COUNT = r"\d[\d.,]*k?"
# Lines that are nothing else wherever they stand.
_MARKED = re.compile(
    rf"""(?:
        get\ trending\ papers\ in\ your\ email\ inbox!? | by\ ?\S+\ and\ the\ research\ community
      | (?:published|submitted|posted|updated|added)\ (?:by|on)\ \S+(?:\ \S+){{0,4}}
      | [▲△👍⬆↑🔼❤♥💬⭐★+]\ *{_COUNT} | {_COUNT}\ *[▲△👍⬆↑🔼❤♥💬⭐★]
      | {_COUNT}\ *(?:votes?|upvotes?|likes?|comments?|stars?|authors?|repl(?:y|ies)|views?|downloads?|citations?)
      | (?:up)?votes?:?\ *{_COUNT} | (?:likes?|comments?|stars?|views?|citations?|cited\ by|score):?\ +{_COUNT}
      | start\ voting
      | [·•]\ *{_COUNT}\ authors? | \d{{1,3}}\ *(?:min(?:ute)?s?|hours?|days?|weeks?|months?|h|d)\ ago
      | view\ (?:arxiv\ page|pdf|all|more|paper|project\ page|on\ (?:arxiv|github|hugging\ face))
      | read\ (?:more|paper|the\ paper|full\ (?:paper|abstract)) | show\ (?:more|less|abstract)
      | (?:github|arxiv)\ +{_COUNT} | arxiv:\ ?\d{{4}}\.\d{{4,5}}(?:v\d+)?(?:\ \[[\w.-]+\])?
      | (?:[«‹←]\ *)?previous(?:\ page)? | next(?:\ page)?\ *[»›→]? | load\ more | back\ to\ top
      | page\ \d+(?:\ (?:of|/)\ \d+)? | showing\ \d+\ ?(?:-|–|to)\ ?\d+\ of\ {_COUNT}(?:\ \w+)?
      | search\ (?:any\ |for\ |all\ )?papers?(?:\ with\ ai)?…?
      | (?:©|\(c\)|copyright\b).{{0,80}} | (?:daily|trending|weekly|monthly)\ papers | \#\w+(?:\ \#\w+)*
    )""", re.I | re.X)
# Words and numbers that are boilerplate where nothing else stands in their block: a broken title can end in "Models".
_BARE = re.compile(
    rf"""(?:
        new | hot | trending | papers | subscribe | sign\ ?(?:up|in) | log\ ?in
      | {_COUNT} | [▲△👍⬆↑🔼❤♥💬⭐★·•*+|] | -{{1,3}} | [–—] | [-=_*·•~]{{3,}}
      | upvotes? | votes? | likes? | comments? | abs | pdf | html | arxiv(?:\ page)? | github | code | project\ page
      | abstract | paper | bibtex | share
      | company | tos | terms(?:\ of\ (?:use|service))? | privacy(?:\ policy)? | about | jobs | careers | contact | home
      | website | models | datasets | spaces | pricing | docs | help | system\ theme | today | yesterday
      | (?:\d+\ )+(?:[….]+\ \d+)?
    )""", re.I | re.X)
_LABEL_BEFORE_NAME = re.compile(r"(?:submitted|posted|published|added|shared) (?:by|on):?", re.I)
# A header on one line.
_HEADER = re.compile(
    r"get trending papers in your email inbox!?|\bsubscribe\b|by ?\S+ and the research community"
    r"|\b(?:daily|trending) papers\b|^new\b", re.I)
_CERTAIN_HEADER = re.compile(r"email inbox|research community", re.I)


def is_marked(line: str) -> bool:
    """Whether a line is boilerplate wherever it stands."""
    short = len(line) <= 100 and (_MARKED.fullmatch(line) or date_of(line) or is_label(line))
    return bool(short) or header_date(line) is not None


def is_boilerplate(line: str) -> bool:
    """Whether a line is boilerplate where only boilerplate stands around it."""
    return is_marked(line) or (len(line) <= 40 and bool(_BARE.fullmatch(line)))


def is_count(line: str) -> bool:
    """Whether a line is a bare number or sign, such as votes."""
    return bool(re.fullmatch(rf"{_COUNT}|\W{{1,3}}", line))


def is_label(line: str) -> bool:
    """Whether a line says that the name of a submitter follows."""
    return bool(_LABEL_BEFORE_NAME.fullmatch(line))


def header_date(line: str) -> str | None:
    """The date in a page's whole header on one line, nothing if it has none; None if the line is no header."""
    if len(line) > 250 or not _CERTAIN_HEADER.search(line):
        return None
    rest = _HEADER.sub(" ", line).strip(" |·•,-")
    return date_of(rest) if not rest or date_of(rest) else None
