"""JSON-LD of pages, read by a processor of JSON-LD, with the words of schema.org given here and nothing fetched."""

from __future__ import annotations

import json
from typing import Any

import pytest

from papershelf.model import Paper, TagUse
from test_pages import make

jsonld = pytest.importorskip("pyld").jsonld
CONTEXT = {"@context": {"@vocab": "https://schema.org/", **{
    name: {"@id": f"https://schema.org/{name}", "@type": "@id"} for name in ("url", "sameAs")}}}
PAPERS = (
    Paper("a", 'Kites <b> & "strings"', ("Ada Reed", "Lamp Institute"), 2024, "KITES 2024", arxiv="2401.00001",
          doi="10.1000/182", summary="They fly.", tags=(TagUse("KiteBench", "dataset", "They use KiteBench."),)),
    Paper("b", "Bare"),
    Paper("c", "More kites", ("Ada Reed",), 2023, "KITES 2023"),
)


def given(url: str, options: object) -> dict[str, Any]:
    """What would be fetched."""
    assert url in ("https://schema.org", "https://schema.org/")
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": CONTEXT}


def expanded(data: str) -> dict[str, Any]:
    [node] = jsonld.expand(json.loads(data), {"base": "https://a.example/x/", "documentLoader": given})
    return {name.removeprefix("https://schema.org/"): values for name, values in node.items()}


def test_a_paper_is_an_article_to_a_processor() -> None:
    """It has what an article's readers ask for: a headline, its authors as people or organisations, and its date."""
    made = make(*PAPERS)
    node = expanded(made["papers/a.md"].context.linked_data)
    assert node["@type"] == ["https://schema.org/ScholarlyArticle"]
    assert node["headline"][0]["@value"] == PAPERS[0].title
    assert node["datePublished"][0]["@value"] == "2024"
    assert [(one["@type"][0].rpartition("/")[2], one["https://schema.org/name"][0]["@value"])
            for one in node["author"]] == [("Person", "Ada Reed"), ("Organization", "Lamp Institute")]
    assert [one["@id"] for one in node["sameAs"]] == ["https://arxiv.org/abs/2401.00001",
                                                      "https://doi.org/10.1000/182"]
    assert expanded(made["papers/b.md"].context.linked_data)["name"][0]["@value"] == "Bare"


@pytest.mark.parametrize("path", ["authors/ada-reed.md", "venues/kites.md", "years/2024.md", "papers/index.md"])
def test_a_list_is_a_collection_to_a_processor(path: str) -> None:
    """It has its items in order, each with a whole address."""
    node = expanded(make(*PAPERS)[path].context.linked_data)
    assert node["@type"] == ["https://schema.org/CollectionPage"]
    items = node["mainEntity"][0]["https://schema.org/itemListElement"]
    assert [one["https://schema.org/position"][0]["@value"] for one in items] == list(range(1, len(items) + 1))
    assert all(one["https://schema.org/url"][0]["@id"].startswith("https://a.example/") for one in items)
