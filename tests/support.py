"""What tests share that is no fixture: where things are, and how many cases a thorough property takes."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LISTINGS = SHARED / "listings"
# For the promises that nothing of a person's is lost: many more cases where there is time.
THOROUGH = settings(max_examples=int(os.environ.get("PAPERSHELF_CASES", "1000" if os.environ.get("CI") else "100")),
                    deadline=None, suppress_health_check=[HealthCheck.too_slow])
