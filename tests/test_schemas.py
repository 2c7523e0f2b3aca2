"""The published schemas say of front matter what readers and `check` say."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf import exports
from papershelf.check import check_names, check_records
from papershelf.model import Paper, Topic
from papershelf.model.fields import AUTHOR, VENUE, names
from papershelf.records import parse, read_authors, read_tags, read_topics, read_venues
from papershelf.records.emit import FIELDS
from papershelf.records.places import TAG_FIELDS, TOPIC_FIELDS
from support import front_of

jsonschema = pytest.importorskip("jsonschema")
TOPICS = ("tiny-nets", "sounds", "noises", "pictures", "maps")
FILES = exports.schema_files(TOPICS, ["GSM8K"])
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "errors.yml").read_text("utf-8"))
# What a schema cannot see: the file's shape, its name, other files, spelling, and texts that are right in form.
BEYOND = re.compile(
    r"is not (?:YAML|UTF)|has no front|not closed|stands twice|conflict|is taken|own |heading|the link to|file name|"
    r"before the #|stands in “|begins a comment|which YAML takes|file's name|no page|gone|both added|old name|"
    r"without end|invisible|no kind|no tag is called|no paper names|there is no paper|does not name")


def schema(noun: str) -> dict[str, Any]:
    return dict(json.loads(FILES[f"api/{noun}.schema.json"]))


def validator(noun: str) -> Any:
    return jsonschema.Draft202012Validator(schema(noun))


@pytest.mark.parametrize("path", FILES)
def test_a_schema_is_one(path: str) -> None:
    """Each file is valid JSON Schema 2020-12, and explains every field."""
    one = json.loads(FILES[path])
    jsonschema.Draft202012Validator.check_schema(one)
    assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(field["description"] for field in one["properties"].values())


def test_schemas_name_the_fields_that_readers_know() -> None:
    """One declaration: what a reader takes is what the schema has."""
    for noun, fields in (("record", FIELDS), ("topic", TOPIC_FIELDS), ("tag", TAG_FIELDS)):
        assert tuple(schema(noun)["properties"]) == fields


@pytest.mark.parametrize("case", [
    case for case in CASES if case["file"].startswith(("papers/", "topics/", "tags/")) and case.get("text")
    and not BEYOND.search(case["what"] + case["name"])], ids=lambda case: case["name"])
def test_an_editor_sees_what_check_tells(case: dict[str, Any]) -> None:
    """Every error in the catalogue that is one of a value is one by the schema, too."""
    noun = {"papers": "record", "topics": "topic", "tags": "tag"}[case["file"].split("/")[0]]
    assert not validator(noun).is_valid(front_of(case["text"])), case["what"]


TEXT = st.text("ab-:#1. ", max_size=6)
VALUES = st.none() | st.booleans() | st.integers(-5, 3000) | TEXT | st.lists(TEXT | st.integers(), max_size=5) | (
    st.dictionaries(TEXT, TEXT | st.integers(), max_size=2))
GOOD = {"title": st.just("T"), "arxiv": st.sampled_from(["2307.02628", "cs/0112017v2"]), "doi": st.just("10.1/x"),
        "topics": st.lists(st.sampled_from(["sounds", "maps"]), unique=True), "links": st.just({"code": "https://a.b"}),
        "listings": st.just([{"file": "a", "line": 1, "date": "03-11"}]),
        "signals": st.just([{"from": "hf", "votes": 5, "at": "2026-03-01"}, {"from": "wos", "citations": 0}])}


@given(st.lists(st.sampled_from([*FIELDS, "x-own", "other"]), max_size=4), st.data())
def test_what_a_schema_takes_is_no_mistake(asked: list[str], data: st.DataObject) -> None:
    """Front matter that is valid by the schema is read without a complaint, whatever it is."""
    front = {"title": "T", **{name: data.draw(GOOD.get(name, VALUES) | VALUES) for name in asked}}
    record, problems = parse(f"---\n{yaml.safe_dump(front)}---\n", "x", "papers/x.md")
    if validator("record").is_valid(front):
        topics = [Topic(name, name) for name in TOPICS]
        more = check_records([record] if record else [], topics)
        told = [one.what for one in (*problems, *more) if not BEYOND.search(one.what) and "twice" not in one.what]
        assert told == []
    else:
        assert record is None or problems or check_records([record], [Topic(n, n) for n in ("sounds", "maps")])


BLANKS = (None, "", " ", "\t", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff")
ODD: tuple[Any, ...] = (
    *BLANKS, *([one] for one in BLANKS), *([one, one] for one in BLANKS), *({"code": one} for one in BLANKS), [], {},
    {"": "x"}, {" ": "https://a.example"}, {"code": []}, [[]], [{}], 0, -1, 12, 0.5, False, "a ", ["a "], ["a ", " a"])


def told(noun: str, front: dict[str, Any], folder: Path) -> list[str]:
    """What readers and `check` say of a file with this front matter."""
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n"
    if noun == "record":
        record, problems = parse(text, "x", "papers/x.md")
        found = [record] if record else []
        topics = [Topic(one, one) for one in TOPICS]
        return [one.what for one in (*problems, *check_records(found, topics), *check_names(found))]
    (folder / "x.md").write_text(text, "utf-8")
    papers = [Paper("a", "On T", ("T",), venue="T")]
    _, problems = {"topic": read_topics, "tag": read_tags, "author": partial(read_authors, papers=papers),
                   "venue": partial(read_venues, papers=papers)}[noun](folder)
    return [one.what for one in problems]


@pytest.mark.parametrize(("noun", "name"), [
    *(("record", name) for name in FIELDS), *(("topic", name) for name in TOPIC_FIELDS),
    *(("tag", name) for name in TAG_FIELDS), *(("author", name) for name in names(AUTHOR)),
    *(("venue", name) for name in names(VENUE))])
def test_schema_and_check_agree_on_blanks_field_by_field(noun: str, name: str, tmp_path: Path) -> None:
    """Blank, empty and odd values of every field are errors by both or by neither, but for what a schema cannot see."""
    valid = validator(noun).is_valid
    for value in ODD:
        front = {"title": "T", name: value}
        said = told(noun, front, tmp_path)
        if valid(front):
            assert [what for what in said if not BEYOND.search(what) and "twice" not in what] == [], value
        else:
            assert said, value


def test_completion_knows_the_shelf() -> None:
    """Topics and tags of the shelf are in the record's schema; other tags stay right."""
    fields = schema("record")["properties"]
    assert fields["topics"]["items"]["enum"] == ["maps", "noises", "pictures", "sounds", "tiny-nets"]
    assert validator("record").is_valid({"title": "T", "tags": ["GSM8K", "-SD", "dataset:FooBench"]})


def test_a_comment_names_the_schema() -> None:
    """The comment is one line, whatever the address, and nothing where the site has none."""
    assert exports.schema_comment("https://a.b/api/record.schema.json") == (
        "# yaml-language-server: $schema=https://a.b/api/record.schema.json\n")
    assert exports.schema_comment("https://a.b/\nx: y") == "# yaml-language-server: $schema=https://a.b/x:y\n"
    assert exports.schema_comment("") == ""
