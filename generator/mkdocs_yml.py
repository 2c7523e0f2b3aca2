"""`mkdocs.yml` as a person wrote it: read without running what its tags name, each option of ours with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from papershelf.errors import ProblemsError
from papershelf.model import Code, Problem
from papershelf.text.paths import printable

PLUGIN = "papershelf"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Knows MkDocs' `!ENV`; what other tags name (`!!python/name:` and the like) is passed over."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
_Loader.add_constructor("!ENV", construct_env_tag)
# MkDocs lets one configuration extend another (https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance).
_INHERIT = "INHERIT"
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Plugin:
    """An entry of ours under `plugins`: its options, and the file and lines that say them."""

    file: Path
    line: int
    options: Any = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def wrong(self, option: str, code: Code, what: str, hint: str) -> Problem:
        """The problem with an option, or with the entry where none is named."""
        return Problem(str(self.file), self.lines.get(option, self.line), code, what, hint)


def read(path: Path) -> tuple[dict[str, Any], list[Plugin]]:
    """A configuration with what it inherits, and its entries of the plugin.

    Raises `ProblemsError` for a file that cannot be read.
    """
    whole, plugins, file = _read(path)
    for _ in range(_DEEPEST):
        parent = whole.pop(_INHERIT, None)
        if not isinstance(parent, str):
            break
        file = file.parent / parent
        base, inherited, file = _read(file)
        plugins = plugins if "plugins" in whole else inherited
        whole = _merged(base, whole)
    return whole, plugins


def _read(path: Path) -> tuple[dict[str, Any], list[Plugin], Path]:
    try:
        text = path.read_text("utf-8")
        whole = yaml.load(text, Loader=_Loader) or {}  # noqa: S506 - a safe loader, see above
        node = yaml.compose(text, Loader=_Loader)
    except OSError as error:
        raise _refused(path, 1, "unreadable-file", f"cannot be read ({error.strerror})",
                       "give the path of a mkdocs.yml") from None
    except UnicodeDecodeError:
        raise _refused(path, 1, "not-utf8", "is not UTF-8", "save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(path, line, "not-yaml", f"is not YAML ({error.problem})", "fix the line") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _refused(path, 1, "not-yaml", f"is not YAML ({printable(str(error))})", "save it as plain text") from None
    if not isinstance(whole, dict):
        raise _refused(path, 1, "no-fields", "is not a list of settings", "write name: value lines")
    folder = whole.get("docs_dir")
    if folder is not None and (not isinstance(folder, str) or "\0" in folder):
        line = _child(node, "docs_dir").start_mark.line + 1
        raise _refused(path, line, "invalid-setting", "docs_dir is no path", "write docs_dir: docs")
    old = _child(_child(node, "extra"), PLUGIN)
    if old is not None:
        raise _refused(path, old.start_mark.line + 1, "moved-settings", "extra.papershelf is not read any more",
                       "move its lines below papershelf under plugins")
    return whole, list(_plugins(whole.get("plugins"), _child(node, "plugins"), path)), path


def _refused(path: Path, line: int, code: Code, what: str, hint: str) -> ProblemsError:
    return ProblemsError(Problem(str(path), line, code, what, hint))


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    both = {name: _merged(base[name], value) if isinstance(value, dict) and isinstance(base.get(name), dict) else value
            for name, value in over.items()}
    return {**base, **both}


def _child(node: Any, name: str) -> Any:
    """The value of a key of a mapping, as a node; nothing where there is none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _plugins(value: Any, node: Any, path: Path) -> Iterator[Plugin]:
    """Our entries, from the two forms that MkDocs takes: a list of names and of mappings, or one mapping."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    items = value if isinstance(value, list) else [value]
    for item, place in zip(items, nodes, strict=True) if value else ():
        if item == PLUGIN:
            yield Plugin(path, place.start_mark.line + 1)
        elif isinstance(item, dict) and PLUGIN in item:
            key, said = next(pair for pair in place.value if pair[0].value == PLUGIN)
            pairs = said.value if isinstance(said, yaml.MappingNode) else ()
            yield Plugin(path, key.start_mark.line + 1, {} if item[PLUGIN] is None else item[PLUGIN],
                         {name.value: name.start_mark.line + 1 for name, _ in pairs})


def nav_entries(nav: Any) -> Iterator[tuple[str, str]]:
    """The title (empty where none is given) and the path of every page that a navigation names, however deep."""
    match nav:
        case str():
            yield "", nav
        case list():
            for item in nav:
                yield from nav_entries(item)
        case dict():
            for title, item in nav.items():
                if isinstance(item, str):
                    yield str(title), item
                else:
                    yield from nav_entries(item)
