"""Speed and memory of each stage at several sizes: `make bench`, or `python tests/bench.py [--sizes N …] [FILE]`.

FILE is JSONL of papers, gzipped or not; without it the papers are invented. Each size runs in a process of its own. The
table shows seconds for each stage, then for whole builds: `clean` is `mkdocs build` from nothing, `again` the same with
nothing changed, `edit` after a change of one record, and `plain` what MkDocs with Material takes for the same Markdown.
Beneath each row stands the growth from the size before, beside what n·log n would give.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (411, 2000, 10000)
WORDS = 8000


def invented(count: int) -> list[str]:
    """Papers of words drawn as in language: the n-th most frequent word about 1/n as often as the first."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvwy", k=chance.randint(3, 9))) for _ in range(WORDS)]
    weights = [1 / (rank + 3) for rank in range(WORDS)]

    def some(number: int) -> str:
        return " ".join(chance.choices(words, weights, k=number))

    return [json.dumps({"title": some(9).title(), "abstract": ". ".join(some(18).capitalize() for _ in range(9)) + ".",
                        "authors": [some(2).title() for _ in range(4)], "year": 2000 + n % 25}) for n in range(count)]


def lines_of(file: Path | None, count: int) -> list[str]:
    """The first `count` papers, one a line."""
    if file is None:
        return invented(count)
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as papers:
        return [line.rstrip("\n") for line, _ in zip(papers, range(count), strict=False)]


def measure(source: Path) -> dict[str, float]:
    """Seconds of each stage for the papers of `source`, and the peak memory in megabytes."""
    from papershelf import config, site
    from papershelf.commands.import_ import import_sources

    seconds: dict[str, float] = {}
    last: list[tuple[str, float]] = []

    def say(stage: str) -> None:
        now = time.perf_counter()
        if last:
            name, start = last.pop()
            seconds[name] = seconds.get(name, 0.0) + now - start
        last.append((stage.split()[0].rstrip(":"), now))

    with tempfile.TemporaryDirectory() as folder:
        shelf = config.load(ROOT / "mkdocs.yml", Path(folder) / "docs", Path(folder) / "tree")
        start = time.perf_counter()
        import_sources(shelf, [source], lambda stage: None)
        seconds["import"] = time.perf_counter() - start
        site.build(shelf, say)
        say("end")
        seconds |= builds(Path(folder))
    seconds["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds


def builds(folder: Path) -> dict[str, float]:
    """Seconds of whole builds of the shelf in a folder, and the files and megabytes of its site."""
    config = folder / "mkdocs.yml"
    config.write_text(f"site_name: Bench\nsite_url: https://bench.example/\ntheme: papershelf\nplugins: [{{papershelf: "
                      f"{{borrow_topics: {ROOT / 'docs' / 'topics'}}}}}]\n", "utf-8")
    (folder / "docs" / "index.md").write_text("# Bench\n", "utf-8")
    found = {"clean": seconds_of(config), "again": seconds_of(config)}
    record = min((folder / "docs" / "papers").glob("*.md"))
    record.write_text(record.read_text("utf-8") + "\n## Notes\n\nOne more line.\n", "utf-8")
    found["edit"] = seconds_of(config)
    plain = folder / "plain.yml"
    plain.write_text("site_name: Bench\nsite_url: https://bench.example/\ntheme: material\ndocs_dir: build/docs\n"
                     "site_dir: plain\nplugins: [search]\nnav: [index.md]\n"
                     "markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]\n", "utf-8")
    found["plain"] = seconds_of(plain)
    sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
    return {**found, "files": len(sizes), "site MB": sum(sizes) / 1e6}


def seconds_of(config: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", config], capture_output=True, check=True,
                   env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - start


def child(source: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, "--measure", source], capture_output=True, text=True, check=True,
                          cwd=ROOT)
    return dict(json.loads(done.stdout))


def table(results: dict[int, dict[str, float]], write: Callable[[str], None]) -> None:
    """Seconds by size and stage, and growth from size to size."""
    names = list(results[min(results)])
    write("papers".rjust(8) + "".join(name.rjust(11) for name in names))
    before = 0
    for size, row in results.items():
        write(f"{size:8}" + "".join(f"{row[name]:11.1f}" for name in names))
        if before:
            growth = "".join(f"{row[name] / max(results[before][name], 0.001):10.1f}×" for name in names)
            expected = size * math.log(size) / (before * math.log(before))
            write(f"{'growth':>8}{growth}   (n·log n: {expected:.1f}×)")
        before = size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(given.sizes):
            source = Path(folder) / f"{size}.jsonl"
            source.write_text("\n".join(lines_of(given.file, size)) + "\n", "utf-8")
            results[size] = child(source)
    table(results, print)


if __name__ == "__main__":
    main()
