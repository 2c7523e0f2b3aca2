"""Two hostile records made one, for the tests that read the page and for the one that opens it."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import yaml
from click.testing import CliRunner

from papershelf.cli import cli

# Those of this site's mkdocs.yml, and of every MkDocs site.
EXTENSIONS = ["attr_list", "footnotes", "md_in_html", "tables", "toc", "fenced_code"]
RAN = "document.title='ran'"
ATTACKS = (
    f"<script>{RAN}</script>", f"<img src=x onerror={RAN}>", f'"><svg onload="{RAN}">', f"[a](javascript:{RAN})",
    f"![a](x){{: onerror=\"{RAN}\" }}", f"<javascript:{RAN}>", f"`` `<iframe srcdoc='<script>{RAN}</script>'>",
    "[^1]: note",
    f"&lt;script&gt;{RAN}&lt;/script&gt;", f"<div markdown=1 onclick={RAN}>", "*[HTML]: <b>",
    f"```\n<body onload={RAN}>\n```",
    f"    <body onload={RAN}>", f"## Notes\n<script>{RAN}</script>", f"<!--\n-->\n<script>{RAN}</script>", "---",
    "| a |\n|---|",
)


def paper(number: int) -> str:
    """A record in which every text attacks."""
    attacks = [" ".join(one.split()) for one in ATTACKS]
    front = {
        "title": f"Kite {number} {' '.join(attacks)}", "authors": [f"{one} {number}" for one in attacks],
        "venue": f"{number} {' '.join(reversed(attacks))}", "year": 2000 + number,
        "links": {"code": f"https://a.example/{number}"},
        "topics": [f"{number}{one}" for one in attacks[:3]], "tags": [f"{one} {number}" for one in attacks],
        "listings": [{"file": f"{one}.txt", "line": number} for one in attacks],
        "x-own": attacks, "odd": attacks, "arxiv": number,
    }
    body = "\n\n".join(f"{number} {one}" for one in attacks)
    # With a backslash, as plain text stands in a record: nothing of it is a heading, code or a comment.
    lines = "\n\n".join(re.sub(r"^(#|```|~~~|---|<!--)", r"\\\1", one, flags=re.M) for one in ATTACKS)
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{body}\n\n## Abstract\n\n{number} {lines}\n"


def merged(folder: Path) -> tuple[str, str]:
    """Merge two such records, and write the pages. Out: the record that is left, and its page as HTML."""
    docs = folder / "docs"
    (docs / "papers").mkdir(parents=True)
    for number, name in ((1, "kept"), (2, "other")):
        (docs / "papers" / f"{name}.md").write_text(paper(number), "utf-8")
    done = CliRunner().invoke(cli, ["merge", "kept", "other", "--docs", str(docs)])
    assert done.exit_code == 0, done.output
    CliRunner().invoke(cli, ["pages", "--docs", str(docs), "--out", str(folder / "out")], catch_exceptions=False)
    page = (folder / "out" / "papers" / "kept.md").read_text("utf-8").split("---\n", 2)[2]
    return ((docs / "papers" / "kept.md").read_text("utf-8"), markdown.markdown(page, extensions=EXTENSIONS))
