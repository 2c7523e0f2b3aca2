"""`papershelf digest`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from papershelf import config, exports, pages, site
from papershelf.commands.options import finish, progress, shelf_options
from papershelf.errors import UsageError
from papershelf.model import Day

_TRENDING = 5
# What a mail service puts a reader's own address in the place of.
PLACEHOLDER = "{{unsubscribe}}"
_LEAVES = re.compile(r"(?:https?://|mailto:)[!-;=?-~]+|[!-;=?-~]{3,80}")
_MAILBOX = re.compile(r"(?:[^<>@\x00-\x1f\x7f\",;:]{1,80} ?<)?[\w.+-]{1,64}@[a-zA-Z0-9.-]{1,190}>?")


@click.command("digest")
@shelf_options
@click.option("--since", required=True, metavar="DATE", help="The first listing's date: 2025-03-11, or 03-11.")
@click.option("--format", "form", type=click.Choice(["md", "html", "eml"]), default="md", show_default=True,
              help="Markdown, the HTML of a mail, or a whole message.")
@click.option("--from", "sender", default="", metavar="MAILBOX", help="Who a message is from: name@host.")
@click.option("--to", "recipient", default="", metavar="MAILBOX",
              help="Whom a message goes to, such as a mailing list.")
@click.option("--unsubscribe", default=PLACEHOLDER, show_default=True, metavar="ADDRESS",
              help="Where readers of a mail leave, or what a mail service puts that in the place of.")
def digest_command(docs: Path | None, config_file: Path | None, since: str, form: str, sender: str, recipient: str,
                   unsubscribe: str) -> None:
    """Print the newsletter of what is new and what trends, as Markdown or as a mail."""
    day = Day.parse(since)
    if not day:
        raise UsageError(f"{since or 'nothing'} is no date; give 2025-03-11, or 03-11 for listings without a year")
    for mailbox in filter(None, (sender, recipient)):
        if not _MAILBOX.fullmatch(mailbox):
            raise UsageError(f"{mailbox!r} is no mailbox; give name@host, or \"Name <name@host>\"")
    if not _LEAVES.fullmatch(unsubscribe):
        raise UsageError(f"{unsubscribe!r} is no address; give https://…, mailto:… or what your mail service replaces")
    shelf = config.load(config_file, docs)
    if form != "md" and not shelf.shelf_url:
        raise UsageError("a mail leads to the site, whose address is not known; set site_url in mkdocs.yml")
    loaded = site.load(shelf)
    shelved, span, trending = site.with_trends(loaded, shelf, progress)
    news = exports.newsletter(shelved, day, lambda slug: pages.paper_address(shelf.shelf_url, slug), shelf.words, span,
                              trending[:_TRENDING])
    letter = exports.Letter(shelf.title, shelf.shelf_url, sender, recipient, unsubscribe, shelf.words)
    if form == "md":
        click.echo(exports.to_digest(news, shelf.words), nl=False)
    elif not news.count:
        click.echo(f"nothing is new since {day}, and no mail is written", err=True)
    else:
        click.echo(exports.to_html(news, letter) if form == "html" else exports.to_eml(news, letter), nl=False)
    finish(loaded.problems)
