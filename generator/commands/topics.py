"""`papershelf topics`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from papershelf import config, records, site, topics
from papershelf.commands.options import finish, progress, shelf_options
from papershelf.config import Config
from papershelf.errors import UsageError
from papershelf.locking import locked
from papershelf.model import NO_GROUP, Problem
from papershelf.render import escape
from papershelf.site import Say
from papershelf.text.words import Stemmer
from papershelf.write import write_over


@click.command("topics")
@shelf_options
@click.option("--suggest", type=click.IntRange(1, 200), metavar="N", help="Propose N topics, each as a file to edit.")
@click.option("--report", "report", is_flag=True, help="Say how the topics do, for the person who tunes their terms.")
def topics_command(docs: Path | None, config_file: Path | None, suggest: int | None, report: bool) -> None:
    """Propose topics for the shelf's papers, or report on those that there are."""
    shelf = config.load(config_file, docs)
    if bool(suggest) == report:
        raise UsageError("give either --suggest N or --report")
    if suggest:
        proposed = suggest_topics(shelf, suggest, progress)
        for path in proposed.written:
            click.echo(path)
        click.echo(f"{len(proposed.written)} topics proposed; {proposed.unshelved} of {proposed.papers} papers stay "
                   "unshelved", err=True)
        return
    text, problems = report_topics(shelf, progress)
    click.echo(text)
    finish(problems)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What proposing topics did: the files written, the papers of the shelf, and how many of them no topic takes."""

    written: Sequence[Path]
    papers: int
    unshelved: int


def suggest_topics(shelf: Config, count: int, say: Say) -> Proposed:
    """Propose topics for the shelf's papers, each as a file to edit; those that exist stay as they are."""
    loaded = site.load(shelf)
    say(f"grouping {len(loaded.records)} papers")
    papers = [record.paper for record in loaded.records]
    titles = {paper.slug: paper.title for paper in papers}
    texts: dict[Path, str] = {}
    for one in topics.suggest(papers, count, Stemmer(shelf.settings.stemmer)):
        central = "\n".join(f"- [{escape(titles[slug])}](../papers/{slug}.md)" for slug in one.central)
        topic = replace(one.topic, group=one.topic.group or NO_GROUP, body=f"Most central papers:\n\n{central}")
        texts[shelf.docs / "topics" / f"{one.topic.id}.md"] = records.compose_topic(topic)
    with locked(shelf.docs, say):
        written = [path for path, text in texts.items() if write_over(path, None, text.encode())]
    say("shelving")
    known, _ = records.read_topics(shelf.docs / "topics")
    shelved = topics.classify(papers, known, Stemmer(shelf.settings.stemmer))
    return Proposed(written, len(shelved), sum(not paper.topics for paper in shelved))


def report_topics(shelf: Config, say: Say) -> tuple[str, tuple[Problem, ...]]:
    """How the topics do, for the person who tunes their terms."""
    loaded = site.load(shelf)
    stemmer = Stemmer(shelf.settings.stemmer)
    say(f"topics: {len(loaded.records)} papers, {len(loaded.topics)} topics")
    papers = topics.classify([record.paper for record in loaded.records], loaded.topics, stemmer)
    return topics.report_text(topics.report(papers, loaded.topics, stemmer)), loaded.problems
