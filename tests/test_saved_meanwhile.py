"""What people save, and other commands write, while a command is at work."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from papershelf import records, site
from papershelf import topics as topics_stage
from papershelf.commands import import_
from papershelf.errors import PapershelfError
from papershelf.locking import LOCK, TEMPORARY, locked
from papershelf.write import write_file

Run = Callable[..., Result]


@pytest.fixture
def docs(tmp_path: Path, run: Run) -> Path:
    """A shelf of two imported papers."""
    loaded(tmp_path, run, [{"title": "Tin Kite", "venue": "ICLR 2020"}, {"title": "Iron Kettle"}])
    return tmp_path / "docs"


def loaded(folder: Path, run: Run, papers: list[dict[str, Any]], status: int = 0) -> str:
    source = folder / "a.json"
    source.write_text(json.dumps(papers))
    return run("import", source, "--docs", folder / "docs", status=status).output


def once(function: Callable[..., Any], then: Callable[[], object]) -> Callable[..., Any]:
    """The function, after whose first call something happens."""
    waiting = [then]

    def call(*arguments: Any, **named: Any) -> Any:
        answer = function(*arguments, **named)
        if waiting:
            waiting.pop()()
        return answer
    return call


def test_what_is_saved_while_an_import_merges_is_merged(docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit between reading and writing is in the record, and so is what the import brings."""
    path = docs / "papers" / "tin-kite.md"
    mine = path.read_text().replace("ICLR 2020", "Mine") + "\nWords.\n"
    monkeypatch.setattr(import_.merge, "merge", once(import_.merge.merge, lambda: path.write_text(mine)))
    out = loaded(docs.parent, run, [{"title": "Tin Kite", "venue": "ICLR 2021", "year": 2021}])
    text = path.read_text()
    assert "venue: Mine" in text
    assert "year: 2021" in text
    assert text.endswith("\nWords.\n")
    assert "venue was changed by hand and stays" in out


def test_what_is_saved_while_an_import_writes_is_told(docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is saved at the last moment stays as it is, and the import says so."""
    path = docs / "papers" / "tin-kite.md"
    monkeypatch.setattr(import_, "stamps", lambda folder: {})
    monkeypatch.setattr(records, "updated", once(records.updated, lambda: path.write_text("Mine.\n")))
    papers = [{"title": "Tin Kite", "year": 2021}, {"title": "Iron Kettle", "year": 2022}]
    out = loaded(docs.parent, run, papers, status=1)
    assert "papers/tin-kite.md:1: was saved while the import ran, and stays as it is; import again" in out
    assert path.read_text() == "Mine.\n"
    assert "year: 2022" in (docs / "papers" / "iron-kettle.md").read_text()


@pytest.mark.parametrize("name", ["tin-kite", "iron-kettle"])
def test_what_is_saved_while_records_are_merged_stays(docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
                                                      ) -> None:
    """Neither record is written over or deleted when somebody has saved it; merging again makes them one."""
    path = docs / "papers" / f"{name}.md"
    mine = path.read_text() + "\nMine.\n"
    monkeypatch.setattr(records, "joined", once(records.joined, lambda: path.write_text(mine)))
    out = run("merge", "tin-kite", "iron-kettle", "--docs", docs, status=1).output
    assert f"papers/{name}.md:1: was saved while the merge ran, and stays as it is; merge again" in out
    assert path.read_text().endswith("\nMine.\n")
    run("merge", "tin-kite", "iron-kettle", "--docs", docs)
    assert (docs / "papers" / "tin-kite.md").read_text().count("Mine.") == 1
    assert not (docs / "papers" / "iron-kettle.md").exists()


def test_a_new_file_takes_no_place(docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`new` writes over no file that came up while it made its own."""
    path = docs / "papers" / "glass-bell.md"
    monkeypatch.setattr(records, "compose", once(records.compose, lambda: path.write_text("Mine.\n")))
    assert "glass-bell.md exists" in run("new", "paper", "Glass Bell", "--docs", docs, status=2).output
    assert path.read_text() == "Mine.\n"


def test_proposed_topics_take_no_place(docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`topics --suggest` leaves a topic alone that somebody has begun meanwhile."""
    loaded(docs.parent, run, [{"title": f"{noun} of {metal}", "abstract": f"The {noun} is of {metal}. " * 3}
                              for noun in ("Kites", "Kettles") for metal in ("tin", "iron", "glass", "clay")])
    made: list[Path] = []

    def begin(found: Any) -> Any:
        made.append(docs / "topics" / f"{found[0].topic.id}.md")
        made[0].parent.mkdir(exist_ok=True)
        made[0].write_text("Mine.\n")
        return found

    suggest = topics_stage.suggest
    monkeypatch.setattr(topics_stage, "suggest", lambda *given: begin(suggest(*given)))
    run("topics", "--suggest", "2", "--docs", docs)
    assert made[0].read_text() == "Mine.\n"


def test_addresses_that_are_saved_meanwhile_stay(docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`urls --write` adds to the list as it stands when it writes, byte for byte."""
    path = docs.parent / "published-urls.txt"
    path.write_bytes(b"# mine: caf\xe9\n")
    saved = b"# mine: caf\xe9 still\npapers/tin-kite/\n"
    monkeypatch.setattr(site, "plan", once(site.plan, lambda: path.write_bytes(saved)))
    run("urls", "--write", "--docs", docs)
    data = path.read_bytes()
    assert data.startswith(saved)
    assert data.count(b"papers/tin-kite/\n") == 1
    assert b"papers/iron-kettle/\n" in data


def test_one_command_waits_for_another(tmp_path: Path) -> None:
    """Who comes second says that it waits, and enters when the first has left; the lock's file is gone then."""
    told, entered = threading.Event(), threading.Event()

    def second() -> None:
        with locked(tmp_path, lambda stage: told.set()):
            entered.set()

    thread = threading.Thread(target=second)
    with locked(tmp_path):
        thread.start()
        assert told.wait(60)
        assert not entered.is_set()
    thread.join(60)
    assert entered.is_set()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_command_left_is_swept_away(tmp_path: Path) -> None:
    """Its lock holds nobody up, and its half-written files go; whatever else begins with a dot stays."""
    for name in (LOCK, f"{TEMPORARY}a.md-x1y2", ".hidden"):
        write_file(tmp_path / name, b"")
    with locked(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == [".hidden", LOCK]
    assert [path.name for path in tmp_path.iterdir()] == [".hidden"]


def test_a_folder_that_cannot_be_held_is_told(tmp_path: Path) -> None:
    """Where nobody may write, the error names the folder."""
    (tmp_path / "docs").write_text("a file")
    with pytest.raises(PapershelfError, match=r"docs: cannot be written"), locked(tmp_path / "docs"):
        pass
