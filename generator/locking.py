"""One command writes a folder at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from papershelf.errors import PapershelfError

# Names of ours begin with a dot, so that site builders pass them over. A killed command leaves them; the next one takes
# the lock over and sweeps the others away.
LOCK = ".papershelf.lock"
TEMPORARY = ".papershelf-"


def _silent(stage: str) -> None:
    """Tell nobody."""


@contextmanager
def locked(folder: Path, say: Callable[[str], None] = _silent) -> Iterator[None]:
    """Hold a folder, as soon as no other command does, without the temporary files that killed commands left in it.

    Raises:
        PapershelfError: Nobody may write there.
    """
    path = folder / LOCK
    lock = FileLock(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"waiting for another command that writes {folder}")
            lock.acquire()
    except OSError as error:
        raise PapershelfError(f"{folder}: cannot be written ({error.strerror}); "
                              "give a folder that you may write to") from None
    try:
        for left in sorted(folder.rglob(f"{TEMPORARY}*")):
            if left.is_file():
                left.unlink()
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: whoever waits for it makes a new one
        lock.release()


def sweep_beside(path: Path) -> None:
    """Delete the temporary files that killed commands left of one file. Only for who holds the lock under which it is
    written."""
    for left in sorted(path.parent.glob(f"{temporary_of(path)}*")):
        left.unlink(missing_ok=True)


def temporary_of(path: Path) -> str:
    """How the names of a file's temporary files begin; cut, as long names could not grow."""
    return f"{TEMPORARY}{path.name[:40]}-"
