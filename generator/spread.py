"""One piece of work on many things, over the cores: each process takes what is there from the one that it came from."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from typing import Any, TypeVar

from papershelf.model.each import Each, one_by_one

T = TypeVar("T")
R = TypeVar("R")
# Pieces for each process: small ones are shared out evenly.
_PIECES = 12
# Things that are worth it, of about a millisecond each.
_MANY = 1000
# In a process that was started for it, the work that it was started for.
_work: list[Callable[[int], Any]] = []


def spread(work: Callable[[Sequence[T]], R], things: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """Do the work on pieces of the things, in as many processes as there are cores.

    Args:
        work: What is done with a piece. Its results have to be picklable; itself and the things need not be.
        things: All of them.
        jobs: The number of processes, or one for each core.

    Yields:
        What came of each piece, in order: nothing where there is one core or processes cannot be copied, and nothing
        more where one was killed. Whoever needs the rest does it.
    """
    count = min(jobs or _cores(), len(things))
    if count < 2 or not _may_fork():
        return
    size = max(1, -(-len(things) // (count * _PIECES)))
    pieces = [things[start:start + size] for start in range(0, len(things), size)]
    with ProcessPoolExecutor(count, multiprocessing.get_context("fork"), _take, (work, pieces)) as pool:
        try:
            yield from pool.map(_do, range(len(pieces)))
        except BrokenProcessPool:
            return


@cache
def over_cores(jobs: int = 0) -> Each:
    """Work on each of many things in as many processes; on a few, and where that cannot be, in this one."""
    def each(work: Callable[[T], R], things: Sequence[T], /, name: Callable[[T], Hashable] | None = None) -> list[R]:
        found: list[R] = []
        for piece in spread(partial(one_by_one, work), things, jobs) if len(things) >= _MANY else ():
            found += piece
        return found + one_by_one(work, things[len(found):])

    return each


def _take(work: Callable[[Sequence[Any]], Any], pieces: Sequence[Sequence[Any]]) -> None:
    _work[:] = [lambda number: work(pieces[number])]


def _do(number: int) -> Any:
    return _work[0](number)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether a process may be copied as it is: where the system does so by itself, and no thread holds a lock."""
    return sys.platform == "linux" and threading.active_count() == 1
