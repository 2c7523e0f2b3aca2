"""The shelf in this repository: what a program can check of its summaries, decisions and introductions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from papershelf.clean import clean_abstract, clean_title
from papershelf.model import Record
from papershelf.readers import read_file
from papershelf.records import read_papers, read_topics
from papershelf.text.slugs import title_key
from support import ROOT

RECORDS, PROBLEMS = read_papers(ROOT / "docs" / "papers")
TOPICS, TOPIC_PROBLEMS = read_topics(ROOT / "docs" / "topics")
PRAISE = re.compile(r"\b(?:novel|remarkabl[ey]|groundbreaking|impressive(?:ly)?|cutting-edge|revolutionary|outstanding|"
                    r"superior|unprecedented|exciting|strikingly|dramatically)\b", re.I)
OPENING = re.compile(r"(?:this (?:paper|work|study)|we\b|our\b|the authors?\b|in this\b|an? novel)", re.I)
NUMBER = re.compile(r"\d+(?:\.\d+)*")
WORD = re.compile(r"[a-z0-9]+")
RUN = 8


def ids(record: Record) -> str:
    return record.paper.slug


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(re.sub(r"(?<=\d),\s?(?=\d{3}\b)", "", text)))


@pytest.fixture(scope="module")
def abstracts(listings: list[Path]) -> dict[str, str]:
    """Titles and abstracts of the listings by title key, as they stand and as they are repaired."""
    found: dict[str, str] = {}
    for path in listings:
        for entry in read_file(path)[0]:
            title = clean_title(entry.title)
            text = f"{entry.title} {title}\n{entry.abstract}\n{clean_abstract(entry.abstract, title)}"
            found[title_key(title)] = text
    return found


@pytest.fixture(scope="module")
def runs(listings: list[Path]) -> set[tuple[str, ...]]:
    """Every run of eight words of every abstract."""
    found: set[tuple[str, ...]] = set()
    for path in listings:
        for entry in read_file(path)[0]:
            text = words(entry.abstract)
            found.update(tuple(text[i:i + RUN]) for i in range(len(text) - RUN + 1))
    return found


def test_the_shelf_is_whole() -> None:
    """411 records and 34 topics, all of them readable."""
    assert (len(RECORDS), len(TOPICS)) == (411, 34)
    assert PROBLEMS == TOPIC_PROBLEMS == []


@pytest.mark.parametrize("record", RECORDS, ids=ids)
def test_a_summary_keeps_to_the_house_style(record: Record) -> None:
    """25 to 60 words, starting with the thing, without praise; no abstract beside it; decided topics."""
    summary = record.paper.summary
    assert 25 <= len(summary.split()) <= 60
    assert summary.endswith(".")
    assert not PRAISE.search(summary)
    assert not OPENING.match(summary)
    assert record.paper.abstract == ""
    assert 1 <= len(record.paper.decided_topics) <= 3
    assert set(record.paper.decided_topics) <= {topic.id for topic in TOPICS}


def test_every_number_of_a_summary_stands_in_its_abstract(abstracts: dict[str, str]) -> None:
    """No summary has a figure that its paper's title or abstract does not have."""
    strange = {}
    for record in RECORDS:
        source = abstracts[title_key(record.paper.title)]
        if extra := numbers(record.paper.summary) - numbers(source):
            strange[record.paper.slug] = extra
    assert strange == {}


def test_nothing_repeats_an_abstract(runs: set[tuple[str, ...]]) -> None:
    """No summary or introduction shares eight words in a row with any abstract; titles are facts."""
    titles = " | ".join(" ".join(words(record.paper.title)) for record in RECORDS)
    texts = {record.path: record.paper.summary for record in RECORDS} | {topic.id: topic.body for topic in TOPICS}
    repeated = {}
    for name, text in texts.items():
        said = words(re.sub(r"\]\([^)]*\)", "]", text))
        for i in range(len(said) - RUN + 1):
            if tuple(said[i:i + RUN]) in runs and " ".join(said[i:i + RUN]) not in titles:
                repeated[name] = " ".join(said[i:i + RUN])
    assert repeated == {}


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_an_introduction_leads_to_papers_of_the_shelf(topic: object) -> None:
    """80 to 150 words that link four to eight records, all of which exist."""
    body = topic.body  # type: ignore[attr-defined]
    links = set(re.findall(r"\]\(\.\./papers/([a-z0-9-]+)\.md\)", body))
    assert 4 <= len(links) <= 8
    assert links <= {record.paper.slug for record in RECORDS}
    assert 80 <= len(re.sub(r"\]\([^)]*\)", "", body).split()) <= 150


def test_links_of_records_are_addresses() -> None:
    """Every link is a whole web address without white space."""
    for record in RECORDS:
        for url in record.paper.links.values():
            assert re.fullmatch(r"https?://[^\s{}<>\"]+", url), record.path
