"""`papershelf tags`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from papershelf import config, records, site, tags
from papershelf.commands.options import finish, progress, shelf_options
from papershelf.config import Config
from papershelf.errors import UsageError
from papershelf.locking import locked
from papershelf.model import Tag
from papershelf.site import Say
from papershelf.text.slugs import name_slug
from papershelf.text.words import Stemmer
from papershelf.write import write_over


@click.command("tags")
@shelf_options
@click.option("--suggest", type=click.IntRange(1, 500), metavar="N", help="Propose N tags, each as a file to edit.")
@click.option("--report", "report", is_flag=True, help="Say how the tags do, with an edit for each finding.")
def tags_command(docs: Path | None, config_file: Path | None, suggest: int | None, report: bool) -> None:
    """Propose tags that the shelf's papers name, or report on those that there are."""
    shelf = config.load(config_file, docs)
    if bool(suggest) == report:
        raise UsageError("give either --suggest N or --report")
    if suggest:
        proposed = suggest_tags(shelf, suggest, progress)
        for path in proposed.written:
            click.echo(path)
        click.echo(f"{len(proposed.written)} tags proposed; {proposed.before} of {proposed.papers} papers had no tag, "
                   f"{proposed.after} have none now", err=True)
        return
    loaded = site.load(shelf)
    progress("tags")
    stemmer = Stemmer(shelf.settings.stemmer)
    papers = tags.tag([record.paper for record in loaded.records], loaded.vocabulary, stemmer, loaded.kinds)
    click.echo(tags.report(papers, loaded.vocabulary, stemmer, loaded.kinds))
    finish(loaded.problems)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What proposing tags did: the files written, the papers, and how many of them had no tag before and after."""

    written: Sequence[Path]
    papers: int
    before: int
    after: int


def suggest_tags(shelf: Config, count: int, say: Say) -> Proposed:
    """Propose tags for the shelf's papers, each as a file to edit; those that exist stay as they are.

    What to propose does not depend on the shelf's own files of tags, so that a second run proposes the same.
    """
    loaded = site.load(shelf)
    say(f"reading the phrases of {len(loaded.records)} papers")
    stemmer = Stemmer(shelf.settings.stemmer)
    papers = [record.paper for record in loaded.records]
    packs, _ = records.read_vocabulary(shelf.vocabulary, loaded.kinds)
    proposals = tags.suggest(tags.tag(papers, packs, stemmer, loaded.kinds), count, packs, stemmer, loaded.kinds)
    before = tags.tag(papers, loaded.vocabulary, stemmer, loaded.kinds)
    with locked(shelf.docs, say):
        written = _write(shelf.docs / "tags", proposals, packs, len(papers), shelf)
    own, _ = records.read_tags(shelf.docs / "tags", packs, loaded.kinds)
    after = tags.tag(papers, [*packs, *own], stemmer, loaded.kinds)
    return Proposed(written, len(papers), *(sum(not paper.tags for paper in some) for some in (before, after)))


def _write(folder: Path, proposals: Sequence[tags.Proposal], packs: Sequence[Tag], papers: int, shelf: Config
           ) -> list[Path]:
    """Write the proposals that no file has the name of."""
    own, _ = records.read_tags(folder, packs, shelf.settings.kinds)
    taken = {name.casefold() for tag in own for name in (tag.name, *tag.aliases)}
    written = []
    for one in proposals:
        tag = one.tag
        aliases = [alias for alias in tag.aliases if alias.casefold() not in taken]
        path = folder / f"{name_slug(tag.name)}.md"
        body = (f"Named by {len(one.papers)} of {papers} papers when it was proposed, {one.in_titles} of them in the "
                "title.")
        text = records.compose_file([("title", tag.name), ("kind", tag.kind), ("aliases", aliases)], body)
        if tag.name.casefold() not in taken and write_over(path, None, text.encode()):
            written.append(path)
            taken |= {name.casefold() for name in (tag.name, *aliases)}
    return written
