"""Small shelves of invented papers for search, whose queries both engines answer: `cases/queries.yml`, and
`cases/scripts.yml` for scripts that do not part words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from papershelf.model import Paper, Shelf, Tag, TagUse
from papershelf.search import FOLDER, index
from papershelf.search.opened import Index
from papershelf.text.words import Stemmer

CASES = Path(__file__).parent / "cases"
QUERIES = yaml.safe_load((CASES / "queries.yml").read_text("utf-8"))
_SCRIPTS = yaml.safe_load((CASES / "scripts.yml").read_text("utf-8"))
SCRIPT_PAPERS = tuple(Paper(slug, title, (), 2024, abstract=text) for slug, title, text in _SCRIPTS["papers"])
SCRIPT_QUERIES: dict[str, str] = _SCRIPTS["queries"]
PAPERS = (
    Paper("spoon-net", "SpoonNet: Kettle-aware stirring for tea", ("Rosa van Stone", "Émile Łodz"), 2024,
          "NeurIPS 2024", arxiv="2403.01234", doi="10.1000/Tea.7",
          links={"paper": "https://openreview.net/forum?id=Ab3dEf9hIj", "code": "https://github.com/stone/SpoonNet"},
          introduces=("SpoonNet",), aliases=("old-spoon-net-page",),
          abstract="Kettle-aware stirring (KAS) moves a spoon by the sound of the kettle. Our optimizer learns."),
    Paper("stirring-survey", "A survey of stirring", ("Bo Reed",), 2023, "NeurIPS 2023", arxiv="cs/0305012",
          abstract="KAS and SpoonNet are compared with spoons of wood. SpoonNet, SpoonNet and SpoonNet again: SpoonNet "
                   "is named often. Optimization of strokes is slow."),
    Paper("wooden-spoons", "Wooden spoons at scale", ("Ann Hill", "Kim Łodz"), 2024, "Steam 2024",
          abstract="We colour spoons and model the neighbourhood of a cup. Out-of-cup stirring (OOC) spills."),
    Paper("spilling", "Spilling detection", ("Li Na",), 2022, "Steam 2022",
          abstract="Detecting OOC early keeps tables dry. The VOC 2007 spoons are used."),
    Paper("voc-spoons", "Spoons seen on VOC 2007", ("Li Na",), 2021, "Steam 2021",
          tags=(TagUse("Silver polishing", "method", "front matter"),),
          abstract="VOC 2007 has spoons. VOC 2007 has forks."),
    Paper("more-voc", "Forks on VOC 2007", (), 2021, "Steam 2021", abstract="Forks of VOC 2007.",
          tags=(TagUse("Silver polishing", "method", "front matter"),)),
    Paper("drizzle", "Drizzle, a history", (), 2020, "Soil and Rain", abstract="Drops fall, part by part."),
    Paper("zh-quant", "神经网络的量化与蒸馏", ("王伟",), 2024, "", abstract="我们提出一种新的神经网络量化方法。"),
    Paper("ja-dist", "知識蒸留による小型モデル", (), 2023, "", abstract="蒸留は教師モデルから生徒へ知識を移す。"),
    Paper("ko-quant", "신경망 양자화 연구", (), 2023, "", abstract="신경망을 작게 만든다."),
    *(Paper(f"garden-{n}", f"Gardens, volume {n}", (), 2000 + n, "Windy Days", abstract=f"Soil and rain, part {n}.")
      for n in range(8)),
)
TAGS = (Tag("Boiling Water Reduction", "method", ("BWR",)),)


def built(papers: Sequence[Paper] = PAPERS, tags: Sequence[Tag] = TAGS) -> dict[str, bytes]:
    """The files of a shelf's index, by name."""
    paths = {("paper", paper.slug): f"papers/{paper.slug}.md" for paper in papers}
    files = index(Shelf(tuple(papers), tags=tuple(tags)), paths, Stemmer(), {"spoon-net": "stone2024spoonnet"})
    return {path.removeprefix(f"{FOLDER}/"): data for path, data in files.items()}


def opened(papers: Sequence[Paper] = PAPERS, tags: Sequence[Tag] = TAGS) -> Index:
    """A shelf's index, open."""
    return Index(built(papers, tags).__getitem__)
