"""An invented shelf that is large enough for every kind of page: 120 papers of four topics in two listings."""

from __future__ import annotations

from pathlib import Path

from papershelf import config, records
from papershelf.model import Paper, Source, Term, Topic
from papershelf.model.fields import TAG_KINDS
from support import small_shelf

TOPIC, PAPER, TAG, LISTING = "topics/kites/", "papers/lisa-layered-strings/", "tags/lora/", "listings/000-spring/"
_TOPICS = {
    "kites": ("Kites and strings", "In the air", ("kite", "string", "gust", "wind")),
    "kettles": ("Kettles and steam", "In the kitchen", ("kettle", "steam", "whistle", "boil")),
    "maps": ("Maps and folds", "On paper", ("map", "crease", "fold", "atlas")),
    "gardens": ("Gardens and soil", "Outdoors", ("soil", "garden", "worm", "compost")),
}
_NAMES = ("LoRA", "ImageNet", "BERT", "GPT-4", "CIFAR-10", "ResNet")
_WAYS = ("quietly", "twice", "in fog", "at dawn", "without regret", "by hand", "on a budget", "in rows", "under glass",
         "for beginners")
# The papers of a topic that each listing has; the last of spring trend in summer, as they are listed again.
_LISTINGS = (("000-spring.txt", "03-11", range(20)), ("001-summer.txt", "05-07", range(19, 30)))
# One paper names more datasets than the index of tags shows at once.
_MANY = tuple(one.name for one in records.read_vocabulary(config.load(None).vocabulary, TAG_KINDS)[0]
              if one.kind == "dataset")[:40]


def _paper(topic: str, number: int) -> Paper:
    first, second, third, fourth = _TOPICS[topic][2]
    name, other = _NAMES[number % 6], _NAMES[(number + number // 6 + 1) % 6]
    is_lisa = topic == "kites" and number == 0
    return Paper(
        "lisa-layered-strings" if is_lisa else f"{topic}-{number}",
        "LISA: Layered strings that a kite can hold" if is_lisa else
        f"{(first, second, third)[number % 3].capitalize()} {_WAYS[number % 10]}, part {number}",
        (f"Rosa Stone {number % 7}", "Émile Łodz"), 2015 + number % 9, f"Windy Days {2015 + number % 9}",
        summary=f"The {first} meets the {second}, and {number} times out of a hundred the {third} wins over {name}.",
        abstract=f"A {first} and a {second} differ. We train {name} and {other} on {number} cases of {third}. "
                 f"Compared with {other}, the {fourth} stays where it was, {_WAYS[number % 10]}.",
        decided_tags=(*_MANY, name) if (topic, number) == ("gardens", 29) else (),
        arxiv=f"{15 + number % 9:02}01.{number:05}", listings=tuple(
            Source(file, number * 3 + 1, date) for file, date, numbers in _LISTINGS if number in numbers))


def build_shelf(folder: Path) -> Path:
    """The shelf's files in a folder."""
    small_shelf(folder)
    docs = folder / "docs"
    (docs / "papers").mkdir()
    for path in (docs / "topics").iterdir():
        path.unlink()
    for name, (title, group, terms) in _TOPICS.items():
        topic = Topic(name, title, group, f"What is written about {terms[0]} and {terms[1]}.",
                      tuple(Term(term, 3) for term in terms), f"How a {terms[0]} behaves, and why.")
        (docs / "topics" / f"{name}.md").write_text(records.compose_topic(topic), "utf-8")
    for topic_id in _TOPICS:
        for number in range(30):
            paper = _paper(topic_id, number)
            (docs / "papers" / f"{paper.slug}.md").write_text(records.compose(paper, {}), "utf-8")
    return folder
