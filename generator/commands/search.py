"""`papershelf search`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from papershelf import building, config
from papershelf.commands.options import progress, shelf_options
from papershelf.search.engine import Answer, search
from papershelf.search.opened import Index
from papershelf.search.why import passage, reasons
from papershelf.text.paths import printable


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Show so many papers at most.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@shelf_options
def search_command(query: tuple[str, ...], limit: int, as_json: bool, docs: Path | None,
                   config_file: Path | None) -> None:
    """Find papers of the shelf, ranked as the search of its site ranks them.

    QUERY is words, "phrases", -without, and fields: author: tag: topic: venue: listing: year:2023.. The status is 1
    where nothing is found.
    """
    shelf = config.load(config_file, docs)
    index = Index(building.readable(shelf, progress).__getitem__)
    text = " ".join(query)
    answer = search(index, text)
    found = [_result(index, answer, paper) for paper in answer.papers[:limit]]
    if as_json:
        click.echo(json.dumps({"query": text, "count": len(answer.papers),
                               "understood": [f"{part.kind}:{part.value}" for part in answer.understood],
                               "corrected": {one.word: one.shown for one in answer.found if one.shown},
                               "results": found}, ensure_ascii=False, indent=2))
    else:
        _tell(answer, found)
    if not found:
        raise SystemExit(1)


def _result(index: Index, answer: Answer, paper: int) -> dict[str, Any]:
    card, why = index.card(paper), reasons(index, answer, paper)
    return {"slug": card.path.rsplit("/", 1)[-1].removesuffix(".md"), "title": card.title, "about": card.meta,
            "matched": list(why.fields), "words": list(why.words),
            "related_words": [f"{word}: {other}" for word, other in why.related],
            "passage": passage(index, answer.found, paper)}


def _tell(answer: Answer, found: Sequence[Mapping[str, Any]]) -> None:
    """Print an answer for people."""
    for part in answer.understood:
        click.echo(printable(f"taken for {part.kind}: {part.value}"))
    for asked in answer.found:
        if asked.shown:
            click.echo(printable(f"{asked.word} is not on the shelf; searched for {asked.shown}"))
    for number, one in enumerate(found, 1):
        click.echo(printable(f"{number}. {one['title']}"))
        for line in filter(None, (one["about"], f"papers/{one['slug']}", _why(one), one["passage"])):
            click.echo(printable(f"   {line}"))
    rest = len(answer.papers) - len(found)
    click.echo("no paper has these words" if not found else f"{len(answer.papers)} found" + (
        f", {rest} more with a larger --limit" if rest else ""))


def _why(one: Mapping[str, Any]) -> str:
    if one["words"]:
        return f"has: {', '.join(one['words'])} ({', '.join(one['matched'])})"
    if one["matched"] and not one["related_words"]:
        return f"named by: {', '.join(one['matched'])}"
    return f"close in meaning: {', '.join(one['related_words'])}".removesuffix(": ")
