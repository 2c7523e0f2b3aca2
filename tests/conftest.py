"""Fixtures that several tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from papershelf.cli import cli
from support import CAMPAIGN, LISTINGS, SEED, examples

settings.register_profile("papershelf", examples(100, 1000))
settings.load_profile("papershelf")


def pytest_report_header() -> list[str]:
    """Say of a campaign how it can be told again."""
    return [f"campaign: make campaign CAMPAIGN={CAMPAIGN} SEED={SEED}"] if CAMPAIGN else []


@pytest.fixture(scope="session")
def listings() -> list[Path]:
    """The five saved listings of the first shelf, where they are at hand."""
    found = sorted(LISTINGS.glob("*.txt"))
    if not found:
        pytest.skip(f"the saved listings are not here: {LISTINGS} (they are not part of the repository)")
    return found


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command line in this process with the repository's configuration; a traceback fails the test."""
    def call(*arguments: object, status: int = 0) -> Result:
        result = CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=True)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result
    return call
