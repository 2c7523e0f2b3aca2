"""A shelf on which everything that a stranger may say is hostile: records, topics, tags, listings, sources, names."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from campaign.shelves import Shelf
from campaign.sources import WRITERS

CONFIG = """\
site_name: {name}
site_description: {description}
site_url: https://papers.example/shelf/
repo_url: https://github.com/example/shelf
edit_uri: edit/main/docs/
theme: papershelf
plugins: [{{papershelf: {{vocabulary: [], tag_pages_from: 1, author_pages_from: 1, venue_pages_from: 1}}}}]
"""
# What may be the name of a file here, and is odd in HTML, Markdown, YAML or an address.
NAMES = ('x" onmouseover="pwned()" y="', "x' onmouseover='pwned()", "<img src=x onerror=pwned()>", "a&quot;b",
         "{{ 7 * 7 }}", "[x](javascript:pwned())", "%22%3E%3Cscript%3Epwned()", "javascript:pwned()", "a#b?c",
         "x\u2028y")


def usable(texts: Sequence[str]) -> list[str]:
    """The texts as a file in UTF-8 can hold them: half a pair is no text."""
    return [text.encode("utf-8", "ignore").decode() for text in texts]


def packed(texts: Sequence[str], size: int) -> list[str]:
    """The texts, `size` of them as one."""
    return [" ".join(texts[at:at + size]) for at in range(0, len(texts), size)]


def record(texts: Sequence[str], number: int) -> dict[str, Any]:
    """Front matter that says a text in every field, and a text of its own where a field has several."""
    text = texts[number]
    others = [texts[(number + step) % len(texts)] for step in (1, 2, 3)]
    return {
        "title": f"{text} {number}", "authors": [text, *others], "year": 2020, "venue": text, "arxiv": text,
        "doi": text,
        "links": {"code": text, "project": f"https://a.example/{text}", "paper": others[0],
                  text or "x": "https://a.example/"},
        "tags": [f"{text} {number}", f"dataset:{others[1]}", f"-{others[2]}", f"model:{texts[0]}"],
        "introduces": [text, others[0]],
        "listings": [{"file": text, "date": others[1], "line": 1},
                     {"file": f"{number % 7}.txt", "date": "03-11", "line": 3}],
        "signals": [{"from": text, "votes": 3, "at": "2026-03-01"}],
        "imported": {"title": text}, f"x-{number}": text,
    }


def page(front: Mapping[str, Any], body: str = "") -> str:
    """A file with front matter."""
    return f"---\n{yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False)}---\n\n{body}\n"


def write_shelf(folder: Path, texts: Sequence[str], size: int) -> Path:
    """The shelf's own files: a record for each text, a topic, tag and listing for some, `size` texts in each."""
    docs = folder / "docs"
    for room in ("papers", "topics", "tags", "listings", "authors", "venues"):
        (docs / room).mkdir(parents=True)
    config = CONFIG.format(name=json.dumps(f"Kites {texts[0]}"), description=json.dumps(texts[0]))
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    (docs / "index.md").write_text("# Kites\n", "utf-8")
    many = packed(texts, size)
    for number, text in enumerate(many):
        body = f"{' '.join(text.split())}\n\n## Abstract\n\n{' '.join(text.split())}\n"
        (docs / "papers" / f"h{number}.md").write_text(page(record(many, number), body), "utf-8")
    for number, text in enumerate(many[:: max(1, len(many) // 6)]):
        topic = {"title": f"{text} {number}", "group": text, "scope": text, "match": [{text or "x": 3}, "kites"]}
        (docs / "topics" / f"t{number}.md").write_text(page(topic, "Kites."), "utf-8")
        tag = {"title": f"{text} {number}", "kind": "dataset", "aliases": [text], "needs": [text]}
        (docs / "tags" / f"g{number}.md").write_text(page(tag, "Kites."), "utf-8")
        listing = {"title": text, "date": "2025-03-11", "url": text}
        (docs / "listings" / f"{number}.md").write_text(page(listing, "Kites."), "utf-8")
        profile = {"title": text, "aliases": [f"{text} {number}"], "homepage": text}
        (docs / "authors" / f"a{number}.md").write_text(page({**profile, "orcid": text}, "Kites."), "utf-8")
        (docs / "venues" / f"v{number}.md").write_text(page(profile, "Kites."), "utf-8")
    for number, name in enumerate(NAMES):
        (docs / f"{name}.md").write_text("# A page\n\nKites.\n", "utf-8")
        (docs / "papers" / f"{name}.md").write_text(page({"title": f"Named {number}"}, "Kites."), "utf-8")
    return docs


def write_sources(folder: Path, texts: Sequence[str], size: int, most: int) -> dict[str, Path]:
    """A source of each format in a file with an odd name; `most` papers in each, the next texts in the next."""
    many, start, paths = packed(texts, size), 0, {}
    for number, (name, write) in enumerate(WRITERS.items()):
        chosen = [many[(start + step) % len(many)] for step in range(min(most, len(many)))]
        start += len(chosen)
        paths[name] = folder / f"{number}{NAMES[number % len(NAMES)]}.txt"
        paths[name].write_text(write([f"{text} {name}" for text in chosen]), "utf-8")
    return paths


def make(folder: Path, texts: Sequence[str], size: int, most: int) -> tuple[Path, list[str]]:
    """A shelf of everything with its site, the page of a review and a mail in it, two records merged.

    Args:
        folder: Where.
        texts: The hostile texts.
        size: How many of them a value holds.
        most: How many papers a source holds.

    Returns:
        The folder of the site, and what went wrong on the way.
    """
    texts = usable(texts)
    docs = write_shelf(folder, texts, size)
    before, wrong, site = folder / "before", [], folder / "site"
    shutil.copytree(docs, before)
    shelf = Shelf(folder, (folder / "mkdocs.yml").read_text("utf-8"))
    for name, path in write_sources(folder, texts, size, most).items():
        said = shelf.run("import", "--format", name, str(path))[1]
        wrong += [f"import {name}: {said[-400:]}"] if "read 0 " in said else []
    wrong += [f"merge: {said}" for status, said in [shelf.run("merge", "h0", "h1")] if status]
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=False, text=True,
                          capture_output=True, errors="replace", env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    wrong += [f"mkdocs build: {done.stderr[-1500:]}"] if done.returncode else []
    site.mkdir(exist_ok=True)
    shelf.run("diff", str(before), "--html", str(site / "review.html"))
    mail = shelf.run("digest", "--since", "2020-01-01", "--format", "html", only_output=True)[1]
    wrong += [] if mail.startswith("<!") else [f"digest: {mail[-400:]}"]
    (site / "mail.html").write_text(mail, "utf-8")
    return site, wrong
