"""The newsletter as a mail: valid, the same each time, short enough, safe, and sent by the workflow of the manual."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from papershelf import exports
from papershelf.cli import cli
from papershelf.exports import Letter
from papershelf.model import Day, Listing, Paper, Shelf, Topic, TopicUse
from papershelf.text.wording import Words
from support import ROOT, listed_shelf
from test_hostile_exports import PAPERS

DAY = Day.parse("2025-05-07")
HOSTILE = 'Kites\r\nBcc: all@a.example\r\n\r\n<script>alert(1)</script> "& <x>'


def letter(**changes: str) -> Letter:
    """What is around a newsletter."""
    given = {"title": "Kites", "site": "https://kites.example/shelf/", "sender": "", "to": "",
             "unsubscribe": "{{leave}}"}
    return Letter(**{**given, **changes}, words=Words())


def news(papers: tuple[Paper, ...], day: Day = DAY, trending: tuple[tuple[str, str], ...] = ()) -> exports.Newsletter:
    """A newsletter of papers that one listing brought."""
    slugs = tuple(one.slug for one in papers)
    shelf = Shelf(papers, (Topic("kites", "Kites & <strings>"),), (), (Listing("a.txt", day, slugs, new=slugs),))
    return exports.newsletter(shelf, day, lambda slug: f"https://kites.example/shelf/papers/{slug}/", Words(),
                              "This week", trending)


def paper(slug: str, title: str = "On kites", summary: str = "They fly. They fall.") -> Paper:
    """A paper on kites."""
    return Paper(slug, title, summary=summary, topics=(TopicUse("kites", ("kite",)),))


def parsed(data: bytes) -> EmailMessage:
    """A message as Python's parser reads it, in which it finds nothing wrong."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    assert not [defect for part in message.walk() for defect in part.defects]
    assert not [header for header in message.values() if header.defects]
    return message


def test_a_message_is_plain_text_and_html_of_the_same() -> None:
    """Both say each paper with its address, its first sentence and why it trends, and how to leave."""
    message = parsed(exports.to_eml(news((paper("a"), paper("b", "Strings")), trending=(("b", "listed again"),)),
                                    letter(to="All <all@lists.example>", sender="Ada <ada@kites.example>")))
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for part in message.iter_parts():
        assert isinstance(part, EmailMessage)
        text = part.get_content()
        for said in ("On kites", "Strings", "They fly.", "listed again", "https://kites.example/shelf/papers/a/",
                     "{{leave}}", "7 May 2025"):
            assert said in text
        assert "They fall" not in text
    assert (message["subject"], message["from"], message["to"]) == (
        "Kites: 2 new papers", "Ada <ada@kites.example>", "All <all@lists.example>")
    assert message["date"] == "Wed, 07 May 2025 12:00:00 +0000"
    assert message["list-unsubscribe"] == "<{{leave}}>"
    assert message["message-id"].endswith("@kites.example>")


def test_the_same_news_are_the_same_bytes_and_others_have_another_id() -> None:
    """Neither the boundary nor the id of a message is random."""
    first, again, other = (exports.to_eml(news((paper(slug),)), letter()) for slug in ("a", "a", "b"))
    assert first == again
    assert parsed(first)["message-id"] != parsed(other)["message-id"]


def test_what_mail_services_replace_stands_whole_on_a_line() -> None:
    """Quoted-printable breaks lines, and not in the middle of it."""
    assert exports.to_eml(news((paper("a"),)), letter()).count(b"{{leave}}") == 3


def test_an_address_to_leave_by_can_be_followed_by_programs() -> None:
    """RFC 8058 wants a header that says so beside one of HTTPS."""
    message = parsed(exports.to_eml(news((paper("a"),)), letter(unsubscribe="https://kites.example/leave?a=1&b=2")))
    assert message["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert 'href="https://kites.example/leave?a=1&amp;b=2"' in exports.to_html(
        news((paper("a"),)), letter(unsubscribe="https://kites.example/leave?a=1&b=2"))


def test_a_listing_without_a_year_gives_a_message_without_a_date() -> None:
    """The server that sends it dates it."""
    assert parsed(exports.to_eml(news((paper("a"),), Day.parse("05-07")), letter()))["date"] is None


def test_a_long_newsletter_is_cut_by_topic_and_says_how_much_is_left() -> None:
    """No message and no HTML passes the size at which mail programs cut."""
    many = news(tuple(paper(f"k{n}", f"On kites {'é' * 90} {n}", "ü" * 300 + ".") for n in range(400)))
    data, html = exports.to_eml(many, letter()), exports.to_html(many, letter())
    assert max(len(data), len(html.encode())) < 100_000
    left = re.search(r"and (\d+) more on the site", html)
    assert left
    assert html.count("https://kites.example/shelf/papers/") + int(left[1]) == 400
    parsed(data)


def test_hostile_titles_are_text_in_html_and_headers() -> None:
    """No header, no tag and no attribute comes of what a record or the configuration says."""
    bad = news((*PAPERS, paper("h", HOSTILE, HOSTILE)), trending=(("h", HOSTILE),))
    message = parsed(exports.to_eml(bad, letter(title=HOSTILE)))
    assert message["bcc"] is None
    assert "\n" not in message["subject"]
    page = BeautifulSoup(exports.to_html(bad, letter(title=HOSTILE)), "html.parser")
    assert {tag.name for tag in page.find_all(True)} == {
        "html", "head", "meta", "title", "style", "body", "table", "tr", "td", "h1", "h2", "p", "a", "br", "span"}
    assert {name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")} == set()
    assert all(str(a["href"]).startswith(("https://kites.example/", "{{leave}}")) for a in page.find_all("a"))


def test_html_looks_after_dark_mode_and_phones() -> None:
    """Colours are inline for light, and replaced where a reader prefers dark; nothing is loaded."""
    html = exports.to_html(news((paper("a"),)), letter())
    assert "prefers-color-scheme:dark" in html
    assert "max-width:600px" in html
    assert "src=" not in html
    assert "url(" not in html


def digest(shelf: Path, *options: str) -> Result:
    """What the command prints of a shelf."""
    return CliRunner().invoke(cli, ["digest", "--config", str(shelf / "mkdocs.yml"), *options])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented shelf, with two listings."""
    return listed_shelf(tmp_path_factory.mktemp("newsletter"))


def test_the_command_prints_each_form(shelf: Path) -> None:
    """Markdown as before, HTML, and a message without defects."""
    assert digest(shelf, "--since", "2024-07-09").stdout.startswith("# New since 2024-07-09\n")
    assert digest(shelf, "--since", "2024-07-09", "--format", "html").stdout.startswith("<!doctype html>")
    message = parsed(digest(shelf, "--since", "2024-07-09", "--format", "eml").stdout_bytes)
    assert message["subject"].startswith("Invented: ")


@pytest.mark.parametrize("option", [
    ("--from", "a@b.example\nBcc: c@d.example"), ("--to", "nobody"), ("--unsubscribe", "<x>"),
    ("--unsubscribe", "https://a.example/ leave")])
def test_what_is_no_mailbox_and_no_address_is_refused(shelf: Path, option: tuple[str, str]) -> None:
    """A header can have no other in it."""
    result = digest(shelf, "--since", "2024-07-09", "--format", "eml", *option)
    assert result.exit_code == 2
    assert "give" in result.output


def test_a_mail_without_an_address_of_the_site_is_refused(shelf: Path, tmp_path: Path) -> None:
    """Its links would lead nowhere."""
    text = (shelf / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(re.sub(r"site_url:.*\n", "", text), "utf-8")
    result = digest(tmp_path, "--docs", str(shelf / "docs"), "--since", "2024-07-09", "--format", "html")
    assert result.exit_code == 2
    assert "site_url" in result.output


def test_the_workflow_of_the_manual_sends_what_is_new(shelf: Path, tmp_path: Path) -> None:
    """Its steps write a message and give it to the mail server, with one secret; where nothing is new, to nobody."""
    [text] = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "manual" / "newsletter.md").read_text("utf-8"), re.S)
    assert set(re.findall(r"secrets\.(\w+)", text)) == {"SMTP_URL"}
    workflow = yaml.safe_load(text)
    steps = {step["name"]: step["run"] for step in workflow["jobs"]["send"]["steps"] if "name" in step}
    sent = tmp_path / "sent"
    (tmp_path / "curl").write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(sent))}\n', "utf-8")
    (tmp_path / "curl").chmod(0o755)
    path = os.pathsep.join([str(tmp_path), str(Path(sys.executable).parent), os.environ["PATH"]])
    for since, times in (("2030-01-01", 0), ("2024-07-09", 1), ("", 1)):
        for script in steps.values():
            subprocess.run(["bash", "-e", "-c", script], cwd=shelf, check=True, capture_output=True, env={
                **os.environ, **workflow["env"], "PATH": path, "SINCE": since, "SMTP_URL": "smtps://u:p@smtp.example"})
        assert (sent.read_text("utf-8").count("\n") if sent.exists() else 0) == times
        if since == "2024-07-09":
            message = parsed((shelf / "newsletter.eml").read_bytes())
    assert "--url smtps://u:p@smtp.example --mail-from newsletter@example.org" in sent.read_text("utf-8")
    assert message["list-unsubscribe"] == "<https://lists.example.org/readers/leave>"
