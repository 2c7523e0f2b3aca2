"""How much of a campaign runs: a little of each in `make test`, all of it by `make campaign`.

`PAPERSHELF_CAMPAIGN=1` says the latter, `PAPERSHELF_SEED` is the number that cases are drawn from.
"""

from __future__ import annotations

import os

LARGE = os.environ.get("PAPERSHELF_CAMPAIGN", "") not in ("", "0")
SEED = int(os.environ.get("PAPERSHELF_SEED", "0"))


def cases(small: int, large: int) -> int:
    """The number of cases here and now."""
    return large if LARGE else small
