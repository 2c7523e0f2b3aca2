r"""Letters, accents and signs that LaTeX writes as commands in text: ``\c c``, ``{\dh}``, ``\textless``.

What each command means is read from pylatexenc's tables; here stands only where a command ends in real text.
"""

import re
import unicodedata
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db
from pylatexenc.latexencode import get_builtin_conversion_rules, get_builtin_uni2latex_dict

_LATEX = LatexNodes2Text()
_COMMAND = re.compile(r"\{?\\([A-Za-z]+)\}?(?:\{\})?")
# What the tables lack, or give a sign that is not what people mean by the command.
_OWN = {
    "textasciitilde": "~", "texttildelow": "~", "textbackslash": "/", "textemdash": "—", "textmu": "μ", "dots": "…",
    "ldots": "…", "S": "§", "copyright": "©", "pounds": "£", "euro": "€", "textquotesingle": "'",
    "textless": "<", "textgreater": ">", "textbar": "|", "textasteriskcentered": "*", "textcelsius": "°C",
    "textunderscore": "_", "hyphen": "-", "hyp": "-", "slash": "/", "textslash": "/", "textasciicircum": "^",
    "textasciigrave": "`", "textbraceleft": "\ue000", "textbraceright": "\ue001", "textellipsis": "…", "textohm": "Ω",
}  # fmt: skip
# Vietnamese letters of the encoding T5, which the tables lack.
_T5 = {"ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư"}
_MATHEMATICAL = {"hbar", "textdoublepipe"}


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Letters and signs by the names of their commands, the last table the one that counts."""
    found: dict[str, str] = {}
    for table in (get_builtin_conversion_rules("unicode-xml")[0].rule, get_builtin_uni2latex_dict()):
        found |= {name[1]: chr(code) for code, tex in table.items() if (name := _COMMAND.fullmatch(tex))}
    for spec in get_default_latex_context_db().iter_macro_specs():
        if isinstance(spec.simplify_repl, str) and len(spec.simplify_repl) == 1:
            found[spec.macroname] = spec.simplify_repl
    letters = {name: sign for name, sign in found.items() if sign.isalpha() and name not in _MATHEMATICAL
               and unicodedata.name(sign, "").startswith("LATIN ")}
    signs = {name: sign for name, sign in found.items() if name.startswith("text") and name not in letters}
    return letters | _T5, signs | _OWN


LETTERS, SIGNS = _tables()
_NAMES = "|".join(sorted(LETTERS, key=len, reverse=True))
# A letter's command alone in braces, before a space or {} and the rest of its word, or behind the start of one.
LETTER = re.compile(
    rf"\{{\s*\\({_NAMES})\s*\}}|\\({_NAMES})(?:\{{\}}|\s+(?=[^\W\d_A-Z]))|(?<=[^\W\d_])\\(?!th\b)({_NAMES})(?![A-Za-z(_^])")
SIGN = re.compile(r"\{\s*\\([A-Za-z]+)\s*\}|\\([A-Za-z]+)(?:\{\})?")
_ONE = r"\\?[ij](?![A-Za-z])|[^\W\d_]"
ACCENT = re.compile(
    rf"\\(?P<sign>[\"'`^~=.])\s?(?:\{{\s*(?P<a>{_ONE})\s*\}}|(?P<b>\\[ij](?![A-Za-z])(?:\s(?=[a-z]))?|[^\W\d_]))"
    rf"|\\(?P<letter>[bcdHkruvt])(?:\s?\{{\s*(?P<c>{_ONE})\s*\}}|[ ]?(?P<d>\\[ij](?![A-Za-z]))|[ ](?P<e>[^\W\d_])\b)"
    r"|\\(?P<name>c[ ][cCsStT]|v[ ][cCsSzZrReE]|u[ ][gGaA]|H[ ][oOuU])")
SCRIPT = re.compile(r"\{\s*\\text(sub|super)script\s*\{([^{}]*)\}\s*\}|\\text(sub|super)script\s*\{([^{}]*)\}")
PHANTOM = re.compile(r"\\[vh]?phantom\s*\{[^{}]*\}")


def letters(text: str) -> str:
    r"""Accents and letters: ``Nystr\"om`` → ``Nyström``, ``Nguy{\~\^e}n`` → ``Nguyễn``, ``{\dh}`` → ``ð``."""
    if "\\" not in text:
        return text
    before = ""
    while before != text:  # an accent over an accent, from the inside out
        before, text = text, ACCENT.sub(_accented, text)
    return LETTER.sub(lambda m: LETTERS[m[1] or m[2] or m[3]], text)


def _accented(match: re.Match[str]) -> str:
    if match["name"]:
        mark, letter = match["name"].split()
    else:
        mark = match["sign"] or match["letter"]
        letter = match["a"] or match["b"] or match["c"] or match["d"] or match["e"]
    composed = _composed(mark, letter.strip().removeprefix("\\"))
    # `\d x` is as often a command of the author's own as a letter that nobody writes.
    return composed if match["sign"] or len(composed) == 1 else match[0]


@cache
def _composed(mark: str, letter: str) -> str:
    return unicodedata.normalize("NFC", _LATEX.latex_to_text(f"\\{mark}{{{letter}}}").strip()) or letter


def signs(text: str) -> str:
    r"""Signs: ``{\textgreater} 3`` → ``> 3``, ``\copyright{}`` → ``©``; ``H\textsubscript{2}O`` → ``H_{2}O``."""
    if "\\" not in text:
        return text
    text = PHANTOM.sub("", text)
    text = SCRIPT.sub(lambda m: ("_" if (m[1] or m[3]) == "sub" else "^") + f"{{{m[2] if m[1] else m[4]}}}", text)
    return SIGN.sub(lambda m: SIGNS.get(m[1] or m[2], m[0]), text)
