"""The scripts of pages: what they share with Python is said once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from papershelf.search import ENGINE
from papershelf.search.shared import SENT, statement

ENGINE_FOLDER = Path(__file__).parents[1] / "templates" / "search"
CODE = "".join((ENGINE_FOLDER / name).read_text("utf-8") for name in ENGINE)


@pytest.mark.parametrize("name", SENT)
def test_the_engine_takes_what_python_sends(name: str) -> None:
    """Each shared constant is sent, used by the browser's engine, and not given another value there."""
    assert re.search(rf"\b{name}\b", statement())
    assert re.search(rf"\b{name}\b", CODE)
    assert not re.search(rf"(?:const|let|,)\s+{name}\s*=[^=]", CODE)
