"""Vocabularies are packs and files of a shelf's own: read in order, checked by line, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from papershelf import config
from papershelf.model.fields import TAG_KINDS
from papershelf.records import read_vocabulary

Run = Callable[..., Result]
PAPER = "---\ntitle: Soft grippers\n---\n\nWe cast gelatin, use LoRA on MMLU, and look through an AFM.\n"


def shelf(folder: Path, settings: str) -> Path:
    """A shelf of one paper, with settings."""
    papers = folder / "docs" / "papers"
    papers.mkdir(parents=True)
    (papers / "a.md").write_text(PAPER)
    (folder / "mkdocs.yml").write_text(f"site_name: X\ntheme: papershelf\nplugins:\n  - papershelf:\n{settings}")
    return folder / "mkdocs.yml"


@pytest.mark.parametrize("name", config.packs())
def test_every_pack_is_fine(name: str) -> None:
    """A pack that comes with the program is read whole, and no two of its names or aliases are one."""
    tags, problems = read_vocabulary([config._PACKS / f"{name}.yml"], TAG_KINDS)
    assert tags
    assert problems == []
    forms = [form for tag in tags for form in dict.fromkeys((tag.name, *tag.aliases))]
    assert len(forms) == len(set(forms))


def test_a_shelf_chooses_its_vocabularies(tmp_path: Path, run: Run) -> None:
    """A file of its own counts beside a pack, its kinds have headings; without a pack the pack's names are gone."""
    (tmp_path / "ours.yml").write_text(
        "material: [gelatin]\nprobe:\n  - {name: atomic force microscope, aliases: [AFM]}\n")
    path = shelf(tmp_path, "      vocabulary: [machine-learning, ours.yml]\n      tag_kinds: {probe: Probes}\n"
                           "      tag_pages_from: 1\n")
    run("pages", "--config", path)
    index = (tmp_path / "build" / "docs" / "tags" / "index.md").read_text()
    assert index.index("## Probes") < index.index("## Datasets") < index.index("## Materials")
    assert all(name in index for name in ("atomic force microscope", "MMLU", "LoRA", "gelatin"))
    path.write_text(path.read_text().replace("[machine-learning, ours.yml]", "[]"))
    run("pages", "--config", path)
    assert "MMLU" not in (tmp_path / "build" / "docs" / "tags" / "index.md").read_text()


@pytest.mark.parametrize(("text", "line", "what", "hint"), [
    ("material: [gelatin\n", 2, "is not YAML", "close the list with ]"),
    ("- gelatin\n", 1, "the vocabulary is not a list of entries by kind", "- {name:"),
    ("material: gelatin\n", 1, "the vocabulary is not a list of entries by kind", "- {name:"),
    ("stuff:\n  - gelatin\n", 2, "no kind of tags is called stuff", "tag_kinds"),
    ("material:\n  - gelatin\n  - {alias: [jelly]}\n", 3, "an entry of material has no name", "- {name:"),
    ("material:\n  - {name: gelatin, alias: [jelly]}\n", 2, "the entry gelatin has alias, which", "aliases"),
    ("material:\n  - {name: gelatin, aliases: jelly}\n", 2, "the entry gelatin has aliases that are not", "[one, two]"),
    ("material:\n  - {name: gelatin, family: [jelly]}\n", 2, "the entry gelatin has a family", "double quotes"),
])
def test_a_wrong_entry_is_told(tmp_path: Path, run: Run, text: str, line: int, what: str, hint: str) -> None:
    """The message names the file, the line and what would be right; good entries still count."""
    (tmp_path / "ours.yml").write_text(text)
    path = shelf(tmp_path, "      vocabulary: [ours.yml]\n")
    out = run("check", "--config", path, status=1).output
    assert f"ours.yml:{line}: {what}" in out
    assert hint in out


@pytest.mark.parametrize(("settings", "what", "hint"), [
    ("      vocabulary: [machine-lerning]\n", "no vocabulary is called machine-lerning", "write machine-learning"),
    ("      vocabulary: [ours.yml]\n", "no vocabulary is called ours.yml", "the path of a .yml file"),
    ("      vocabulary: machine-learning\n", "vocabulary is not a list of names", "vocabulary: [machine-learning, "),
    ("      tag_kinds: [probe]\n", "tag_kinds is not a list of names and headings", "{material: Materials}"),
])
def test_a_wrong_setting_is_told(tmp_path: Path, run: Run, settings: str, what: str, hint: str) -> None:
    """A vocabulary that there is not, and values of another type, stop every command with their line."""
    out = run("check", "--config", shelf(tmp_path, settings), status=1).output
    assert f"mkdocs.yml:5: {what}" in out
    assert hint in out
