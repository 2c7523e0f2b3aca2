"""Work that is done on each thing by itself: stages that are given this say so, and may do it in many processes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Each(Protocol):
    """Does the work on each thing, in order. The work changes nothing, and needs nothing of what it did before."""

    def __call__(self, work: Callable[[T], R], things: Sequence[T], /,
                 name: Callable[[T], Hashable] | None = None) -> list[R]:
        """What came of each thing, which nobody changes.

        Args:
            work: What is done.
            things: All of them.
            name: What a thing is called among the others, in one build as in the next. With it, what came of a thing
                may be kept: `work` is then a function of a module with what else it needs bound to it by
                `functools.partial`, and the same function does no other work.
        """


def one_by_one(work: Callable[[T], R], things: Sequence[T], /,
               name: Callable[[T], Hashable] | None = None) -> list[R]:
    """In this process."""
    return [work(thing) for thing in things]


class Aside(Protocol):
    """Does one piece of work while other work goes on, or when its result is asked for. The work is as that of `Each`
    that may be kept: a function of a module with what else it needs bound to it."""

    def __call__(self, work: Callable[[T], R], thing: T, /) -> Callable[[], R]:
        """What gives the result."""


def afterwards(work: Callable[[T], R], thing: T, /) -> Callable[[], R]:
    """In this process, when the result is asked for."""
    return lambda: work(thing)


def whole(_: object) -> str:
    """What a thing is called that there is one of."""
    return ""
