"""New values in records that people have written in every way that YAML and Markdown know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.model import Source
from papershelf.records import NotEditable, apply, parse

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "edits.yml").read_text("utf-8"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_value_is_replaced_or_refused(case: dict[str, Any], newline: str) -> None:
    """Only the value changes, whatever stands beside it; where that cannot be, nothing does, and the line is told."""
    text = f"---\n{case['before']}---\n{case.get('body', '')}".replace("\n", newline)
    values = dict(case.get("set", {}))
    if "sources" in case:
        values["listings"] = [Source(*one) for one in case["sources"]]
    if refused := case.get("refused"):
        with pytest.raises(NotEditable) as told:
            apply(text, values)
        assert str(told.value).startswith(refused["what"])
        assert text.count("\n", 0, told.value.offset) + 1 == refused["line"]
        assert told.value.hint
    else:
        body = case.get("body_after", case.get("body", ""))
        assert apply(text, values) == f"---\n{case['after']}---\n{body}".replace("\n", newline)
        assert apply(apply(text, values), values) == apply(text, values)


@pytest.mark.parametrize(("body", "line", "what"), [
    ("\n```\ncode\n", 5, "nothing closes the code"), ("\n~~~~\n```\n~~~\n", 5, "nothing closes the code"),
    ("\n<!-- a\n\n## Notes\n", 5, "nothing closes the comment"),
])
def test_what_nothing_closes_is_told(body: str, line: int, what: str) -> None:
    """An open fence or comment hides what follows from some programs and not from others, so it is an error."""
    _, problems = parse(f"---\ntitle: X\n---\n{body}", "x", "papers/x.md")
    assert [(one.line, one.what.startswith(what)) for one in problems] == [(line, True)]


@pytest.mark.parametrize("sign", ["\r", "\v", "\f", "\x1c", "\x85", "\u2028"], ids=ascii)
def test_only_a_line_feed_ends_a_line(sign: str) -> None:
    """Signs that other programs take for the end of a line begin no section inside a summary."""
    record, _ = parse(f"---\ntitle: X\n---\n\nOne.{sign}## Two\n", "x", "papers/x.md")
    assert record is not None
    assert record.paper.sections == ()


def test_code_that_begins_a_section_stays_code() -> None:
    """The blanks before the first line of a section are part of it."""
    record, _ = parse("---\ntitle: X\n---\n\n## Notes\n\n    ## code\n", "x", "papers/x.md")
    assert record is not None
    assert record.paper.sections == (("Notes", "    ## code"),)
