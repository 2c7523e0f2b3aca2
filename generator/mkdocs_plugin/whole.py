"""A whole site at once, for commands that need one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from papershelf.errors import PapershelfError

# The first moment that a ZIP file can name, for what a site says of its own age: the same files make the same site.
_MOMENT = "315532800"


def built(configuration: Path) -> dict[str, bytes]:
    """The files of a site by path.

    Raises `PapershelfError` where MkDocs cannot build it.
    """
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or _MOMENT
    try:
        with tempfile.TemporaryDirectory(prefix="papershelf-") as folder:
            settings = load_config(str(configuration), site_dir=folder)
            settings.plugins.on_startup(command="build", dirty=False)
            try:
                build(settings)
            finally:
                settings.plugins.on_shutdown()
            return {path.relative_to(folder).as_posix(): path.read_bytes()
                    for path in sorted(Path(folder).rglob("*")) if path.is_file()}
    except MkDocsException as error:
        raise PapershelfError(f"{configuration}: its site cannot be built ({error}); run mkdocs build") from error
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
