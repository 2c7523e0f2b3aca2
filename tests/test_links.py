"""What the link stage promises: no link without a reason, none to the paper itself, mentions that mirror each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.links import link, text_links
from papershelf.links.mentions import is_telling
from papershelf.model import Paper, TagUse, Topic, TopicUse
from papershelf.text.words import Stemmer

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "links.yml").read_text(encoding="utf-8"))
STEMMER = Stemmer()
TEA = "The outlier channels of a green teapot warm the quiet kitchen."
SENTENCES = (
    TEA,
    "We quantize outlier channels before tea.",
    "Violins need patient tuning by hand.",
    "SipNet drinks from a cup.",
    "GulpNet beats SipNet at noon.",
    "A quiet kitchen has green teapots.",
    "Owls hunt at night over barns.",
    "",
)
NAMES = ("SipNet", "GulpNet", "Kettle", "SRA")
TOPICS = (Topic("tea", "Tea and kitchens"), Topic("music", "Music"))


def uses(*names: str) -> tuple[TagUse, ...]:
    return tuple(TagUse(name, "method", f"It has {name}.", name) for name in names)


@st.composite
def shelves(draw: st.DrawFn) -> list[Paper]:
    """Shelves of a few papers that share words, tags, topics and names."""
    few = st.lists(st.sampled_from(("LoRA", "BERT", "Tea ceremony")), unique=True, max_size=2)
    return [
        Paper(
            f"p{number}",
            draw(st.sampled_from(SENTENCES)) or "Untitled",
            abstract=" ".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=4))),
            year=draw(st.none() | st.integers(2020, 2023)),
            introduces=tuple(draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2))),
            tags=uses(*draw(few)),
            topics=tuple(TopicUse(id, ()) for id in draw(st.lists(st.sampled_from(("tea", "music")), unique=True))),
        )
        for number in range(draw(st.integers(0, 7)))
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_links_of_a_text(case: dict[str, Any]) -> None:
    """Every URL is found whole and once, and is called what it leads to."""
    assert text_links(case["text"]) == case["links"]


def test_the_record_knows_better_than_the_abstract() -> None:
    """Links of the abstract come after those of the record, under a free name, and never twice."""
    text = "Code: https://github.com/cups/new. Page: https://cups.github.io."
    links = {"code": "https://github.com/cups/old", "project": "http://cups.github.io/"}
    assert link([Paper("p", "Tea", abstract=text, links=links)], None, STEMMER)[0].links == {
        **links,
        "code2": "https://github.com/cups/new",
    }


def test_related_papers_show_what_they_share() -> None:
    """Reasons are the phrases as they stand in the text, the shared tag, and the title of the shared topic."""
    tea = (TopicUse("tea", ()),)
    papers = [
        Paper("a", "Cups", abstract=TEA, tags=uses("LoRA"), topics=tea),
        Paper("b", "Pots", abstract="We quantize the outlier channels of it.", tags=uses("LoRA"), topics=tea),
        Paper("c", "Owls", abstract="Owls hunt over barns."),
        Paper("d", "Bows", abstract="Violins need bows."),
    ]
    first = link(papers, TOPICS, STEMMER)[0].related[0]
    assert first.slug == "b"
    assert first.reasons == ("LoRA", "outlier channels", "Tea and kitchens")


# Two papers with some text, and whether they may be shown as related. The tea around it is what no phrase says.
FILLING = "Cups stand on shelves. Kettles sing at noon. Old spoons shine in drawers."
PAIRS = [
    ("a single ordinary word", "The gap of tides. A gap widens at sea.", "A gap in hedges. The gap grows tall.", False),
    ("words of titles", "Meets and greets. Sailors meet.", "Bread meets salt. They meet again.", False),
    ("two words of the trade", "Machine learning of tides. Machine learning at sea.",
     "Machine learning of bread. Machine learning in ovens.", False),
    ("a rare short form of two things", "Inland canal moorings (ICM) float. ICM holds barges on rivers and locks.",
     "The inner crust of muffins (ICM) is soft. ICM bakes with butter and sugar in ovens.", False),
    ("a telling phrase", "Salted outlier channels float. We count outlier channels.",
     "We bake outlier channels. Our outlier channels rise.", True),
]


@pytest.mark.parametrize(("name", "first", "second", "expected"), PAIRS, ids=lambda value: str(value)[:30])
def test_what_is_a_reason(name: str, first: str, second: str, expected: bool) -> None:
    """A reason is a telling phrase, never a single ordinary word, words of the trade, or letters of two meanings."""
    texts = [first, second, *(f"{FILLING} {word} rest in rooms." for word in "amber basil cedar delta ember".split())]
    done = link([Paper(f"p{n}", f"On {n}", abstract=text) for n, text in enumerate(texts)], None, STEMMER)
    assert ("p1" in [one.slug for one in done[0].related]) == expected, done[0].related


def test_words_of_two_fields_are_no_reason() -> None:
    """A compound or a phrase that papers about different things happen to share does not link them; in papers about the
    same it does."""
    def linked(first: str, second: str) -> bool:
        papers = [Paper("a", first, abstract=first), Paper("b", second, abstract=second),
                  *(Paper(f"o{n}", "Owls hunt at night over barns", abstract="Owls hunt.") for n in range(9))]
        return any(one.slug == "b" for one in link(papers, (), STEMMER)[0].related)

    assert not linked("Fine-grained parsing of grammar", "Fine-grained chips of silicon")
    assert not linked("Sliding windows for buses of a city", "Protein folding in sliding windows")
    assert linked("Sliding windows for video segmentation", "Video frames are segmented in sliding windows")


def test_a_reason_is_said_once() -> None:
    """A topic whose title says the shared tag again is not given beside it."""
    topic = Topic("tea", "Tea ceremony and kitchens")
    both = [Paper(name, TEA, abstract=TEA, tags=uses("Tea ceremony"), topics=(TopicUse("tea", ()),)) for name in "ab"]
    assert "Tea ceremony and kitchens" not in link(both, (topic,), STEMMER)[0].related[0].reasons


def test_what_all_papers_measure_on_is_no_reason() -> None:
    """One dataset that many papers of every field name links none of them by itself; one that few name does."""
    measured = (TagUse("Kite-21", "dataset", "It has Kite-21.", "Kite-21"),)

    def linked(carriers: int) -> bool:
        texts = ("Kites of paper climb over windy copper fields", "Gardens of roses need rain")
        papers = [Paper(f"p{n}", text, abstract=f"{text}.", tags=measured) for n, text in enumerate(texts)]
        papers += [Paper(f"o{n}", f"Owls {n}", abstract=FILLING, tags=measured if n < carriers else ())
                   for n in range(12)]
        return any(one.slug == "p1" for one in link(papers, (), STEMMER)[0].related)

    assert linked(2)
    assert not linked(12)


def test_without_a_reason_there_is_no_link() -> None:
    """Papers that share nothing, or only words that any paper has, are not related."""
    papers = [
        Paper("a", "Tea", abstract="We propose a novel method."),
        Paper("b", "Owls", abstract="We propose a novel method."),
        Paper("c", "Bows", abstract="Violins."),
        Paper("d", "Rain", abstract="Clouds."),
        Paper("e", "Sun", abstract="Rays."),
    ]
    assert all(paper.related == () for paper in link(papers, TOPICS, STEMMER))


def test_parts_of_a_series_find_each_other() -> None:
    """Part I shows Part II first, and the other way round, whatever else is near."""
    papers = [
        Paper("a", "Brewing at Scale: Part I – Leaves", abstract=TEA),
        Paper("b", "Brewing at Scale, Part II: Water"),
        Paper("c", "Teapots", abstract=TEA),
    ]
    one, two, _ = link(papers, None, STEMMER)
    assert (one.related[0].slug, one.related[0].reasons[0]) == ("b", "Part II of the same series")
    assert (two.related[0].slug, two.related[0].reasons[0]) == ("a", "Part I of the same series")


def test_papers_of_one_project_find_each_other() -> None:
    """A name that goes on after another paper's name is of its project, unless the authors are strangers."""
    papers = [
        Paper("a", "SipNet: Drinking", introduces=("SipNet",), authors=("Ada",)),
        Paper("b", "SipNet-Large: More", authors=("Ada",)),
        Paper("c", "SipNet-Thief: Mine", authors=("Eve",)),
    ]
    related = link(papers, None, STEMMER)[0].related
    assert [(one.slug, one.reasons) for one in related] == [("b", ("same project: SipNet",))]


def test_a_mention_has_its_sentence_and_its_mirror() -> None:
    """A paper that names what another introduces mentions it, and is one that the other is mentioned by."""
    papers = [
        Paper("a", "SipNet: Drinking", introduces=("SipNet",)),
        Paper("b", "Gulping", abstract="We drink. It beats SipNets by far. SipNet is slow."),
    ]
    first, second = link(papers, None, STEMMER)
    assert [(one.slug, one.name, one.sentence) for one in second.mentions] == [
        ("a", "SipNets", "It beats SipNets by far.")
    ]
    assert [(one.slug, one.name, one.sentence) for one in first.mentioned_by] == [
        ("b", "SipNets", "It beats SipNets by far.")
    ]
    assert second.related[0].reasons == ("mentions SipNets",)
    assert first.related[0].reasons == ("introduces SipNets",)


@pytest.mark.parametrize(
    "text",
    [
        "A Trace of tea.",
        "We use SipNet-Pro here.",
        "Our SipNet (another) is ours.",
        "See https://github.com/x/SipNet.",
    ],
)
def test_what_is_no_mention(text: str) -> None:
    """Plain words, longer names, addresses, and names that the paper introduces itself mention nobody."""
    own = ("SipNet",) if "ours" in text else ()
    papers = [
        Paper("a", "SipNet: Drinking", introduces=("SipNet",)),
        Paper("t", "Trace: Tea", introduces=("Trace",)),
        Paper("b", "Gulping", abstract=text, introduces=own),
    ]
    assert link(papers, None, STEMMER)[2].mentions == ()


def test_an_older_paper_mentions_no_newer_one() -> None:
    """What a paper names cannot have been introduced after it."""
    papers = [
        Paper("a", "SipNet: Drinking", introduces=("SipNet",), year=2024),
        Paper("b", "Gulping", abstract="On SipNet we sit.", year=2020),
    ]
    assert link(papers, None, STEMMER)[1].mentions == ()


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("SipNet", "", True),
        ("SwinV2-MoE", "", True),
        ("LoRA", "", False),
        ("LoRA", "LoRA: Tea", True),
        ("Trace", "Trace: Tea", False),
        ("Activation Beacon", "", False),
        ("Activation Beacon", "Activation Beacon: Far", True),
        ("6-DoF", "", False),
        ("CPU", "", False),
        ("Multi-Task", "", False),
        ("B-test", "B-test: Tea", False),
        ("SLAM problem", "", False),
    ],
)
def test_which_names_can_be_told_from_words(name: str, title: str, expected: bool) -> None:
    """Only a name that is long and odd enough, or heads its paper's title, is looked for in other papers."""
    assert is_telling(name, title) is expected


@pytest.mark.parametrize("name", ["", " ", "\u200b", "…"])
def test_what_has_no_letter_is_no_name(name: str) -> None:
    """A blank name in a record neither stops a build nor is found anywhere."""
    assert not is_telling(name, f"{name}: On Kites")
    link([Paper("a", "On Kites", introduces=(name,)), Paper("b", "Kites", abstract="Kites fly.")], (), Stemmer())


def test_further_afield_shares_a_rare_tag_and_no_topic() -> None:
    """A paper of another topic that carries the same rare tag is shown further afield, with the tag."""
    papers = [
        Paper("a", "Cups", tags=uses("LoRA"), topics=(TopicUse("tea", ()),)),
        Paper("b", "Bows", tags=uses("LoRA"), topics=(TopicUse("music", ()),)),
        Paper("c", "Pots", tags=uses("LoRA"), topics=(TopicUse("tea", ()),)),
    ]
    first = link(papers, TOPICS, STEMMER, count=1)[0]
    assert {one.slug for one in first.further} <= {"b"}


@settings(max_examples=60)
@given(shelves(), st.integers(1, 6))
def test_what_holds_for_every_shelf(papers: list[Paper], count: int) -> None:
    """No paper is its own neighbour or mention; scores fall from 1 to 0; reasons are never empty; mentions mirror."""
    linked = link(papers, TOPICS, STEMMER, count=count)
    slugs = {paper.slug for paper in papers}
    for paper in linked:
        near = [one.slug for one in (*paper.related, *paper.further)]
        assert paper.slug not in near
        assert len(near) == len(set(near))
        assert set(near) <= slugs
        assert len(paper.related) <= count
        assert all(one.reasons and all(one.reasons) and 0 <= one.score <= 1 for one in (*paper.related, *paper.further))
        assert [one.score for one in paper.related] == sorted((one.score for one in paper.related), reverse=True)
        assert paper.slug not in {one.slug for one in paper.mentions}
    given = {(paper.slug, one.slug, one.name, one.sentence) for paper in linked for one in paper.mentions}
    received = {(one.slug, paper.slug, one.name, one.sentence) for paper in linked for one in paper.mentioned_by}
    assert given == received


@settings(max_examples=30)
@given(shelves(), st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_nothing(papers: list[Paper], random: Any) -> None:
    """The same papers in another order have the same neighbours and mentions."""
    mixed = random.sample(papers, len(papers))
    first = {paper.slug: paper for paper in link(papers, TOPICS, STEMMER)}
    second = {paper.slug: paper for paper in link(mixed, TOPICS, STEMMER)}
    assert {slug: (paper.related, paper.further, paper.mentions) for slug, paper in first.items()} == {
        slug: (paper.related, paper.further, paper.mentions) for slug, paper in second.items()
    }


@given(st.text(max_size=200))
def test_any_text_has_links_that_open(text: str) -> None:
    """Whatever the text, every link has a scheme, a host, and no space."""
    for url in text_links(text).values():
        assert url.lower().startswith(("http://", "https://"))
        assert " " not in url
