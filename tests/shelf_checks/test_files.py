"""The files of this repository's shelf: valid by the schemas, topics rich enough to shelve by."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from papershelf import exports
from support import ROOT, front_of

TOPIC_FILES = sorted((ROOT / "docs" / "topics").glob("*.md"))


@pytest.mark.parametrize("folder", ["papers", "topics"])
def test_the_shelf_is_valid(folder: str) -> None:
    """No record or topic of this repository is refused by its schema."""
    ids = [path.stem for path in (ROOT / "docs" / "topics").glob("*.md")]
    noun = {"papers": "record", "topics": "topic"}[folder]
    one = jsonschema.Draft202012Validator(json.loads(exports.schema_files(ids, [])[f"api/{noun}.schema.json"]))
    for path in sorted((ROOT / "docs" / folder).glob("*.md")):
        assert list(one.iter_errors(front_of(path.read_text("utf-8")))) == [], path


@pytest.mark.parametrize("path", TOPIC_FILES, ids=lambda path: path.stem)
def test_the_first_shelf_s_topics_are_rich_and_of_one_mind(path: Path) -> None:
    """Every topic file has title, group, scope and terms enough; none twice, no weight out of proportion."""
    front = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
    assert all(front[field] for field in ("title", "group", "scope"))
    terms = [(item, 1.0) if isinstance(item, str) else next(iter(item.items())) for item in front["match"]]
    assert len(terms) >= 25
    assert len({text for text, _ in terms}) == len(terms)
    assert all(-3 <= weight <= 6 and weight for _, weight in terms)
