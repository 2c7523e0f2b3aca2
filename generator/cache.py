"""Values that take time to compute, kept on disk beside what they were computed from.

A cache changes time and never a byte: whatever is wrong with its file, there is merely nothing in it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

# Below the folder of the configuration; git-ignored, and safe to delete.
FOLDER = Path(".cache", "papershelf")
# How many programs, sites and kinds of settings are remembered at the same time.
_PROGRAMS, _SPACES = 3, 24
_DIGEST = 16
_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS spaces (space TEXT PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (space TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS by_name ON kept (space, name);
"""


class Cache:
    """Values by name in spaces, in one SQLite file for each version of the program.

    Several processes may share it, and one that is killed leaves it whole (https://sqlite.org/wal.html). A value whose
    bytes are not those that were written is not there. Of more than two dozen spaces those that were used least lately
    are dropped.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{program()}.sqlite"
        self._broken = False

    def read(self, space: str, names: Iterable[str] | None = None) -> dict[str, bytes]:
        """The values of a space by name: all, or those that are asked for."""
        if self._broken or not self._path.is_file():
            return {}
        try:
            with closing(self._opened()) as file:
                rows = [row for row in _rows(file, space, names) if _whole(space, *row)]
        except sqlite3.Error as error:
            self._give_up(error)
            return {}
        return {name: value[_DIGEST:] for name, value in rows}

    def write(self, space: str, changed: Mapping[str, bytes], keep: Collection[str] | None = None) -> None:
        """Put values into a space.

        Args:
            space: The space, which counts as used now.
            changed: Values by name.
            keep: What else stays in the space; everything where it is left out.
        """
        if self._broken:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                self._sweep()
            with closing(self._opened()) as file, file:
                file.execute("BEGIN IMMEDIATE")
                if keep is not None:
                    there = [name for name, in file.execute("SELECT name FROM kept WHERE space = ?", (space,))]
                    file.executemany("DELETE FROM kept WHERE space = ? AND name = ?",
                                     ((space, name) for name in there if name not in keep and name not in changed))
                file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (
                    (space, name, _digest(space, name, value) + value) for name, value in changed.items()))
                _use(file, space)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def drop(self, space: str) -> None:
        """Forget a space."""
        if self._broken or not self._path.is_file():
            return
        try:
            with closing(self._opened()) as file, file:
                file.execute("DELETE FROM kept WHERE space = ?", (space,))
                file.execute("DELETE FROM spaces WHERE space = ?", (space,))
        except sqlite3.Error as error:
            self._give_up(error)

    def _opened(self) -> sqlite3.Connection:
        file = sqlite3.connect(self._path, timeout=20, isolation_level=None)
        try:
            file.executescript(_SCHEMA)
        except sqlite3.Error:
            file.close()
            raise
        return file

    def _give_up(self, error: Exception) -> None:
        """Go on without: a damaged file is taken away, one that is held by others or cannot be written is left."""
        self._broken = True
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            _remove(self._path)

    def _sweep(self) -> None:
        """Take away the caches of programs that were not run lately."""
        others = sorted(self._path.parent.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
        for path in others[:max(0, len(others) - _PROGRAMS + 1)]:
            _remove(path)


def _rows(file: sqlite3.Connection, space: str, names: Iterable[str] | None) -> Iterable[tuple[str, bytes]]:
    if names is None:
        yield from file.execute("SELECT name, value FROM kept WHERE space = ?", (space,))
        return
    for name in names:
        yield from file.execute("SELECT name, value FROM kept WHERE space = ? AND name = ?", (space, name))


def _whole(space: object, name: object, value: object) -> bool:
    return (isinstance(name, str) and isinstance(value, bytes)
            and value[:_DIGEST] == _digest(str(space), name, value[_DIGEST:]))


def _use(file: sqlite3.Connection, space: str) -> None:
    """Note that a space is the one that was used last, and drop those beyond the number that is kept."""
    file.execute("INSERT OR REPLACE INTO spaces SELECT ?, COALESCE(MAX(used), 0) + 1 FROM spaces", (space,))
    old = file.execute("SELECT space FROM spaces ORDER BY used DESC LIMIT -1 OFFSET ?", (_SPACES,)).fetchall()
    for (one,) in old:
        file.execute("DELETE FROM kept WHERE space = ?", (one,))
        file.execute("DELETE FROM spaces WHERE space = ?", (one,))


def _remove(path: Path) -> None:
    for one in (path, *(path.with_name(path.name + more) for more in ("-wal", "-shm", "-journal"))):
        with suppress(OSError):
            one.unlink(missing_ok=True)


def _digest(*parts: str | bytes) -> bytes:
    """A short digest of parts, whose bounds count."""
    whole = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "little"))
        whole.update(data)
    return whole.digest()


def digest(*parts: str | bytes) -> str:
    """A short name of what parts say together."""
    return _digest(*parts).hex()


def digest_of_files(paths: Iterable[Path]) -> str:
    """A short name of what files say, and of their paths; one that cannot be read counts as absent."""
    parts: list[str | bytes] = []
    for path in sorted(paths):
        with suppress(OSError):
            parts += [os.fsencode(path), path.read_bytes()]
    return digest(*parts)


@cache
def program() -> str:
    """A short name of this program: its files, its Python, and the versions of everything that is installed."""
    places = Path(__file__).resolve().parent, Path(str(files("papershelf.templates")))
    own = (path for place in places for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc")
    installed = sorted({path.name for place in sys.path for path in Path(place or ".").glob("*.dist-info")})
    return digest(platform.python_version(), sys.platform, digest_of_files(own), *installed)
