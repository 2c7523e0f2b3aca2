"""One command writes a shelf at a time, and none writes over what a person has saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from papershelf.errors import PapershelfError
from papershelf.write import LOCK, sweep, write_file

# A file's time of change, its size and its place on the disk.
Stamp = tuple[int, int, int]


@contextmanager
def locked(docs: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the shelf in `docs`, as soon as no other command does. What a killed command left half written is gone then.

    Raises:
        PapershelfError: Nobody may write there.
    """
    lock = FileLock(docs / LOCK)
    try:
        docs.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"waiting for another command that writes {docs}")
            lock.acquire()
    except OSError as error:
        raise PapershelfError(f"{docs}: cannot be written ({error.strerror}); "
                              "give a folder that you may write to") from None
    try:
        sweep(docs)
        yield
    finally:
        # Deleted while it is held: whoever waits for it notices, and makes a new one.
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


def stamps(folder: Path) -> Mapping[str, Stamp]:
    """The Markdown files of a folder, as they are now: two of these are equal if nothing was saved in between."""
    found: dict[str, Stamp] = {}
    for path in folder.glob("*.md"):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[path.name] = stat.st_mtime_ns, stat.st_size, stat.st_ino
    return found


def write_over(path: Path, was: bytes | None, data: bytes | None) -> bool:
    """Put `data` in the place of what was read, or delete the file where `data` is nothing.

    Args:
        path: The file.
        was: What was read; nothing for a file that was not there.
        data: What to write.

    Returns:
        Whether it was written: no where the file does not say any more what it said.
    """
    try:
        stands = path.read_bytes()
    except FileNotFoundError:
        stands = None
    if stands != was:
        return False
    if data is None:
        path.unlink()
    else:
        write_file(path, data)
    return True
