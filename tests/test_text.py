"""The examples beside the code of `text/` hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from papershelf import text


@pytest.mark.parametrize("module", [found.name for found in pkgutil.iter_modules(text.__path__)])
def test_examples_in_docstrings_hold(module: str) -> None:
    """What a docstring shows is what the function gives."""
    assert doctest.testmod(importlib.import_module(f"papershelf.text.{module}")).failed == 0
