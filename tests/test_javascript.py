"""The scripts of pages: one dialect, types that a compiler checks, and an engine that agrees with Python's."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from papershelf.search import ENGINE, asked, squeezed, terms
from papershelf.search.coding import rice
from papershelf.search.identity import asked_identities
from papershelf.search.opened import keys
from papershelf.search.shared import SENT, statement
from papershelf.text.slugs import browser_slug
from support import draws, node

TEMPLATES = Path(__file__).parents[1] / "templates"
CODE = "".join((TEMPLATES / "search" / name).read_text("utf-8") for name in ENGINE)

QUERIES = ["", '"spoons in tea" kettle',
           'Topic:spoons -"hot tea" -cold “quoted” year:2020..', 'author:"Ann Hill" "open',
           "-tag:x venue:\"\" ::", "state-of-the-art GPT-4.1", "ﬁne Ångström ΣΑΣ", "量化 与 蒸馏", "ค้นหาคำ", "it's C++"]
IDENTITIES = ["2403.01234v2", "arXiv:cs/0305012", "https://arxiv.org/abs/2403.01234 [cs]", "doi: 10.1000/Tea.7,",
              "https://openreview.net/forum?id=Ab3#x", "https://aclanthology.org/P19-1001.pdf",
              "\\cite{stone2024spoonnet}",
              "https://x.org/papers/spoon-net/", "www.Example.org/a/index.html?q=1", "tea 2403.01234 spoons kettle cup",
              "10.1234/%41b", "%", "Ab3dEf9hIj", "spoon-net_2"]
ROWS = [[0, 3, 4], [], [0], list(range(9)), [7], [1, 2, 3, 5, 6, 7]]


def answers(calls: list[list[Any]]) -> list[Any]:
    """What the browser's engine answers to calls, each a function's name and values."""
    code = squeezed(statement() + CODE)
    done = subprocess.run([node(), str(Path(__file__).with_name("engine.js"))], check=True, capture_output=True,
                          input=json.dumps({"code": code, "calls": calls}).encode())
    return list(json.loads(done.stdout))


def test_both_engines_read_queries_alike() -> None:
    """Words, queries, identities and addresses of any text are the same in the browser as in Python."""
    letters = st.sampled_from([*"abcXYZ019 -.:/_@'\"“”%?#=&[]{}\\ßΣςİﬀéÅ中文가กุ่ำ", "year:", "arxiv:", "10.1/", ".org/"])
    texts = [*QUERIES, *IDENTITIES, *draws(st.lists(letters, max_size=24).map("".join), 150),
             *draws(st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"]), max_size=20), 150)]
    calls = [[name, text] for text in texts for name in ("keys", "parse", "identities", "slug")]
    found = answers(calls)
    for at, text in enumerate(texts):
        named, alone = asked_identities(text)
        query = asdict(asked.parse(text))
        query["fields"] = [dict(zip(("kind", "value", "without"), one, strict=True)) for one in query["fields"]]
        slug = browser_slug(text) if text.isascii() else found[4 * at + 3]
        found[4 * at + 2]["found"] = list(dict.fromkeys(found[4 * at + 2]["found"]))
        assert found[4 * at:4 * at + 4] == [keys(text), query, {"found": named, "alone": alone}, slug], text


def test_both_engines_weigh_slips_alike() -> None:
    """How far two words are apart is the same in both, a table says what it is, and a limit ends the counting."""
    table = {("kettle", "kettle"): 0, ("kettle", "ketle"): 1, ("kettle", "ekttle"): 1, ("kettle", "spoon"): 3,
             ("ab", "abcd"): 2, ("abcdefgh", "bacdefhg"): 2}
    pairs = [*table, *draws(st.tuples(st.text("abc", max_size=6), st.text("abc", max_size=6)), 100)]
    found = answers([["distance", one, other, 2] for one, other in pairs])
    assert found == [terms.distance(one, other, 2) for one, other in pairs]
    assert found[:len(table)] == list(table.values())


def test_the_browser_reads_what_python_wrote() -> None:
    """Rows of numbers come out of their codes as they went in."""
    rows = [*ROWS, *(sorted(one) for one in draws(st.sets(st.integers(0, 39)), 60))]
    limits = [max(row, default=0) + at % 3 + 1 for at, row in enumerate(rows)]
    data = rice([(np.array(row, np.int64), limit) for row, limit in zip(rows, limits, strict=True)])
    given = [[len(row), limit] for row, limit in zip(rows, limits, strict=True)]
    assert answers([["riceRows", list(data), given]]) == [rows]


@pytest.mark.parametrize("name", SENT)
def test_the_engine_takes_what_python_sends(name: str) -> None:
    """Each shared constant is sent, used by the browser's engine, and not given another value there."""
    assert re.search(rf"\b{name}\b", statement())
    assert re.search(rf"\b{name}\b", CODE)
    assert not re.search(rf"(?:const|let|,)\s+{name}\s*=[^=]", CODE)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.js")), ids=lambda path: path.name)
def test_scripts_are_of_one_dialect(path: Path) -> None:
    """Scripts are of today's JavaScript, as far as browsers of the last five years have it."""
    code = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    assert not re.findall(r"\bvar\b|\b(?:Array|Object)\.prototype\b|\.at\(-|\bimport\b|\bexport\b|\(\?<[=!]", code)
    assert max(map(len, code.splitlines())) <= 300
