"""Files on disk: one written atomically, and a tree kept in step with what it should hold."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from papershelf.errors import PapershelfError
from papershelf.locking import LOCK, TEMPORARY, locked, temporary_of
from papershelf.text.paths import one_on_some_disks, printable, unsafe

# Begins with a dot, so that site builders pass it over.
MANIFEST = ".papershelf.json"

# A file's times of change, its size and its place on the disk.
Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: files written, deleted, and left as they were; and the stamps of all that are there."""

    written: int
    deleted: int
    unchanged: int
    stamps: Mapping[str, Stamp] = field(default_factory=dict, compare=False)


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: whoever reads, or whatever interrupts, finds the old file or the new."""
    handle, name = _temporary(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and not error.filename:
            error.filename = str(path)  # a full disk does not say where
        raise


def _temporary(path: Path) -> tuple[int, str]:
    """A new file beside another, whose folder nearly always exists."""
    try:
        return tempfile.mkstemp(dir=path.parent, prefix=temporary_of(path))
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.mkstemp(dir=path.parent, prefix=temporary_of(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o666 & ~_umask()


def stamps(folder: Path) -> Mapping[str, Stamp]:
    """The Markdown files of a folder, as they are now: two of these are equal if nothing was saved in between."""
    found: dict[str, Stamp] = {}
    for path in folder.glob("*.md"):
        try:
            found[path.name] = stamp(path)
        except OSError:
            continue
    return found


def stamp(path: Path) -> Stamp:
    """What changes whenever a file is saved, be it with the bytes that it had."""
    stat = path.lstat()
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def is_as_synced(folder: Path, stamped: Mapping[str, Stamp]) -> bool:
    """Whether a folder holds what a `sync` left there, by the stamps that it gave, and nobody has touched it since.

    Raises:
        PapershelfError: A symbolic link stands in the folder.
    """
    _refuse_links(folder)
    try:
        return _manifest(folder) == set(stamped) and all(stamp(folder / name) == one for name, one in stamped.items())
    except OSError:
        return False


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


def sync(folder: Path, files: Mapping[str, bytes]) -> Synced:
    """Make `folder` hold `files` (path below it: content), touching only what differs.

    A manifest in the folder remembers which files are ours; only those are ever deleted.

    Raises:
        PapershelfError: Before anything is written, where a path leads out of the folder or can be no file in it, where
            a symbolic link stands in its way, or where the folder holds files of others.
    """
    _refuse_links(folder)
    if wrong := next(_impossible(files), ""):
        raise PapershelfError(wrong)
    if _manifest(folder) is None and (strange := next(_strangers(folder, files), "")):
        raise PapershelfError(f"{folder}: holds files that papershelf did not write ({strange}); "
                              "give an empty folder, or delete this one if it is an old build")
    with locked(folder):
        return _bring_up_to_date(folder, files)


def _bring_up_to_date(folder: Path, files: Mapping[str, bytes]) -> Synced:
    gone = sorted((_manifest(folder) or set()) - files.keys())
    # What will be ours is remembered first, so that a build that is killed leaves nothing that the next one disowns.
    _remember(folder, {*files, *gone})
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        _remove_empty(folder, (folder / name).parent)
    written = 0
    for name, data in files.items():
        path = folder / name
        if not _holds(path, data):
            write_file(path, data)
            written += 1
    _remember(folder, files)
    return Synced(written, len(gone), len(files) - written, {name: stamp(folder / name) for name in files})


def _impossible(files: Iterable[str]) -> Iterator[str]:
    """What is wrong with paths by themselves and beside each other, in words."""
    seen = {one_on_some_disks(own): own for own in (MANIFEST, LOCK)}
    for name in files:
        if reason := unsafe(name):
            yield f"{_short(name)}: cannot be written, as the path {reason}; rename what it is made from"
            continue
        if (other := seen.setdefault(one_on_some_disks(name), name)) != name or name in (MANIFEST, LOCK):
            yield f"{name}: is one file with {other} on many disks; rename one of them"
    for name in files:
        for above in PurePosixPath(name).parents:
            if str(above) in files:
                yield f"{above}: cannot be both a file and the folder of {name}; rename one of them"


def _short(name: str) -> str:
    shown = printable(name)
    return shown if len(shown) <= 120 else f"{shown[:119]}…"


def _refuse_links(folder: Path) -> None:
    """Refuse symbolic links, which this program never writes: through them a file would land, or be read, elsewhere."""
    if folder.is_symlink():
        raise PapershelfError(f"{folder}: is a symbolic link; give the folder that it leads to, or delete the link")
    for at, folders, names in os.walk(folder):
        for name in sorted([*folders, *names]):
            if (path := Path(at, name)).is_symlink():
                raise PapershelfError(f"{path}: is a symbolic link, which papershelf did not write; delete it")


def _remember(folder: Path, names: Iterable[str]) -> None:
    manifest = json.dumps(sorted(names), indent=0, ensure_ascii=False).encode() + b"\n"
    if not _holds(folder / MANIFEST, manifest):
        write_file(folder / MANIFEST, manifest)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _manifest(folder: Path) -> set[str] | None:
    """Our files in the folder, or nothing where we have not written before. Paths that lead out are not ours."""
    try:
        names = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return {name for name in names if isinstance(name, str) and not unsafe(name)} if isinstance(names, list) else None


def _strangers(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        ours = path.name == LOCK or path.name.startswith(TEMPORARY) or (name in files and _holds(path, files[name]))
        if path.is_file() and not ours:
            yield name


def _remove_empty(folder: Path, below: Path) -> None:
    while below != folder and below.is_dir() and not any(below.iterdir()):
        below.rmdir()
        below = below.parent
