"""Files on disk: one written atomically, and a tree kept in step with what it should hold."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from papershelf.errors import PapershelfError

# Begins with a dot, so that site builders pass it over.
MANIFEST = ".papershelf.json"


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: files written, deleted, and left as they were."""

    written: int
    deleted: int
    unchanged: int


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: whoever reads, or whatever interrupts, finds the old file or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".papershelf-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sync(folder: Path, files: Mapping[str, bytes]) -> Synced:
    """Make `folder` hold `files` (path below it: content), touching only what differs.

    A manifest in the folder remembers which files are ours; only those are ever deleted. A folder that holds
    other people's files is refused before anything is written.
    """
    before = _manifest(folder)
    strange = next(_strangers(folder, files), None) if before is None else None
    if strange is not None:
        raise PapershelfError(f"{folder}: holds files that papershelf did not write ({strange}); "
                              "give an empty folder, or delete this one if it is an old build")
    written = 0
    for name, data in files.items():
        path = folder / name
        if not _holds(path, data):
            write_file(path, data)
            written += 1
    gone = sorted((before or set()) - files.keys())
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        _remove_empty(folder, (folder / name).parent)
    manifest = json.dumps(sorted(files), indent=0, ensure_ascii=False).encode() + b"\n"
    if not _holds(folder / MANIFEST, manifest):
        write_file(folder / MANIFEST, manifest)
    return Synced(written, len(gone), len(files) - written)


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
    except (OSError, ValueError):
        return None
    root = folder.resolve()
    return {name for name in names if isinstance(name, str) and (folder / name).resolve().is_relative_to(root)}


def _strangers(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not (name in files and _holds(path, files[name])):
            yield name


def _remove_empty(folder: Path, below: Path) -> None:
    while below != folder and below.is_dir() and not any(below.iterdir()):
        below.rmdir()
        below = below.parent
