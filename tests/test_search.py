"""The index of search: words, codes, and what the files promise the browser."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Paper, Shelf, Topic, TopicUse
from papershelf.search import ENGINE, LOADER, engine_shard, index, slim, squeezed
from papershelf.search.analysis import endings, key, terms_of, words
from papershelf.search.coding import ILLEGAL, front_coded, gaps, packed, rice, rice_bits, script, varint_array, varints
from papershelf.text.slugs import browser_slug
from papershelf.text.words import Stemmer

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "search.yml").read_text("utf-8"))
TEMPLATES = Path(__file__).parent.parent / "templates"
STATEMENT = re.compile(r'papershelfShard\("(\w+)",(\d+),"([^"\\\n\r\0]*)"\);\n')


def shards(data: bytes) -> dict[str, bytes]:
    """The shards of a file of the index, decoded as the browser does."""
    text = data.decode()
    assert STATEMENT.sub("", text) == ""
    found = {}
    for name, size, signs in STATEMENT.findall(text):
        bits = ""
        for sign in signs:
            code = ord(sign)
            if code > 127:
                bits += f"{ILLEGAL[code - 128 >> 7]:07b}"
            bits += f"{code & 127:07b}"
        bits = bits.ljust(8 * int(size), "0")
        found[name] = bytes(int(bits[at:at + 8], 2) for at in range(0, 8 * int(size), 8))
    return found


def numbers(data: bytes) -> Iterator[int]:
    """The numbers of a section."""
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def sections(data: bytes) -> list[bytes]:
    """The sections of a shard."""
    whole = zlib.decompress(data, -15)
    read = numbers(whole)
    lengths = [next(read) for _ in range(next(read))]
    at = len(varints([len(lengths), *lengths]))
    return [whole[(at := at + length) - length:at] for length in lengths]


def paper(slug: str, title: str, text: str = "", **more: object) -> Paper:
    return Paper(slug, title, abstract=text, **more)  # type: ignore[arg-type]


def indexed(*papers: Paper, topics: Sequence[Topic] = ()) -> dict[str, bytes]:
    return index(Shelf(papers, tuple(topics)), {("paper", p.slug): f"papers/{p.slug}.md" for p in papers}, Stemmer())


def forms(files: dict[str, bytes]) -> dict[str, int]:
    """The forms of a small index and their terms' numbers."""
    shares, rest, refs, *_ = sections(shards(files["assets/search/index.js"])["w0"])
    found: dict[str, int] = {}
    last, newest = "", -1
    for shared, letters, back in zip(shares, rest.decode().split("\n"), numbers(refs), strict=True):
        last = last[:shared] + letters
        newest += not back
        found[last] = newest + 1 - back if back else newest
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_words_are_those_of_the_shared_cases(case: dict[str, object]) -> None:
    """Python finds the keys that the browser is held to as well."""
    assert [normalize("NFC", key(word)) for word, _ in words(str(case["text"]))] == case["keys"]


@given(st.binary(max_size=300))
def test_a_script_carries_any_bytes(data: bytes) -> None:
    """Whatever a shard holds arrives, and nothing in it ends the string or the statement."""
    assert shards(script("w0", data)) == {"w0": data}


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_packed_sections_come_back(parts: list[bytes]) -> None:
    """Sections of any kind survive being deflated each in its own way."""
    assert sections(packed(parts)) == parts


@given(st.lists(st.integers(0, 2**21 - 1), max_size=50))
def test_two_ways_to_code_numbers_agree(some: list[int]) -> None:
    """The code for columns gives the bytes of the code for single numbers, and where each begins."""
    data, begins = varint_array(np.array(some, np.int64))
    assert data == varints(some)
    assert [data[a:b] for a, b in pairwise(begins)] == [varints([one]) for one in some]


@given(st.lists(st.integers(1, 300).flatmap(
    lambda limit: st.tuples(st.sets(st.integers(0, limit - 1)), st.just(limit))), max_size=6))
def test_rice_codes_come_back(rows: list[tuple[set[int], int]]) -> None:
    """Rows of numbers below their limits are read back from the bits by their sizes alone."""
    data = rice([(np.array(sorted(row), np.int64), limit) for row, limit in rows])
    bits = iter("".join(f"{byte:08b}" for byte in data))

    def row(count: int, limit: int) -> list[int]:
        if 2 * count > limit:
            return sorted(set(range(limit)) - set(row(limit - count, limit)))
        found, last, low = [], -1, rice_bits(count, limit)
        for _ in range(count):
            gap = 0
            while next(bits) == "0":
                gap += 1
            for _ in range(low):
                gap = gap << 1 | int(next(bits))
            found.append(last := last + gap + 1)
        return found

    assert [row(len(one), limit) for one, limit in rows] == [sorted(one) for one, _ in rows]


@given(st.sets(st.integers(0, 100_000)))
def test_gaps_add_up(some: set[int]) -> None:
    """Ascending numbers are the sums of their gaps."""
    last, found = -1, []
    for gap in numbers(gaps(sorted(some))):
        found.append(last := last + gap + 1)
    assert found == sorted(some)


@given(st.sets(st.text("abcé", min_size=1, max_size=8)))
def test_front_coding_keeps_every_word(some: set[str]) -> None:
    """Sorted words come back from what each shares with the one before."""
    shares, rest = front_coded(sorted(some))
    last, found = "", []
    for shared, letters in zip(shares, rest.decode().split("\n"), strict=False):
        found.append(last := last[:shared] + letters)
    assert found == sorted(some)


def test_the_same_papers_make_the_same_bytes() -> None:
    """Neither the order of papers nor the seed of hashes shows in the index."""
    made = [paper(f"p{n}", f"Gluing paper number {n}", "Glue dries slowly. Paper folds well.") for n in range(9)]
    mixed = list(made)
    random.Random(4).shuffle(mixed)
    assert indexed(*made) == indexed(*mixed)


def test_a_shelf_may_be_empty() -> None:
    """No paper, a paper without a word that counts, and a paper without text all have an index."""
    for papers in ((), (paper("the", "The Of"),), (paper("kites", "Kites"),)):
        assert "assets/search/index.js" in indexed(*papers)


def test_compounds_are_one_form_however_written() -> None:
    """A word written together somewhere is found where a hyphen or a space parts it."""
    files = indexed(paper("a", "A tea-pot of iron"), paper("b", "The tea pot returns"), paper("c", "Teapot theory"))
    _, _, _, counts, *_ = sections(shards(files["assets/search/index.js"])["w0"])
    assert list(numbers(counts))[forms(files)["teapot"]] == 3


def test_plurals_that_stemmers_leave_are_their_singular() -> None:
    """`llms` and `gpus` are `llm` and `gpu` where the papers have both; other words keep their own stem."""
    found = terms_of(["llm", "llms", "gpu", "gpus", "bias", "focus", "loss", "rnns"], Stemmer())
    assert found["llms"] == found["llm"]
    assert found["gpus"] == found["gpu"]
    assert len({found[word] for word in ("bias", "focus", "loss", "rnns")}) == 4


def test_endings_join_words_of_one_term() -> None:
    """What words of one term differ by is learned from the papers, in both directions."""
    stems = [f"{letter}olt" for letter in "bcdfgj"]
    terms = {stem + end: stem for stem in stems for end in ("", "s", "ing")}
    assert {("s", ""), ("", "s"), ("ing", ""), ("ing", "s")} <= set(endings(terms))


def test_endings_that_lead_astray_are_left_out() -> None:
    """A pair that as often joins words of different terms is not learned."""
    terms = {f"{letter}ar{end}": f"{letter}ar" for letter in "bc" for end in ("", "y")}
    terms |= {f"{letter}ar{end}": f"{letter}ar{end}" for letter in "dfgh" for end in ("", "y")}
    assert endings(terms) == []


def test_words_of_names_are_told_from_words_of_texts() -> None:
    """An author called Stone is not a paper about stone."""
    found = forms(indexed(paper("a", "Bread", authors=("Rosa Stone",)), paper("b", "Stone", "Stone lasts.")))
    assert "stone@" in found
    assert found["stone@"] != found["stone"]


def test_alike_papers_are_numbered_together() -> None:
    """Papers of one first topic share shards, the latest first."""
    topics = [Topic("tea", "Tea"), Topic("ink", "Ink")]
    uses = [TopicUse("ink", ()), TopicUse("tea", ())]
    made = [paper(f"p{n}", f"Title {n}", year=2000 + n, topics=(uses[n % 2],)) for n in range(4)]
    titles, *_ = sections(shards(indexed(*made, topics=topics)["assets/search/index.js"])["c0"])
    assert titles.decode().split("\n") == ["Title 3", "Title 1", "Title 2", "Title 0"]


def test_no_file_is_large() -> None:
    """Many papers make many files, none above 300 kB, and a first file that stays small."""
    speak = random.Random(7)
    lexicon = ["".join(speak.choices("abdegiklmnoprstu", k=speak.randint(3, 9))) for _ in range(6000)]
    common = [1 / (rank + 3) for rank in range(len(lexicon))]
    made = [paper(f"p{n}", *(" ".join(speak.choices(lexicon, common, k=size)) for size in (8, 120)))
            for n in range(1500)]
    files = indexed(*made)
    assert max(map(len, files.values())) <= 300_000
    assert len(files["assets/search/index.js"]) <= 60_000
    assert any(name.startswith("assets/search/e") for name in files)


def test_titles_give_the_slugs_that_the_browser_works_out() -> None:
    """Words in lower case and hyphens, cut between words at 72 characters; nothing for a title with accents."""
    assert browser_slug("It's Tea: 2 Cups!") == "its-tea-2-cups"
    assert browser_slug("tea " * 40) == "-".join(["tea"] * 18)
    assert browser_slug("Thé") == ""


def test_the_engine_is_slimmed_and_stays_whole() -> None:
    """Comments and indentation go; every other line stays as it was, and no text goes over several lines."""
    for path in (TEMPLATES / "theme" / LOADER, *(TEMPLATES / "search" / part for part in ENGINE)):
        source = path.read_text("utf-8")
        slimmed = slim(source).splitlines()
        kept = iter(line.strip() for line in source.splitlines())
        assert all(line in kept for line in slimmed)
        assert len(slimmed) > 10
        assert not [line for line in slimmed if line.startswith(("/*", "*")) or line.count("`") % 2]


def test_signs_lose_the_spaces_around_them_and_texts_keep_theirs() -> None:
    """Only spaces around signs go, where that changes nothing: not those of texts, expressions, two signs in a row."""
    assert squeezed('a = b - -c ? x( " = " , \'a : b\') : /[ /] = +/u.test(`${ n } = `) / 2;') == (
        'a=b - -c?x(" = ",\'a : b\'):/[ /] = +/u.test(`${ n } = `)/2;')
    assert squeezed("return 1 + +n in it") == "return 1 + +n in it"


def test_every_page_loads_little_of_search() -> None:
    """The script that every page loads stays small, and so does the engine that comes with the first query."""
    assert len(slim((TEMPLATES / "theme" / LOADER).read_text("utf-8"))) < 4_500
    (made,) = engine_shard([(TEMPLATES / "search" / part).read_text("utf-8") for part in ENGINE]).values()
    assert len(made) < 18_000


def test_the_engine_has_all_its_parts() -> None:
    """No part of the engine is left out when they are joined."""
    assert {path.name for path in (TEMPLATES / "search").glob("*.js")} == set(ENGINE)
