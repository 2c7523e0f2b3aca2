"""What a user can fix. Raised anywhere, caught once, in `cli`."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from papershelf.model import Problem

# What a person can do about what the system refuses.
_HINTS: Mapping[int, str] = {
    errno.ENOSPC: "make room on the disk, and run the command again",
    errno.EDQUOT: "make room on the disk, and run the command again",
    errno.EACCES: "take the right to read and write there, or give another path",
    errno.EPERM: "take the right to read and write there, or give another path",
    errno.EROFS: "give a path on a disk that can be written",
    errno.ENAMETOOLONG: "shorten the name",
    errno.ENOENT: "give the path of something that is there",
    errno.ENOTDIR: "give a path whose folders are folders",
    errno.EEXIST: "give the path of a folder",
    errno.EISDIR: "give the path of a file",
    errno.EFBIG: "let the command write larger files (ulimit -f), or give a path on a disk that takes them",
    errno.EMFILE: "let the command open more files (ulimit -n)",
    errno.ELOOP: "mend the symbolic links, which lead round in a circle",
}


class PapershelfError(Exception):
    """An error of the user's, told in one line; ends the command with exit status 1."""


class ProblemsError(PapershelfError):
    """What is wrong with files, told one a line; ends the command as other errors do."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UsageError(PapershelfError):
    """The command was called in a way that cannot work; exit status 2."""


def of_the_system(error: OSError) -> PapershelfError:
    """What the operating system refuses, in one line: where, what, and what to do about it."""
    where = error.filename2 or error.filename
    said = error.strerror or str(error)
    hint = _HINTS.get(error.errno or 0, "see to that path, and run the command again")
    return PapershelfError(f"{where}: {said}; {hint}" if where else f"{said}; {hint}")
