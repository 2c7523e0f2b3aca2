"""What the topic stage promises: terms found, people's decisions kept, evidence for everything, in any field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.model import Paper, Term, Topic
from papershelf.model.fields import SLUG
from papershelf.text.words import Stemmer, fold
from papershelf.topics import classify, neighbours, report, report_text, suggest
from papershelf.topics.matching import Matcher, passages
from papershelf.topics.scoring import score

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "topics.yml").read_text(encoding="utf-8"))
STEMMER = Stemmer()

BAKING = Topic("baking", "Bread and baking", scope="Sourdough, loaves, ovens and flour.",
               match=(Term("sourdough", 3), Term("oven"), Term("loaf", 2), Term("steel", -2)))
SAILING = Topic("sailing", "Sailing", scope="Boats, sails, wind and tides.",
                match=(Term("sail", 3), Term("tide", 2), Term("GPS"), Term("harbour")))
GARDENS = Topic("gardens", "Gardens", scope="Roses, soil, compost and the pruning of trees.",
                match=(Term("compost", 3), Term("rose", 2), Term("soil")))
FIELDS = (BAKING, SAILING, GARDENS)

# Sentences about birds, stars and chess, for shelves whose topics have a title and one line alone.
BIRDS = ("Owls hunt at night and nest in old barns.", "Migration of storks follows warm winds.",
         "Feathers keep a nesting bird warm.", "Song of the nightingale during nesting.",
         "Storks and owls share a nest.", "Wings and feathers of gliding birds.")
STARS = ("A telescope sees distant galaxies.", "Spectra of red stars and their planets.",
         "Planets orbit stars in resonance.", "Galaxies collide and their stars drift.",
         "A telescope finds planets by transit.", "Spectra of comets seen by telescope.")
CHESS = ("An opening with an early bishop sacrifice.", "Endgames of rook against bishop.",
         "The queen sacrifice in the opening.", "Castling before the endgame.",
         "Rook endgames and pawn structure.", "A pawn structure after castling.")
ANIMALS = (Topic("birds", "Birds", scope="Owls, storks, nests and feathers."),
           Topic("stars", "Astronomy", scope="Stars, planets and galaxies seen by telescope."),
           Topic("chess", "Chess", body="Openings, endgames and sacrifices."))
OTHER_FIELD = [Paper(f"{name}-{number}", text) for name, texts in
               (("birds", BIRDS), ("stars", STARS), ("chess", CHESS)) for number, text in enumerate(texts)]

WORDS = ("sourdough oven loaf loaves steel sail sailing tides GPS harbour compost roses soil unlike without, and the "
         "of in quiet morning weather. method paper we propose").split()
prose = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
papers = st.lists(st.tuples(prose, prose), min_size=1, max_size=8).map(
    lambda texts: [Paper(f"p{number}", title, abstract=text) for number, (title, text) in enumerate(texts)])


def evidence(text: str, terms: Sequence[str]) -> list[str]:
    """The words that terms find in a text, in their order."""
    matcher = Matcher([Topic("t", "T", match=tuple(Term(term) for term in terms))], STEMMER)
    found = []
    for passage in passages(Paper("p", "", abstract=text), STEMMER):
        hits = sorted(matcher.hits(passage), key=lambda hit: hit.first)
        found += [passage.slice(hit.first, hit.last) for hit in hits]
    return found


def primary(paper: Paper) -> str:
    return paper.topics[0].id if paper.topics else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_terms_find(case: dict[str, Any]) -> None:
    """Every golden case finds the words that it names, as they stand in the text."""
    assert evidence(case["text"], case["terms"]) == case["finds"]


def test_title_outweighs_abstract() -> None:
    """A paper goes where its title says, when its abstract says as much of another topic."""
    paper = Paper("p", "A sail for every tide", abstract="Sourdough in a loaf.")
    assert primary(classify([paper], FIELDS, STEMMER)[0]) == "sailing"


def test_a_negative_weight_speaks_against() -> None:
    """A term below nought lowers its topic's score and is never shown as evidence."""
    plain, against = (Paper(str(n), text) for n, text in enumerate(("Loaf from an oven", "Loaf from a steel oven")))
    first, second = classify([plain, against], FIELDS, STEMMER)
    assert first.topics[0].score > second.topics[0].score
    assert "steel" not in second.topics[0].evidence


def test_weights_decide_between_topics() -> None:
    """With two terms found once each, the heavier one names the primary topic."""
    (paper,) = classify([Paper("p", "Compost beside the oven")], FIELDS, STEMMER)
    assert primary(paper) == "gardens"


def test_evidence_is_readable_and_strongest_first() -> None:
    """Evidence is words of the text as they stand there, never stems, the heaviest term first."""
    (paper,) = classify([Paper("p", "Soils, roses and composting")], FIELDS, STEMMER)
    assert paper.topics[0].evidence[0] == "composting"
    assert set(paper.topics[0].evidence) >= {"roses", "Soils"}


def test_nothing_found_is_unshelved() -> None:
    """A paper that no topic speaks for is on no shelf."""
    (paper,) = classify([Paper("p", "On the weather of quiet mornings")], FIELDS, STEMMER)
    assert paper.topics == ()


def test_at_most_three_topics() -> None:
    """However many topics fit, a paper gets its primary one and two more at most."""
    fields = [Topic(f"t{n}", f"T{n}", match=(Term(word, 3),)) for n, word in enumerate("ash oak elm fir yew".split())]
    (paper,) = classify([Paper("p", "Ash, oak, elm, fir and yew")], fields, STEMMER)
    assert len(paper.topics) == 3


def test_equal_fit_goes_by_id() -> None:
    """Where two topics fit alike, the order of their ids decides, not the order of the files."""
    twins = [replace(BAKING, id="b"), replace(BAKING, id="a")]
    (paper,) = classify([Paper("p", "Sourdough loaf")], twins, STEMMER)
    assert [use.id for use in paper.topics] == ["a", "b"]


def test_decided_topics_win_in_their_order() -> None:
    """What a record decides stands, in its order, with the front matter as evidence and the words found beside it."""
    paper = Paper("p", "A sourdough loaf", decided_topics=("gardens", "baking"))
    (done,) = classify([paper], FIELDS, STEMMER)
    assert [use.id for use in done.topics] == ["gardens", "baking"]
    assert done.topics[0].evidence == ("front matter",)
    assert done.topics[1].evidence[0] == "front matter"
    assert "sourdough" in done.topics[1].evidence


def test_unknown_decisions_fall_back_on_the_text() -> None:
    """An id that no topic has is passed over; if none is left, the text decides."""
    mixed, unknown = Paper("a", "Sourdough", decided_topics=("gone", "sailing")), Paper("b", "Sourdough loaf",
                                                                                     decided_topics=("gone",))
    first, second = classify([mixed, unknown], FIELDS, STEMMER)
    assert [use.id for use in first.topics] == ["sailing"]
    assert primary(second) == "baking"


def test_a_renamed_topic_keeps_its_papers() -> None:
    """An id that is an alias of a topic means that topic."""
    renamed = replace(SAILING, id="seafaring", aliases=("sailing",))
    (paper,) = classify([Paper("p", "Bread", decided_topics=("sailing",))], [BAKING, renamed], STEMMER)
    assert [use.id for use in paper.topics] == ["seafaring"]


def test_adding_and_removing_a_topic_takes_effect() -> None:
    """Topics are what is given now: a new one takes its papers, a removed one gives them up."""
    paper = Paper("p", "Compost and roses by the tide")
    assert primary(classify([paper], [BAKING, SAILING], STEMMER)[0]) == "sailing"
    assert primary(classify([paper], FIELDS, STEMMER)[0]) == "gardens"


@pytest.mark.parametrize("topics", [(), FIELDS, ANIMALS], ids=["none", "with terms", "without terms"])
@pytest.mark.parametrize("count", [0, 1, 5, 18])
def test_small_shelves(topics: Sequence[Topic], count: int) -> None:
    """A shelf of no, one or a few papers, with or without topics, is classified and reported like any other."""
    done = classify(OTHER_FIELD[:count], topics, STEMMER)
    assert [paper.slug for paper in done] == [paper.slug for paper in OTHER_FIELD[:count]]
    assert all(use.evidence for paper in done for use in paper.topics)
    assert "Papers per topic" in report_text(report(done, topics, STEMMER))


@pytest.mark.parametrize("text", ["", "   ", "\x00\ufeff", "((((", "。、漢字だけの題名", "مرحبا بالعالم", "a" * 5000,
                                  "<script>alert(1)</script>", "sourdough " * 3000, "=", "++ -- ==", "😀 😀"])
def test_hostile_text(text: str) -> None:
    """No text is too odd to be classified, as a paper, as a topic or as a term."""
    odd = Topic("odd", text or "x", scope=text, match=(Term(text), Term("loaf", 2)))
    done = classify([Paper("p", text, abstract=text), Paper("q", "A loaf")], [BAKING, odd], STEMMER)
    assert len(done) == 2


def test_another_field_with_a_title_and_a_line() -> None:
    """Topics without terms, of a field nobody foresaw, get their papers by their own words and the collection's."""
    done = classify(OTHER_FIELD, ANIMALS, STEMMER)
    assert sum(primary(paper) == paper.slug.split("-")[0] for paper in done) >= 16
    assert all(fold(word) in fold(paper.title) for paper in done for use in paper.topics for word in use.evidence)


def test_the_collection_teaches_words_that_the_line_lacks() -> None:
    """A paper that shares no word with a topic's line lands there by words of the papers that do."""
    done = {paper.slug: paper for paper in classify(OTHER_FIELD, ANIMALS, STEMMER)}
    assert primary(done["chess-3"]) == "chess"  # castling and the endgame: neither stands in title or line as such


def test_terms_never_make_a_shelf_worse() -> None:
    """A few plain terms beside a title and a line take no paper off the shelf and put none on a wrong one."""
    plain = {"birds": ("owls", "flight"), "stars": ("orbit", "eclipse"), "chess": ("pawn", "checkmate")}
    some = [replace(topic, match=tuple(Term(word) for word in plain[topic.id])) for topic in ANIMALS]
    without, beside = classify(OTHER_FIELD, ANIMALS, STEMMER), classify(OTHER_FIELD, some, STEMMER)
    for before, after in zip(without, beside, strict=True):
        assert primary(after) == primary(before) or primary(after) == after.slug.split("-")[0]


def test_a_close_call_is_told() -> None:
    """A paper of two topics is uncertain, one of a single topic is sure, a decided one has no doubt."""
    one = Paper("b", "Sourdough", abstract="A loaf of sourdough from the oven.")
    decided = Paper("c", "A sail and a sourdough", decided_topics=("sailing",))
    (close,) = classify([one], [replace(BAKING, id="b"), BAKING], STEMMER)
    clear, told = classify([one, decided], FIELDS, STEMMER)
    assert close.topics[0].uncertain
    assert not clear.topics[0].uncertain
    assert clear.topics[0].confidence > close.topics[0].confidence
    assert (told.topics[0].confidence, told.topics[0].uncertain) == (1.0, False)


def test_what_no_term_says_is_found_by_meaning() -> None:
    """A paper that shares no word with its topic goes where its words are near to the topic's."""
    fields = [Topic("auctions", "Auctions", scope="Bidders, prices and revenue."),
              Topic("vision", "Computer vision", scope="Images, objects and segmentation.")]
    shelf = [Paper("a", "Selling goods to buyers who pay", abstract="A market of prices."),
             Paper("b", "Photographs of faces and pixels", abstract="An image of people.")]
    assert [primary(paper) for paper in classify(shelf, fields, STEMMER)] == ["auctions", "vision"]


def test_topics_with_and_without_terms_share_a_shelf() -> None:
    """One topic with terms beside two with a line alone: each gets the papers that are its own."""
    mixed = (replace(ANIMALS[0], match=(Term("owl", 3), Term("stork", 3), Term("feather", 2))), *ANIMALS[1:])
    done = classify(OTHER_FIELD, mixed, STEMMER)
    assert sum(primary(paper) == paper.slug.split("-")[0] for paper in done) >= 15


@given(papers, st.data())
@settings(max_examples=40)
def test_order_of_papers_and_topics_does_not_matter(shelf: list[Paper], data: st.DataObject) -> None:
    """Papers and topics in any order give each paper the same topics, scores and evidence."""
    shuffled = data.draw(st.permutations(shelf))
    fields = data.draw(st.permutations(FIELDS))
    here = {paper.slug: paper.topics for paper in classify(shelf, FIELDS, STEMMER)}
    assert here == {paper.slug: paper.topics for paper in classify(shuffled, fields, STEMMER)}


@given(papers)
@settings(max_examples=40)
def test_every_assignment_has_evidence_from_the_text(shelf: list[Paper]) -> None:
    """Every topic of every paper names at least one and at most six words that stand in the paper."""
    for paper in classify(shelf, FIELDS + ANIMALS, STEMMER):
        assert len(paper.topics) <= 3
        for use in paper.topics:
            assert 1 <= len(use.evidence) <= 6
            assert all(word in " ".join(f"{paper.title} {paper.text}".split()) for word in use.evidence)


@given(prose, prose, st.sampled_from(["sourdough", "loaf", "oven"]))
def test_more_evidence_never_lowers_a_score(title: str, text: str, word: str) -> None:
    """A paper that says once more what a topic looks for has at least as much of it as before."""
    def found(paper: Paper) -> dict[int, float]:
        return Matcher([BAKING], STEMMER).count(passages(paper, STEMMER))
    before = found(Paper("p", title, abstract=text))
    after = found(Paper("p", title, abstract=f"{text}\n\nA {word}."))
    assert all(after.get(term, 0) >= value for term, value in before.items())
    assert sum(after.values()) > sum(before.values())
    shelf = [Paper("a", title, abstract=text), Paper("b", title, abstract=f"{text}\n\nA {word}.")]
    scores = score(shelf, [replace(BAKING, title="-", scope="")], STEMMER)
    assert scores.total[1, 0] >= scores.total[0, 0] - 1e-9


def test_suggestions_for_another_field() -> None:
    """Papers alone give topics: named readably, with terms, a line and the papers in the middle, one field each."""
    found = suggest(OTHER_FIELD, 3, STEMMER)
    assert len(found) == 3
    for one in found:
        assert one.topic.title
        assert one.topic.scope.endswith(".")
        assert one.topic.match
        assert one.topic.id == fold(one.topic.id).replace(" ", "-")
        assert len({slug.split("-")[0] for slug in one.central}) <= 2
    assert len({one.topic.id for one in found}) == 3


ROBOTS = [Paper(f"p{number:02}", title) for number, title in enumerate((
    "Shape Memory Alloy Wires for a Gripper", "A Finger Driven by Shape Memory Alloys",
    "Cooling of Shape Memory Alloy Springs", "Fatigue in Shape Memory Alloys under Load",
    "Joint Relation Extraction from Lab Notes", "Few Labels for Relation Extraction in Manuals",
    "Relation Extraction with Bayesian Networks", "Distant Supervision of Relation Extraction",
    "MRI-Compatible Needles in Breast Biopsies", "Steering Needles by MRI", "MRI of Moving Needles",
    "Needles, MRI, and Registration"))]


def test_suggested_names_are_whole_phrases_of_titles() -> None:
    """A topic is called what titles say, whole and in lower case but for acronyms; never two words joined by "and"."""
    found = {one.topic.title: one.topic for one in suggest(ROBOTS, 3, STEMMER)}
    assert "Relation extraction" in found
    assert found.keys() & {"Shape memory alloy", "Shape memory alloys"}
    assert all(" and " not in title for title in found)
    assert not found.keys() & {"Memory alloy", "Shape memory", "Memory alloys"}


odd_titles = st.lists(st.sampled_from("形状记忆 合金 Ünïcode naïve #1 <b> a/b … ' and of nets Bayes".split()),
                      min_size=1).map(" ".join)


@given(st.lists(odd_titles, min_size=1, max_size=6), st.integers(1, 4))
@settings(max_examples=25)
def test_suggested_topics_have_clean_names(titles: list[str], count: int) -> None:
    """Whatever titles hold, ids are clean addresses, each once, and titles and scopes say something."""
    found = [one.topic for one in suggest([Paper(f"p{n}", title) for n, title in enumerate(titles)], count, STEMMER)]
    assert len({topic.id for topic in found}) == len(found) <= count
    for topic in found:
        assert re.fullmatch(SLUG, topic.id)
        assert topic.title.strip()
        assert topic.scope.strip(" .")


@pytest.mark.parametrize("phrases", [
    "языковые модели|речные сети|поиск изображений", "γλωσσικά μοντέλα|ποτάμια δίκτυα|αναζήτηση εικόνων",
    "نماذج لغوية|شبكات الأنهار|بحث الصور", "מודלי שפה|רשתות נהרות|חיפוש תמונות",
    "แบบจำลองภาษา|เครือข่ายแม่น้ำ|การค้นหาภาพ", "语言模型|河流网络|图像检索", "言語モデル|河川ネットワーク|画像検索",
    "언어 모델|하천 네트워크|이미지 검색", "भाषा मॉडल|नदी नेटवर्क|चित्र खोज", "Index|index pages|README of nets",
])
def test_suggested_topics_pass_the_check_in_every_script(tmp_path: Path, phrases: str,
                                                                run: Callable[..., Result]) -> None:
    """What `papershelf topics --suggest` writes is no error, and its ids are words where letters can be Latin ones."""
    papers = tmp_path / "docs" / "papers"
    papers.mkdir(parents=True)
    for number, (one, other) in enumerate(permutations(phrases.split("|"), 2)):
        (papers / f"p{number}.md").write_text(f'---\ntitle: "{one} {other}"\n---\n\n{one}. {other}.\n', "utf-8")
    run("topics", "--suggest", "3", "--docs", tmp_path / "docs")
    names = [path.stem for path in (tmp_path / "docs" / "topics").glob("*.md")]
    assert names
    assert all(re.search("[a-z]", name) and not name.startswith("paper-") for name in names)
    run("check", "--docs", tmp_path / "docs")


def test_suggested_topics_shelve_the_papers_they_came_from() -> None:
    """What is suggested works as topic files do: most papers get a topic by it."""
    topics = [one.topic for one in suggest(OTHER_FIELD, 3, STEMMER)]
    assert sum(bool(paper.topics) for paper in classify(OTHER_FIELD, topics, STEMMER)) >= 15


@pytest.mark.parametrize("count", [0, 1, 40])
def test_suggestions_never_exceed_the_papers(count: int) -> None:
    """Asked for more topics than there are papers, or for none, suggest gives what there can be."""
    assert len(suggest(OTHER_FIELD[:4], count, STEMMER)) <= min(count, 4)
    assert suggest([], count, STEMMER) == ()
    assert suggest([Paper("p", "")], count, STEMMER) == ()


def test_suggestions_do_not_depend_on_the_order_of_papers() -> None:
    """The same papers in another order give the same topics."""
    assert suggest(OTHER_FIELD, 3, STEMMER) == suggest(OTHER_FIELD[::-1], 3, STEMMER)


def test_report_names_what_pulls_wrong() -> None:
    """A term that draws papers which people put elsewhere is named, with how often."""
    loud = replace(SAILING, match=(*SAILING.match, Term("flour", 3)))
    shelf = [Paper(f"p{n}", "Flour in the sourdough", decided_topics=("baking",)) for n in range(3)]
    said = report(classify(shelf, [BAKING, loud], STEMMER), [BAKING, loud], STEMMER)
    assert [(use.topic, use.term, use.wrong_papers) for use in said.pulling_wrong] == [("sailing", "flour", 3)]
    assert "flour  (0 against 3)" in report_text(said)


def test_report_counts_unsure_and_overlapping() -> None:
    """The report counts primary and further papers, lists the unshelved, the nearly undecided and shared topics."""
    both = ("baking", "gardens")
    shelf = [Paper("both-1", "Bread", decided_topics=both), Paper("both-2", "Roses", decided_topics=both),
             Paper("nearly", "A rose and a loaf"), Paper("bread", "Sourdough"), Paper("none", "Quiet mornings")]
    said = report(classify(shelf, FIELDS, STEMMER), FIELDS, STEMMER)
    assert sum(one.primary for one in said.counts) == 4
    assert [one.further for one in said.counts if one.id == "gardens"] >= [2]
    assert said.unshelved == ("none",)
    assert said.unsure[0].slug == "nearly"
    assert (said.overlaps[0].first, said.overlaps[0].second) == both
    assert any(use.term == "sourdough" for use in said.deciding)


def test_neighbours_share_most_papers_first() -> None:
    """Every topic has its neighbours by how many papers they share; a topic that shares none has none."""
    shelf = [Paper(slug, "", decided_topics=ids) for slug, ids in
             (("a", ("baking", "gardens")), ("b", ("gardens", "baking")), ("c", ("baking", "sailing")))]
    beside = neighbours(classify(shelf, FIELDS, STEMMER), (*FIELDS, ANIMALS[0]))
    assert beside["baking"] == (("gardens", 2), ("sailing", 1))
    assert beside["gardens"] == (("baking", 2),)
    assert beside["birds"] == ()
