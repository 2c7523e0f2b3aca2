"""How much of a campaign runs: a little of each in `make test`, in `make campaign` as much as it is told."""

from __future__ import annotations

from support import CAMPAIGN, SEED

LARGE = bool(CAMPAIGN)

__all__ = ["LARGE", "SEED", "cases", "pieces"]


def cases(small: int, large: int) -> int:
    """The number of cases here and now: `large` is the size of a whole campaign."""
    return max(small, large * CAMPAIGN // 100) if CAMPAIGN else small


def pieces(small: int, large: int, size: int) -> list[range]:
    """The seeds of an attack, in pieces of `size`: outside of campaigns the same few each time."""
    first = SEED if CAMPAIGN else 0
    end = first + cases(small, large)
    return [range(start, min(start + size, end)) for start in range(first, end, size)]
