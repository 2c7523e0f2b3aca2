"""What tests share that is no fixture: where things are, and how large and how random they are."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LISTINGS = SHARED / "listings"
# `make campaign` sets both: how much of its full size a campaign has, in percent, and the number that all follows from.
CAMPAIGN = int(os.environ.get("PAPERSHELF_CAMPAIGN", "0"))
SEED = int(os.environ.get("PAPERSHELF_SEED", "0"))


def examples(usual: int, whole: int) -> settings:
    """How many examples a property takes, usually and in a whole campaign.

    Outside of campaigns the examples are the same each time, so that a test that passed passes; no deadline, as a busy
    machine is no error.
    """
    count = max(usual, whole * CAMPAIGN // 100) if CAMPAIGN else usual
    return settings(max_examples=count, derandomize=not CAMPAIGN, deadline=None,
                    suppress_health_check=[HealthCheck.too_slow])


def pieces(usual: int, whole: int, size: int) -> list[range]:
    """The seeds of an attack: `usual` many, the same each time; of a campaign `whole`, in pieces of `size`."""
    if not CAMPAIGN:
        return [range(usual)]
    end = SEED + max(1, whole * CAMPAIGN // 100)
    return [range(start, min(start + size, end)) for start in range(SEED, end, size)]


# For the promises that nothing of a person's is lost.
THOROUGH = examples(100, 5000)
