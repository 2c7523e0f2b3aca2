"""Nothing of a person is lost, whatever they and an import do: at the size of the promise by `make campaign`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from campaign import edits, merges
from campaign.scale import LARGE, pieces
from support import ROOT


def attacked(attack: Callable[[int, Path], list[str]], seeds: Iterable[int], folder: Path) -> list[str]:
    """What the attacks of these seeds found."""
    found: list[str] = []
    for seed in seeds:
        (folder / str(seed)).mkdir()
        found += attack(seed, folder / str(seed))
    return found


@pytest.mark.parametrize("seeds", pieces(1, 20_000 // edits.PAPERS, 5), ids=str)
def test_random_edits_and_imports_lose_nothing(seeds: range, tmp_path: Path) -> None:
    """Whatever a person has made of a record, an import keeps every byte of it, and a second one changes none."""
    assert attacked(edits.attack, seeds, tmp_path) == []


@pytest.mark.parametrize("seeds", pieces(1, 2_000 // edits.PAPERS, 5), ids=str)
def test_the_order_of_imports_does_not_matter(seeds: range, tmp_path: Path) -> None:
    """Sources one by one in any order, or all at once, make the same papers, links too, and on edited records."""
    assert attacked(edits.reorder, seeds, tmp_path) == []


@pytest.mark.parametrize("seeds", pieces(1, 5_000 // merges.PAIRS, 10), ids=str)
def test_random_merges_lose_nothing(seeds: range, tmp_path: Path) -> None:
    """Two edited records made one have every byte of the kept one and every word of the other; merging again after a
    kill writes nothing twice."""
    assert attacked(merges.attack, seeds, tmp_path) == []


@pytest.mark.parametrize("seeds", pieces(1, 10, 1), ids=str)
def test_whatever_is_killed_is_whole_and_heals(seeds: range) -> None:
    """Commands killed before an operation on the disk leave every file as it was or as it should be, and the next run
    makes what a run that nobody killed would have made."""
    for seed in seeds:
        kills = "50" if LARGE else "10"
        done = subprocess.run([sys.executable, "-m", "campaign.kills", str(seed), kills], cwd=ROOT / "tests",
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
