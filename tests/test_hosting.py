"""Hosting: workflows that may do no more than they must, forms that forges take, and addresses that stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from papershelf.check import check_addresses, missing_addresses, read_published, with_new
from papershelf.pages import address, new_tag_url
from papershelf.pages.urls import path_for
from papershelf.records import read_tags
from support import ROOT

Run = Callable[..., Result]
HERE = Path(__file__).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")
WRITES = {("publish.yml", "publish"): {"pages": "write", "id-token": "write"},
          ("release.yml", "publish"): {"contents": "read", "id-token": "write"}}


def read(path: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_no_more_than_they_must(path: Path) -> None:
    """Nothing is allowed by default; a job may read the repository, and the one that publishes may publish."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == WRITES.get((path.name, name), {"contents": "read"})
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned(path: Path) -> None:
    """Every action is named by its commit, with its version beside it; all are GitHub's own."""
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    for action in used:
        assert PINNED.fullmatch(action), action
        assert action.startswith("actions/")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_safe_for_forks(path: Path) -> None:
    """No secret, no event that runs a stranger's change with the repository's rights, no foreign text in a script."""
    text = path.read_text("utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    for script in re.findall(r"run:(.*?)(?=\n      - |\Z)", text, re.S):
        assert "${{ github" not in script


def test_scripts_call_what_exists() -> None:
    """Every target of make and every command that a workflow runs is there."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    assert set(re.findall(r"make ([a-z]+)", text)) <= targets
    assert (ROOT / ".ci" / "run").is_file()
    assert set(re.findall(r"bin/papershelf ([a-z]+)", text)) == {"diff"}


def test_read_the_docs_builds_what_make_builds() -> None:
    """The same configuration and pinned requirements, and a warning is refused there as here."""
    said = read(ROOT / ".readthedocs.yaml")
    assert said["version"] == 2
    assert said["mkdocs"] == {"configuration": "mkdocs.yml", "fail_on_warning": True}
    assert {"requirements": "requirements.txt"} in said["python"]["install"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_forms_are_forms(path: Path) -> None:
    """Each form has a name, a description and fields with unique ids, one of them required."""
    form = read(path)
    assert {"name", "description", "body"} <= form.keys()
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields)
    assert any(field.get("validations", {}).get("required") for field in fields)
    assert all(field["attributes"]["label"] for field in fields)


def test_there_is_a_form_for_each_kind_of_proposal() -> None:
    """A paper to add, a paper to correct, a topic."""
    assert [path.stem for path in FORMS] == ["add-paper", "correct-paper", "propose-topic"]


@pytest.fixture
def docs(tmp_path: Path, run: Run) -> Path:
    """A shelf of the invented listings whose addresses are published."""
    folder = tmp_path / "docs"
    run("import", *sorted((HERE / "shelf").glob("*.txt")), "--docs", folder)
    run("urls", "--write", "--docs", folder)
    return folder


def test_new_addresses_are_added_once(docs: Path, run: Run) -> None:
    """`urls` lists what is new; `--write` adds it and keeps every byte that was there."""
    published = docs.parent / "published-urls.txt"
    assert run("urls", "--docs", docs).output == ""
    published.write_text(published.read_text() + "# A remark.\n")
    before = published.read_text()
    run("new", "paper", "Later Nets", "--docs", docs)
    assert run("urls", "--docs", docs).output == "papers/later-nets/\n"
    assert published.read_text() == before
    assert "note: 1 new for published-urls.txt; " in run("check", "--docs", docs).output
    run("urls", "--write", "--docs", docs)
    assert published.read_text() == f"{before}papers/later-nets/\n"


def test_a_lost_address_is_refused_and_an_alias_saves_it(docs: Path, tmp_path: Path, run: Run) -> None:
    """A record that is renamed without an alias fails the check with the hint; with the alias a page leads on."""
    old = docs / "papers" / "pocketnet-tiny-networks-for-old-phones.md"
    new = old.rename(docs / "papers" / "pocketnet.md")
    out = run("check", "--docs", docs, status=1).output
    assert ("papers/pocketnet-tiny-networks-for-old-phones/ was published and is gone; "
            "add pocketnet-tiny-networks-for-old-phones to the aliases of docs/papers/pocketnet.md") in out
    new.write_text(new.read_text().replace("---\n", f"---\naliases: [{old.stem}]\n", 1))
    run("check", "--docs", docs)
    run("pages", "--docs", docs, "--out", tmp_path / "out")
    assert "](pocketnet.md)" in (tmp_path / "out" / "papers" / f"{old.stem}.md").read_text()


def test_moved_and_computed_pages_lead_on(docs: Path, tmp_path: Path, run: Run) -> None:
    """A line `old -> new` makes a page that leads on; a tag's page that is gone leads to the tags by itself."""
    published = docs.parent / "published-urls.txt"
    (docs / "guide.md").write_text("# Guide\n")
    (docs / "index.md").write_text("[Guide](guide.md)\n")
    published.write_text(published.read_text() + "help/old/ -> guide/\ntags/no-more/\nlistings/no-more/\n")
    run("check", "--docs", docs)
    run("pages", "--docs", docs, "--out", tmp_path / "out")
    for path, target in (("help/old.md", "../guide.md"), ("tags/no-more.md", "index.md"),
                         ("listings/no-more.md", "index.md")):
        assert f"]({target})" in (tmp_path / "out" / path).read_text()


@pytest.mark.parametrize("line", ["../../etc/passwd/ -> papers/", "/etc/ -> papers/", "a\\..\\b/ -> papers/",
                                  "x -> papers/", "index/ -> papers/", f"{'x' * 300}/ -> papers/", "C:/x/ -> papers/"])
def test_no_line_writes_outside_the_tree(docs: Path, tmp_path: Path, run: Run, line: str) -> None:
    """An address that no page can have makes no page and is an error of the build."""
    published = docs.parent / "published-urls.txt"
    published.write_text(published.read_text() + f"{line}\n")
    before = {path for path in tmp_path.rglob("*") if "out" not in path.parts}
    result = run("pages", "--docs", docs, "--out", tmp_path / "out", status=1)
    number = len(published.read_text().splitlines())
    assert f"published-urls.txt:{number}: {line.split(' -> ')[0]} is no address that a site can have; " in result.output
    assert {path for path in tmp_path.rglob("*") if "out" not in path.parts} == before


PATHS = st.lists(st.text("abc.-é ", min_size=1, max_size=5).filter(lambda t: not t.startswith(".")),
                 min_size=1, max_size=3).map(
    lambda parts: "/".join(parts) + ".md")


@given(PATHS)
def test_a_page_can_be_made_at_every_address(path: str) -> None:
    """The page made for an address stands at that address."""
    assert address(path_for(address(path))) == address(path)


@given(st.lists(st.text("ab/", min_size=1, max_size=4), unique=True), st.lists(st.text("ab/", min_size=1, max_size=4)))
def test_a_list_that_was_written_is_whole(before: list[str], now: list[str]) -> None:
    """After new addresses are added none is missing, and all that the site has pass."""
    text = with_new("", before)
    text = with_new(text, missing_addresses(read_published(text), now))
    assert missing_addresses(read_published(text), now) == []
    assert check_addresses(read_published(text), [*before, *now], "published-urls.txt") == []


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.split()) and text.isprintable())


@given(NAMES, st.sampled_from(["dataset", "model", "other"]))
def test_a_new_tag_is_prefilled_with_a_valid_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, kind: str
) -> None:
    """Whatever a tag is called, the form's file is one that reads as that tag, in the folder of tags."""
    parts = urlsplit(new_tag_url("https://github.com/a/b/", name, kind))
    assert (parts.netloc, parts.path) == ("github.com", "/a/b/new/main/docs/tags")
    query = parse_qs(parts.query, strict_parsing=True)
    assert re.fullmatch(r"[a-z0-9-]+\.md", query["filename"][0])
    folder = tmp_path_factory.mktemp("tags")
    (folder / query["filename"][0]).write_text(query["value"][0], "utf-8", newline="")
    tags, problems = read_tags(folder)
    assert problems == []
    assert [(tag.name, tag.kind) for tag in tags] == [(" ".join(name.split()), kind)]


@pytest.mark.parametrize("forge", ["", "https://gitlab.com/a/b", "https://github.com.evil.example/a", "javascript:x"])
def test_other_forges_get_no_form(forge: str) -> None:
    """Only a forge that is known to take such an address is given one."""
    assert new_tag_url(forge, "GSM8K", "dataset") == ""
