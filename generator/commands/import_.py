"""`papershelf import`: read → repair → merge → write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import click

from papershelf import check, clean, config, links, merge, readers, records, site, tags, topics
from papershelf.commands.explaining import explain_source, short
from papershelf.commands.options import FILE, finish, messages, progress, shelf_options
from papershelf.commands.selecting import known_records
from papershelf.config import Config
from papershelf.errors import UsageError
from papershelf.locking import locked
from papershelf.model import Conflict, Day, Entry, Merge, Paper, Problem, Record, Topic
from papershelf.readers import FORMATS
from papershelf.site import Loaded, Say
from papershelf.text.ids import without_version
from papershelf.text.markdown import escaped
from papershelf.text.words import Stemmer
from papershelf.write import stamps, write_file, write_over

# How often an import begins anew because somebody has saved a record meanwhile.
_TRIES = 3


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=FILE)
@shelf_options
@click.option("--format", "format_name", type=click.Choice([f.name for f in FORMATS]), default=None,
              help="Read sources as this, instead of going by their content.")
@click.option("--facts-only", is_flag=True, help="Keep titles, links, topics, tags and sources; leave abstracts out.")
@click.option("--date", metavar="DATE", help="The day, such as 2025-03-11, of sources that say none or no year.")
@click.option("--enrich", is_flag=True, help="Fill in what is known of papers on the shelf; add no papers or sources.")
@click.option("--explain", is_flag=True, help="Show what each source is taken for, why, and its first entries; write "
              "nothing.")
@click.option("--dry-run", is_flag=True, help="Report what would change; write no record.")
@click.option("--strict", is_flag=True, help="Differences from people's edits and likely duplicates are errors, too.")
@click.option("--take", type=(click.Choice(["theirs", "ours"]), str, str), multiple=True,
              metavar="theirs|ours FIELD SLUG",
              help="Decide a difference: the source's text, or the one that stands in the record.")
@click.option("--report", "report_file", type=FILE, help="Write the outcome as JSON to this file.")
def import_command(sources: tuple[Path, ...], docs: Path | None, config_file: Path | None, format_name: str | None,
                   facts_only: bool, date: str | None, explain: bool, enrich: bool, dry_run: bool, strict: bool,
                   take: tuple[tuple[str, str, str], ...], report_file: Path | None) -> None:
    """Read SOURCES (- is the standard input), repair and merge them into the records of the shelf."""
    given = Day.parse(date or "")
    if date and not given.year:
        raise UsageError(f"{date} is no day; give --date 2025-03-11")
    if explain:
        finish([problem for source in sources for problem in explain_source(source, format_name or "", click.echo)])
        return
    shelf = config.load(config_file, docs)
    if report_file and not report_file.parent.is_dir():
        raise UsageError(f"{report_file.parent}: is no folder; make it, or give another path for the report")
    outcome, read = import_sources(
        shelf, sources, progress, format_name=format_name or "", facts_only=facts_only, given=given, enrich=enrich,
        dry_run=dry_run, take={(slug, name): choice for choice, name, slug in take})
    for conflict in outcome.conflicts:
        click.echo(_reported(conflict))
    for first, second in outcome.suspects:
        click.echo(f"may be one paper: {first} and {second}")
    for note in messages(outcome.notes):
        click.echo(f"note: {note}")
    _sums(outcome, read, dry_run)
    if report_file:
        write_file(report_file, report(outcome, read).encode())
    finish(outcome.problems, failed=strict and bool(outcome.conflicts or outcome.suspects))


def _reported(conflict: Conflict) -> str:
    return (f"papers/{conflict.slug}.md: {conflict.field} was changed by hand and stays\n"
            f"  here:   {short(conflict.ours)}\n  source: {short(conflict.theirs)}")


def _sums(outcome: Merge, read: int, dry_run: bool) -> None:
    entries, papers = outcome.entries, outcome.papers
    click.echo(f"{sum(papers.values())} papers: {papers['new']} new, {papers['updated']} updated, "
               f"{papers['unchanged']} unchanged" + (" (nothing written)" if dry_run else ""))
    click.echo(f"{read} entries read = {entries['new']} in new + {entries['updated']} in updated "
               f"+ {entries['unchanged']} in unchanged papers + {entries['rejected']} rejected")


def import_sources(shelf: Config, sources: Sequence[Path], say: Say, *, format_name: str = "",
                   facts_only: bool = False, given: Day | None = None, enrich: bool = False, dry_run: bool = False,
                   take: Mapping[tuple[str, str], str] | None = None) -> tuple[Merge, int]:
    """Read, repair, merge, and write the records that are new or change.

    `given` is the day of sources that say none or no year. Raises `UsageError` where `take` names a record or a field
    that does not exist.
    Out: the outcome, whose problems include those of the sources and of the records, and the entries read.
    """
    if odd := [name for _, name in take or () if name not in merge.FIELDS]:
        raise UsageError(f"no field is called {odd[0]}; give one of {', '.join(merge.FIELDS)}")
    entries, problems = _read(sources, format_name, say)
    rejected = sum(problem.rejects for problem in problems)
    papers = shelf.docs / "papers"
    with nullcontext() if dry_run else locked(shelf.docs, say):
        for _ in range(_TRIES):
            before = stamps(papers)
            loaded = site.load(shelf)
            known = known_records((slug for slug, _ in take or ()), loaded.records)
            said = _facts(entries, loaded, shelf) if facts_only else entries
            sectioned = topics.from_sections(said, loaded.topics)
            say("merging")
            said = merge.with_days(sectioned.entries, loaded.records, given or None)
            outcome = merge.merge(said, loaded.records, enrich=enrich, take=take,
                                  unread={path.stem for path in papers.glob("*.md")} - known.keys())
            outcome, texts = records.updated(outcome, loaded.records)
            # What a person has saved meanwhile is merged anew; what they save from here on, `write_over` notices.
            if dry_run or stamps(papers) == before:
                break
        if not dry_run:
            problems += _write_records(papers, outcome, known, texts, say)
            _propose(shelf.docs / "topics", sectioned.topics, outcome)
    counts = {**outcome.entries, "rejected": outcome.entries["rejected"] + rejected}
    problems += [*loaded.problems, *outcome.problems]
    notes = check.implausible([check.of_entry(entry) for entry in entries])
    outcome = replace(outcome, notes=tuple(notes), entries=counts, problems=tuple(sorted(problems)))
    return outcome, len(entries) + rejected


def _read(sources: Sequence[Path], format_name: str, say: Say) -> tuple[list[Entry], list[Problem]]:
    """The repaired entries of all sources, and what is wrong with the others."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for source in sources:
        say(f"reading {source.name}")
        found, wrong = readers.read_file(source, format_name)
        entries += found
        problems += wrong
    say(f"repairing {len(entries)} entries")
    return [repaired(entry) for entry in entries], problems


def repaired(entry: Entry) -> Entry:
    """An entry with its text, names and addresses repaired."""
    title = clean.clean_title(entry.title)
    urls = {kind: clean.clean_url(url) for kind, url in entry.links.items()}
    return replace(
        entry, title=title, abstract=clean.clean_abstract(entry.abstract, title), venue=clean.clean(entry.venue),
        arxiv=without_version(entry.arxiv), authors=tuple(filter(None, map(clean.clean_name, entry.authors))),
        links={kind: url for kind, url in urls.items() if url},
        notes=escaped(clean.clean(entry.notes)),
    )


def _facts(entries: Sequence[Entry], loaded: Loaded, shelf: Config) -> list[Entry]:
    """Entries without their abstracts, with the topics, tags and links that the abstracts gave."""
    stemmer = Stemmer(shelf.settings.stemmer)
    papers: tuple[Paper, ...] = tuple(
        Paper(str(n), e.title, abstract=e.abstract, links=e.links) for n, e in enumerate(entries))
    papers = tags.tag(topics.classify(papers, loaded.topics, stemmer), loaded.vocabulary, stemmer, loaded.kinds)
    return [
        replace(entry, abstract="", topics=tuple(use.id for use in paper.topics),
                tags=tuple(tag.name for tag in paper.tags), introduces=paper.introduces,
                links={**links.text_links(entry.abstract), **entry.links}) if entry.abstract else entry
        for entry, paper in zip(entries, papers, strict=True)
    ]


def _write_records(folder: Path, outcome: Merge, known: Mapping[str, Record], texts: Mapping[str, str], say: Say
                   ) -> list[Problem]:
    """Write new and changed records. Out: a problem for each that was saved at this moment, and stays as it is."""
    say(f"writing {len(outcome.new) + len(texts)} records")
    new = {paper.slug: records.compose(paper, marks) for paper, marks in outcome.new}
    return [
        Problem(f"papers/{slug}.md", 1, "saved-meanwhile",
                "was saved while the import ran, and stays as it is", "import again")
        for slug, text in {**new, **texts}.items()
        if not write_over(folder / f"{slug}.md", known[slug].text.encode() if slug in known else None, text.encode())]


def _propose(folder: Path, proposed: Sequence[Topic], outcome: Merge) -> None:
    """Write the topics that records decide now and that have no file yet, in the order of their sections."""
    decided = {name for paper, _ in outcome.new for name in paper.decided_topics} | {
        name for update in outcome.updates for name in update.values.get("topics", ())}
    for order, topic in enumerate(proposed, 1):
        if topic.id in decided:
            write_over(folder / f"{topic.id}.md", None, records.compose_topic(topic, order=order).encode())


def report(outcome: Merge, read: int) -> str:
    """An import's outcome as JSON, for programs."""
    def conflict(one: Conflict) -> dict[str, str]:
        return {"slug": one.slug, "field": one.field, "ours": one.ours, "theirs": one.theirs}

    return json.dumps({
        "read": read, "entries": dict(outcome.entries), "papers": dict(outcome.papers),
        "new": [paper.slug for paper, _ in outcome.new],
        "updated": {update.slug: sorted(update.values) for update in outcome.updates},
        "conflicts": [conflict(one) for one in outcome.conflicts],
        "suspects": [list(pair) for pair in outcome.suspects],
        "problems": [str(problem) for problem in outcome.problems],
        "notes": [str(note) for note in outcome.notes],
        "problem_codes": [problem.code for problem in outcome.problems],
        "note_codes": [note.code for note in outcome.notes],
    }, ensure_ascii=False, indent=1) + "\n"
