"""Commands killed before any of their operations on the disk: every file is whole, and the next run heals.

A program of its own (`python -m campaign.kills SEED COUNT`), as it forks: each kill is a child process, which an audit
hook ends with SIGKILL at the operation that was drawn.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from campaign import grammar
from campaign.grammar import Words
from campaign.shelves import CONFIG, front_of, section_of
from papershelf.cache import FOLDER
from papershelf.cli import cli

# Events of https://docs.python.org/3/library/audit_events.html that change a disk, or are about to.
_CHANGES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.truncate"})
# How often each command is killed, of a hundred; `pages` takes the longest.
_SHARES: Mapping[str, int] = {"import": 40, "merge": 25, "new": 10, "urls": 5, "topics": 10, "pages": 10}


def _arguments(command: str, slugs: list[str]) -> list[str]:
    return {
        "import": ["import", "a.json", "b.json"], "merge": ["merge", slugs[0], slugs[1]],
        "new": ["new", "paper", "A Kite of My Own"], "urls": ["urls", "--write"],
        "topics": ["topics", "--suggest", "2"], "pages": ["pages"],
    }[command]


def _make(seed: int, folder: Path) -> list[str]:
    """A shelf of a few edited records, and two sources of which one is new to it. Out: the names of the records."""
    words = Words(Random(seed))
    (folder / "docs" / "papers").mkdir(parents=True)
    (folder / "docs" / "topics").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG)
    (folder / "docs" / "index.md").write_text("# Kites\n")
    titles = [f"Kite {words.theirs()} of {number}" for number in range(6)]
    entries = [grammar.entry(words, title) for title in titles]
    (folder / "a.json").write_text(grammar.source(entries), "utf-8")
    status, _ = _in_child(folder, ["import", "a.json"], 0)
    assert status == 0, "the first import failed"
    papers = sorted((folder / "docs" / "papers").glob("*.md"))
    for path in papers:
        text = path.read_bytes().decode()
        path.write_bytes(grammar.record(words, front_of(text) or {}, section_of(text, "Abstract")).text.encode())
    more = [grammar.entry(words, title) for title in (*titles, "A New Kite", "Another New Kite")]
    (folder / "b.json").write_text(grammar.source(more), "utf-8")
    return [path.stem for path in papers]


def _in_child(folder: Path, arguments: list[str], kill_at: int) -> tuple[int, int]:
    """Run a command in a child process. Out: its status, negative where it was killed, and how many operations on the
    disk it had begun. `kill_at` 0 kills nothing."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.chdir(folder)
        sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - the process ends with it
        seen = [0]

        def hook(event: str, found: Any) -> None:
            if event in _CHANGES and seen and _is_below(folder, found[0]) and (event != "open" or _writes(found)):
                seen[0] += 1
                os.write(writer, b".")
                if seen[0] == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        status = 70
        try:
            cli(arguments, standalone_mode=False)
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        operations = len(file.read())
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended), operations


def _is_below(folder: Path, path: Any) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and Path.cwd().joinpath(os.fsdecode(path)).is_relative_to(folder)


def _writes(found: Any) -> bool:
    """Whether a file is opened for writing, by its mode or its flags."""
    mode, flags = found[1], found[2]
    return any(sign in (mode or "") for sign in "wax+") or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _files(folder: Path) -> dict[str, bytes]:
    """The files of a shelf. A cache is none of them: its bytes tell the order of the writes, and what it holds is
    checked by `_damaged`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_relative_to(folder / FOLDER)}


def _damaged(folder: Path) -> list[str]:
    """The caches of a shelf in which SQLite finds damage, with what it says."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.sqlite")):
        with closing(sqlite3.connect(path)) as file:
            said = file.execute("PRAGMA integrity_check").fetchone()[0]
        found += [f"{path.name}: {said}"] if said != "ok" else []
    return found


def _is_scrap(name: str) -> bool:
    return Path(name).name.startswith(".papershelf") and Path(name).name != ".papershelf.json"


def attack(seed: int, kills: int, say: Callable[[str], None]) -> list[str]:
    """Kill each command several times, at operations drawn at random. Out: what was broken, in words."""
    random = Random(seed)
    found: list[str] = []
    with tempfile.TemporaryDirectory(prefix="papershelf-kills-") as name:
        root = Path(name).resolve()
        slugs = _make(seed, root / "before")
        before = _files(root / "before")
        for command, share in _SHARES.items():
            arguments = _arguments(command, slugs)
            shutil.copytree(root / "before", root / "whole")
            status, operations = _in_child(root / "whole", arguments, 0)
            whole = _files(root / "whole")
            count = max(1, kills * share // 100)
            drawn = random.sample(range(1, operations + 1), min(count, operations))
            drawn += [random.randint(1, operations) for _ in range(count - len(drawn))]
            say(f"{command}: {len(drawn)} kills among {operations} operations, status {status}")
            for place in drawn:
                shutil.copytree(root / "before", root / "killed")
                broken = _killed(root / "killed", arguments, place, before, whole)
                where = f"seed {seed}, {command} killed at operation {place} of {operations}"
                found += [f"{where}: {broken}"] if broken else []
                shutil.rmtree(root / "killed")
            shutil.rmtree(root / "whole")
    return found


def _killed(folder: Path, arguments: list[str], place: int, before: Mapping[str, bytes], whole: Mapping[str, bytes]
            ) -> str:
    """What a kill has broken, or what the run after it has not healed."""
    status, _ = _in_child(folder, arguments, place)
    if status != -signal.SIGKILL:
        return f"it was not killed, but ended with status {status}"
    left = _files(folder)
    for name in sorted(left.keys() | before.keys()):
        if not _is_scrap(name) and Path(name).name != ".papershelf.json" and left.get(name) not in (
                before.get(name), whole.get(name)):
            return f"{name} is neither as it was nor as it should be"
    if damaged := _damaged(folder):
        return f"the cache is damaged: {', '.join(damaged)}"
    status, _ = _in_child(folder, arguments, 0)
    healed = _files(folder)
    if healed != whole:
        names = sorted(name for name in healed.keys() | whole.keys() if healed.get(name) != whole.get(name))
        return f"after the next run (status {status}) {', '.join(names[:4])} are not as after a run that nobody killed"
    return ""


def main() -> None:
    """Attack with a seed and a number of kills, and fail where something broke."""
    seed, kills = int(sys.argv[1]), int(sys.argv[2])
    found = attack(seed, kills, print)
    print(*found, sep="\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
