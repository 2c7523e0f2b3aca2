"""The command line, as people and programs call it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from support import ROOT

HERE = Path(__file__).parent
Run = Callable[..., Result]


@pytest.fixture
def docs(tmp_path: Path, run: Run) -> Path:
    """A shelf of the two invented listings."""
    folder = tmp_path / "docs"
    run("import", *sorted((HERE / "shelf").glob("*.txt")), "--docs", folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_search_finds_papers_in_the_terminal(docs: Path, run: Run) -> None:
    """The best paper comes first and says why, in JSON too; where nothing is found the status is 1, and no file of
    the shelf changes."""
    before = files(docs)
    told = run("search", "forecast", "rivers", "--docs", docs).output
    assert told.startswith("1. Bjork: Learning Rivers with Graph Networks\n")
    assert "has: forecast, rivers" in told
    for _ in range(2):  # computed, then remembered
        found = json.loads(run("search", "forecast rivers", "--json", "--limit", "1", "--docs", docs).output)
        assert [one["slug"] for one in found["results"]] == ["bjork-learning-rivers-with-graph-networks"]
        assert found["results"][0]["words"] == ["forecast", "rivers"]
        assert set(found["results"][0]["matched"]) == {"title", "text"}
        assert found["corrected"] == {}
    slipped = json.loads(run("search", "forceast rivers", "--json", "--docs", docs).output)
    assert slipped["corrected"] == {"forceast": "forecast"}
    assert "no paper has these words" in run("search", "qzxv", "--docs", docs, status=1).output
    assert files(docs) == before


def test_an_import_prints_sums_that_close(tmp_path: Path, run: Run) -> None:
    """Entries read = in new + in updated + in unchanged papers + rejected; a second import finds nothing new."""
    listings = sorted((HERE / "shelf").glob("*.txt"))
    out = run("import", *listings, "--docs", tmp_path).output
    assert "4 papers: 4 new, 0 updated, 0 unchanged" in out
    assert "5 entries read = 5 in new + 0 in updated + 0 in unchanged papers + 0 rejected" in out
    before = files(tmp_path)
    assert "4 papers: 0 new, 0 updated, 4 unchanged" in run("import", *listings, "--docs", tmp_path).output
    assert files(tmp_path) == before


def test_a_dry_run_writes_nothing(tmp_path: Path, run: Run) -> None:
    """`--dry-run` counts and leaves the shelf alone."""
    out = run("import", HERE / "shelf" / "spring.txt", "--docs", tmp_path, "--dry-run").output
    assert "3 papers: 3 new, 0 updated, 0 unchanged (nothing written)" in out
    assert files(tmp_path) == {}


def test_facts_only_leaves_abstracts_out(tmp_path: Path, run: Run) -> None:
    """Titles, sources and links stay; no sentence of an abstract is written."""
    run("import", HERE / "shelf" / "spring.txt", "--docs", tmp_path, "--facts-only")
    text = (tmp_path / "papers" / "pocketnet-tiny-networks-for-old-phones.md").read_text()
    assert "## Abstract" not in text
    assert "people keep for years" not in text
    assert "links: {code: \"https://github.com/example/pocketnet\"}" in text


def test_what_is_wrong_is_told_and_everything_good_is_imported(tmp_path: Path, run: Run) -> None:
    """A missing file and an empty one are located errors; the other source still comes in; status 1."""
    (tmp_path / "empty.txt").write_text("")
    result = run("import", tmp_path / "none.txt", tmp_path / "empty.txt", HERE / "shelf" / "summer.txt",
                 "--docs", tmp_path / "docs", status=1)
    assert "2 papers: 2 new" in result.output
    assert "none.txt:1: cannot be read (No such file or directory); " in result.output
    assert "empty.txt:1: holds no papers, the file is empty; " in result.output


def test_a_hundred_like_errors_are_told_as_one(tmp_path: Path, run: Run) -> None:
    """Many errors of one kind in a file are one line, with their count and three of their lines; the sums count all."""
    source = tmp_path / "many.bib"
    source.write_text("".join(f"@misc{{k{n}, year = {n}}}\n" for n in range(100)) + "@misc{good, title = {Good}}\n")
    said = run("import", source, "--docs", tmp_path / "docs", status=1).output
    assert "101 entries read" in said
    assert "100 rejected" in said
    assert [line for line in said.splitlines() if line.startswith("many.bib:")] == [
        "many.bib:1: the entry `k0` has no title (100 like this, also in line 2 and line 3); give it title = {…}"]


def test_a_report_holds_what_the_terminal_says(tmp_path: Path, run: Run) -> None:
    """`--report` writes the sums, the papers, conflicts and problems as JSON."""
    report = tmp_path / "report.json"
    run("import", HERE / "shelf" / "spring.txt", "--docs", tmp_path / "docs", "--report", report)
    told = json.loads(report.read_text())
    assert told["read"] == sum(told["entries"].values()) == 3
    assert told["papers"] == {"new": 3, "updated": 0, "unchanged": 0}
    assert len(told["new"]) == 3


def test_a_difference_is_told_and_strict_refuses_it(docs: Path, run: Run) -> None:
    """A hand edit that a source contradicts is printed with both texts; `--strict` makes it status 1."""
    record = docs / "papers" / "pocketnet-tiny-networks-for-old-phones.md"
    record.write_text(record.read_text().replace("Phones that people keep", "Phones that I keep"))
    before = record.read_bytes()
    out = run("import", HERE / "shelf" / "spring.txt", "--docs", docs).output
    assert "abstract was changed by hand and stays" in out
    assert "here:   Phones that I keep" in out
    assert "source: Phones that people keep" in out
    run("import", HERE / "shelf" / "spring.txt", "--docs", docs, "--strict", status=1)
    assert record.read_bytes() == before


def test_the_export_keeps_the_contract(docs: Path, run: Run) -> None:
    """Papers sorted by slug, each with every field of the contract and its listings."""
    papers = json.loads(run("export", "json", "--docs", docs).output)["papers"]
    assert [p["slug"] for p in papers] == sorted(p["slug"] for p in papers)
    pocketnet = next(p for p in papers if p["slug"].startswith("pocketnet"))
    assert {"slug", "title", "authors", "year", "venue", "arxiv", "links", "summary", "abstract", "topics", "tags",
            "introduces", "related", "mentions", "listings"} <= pocketnet.keys()
    assert pocketnet["listings"] == [{"file": "spring.txt", "date": "04-02", "line": 11},
                                     {"file": "summer.txt", "date": "07-09", "line": 13}]
    assert "3.5× faster" in pocketnet["abstract"]
    assert "https://github.com/example/pocketnet" in pocketnet["links"].values()


def test_what_sources_count_is_kept_and_exported(tmp_path: Path, run: Run) -> None:
    """Votes of two answers of one service: the record and the export have the later ones with their day."""
    for day, votes in (("2026-03-05", 57), ("2026-03-01", 12)):
        answer = tmp_path / f"daily-{day}.json"
        answer.write_text(json.dumps([{"paper": {"id": "2603.00001", "title": "Kites That Learn", "upvotes": votes,
                                                 "submittedOnDailyAt": f"{day}T01:00:00.000Z"}}]))
        run("import", answer, "--docs", tmp_path / "docs")
    record = (tmp_path / "docs" / "papers" / "kites-that-learn.md").read_text()
    assert "signals: [{from: hf, votes: 57, at: 2026-03-05}]\n" in record
    (paper,) = json.loads(run("export", "json", "--docs", tmp_path / "docs").output)["papers"]
    assert paper["signals"] == [{"from": "hf", "votes": 57, "at": "2026-03-05"}]
    run("check", "--docs", tmp_path / "docs")


@pytest.mark.parametrize(("kind", "start"), [("bibtex", "@misc{"), ("csl", "[\n")])
def test_other_exports_hold_every_paper(docs: Path, run: Run, kind: str, start: str) -> None:
    """BibTeX and CSL-JSON have one item a paper."""
    text = run("export", kind, "--docs", docs).output
    assert text.startswith(start)
    assert text.count("@misc{" if kind == "bibtex" else '"type"') == 4


def test_pages_are_written_once(docs: Path, tmp_path: Path, run: Run) -> None:
    """A second build of the same shelf writes no file; two builds elsewhere are equal to the byte."""
    out = run("pages", "--docs", docs, "--out", tmp_path / "one").output
    assert "0 unchanged" in out
    assert ": 0 files written, 0 deleted" in run("pages", "--docs", docs, "--out", tmp_path / "one").output
    run("pages", "--docs", docs, "--out", tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_pages_refuse_a_folder_of_others(docs: Path, tmp_path: Path, run: Run) -> None:
    """A folder that papershelf did not write keeps every file."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.md").write_text("mine")
    result = run("pages", "--docs", docs, "--out", tmp_path / "mine", status=1)
    assert "holds files that papershelf did not write (thesis.md)" in result.output
    assert files(tmp_path / "mine") == {"thesis.md": b"mine"}


def test_a_new_file_is_valid(docs: Path, run: Run) -> None:
    """What `new` writes passes `check`, and is not written over."""
    for kind in ("paper", "topic"):
        path = Path(run("new", kind, "Nets: “Small” & Fast", "--docs", docs).output.strip())
        assert path == docs / f"{kind}s" / "nets-small-fast.md"
        run("new", kind, "Nets: “Small” & Fast", "--docs", docs, status=2)
    assert "5 records, 1 topics: no errors" in run("check", "--docs", docs).output


def test_check_tells_every_mistake_with_its_line(docs: Path, run: Run) -> None:
    """One run names every file's errors: unknown topics and fields, dead links, taken aliases, bad names."""
    (docs / "topics").mkdir(exist_ok=True)
    shutil.copy(HERE / "shelf" / "quantization.md", docs / "topics")
    (docs / "papers" / "a.md").write_text(
        "---\ntitle: A\ntopics: [quantisation]\naliases: [b]\nvenu: X\n---\n\nS.\n\n"
        "## Notes\n\n[x](../topics/none.md)\n")
    (docs / "papers" / "b.md").write_text("---\ntitle: B\n---\n")
    (docs / "papers" / "Bad Name.md").write_text("---\ntitle: C\n---\n")
    (docs / "lost.md").write_text("# Lost\n")
    out = run("check", "--docs", docs, status=1).output
    assert "papers/a.md:3: there is no topic quantisation; write quantization\n" in out
    assert "papers/a.md:4: alias b is taken by papers/b.md; " in out
    assert "papers/a.md:5: no field is called venu; write venue\n" in out
    assert "papers/a.md:12: the link to ../topics/none.md leads nowhere; " in out
    assert "papers/Bad Name.md:1: the file's name Bad Name makes no clean address; " in out
    assert "note: 1 page that nothing leads to: lost.md; " in out


def test_a_digest_holds_what_is_new_since_a_date(docs: Path, run: Run) -> None:
    """Papers of later listings that no earlier one had, each with its first sentence."""
    out = run("digest", "--since", "05-01", "--docs", docs).output
    assert out.startswith("# New since 05-01\n\n1 paper.\n")
    assert "[Graph Networks Forecast Floods a Week Ahead](" in out
    assert "Floods follow rain by days." in out
    assert "PocketNet" not in out


def test_topics_are_proposed_as_files_to_edit(docs: Path, run: Run) -> None:
    """Each proposal is a valid topic file that later builds use; a second run writes none over."""
    (docs / "topics").mkdir()
    result = run("topics", "--suggest", "2", "--docs", docs)
    written = [Path(line) for line in result.stdout.split()]
    assert 1 <= len(written) <= 2
    assert re.search(r"^\d topics proposed; \d of \d papers stay unshelved$", result.stderr, re.M)
    before = files(docs / "topics")
    run("topics", "--suggest", "2", "--docs", docs)
    assert files(docs / "topics") == before
    assert "no errors" in run("check", "--docs", docs).output


def test_topics_are_reported(docs: Path, run: Run) -> None:
    """The report names the topics that papers are in."""
    assert "quantization" in run("topics", "--report", "--docs", docs).output


@pytest.mark.parametrize(("kind", "said", "file", "title"), [
    ("author", "Ada Reed", "authors/ada-reed.md", "Ada Reed"), ("venue", "KITES 2024", "venues/kites.md", "KITES")])
def test_a_new_file_of_a_name_waits_for_a_paper(docs: Path, run: Run, kind: str, said: str, file: str,
                                                title: str) -> None:
    """`check` tells that no paper has the name, which a paper of it cures; a venue's year is no part of its name."""
    assert Path(run("new", kind, said, "--docs", docs).output.strip()) == docs / file
    assert f"no paper names {title};" in run("check", "--docs", docs, status=1).output
    (docs / "papers" / "by-ada.md").write_text("---\ntitle: By Ada\nauthors: [Ada Reed]\nvenue: KITES 2022\n---\n")
    assert f"note: {file}:" in run("check", "--docs", docs).output


@pytest.mark.parametrize("arguments", [["topics"], ["digest"], [], ["import"], ["export", "pdf"],
                                       ["new", "editor", "X"], ["unknown"], ["pages", "--wrong"]])
def test_wrong_usage_is_status_2(arguments: list[str], run: Run) -> None:
    """A call that cannot be meant says so and does nothing."""
    run(*arguments, status=2)


def test_unknown_settings_are_refused(tmp_path: Path, run: Run) -> None:
    """A misspelt setting is an error with its line, and the known ones are named."""
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: X\nplugins:\n- papershelf:\n    page_sise: 10\n    related: many\n")
    out = run("pages", "--config", config, status=1).output
    assert "mkdocs.yml:4: no setting is called page_sise; write page_size\n" in out
    assert "mkdocs.yml:5: related is not a number; write related: 6" in out


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    """`python -m papershelf` works from the repository's folder."""
    command = [sys.executable, "-m", "papershelf", "import", HERE / "shelf" / "spring.txt", "--docs", tmp_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 entries read" in done.stdout


def test_an_import_never_writes_over_a_file_that_it_cannot_read(docs: Path, run: Run) -> None:
    """A record that a person broke stays as it is, byte for byte, and the import says what to fix."""
    record = sorted((docs / "papers").iterdir())[0]
    record.write_text(record.read_text("utf-8").replace("title: ", 'title: "', 1) + "\nMy note.\n", "utf-8")
    before = files(docs)
    result = run("import", *sorted((HERE / "shelf").glob("*.txt")), "--docs", docs, status=1)
    assert files(docs) == before
    assert f"not imported, as papers/{record.name} cannot be read" in result.output


def test_a_page_beside_the_records_is_no_record(docs: Path, run: Run, tmp_path: Path) -> None:
    """A paper called Index gets a name of its own, and a listing file called index leaves the list of listings."""
    page = docs / "papers" / "index.md"
    page.write_text("What we read.\n", "utf-8")
    source = tmp_path / "index.json"
    source.write_text('[{"title": "Index", "abstract": "We study indexes."}]', "utf-8")
    assert "1 papers: 1 new" in run("import", source, "--docs", docs).output
    assert "1 papers: 0 new, 0 updated, 1 unchanged" in run("import", source, "--docs", docs).output
    assert page.read_text("utf-8") == "What we read.\n"
    run("pages", "--docs", docs, "--out", tmp_path / "tree")
    assert (tmp_path / "tree" / "papers" / "index-1.md").exists()
    assert "# Listings" in (tmp_path / "tree" / "listings" / "index.md").read_text("utf-8")
    assert (tmp_path / "tree" / "listings" / "index-1.md").exists()


@pytest.mark.parametrize(("arguments", "word"), [
    (("digest", "--since", "yesterday"), "yesterday is no date; give 2025-03-11"),
    (("digest", "--since", "02-30"), "02-30 is no date"),
    (("digest", "--since", "2024"), "2024 is no date"),
    (("new", "paper", " ?? "), "a title needs letters or digits"),
])
def test_what_cannot_work_is_wrong_usage(docs: Path, run: Run, arguments: tuple[str, ...], word: str) -> None:
    """Dates that there are not and titles without letters end with status 2 and say what would do."""
    assert word in run(*arguments, "--docs", docs, status=2).output


@pytest.mark.parametrize(("name", "slug", "word"), [
    ("year", "nosuch", "no record is called nosuch"),
    ("bogus", "pocketnet-tiny-networks-for-old-phones", "no field is called bogus; give one of title, authors"),
])
def test_a_decision_about_nothing_is_wrong_usage(docs: Path, run: Run, name: str, slug: str, word: str) -> None:
    """`--take` with a record or field that does not exist ends with status 2."""
    source = HERE / "shelf" / "spring.txt"
    assert word in run("import", source, "--docs", docs, "--take", "theirs", name, slug, status=2).output


def test_a_summary_that_nobody_wrote_is_missing(docs: Path, run: Run) -> None:
    """What `new paper` puts in a summary's place waits for somebody, as `check` notes."""
    run("new", "paper", "Zebra Pruning", "--docs", docs)
    out = run("check", "--docs", docs).output
    assert "5 without a summary" in out
    assert "note: papers/zebra-pruning.md:10: the summary says what every new record says; write one or two" in out


@pytest.mark.parametrize(("kind", "said", "file", "line"), [
    ("paper", "https://arxiv.org/abs/2307.02628v2", "papers/2307-02628.md", 'arxiv: "2307.02628"'),
    ("paper", "10.1145/3292500.3330701", "papers/10-1145-3292500-3330701.md", 'doi: "10.1145/3292500.3330701"'),
    ("paper", "https://a.example/nets.pdf", "papers/a-example-nets-pdf.md", 'links: {paper: "https://a.example/nets.pdf"}'),
    ("tag", "material:gelatin", "tags/gelatin.md", "kind: material"),
    ("tag", "C++", "tags/c-plus-plus.md", 'title: "C++"'),
    ("topic", "Soft robots", "topics/soft-robots.md", 'title: "Soft robots"'),
    ("listing", "spring.txt", "listings/spring.md", "What was collected here, and why."),
])
def test_a_new_file_says_what_was_given(docs: Path, run: Run, kind: str, said: str, file: str, line: str) -> None:
    """An arXiv id, a DOI and an address fill their field and are no title; what is left to write is noted."""
    assert Path(run("new", kind, said, "--docs", docs).output.strip()) == docs / file
    text = (docs / file).read_text()
    assert line in text.splitlines()
    assert kind != "paper" or 'title: "Its title"' in text
    assert f"note: {file}:" in run("check", "--docs", docs).output
