"""What is promised of this repository's own shelf, and of no other: skipped where `docs/` holds another one."""

from __future__ import annotations

from support import ROOT

# The listings that the first shelf was made from: a shelf without any of them is somebody else's.
MADE_FROM = "001_95a82c06cb61601b.txt"


def _is_first_shelf() -> bool:
    return any(MADE_FROM in path.read_text("utf-8", "replace") for path in (ROOT / "docs" / "papers").glob("*.md"))


def pytest_ignore_collect(collection_path: object) -> bool | None:
    """Collect nothing here on another shelf: its records need not be readable by these tests."""
    return None if _is_first_shelf() else True
