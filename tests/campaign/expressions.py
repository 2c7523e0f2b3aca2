"""Every regular expression of the program, found by walking its modules and the calls of `re` inside their functions,
and what the program asks of each."""

from __future__ import annotations

import ast
import pkgutil
import re
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import papershelf

Act = Callable[[str], object]
_ROOT = Path(papershelf.__file__).parent
_CALLS = "search|match|fullmatch|finditer|findall|sub|subn|split"

# More pieces, for expressions alone, which are quick: what stands in their middles and at their ends.
PIECES = (
    "\u00df-", "cA", "a, ", ", Jr", "1.", "0.1", "1-", "a.", "; ", ", , ", "A, B", "A-", "{#", "}{", "$a", "$ ", "1$",
    "&a", "[a", "[a](", "](<", "](a", "][", "(( ", " (", "a) ", "x-", "\u2014", "\u2019", "O'", "van ", "AND ", ", PhD",
    "III ", "@a{b,\n", "a = {", "\n# ", "\n## ", "\n- ", "\n\n  ", "  ", "\n\t", "```\n", "---\n", "a: b\n", "key: ",
    "http", "https:", "://", "/", "//", "a/b/", "&a=b", "#a", "%20", "10.", "10.1", "arXiv", "v1", "2001.", "20",
    "2020 ", "2020-", "Jan ", "PMC1 ", "%A ", "\"a\"\t", "\"\"", ", \"", "AB ", "aB", "a1", "1A", "1a-", "%1", "1% ",
    "1,", "10\u00d7", "~1", "1 k", "__", "^a", "_{", "\\'{e}", "{A}a", "%\n", "|", "||", "|a|\n", "===\n", "a\n===\n",
    "-->", "<?a", "]]>", "\u2010", "\u3001", "\uff08", "\u30fb", "\u00b2", "\u2082", "\u03b1", "\x0b", "\x85", "\u2029",
    "\u2026", "...", "!", "?)", ".\"", "\u201c", "e.g., ", "vs. ", "U.S. ", "Keywords", "\u00a9", "code at ", "www",
    "github", "git@", "in ", "to ", "a--a", "a- ", "a (", "[[", "]]", "{{", "::", ",,", "a,", "**a", "*a", "a*", "`a",
    "~~a", "+", "-1", "1e", "1.1.1.1", "\\\"", "[1,", "{}",
)


class Expression(NamedTuple):
    """An expression by the module and name that hold it, and a function for each way in which the program uses it."""

    name: str
    acts: tuple[Act, ...]


class TooLong(Exception):
    """More time of this process than any expression may take."""


def expressions() -> Iterator[Expression]:
    """All of them, in the order of modules and names; those in tables and mappings, too."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(_ROOT.rglob("*.py"))}
    everywhere = "\n".join(sources.values())
    seen: set[int] = set()
    for info in pkgutil.walk_packages([str(_ROOT)], "papershelf."):
        if info.name.endswith("__main__"):
            continue
        module = import_module(info.name)
        own = sources[Path(str(module.__file__))]
        for name, value in sorted(vars(module).items()):
            for place, pattern in _within(value, name):
                if id(pattern) not in seen and not name.startswith("__"):
                    seen.add(id(pattern))
                    ways = _ways(name, place, pattern, own if name.startswith("_") else everywhere)
                    yield Expression(f"{info.name.removeprefix('papershelf.')}.{place}",
                                     tuple(_act(pattern, way) for way in ways))
        yield from _in_calls(info.name.removeprefix("papershelf."), own, vars(module))


def _in_calls(module: str, source: str, names: Mapping[str, Any]) -> Iterator[Expression]:
    """The expressions that functions hand to `re` where they use them, by module and line; one that is put together
    from values of a function is left out, for its parts are known only there."""
    for node in ast.walk(ast.parse(source)):
        call = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and isinstance(call, ast.Attribute) and ast.unparse(call.value) == "re" \
                and re.fullmatch(_CALLS, call.attr):
            flags = next((one.value for one in node.keywords if one.arg == "flags"), ast.Constant(0))
            try:
                pattern = re.compile(*(eval(ast.unparse(one), dict(names)) for one in (node.args[0], flags)))
            except (NameError, TypeError):
                continue
            way = call.attr if call.attr in ("match", "fullmatch") else "finditer"
            yield Expression(f"{module}:{node.lineno}", (_act(pattern, way),))


def _within(value: Any, place: str) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The expressions in a value of a module, with their places."""
    if isinstance(value, re.Pattern):
        yield place, value
    elif isinstance(value, dict):
        for number, pair in enumerate(value.items()):
            yield from _within(pair, f"{place}[{number}]")
    elif isinstance(value, tuple | list) and len(value) < 5000:
        for number, item in enumerate(value):
            yield from _within(item, f"{place}[{number}]")


def _ways(name: str, place: str, pattern: re.Pattern[Any], source: str) -> list[str]:
    """Whether an expression is looked for in a text, or laid at its beginning or over all of it. One in a table, or
    handed on, is looked for where it says itself where it begins, and else laid at the beginning and over all."""
    calls = set(re.findall(rf"\b{name}\.({_CALLS})\b", source)) if name == place else set()
    handed = ["finditer"] if str(pattern.pattern).startswith(("^", r"\A")) else ["fullmatch", "match"]
    return sorted({call if call in ("match", "fullmatch") else "finditer" for call in calls}) or handed


def _act(pattern: re.Pattern[Any], way: str) -> Act:
    def act(text: str) -> object:
        given = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
        return deque(pattern.finditer(given), 0) if way == "finditer" else getattr(pattern, way)(given)
    return act


def limited(act: Act, seconds: float) -> Act:
    """The same, ended after so many seconds of this process: what takes the power of a text would never end."""
    def late(number: int, frame: FrameType | None) -> None:
        raise TooLong

    def limited_act(text: str) -> object:
        before = signal.signal(signal.SIGVTALRM, late)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            return act(text)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
    return limited_act
