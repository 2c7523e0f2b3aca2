"""Work that is done on each thing by itself: stages that are given this say so, and may do it in many processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Each(Protocol):
    """Does the work on each thing, in order. The work changes nothing, and needs nothing of what it did before."""

    def __call__(self, work: Callable[[T], R], things: Sequence[T], /) -> list[R]:
        """What came of each thing."""


def one_by_one(work: Callable[[T], R], things: Sequence[T], /) -> list[R]:
    """In this process."""
    return [work(thing) for thing in things]
