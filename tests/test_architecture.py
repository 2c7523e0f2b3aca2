"""The dependency rule of the design, held by reading the imports."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import papershelf

PACKAGE = Path(papershelf.__file__).parent
LEAVES = {"model", "text", "errors"}
# Parts that the table leaves out: the entry of `python -m papershelf`.
MAY_IMPORT: dict[str, set[str] | None] = {"__main__": {"cli"}}


def table() -> dict[str, set[str] | None]:
    """What the table of the design page lets each room import of the others; no set is everything."""
    page = (Path(__file__).parent.parent / "docs" / "manual" / "design.md").read_text("utf-8")
    found: dict[str, set[str] | None] = {}
    for rooms, rights in re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|[^|]*\| ([^|]*) \|$", page, re.M):
        names = set(re.findall(r"`(\w+)`", rights)) | (LEAVES if "leaves" in rights else set())
        for room in re.findall(r"`(\w+)`", rooms):
            found[room] = None if rights.startswith("everything") else names - {room}
    return found


TOUCH_DISK = {"readers", "records", "config", "render", "write", "locking", "site", "commands", "revisions", "cli",
              "locales", "mkdocs_plugin", "mkdocs_yml", "frame", "cache", "building", "scripts", "spread"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Dotted names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def ids(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_stages_import_only_what_the_design_lets_them(path: Path) -> None:
    """A stage imports the leaves and nothing of another stage; only `site` and `commands` know them all."""
    own = part(path)
    others = {name.split(".")[1] for name in imported(path) if name.startswith("papershelf.")} - {own, "__version__"}
    allowed = {**table(), **MAY_IMPORT}[own]
    if allowed is not None:
        assert others <= allowed, f"{own} imports {others - allowed}"


def test_the_design_names_every_room() -> None:
    """The table of the design page has all rooms that there are, and no others."""
    assert set(table()) == {part(path) for path in modules()} - set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_only_the_adapter_knows_mkdocs(path: Path) -> None:
    """No module but the plugin imports MkDocs or Material."""
    if part(path) != "mkdocs_plugin":
        assert not {name for name in imported(path) if name.split(".")[0] in {"mkdocs", "material"}}


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_no_clock_and_no_network(path: Path) -> None:
    """Nothing asks for the time or for another host, so the same input gives the same bytes."""
    roots = {name.split(".")[0] for name in imported(path)}
    assert not roots & {"time", "datetime", "random", "socket", "http", "requests", "urllib3", "asyncio"}
    assert "urllib.request" not in {".".join(name.split(".")[:2]) for name in imported(path)}


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_only_some_parts_touch_the_disk(path: Path) -> None:
    """Stages take values and return values; files are opened at the edges."""
    if part(path) not in TOUCH_DISK:
        tree = ast.parse(path.read_text("utf-8"))
        calls = {node.func.id for node in ast.walk(tree)
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert "open" not in calls
        assert not {name for name in imported(path) if name.split(".")[0] in {"os", "tempfile", "shutil", "subprocess"}
                    or name == "pathlib.Path"}


def test_the_top_level_imports_nothing() -> None:
    """Importing the package alone loads no stage."""
    assert imported(PACKAGE / "__init__.py") == set()


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_only_revisions_runs_another_program(path: Path) -> None:
    """git is asked for the files of a revision, and nothing else is run."""
    roots = {name.split(".")[0] for name in imported(path)}
    assert "subprocess" not in roots or path.name == "revisions.py"
    assert "system" not in {node.func.attr for node in ast.walk(ast.parse(path.read_text("utf-8")))
                            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
