"""Which names and paths a file can have on every system that a shelf may be read on."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import PureWindowsPath

# Bytes of one name (NAME_MAX of Linux, macOS and Windows) and of a path below a folder, which leaves room for the
# folder's own in the 4,096 that Linux takes.
_LONGEST_NAME, _LONGEST_PATH = 255, 2048
# Unicode's categories of control characters, of halves of a pair, and of ends of lines and paragraphs.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


@lru_cache(maxsize=100_000)
def unsafe(path: str) -> str:
    """Why a path cannot be one of a file below some folder, in words; nothing where it can.

    Args:
        path: Names with `/` between them.
    """
    parts = path.split("/")
    if not path or "\\" in path or PureWindowsPath(path).drive:
        return "is no path below a folder"
    if any(part in ("", ".", "..") for part in parts):
        return "leads out of its folder, or nowhere in it"
    if any(unicodedata.category(char) in _UNPRINTABLE for char in path):
        return "holds a control character"
    size = max(len(part.encode()) for part in parts)
    return "is too long" if size > _LONGEST_NAME or len(path.encode()) > _LONGEST_PATH else ""


def is_name(name: str) -> bool:
    """Whether a text can name a file, without a folder."""
    return "/" not in name and not unsafe(name)


def one_on_some_disks(path: str) -> str:
    """What two paths have in common that name one file where case and the spelling of accents do not count."""
    return unicodedata.normalize("NFC", path).casefold()


def printable(text: str) -> str:
    """A text on one line for terminals and logs: what could end the line or steer a terminal is spelled out."""
    return text if text.isprintable() else "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
