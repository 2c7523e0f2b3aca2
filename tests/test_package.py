"""What is published: one wheel with everything in it, the same bytes each time, that works where nothing else is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from papershelf import __version__
from support import ROOT

HERE = Path(__file__).parent
SOURCES = ("generator", "templates", "tools", "pyproject.toml", "MANIFEST.in", "README.md", "CHANGELOG.md", "LICENSE")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"NO_MKDOCS_2_WARNING": "1"}
CONFIGURATION = "site_name: Elsewhere\ntheme: papershelf\nplugins: [papershelf]\n"


def built(folder: Path) -> Path:
    """The folder of a wheel and a source archive, built from a copy of the sources."""
    copy = folder / "source"
    copy.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, copy / name)
    script = f"import backend; backend.build_wheel({str(folder)!r}); backend.build_sdist({str(folder)!r})"
    done = subprocess.run([sys.executable, "-W", "error::UserWarning", "-c", script], cwd=copy, check=False,
                          capture_output=True, text=True, env={**ENVIRONMENT, "PYTHONPATH": str(copy / "tools")})
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def elsewhere(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what it depends on, and without this repository."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
                    *dist.glob("*.whl")], check=True, env=ENVIRONMENT)
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    # The folder alone: the file in it that leads to this repository is read for the environment of the tests only.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def call(elsewhere: Path, folder: Path, *command: object) -> str:
    """What a program of that environment says in a folder."""
    done = subprocess.run([elsewhere / "venv" / "bin" / "python", "-m", *map(str, command)], cwd=folder, check=False,
                          capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_wheel_holds_every_file_of_the_program(dist: Path) -> None:
    """Modules, data, templates, scripts and styles are in it, under the name of the package, and nothing else is."""
    names = {name for name in zipfile.ZipFile(next(dist.glob("*.whl"))).namelist() if ".dist-info/" not in name}
    folders = (("generator", "papershelf"), ("templates", "papershelf/templates"))
    assert names == {f"{package}/{path.relative_to(ROOT / folder).as_posix()}" for folder, package in folders
                     for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_two_builds_are_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    """Wheel and source archive do not depend on when and where they are made."""
    again = built(tmp_path)
    names = sorted(path.name for path in dist.iterdir() if path.is_file())
    assert [name.rpartition(".")[2] for name in names] == ["whl", "gz"]
    assert all((dist / name).read_bytes() == (again / name).read_bytes() for name in names)


def test_a_shelf_lives_without_this_repository(elsewhere: Path, tmp_path: Path) -> None:
    """From the wheel, in an empty folder: import, a strict build, check, diff and export."""
    assert str(elsewhere) in call(elsewhere, tmp_path, "inspect", "--details", "papershelf")
    assert call(elsewhere, tmp_path, "papershelf", "--version") == f"papershelf, version {__version__}\n"
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION)
    listing = shutil.copy(HERE / "shelf" / "spring.txt", tmp_path)
    assert "3 entries read" in call(elsewhere, tmp_path, "papershelf", "import", listing)
    assert "WARNING" not in call(elsewhere, tmp_path, "mkdocs", "build", "--strict")
    site = tmp_path / "site"
    paper = site / "papers" / "pocketnet-tiny-networks-for-old-phones" / "index.html"
    assert "PocketNet" in paper.read_text("utf-8")
    for name in ("papershelf.css", "papershelf.js", "search.js", "search/index.js", "icon.svg"):
        assert (site / "assets" / name).stat().st_size > 100
    assert "no errors" in call(elsewhere, tmp_path, "papershelf", "check")
    assert "Nothing" in call(elsewhere, tmp_path, "papershelf", "diff", tmp_path / "docs")
    assert "PocketNet" in call(elsewhere, tmp_path, "papershelf", "export", "bibtex")


def test_outside_a_shelf_nothing_is_written(elsewhere: Path, tmp_path: Path) -> None:
    """In a folder that is no shelf the program says so, names `init`, and leaves everything as it was."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mkdocs.yml").write_text("site_name: Of others\n")
    for folder in (tmp_path, tmp_path / "other"):
        done = subprocess.run([elsewhere / "venv" / "bin" / "papershelf", "import", HERE / "shelf" / "spring.txt"],
                              cwd=folder, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        assert done.returncode == 2
        assert "papershelf init" in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mkdocs.yml", "other"]
