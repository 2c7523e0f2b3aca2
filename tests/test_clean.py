"""What repairing text promises: the golden cases, and what holds for any text at all."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import papershelf.clean
from papershelf.clean import CLEANERS, clean, clean_abstract, clean_name, clean_title, clean_url, urls_in


def _texts(stays: str | list[str]) -> list[str]:
    return [stays] if isinstance(stays, str) else stays


CASES = yaml.safe_load((Path(__file__).parent / "cases" / "clean.yml").read_text(encoding="utf-8"))
NAMES = yaml.safe_load((Path(__file__).parent / "cases" / "names.yml").read_text(encoding="utf-8"))
CHANGES = [case for case in CASES if "in" in case]
STAYS = [(case["name"], text) for case in CASES if "stays" in case for text in _texts(case["stays"])]

DAMAGED = (
    r"52.1\% 6.5times 64times64 Ntimes K|sim80%|approx13%|epsilon-stationary|mathcal{O}(1/epsilon^4)|1leq p<2|MoE^2|"
    r"ell_p|runx2014each|\name|{\it very fast}|{it slow}|scriptsizeFLaws|~wu2018mixed|at~https://a.org/b|``|''|`a'|"
    r"a.org/README.md{here.}|https: //github.com/a|curriculum.We|models(LLMs)|users , such|learn- ing|c---d|"
    r"resource- efficient|``quick''|Nystr\"om|\'|\"|NystrM-CM-6m|200, 000|&amp;|&lt;sub&gt;2&lt;/sub&gt;|$x_i$|"
    r"$5 and $|\frac{a}{b}|\sqrt{\frac{1}{n}}|\tilde{\Omega}|\left( x \right)|\{0,1\}^n|x^{y^{z}}|_{|^{|{|}|\\|\|--|~|"
    r"~~|*a*|**b**|(cid:173) |/spl mu/|\cite{a}|\href{https://a.org}{b}|\url{a.org/b}|O left( K right)|tau'lltau|"
    r"omega = 1|parameter omega|e.g.,x|(ii)The|T_{2}^*-w|8{255}|Ã¯|â€™|ﬁ|\alpha|\item|\begin{a}|textbf{x}|"
    r"extit{x}|infty|to infty|\textasciitilde|\~|\u2014|%However"
).split("|")
RIGHT = (
    "three times faster|in the sim|max_len|f(x)|SO(3)|p(y|x)|e.g.|i.e.|et al.|U.S.|Qwen2.5-VL|v0.2|Node.js|Alpha"
    "|DeltaNet|https://example.org/~a/b_c--d?e=%20#f|C++|mid- and large|3.5|10%|(s)|“q”|–|top-1|δ|x²|3×4|a|, |. |\n\n| "
).split("|")
PIECE = st.one_of(st.sampled_from(DAMAGED), st.sampled_from(RIGHT), st.text(max_size=6), st.sampled_from(" \n.,()"))
texts = st.lists(PIECE, max_size=14).map("".join)
words = st.text("abcdfghijklnorsuvwyz", min_size=2, max_size=9).filter(
    lambda word: "sim" not in word and "times" not in word
)


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case["name"])
def test_repairs(case: dict[str, Any]) -> None:
    """Every golden case comes out as written, and once is enough."""
    call = getattr(papershelf.clean, case.get("call", "clean"))
    titles = [case["title"]] if "title" in case else []
    assert call(case["in"], *titles) == case["out"]
    if isinstance(case["out"], str):
        assert call(case["out"], *titles) == case["out"]


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["name"])
def test_names(case: dict[str, str]) -> None:
    """A name is turned round where the source says which part is the family's, and stays as written where it may be
    either."""
    assert clean_name(case["in"]) == case["out"]


@pytest.mark.parametrize(("name", "text"), STAYS)
def test_leaves_alone(name: str, text: str) -> None:
    """What is right stays, by itself and within a sentence."""
    assert clean(text) == text, name
    assert clean(f"We saw {text}, and more.") == f"We saw {text}, and more.", name


def test_cases_are_balanced() -> None:
    """Names are unique, and as many texts must stay as must change."""
    assert len({case["name"] for case in CASES}) == len(CASES) >= 90
    assert len(STAYS) >= len(CHANGES)


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Cleaning clean text changes nothing, however damaged the text was before."""
    assert clean(clean(text)) == clean(text)


@given(texts, texts)
def test_titles_abstracts_and_names_settle(text: str, title: str) -> None:
    """The functions for titles, abstracts and names take any text and settle at once, too."""
    assert clean_title(clean_title(title)) == clean_title(title)
    assert clean_abstract(clean_abstract(text, title), title) == clean_abstract(text, title)
    assert isinstance(clean_name(text), str)


@given(st.text(max_size=80))
def test_nothing_invisible_remains(text: str) -> None:
    """No control, zero-width, private or surrogate character survives; line ends and spaces are the plain ones."""
    for char in clean(text):
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Co", "Zl", "Zp"}
        assert char == " " or unicodedata.category(char) != "Zs"
        assert char not in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"


@given(st.lists(st.tuples(words, st.sampled_from((" ", ", ", ". ", "; ", ": ", "-", " 7 ", " 3.5% ", " (", ") ")))))
def test_plain_words_stay(pieces: list[tuple[str, str]]) -> None:
    """Words, numbers and sane punctuation come out as they went in."""
    text = "".join(word + mark for word, mark in pieces) + "end"
    assert clean(text) == text


@given(words, words, st.text("abcXYZ019_-~%=&+./", min_size=1, max_size=20))
def test_urls_survive(before: str, after: str, path: str) -> None:
    """No repair reaches into a URL, and the finder returns it as it stands."""
    url = f"https://example.org/{path}x"
    assert clean(f"{before} {url}, {after}") == f"{before} {url}, {after}"
    assert urls_in(f"{before} ({url}). {after}") == [url] == [clean_url(url)]


@given(texts)
def test_found_urls_are_clean(text: str) -> None:
    """What the finder returns, `clean_url` has nothing to add to, and there is neither space nor markup in it."""
    for url in urls_in(text):
        assert clean_url(url) == url
        assert not re.search(r"[\s<>\"{}\\]", url)


def test_every_cleaner_says_what_it_heals() -> None:
    """Each repair has a docstring with an example, and no two have the same name."""
    assert all(cleaner.__doc__ for cleaner in CLEANERS)
    assert len({cleaner.__name__ for cleaner in CLEANERS}) == len(CLEANERS)


# What damage leaves behind, wherever it remains in a cleaned title or abstract.
MARKERS = {
    "backslash": r"\\",
    "dollar": r"\$",
    "brace": r"[{}]",
    "caret": r"\^(?!\([\d/ᵖp-]+\))",
    "quotes": r"``|''|`",
    "dashes": r"--",
    "tie": r"[A-Za-z.)]~|~[A-Za-z]",
    "times": r"\dtimes|times\d|\b[A-Z]times",
    "about": r"\bsim\d|sim \d+%|approx ?\d",
    "Greek": r"\b(?:epsilon|varepsilon|sigma|omega|tau|infty|ell)\b|\b(?:delta|gamma)[=<>]|\b(?:Omega|Theta)\(",
    "command": r"(?:leq|geq|neq)\b|mathcal|mathfrak|mathbb|cdot|rightarrow|scriptsize|textbf|textasciitilde",
    "code point": r"x20[12]\d[a-z]",
    "glued sentence": r"[a-z]{2}\.[A-Z][a-z]+ [a-z]",
    "glued bracket": r"[a-z]\([A-Z]{2,}s?\)|\)(?:that|The)\b",
    "stray space": r"\w [,.;](?:\s|$)|\( | \)",
    "broken word": r"- (?:ing|tion|efficient)",
    "comment": r"\. ?%",
    "parted number": r"\d, 000",
    "invisible": "[\u00ad\u200b-\u200f\u2060\ufeff\u00a0\ufb00-\ufb06]",
}


@pytest.fixture(scope="module")
def entries(listings: list[Path]) -> list[tuple[str, str]]:
    """Title and abstract of every paper in the saved listings, as found."""
    found: dict[str, str] = {}
    for file in listings:
        blocks = [block.strip() for block in re.split(r"\n[ \t]*\n", file.read_text(encoding="utf-8")) if block.strip()]
        first = next(index for index, block in enumerate(blocks) if len(block) > 600) - 1
        found |= dict(zip(blocks[first::2], blocks[first + 1 :: 2], strict=False))
    return list(found.items())


def test_listings_come_out_clean(entries: list[tuple[str, str]]) -> None:
    """Fewer than one paper in a hundred of the real listings keeps a mark of known damage."""
    damaged = {}
    for title, abstract in entries:
        text = f"{clean_title(title)}\n{clean_abstract(abstract, title)}"
        prose = text
        for url in urls_in(text):
            prose = prose.replace(url.removeprefix("https://"), "")
        marks = [name for name, pattern in MARKERS.items() if re.search(pattern, prose)]
        if marks:
            damaged[title] = marks
    assert len(damaged) < len(entries) / 100, json.dumps(damaged, indent=1)


def test_listings_settle(entries: list[tuple[str, str]]) -> None:
    """Cleaning the cleaned listings again changes no character."""
    for title, abstract in entries:
        cleaned = clean_abstract(abstract, title)
        assert clean_title(clean_title(title)) == clean_title(title)
        assert clean_abstract(cleaned, title) == cleaned
