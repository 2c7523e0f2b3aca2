"""The one adapter: MkDocs asks for a build, Papershelf writes the tree first and hands it over.

Named under `hooks:` in `mkdocs.yml`, so that plain `mkdocs build` and `mkdocs serve` do everything.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from papershelf import config, site
from papershelf.errors import PapershelfError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.papershelf")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages and point MkDocs at them. What is wrong with a record is a warning, so `--strict` refuses it."""
    try:
        shelf = _shelf(config)
        built = site.build(shelf, log.debug)
    except PapershelfError as error:
        raise PluginError(str(error)) from error
    for problem in built.problems:
        log.warning(str(problem))
    config.extra["papershelf_docs"] = str(shelf.docs)
    config.docs_dir = str(shelf.out)
    if os.environ.get("OFFLINE", "").lower() in {"1", "true", "yes"}:
        config.use_directory_urls = False  # a browser that reads from disk finds no index.html by itself
    return config


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Offer "edit this page" only where a person has a file to edit."""
    if not (Path(config.extra["papershelf_docs"]) / page.file.src_uri).is_file():
        page.edit_url = None
    return context


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Watch what people edit, and not what the build writes."""
    shelf = _shelf(config)
    server.unwatch(str(shelf.out))
    for folder in (shelf.docs, shelf.templates):
        server.watch(str(folder))
    return server


def _shelf(mkdocs: MkDocsConfig) -> config.Config:
    return config.load(Path(mkdocs.config_file_path))
