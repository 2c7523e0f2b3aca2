"""A build that stops where the last one was made from the same files, settings and program."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from papershelf.cache import FOLDER, Cache, digest, program
from papershelf.config import Config
from papershelf.memory import Memory
from papershelf.model import Problem
from papershelf.write import Stamp, Synced, is_as_synced, stamp


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the papers, the files of the tree by path, what is wrong with the shelf, and the day of its
    newest listing."""

    papers: int
    files: tuple[str, ...]
    synced: Synced
    problems: tuple[Problem, ...]
    as_of: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(path.endswith(".md") for path in self.files)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What files and settings say, and when each file was saved: a file that was saved in between and says what it
    said before is seen, too."""

    digest: str
    stamps: tuple[tuple[str, Stamp], ...]


def build(config: Config, say: Callable[[str], None], memory: Memory | None = None) -> Built:
    """Bring the tree in step; nothing is computed where it stands as it was built from the same. A memory is that of
    the builds of one process."""
    kept = Cache(config.root / FOLDER)
    given = inputs(config)
    if before := _built_before(kept, config, given.digest):
        return before
    from papershelf import site  # loads every stage, which takes longer than finding out that none is needed

    with _all_is_kept():
        built = site.build(config, say, memory)
    if inputs(config) == given:  # nothing was saved meanwhile, which may have been read or not
        kept.write(f"tree {config.out}", {"built": _told(built, given.digest)}, keep=())
    return built


def readable(config: Config, say: Callable[[str], None]) -> Mapping[str, bytes]:
    """The shelf for programs that read it, by name: the files of its search index, its papers and authors as JSON, its
    citations. They are computed where nothing remembers them; nothing is written below the tree."""
    kept = Cache(config.root / FOLDER)
    given = inputs(config).digest
    if kept.read("readable", ["inputs"]).get("inputs") == given.encode():
        return kept.read("readable")
    from papershelf import site

    files = site.readable(config, say)
    kept.write("readable", {**files, "inputs": given.encode()}, keep=())
    return files


@contextmanager
def _all_is_kept() -> Iterator[None]:
    """Nearly everything that a build makes it keeps to its end, so that it takes long to look for what it does not."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _built_before(kept: Cache, config: Config, given: str) -> Built | None:
    """What the last build did, if it was made from the same inputs and its tree stands untouched."""
    told = kept.read(f"tree {config.out}").get("built")
    if told is None:
        return None
    said = json.loads(told)
    stamps = {name: tuple(one) for name, one in said["stamps"].items()}
    if said["inputs"] != given or not is_as_synced(config.out, stamps):
        return None
    return Built(said["papers"], tuple(stamps), Synced(0, 0, len(stamps)),
                 tuple(Problem(**one) for one in said["problems"]), said["as_of"])


def _told(built: Built, given: str) -> bytes:
    return json.dumps({"inputs": given, "papers": built.papers, "as_of": built.as_of, "stamps": built.synced.stamps,
                       "problems": [asdict(problem) for problem in built.problems]}).encode()


def inputs(config: Config) -> Inputs:
    """Everything that the tree of a shelf follows from: the program, the settings, and every file below the folders
    that they name. Nothing is left out for not being read today."""
    parts: list[str | bytes] = [program(), *_settings(config)]
    stamps = []
    for place in places(config):
        for path in files_at(place):
            try:
                found = stamp(path)
                data = path.read_bytes()
            except OSError as error:
                found, data = (error.errno or 0, 0, 0, 0), b""
            stamps.append((str(path), found))
            parts += [os.fsencode(path), b"" if any(found[1:]) else b"absent", data]
    return Inputs(digest(*parts), tuple(stamps))


def _settings(config: Config) -> Iterator[str]:
    for name in type(config).__slots__:
        if name not in ("out", "excluded"):
            yield f"{name}={getattr(config, name)!r}"
    yield "\n".join(str(pattern.pattern) for pattern in config.excluded.patterns)


def places(config: Config) -> list[Path]:
    """The files and folders that the settings name. The program's own templates count with the program."""
    return [config.docs, config.published, *config.vocabulary, *config.templates,
            *filter(None, [config.borrowed_topics])]


def files_at(place: Path) -> Iterator[Path]:
    """The files at a place, by name; folders that are linked to are walked as the loaders walk them."""
    if place.is_file():
        yield place
        return
    for at, folders, names in os.walk(place, followlinks=True):
        folders.sort()
        for name in sorted(names):
            yield Path(at, name)
