"""Settings: `extra.papershelf` in `mkdocs.yml`, each declared here once, unknown ones refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

from papershelf.errors import PapershelfError
from papershelf.model import fields as schemas

CONFIG = "mkdocs.yml"
_PACKS = Path(__file__).resolve().parent / "data" / "vocabulary"


def _setting(default: Any, help: str, least: int = 0) -> Any:
    metadata = {"help": help, "least": least, "default": default}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `extra.papershelf` may say. The text beside each setting is its documentation."""

    language: str = _setting("english", "Language of titles and abstracts, by the name that Snowball stemmers have.")
    tag_pages_from: int = _setting(2, "A tag gets a page when this many papers carry it.", least=1)
    related: int = _setting(6, "How many related papers a paper page shows.")
    page_size: int = _setting(100, "Papers on one page of a list; longer lists are paged.", least=1)
    borrow_topics: str = _setting("", "Folder of topic files for shelves that have no folder `topics` of their own, "
                                      "relative to the configuration file.")
    vocabulary: tuple[str, ...] = _setting(
        ("machine-learning",), "Names that become tags where papers say them: packs of the program, files of your own "
                               "(`.yml`, relative to the configuration file), or none, `[]`.")
    tag_kinds: Mapping[str, str] = _setting(
        {}, "Kinds of tags in the order of the tags page, each with its heading there: `{material: Materials}`. They "
            "come before the kinds that the program knows.")

    @property
    def kinds(self) -> Mapping[str, str]:
        """All kinds of tags with their headings: the shelf's own, then the others that the program knows."""
        return {**self.tag_kinds, **{kind: words for kind, words in schemas.TAG_KINDS.items()
                                     if kind not in self.tag_kinds}}


@dataclass(frozen=True, slots=True)
class Config:
    """Where things are, and the settings. Paths are absolute."""

    docs: Path
    out: Path
    templates: Path
    site_name: str = "Papershelf"
    site_url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    settings: Settings = field(default_factory=Settings)
    borrowed_topics: Path | None = None
    nav: tuple[str, ...] = ()
    vocabulary: tuple[Path, ...] = ()


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads `mkdocs.yml` without running what its `!!python` and `!ENV` tags name."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def load(config_file: Path | None, docs: Path | None = None, out: Path | None = None) -> Config:
    """The configuration of a shelf.

    In: the configuration file, or nothing for `mkdocs.yml` here, else the one that came with the program; another
    folder of records; another folder for the built tree. Raises `PapershelfError` for a file that cannot be read
    and for settings that do not exist or have the wrong type, each with its line.
    """
    path = config_file or _nearest()
    root = path.resolve().parent
    try:
        text = path.read_text("utf-8")
        whole = yaml.load(text, Loader=_Loader) or {}  # noqa: S506 - a safe loader, see above
    except OSError as error:
        raise PapershelfError(f"{path}:1: cannot be read ({error.strerror}); give the path of a mkdocs.yml") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PapershelfError(f"{path}:{line}: is not YAML ({error.problem}); fix the line") from None
    if not isinstance(whole, dict):
        raise PapershelfError(f"{path}:1: is not a list of settings; write name: value lines")
    given = (whole.get("extra") or {}).get("papershelf") or {}
    settings = _settings(given, path, text)
    return Config(
        docs=(docs or root / whole.get("docs_dir", "docs")).resolve(),
        out=_out(root, out),
        templates=root / "templates" if (root / "templates" / "pages").is_dir() else _home() / "templates",
        site_name=str(whole.get("site_name") or "Papershelf"),
        site_url=str(whole.get("site_url") or ""),
        repo_url=str(whole.get("repo_url") or ""),
        edit_uri=str(whole.get("edit_uri") or ""),
        settings=settings,
        borrowed_topics=(root / settings.borrow_topics).resolve() if settings.borrow_topics else None,
        nav=tuple(_nav_paths(whole.get("nav") or [])),
        vocabulary=_vocabulary(settings.vocabulary, path, text),
    )


def _out(root: Path, given: Path | None) -> Path:
    """The folder of the built tree. Its last step is left as it is, so that `write.sync` sees a symbolic link there."""
    out = given or root / "build" / "docs"
    if given is None and out.parent.is_symlink():
        raise PapershelfError(f"{out.parent}: is a symbolic link; delete it, or say --out and the folder that is meant")
    return out.parent.resolve() / out.name if out.name not in ("", "..") else out.resolve()


def _nav_paths(nav: Any) -> Iterator[str]:
    """The pages that a navigation names, however deep."""
    match nav:
        case str():
            yield nav
        case list():
            for item in nav:
                yield from _nav_paths(item)
        case dict():
            for item in nav.values():
                yield from _nav_paths(item)


def _home() -> Path:
    return Path(__file__).resolve().parent.parent


def _nearest() -> Path:
    here = Path(CONFIG)
    return here if here.is_file() else _home() / CONFIG


def packs() -> tuple[str, ...]:
    """The vocabularies that come with the program, by name."""
    return tuple(sorted(path.stem for path in _PACKS.glob("*.yml")))


def _vocabulary(names: Sequence[str], path: Path, text: str) -> tuple[Path, ...]:
    """The files of the vocabularies that a setting names. Raises `PapershelfError` where there is none."""
    files = {name: path.resolve().parent / name if name.endswith((".yml", ".yaml")) else _PACKS / f"{name}.yml"
             for name in names}
    where = f"{path}:{_line(text, 'vocabulary')}"
    if missing := [name for name, file in files.items() if not file.is_file()]:
        near = get_close_matches(missing[0], packs(), 1)
        raise PapershelfError(f"{where}: no vocabulary is called {missing[0]}; " + (
            f"write {near[0]}" if near else f"take one of {', '.join(packs())}, or the path of a .yml file"))
    return tuple(files.values())


def _settings(given: Any, path: Path, text: str) -> Settings:
    known = {f.name: f for f in fields(Settings)}
    wrong: list[str] = []
    if not isinstance(given, dict):
        raise PapershelfError(f"{path}:{_line(text, 'papershelf')}: papershelf is not a list of settings; "
                              "write name: value lines under it")
    for name, value in given.items():
        where = f"{path}:{_line(text, str(name))}"
        if name not in known:
            near = get_close_matches(str(name), known, 1)
            wrong.append(f"{where}: no setting is called {name}; "
                         + (f"write {near[0]}" if near else f"there are {', '.join(known)}"))
        elif said := _wrong(name, value, known[name].metadata):
            wrong.append(f"{where}: {said}")
    if wrong:
        raise PapershelfError("\n".join(wrong))
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return Settings(**values)


def _wrong(name: str, value: Any, metadata: Mapping[str, Any]) -> str:
    """What is wrong with a setting's value, and what would be right; nothing where it is fine."""
    default, least = metadata["default"], metadata["least"]
    match default:
        case tuple():
            texts = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
            return "" if texts else f"{name} is not a list of names; write {name}: [{', '.join(default)}]"
        case dict():
            texts = isinstance(value, dict) and all(isinstance(part, str) and part for pair in value.items()
                                                    for part in pair)
            return "" if texts else f"{name} is not a list of names and headings; write {name}: {{material: Materials}}"
    if type(value) is not type(default):
        kind = "a number" if isinstance(default, int) else "text"
        return f"{name} is not {kind}; write {name}: {default}"
    if isinstance(value, int) and value < least:
        return f"{name} is less than {least}; write {name}: {default}"
    stemmers = snowballstemmer.algorithms()
    if name == "language" and value not in stemmers:
        near = get_close_matches(value, stemmers, 1)
        return f"no stemmer is called {value}; " + (
            f"write language: {near[0]}" if near else f"take one of {', '.join(stemmers)}")
    return ""


def _line(text: str, name: str) -> int:
    lines = (n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"{name}:"))
    return next(lines, 1)
