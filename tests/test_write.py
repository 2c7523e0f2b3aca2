"""Files on disk: whole or not at all, and only ours are deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf import write
from papershelf.errors import PapershelfError
from papershelf.write import Synced, sync, write_file


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    """A second sync of the same files touches none; a changed one alone is written anew."""
    assert sync(tmp_path, {"a.md": b"1", "b/c.md": b"2"}) == Synced(2, 0, 0)
    assert sync(tmp_path, {"a.md": b"1", "b/c.md": b"2"}) == Synced(0, 0, 2)
    assert sync(tmp_path, {"a.md": b"1", "b/c.md": b"3"}) == Synced(1, 0, 1)


def test_what_is_gone_is_deleted_and_what_others_put_there_stays(tmp_path: Path) -> None:
    """Files of an earlier run go, with folders that are empty then; a person's file does not."""
    sync(tmp_path, {"a.md": b"1", "b/c.md": b"2"})
    (tmp_path / "mine.txt").write_text("mine")
    assert sync(tmp_path, {"a.md": b"1"}) == Synced(0, 1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [write.MANIFEST, "a.md", "mine.txt"]


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    """Without a manifest, a file that we would not write ourselves stops the sync before it begins."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(PapershelfError, match=r"mine\.txt"):
        sync(tmp_path, {"a.md": b"1"})
    assert not (tmp_path / "a.md").exists()


def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A manifest that names files elsewhere deletes nothing there."""
    (tmp_path / "victim").write_text("safe")
    folder = tmp_path / "out"
    sync(folder, {"a.md": b"1"})
    (folder / write.MANIFEST).write_text('["a.md", "../victim"]')
    sync(folder, {"a.md": b"1"})
    assert (tmp_path / "victim").read_text() == "safe"


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops a write, the file is the old one or the new one, and no scraps stay."""
    path = tmp_path / "a.md"
    write_file(path, b"old")

    def stop(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.md", b"old")]
