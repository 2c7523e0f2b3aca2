"""Mathematics that lost its dollars and backslashes: ``6.5times``, ``sim80%``, ``epsilon-stationary``, ``1leq p``."""

import re

from papershelf.clean.maths import GREEK, RELATIONS

NAMES = "|".join(sorted(GREEK, key=len, reverse=True))
# Where indices lost their place, `xi` and `Pi` are as often x and P with an index.
CLEAR_NAMES = "|".join(name for name in NAMES.split("|") if name.lower() not in ("xi", "pi"))
NUMBER = r"\d+(?:[.,]\d+)*"

TIMES_BETWEEN = re.compile(r"(?<=\d)times ?(?=\d)|(?<=(?<![A-Za-z])[A-Za-z])times ?(?=\d|[A-Za-z]\b|\()")
TIMES_TWICE = re.compile(r"(?<![A-Za-z0-9])times(\d+ times)\b")
TIMES_AFTER = re.compile(r"(?<=\d)times(?![A-Za-z0-9])")
TIMES_BEFORE = re.compile(r"(?<![A-Za-z0-9])times(?=\d)|(?<=\bfactor )times (?=\d)|(?<=\bfactor of )times (?=\d)")
TIMES_LOST = re.compile(r"(?<=\d)times(?=[A-Z]\b)")

UNIT = r"(?:%|[xX×](?!\w)|times\b|[kKMBT](?!\w)|[KMGT]B\b|ms\b|fps\b|FPS\b)"
SIM_THEN_NUMBER = re.compile(r"sim ?\d")
SIM_GLUED = re.compile(rf"(?<![A-Za-z])sim(?={NUMBER}(?:{UNIT}|(?![\w])))(?!\d(?![\d.,%xX×kKMBT]))")
SIM_SPACED = re.compile(rf"(?<!\bthe )(?<!\ba )(?<!\bin )(?<!\bour )(?<!\bof )\bsim (?={NUMBER}\s?{UNIT})")
APPROX = re.compile(r"(?<![A-Za-z])approx ?(?=\d)")
IN_BRACKETS = {"le": "≤ ", "leq": "≤ ", "ge": "≥ ", "geq": "≥ ", "lt": "< ", "gt": "> ", "approx": "≈", "sim": "~",
               "pm": "±", "times": "×"}  # fmt: skip
BRACKETED = re.compile(rf"\(({'|'.join(IN_BRACKETS)}) ?(?=\d)")
PLUS_MINUS = re.compile(r"(?<=\d)pm(?=\d)")

LEFT_RIGHT = re.compile(
    r"((?:\b[A-Za-z]|\b(?:Omega|Theta|omega)|[=(≤·~ΩΘÕ])\s?)\bleft ?([(\[|])\s*([^\n]{1,200}?)\s*\bright ?([)\]|])"
)
VARIANT = re.compile(r"var(epsilon|phi|theta)")
ATOM = rf"(?:(?<![\w.])\d+(?:\.\d+)?|(?<![A-Za-z])[A-Za-z]|(?<![A-Za-z])(?:{NAMES})|[)\]}}′α-ωℓ₀-₉])"
RELATION = re.compile(
    rf"({ATOM}) ?(leq|geq|neq|lesssim|gtrsim)(?= ?(?:\d|\(|[A-Za-z]\b|[A-Za-z][\^_<>=]|(?:{NAMES})\b)) ?"
)
MUCH_THEN_LETTER = re.compile(rf"(?:ll|gg)(?:{NAMES})(?![A-Za-z])")
MUCH = re.compile(rf"\b({NAMES}|[A-Za-z])('*)(ll|gg)({NAMES})(?![A-Za-z])")
ARROW = re.compile(r"(?<![\\A-Z])(leftrightarrow|rightarrow|leftarrow|Rightarrow)(?![A-Z])")
LIMIT = re.compile(rf"\b({NAMES}|[A-Za-z]) to infty(?![A-Za-z])")
WORDS = {"infty": "∞", "cdots": "⋯", "cdot": "·", "ldots": "…"}
WORD = re.compile(rf"(?<![A-Za-z\\])({'|'.join(WORDS)})(?![A-Za-z])")

COMPLEXITY = re.compile(r"(?<![A-Za-z\\])(Omega|Theta)(?=\()")
ELL = re.compile(r"(?<![A-Za-z\\])ell(?=_(?:[\dpqr{∞](?![A-Za-z])|infty))")
MU = re.compile(r"(?<![A-Za-z\\])mu(?=P\b|Transfer\b|Parametri[sz]ation\b)")
# A Greek letter after the hyphen of a name; alpha, beta and gamma are left, which are also stages and proteins.
NAMED = re.compile(
    r"\b([A-Z][A-Za-z0-9]*-)(mu|eta|theta|tau|sigma|epsilon|lambda|rho|xi|psi|phi|nu|zeta|delta)(?![\w-])"
)

# Signs that a text uses the name of a Greek letter as a symbol, and hence wherever it stands by itself.
SYMBOL_USES = (
    rf"(?<![_^])\{{\\({NAMES})\}}",
    rf"(?<![\w\\-])({CLEAR_NAMES})(?:\s?[=≤≥^≪≫]|\s?[<>]\s?[\d∞]|_(?:[\w{{](?!\w)|\{{|max\b|min\b)|\s?(?:→|∈)|[′']*\s?[≪≫])",
    rf"[\d)∞]\s?[<≤≥=≪≫]\s?({CLEAR_NAMES})(?![\w(])",
    rf"(?<![A-Za-z])(?:[A-ZΩΘÕ]|poly|polylog|log|exp|sqrt|max|min)\([^()]*?(?<![A-Za-z])({CLEAR_NAMES})(?=[),^/*+·-])",
    rf"(?<=\d/)({CLEAR_NAMES})\b",
    rf"\^\{{?-?({CLEAR_NAMES})(?:\b|\}})",
    r"(?<![\w\\-])(epsilon)(?=-[a-z]|, ?delta\b)",
    r"(?:\bepsilon|ε), ?(delta)\b",
    rf"\b(?:parameters?|hyper-?parameters?|coefficients?|threshold|step size|policy class),? ({NAMES})(?![\w-])",
)  # fmt: skip
SYMBOL_USE = tuple(re.compile(pattern) for pattern in SYMBOL_USES)
LATIN, LETTERS = re.compile(r"[A-Za-z]+"), frozenset(GREEK)
A_NAME = re.compile(rf"(?<![A-Za-z])(?:{NAMES})(?![A-Za-z])")


def times(text: str) -> str:
    r"""A lost ``\times``: ``6.5times`` → ``6.5×``, ``Ntimes K`` → ``N×K``; ``ten times`` stays."""
    if "times" not in text:
        return text
    text = TIMES_TWICE.sub(r"\1", text)
    text = TIMES_BEFORE.sub("×", TIMES_LOST.sub("×", TIMES_BETWEEN.sub("×", text)))
    return TIMES_AFTER.sub("×", text)


def about(text: str) -> str:
    r"""A lost ``\sim`` or ``\approx``: ``sim80%`` → ``~80%``, ``approx 3`` → ``≈3``; ``sim2real`` stays."""
    if SIM_THEN_NUMBER.search(text):
        text = SIM_SPACED.sub("~", SIM_GLUED.sub("~", text))
    if "approx" in text:
        text = APPROX.sub("≈", text)
    return PLUS_MINUS.sub("±", BRACKETED.sub(lambda m: "(" + IN_BRACKETS[m[1]], text))


def left_right(text: str) -> str:
    r"""Lost ``\left`` and ``\right``: ``O left( KT right)`` → ``O(KT)``."""
    if "left" not in text or "right" not in text:
        return text
    return LEFT_RIGHT.sub(lambda m: m[1].rstrip() + m[2] + m[3] + m[4], text)


def relations(text: str) -> str:
    """Relations and arrows without backslash: ``1leq p`` → ``1 ≤ p``, ``imageleftrightarrowtext`` → ``image↔text``."""
    if any(name in text for name in ("leq", "geq", "neq", "sssim", "gtrsim")):
        text = RELATION.sub(lambda m: f"{m[1]} {RELATIONS[m[2]]} ", text)
    if "arrow" in text:
        text = ARROW.sub(lambda m: RELATIONS[m[1]], text)
    if "infty" in text:
        text = LIMIT.sub(r"\1 → ∞", text)
    if MUCH_THEN_LETTER.search(text):
        text = MUCH.sub(lambda m: f"{m[1]}{'′' * len(m[2])} {RELATIONS[m[3]]} {m[4]}", text)
    return WORD.sub(lambda m: WORDS[m[1]], text) if any(word in text for word in WORDS) else text


def greek(text: str) -> str:
    """Names of Greek letters that stand for the letter: ``epsilon-stationary`` → ``ε-stationary``; ``Alpha`` stays."""
    if "var" in text:
        text = VARIANT.sub("ε", text) if "varepsilon" in text else VARIANT.sub(lambda m: GREEK[m[0]], text)
    if "ell_" in text or "mu" in text:
        text = ELL.sub("ℓ", MU.sub("μ", text))
    if LETTERS.isdisjoint(LATIN.findall(text)):
        return text
    text = COMPLEXITY.sub(lambda m: GREEK[m[1]], text)
    text = NAMED.sub(lambda m: m[1] + GREEK[m[2]], text)
    if not A_NAME.search(text):
        return text
    used = {match[1] for pattern in SYMBOL_USE for match in pattern.finditer(text)}
    if not used:
        return text
    letters = "|".join(sorted(used))
    bracketed_next = rf" \([\\{{]*(?:{letters})\b| \([α-ω]\)"  # not the name in `parameter delta (δ)`
    return re.sub(rf"\\?(?<![A-Za-z_])(?:{letters})(?![A-Za-z]|_[A-Za-z]{{2}}|{bracketed_next})", _letter, text)


def _letter(match: re.Match[str]) -> str:
    return GREEK[match[0].removeprefix("\\")]
