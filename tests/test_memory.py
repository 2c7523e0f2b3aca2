"""What is remembered from build to build of a preview."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rebuilds import Edited
from papershelf import config, memory, site
from papershelf.memory import Memory
from papershelf.model.each import one_by_one


@dataclass(frozen=True)
class Thing:
    """A thing with a name, and what it says."""

    name: str
    says: Mapping[str, str]


done: list[str] = []


def told(thing: Thing, *, loudly: bool = False) -> str:
    """What a thing says, and a note that it was asked."""
    done.append(thing.name)
    text = " ".join(thing.says)
    return text.upper() if loudly else text


def of(thing: Thing) -> str:
    return thing.name


def test_only_what_changed_is_done_again() -> None:
    """Things that are equal are not worked on, wherever they stand; what is bound to the work counts as well."""
    done.clear()
    each = Memory().over(one_by_one)
    one, two = Thing("one", {"a": "1"}), Thing("two", {"b": "1"})
    assert each(partial(told), [one, two], name=of) == ["a", "b"]
    assert each(partial(told), [two, Thing("one", {"a": "1"})], name=of) == ["b", "a"]
    assert done == ["one", "two"]
    assert each(partial(told), [one, Thing("two", {"c": "1"})], name=of) == ["a", "c"]
    assert done == ["one", "two", "two"]
    assert each(partial(told, loudly=True), [one, two], name=of) == ["A", "B"]
    assert done == ["one", "two", "two", "one", "two"]


def test_the_order_of_a_mapping_counts() -> None:
    """Mappings that are equal, but in another order, are not the same: pages show them in their order."""
    each = Memory().over(one_by_one)
    assert each(partial(told), [Thing("one", {"a": "", "b": ""})], name=of) == ["a b"]
    assert each(partial(told), [Thing("one", {"b": "", "a": ""})], name=of) == ["b a"]


def test_what_is_not_asked_for_is_forgotten() -> None:
    """A thing that a build did not have is worked on when it comes back, so that memory is bounded by one build."""
    done.clear()
    each = Memory().over(one_by_one)
    things = [Thing("one", {}), Thing("two", {})]
    each(partial(told), things, name=of)
    each(partial(told), things[:1], name=of)
    each(partial(told), things, name=of)
    assert done == ["one", "two", "two"]


def test_work_aside_is_remembered() -> None:
    """Work that is done beside other work is done once for the same thing and the same bound values."""
    done.clear()
    memory = Memory()
    aside, thing = memory.beside(1), Thing("one", {"a": ""})
    assert [aside(partial(told), thing)(), memory.beside(1)(partial(told), Thing("one", {"a": ""}))()] == ["a", "a"]
    assert done == ["one"]
    assert aside(partial(told, loudly=True), thing)() == "A"
    assert aside(partial(told, loudly=True), Thing("one", {"b": ""}))() == "B"
    assert done == ["one"] * 3


def test_work_without_names_is_always_done() -> None:
    """Without a name, or with a function that another build does not know again, nothing is remembered."""
    done.clear()
    each = Memory().over(one_by_one)
    for _ in range(2):
        each(partial(told), [Thing("one", {})])
        each(lambda thing: told(thing), [Thing("two", {})], name=of)
    assert done == ["one", "two"] * 2


@given(st.lists(st.tuples(st.booleans(), st.dictionaries(
    st.sampled_from("abcd"), st.dictionaries(st.sampled_from("xyz"), st.just("")), max_size=4)), max_size=6))
def test_builds_with_a_memory_give_what_they_give_without(builds: list[tuple[bool, dict[str, dict[str, str]]]]) -> None:
    """Whatever comes after what, results are those of work that is done anew."""
    each = Memory().over(one_by_one)
    for loudly, says in builds:
        things = [Thing(name, said) for name, said in says.items()]
        work = partial(told, loudly=loudly)
        assert each(work, things, name=of) == one_by_one(work, things)


PARTS = {"_uses": "topics", "_linked": "links", "place_papers": "map", "_index": "search"}


class Whole:
    """Builds a shelf with one memory, and tells what was computed of the whole of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.memory = folder, Memory()
        self.computed: set[str] = set()
        monkeypatch.setattr(site, "over_cores", lambda _: self.each)
        monkeypatch.setattr(memory, "Helper", lambda _: self.aside)

    def each(self, work: Callable[[Any], Any], things: Sequence[Any], /,
             name: Callable[[Any], Hashable] | None = None) -> list[Any]:
        if isinstance(work, partial) and things:
            self.computed.add(work.func.__name__)
        return one_by_one(work, things)

    def aside(self, work: Callable[[Any], Any], thing: Any, /) -> Callable[[], Any]:
        return partial(self._first, work, thing)

    def _first(self, work: Callable[[Any], Any], thing: Any) -> Any:
        return self.each(work, [thing])[0]

    def build(self) -> set[str]:
        self.computed.clear()
        site.build(config.load(self.folder / "mkdocs.yml"), lambda _: None, self.memory)
        return {PARTS[name] for name in self.computed & PARTS.keys()}


def test_of_the_whole_shelf_is_computed_what_follows_from_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                                  ) -> None:
    """Each kind of edit computes those of topics, links, map and search that the manual's table of builds says."""
    shelf, whole = Edited(tmp_path, 2), Whole(tmp_path, monkeypatch)
    everything = {"topics", "links", "map", "search"}
    assert whole.build() == everything
    assert whole.build() == set()
    record = tmp_path / "docs" / "papers" / "kite-1.md"
    edits: list[tuple[str, str, set[str]]] = [
        ("## Abstract", "Fresh words.\n\n## Abstract", everything),
        ("year: ", "tags: [KiteSet]\nyear: ", {"links", "map", "search"}),
        ("authors: [", "authors: [Ada Reed, ", {"links", "search"}),
        ("year: ", "venue: Kites\nyear: ", {"search"}),
        ("## Notes", "## Notes\n\nMore.\n", {"search"}),
    ]
    for old, new, computed in edits:
        record.write_text(record.read_text("utf-8").replace(old, new, 1), "utf-8")
        assert whole.build() == computed, new
    shelf.put("about.md", "# Other words\n")
    shelf.edit_template()
    assert whole.build() == set()
    shelf.edit_topic()
    assert whole.build() == everything
