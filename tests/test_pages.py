"""What pages show: contexts from shelves, and the Markdown that templates make of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from papershelf import pages
from papershelf.map import with_names
from papershelf.model import (
    FRONT_MATTER,
    Day,
    MapLayout,
    Mention,
    Page,
    Paper,
    Related,
    Shelf,
    Source,
    TagUse,
    Topic,
    TopicUse,
    dated,
    listings_of,
)
from papershelf.pages import contexts as show
from papershelf.pages.parts import quoted
from papershelf.render import render
from papershelf.text.wording import Words
from support import ROOT

FIGURES = pages.figures(Words())
KETTLES = Topic("kettles", "Kettles, pots and pans", "Kitchen", "Vessels that are heated.",
                body="About [one](../papers/k0.md).")
KITES = Topic("kites", "Kites", "Outdoors")


def paper(slug: str, *topics: str, **fields: object) -> Paper:
    given = {"title": f"On {slug}", "topics": tuple(TopicUse(t, ("a phrase",)) for t in topics), **fields}
    return Paper(slug, **given)  # type: ignore[arg-type]


def make(*papers: Paper, topics: tuple[Topic, ...] = (KETTLES, KITES), tag_pages_from: int = 2,
         **settings: int) -> dict[str, Page]:
    book = pages.Book(Shelf(papers, topics, (), listings_of(papers)), tag_pages_from)
    made = pages.make_pages(book, {}, {p.slug: f"@misc{{{p.slug}}}" for p in papers}, {},
                            with_names({p.slug: (10 + 20 * n, 40) for n, p in enumerate(papers)}, papers, topics),
                            **settings)
    return {page.path: page for page in made}


def markdown(*papers: Paper, **settings: int) -> dict[str, str]:
    made = make(*papers, **settings)
    files = render(made.values(), [ROOT / "templates" / "pages"], pages.Site("Shelf", "", "", ""), FIGURES)
    return {path: data.decode() for path, data in files.items()}


def test_an_empty_shelf_has_every_page() -> None:
    """Without a paper, topic or listing the places still exist, and say so."""
    made = pages.make_pages(pages.Book(Shelf((), (), (), ()), 2), {}, {}, {}, MapLayout())
    files = render(made, [ROOT / "templates" / "pages"], pages.Site("Shelf", "", "", ""), FIGURES)
    assert {"index.md", "topics/index.md", "papers/index.md", "tags/index.md", "listings/index.md", "about.md",
            "map.md", "reading.md"} <= files.keys()
    assert "no paper to draw" in files["map.md"].decode()


def test_a_paper_of_which_only_the_title_is_known() -> None:
    """A page with nothing but a title has no empty heading and no empty list."""
    text = markdown(Paper("bare", "Bare"))["papers/bare.md"]
    assert re.findall(r"^## (.*)", text, re.M) == ["Cite"]
    assert "None" not in text


def test_the_most_central_paper_of_a_topic_stands_first() -> None:
    """A topic's order is by how strongly its papers name each other as related."""
    papers = (paper("k0", "kettles", year=2024), paper("k1", "kettles", year=2020),
              paper("k2", "kettles", year=2022, related=(Related("k1", .9, ()),)))
    cards = make(*papers)["topics/kettles.md"].context.cards
    assert [card.title for card in cards] == ["On k1", "On k0", "On k2"]


def test_a_paper_with_another_first_topic_is_also_here() -> None:
    """A topic parts papers that have it first from those that have it besides."""
    made = make(paper("k0", "kettles"), paper("both", "kites", "kettles"))["topics/kettles.md"].context
    assert [card.title for card in made.cards] == ["On k0"]
    assert [card.title for card in made.also] == ["On both"]
    assert (made.count, made.first) == (2, 1)


def test_long_topics_are_paged_and_only_the_first_page_is_introduced() -> None:
    """Every paper is on one page of its topic, and the pages lead to each other."""
    made = make(*(paper(f"k{n}", "kettles") for n in range(25)), page_size=10)
    parts = [made["topics/kettles.md"], made["topics/kettles/2.md"], made["topics/kettles/3.md"]]
    assert sorted(card.title for page in parts for card in page.context.cards) == sorted(f"On k{n}" for n in range(25))
    assert [bool(page.context.intro) for page in parts] == [True, False, False]
    assert [ref.href for ref in parts[1].context.pager.pages] == ["../kettles.md", "2.md", "3.md"]
    assert parts[1].context.whole.href == "../../search.md?q=topic%3A%22Kettles%2C%20pots%20and%20pans%22"
    assert make(paper("k0", "kettles"))["topics/kettles.md"].context.whole is None


def test_filters_part_the_papers_of_a_list() -> None:
    """A tag that one paper carries, or that all carry, is no filter."""
    def tags(*names: str) -> tuple[TagUse, ...]:
        return tuple(TagUse(name, "method", "front matter") for name in names)

    made = make(paper("k0", "kettles", tags=tags("Steam", "Copper", "Lid")),
                paper("k1", "kettles", tags=tags("Steam", "Copper")), paper("k2", "kettles", tags=tags("Steam")))
    assert made["topics/kettles.md"].context.filters == (("Copper", 2),)


@pytest.mark.parametrize(("venue", "year", "place"), [
    ("Kettle Days", 2020, "Kettle Days 2020"), ("KD 2021", 2020, "KD 2021"), ("", 2020, "2020"), ("KD", None, "KD"),
    ("", None, "")])
def test_where_and_when_a_paper_appeared_is_said_once(venue: str, year: int | None, place: str) -> None:
    """A venue that names a year is not followed by another one."""
    places = make(paper("k0", venue=venue, year=year))["papers/k0.md"].context.places
    assert " ".join(one.title for one in places) == place


def test_an_author_of_several_papers_leads_to_them() -> None:
    """Who wrote more than one paper of the shelf links to their page; quotes in a name do no harm."""
    texts = markdown(paper("k0", authors=('Ada "Tea" Reed', "Bo [Finch]")), paper("k1", authors=('Ada "Tea" Reed',)))
    assert '](../authors/ada-tea-reed.md "2 papers on this shelf")' in texts["papers/k0.md"]
    assert texts["papers/k0.md"].count("](../authors/") == 1


def test_many_authors_are_folded() -> None:
    """Of more than sixteen authors the first eight are shown and the others unfold; none is lost."""
    people = tuple(f"Ada Reed{n}" for n in range(20))
    body = markdown(paper("k0", authors=people))["papers/k0.md"].split("# On k0")[1]
    shown, folded = body.split("<details", 1)
    assert re.findall(r"Ada Reed\d+", shown) == list(people[:8])
    assert re.findall(r"Ada Reed\d+", folded.split("</details>")[0]) == list(people[8:])
    assert "and 12 more" in folded


def test_a_quotation_keeps_the_words_apart_around_the_name() -> None:
    """Spaces around the marked name survive the template."""
    said = Mention("k1", "Steamer", "It beats Steamer by far.")
    both = paper("k0", mentions=(said,)), paper("k1", mentioned_by=(replace(said, slug="k0"),))
    assert "<q>It beats <mark>Steamer</mark> by far.</q>" in markdown(*both)["papers/k0.md"]


def test_previous_and_next_follow_the_order_of_the_topic() -> None:
    """Leafing through a topic meets every paper that has it first, once."""
    made = make(*(paper(f"k{n}", "kettles", year=2000 + n) for n in range(4)), paper("x", "kites"))
    seen, at = ["On k3"], made["papers/k3.md"].context
    while at.next:
        seen.append(at.next.title)
        at = made[f"papers/{at.next.href}"].context
    assert seen == ["On k3", "On k2", "On k1", "On k0"]


def test_the_map_has_a_dot_and_a_line_of_its_list_for_every_paper() -> None:
    """What is drawn is also written: each paper once as a dot and once in the list behind it."""
    text = markdown(paper("k0", "kettles"), paper("k1", "kettles"), paper("o", "kites"))["map.md"]
    assert text.count("<circle") == 3
    assert re.findall(r"^1\. \[(.*?)\]", text, re.M) == ["On k0", "On k1", "On o"]


def test_the_legend_explains_papers_of_no_topic() -> None:
    """Where some are drawn, the legend names them, says what they are, and the list behind the map has them too."""
    said = "Papers whose text speaks for no topic clearly enough."
    text = markdown(paper("k0", "kettles"), paper("loose"))["map.md"]
    assert said in text
    assert text.count('data-region="loose"') == 2
    assert re.findall(r"^1\. \[(.*?)\]", text, re.M) == ["On k0", "On loose"]
    assert said not in markdown(paper("k0", "kettles"))["map.md"]


def test_the_drawing_of_the_map_is_one_block() -> None:
    """No empty line parts the drawing, which would end it for a Markdown reader, with unshelved papers or without."""
    for papers in ((paper("k0", "kettles"), paper("o", "kites")), (paper("k0", "kettles"), paper("loose"))):
        text = markdown(*papers)["map.md"]
        assert "\n\n" not in text[text.index("<svg"):text.index("</svg>")]


def test_a_hostile_title_stays_text_on_the_map_and_in_cards() -> None:
    """Markup in a title is shown, not run, wherever the title stands."""
    title = '<script>alert(1)</script> ]("x") {onload=x}'
    files = markdown(paper("k0", "kettles", title=title, listings=(Source("a.txt", 1, "03-11"),)))
    for path, text in files.items():
        assert "<script>alert" not in text, path
        assert "{onload" not in text.split("\n---\n", 1)[1], path


def test_a_topic_has_one_count_wherever_it_stands() -> None:
    """Home, the list of topics and the topic's own page say the same number; a group counts a paper once."""
    made = make(paper("k0", "kettles"), paper("both", "kites", "kettles"), paper("none"))
    for place in ("index.md", "topics/index.md"):
        said = {entry.ref.title: entry.count for group in made[place].context.groups for entry in group.topics}
        assert said == {topic.title: made[f"topics/{topic.id}.md"].context.count for topic in (KETTLES, KITES)}
    twice = (KETTLES, replace(KITES, group="Kitchen"))
    assert make(paper("both", "kites", "kettles"), topics=twice)["topics/index.md"].context.groups[0].count == 1


def test_a_tag_counts_each_paper_once() -> None:
    """A paper that carries a tag twice, in its text and by its record, is one paper of the tag."""
    use = TagUse("LoRA", "method", "LoRA is used.", "LoRA")
    made = make(paper("k0", tags=(use, replace(use, evidence=FRONT_MATTER))), paper("k1", tags=(use,)))
    page = made["tags/lora.md"].context
    assert (page.count, [card.quote for card in page.cards]) == (2, [quoted("LoRA is used.", "LoRA")] * 2)


def test_the_index_of_tags_shows_the_most_used_and_folds_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each kind the most used stand first, all by letter where there are more; a tag that one paper names leads to
    it, and on a large shelf is left out and said to be."""
    uses = [TagUse(f"{letter}{number}", "dataset", FRONT_MATTER) for letter in "AB" for number in range(15)]
    papers = (paper("k0", tags=tuple(uses)), paper("k1", tags=tuple(uses[20:])))
    (kind,) = make(*papers)["tags/index.md"].context.kinds
    assert (kind.count, len(kind.most), kind.most[0]) == (30, 24, show.Ref("B10", "b10.md", "2"))
    assert [(letter, place, len(refs)) for letter, place, refs in kind.letters] == [
        ("A", "dataset-a", 15), ("B", "dataset-b", 15)]
    assert kind.letters[0][2][0] == show.Ref("A0", "../papers/k0.md")
    monkeypatch.setattr("papershelf.pages.tag._LISTED", 29)
    page = make(*papers)["tags/index.md"].context
    assert ([one.count for one in page.kinds], page.left_out) == ([10], 20)
    assert page.kinds[0].letters == ()


def test_a_persons_decision_is_said_once_beside_the_words_of_the_text() -> None:
    """Where a record decides the topics, the page says so once, shows what the text says, and no name of a field."""
    uses = (TopicUse("kites", (FRONT_MATTER, "string")), TopicUse("kettles", (FRONT_MATTER,)))
    text = markdown(replace(paper("k0", tags=(TagUse("LoRA", "method", FRONT_MATTER),)), topics=uses))["papers/k0.md"]
    assert text.count("placed here by a person") == 1
    assert "its text says: string" in text
    assert FRONT_MATTER not in text


def test_one_card_in_two_densities() -> None:
    """Lists, topics, tags and related papers show title, authors, place and first sentence alike; a dense card leaves
    the links out, and a card says why it is here."""
    use = TagUse("LoRA", "method", "It tunes LoRA.", "LoRA")
    whole = {"authors": ("A. Kite",), "venue": "KITES", "year": 2024, "summary": "It flies. It lands.", "tags": (use,),
             "abstract": "It flies high.", "arxiv": "2401.00001"}
    first, second = paper("k0", "kites", **whole), paper("k1", "kites", **whole)
    made = make(replace(first, related=(Related("k1", .5, ("string",)),)), second)
    cards = [next(card for card in found if card.title == "On k1") for found in (
        made["topics/kites.md"].context.cards, made["tags/lora.md"].context.cards, made["papers/k0.md"].context.related,
        made["papers/index.md"].context.sections[0][2])]
    assert {(card.authors, card.year, card.blurb) for card in cards} == {("A. Kite", 2024, "It flies.")}
    assert [card.place for card in cards] == ["KITES 2024"] * 3 + ["KITES"]
    assert [card.why or card.quote for card in cards] == [
        "because of: a phrase", quoted("It tunes LoRA.", "LoRA"), "string", None]
    texts = markdown(replace(first, related=(Related("k1", .5, ("string",)),)), second)
    assert "k1.md#abstract" in texts["topics/kites.md"]
    assert "## Abstract {: #abstract }" in texts["papers/k1.md"]
    assert "ps-links" not in texts["papers/index.md"]


def test_new_is_said_only_where_it_tells_something() -> None:
    """A listing of which most papers are new marks none of them."""
    only = (Source("a.txt", 5, "03-11"),)
    made = make(paper("k0", listings=only), paper("k1", listings=only))
    assert [card.is_new for card in made["listings/a.md"].context.cards] == [False, False]


def test_a_listing_is_in_its_order_and_marks_what_was_new() -> None:
    """The later of two listings marks only what the earlier one did not have."""
    both = (Source("a.txt", 5, "03-11"), Source("b.txt", 9, "04-01"))
    made = make(paper("k0", listings=both), paper("k1", listings=(Source("b.txt", 2, "04-01"),)))
    cards = made["listings/b.md"].context.cards
    assert [(card.title, card.is_new) for card in cards] == [("On k1", True), ("On k0", False)]


def test_news_are_what_the_latest_listings_brought() -> None:
    """The feed's papers come latest listing first, each paper once; a listing whose year nobody knows brings none."""
    both = (Source("a.txt", 5, "2025-03-11"), Source("b.txt", 9, "2025-04-01"), Source("c.txt", 1, "05-09"))
    papers = (paper("k0", listings=both), paper("k1", listings=(Source("b.txt", 2, "2025-04-01"),)))
    book = pages.Book(Shelf(papers, (), (), listings_of(papers)), 2)
    assert [(one.slug, address, date) for one, address, date, _ in pages.news(book)] == [
        ("k1", "papers/k1/", "2025-04-01"), ("k0", "papers/k0/", "2025-03-11")]


@pytest.mark.parametrize(("date", "arxiv", "year", "full"), [
    ("03-11", "2503.00001", 2020, "2025-03-11"), ("03-11", "2504.12345v2", None, "2026-03-11"),
    ("12-30", "2412.00001", None, "2024-12-30"), ("02-29", "2501.00001", None, "2028-02-29"),
    ("03-11", "", 2023, "2023-03-11"), ("03-11", "cs/0701001", 2007, "2007-03-11"), ("03-11", "", None, "03-11"),
    ("2021-03-11", "2503.00001", 2025, "2021-03-11"), ("", "2503.00001", 2025, "")])
def test_a_listing_without_a_year_is_no_older_than_its_papers(date: str, arxiv: str, year: int | None,
                                                               full: str) -> None:
    """A listing is of the first year in which it could have had its newest paper."""
    assert str(dated(Day.parse(date), "a.txt", [paper("k0", arxiv=arxiv, year=year), paper("k1")])) == full


def test_groups_without_a_paper_have_no_picture_and_no_year() -> None:
    """A group of topics that are still empty is shown, without a chart."""
    text = markdown(paper("k0", "kettles", year=2020))["index.md"]
    assert "### Outdoors" in text
    assert text.count("<figure class=\"ps-spark\">") == 1


def test_papers_by_title_stand_under_their_letter() -> None:
    """Titles are sorted under letters, those that begin with a digit together."""
    made = make(paper("a", title="“Éclair”"), paper("b", title="2 pots"), paper("c", title="10 pots"))
    assert [(one.title, one.href) for one in made["browse/title.md"].context.jumps] == [("0–9", "#09"), ("E", "#e")]
