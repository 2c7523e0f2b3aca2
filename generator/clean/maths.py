r"""LaTeX mathematics as readable Unicode: ``$\mathcal{O}(\epsilon^{-2})$`` → ``O(ε⁻²)``."""

import re
import unicodedata

from pylatexenc.latex2text import get_default_latex_context_db

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "ell": "ℓ", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
RELATIONS = {
    "leq": "≤", "geq": "≥", "neq": "≠", "le": "≤", "ge": "≥", "ne": "≠", "ll": "≪", "gg": "≫", "to": "→", "in": "∈",
    "leftrightarrow": "↔", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "Leftrightarrow": "⇔",
    "longrightarrow": "→", "subseteq": "⊆", "subset": "⊂", "propto": "∝", "equiv": "≡", "mapsto": "↦", "notin": "∉",
    "gtrsim": "≳", "lesssim": "≲", "implies": "⇒", "triangleq": "≜", "succ": "≻", "prec": "≺", "asymp": "≍",
}  # fmt: skip
# Where pylatexenc has no word for a command, or a glyph that few fonts show; and common names by \newcommand.
OTHERS = {
    "approx": "≈", "sim": "∼", "colon": ":", "mid": "|", "|": "‖", "Vert": "‖", "lVert": "‖", "rVert": "‖", "vert": "|",
    "lvert": "|", "rvert": "|", "cdot": "·", "times": "×", "infty": "∞", "ldots": "…", "cdots": "⋯", "dots": "…",
    "circ": "∘", "star": "⋆", "ast": "*", "degree": "°", "lbrace": "{", "rbrace": "}", "prime": "′", "top": "⊤",
    "intercal": "⊺", "pm": "±", "eps": "ε", "R": "ℝ", "E": "𝔼", "cO": "O", "calO": "O", "calo": "O", "otilde": "Õ",
}  # fmt: skip
BY_PYLATEXENC: dict[str, str] = {
    spec.macroname: spec.simplify_repl
    for spec in get_default_latex_context_db().iter_macro_specs()
    if isinstance(spec.simplify_repl, str) and len(spec.simplify_repl) == 1 and not spec.simplify_repl.isascii()
}
SYMBOLS = {name: sign for name, sign in BY_PYLATEXENC.items() if len(name) > 1} | GREEK | OTHERS
SYMBOL = re.compile(r"( ?)\\([A-Za-z]+|\|)( ?)")
OPERAND = re.compile(r"\d|[A-Za-z](?![A-Za-z])|[({\\\\]")
FUNCTIONS = (
    "log|ln|exp|min|max|sup|inf|sin|cos|tan|tanh|det|dim|ker|Pr|arg|argmin|argmax|poly|polylog|lim|gcd|rank|tr|sign|mod"
)
FUNCTION = re.compile(
    rf"(?P<glued>(?<=[^\W_])|(?<=\)))?\\(?P<name>{FUNCTIONS})(?![A-Za-z])(?P<next> ?[^\W_]|(?=\\[A-Za-z]))?"
)
FUNCTION_GLUED = re.compile(r"\\(log|ln|exp|min|max)(?=[A-Z](?![a-z]))")

# The rule of pandoc: nothing but a formula starts without a space after $ and ends without one before $.
DOLLARS = re.compile(
    r"(?<![\\$])\$(?![\s$]|\d[\d.,]*[kKMB]?\s[^$\\^_=]*[A-Za-z]{2}[^$\\^_=]*\$)"
    r"([^$]{1,400}?)(?<![\s\\])\$(?![\d$])"
)
# Where the rule fails: a lone sign before a digit, as in `64$\times$64`.
SIGN_IN_DOLLARS = re.compile(
    r"(?<![\\$])\$ ?(\\(?:times|sim|approx|pm|cdot|leq?|geq?|ll|gg|lesssim|gtrsim|mu)|[<>=±×~≤≥≈]) ?\$(?=\d)")
# What an escape made of a command's first letter: `\t`, `\r` and their like were read as white space.
ESCAPED_GREEK = re.compile(r"\$\s+(au|ho|heta)\$")
SPACED_DOLLARS = re.compile(r"(?<![\\$])\$ ?([^$]{0,400}?[\\^_{=][^$]{0,400}?) ?\$(?![\d$])")
DISPLAY = re.compile(r"\$\$([^$]{1,400})\$\$|\\\((.{1,400}?)\\\)|\\\[(.{1,400}?)\\\]", re.DOTALL)
# A formula that is no more than an index to the letter before it, as in `Cu$_2$O`.
LONE_SCRIPT = re.compile(r"([_^])\s*(?:\{([^{}\\]*)\}|([A-Za-z0-9*+-]))")
# `braces_of_sets` has put those of sets out of the way.
GROUP = re.compile(r"(?<![_^A-Za-z}\]\\])\{([^{},=<>:∈≤≥|\\]*)\}")
PLAIN_LOW = re.compile(r"(?<=[A-Za-zα-ωΑ-Ω])_([A-Za-z0-9](?![A-Za-z0-9])|\d(?=[A-Z]))")

SIZES = re.compile(
    r"\\(?:left|right|[bB]igg?[lrm]?|mleft|mright|limits|nolimits|displaystyle|textstyle|scriptstyle|smash)"
    r"(?![a-z])\s?(?:\.(?=\s|$))?"
)
ALPHABETS = {"bb": "DOUBLE-STRUCK", "bbm": "DOUBLE-STRUCK", "ds": "DOUBLE-STRUCK", "cal": "SCRIPT", "scr": "SCRIPT",
             "frak": "FRAKTUR"}  # fmt: skip
STYLED = re.compile(
    r"\\?(?:math(bbm|bb|ds|cal|scr|frak|bf|rm|sf|it|tt)|boldsymbol|(?<=\\)(?:bm|pmb|vect))"
    r"(?:\s?\{\s*([^{}]*?)\s*\}|\s?(\\[A-Za-z]+)|\s?([A-Za-z0-9])(?![a-z]{2})|(?=[a-z]{2}))"
)
CAL_GROUP = re.compile(r"\{\s*\\cal\s+([A-Z])\s*\}")
OPERATOR = re.compile(r"\\?(?<![A-Za-z])(?:operatorname|mathop)\*?\s?\{\s*([^{}]*?)\s*\}")
HATS = {"tilde": "\u0303", "hat": "\u0302", "bar": "\u0304", "overline": "\u0304", "dot": "\u0307", "ddot": "\u0308",
        "vec": "\u20d7"}  # fmt: skip
HAT = re.compile(
    r"(?:\\(?:wide)?([Tt]ilde|[Hh]at|[Bb]ar|vec|d?dot|overline)"
    r"(?:\s?\{\s*([^\W\d_])\s*\}|\s([^\W\d_])(?![A-Za-z])|([^\W\d_a-z])(?![a-z]))"
    r"|(?<![A-Za-z\\])(?:wide)?(tilde|hat|bar|overline)\{\s*([^\W\d_])\s*\})"
)
WIDE_HAT = re.compile(r"\\(?:[Tt]ilde|[Hh]at|[Bb]ar|vec|wide(?:tilde|hat)|overline|underline)\s?\{([^{}]*)\}")
FRACTION = re.compile(
    r"([\^_]?)(?:\\?(?<![A-Za-z])(?:[dt]|nice|s)?frac\s?\{([^{}]*)\}\s?\{([^{}]*)\}|\\[dt]?frac\s?(\d)\s?(\d))"
)
LOST_FRACTION = re.compile(r"(?<=[=≤<>≈])( ?\d{1,3})\{(\d{1,4})\}")
BRACED_FRACTION = re.compile(r"\{(\d+|[A-Za-z])\}/\{(\d+|[A-Za-z])\}")
ROOT = re.compile(r"\\?(?<![A-Za-z])sqrt\s?\{([^{}]*)\}|\\sqrt\s?([A-Za-z0-9]+)")
SIMPLE = re.compile(r"[^\W_]*(?:_\w+)?[′*]?|\([^()]*\)|[^\W\d_]\([^()]*\)")

HIGH = dict(zip("0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ*′⊤⊺∘†⋆",
                "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ*′ᵀᵀ°†⋆",
                strict=True))  # fmt: skip
LOW = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ",
               "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))  # fmt: skip
ORDINALS = ("st", "nd", "rd", "th")
GLYPH = "À-ÖØ-öø-ɏα-ωΑ-Ωℓ∞′Õ\u0302-\u0304₀-₉ₐ-ₜᵢᵣᵤᵥⱼ⁰¹²³⁴-⁹\u1d00-\u1dbf\u2100-\u214f\U0001d400-\U0001d7ff"
HIGH_SCRIPT = re.compile(
    rf"(?<=[A-Za-z0-9)\]|‖*}}∑∏∇{GLYPH}])\^"
    r"(?:\{([^{}]*)\}|\\?(circ|prime|top|dagger|ast|star)\b"
    r"|(-?\d+(?![\d.]*[./]?\d)|[∞′⊤∘†⋆α-ωℓ]|(?![Oo]\()[A-Za-z*](?![A-Za-z0-9])|[+-](?!\w))(?![+-]\d))"
)
LOW_GROUP = re.compile(rf"(?<=[A-Za-z0-9)\]|‖*}}∑∏∇{GLYPH}])_\{{([^{{}}]*)\}}")
LOW_SCRIPT = re.compile(
    rf"(?:(?<=[{GLYPH}∑∏∇‖])|(?<=(?<![\w.\\/@-])[A-Za-z])|(?<=\blog)|(?<=(?<!\w)\d[A-Za-z]))"
    r"_(\d{1,2}|[aehijklmnoprstuvxβγρφχ])(?![A-Za-z0-9_]|\.\w|[+-]\d)"
)


def formulas(text: str) -> str:
    r"""Formulas in dollars, ``\(…\)`` or ``\[…\]``: ``$x_i$`` → ``xᵢ``; prices such as ``$5 and $10`` stay."""
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return text
    text = ESCAPED_GREEK.sub(lambda m: GREEK[{"au": "tau", "ho": "rho", "heta": "theta"}[m[1]]], text)
    text = SIGN_IN_DOLLARS.sub(lambda m: "~" if m[1] == "\\sim" else commands(m[1]).strip(), text)
    text = DISPLAY.sub(lambda m: _formula(m[1] or m[2] or m[3]), text)
    return SPACED_DOLLARS.sub(lambda m: _formula(m[1]), DOLLARS.sub(lambda m: _formula(m[1]), text))


def _formula(formula: str) -> str:
    formula = formula.strip().replace("~", " ").replace("\\,", " ")
    formula = GROUP.sub(r"\1", commands(PLAIN_LOW.sub(r"_{\1}", formula)))
    lone = LONE_SCRIPT.fullmatch(formula)
    if not lone:
        return formula
    content = lone[3] if lone[2] is None else lone[2]
    return content if content in ORDINALS else _script(lone[1], content, HIGH if lone[1] == "^" else LOW)


def commands(text: str) -> str:
    r"""Commands of mathematics: ``\mathcal{O}(\sqrt{n})`` → ``O(√n)``, ``\frac{1}{n}`` → ``1/n``, ``\leq`` → ``≤``."""
    if "\\" not in text and "{" not in text and "math" not in text:
        return text
    text = FUNCTION.sub(_function, FUNCTION_GLUED.sub(r"\\\1 ", SIZES.sub("", text)))
    before = ""
    while before != text:  # from the inside out
        before = text
        text = STYLED.sub(_styled, CAL_GROUP.sub(_calligraphic, OPERATOR.sub(r"\1", text)))
        text = SYMBOL.sub(_symbol, HAT.sub(_hat, text))
        text = LOW_GROUP.sub(_low, HIGH_SCRIPT.sub(_high, BRACED_FRACTION.sub(r"\1/\2", text)))
        text = ROOT.sub(_root, FRACTION.sub(_fraction, WIDE_HAT.sub(r"\1", HAT.sub(_hat, text))))
    return LOST_FRACTION.sub(r"\1/\2", text)


def _function(match: re.Match[str]) -> str:
    before = " " if match["glued"] is not None else ""
    following = match["next"]
    if following is not None and not following.startswith(" "):
        following = f" {following}"
    return f"{before}{match['name']}{following or ''}"


def _symbol(match: re.Match[str]) -> str:
    before, name, after = match[1], match[2], match[3]
    if name in RELATIONS:
        return f" {RELATIONS[name]} "
    if name == "sim" and match.string[match.end() : match.end() + 1].isdigit():
        return before + "~"
    if name not in SYMBOLS:
        return match[0]
    if name == "approx" or (name in ("times", "cdot") and not before and OPERAND.match(match.string, match.end())):
        after = ""
    return before + SYMBOLS[name] + after


def _calligraphic(match: re.Match[str]) -> str:
    return in_alphabet("cal", match[1])


def _styled(match: re.Match[str]) -> str:
    return in_alphabet(match[1] or "", match[2] or match[3] or match[4] or "")


def in_alphabet(alphabet: str, letters: str) -> str:
    """``bb`` and ``R`` → ``ℝ``; a calligraphic O is the O of complexities, which is written plainly."""
    if alphabet not in ALPHABETS or len(letters) != 1 or letters == "O":
        return letters
    size = "CAPITAL" if letters.isupper() else "SMALL"
    kind = ALPHABETS[alphabet]
    for name in (f"MATHEMATICAL {kind} {size} {letters.upper()}", f"{_bmp(kind)} {size} {letters.upper()}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letters


def _bmp(kind: str) -> str:
    return "BLACK-LETTER" if kind == "FRAKTUR" else kind


def _hat(match: re.Match[str]) -> str:
    name, letter = (match[1] or match[5]).lower(), match[2] or match[3] or match[4] or match[6]
    return unicodedata.normalize("NFC", letter + HATS[name])


def _fraction(match: re.Match[str]) -> str:
    above, below = _one(match[2] or match[4] or ""), _one(match[3] or match[5] or "")
    if below.isalpha() and len(below) > 1:
        below = f"({below})"
    return f"{match[1]}{{{above}/{below}}}" if match[1] else f"{above}/{below}"


def _root(match: re.Match[str]) -> str:
    under = _one(match[1] or match[2] or "")
    return f"√({under})" if under.isalnum() and not under.isdigit() and len(under) > 1 else f"√{under}"


def _one(formula: str) -> str:
    formula = formula.strip()
    return formula if SIMPLE.fullmatch(formula) else f"({formula})"


def _high(match: re.Match[str]) -> str:
    names = {"circ": "°", "prime": "′", "top": "ᵀ", "dagger": "†", "ast": "*", "star": "⋆"}
    if match[1] in ORDINALS:
        return match[1]
    return names[match[2]] if match[2] else _script("^", match[1] if match[1] is not None else match[3], HIGH)


def _low(match: re.Match[str]) -> str:
    return _script("_", match[1], LOW)


def _script(mark: str, content: str, table: dict[str, str]) -> str:
    content = content.strip()
    a_word = len(content) > 2 and content.isascii() and content.isalpha()
    if not a_word and all(char in table for char in content):
        return "".join(table[char] for char in content)
    if content.isalnum() or len(content) == 1 or (content.startswith("(") and content.endswith(")")):
        return mark + content
    return f"{mark}({content})"


def scripts(text: str) -> str:
    """Raised and lowered signs that are certain: ``O(N^2)`` → ``O(N²)``, ``ℓ_p`` → ``ℓₚ``; ``max_len`` stays."""
    if "^" in text:
        text = HIGH_SCRIPT.sub(_high, text)
    return LOW_SCRIPT.sub(_low, LOW_GROUP.sub(_low, text)) if "_" in text else text
