"""Long lists under headings: in pages, each with a bar that leads to every heading on whichever page it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.parts import Book, paged

T = TypeVar("T")


def orders(book: Book, path: str, here: str) -> tuple[show.Ref, ...]:
    """What the papers can be looked up by: links from a page, with a note at the index that it is of."""
    say = book.words.say
    known = {"year": say("By year"), "title": say("By title"), "author": say("By author"), "venue": say("By venue")}
    empty = {name for name, all_of_them in (("author", book.authors), ("venue", book.venues)) if not all_of_them.pages}
    return tuple(show.Ref(said, urls.link(path, urls.browse_path(order, 1)), "here" if order == here else "")
                 for order, said in known.items() if order not in empty) + tuple(
        show.Ref(said, urls.link(path, index)) for said, index, is_there in (
            (say("By topic"), urls.TOPICS, book.topics), (say("By tag"), urls.TAGS, book.tagged)) if is_there)


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A page of a list: where it stands, from 1, its items, each after its heading, and what leads to the others."""

    path: str
    number: int
    headed: Sequence[tuple[str, T]]
    jumps: tuple[show.Ref, ...]
    pager: show.Pager | None

    @property
    def items(self) -> list[T]:
        """The items without their headings."""
        return [item for _, item in self.headed]

    @property
    def sections(self) -> list[tuple[str, str, list[T]]]:
        """Each heading with its anchor and its items."""
        return [(heading, urls.anchor(heading), [item for _, item in items])
                for heading, items in groupby(self.headed, lambda pair: pair[0])]


def parts_of(book: Book, headed: Sequence[tuple[str, T]], size: int, order: str) -> Iterator[Part[T]]:
    """The pages of an index whose items come under their headings, in their order."""
    parts = paged(headed, size)
    paths = [urls.browse_path(order, number) for number in range(1, len(parts) + 1)]
    first: dict[str, str] = {}
    for path, part in zip(paths, parts, strict=True):
        for heading, _ in part:
            first.setdefault(heading, path)
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        jumps = tuple(show.Ref(heading, f"{urls.link(path, at) if at != path else ''}#{urls.anchor(heading)}")
                      for heading, at in first.items())
        yield Part(path, number, part, jumps if len(jumps) > 1 else (), book.pager(path, number, paths))
