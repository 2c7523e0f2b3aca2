"""Names that pages would be made from: what is no clean name makes none and is an error of every command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from papershelf.check.addresses import Published
from papershelf.model import Code, Problem, Record
from papershelf.model import fields as schemas
from papershelf.text.paths import is_name, unsafe

_CLEAN = "write it with lower-case letters, digits and hyphens"
_INDEX = re.compile(r"(?:^|/)(?:index|README)/$")


def check_names(records: Iterable[Record]) -> list[Problem]:
    """Aliases of records, and names of the listings that they were found in."""
    return [problem for record in records for problem in _of_record(record)]


def check_published(published: Sequence[Published], file: str) -> list[Problem]:
    """Published addresses that no page and no file of a site can have."""
    return [Problem(file, one.line, "impossible-address", f"{one.address} is no address that a site can have",
                    "write it as it stands after the site's own address, such as papers/name/, or delete the line")
            for one in published if not is_address(one.address, moved=bool(one.now))]


def is_address(address: str, *, moved: bool = False) -> bool:
    """Whether a page can stand at an address below the site's root, or a file where nothing has `moved`."""
    path = address.removesuffix("/")
    page = address.endswith("/") and not _INDEX.search(address)
    return (page or (not moved and not address.endswith("/"))) and not unsafe(path)


def _of_record(record: Record) -> Iterator[Problem]:
    for number, alias in enumerate(record.paper.aliases):
        if alias and not schemas.is_slug(alias):
            yield _problem(record, f"aliases.{number}", "unclean-alias",
                           f"alias {alias} makes no clean address", _CLEAN)
    for source in record.paper.listings:
        if not is_name(source.file):
            yield _problem(record, "listings", "unclean-source",
                           f"listings has the file {source.file}, which is no name of a file",
                           "write the file's name without its folder")


def _problem(record: Record, place: str, code: Code, what: str, hint: str) -> Problem:
    line = record.lines.get(place, record.lines.get(place.partition(".")[0], 1))
    return Problem(record.path, line, code, what, hint)
