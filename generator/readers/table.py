"""Tables: which row names the columns, and the paper that a row below it describes."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from papershelf.model import Entry, Problem, Source
from papershelf.readers import databases, named
from papershelf.readers.field_names import LINKS, NAMES, TITLES, plain

HEADER_ROWS = 40  # so many rows at most stand above the one that names the columns
_LONGEST_NAME = 200  # characters of a cell that may name a column, in two languages and with its unit
_LONGEST_LIST = 100_000  # characters of a cell that is read as a list
_TELLING = frozenset(name for field in ("authors", "abstract", "doi", "arxiv") for name in NAMES[field])
_LINK_COLUMNS = frozenset(name for names in LINKS.values() for name in names)
_KNOWN = frozenset(name for names in NAMES.values() for name in names) | _LINK_COLUMNS | {"name", "keywords"}
# How programs write that a cell says nothing.
_NOTHING = frozenset("nan none null n/a na <na> nat - – — #n/a [] {} ()".split())
_NUMBER_OF_PERSON = re.compile(r"(?:(?<!\s)\s+)?\(\d{6,}\)")  # Scopus puts one behind each name
_OF = re.compile(r"(\w+)\s+(?:of|de|du|des|del|di|do|da|der|van)\b", re.I)
# "Journal/Book", and "Title-题名" of two languages.
_STROKE = re.compile(r"[/|]|(?<=[A-Za-z])[-–:：]\s*(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[-–:：]\s*(?=[A-Za-z])")
_MARKDOWN_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\(\s*<?(?P<url>[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)>?[^()]*\)")
_HTML_LINK = re.compile(r"<a\s[^<>]{0,2000}?href\s*=\s*[\"']?(?P<url>[^\"'\s<>]+)[^<>]{0,2000}>"
                        r"(?P<text>(?:(?!<a\s).)*?)</a>", re.I | re.S)
_FORMULA = re.compile(r"=HYPERLINK\(\"(?P<url>[^\"]+)\"\s*[;,]\s*\"(?P<text>[^\"]*)\"\)", re.I)
_QUOTED = re.compile(r"'((?:[^'\\]|\\.){0,1000}+)'|\"((?:[^\"\\]|\\.){0,1000}+)\"")


class Row(NamedTuple):
    """A row: its line, its cells, or what is wrong with it, and addresses that a cell leads to by its column."""

    line: int
    cells: Sequence[str]
    what: str = ""
    links: Mapping[int, str] = {}


def names_of(cells: Sequence[str]) -> list[str]:
    """The cells of a row as names of columns, those that are known as they are known."""
    return [next((name for name in _candidates(cell) if name in _KNOWN), plain(cell)) for cell in cells]


def _candidates(cell: str) -> list[str]:
    """What a column may be called: all of it, without brackets, one of two names with a stroke between, or a year of
    whatever follows. A cell of a paper's text is none of these."""
    if len(cell) > _LONGEST_NAME:
        return [plain(cell)]
    of_a_year = [plain(found[1])] if (found := _OF.match(cell)) and plain(found[1]) in NAMES["year"] else []
    without_brackets = re.sub(r"(?<!\s)\s*[(\[].{0,200}?[)\]]", "", cell)
    return [plain(cell), plain(without_brackets), *map(plain, _STROKE.split(cell)), *of_a_year]


def is_header(names: Sequence[str]) -> bool:
    """Whether the names of columns are those of papers: a title's, and another one that is known.

    A column called `Paper` or `Name` may hold the titles where another says that its rows are papers.
    """
    known = _KNOWN & set(names)
    return bool(len(known) > 1 and (TITLES & known or (known & {"paper", "name"} and known & _TELLING)))


def width_of(names: Sequence[str]) -> int:
    """How many of the names of columns are known."""
    return len(_KNOWN & set(names))


def read(names: Sequence[str], rows: Iterable[Row], source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of the rows below the names of columns, and the problems of the rows that give none."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row in rows:
        if row.what:
            hint = f"give it {len(names)} cells, and quotation marks around a cell with the delimiter or a line break"
            problems.append(Problem(source, row.line, "broken-entry", row.what, hint, rejects=True))
        elif found := named.entry(_fields(names, row), Source(source, row.line)):
            entries.append(found)
        else:
            problems.append(Problem(source, row.line, "no-title",
                                    "a paper without a title", "fill in its title", rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers",
                                "holds no papers, only the names of columns", "add a row for each paper"))
    return entries, problems


def _fields(names: Sequence[str], row: Row) -> dict[str, Any]:
    """Cells by their columns' names; of columns of one name, the first that says something."""
    fields: dict[str, Any] = {}
    address = ""
    link_columns = _LINK_COLUMNS if TITLES & set(names) else _LINK_COLUMNS - {"paper"}
    for number, (name, cell) in enumerate(zip(names, row.cells, strict=False)):
        text, url = _linked(cell.strip(), name in link_columns)
        url = row.links.get(number, url)
        if name in link_columns and url and "://" not in text:
            text = url
        if name == "authorfullnames":
            text = _NUMBER_OF_PERSON.sub("", text)
        if text and text.casefold() not in _NOTHING:
            fields.setdefault(name, _listed(text))
        if url and name in (*TITLES, "paper", "name"):
            address = url
    if address:
        fields.setdefault("externalurl" if "url" in fields else "url", address)
    if "pmid" in fields and isinstance(title := fields.get("title"), str):
        fields["title"] = databases.without_stop(title)
    return fields


def _linked(cell: str, is_link: bool) -> tuple[str, str]:
    """A cell's text and the address that it leads to, where it is written as a link."""
    if "](" not in cell and "<a" not in cell.lower() and not cell.startswith("="):
        return cell, ""
    for form in (_MARKDOWN_LINK, _HTML_LINK, _FORMULA):
        if found := form.search(cell):
            return (found["url"] if is_link else form.sub(lambda m: m["text"], cell).strip()), found["url"]
    return cell, ""


def _listed(cell: str) -> Any:
    """A cell that holds a list as Python, JSON, pandas or numpy write it, as that list; any other as it is."""
    if cell[0] + cell[-1] not in ("[]", "()", "{}") or len(cell) > _LONGEST_LIST or not re.search(r"[\"']", cell):
        return cell
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        if not re.search(r"[\"']\s*[,:\])}]\s*\S|[\"']\s*[\])}]$", cell):
            return cell
        if re.search(r"'\s+'|\"\s+\"", cell):  # numpy has no commas between
            return ["".join(pair) for pair in _QUOTED.findall(cell)]
        try:
            value = ast.literal_eval(cell)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return cell
    return list(value) if isinstance(value, list | tuple | set) else value if isinstance(value, dict) else cell
