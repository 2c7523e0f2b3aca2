r"""LaTeX that is not mathematics: escapes, fonts, citations, and macros nobody expanded."""

import re

# JSON escapes that were applied once too often: `\\hat`, or `\textit` whose `\t` became a tab and was lost.
DOUBLED = re.compile(r"\\\\(?=[A-Za-z])")
LOST_T = re.compile(r"\s?(?<![A-Za-z\\])ext(it|bf|tt|sc|sf)(?=\{)")
LOST_T_OF_TIMES = re.compile(r"(?<=[\d$])\s?imes(?=\s?[\d$])")
LOST_NEWLINE = re.compile(r"\\n(?=[A-Z][a-z]*\b)|\\\\(?=\s|$)|\\newline\b|\\par\b")

THOUSANDS = re.compile(r"(?<=\d)\{,\}(?=\d{3})")
PUNCTUATION = re.compile(r"\\([%&#_$])|\\(?=[~α-ωΑ-Ω‖ℓ∞–—])")
SPACING = re.compile(r"\\[,;: ]|\\q?quad\b|\\(?:sp|hspace\*?\{[^{}]*\})(?![A-Za-z])")
NO_SPACE = re.compile(r"\\[!/-]|\\selectlanguage\{[a-z]*\}|\\(?:raise|lower)\s?-?[\d.]+\s?(?:ex|em|pt)"
                      r"|\\(?:xspace|protect|relax|noindent|centering|maketitle|displaystyle|small)(?![A-Za-z])")
TILDE = re.compile(r"\\?(?:textasciitilde|texttildelow)(?:\{\}| (?=[\d\\])|(?![A-Za-z]))|\\~\{\s?\}")
CITATION = re.compile(
    r"(\b(?:by|in|of|to|on|see)[ ~]+)?~?\\?(?<![A-Za-z])(?:no)?cite(?:p|t|alp|alt|author|year)?\*?"
    r"(?:\[[^\[\]]*\])*\{[^{}]*(?:\}|$)"
)
CITATION_KEY = re.compile(r"~[a-z]+(?:[-_:][a-z]+)*(?:19|20)\d\d[a-z][a-zA-Z0-9]*")
LABEL = re.compile(r"~?\\(?:label|(?:auto|eq|page|[cC])?ref|vspace\*?|hspace\*?)\{[^{}]*\}")
FOOTNOTE = re.compile(r"\s?\\?(?<![A-Za-z])(?:footnote|thanks|ootnote)\{([^{}]*)\}")

FONTS = "emph|text(?:bf|it|tt|sc|sf|rm|sl|md|up|normal)|underline|uline|mbox|hbox|fbox|ensuremath|text|textnormal"
WITH_BRACES = re.compile(rf"\\?(?<![A-Za-z])(?:{FONTS}|uwave|(?<=\\)math)\s?\{{([^{{}}]*)\}}")
COLOURED = re.compile(r"\\?(?<![A-Za-z])(?:textcolor|colorbox)\{[^{}]*\}\{([^{}]*)\}")
GROUP = re.compile(r"\{\s*(?:\\(?:it|em|bf|rm|sc|tt|sf|sl|cal|itshape|bfseries|small|tiny|scriptsize)(?![A-Za-z])\s?"
                   r"|(?:it|em|bf|rm|sc|tt|sf|sl)\s)\s*([^{}]*)\}")  # fmt: skip
GLUED_FONT = re.compile(rf"\\(?:{FONTS})(?=[A-Za-z])(?!tt?\b)")
GLUED_SIZE = re.compile(r"\\?(?<![A-Za-z])(?:scriptsize|footnotesize|normalsize|textbf|textit|textsc|texttt)(?=[A-Z])")
SIZE = re.compile(
    r"\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|it|bf|rm|sc|tt|sf|sl|em|bfseries"
    r"|itshape)(?![A-Za-z])\s?"
)
ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[a-z]+\*?\}(?:\{[clr|]+\})?|\\item(?![A-Za-z])")
SET_BRACES = {"\\{": "\ue000", "\\}": "\ue001"}
SET_BRACE = re.compile(r"\\[{}]")
UNKNOWN = re.compile(r"(?<![\w:\\])\\([A-Za-z]+)(?:\{([^{}]*)\})?")
GROUPED_WORDS = re.compile(r"(?<![\\_^])\{([^{}]*)\}")
# Elements, a placeholder, a number, or what a set's elements are: `x : Ax ≤ b`, not the colon of a title.
SET = re.compile(r"[^ ,]{0,4}(?:, ?[^ ,]{0,4})+|[a-z_]{2,}|\d*|(?>[^{}=<>∈≤≥|]*[=<>∈≤≥|])[^{}]*"
                 r"|[^{}:]{1,12}(?: : ?|:(?=\S))[^{}]+")
# Whether anything of it is more than a word.
MATHEMATICAL = re.compile(r"[,=<>∈≤≥|]|[^{}:](?: : ?|:(?=\S))[^{}]")
PROTECTED = re.compile(r"(?<![\\_^A-Za-z}])\{([a-z]{2,})\}")
# After these, braces hold a set or an argument, however its elements look.
SET_FOLLOWS = re.compile(r"(?:(?<![A-Za-z])(?:min|max|inf|sup|sets?)|[∈∉×∪∩⊂⊆∖]) ?$")
INDICES = "_^₀₁₂₃ᵢⱼₖₙ⁰¹²³ⁿᵈᵏᴷᴺᵀ"

ABBREVIATIONS = {
    "ie": "i.e.", "eg": "e.g.", "etal": "et al.", "etc": "etc.", "wrt": "w.r.t.", "iid": "i.i.d.", "aka": "a.k.a.",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip
ABBREVIATION = re.compile(rf"\{{?\\({'|'.join(ABBREVIATIONS)})(?![A-Za-z])(?:\}}|\{{\}})?(\.?)")
MACRO = re.compile(
    r"\{\s*(?:\\(?:it|em|bf|sc|tt|sf)\s*)?\\([A-Za-z]{2,})\s*\}|\\([A-Za-z]{2,})(?![A-Za-z])(?!\{[^}])(?:\{\})?"
)
OWN_NAME = re.compile(
    r"(?:our|the|this)?(?:full|short)?(?:names?|models?|methods?|systems?|sys|ours?|algo|alg|algorithm|approach|framework"
    r"|tool|dataset|data|benchmark|bench|project|proj|paper|acronym|abbr|title|us)(?:names?|s)?",
    re.IGNORECASE,
)
NAME_IN_TITLE = re.compile(r"(?=[^\s:]*[A-Z])([^\s:]+)\s?: \S")


def json_escapes(text: str) -> str:
    r"""Escapes applied once too often: ``\\emph{x}`` → ``\emph{x}``, ``extit{x}`` → ``\textit{x}``."""
    if "\\" in text:
        text = LOST_NEWLINE.sub(" ", DOUBLED.sub(r"\\", text))
    if "imes" in text:
        text = LOST_T_OF_TIMES.sub(r"\\times ", text)
    return LOST_T.sub(r" \\text\1", text) if "ext" in text else text


def braces_of_sets(text: str) -> str:
    r"""Puts ``\{`` and ``\}`` out of the way of LaTeX's own braces; `leftovers` sets them as ``{`` and ``}``."""
    return SET_BRACE.sub(lambda m: SET_BRACES[m[0]], text) if "\\" in text else text


def escaped_signs(text: str) -> str:
    r"""``52.1\%`` → ``52.1%``, ``Q\&A`` → ``Q&A``, ``\textasciitilde30`` → ``~30``; spacing commands."""
    text = TILDE.sub("~", text) if "textasci" in text or "\\" in text else text
    if "\\" not in text:
        return text
    text = NO_SPACE.sub("", SPACING.sub(" ", text))
    return PUNCTUATION.sub(lambda m: m[1] or "", text)


def citations(text: str) -> str:
    r"""Citations and labels, which lead nowhere here: ``DNAS~wu2018mixed`` and ``DNAS~\cite{wu}`` → ``DNAS``."""
    if "~" in text:
        text = CITATION_KEY.sub("", text)
    if "cite" in text or "\\" in text:
        text = LABEL.sub("", CITATION.sub(lambda m: f"{m[1]}[…]" if m[1] else "", text))
    return FOOTNOTE.sub(lambda m: f" ({m[1].strip()})" if m[1].strip() else "", text) if "note{" in text else text


def fonts(text: str) -> str:
    r"""Commands for fonts: ``{\it fast}``, ``{it fast}``, ``\emph{fast}``, ``emph{fast}`` → ``fast``."""
    if "{" in text:
        before = ""
        while before != text:  # from the inside out
            before = text
            text = GROUP.sub(r"\1", COLOURED.sub(r"\1", WITH_BRACES.sub(r"\1", text)))
    return GLUED_FONT.sub("", SIZE.sub("", text)) if "\\" in text else text


def size_commands(text: str) -> str:
    """Commands for sizes that leaked into a word: ``scriptsizeFLaws`` → ``FLaws``."""
    return GLUED_SIZE.sub("", text) if "size" in text or "text" in text else text


def braces(text: str) -> str:
    """Braces around words: ``grow {in size}`` → ``grow in size``; sets such as ``{0, 1}`` keep theirs."""
    return GROUPED_WORDS.sub(_ungrouped, THOUSANDS.sub(",", text)) if "{" in text else text


def _ungrouped(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    inside_a_word = before.isalnum() or after.isalnum()
    a_family = bool(after) and after in INDICES  # such as `{x_i}_{i=1}^n`
    if match[1].strip() and SET_FOLLOWS.search(text, max(0, start - 8), start):
        return match[0]
    a_set = SET.fullmatch(match[1].strip()) and (MATHEMATICAL.search(match[1]) or not inside_a_word)
    return match[0] if a_family or a_set else match[1]


def protected_words(title: str) -> str:
    """Words in braces, which BibTeX needs around names in a title: ``{pandas} for All`` → ``pandas for All``."""
    return PROTECTED.sub(r"\1", title) if "{" in title else title


def abbreviations(text: str) -> str:
    r"""Macros everybody defines alike: ``\eg`` → ``e.g.``"""
    return ABBREVIATION.sub(lambda m: ABBREVIATIONS[m[1]], text) if "\\" in text else text


def fill_name(text: str, title: str) -> str:
    r"""Puts the name that the title announces (``Lantern: …``) in place of ``\name`` or of its own letters."""
    announced = NAME_IN_TITLE.match(title)
    if not announced or "\\" not in text:
        return text
    name = announced[1]
    capitals = "".join(char for char in name if char.isupper() or char.isdigit())
    macros = {(m[1] or m[2]) for m in MACRO.finditer(text)}
    own = {macro for macro in macros if OWN_NAME.fullmatch(macro)}
    wanted = {macro for macro in macros if macro.lower() == name.lower() or (len(macro) > 1 and macro == capitals)}
    if len({macro.lower() for macro in own}) == 1:  # with a \model and a \dataset, the title does not say which
        wanted |= own

    def filled(match: re.Match[str]) -> str:
        return name if (match[1] or match[2]) in wanted else match[0]

    return MACRO.sub(filled, text)


def leftovers(text: str) -> str:
    r"""Commands nobody knows: ``\ours{} wins`` → ``ours wins``, ``\mystyle{fast}`` → ``fast``."""
    if "\\" in text:
        text = UNKNOWN.sub(lambda m: m[2] or m[1], ENVIRONMENT.sub(" ", text))
    return text.replace("\ue000", "{").replace("\ue001", "}")
