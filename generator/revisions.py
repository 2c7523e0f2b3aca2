"""Files as they stood at a revision of git: the program's only other program."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from papershelf.errors import UsageError
from papershelf.write import write_file

_PLAIN_FILES = (b"100644", b"100755")


def extract(folder: Path, revision: str, names: Sequence[str], into: Path) -> None:
    """Write files and folders below `folder`, as they stood at a revision, below `into`. What was not there is passed
    over, and so are links and submodules.

    Raises `UsageError` where there is no git, no repository, or no such revision.
    """
    # A revision never begins an option: git takes nothing after --end-of-options for one.
    commit = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    entries = _git(folder, "ls-tree", "-r", "-z", commit, "--", *names).split(b"\0")
    files = [(head.split()[2], name) for head, _, name in (entry.partition(b"\t") for entry in entries if entry)
             if head.split()[0] in _PLAIN_FILES]
    answer = _git(folder, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob, _ in files))
    at = 0
    for _, name in files:
        # "<object> blob <size>", a line end, the content, a line end (git-cat-file, "BATCH OUTPUT").
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        write_file(into / name.decode("utf-8", "surrogateescape"), answer[end + 1:end + 1 + size])
        at = end + size + 2


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments],  # noqa: S603, S607 - git as the person has it
                              input=given, capture_output=True, check=True)
    except FileNotFoundError:
        raise UsageError("git is not installed; give a folder to compare with instead of a revision") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"git cannot read that revision ({said[-1] if said else 'it says nothing'}); "
                         "give a branch, a tag, a commit, or a folder to compare with") from None
    return done.stdout
