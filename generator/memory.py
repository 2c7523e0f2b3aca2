"""What came of each thing in the last build of a preview, to be used again where the thing is the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from operator import itemgetter
from typing import Any, TypeVar

from papershelf.model.each import Aside, Each
from papershelf.spread import Helper

T = TypeVar("T")
R = TypeVar("R")
# Mappings stand in a paper or a page's text, which stand in a shelf or a page, or beside others.
_DEEPEST = 3
_PLAIN = frozenset({"str", "int", "float", "bool", "int | None", "tuple[str, ...]"})


class Memory:
    """Results by work and name, each with the thing that it came of. What a build does not ask for is forgotten."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[partial[Any], dict[Hashable, tuple[Any, Any]]]] = {}
        self._over: dict[Each, Each] = {}
        self._helper: Helper | None = None

    def over(self, each: Each) -> Each:
        """Who does work as `each` does, but on those things alone that are not what they were."""
        def remembering(work: Callable[[T], R], things: Sequence[T], /,
                        name: Callable[[T], Hashable] | None = None) -> list[R]:
            if name is None or not isinstance(work, partial):
                return each(work, things)
            return self._recalled(each, work, things, name)

        return self._over.setdefault(each, remembering)  # the same, as work may have it bound to it

    def beside(self, jobs: int) -> Aside:
        """Who does work beside other work, but for what was done of the same."""
        helper = self._helper = self._helper or Helper(jobs)

        def remembering(work: Callable[[T], R], thing: T, /) -> Callable[[], R]:
            if not isinstance(work, partial):
                return helper(work, thing)
            before, known = self._known.get(work.func, (work, {}))
            if known and _same(before.keywords, work.keywords) and _same(known[""][0], thing):
                return partial(itemgetter(1), known[""])
            pending: Callable[[], R] = helper(work, thing)

            def result() -> R:
                new = pending()
                self._known[work.func] = work, {"": (thing, new)}
                return new

            return result

        return remembering

    def _recalled(self, each: Each, work: partial[R], things: Sequence[T], name: Callable[[T], Hashable]) -> list[R]:
        before, known = self._known.get(work.func, (work, {}))
        if not (_same(before.args, work.args) and _same(before.keywords, work.keywords)):
            known = {}
        names = [name(thing) for thing in things]
        found = [known.get(one) for one in names]
        new = [place for place, thing in enumerate(things) if not ((one := found[place]) and _same(one[0], thing))]
        for place, result in zip(new, each(work, [things[place] for place in new]), strict=True):
            found[place] = things[place], result
        kept = [one for one in found if one]
        self._known[work.func] = work, dict(zip(names, kept, strict=True))
        return [result for _, result in kept]


def _same(one: Any, other: Any) -> bool:
    """Whether two things are equal, and their mappings in the same order, which equality does not ask for."""
    return one is other or (one == other and list(_orders(one)) == list(_orders(other)))


def _orders(thing: Any, deep: int = _DEEPEST) -> Iterator[list[Any]]:
    if isinstance(thing, dict):
        yield list(thing)
    elif isinstance(thing, tuple) and deep:
        for one in thing:
            yield from _orders(one, deep - 1)
    elif is_dataclass(thing) and deep:
        kind: Any = type(thing)
        for name in _names(kind):
            yield from _orders(getattr(thing, name), deep - 1)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass that may have mappings in them."""
    return tuple(one.name for one in fields(kind) if str(one.type) not in _PLAIN)
