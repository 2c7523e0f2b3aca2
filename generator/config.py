"""Settings: the options of the plugin in `mkdocs.yml`, each declared here once, unknown ones refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

import snowballstemmer
from pathspec.gitignore import GitIgnoreSpec

from papershelf import locales, mkdocs_yml
from papershelf.errors import PapershelfError, ProblemsError, UsageError
from papershelf.model import Code, Problem
from papershelf.model import fields as schemas
from papershelf.text.paths import printable
from papershelf.text.wording import INTERFACE, Words, language_tag, stemmer_of

CONFIG = "mkdocs.yml"
# What MkDocs leaves out whatever `exclude_docs` says (mkdocs.structure.files).
_NEVER = (".*", "/templates/")
# Of a problem: its code, what is wrong, what would be right.
_Wrong = tuple[Code, str, str]
_PACKS = Path(__file__).resolve().parent / "data" / "vocabulary"


# No setting that is a number says more.
_MOST = 1_000_000


def _setting(default: Any, help: str, least: int = 0) -> Any:
    metadata = {"help": help, "least": least, "default": default}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of the plugin. The text beside each is its documentation."""

    language: str = _setting("english", "Language of titles and abstracts, such as `german` or `de`, and of the site's "
                                        "own words: English, Chinese, French, German, Japanese or Spanish. `language` "
                                        "under `theme` names another one for the latter.")
    tag_pages_from: int = _setting(2, "A tag gets a page when this many papers carry it.", least=1)
    author_pages_from: int = _setting(2, "An author gets a page for this many papers.", least=1)
    venue_pages_from: int = _setting(2, "A venue gets a page for this many papers.", least=1)
    related: int = _setting(6, "How many related papers a paper page shows.")
    page_size: int = _setting(100, "Papers on one page of a list; longer lists are paged.", least=1)
    borrow_topics: str = _setting("", "Folder of topic files for shelves that have no folder `topics` of their own, "
                                      "relative to the configuration file.")
    vocabulary: tuple[str, ...] = _setting(
        ("machine-learning", "robotics", "vision-graphics", "web-retrieval", "security", "hci", "databases",
         "bio-health"),
        "Names that become tags where papers say them: packs of the program, all by default, files of your own "
        "(`.yml`, relative to the configuration file), or none, `[]`. Of two entries of one name the later one counts.")
    tag_kinds: Mapping[str, str] = _setting(
        {}, "Kinds of tags in the order of the tags page, each with its heading there: `{material: Materials}`. They "
            "come before the kinds that the program knows.")
    at: str = _setting("", "Where the shelf stands on a site that has other pages, such as `papers`: all of it lives "
                           "below that address. Left out, the shelf is the whole site.")
    shelf: str = _setting("", "Folder of the shelf's records, topics and tags, relative to the configuration file. "
                              "Left out, it is `docs_dir`, or the folder below it that `at` names.")
    title: str = _setting("", "What the shelf is called. Left out, the name of the site, or the last word of `at`.")
    license: str = _setting("", "Licence of the shelf's texts, such as `CC BY 4.0`: shown below every page, in the "
                                "feed and in the exports.")
    license_url: str = _setting("", "Web address of that licence's text.")
    jobs: int = _setting(0, "How many processes a build may use at the same time; 0 is one for each core.")
    templates: str = _setting("", "Folder of page templates that take the place of the program's of the same name, "
                                  "relative to the configuration file.")

    @property
    def stemmer(self) -> str:
        """The name of the stemmer of the texts' language."""
        return stemmer_of(self.language)

    @property
    def kinds(self) -> Mapping[str, str]:
        """All kinds of tags with their headings: the shelf's own, then the others that the program knows."""
        return {**self.tag_kinds, **{kind: words for kind, words in schemas.TAG_KINDS.items()
                                     if kind not in self.tag_kinds}}


@dataclass(frozen=True, slots=True)
class Config:
    """Where things are, and the settings. Paths are absolute.

    Attributes:
        root: The folder of the configuration, which its paths are relative to.
        base: The folder that the shelf's own files and the list of its addresses stand in.
        docs: The folder of records, topics and tags.
        out: The folder that the tree is written to.
    """

    root: Path
    base: Path
    docs: Path
    out: Path
    site_name: str = "Papershelf"
    site_url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    settings: Settings = field(default_factory=Settings)
    nav: tuple[str, ...] = ()
    theme_language: str = ""
    excluded: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines(_NEVER))

    @property
    def at(self) -> str:
        """The prefix of every address of the shelf below the site's: nothing, or with a slash at its end."""
        return f"{self.settings.at}/" if self.settings.at else ""

    @property
    def title(self) -> str:
        """What the shelf is called."""
        words = PurePosixPath(self.settings.at).name.replace("-", " ").replace("_", " ")
        return self.settings.title or words[:1].upper() + words[1:] or self.site_name

    @property
    def language(self) -> str:
        """The language of the site's own words, as HTML names it; English where there is no catalogue."""
        tag = self.theme_language or language_tag(self.settings.language)
        return next((known for known in INTERFACE if known in (tag.lower(), tag.lower().partition("-")[0])), "en")

    @property
    def words(self) -> Words:
        """The site's own words in its language."""
        return words_of(self.language, language_tag(self.settings.language) or "en")

    @property
    def feed_title(self) -> str:
        """What the shelf is called among the feeds of a reader."""
        return f"{self.site_name}, {self.title}" if self.at else self.title

    @property
    def shelf_url(self) -> str:
        """The address of the shelf's home with a slash at its end; nothing where the site's is not known."""
        return f"{self.site_url.rstrip('/')}/{self.at}" if self.site_url else ""

    @property
    def published(self) -> Path:
        """The list of the addresses that the shelf has published."""
        return self.base / (f"published-urls.{self.settings.at.replace('/', '.')}.txt" if self.at
                            else "published-urls.txt")

    @property
    def borrowed_topics(self) -> Path | None:
        """The folder of topics that a shelf without a folder of its own takes its topics from."""
        return self._folder(self.settings.borrow_topics)

    @property
    def vocabulary(self) -> tuple[Path, ...]:
        """The files of the vocabularies."""
        return tuple(_vocabulary(self.settings.vocabulary, self.root))

    @property
    def templates(self) -> tuple[Path, ...]:
        """Folders of templates: the shelf's own, then the program's."""
        own = self._folder(self.settings.templates)
        return (*([own] if own else []), theme().parent / "pages")

    def _folder(self, name: str) -> Path | None:
        return (self.root / name).resolve() if name else None

    def is_excluded(self, path: str) -> bool:
        """Whether a path below the shelf's folder is one that the site leaves out."""
        return self.excluded.match_file(f"{self.at}{path}")


def theme() -> Path:
    """The folder of the theme: frame, style sheets and scripts."""
    return Path(str(files("papershelf.templates"))) / "theme"


def packs() -> tuple[str, ...]:
    """The vocabularies that come with the program, by name."""
    return tuple(sorted(path.stem for path in _PACKS.glob("*.yml")))


def _vocabulary(names: Sequence[str], root: Path) -> list[Path]:
    return [root / name if name.endswith((".yml", ".yaml")) else _PACKS / f"{name}.yml" for name in names]


def load(config_file: Path | None, docs: Path | None = None, out: Path | None = None) -> Config:
    """The configuration of a shelf.

    Args:
        config_file: The configuration; `mkdocs.yml` of the current folder where it is left out.
        docs: Another folder of records than the configuration has. One that is given needs no configuration.
        out: Another folder for the built tree.

    Raises:
        UsageError: There is no shelf here.
        PapershelfError: A file cannot be read, or settings do not exist or have the wrong type, each with its line.
    """
    if odd := next((one for one in (config_file, docs, out) if one and "\0" in str(one)), None):
        raise UsageError(f"{printable(str(odd))}: holds a NUL character, which no path can; write it without")
    path = config_file or Path(CONFIG)
    if config_file is None and not path.is_file():
        if docs is None:
            raise UsageError(f"there is no shelf in {path.resolve().parent}, as it has no {CONFIG}; go to the folder "
                             "of a shelf, give --docs DIR, or start one with papershelf init")
        return of(docs.resolve().parent, {}, Settings(), docs, out)
    whole, plugins = mkdocs_yml.read(path)
    if not plugins and docs is None:
        raise UsageError(f"{path} is the configuration of no shelf; write papershelf under plugins, give --docs DIR, "
                         "or start a shelf elsewhere with papershelf init")
    shelves = [of(path.resolve().parent, whole, settings(plugin), out=out)
               for plugin in plugins or [mkdocs_yml.Plugin(path, 1)]]
    if docs is None:
        if len(shelves) > 1:
            raise UsageError(f"{path} has {len(shelves)} shelves; say which: " + " or ".join(
                f"--docs {_shown(shelf.docs)}" for shelf in shelves))
        return shelves[0]
    chosen = next((shelf for shelf in shelves if shelf.docs == docs.resolve()), None)
    return chosen or of(path.resolve().parent, whole, shelves[0].settings, docs, out)


def _shown(folder: Path) -> str:
    here = Path.cwd()
    return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)


def of(root: Path, site: Mapping[str, Any], said: Settings, docs: Path | None = None,
       out: Path | None = None) -> Config:
    """The configuration of a shelf of a site whose configuration stands in `root`.

    Args:
        root: The folder of the configuration.
        site: MkDocs' own settings by name.
        said: The plugin's options.
        docs: Another folder of records.
        out: Another folder for the built tree.
    """
    folder = docs or root / (said.shelf or Path(site.get("docs_dir") or "docs", said.at))
    excluded = GitIgnoreSpec.from_lines(_NEVER)
    for patterns in filter(None, (site.get("exclude_docs"), site.get("draft_docs"))):
        excluded += GitIgnoreSpec.from_lines(patterns.splitlines()) if isinstance(patterns, str) else patterns
    folder = folder.resolve()
    return Config(
        root=root,
        base=root if docs is None and folder.is_relative_to(root) else folder.parent,
        docs=folder,
        out=_out(root, out, said.at),
        site_name=str(site.get("site_name") or "Papershelf"),
        site_url=str(site.get("site_url") or ""),
        repo_url=str(site.get("repo_url") or ""),
        edit_uri=str(site.get("edit_uri") or ""),
        settings=said,
        theme_language=_theme_language(site.get("theme")),
        nav=tuple(path for _, path in mkdocs_yml.nav_entries(site.get("nav") or [])),
        excluded=excluded,
    )


def _theme_language(theme: Any) -> str:
    return str(theme.get("language") or "") if isinstance(theme, Mapping) else ""


def _out(root: Path, given: Path | None, at: str) -> Path:
    """The folder of the built tree. Its last step is left as it is, so that `write.sync` sees a symbolic link there."""
    out = given or root / "build" / "docs" / at
    above = [folder for folder in out.parents if folder.is_relative_to(root) and folder != root]
    if given is None and (linked := next((folder for folder in above if folder.is_symlink()), None)):
        raise PapershelfError(f"{linked}: is a symbolic link; delete it, or say --out and the folder that is meant")
    return out.parent.resolve() / out.name if out.name not in ("", "..") else out.resolve()


def settings(plugin: mkdocs_yml.Plugin) -> Settings:
    """The options of an entry of the plugin.

    Raises:
        ProblemsError: Options do not exist or have the wrong type, each with its line.
    """
    known = {f.name: f for f in fields(Settings)}
    if not isinstance(plugin.options, dict):
        raise ProblemsError(plugin.wrong("", "no-fields", "papershelf is not a list of settings",
                                         "write name: value lines under it"))
    wrong: list[Problem] = []
    for name, value in plugin.options.items():
        if name not in known:
            near = get_close_matches(str(name), known, 1)
            wrong.append(plugin.wrong(name, "unknown-setting", f"no setting is called {name}",
                                      f"write {near[0]}" if near else f"there are {', '.join(known)}"))
        elif said := _wrong(name, value, known[name].metadata, plugin.file.resolve().parent):
            wrong.append(plugin.wrong(name, *said))
    if wrong:
        raise ProblemsError(*wrong)
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in plugin.options.items()}
    return Settings(**{**values, "at": str(values.get("at", "")).strip("/")})


def _wrong(name: str, value: Any, metadata: Mapping[str, Any], root: Path) -> _Wrong | None:
    """What is wrong with a setting's value: a problem's code, what and hint."""
    default, least = metadata["default"], metadata["least"]
    match default:
        case tuple():
            texts = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
            return _no_vocabulary(value, root) if texts else (
                "wrong-type", f"{name} is not a list of names", f"write {name}: [{', '.join(default)}]")
        case dict():
            texts = isinstance(value, dict) and all(isinstance(part, str) and part for pair in value.items()
                                                    for part in pair)
            return None if texts else ("wrong-type", f"{name} is not a list of names and headings",
                                       f"write {name}: {{material: Materials}}")
    if type(value) is not type(default):
        kind = "a number" if isinstance(default, int) else "text"
        return "wrong-type", f"{name} is not {kind}", f"write {name}: {default or 'words'}"
    if isinstance(value, int) and value < least:
        return "invalid-setting", f"{name} is less than {least}", f"write {name}: {default}"
    if name == "at" and not all(part.strip(".") and part.isprintable() and not set(part) & set('\\?#%:"<>|*')
                                for part in value.strip("/").split("/")) and value.strip("/"):
        return "invalid-setting", "at is not the beginning of an address", "write at: papers"
    if name == "license_url" and value and not value.startswith(("https://", "http://")):
        return ("invalid-address", "license_url is not a web address",
                "write license_url: https://creativecommons.org/licenses/by/4.0/")
    known = sorted({*snowballstemmer.algorithms(), "chinese", "japanese"})
    if name == "language" and value not in known and language_tag(value) not in set(map(language_tag, known)) - {""}:
        near = get_close_matches(value, known, 1)
        return ("invalid-setting", f"no stemmer is called {value}",
                f"write language: {near[0]}" if near else f"take one of {', '.join(known)}")
    return None


def _no_vocabulary(names: Sequence[str], root: Path) -> _Wrong | None:
    missing = [name for name, file in zip(names, _vocabulary(names, root), strict=True) if not file.is_file()]
    if not missing:
        return None
    near = get_close_matches(missing[0], packs(), 1)
    return ("unknown-vocabulary", f"no vocabulary is called {missing[0]}",
            f"write {near[0]}" if near else f"take one of {', '.join(packs())}, or the path of a .yml file")


@cache
def words_of(tag: str, texts_in: str) -> Words:
    """The site's own words in a language, beside texts in another."""
    return replace(locales.words_in(tag), texts_in=texts_in)
