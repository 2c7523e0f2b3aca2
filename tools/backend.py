"""The build backend of pyproject.toml: setuptools', with archives that are the same bytes wherever they are made.

Wheels take their times from SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), which is set
here where it is not. Source archives are packed again, as setuptools lets clocks, users and folders into them.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import tarfile
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 - a backend has all hooks of the one below it

# 1980-01-01: zip archives know no earlier day.
os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")
_BUILT = Path("build", "lib")


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    """A wheel of what stands in the tree now: setuptools would put in modules that an earlier build had, too."""
    shutil.rmtree(_BUILT, ignore_errors=True)
    try:
        return str(build_meta.build_wheel(wheel_directory, config_settings, metadata_directory))
    finally:
        shutil.rmtree(_BUILT, ignore_errors=True)


def build_sdist(sdist_directory: str, config_settings: Any = None) -> str:
    """A source archive, its files by name, all of nobody and of one time."""
    name = str(build_meta.build_sdist(sdist_directory, config_settings))
    path, time = Path(sdist_directory, name), int(os.environ["SOURCE_DATE_EPOCH"])
    packed = io.BytesIO()
    with tarfile.open(path) as made, tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as out:
        for member in sorted(made.getmembers(), key=lambda one: one.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = time, 0, 0, "", ""
            member.mode, member.pax_headers = 0o755 if member.isdir() else 0o644, {}
            out.addfile(member, made.extractfile(member) if member.isfile() else None)
    path.write_bytes(gzip.compress(packed.getvalue(), mtime=time))
    return name
