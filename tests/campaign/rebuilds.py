"""A shelf that is edited at random and built after each edit, in place and from nothing: both are the same bytes.

Every second shelf is built as a preview builds it, in which the plugin remembers what it computed.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

_CONFIG = """\
site_name: {name}
site_url: https://kites.example/shelf/
repo_url: https://github.com/example/kites
edit_uri: edit/main/docs/
theme: papershelf
use_directory_urls: {directories}
plugins: [{{papershelf: {{vocabulary: [], templates: own, page_size: 4}}}}]
nav:
  - Home: index.md
  - {topics}: topics/index.md
  - Papers: papers/index.md
  - About: [about.md, notes.md]
validation: {{links: {{anchors: warn}}}}
"""
_WORDS = ("kite lantern river heron graph sparse bridle wind sail tether string cloth lift drag knot storm model "
          "dataset learns measures predicts KiteNet RiverBench HeronFlow quantized pruned").split()


class Edited:
    """A shelf and the edits that people and accidents make to it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, Random(seed)
        self.command = "serve" if seed % 2 else "build"
        self.plugins: dict[str, Any] = {}
        self.docs = folder / "docs"
        for name in ("docs/papers", "docs/topics", "docs/listings", "own"):
            (folder / name).mkdir(parents=True)
        self.names = {"name": "Kites", "topics": "Topics", "directories": "true"}
        self.configure()
        for number in range(8):
            self.put(f"papers/kite-{number}.md", self.paper())
        for number in range(3):
            self.put(f"topics/field-{number}.md", self.topic())
        for name in ("index", "about", "notes", "stray"):
            self.put(f"{name}.md", self.prose())
        (self.docs / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    def configure(self) -> None:
        (self.folder / "mkdocs.yml").write_text(_CONFIG.format(**self.names), "utf-8")

    def put(self, path: str, text: str) -> None:
        (self.docs / path).write_text(text, "utf-8")

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(_WORDS, k=count))

    def paper(self) -> str:
        number, day = self.chance.randint(1, 2), self.chance.randint(10, 14)
        listed = f"listings: [{{file: list-{number}.txt, date: '2024-03-{day}', line: 3}}]\n"
        lines = [f"title: {self.words(4).title()} {self.chance.randint(10, 99)}",
                 f"authors: [{self.words(2).title()}]", f"year: {self.chance.randint(2019, 2025)}"]
        if self.chance.random() < 0.2:
            lines.append(f"topics: [field-{self.chance.randint(0, 2)}]")
        if self.chance.random() < 0.2:
            lines.append(f"aliases: [old-{self.chance.randint(0, 99)}]")
        abstract = ". ".join(self.words(9).capitalize() for _ in range(4))
        return (f"---\n{chr(10).join(lines)}\n{listed}---\n\n{self.words(8).capitalize()}.\n\n"
                f"## Abstract\n\n{abstract}.\n\n## Notes\n\n{self.link()}\n")

    def topic(self) -> str:
        match = "".join(f"  - {word}: {self.chance.randint(1, 4)}\n" for word in self.chance.sample(_WORDS, 4))
        group = self.chance.choice("AB")
        return f"---\ntitle: {self.words(2).title()}\ngroup: {group}\nmatch:\n{match}---\n\n{self.words(6)}\n"

    def prose(self) -> str:
        return f"# {self.words(2).title()}\n\n## {self.chance.choice(_WORDS)}\n\n{self.words(9)} {self.link()}\n"

    def link(self) -> str:
        """A link that may lead nowhere, or to a heading that may be gone."""
        where = self.chance.choice(["about.md", "notes.md#kite", "stray.md#river", "nowhere.md", "kite-1.md#abstract",
                                    "papers/kite-1.md#abstract", "topics/field-1.md", "picture.svg", "/a/", "#kite"])
        return f"[{self.words(2)}]({where})"

    def edit(self) -> str:
        """Change one thing. Out: what it was, for the message of a test that fails."""
        kinds: list[Callable[[], None]] = [
            self.edit_paper, self.edit_paper, self.edit_paper, self.add, self.remove, self.rename, self.edit_topic,
            self.edit_prose, self.edit_prose, self.edit_template, self.edit_settings, self.touch_site, self.touch_tree,
            self.touch_cache, self.nothing, self.many, self.topic_file]
        kind = self.chance.choice(kinds)
        kind()
        return kind.__name__

    def some(self, pattern: str) -> Path | None:
        found = sorted(self.folder.glob(pattern))
        return self.chance.choice(found) if found else None

    def edit_paper(self) -> None:
        if path := self.some("docs/papers/*.md"):
            text = path.read_text("utf-8")
            old = self.chance.choice(text.split("---\n", 2)[-1].split() or ["kite"])
            path.write_text(self.paper() if self.chance.random() < 0.4 else text.replace(old, self.words(1)), "utf-8")

    def add(self) -> None:
        self.put(f"papers/kite-{self.chance.randint(8, 40)}.md", self.paper())

    def remove(self) -> None:
        path = self.some("docs/papers/*.md")
        if path and len(list(path.parent.iterdir())) > 3:
            path.unlink()

    def rename(self) -> None:
        if path := self.some("docs/papers/*.md"):
            path.rename(path.with_name(f"moved-{self.chance.randint(0, 40)}.md"))

    def edit_topic(self) -> None:
        self.put(f"topics/field-{self.chance.randint(0, 2)}.md", self.topic())

    def topic_file(self) -> None:
        path = self.docs / "topics" / "field-3.md"
        if path.exists():
            path.unlink()
        else:
            path.write_text(self.topic(), "utf-8")

    def edit_prose(self) -> None:
        self.put(f"{self.chance.choice(['index', 'about', 'notes', 'stray', 'fresh'])}.md", self.prose())

    def edit_template(self) -> None:
        own = self.folder / "own" / "listing.md.j2"
        if own.exists():
            own.unlink()
        else:
            own.write_text("---\ntitle: {{ page.title | yaml }}\n---\n\n# " + self.words(1)
                           + " {{ page.title }}\n\n[x](../about.md#kite)\n", "utf-8")

    def edit_settings(self) -> None:
        name = self.chance.choice(["name", "topics", "directories"])
        self.names[name] = (self.chance.choice(["true", "false"]) if name == "directories" else
                            self.words(1).capitalize())
        self.configure()

    def touch_site(self) -> None:
        """What others do in the folder of the site."""
        if path := self.some(f"site/**/*.{self.chance.choice(['html', 'js', 'xml'])}"):
            if self.chance.random() < 0.5:
                path.unlink()
            else:
                path.write_text("another's")
        (self.folder / "site").mkdir(exist_ok=True)
        (self.folder / "site" / "stranger.html").write_text("left over")

    def touch_tree(self) -> None:
        if path := self.some("build/docs/**/*.md"):
            path.write_text("another's")

    def touch_cache(self) -> None:
        """A cache that is gone, cut off, or overwritten in places."""
        for path in self.folder.glob(".cache/papershelf/*.sqlite"):
            kind = self.chance.randint(0, 2)
            if kind == 0:
                shutil.rmtree(self.folder / ".cache")
                return
            data = bytearray(path.read_bytes())
            for _ in range(40 if data and kind == 1 else 0):
                data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            path.write_bytes(bytes(data if kind == 1 else data[:len(data) // 2]))

    def nothing(self) -> None:
        """Save nothing."""

    def many(self) -> None:
        """Another branch of the repository."""
        for number in range(8):
            self.put(f"papers/kite-{number}.md", self.paper())

    def built(self) -> tuple[dict[str, bytes], list[str]]:
        """Build in place: the files of the tree and the site, and what the build warned of."""
        return _built(self.folder, self.command, self.plugins)

    def built_from_nothing(self, beside: Path) -> tuple[dict[str, bytes], list[str]]:
        """The same of a copy in which nothing was built before."""
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(self.folder, beside, ignore=shutil.ignore_patterns(".cache", "build", "site"))
        return _built(beside, self.command, {})


def _built(folder: Path, command: str, plugins: dict[str, Any]) -> tuple[dict[str, bytes], list[str]]:
    """`plugins` are those that MkDocs keeps from build to build of a preview."""
    MkDocsConfig.plugins.plugin_cache = plugins
    with _warnings() as said:
        site = load_config(str(folder / "mkdocs.yml"))
        site.plugins.on_startup(command=command, dirty=False)
        build(site)
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for top in ("build", "site")
             for path in sorted((folder / top).rglob("*")) if path.is_file() and not path.name.endswith(".lock")}
    folders = {path.relative_to(folder).as_posix(): b"" for path in (folder / "site").rglob("*") if path.is_dir()}
    return {**found, **folders}, sorted(said)


@contextmanager
def _warnings() -> Iterator[list[str]]:
    said: list[str] = []

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    log, handler = logging.getLogger("mkdocs"), Heard(logging.WARNING)
    log.addHandler(handler)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        yield said
    finally:
        log.removeHandler(handler)
