"""The newsletter as a mail: HTML with its styles inline, for light and dark, and a whole message with plain text too.

Gmail cuts what is longer than 102 kB (https://support.google.com/mail/answer/6594): a longer newsletter tells the first
papers of each section and leads to the site for the others. Nothing here is random or asks for the time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from urllib.parse import urlsplit

from papershelf.exports.citing import one_line
from papershelf.exports.digest import Newsletter, Told
from papershelf.text.scripts import attributes
from papershelf.text.wording import Words

LARGEST = 98_000  # bytes of a message or of its HTML
# How many papers of a section are tried, the most first.
_SHORTER = (40, 25, 15, 10, 7, 5, 3, 2, 1, 0)
_STYLE = (
    "@media(prefers-color-scheme:dark){.ps-mail,.ps-mail td{background:#171916!important;color:#e4e4da!important}"
    ".ps-mail a{color:#8ed0b6!important}.ps-mail .soft{color:#a9aca0!important}"
    ".ps-mail h2{border-color:#484b44!important}}"
    "@media(max-width:480px){.ps-mail .in{padding:16px!important}}")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_SERIF = "font-family:Palatino,'Palatino Linotype',Georgia,serif"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a newsletter has around it.

    Attributes:
        title: What the shelf is called.
        site: The address of the shelf; empty where it is not known.
        sender: The address that it comes from, as `Name <name@host>` or `name@host`; empty for one of the site's host.
        to: Whom it goes to, likewise; empty for whoever sends it to fill in.
        unsubscribe: Where a reader leaves: an address, or what a mail service puts one in the place of.
        words: Those of the interface.
    """

    title: str
    site: str
    sender: str
    to: str
    unsubscribe: str
    words: Words


def to_html(news: Newsletter, letter: Letter) -> str:
    """The newsletter as HTML."""
    return next(text for text in (_html(one, letter) for one in _shorter(news)) if len(text.encode()) <= LARGEST)


def to_eml(news: Newsletter, letter: Letter) -> bytes:
    """The newsletter as a message (RFC 5322), plain text and HTML of the same."""
    return next(text for text in (_message(one, letter) for one in _shorter(news)) if len(text) <= LARGEST)


def subject(news: Newsletter, letter: Letter) -> str:
    """What the message is about, on one line."""
    count = letter.words.plural("{n} new paper", "{n} new papers", news.count)
    return _plain(f"{letter.title}: {count}")


def _plain(text: str) -> str:
    """A text for a header: on one line, without controls."""
    return "".join(char for char in one_line(text) if char.isprintable())


def _shorter(news: Newsletter) -> Iterator[Newsletter]:
    yield news
    for most in _SHORTER:
        yield replace(news, trending=news.trending[:most], sections=tuple(
            (title, papers[:most]) for title, papers in news.sections if most))


def _left_out(news: Newsletter, words: Words) -> str:
    left = news.count - sum(len(papers) for _, papers in news.sections)
    return words.plural("and {n} more on the site", "and {n} more on the site", left) if left else ""


def _message(news: Newsletter, letter: Letter) -> bytes:
    plain, html = _text(news, letter), _html(news, letter)
    digest = hashlib.sha256(f"{plain}\n{html}".encode()).hexdigest()
    host = _host(letter.site)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject(news, letter)
    message["From"] = letter.sender or Address(_plain(letter.title), "newsletter", host)
    if letter.to:
        message["To"] = letter.to
    if news.day.year:
        message["Date"] = _date(news)
    message["Message-ID"] = f"<{digest[:32]}@{host}>"
    message["List-ID"] = f"<newsletter.{host}>"
    message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
    if letter.unsubscribe.startswith("https://"):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"papershelf-{digest[:32]}")
    return message.as_bytes()


def _host(site: str) -> str:
    """The host of an address, as headers have it.

    >>> _host("https://bücher.example/shelf/"), _host("")
    ('xn--bcher-kva.example', 'papershelf.invalid')
    """
    try:
        host = (urlsplit(site).hostname or "").encode("idna").decode()
    except ValueError:
        host = ""
    return host if _HOST.fullmatch(host) else "papershelf.invalid"


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _date(news: Newsletter) -> str:
    """Noon of the newest listing's day, as RFC 5322 has it; the day of the week may be left out."""
    day = news.day
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04} 12:00:00 +0000"


def _text(news: Newsletter, letter: Letter) -> str:
    words = letter.words
    lines = [subject(news, letter), _since(news, words), ""]
    for title, papers in _parts(news, words):
        lines += [title.upper(), ""]
        for one in papers:
            lines += [f"* {one.title}", f"  {one.address}", *(f"  {text}" for text in (one.why or one.said,) if text),
                      ""]
    lines += [*filter(None, (_left_out(news, words), letter.site)), "",
              words.say("Unsubscribe") + f": {letter.unsubscribe}"]
    return "\n".join(lines) + "\n"


def _since(news: Newsletter, words: Words) -> str:
    return words.say("New since {day}", day=words.day(news.since.year, news.since.month, news.since.day))


def _parts(news: Newsletter, words: Words) -> Iterator[tuple[str, tuple[Told, ...]]]:
    if news.trending:
        yield f"{words.say('What trends')}: {news.span}", news.trending
    yield from news.sections


# Lines are broken before what a mail service replaces, as quoted-printable breaks long ones anywhere.
def _html(news: Newsletter, letter: Letter) -> str:
    words, heading = letter.words, escape(letter.title)
    title = f'<a href="{escape(letter.site)}" style="color:#175a48">{heading}</a>' if letter.site else heading
    parts = "".join(
        f'<h2 style="{_SERIF};font-size:19px;border-bottom:1px solid #c9c8bb;margin:28px 0 8px;padding-bottom:4px">'
        f"{escape(name)}</h2>\n{''.join(_paper(one, words) for one in papers)}" for name, papers in _parts(news, words))
    count = words.plural("{n} new paper", "{n} new papers", news.count)
    since, left, leave = _since(news, words), _left_out(news, words), words.say("Unsubscribe")
    return f"""<!doctype html>
<html lang="{words.tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{escape(subject(news, letter))}</title><style>{_STYLE}</style></head>
<body class="ps-mail" style="background:#fbfaf6;color:#22241f;margin:0;padding:0">
<table role="presentation" class="ps-mail" width="100%" cellpadding="0" cellspacing="0" style="background:#fbfaf6"><tr>
<td align="center"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px"><tr>
<td class="in" align="left" style="{_FONT};font-size:15px;line-height:1.5;color:#22241f;padding:24px;text-align:start;\
overflow-wrap:anywhere">
<h1 style="{_SERIF};font-size:26px;line-height:1.25;margin:0 0 4px">{title}</h1>
<p class="soft" style="color:#5b5e55;margin:0">{escape(count)} · {escape(since)}</p>
{parts}{f"<p>{escape(left)}</p>" if left else ""}
<p class="soft" style="color:#5b5e55;font-size:13px;margin-top:32px">
<a href="{escape(letter.unsubscribe)}"
style="color:#175a48">{escape(leave)}</a></p>
</td></tr></table></td></tr></table>
</body></html>
"""


def _paper(one: Told, words: Words) -> str:
    said = f'<br><span {attributes(one.said, words.texts_in, words.tag)}>{escape(one.said)}</span>' if one.said else ""
    why = f'<br><span class="soft" style="color:#5b5e55;font-size:13px">{escape(one.why)}</span>' if one.why else ""
    return (f'<p style="margin:0 0 14px"><a href="{escape(one.address)}" style="color:#175a48;font-weight:600" '
            f"{attributes(one.title, words.texts_in, words.tag)}>{escape(one.title)}</a>{said}{why}</p>\n")
