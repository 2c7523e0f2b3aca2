r"""Text of BibTeX fields: braces that only group are taken out, which BibTeX needs to protect capitals.

What is an argument of a command (`\emph{…}`), stands in a formula or begins with a command of its own (`{\it …}`)
keeps its braces; the repairs of LaTeX read those.
"""

from __future__ import annotations

import re
from itertools import pairwise

_TOKEN = re.compile(r"\\[A-Za-z]+\*?\s*(?:\[[^\[\]{}]*\]\s*)?|\\.|\$\$?|[_^]\s*|[{}]", re.S)
_COMMAND = re.compile(r"\s*\\")


def ungrouped(text: str) -> str:
    r"""`{{LAMP:} Pre-training}` → `LAMP: Pre-training`; `\{0, 1\}`, `\emph{x}`, `x^{2}` and `$\frac{a}{b}$` stay.

    A brace of text without its partner goes, too.
    """
    if "{" not in text:
        return text
    drop: list[int] = []
    open_groups: list[tuple[int, bool]] = []
    formula, before, end = False, "", -1
    for token in _TOKEN.finditer(text):
        sign, start = token[0], token.start()
        adjacent = before if end == start else ""
        if sign[0] == "$":
            formula = not formula
        elif sign == "{":
            argument = formula or adjacent[:1] in ("\\", "_", "^", "}") or bool(_COMMAND.match(text, start + 1))
            open_groups.append((start, argument))
        elif sign == "}":
            opened, argument = open_groups.pop() if open_groups else (start, formula)
            if not argument:
                drop += (opened, start)
                sign = ""
        before, end = sign, token.end()
    drop += (opened for opened, argument in open_groups if not argument)
    cuts = [-1, *sorted(set(drop)), len(text)]
    return "".join(text[left + 1:right] for left, right in pairwise(cuts))
