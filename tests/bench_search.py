"""How well search finds: `make bench-search`, or `python tests/bench_search.py [FILE]`.

FILE is JSONL of papers with `title`, `abstract`, and, where there is one, `tldr`, a sentence that says the same in
other words, as authors write it on OpenReview; without FILE it is this repository's own shelf, whose titles alone are
asked for. The engine is the one in Python, whose ranking is the browser's. Each kind of query has its mean reciprocal
rank among the first ten (MRR@10), the share whose paper is among them (R@10), and the milliseconds that a query takes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from papershelf import records
from papershelf.model import Paper, Shelf
from papershelf.search import FOLDER, index
from papershelf.search.analysis import STOP, key, words
from papershelf.search.engine import search
from papershelf.search.opened import Index
from papershelf.text.words import Stemmer

ROOT = Path(__file__).resolve().parent.parent
Queries = Sequence[tuple[str, str]]
FIRST, SHORTEST = 5, 3


def read(file: Path | None) -> tuple[list[Paper], dict[str, str]]:
    """The papers, and by slug what says the same in other words."""
    if file is None:
        return [one.paper for one in records.read_papers(ROOT / "docs" / "papers")[0]], {}
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        found = [one for one in map(json.loads, lines) if one["title"].split()]
    papers = [Paper(f"p{number}", one["title"], tuple(one.get("authors") or ()), one.get("year"),
                    one.get("venue") or "", abstract=one["abstract"]) for number, one in enumerate(found)]
    said = ((f"p{number}", one.get("tldr") or "") for number, one in enumerate(found))
    return papers, {slug: text if isinstance(text, str) else text[0] for slug, text in said if text}


def opened(papers: Sequence[Paper]) -> tuple[Index, Mapping[str, int], int]:
    """The index of papers, the number of each by slug, and the bytes of the file that a first query loads."""
    paths = {("paper", paper.slug): f"papers/{paper.slug}.md" for paper in papers}
    files = {path.removeprefix(f"{FOLDER}/"): data
             for path, data in index(Shelf(tuple(papers)), paths, Stemmer()).items()}
    made = Index(files.__getitem__)
    numbers = {made.card(number).path.rpartition("/")[2].removesuffix(".md"): number for number in range(made.papers)}
    return made, numbers, len(files["index.js"])


def kinds(papers: Sequence[Paper], said: Mapping[str, str]) -> Iterator[tuple[str, Queries]]:
    """The kinds of queries, each a text and the slug of its paper."""
    chance = random.Random(3)
    yield "whole title", [(paper.title, paper.slug) for paper in papers]
    yield "title with a slip", [(slipped(paper.title, chance), paper.slug) for paper in papers]
    if said:
        yield "in the authors' words", [(text, slug) for slug, text in said.items()]
        yield f"their first {FIRST} words", [(" ".join(telling(text)[:FIRST]), slug) for slug, text in said.items()]
        titles = {paper.slug: {key(word) for word, _ in words(paper.title)} for paper in papers}
        yield "without the title's words", [
            (" ".join(word for word in telling(text) if key(word) not in titles[slug]), slug)
            for slug, text in said.items()]


def telling(text: str) -> list[str]:
    """The words of a text that say something."""
    return [word for word, _ in words(text) if key(word) not in STOP and len(word) >= SHORTEST]


def slipped(title: str, chance: random.Random) -> str:
    """A title with two neighbouring letters of its longest word swapped."""
    word = max(title.split(), key=len)
    at = chance.randrange(1, max(2, len(word) - 1))
    return title.replace(word, word[:at - 1] + word[at:at + 1] + word[at - 1:at] + word[at + 1:], 1)


def measured(made: Index, numbers: Mapping[str, int], queries: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """MRR@10, R@10, and milliseconds for a query."""
    ranks, begun = [], time.perf_counter()
    for text, slug in queries:
        first = search(made, text).papers[:10]
        ranks.append(first.index(numbers[slug]) + 1 if numbers[slug] in first else 0)
    spent = 1000 * (time.perf_counter() - begun) / max(len(ranks), 1)
    found = [rank for rank in ranks if rank]
    return sum(1 / rank for rank in found) / max(len(ranks), 1), len(found) / max(len(ranks), 1), spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    papers, said = read(parser.parse_args().file)
    made, numbers, size = opened(papers)
    print(f"{len(papers)} papers, index.js of {size:,} bytes\n")
    print(f"{'query':<28}{'number':>8}{'MRR@10':>9}{'R@10':>8}{'ms':>7}")
    for name, queries in kinds(papers, said):
        rank, recall, spent = measured(made, numbers, queries)
        print(f"{name:<28}{len(queries):>8}{rank:>9.3f}{recall:>8.3f}{spent:>7.1f}")


if __name__ == "__main__":
    main()
