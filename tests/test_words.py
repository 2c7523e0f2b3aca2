"""Words, stems and sentences, as every stage understands them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.text.words import Stemmer, fold, sentences, tokens


@pytest.mark.parametrize(("text", "parts"), [
    ("One net. Two nets.", ["One net.", "Two nets."]),
    ("We use e.g. GSM8K. It is hard.", ["We use e.g. GSM8K.", "It is hard."]),
    ("Lee et al. 2020 show it. So do we.", ["Lee et al. 2020 show it.", "So do we."]),
    ("A gain of 3.5 points. Fine.", ["A gain of 3.5 points.", "Fine."]),
    ("Why nets? Because (of J. Smith) they work!", ["Why nets?", "Because (of J. Smith) they work!"]),
    ("First paragraph\n\nsecond paragraph", ["First paragraph", "second paragraph"]),
    ("It is “good.” Then it ends.", ["It is “good.”", "Then it ends."]),
    ("", []),
])
def test_sentences_end_where_readers_think(text: str, parts: list[str]) -> None:
    """Abbreviations, initials and decimals do not end a sentence; a paragraph does."""
    assert sentences(text) == parts


@given(st.text(max_size=80))
def test_no_word_of_a_text_is_lost_between_sentences(text: str) -> None:
    """All letters and digits of a text are in its sentences, in order."""
    def letters(part: str) -> str:
        return "".join(char for char in part if char.isalnum())

    assert letters("".join(sentences(text))) == letters(text)


@given(st.text(max_size=80))
def test_tokens_stand_where_they_say(text: str) -> None:
    """Each token is the text between its start and its end, in order."""
    last = 0
    for token in tokens(text):
        assert text[token.start:token.end] == token.text
        assert token.start >= last
        last = token.end


@pytest.mark.parametrize(("word", "folded"), [
    ("Nyström", "nystrom"), ("Łukasz", "lukasz"), ("ﬁne", "fine"), ("MoE²", "moe2"), ("STRASSE", "strasse"),
    ("Straße", "strasse"), ("Ångström", "angstrom"),
])
def test_folding_forgets_case_and_accents(word: str, folded: str) -> None:
    """Words are the same however they are accented or shouted."""
    assert fold(word) == folded


def test_inflections_have_one_stem() -> None:
    """A stemmer brings the forms of a word together, in lower case."""
    stem = Stemmer()
    assert stem("Quantizing") == stem("quantized") == stem("quantizes")
