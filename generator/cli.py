"""The command line: arguments in, one story of `build` told, exit status out.

Status 0: fine; 1: something in the input is wrong, all of it reported; 2: wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

from papershelf import __version__, build, config, upkeep
from papershelf.errors import PapershelfError, UsageError
from papershelf.model import Conflict, Merge, Problem
from papershelf.readers import FORMATS
from papershelf.write import write_file

_FILE = click.Path(path_type=Path)


def _shelf_options(command: Callable[..., Any]) -> Callable[..., Any]:
    docs = click.option("--docs", type=_FILE, help="Folder of another shelf, instead of docs_dir of the configuration.")
    conf = click.option("--config", "config_file", type=_FILE, help="Another configuration than mkdocs.yml.")
    return docs(conf(command))


class _Group(click.Group):
    """Commands whose errors of the user become one line and a status; the only place where they are caught."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PapershelfError as error:
            click.echo(str(error), err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papershelf")
def cli() -> None:
    """Listings of research papers in, a documentation site out."""


@cli.command("import")
@click.argument("sources", nargs=-1, required=True, type=_FILE)
@_shelf_options
@click.option("--format", "format_name", type=click.Choice([f.name for f in FORMATS]), default=None,
              help="Read sources as this, instead of going by their content.")
@click.option("--facts-only", is_flag=True, help="Keep titles, links, topics, tags and sources; leave abstracts out.")
@click.option("--enrich", is_flag=True, help="Fill in what is known of papers on the shelf; add no papers or sources.")
@click.option("--dry-run", is_flag=True, help="Report what would change; write no record.")
@click.option("--strict", is_flag=True, help="Differences from people's edits and likely duplicates are errors, too.")
@click.option("--take", type=(click.Choice(["theirs", "ours"]), str, str), multiple=True,
              metavar="theirs|ours FIELD SLUG",
              help="Decide a difference: the source's text, or the one that stands in the record.")
@click.option("--report", "report_file", type=_FILE, help="Write the outcome as JSON to this file.")
def import_command(sources: tuple[Path, ...], docs: Path | None, config_file: Path | None, format_name: str | None,
                   facts_only: bool, enrich: bool, dry_run: bool, strict: bool, take: tuple[tuple[str, str, str], ...],
                   report_file: Path | None) -> None:
    """Read SOURCES, repair and merge them into the records of the shelf."""
    shelf = config.load(config_file, docs)
    outcome, read = build.import_sources(
        shelf, sources, _progress, format_name=format_name or "", facts_only=facts_only, enrich=enrich,
        dry_run=dry_run, take={(slug, name): choice for choice, name, slug in take})
    for conflict in outcome.conflicts:
        click.echo(_told(conflict))
    for first, second in outcome.suspects:
        click.echo(f"may be one paper: {first} and {second}")
    _sums(outcome, read, dry_run)
    if report_file:
        report_file.write_text(build.report(outcome, read), "utf-8")
    _finish(outcome.problems, failed=strict and bool(outcome.conflicts or outcome.suspects))


def _told(conflict: Conflict) -> str:
    return (f"papers/{conflict.slug}.md: {conflict.field} was changed by hand and stays\n"
            f"  here:   {_short(conflict.ours)}\n  source: {_short(conflict.theirs)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:159]}…"


def _sums(outcome: Merge, read: int, dry_run: bool) -> None:
    entries, papers = outcome.entries, outcome.papers
    click.echo(f"{sum(papers.values())} papers: {papers['new']} new, {papers['updated']} updated, "
               f"{papers['unchanged']} unchanged" + (" (nothing written)" if dry_run else ""))
    click.echo(f"{read} entries read = {entries['new']} in new + {entries['updated']} in updated "
               f"+ {entries['unchanged']} in unchanged papers + {entries['rejected']} rejected")


@cli.command("pages")
@_shelf_options
@click.option("--out", type=_FILE, help="Folder to write the tree to, instead of build/docs beside the configuration.")
def pages_command(docs: Path | None, config_file: Path | None, out: Path | None) -> None:
    """Write the complete Markdown tree that site builders read."""
    shelf = config.load(config_file, docs, out)
    built = build.make_pages(shelf, _progress)
    click.echo(f"{built.papers} papers, {built.pages} pages: {built.synced.written} files written, "
               f"{built.synced.deleted} deleted, {built.synced.unchanged} unchanged")
    _finish(built.problems)


@cli.command("check")
@_shelf_options
def check_command(docs: Path | None, config_file: Path | None) -> None:
    """Validate every record, topic and tag, and every link."""
    shelf = config.load(config_file, docs)
    checked = upkeep.check_shelf(shelf, _progress)
    click.echo(f"{checked.records} records, {checked.topics} topics: {len(checked.problems) or 'no'} "
               f"{'error' if len(checked.problems) == 1 else 'errors'}")
    for note in checked.notes:
        click.echo(f"note: {note}")
    _finish(checked.problems)


@cli.command("diff")
@click.argument("base")
@_shelf_options
@click.option("--html", "html_file", type=_FILE, help="Write one self-contained HTML page to this file.")
@click.option("--markdown", "markdown_file", type=_FILE, help="Write Markdown for a comment to this file.")
def diff_command(base: str, docs: Path | None, config_file: Path | None, html_file: Path | None,
                 markdown_file: Path | None) -> None:
    """Show what changes for readers since BASE, a revision of git or the folder of another shelf."""
    shelf = config.load(config_file, docs)
    difference = upkeep.diff(shelf, base, _progress)
    shown = upkeep.show(difference, base, shelf)
    for path, text in ((html_file, shown["html"]), (markdown_file, shown["markdown"])):
        if path:
            write_file(path, text.encode())
    if not html_file and not markdown_file:
        click.echo(shown["markdown"], nl=False)
    _finish(difference.errors)


@cli.command("urls")
@_shelf_options
@click.option("--write", is_flag=True, help="Add them to published-urls.txt.")
def urls_command(docs: Path | None, config_file: Path | None, write: bool) -> None:
    """List the addresses that the site has and published-urls.txt does not."""
    for address in upkeep.new_addresses(config.load(config_file, docs), _progress, write=write):
        click.echo(address)


@cli.command("export")
@click.argument("kind", type=click.Choice(["json", "bibtex", "csl"]))
@_shelf_options
def export_command(kind: str, docs: Path | None, config_file: Path | None) -> None:
    """Print the shelf on standard output as KIND."""
    text, problems = build.export(config.load(config_file, docs), kind, _progress)
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
    _finish(problems)


@cli.command("new")
@click.argument("kind", type=click.Choice(["paper", "topic"]))
@click.argument("title")
@_shelf_options
def new_command(kind: str, title: str, docs: Path | None, config_file: Path | None) -> None:
    """Start a file for a paper or a topic with this TITLE, to edit."""
    click.echo(build.new(config.load(config_file, docs), kind, title))


@cli.command("merge")
@click.argument("kept")
@click.argument("other")
@_shelf_options
def merge_command(kept: str, other: str, docs: Path | None, config_file: Path | None) -> None:
    """Make the record OTHER part of the record KEPT: nothing is lost, and its address leads on."""
    click.echo(build.merge_two(config.load(config_file, docs), kept, other))


@cli.command("topics")
@_shelf_options
@click.option("--suggest", type=click.IntRange(1, 200), metavar="N", help="Propose N topics, each as a file to edit.")
@click.option("--report", "report", is_flag=True, help="Say how the topics do, for the person who tunes their terms.")
def topics_command(docs: Path | None, config_file: Path | None, suggest: int | None, report: bool) -> None:
    """Propose topics for the shelf's papers, or report on those that there are."""
    shelf = config.load(config_file, docs)
    if bool(suggest) == report:
        raise UsageError("give either --suggest N or --report")
    if suggest:
        for path in build.suggest_topics(shelf, suggest, _progress):
            click.echo(path)
        return
    text, problems = build.report_topics(shelf, _progress)
    click.echo(text)
    _finish(problems)


@cli.command("digest")
@_shelf_options
@click.option("--since", required=True, metavar="DATE", help="The first listing's date: 2025-03-11, or 03-11.")
def digest_command(docs: Path | None, config_file: Path | None, since: str) -> None:
    """Print the newsletter of what is new, as Markdown."""
    text, problems = build.digest(config.load(config_file, docs), since, _progress)
    click.echo(text, nl=False)
    _finish(problems)


def _progress(stage: str) -> None:
    """Tell a person at a terminal what takes time; say nothing to files and pipes."""
    if sys.stderr.isatty():
        click.echo(f"  {stage} …", err=True)


def _finish(problems: Iterable[Problem], *, failed: bool = False) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
        failed = True
    if failed:
        sys.exit(1)


def main() -> NoReturn:
    """Run the command line."""
    cli(prog_name="papershelf")
    sys.exit(0)
