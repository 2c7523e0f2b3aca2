"""One piece of work on many things, over the cores: each process takes what is there from the one that it came from."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache, partial
from multiprocessing.connection import Connection
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


class Helper:
    """A process for one piece of work at a time, beside those of this one; `with` ends it.

    Where it cannot be, or ends before it has done its work, the work is done here when the result is asked for.
    """

    def __init__(self, jobs: int = 0) -> None:
        self._ours: Connection | None = None
        self._running: _Piece | None = None
        if (jobs or _cores()) > 1 and _may_fork():
            copied = multiprocessing.get_context("fork")
            self._ours, theirs = copied.Pipe()
            copied.Process(target=_help, args=(theirs, self._ours), daemon=True).start()
            theirs.close()

    def __enter__(self) -> Helper:
        return self

    def __exit__(self, *_: object) -> None:
        if self._ours is not None:
            self._ours.close()
            self._ours = None

    def __call__(self, work: Callable[[T], R], thing: T, /) -> Callable[[], R]:
        if self._running is not None:
            self._running.fetch()  # before it gets other work: both would wait for the other to read
        piece = self._running = _Piece(self._ours, work, thing)
        return piece.result


class _Piece:
    """Work that a helper was given."""

    def __init__(self, helper: Connection | None, work: Callable[[Any], Any], thing: Any) -> None:
        self._helper, self._work, self._thing = helper, work, thing
        self._found: list[Any] = []
        if helper is not None:
            try:
                helper.send((work, thing))
            except (OSError, ValueError, TypeError, AttributeError, pickle.PicklingError):  # gone, or cannot be told
                self._helper = None

    def fetch(self) -> None:
        """Wait for the helper."""
        if self._helper is not None:
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                self._found = self._helper.recv()
            self._helper = None

    def result(self) -> Any:
        self.fetch()
        if not self._found:
            self._found = [self._work(self._thing)]
        return self._found[0]


def _help(helper: Connection, others: Connection) -> None:
    """Work until nobody is there any more. What fails is left for the process that asked, which says why."""
    others.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            work, thing = helper.recv()
        except (EOFError, OSError):
            return
        try:
            found = [work(thing)]
        except Exception:
            found = []
        helper.send(found)


def _take(work: Callable[[Sequence[Any]], Any], pieces: Sequence[Sequence[Any]]) -> None:
    _work[:] = [lambda number: work(pieces[number])]


def _do(number: int) -> Any:
    return _work[0](number)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether a process may be copied as it is: where the system does so by itself, and no thread holds a lock."""
    return sys.platform == "linux" and threading.active_count() == 1
