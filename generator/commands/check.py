"""`papershelf check`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from papershelf import check, config, records, site
from papershelf.commands.options import finish, messages, progress, shelf_options
from papershelf.config import Config
from papershelf.data_files import data_files, guides
from papershelf.model import Problem
from papershelf.site import Loaded, Say
from papershelf.text.slugs import slugs_of, title_slug


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found: the shelf's size, its errors, and what is no error and waits for somebody."""

    records: int
    topics: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


@click.command("check")
@shelf_options
def check_command(docs: Path | None, config_file: Path | None) -> None:
    """Validate every record, topic and tag, and every link."""
    shelf = config.load(config_file, docs)
    checked = check_shelf(shelf, progress)
    click.echo(f"{checked.records} records, {checked.topics} topics: {len(checked.problems) or 'no'} "
               f"{'error' if len(checked.problems) == 1 else 'errors'}")
    for note in checked.notes:
        click.echo(f"note: {note}")
    finish(checked.problems)


def check_shelf(shelf: Config, say: Say) -> Checked:
    """Everything that is wrong with the shelf's files, sorted by file and line."""
    loaded = site.load(shelf)
    plan = site.plan(loaded, shelf, say, with_map=False)
    pages = site.rendered(plan, loaded, shelf)
    files = [*pages, *guides(plan.book, shelf), *data_files(plan.book, plan.bibtex, shelf)]
    texts = site.texts_of(shelf, loaded)
    computed = {path: data.decode("utf-8", "replace") for path, data in pages.items() if path.endswith(".md")}
    published = check.read_published(loaded.published)
    addresses = site.addresses_of(files)
    own = _own(loaded, texts)
    problems = [
        *errors_of_files(loaded, texts),
        *check.check_links(texts, computed, files),
        *check.check_addresses(published, addresses, shelf.published.name, successors(loaded)),
    ]
    notes = []
    if lost := check.unreachable({**computed, **own}, own, [path.removeprefix(shelf.at) for path in shelf.nav]):
        notes.append(f"{len(lost)} page{'s' if len(lost) > 1 else ''} that nothing leads to: {', '.join(lost[:3])}; "
                     "link to it, or name it under nav in mkdocs.yml")
    stated = [check.of_record(record) for record in loaded.records]
    notes += messages([*check.implausible(stated), *check.spellings(
        stated, {name for one in loaded.authors for name in (one.name, *one.aliases)})])
    notes += messages(check.placeholders(loaded.records, texts))
    if bare := check.summaries_missing(loaded.records):
        notes.append(f"{len(bare)} without a summary, such as {bare[0]}")
    if published and (new := check.missing_addresses(published, addresses)):
        notes.append(f"{len(new)} new for {shelf.published.name}; papershelf urls --write adds what will be published")
    return Checked(len(loaded.records), len(loaded.topics), tuple(sorted(set(problems))), tuple(notes))


def successors(loaded: Loaded) -> dict[str, str]:
    """Addresses that records and topics would have by their titles, each with the file: what was renamed."""
    return {**{f"papers/{name}/": record.path for record in loaded.records
               for name in slugs_of(record.paper.title, record.paper.arxiv)},
            **{f"topics/{title_slug(topic.title)}/": f"topics/{topic.id}.md" for topic in loaded.topics}}


def _own(loaded: Loaded, texts: Mapping[str, str]) -> Mapping[str, str]:
    """The pages that people wrote, but for records, topics and tags."""
    return {path: text for path, text in texts.items() if path in loaded.pages}


def errors_of_files(loaded: Loaded, texts: Mapping[str, str]) -> list[Problem]:
    """What is wrong with files by themselves and with what they say of each other."""
    return [
        *loaded.problems,
        *check.check_records(loaded.records, loaded.topics, loaded.kinds),
        *check.check_topics(loaded.topics, texts),
        *(problem for path, text in _own(loaded, texts).items() for problem in records.conflicts(text, path)),
    ]
