"""What a user can fix. Raised anywhere, caught once, in `cli`."""

from __future__ import annotations


class PapershelfError(Exception):
    """An error of the user's, told in one line; ends the command with exit status 1."""


class UsageError(PapershelfError):
    """The command was called in a way that cannot work; exit status 2."""
