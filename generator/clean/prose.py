"""Prose: quotes, dashes, spaces, glued sentences."""

import re

CODE_QUOTES = r"``[^`'\"”\n]{1,80}``"
DOUBLE_QUOTES = re.compile(rf"(?<!`){CODE_QUOTES}(?!`)|(?<!`)``\s?(?!`)([^`]{{1,300}}?)\s?(?:''|\"|”)(?!`)")
OPENING_LEFT = re.compile(r"(?<![`\w])``(?=\w)(?![^`'\"”\n]{1,80}``)")
TWO_PRIMES = re.compile(r"(?<!['\w])''(?=\w)([^'\"“”]{1,80}?)''(?![\w'])")
SINGLE_QUOTES = re.compile(r"(?<![^\s(\[—–-])`(?=[\w\\])([^`'‘’\n]{1,80}?)'(?![\w'])")
BACKTICK_APOSTROPHE = re.compile(r"(?<=[a-z])`(?=(?:s|t|re|ve|ll|d)\b)")

SPACED_DASH = re.compile(r"(?<=\s)(---?)(?=\s)(?!\s*$)")
GLUED_DASH = re.compile(r"(?<=[\w)\]”’\"'.%])(---?)(?=[\w(\[“‘\"$\\])")
DASH_BEFORE_ABBREVIATION = re.compile(r"(?<=[\w\"”)])-(?=(?:i\.e|e\.g)\.)")
HALF_GLUED_DASH = re.compile(r"(?<=[a-z)]{2})(---?) (?=[a-zA-Z])")
COMMENT_SIGN = re.compile(r"(?<=[.!?]\s)%\s*(?=[A-Z][a-z])")
TIE = re.compile(
    r"(?<=[A-Za-z.,;:)\]}])~(?=[A-Za-z(\[\\$])"
    r"|(?<=[A-Za-z]{2}|[.,:)\]][.,:)\]]|[a-z]\.)~(?=\d)"
    r"|(?<=\d)~(?=[^\W\d_]|[(\\%°])"
)
EMPHASIS = re.compile(r"(?<![\w*\\/^])(\*{1,3})(?=[A-Za-z])([^*\n;()]{1,80}?)(?<=[A-Za-z0-9.!?,%])\1(?![\w*])")
INITIAL = re.compile(r"(?<![\w*\\/^])\*\*([A-Za-z]{1,40})\*\*(?=[a-z])")

OPENERS = (
    "We|The|This|These|That|Those|In|Our|To|It|Its|However|Moreover|Furthermore|Finally|Code|Codes|Experiments|Results"
    "|Based|Through|By|For|As|An|At|On|Here|Thus|Hence|Therefore|Besides|While|When|With|Although|Despite|Then|They"
    "|There|Such|Specifically|Additionally|Extensive|Using|Compared|Given|Also|Meanwhile|Project|Unlike|Second|First"
)
# What the patterns below have in common, and most texts have not: a look for it is fast.
STOP_THEN_CAPITAL = re.compile(r"[.?!][A-Z]")
GLUED_AFTER_COMMA = re.compile(r",\S")
GLUED_SENTENCE = re.compile(
    rf"(?<=[a-z]{{2}}[.?!])(?=(?:{OPENERS})\b(?![.(/_-]))|(?<=\S[A-Z0-9)%\]”][.?!])(?=(?:{OPENERS})\b(?![.(/_-]))"
)
GLUED_CAPITAL = re.compile(r"(?<![\w.@/-])((?:[a-z]+-)*[a-z]{3,}[.?!])([A-Z][A-Za-z]+)(?= [a-z])")
MODULES = frozenset(
    "torch numpy keras java javax system tensorflow sklearn scipy pandas jax self math nn os sys optim flax".split()
)
GLUED_AFTER_PLURAL = re.compile(r"(?<=[A-Z]{2}s\.)(?=[A-Z][a-z]+ [a-z])")
GLUED_COMMA = re.compile(r"(?<![\w,./\\(\[{<=-])([A-Za-z-]{2,},)([a-z]{2,}(?:-[a-z]+)*)(?=[\s.;:!?]|$)")
ABBREVIATION_COMMA = re.compile(r"\b((?:i\.e|e\.g)\.,)(?=[\w(\[“\"])")
GLUED_ACRONYM = re.compile(r"(?<=[a-z]{2})\((?=[A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*s?\))")
GLUED_ASIDE = re.compile(r"(?<=[A-Za-z]{3})\((?=(?:e\.g\.|i\.e\.|a\.k\.a\.|cf\.|see |such as |\d+(?:\.\d+)?% ))")
GLUED_OPPOSITE = re.compile(r"\b([a-z]+er|more|less|worse)\((?=(?:[a-z]{2,}er|more|less|worse)\))")
CLOSED_THEN_WORD = re.compile(
    r"(?<=[a-z]{2})\)(?=(?:that|which|and|is|are|to|for|in|of|with|by|the|we|from|on|as|using)\b)"
)
CLOSED_ACRONYM = re.compile(r"(?<=\s)(\([A-Z][A-Za-z-]*[A-Z]s?\))(?=[a-z]{3,})")
NUMBERED = re.compile(r"(?<=\s)(\((?:\d|[ivx]{1,4}|[a-d])\))(?=[A-Za-z][a-z]{2,})(?!th\b|st\b|nd\b|rd\b)(?=\w+[\s,])")
JOINED_NAME = re.compile(r"(?<![\w-])([A-Za-z0-9-]{3,40}[a-z])(and|can|is|to|with|has|for|in)(?![\w-])")
NAME_LIKE = re.compile(r"[a-z-]*[A-Z0-9][a-z-]*[A-Z0-9]")

THOUSANDS = re.compile(r"(?<![\w.,])(\d{1,3}), (?=000\b(?!,\d))")
SPACE_BEFORE_SIGN = re.compile(r" [,;.!?:)]|\( ")
STRAY_BEFORE = re.compile(r"(?<=[\w)\]”’\"'%°²³\U000f0000-\U000ffffd]) +(?=[,;](?:\s|$)|[.!?](?:\s*$|\s+[^\sa-z.]))")
STRAY_COLON = re.compile(r"(?<=[a-zA-Z0-9)]{2}) +(?=: )")
STRAY_INSIDE = re.compile(r"(?<=\() (?=\S)|(?<=\S) (?=\))(?<!:\s)")
STRAY_AFTER_SLASH = re.compile(r"(?<=[a-z]{3}/) (?=[a-z]{2})")
STRAY_CLITIC = re.compile(r"(?<=[A-Za-z]) (?=(?:'s|n't|'re|'ve|’s)(?![\w'’]))")
RANGE = re.compile(r"(?<=\d)([x×%]) -(?=\d+(?:\.\d+)?\1)")


def quotes(text: str) -> str:
    r"""Quotes of LaTeX: two backticks and two primes, or one of each → ``“quick”``, ``‘quick’``; straight ones stay."""
    if "`" in text:
        text = DOUBLE_QUOTES.sub(lambda m: f"“{m[1]}”" if m[1] else m[0], text)
        text = BACKTICK_APOSTROPHE.sub("'", OPENING_LEFT.sub("“", text))
        text = SINGLE_QUOTES.sub(r"‘\1’", text)
    return TWO_PRIMES.sub(r"“\1”", text) if "''" in text else text


def dashes(text: str) -> str:
    """Dashes of LaTeX: ``fast -- and small`` → ``fast – and small``, ``runs---each`` → ``runs—each``."""
    if "-" in text:
        text = DASH_BEFORE_ABBREVIATION.sub("—", text)
    if "--" not in text:
        return text
    text = HALF_GLUED_DASH.sub(lambda m: f" {_dash(m)} ", text)
    return GLUED_DASH.sub(_dash, SPACED_DASH.sub(_dash, text))


def _dash(match: re.Match[str]) -> str:
    return "—" if match[1] == "---" else "–"


def comments(text: str) -> str:
    """The sign of a LaTeX comment that was joined to the text: ``slow. %However, …`` → ``slow. However, …``."""
    return COMMENT_SIGN.sub("", text) if "%" in text else text


def ties(text: str) -> str:
    """LaTeX's unbreakable space: ``Section~3`` → ``Section 3``; ``about ~80%`` and ``1M~60M`` stay."""
    return TIE.sub(" ", text) if "~" in text else text


def emphasis(text: str) -> str:
    """Emphasis of Markdown: ``a *two-stage* search`` → ``a two-stage search``; ``A*`` and ``8*16B`` stay."""
    return EMPHASIS.sub(r"\2", INITIAL.sub(r"\1", text)) if "*" in text else text


def glued_sentences(text: str) -> str:
    """``curriculum.We`` → ``curriculum. We``; ``Node.js``, ``e.g.`` and ``torch.Tensor`` stay."""
    if STOP_THEN_CAPITAL.search(text):
        text = GLUED_AFTER_PLURAL.sub(" ", GLUED_SENTENCE.sub(" ", text))
        text = GLUED_CAPITAL.sub(lambda m: m[0] if m[1][:-1] in MODULES else f"{m[1]} {m[2]}", text)
    return ABBREVIATION_COMMA.sub(r"\1 ", GLUED_COMMA.sub(r"\1 \2", text)) if GLUED_AFTER_COMMA.search(text) else text


def glued_brackets(text: str) -> str:
    """``models(LLMs)`` → ``models (LLMs)``, ``law)that`` → ``law) that``; ``f(x)`` and ``model(s)`` stay."""
    if "(" not in text:
        return text
    text = GLUED_ASIDE.sub(" (", GLUED_ACRONYM.sub(" (", text))
    text = GLUED_OPPOSITE.sub(r"\1 (", text)
    text = CLOSED_ACRONYM.sub(r"\1 ", text)
    return NUMBERED.sub(r"\1 ", CLOSED_THEN_WORD.sub(") ", text))


def glued_names(text: str) -> str:
    """A macro ate the space after a name that also stands alone: ``FastKerneland fits`` → ``FastKernel and fits``."""
    return JOINED_NAME.sub(_parted, text)


def _parted(match: re.Match[str]) -> str:
    name = match[1]
    stands_alone = NAME_LIKE.match(name) and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", match.string)
    return f"{name} {match[2]}" if stands_alone else match[0]


def thousands(text: str) -> str:
    """``200, 000 models`` → ``200,000 models``: no list has a member ``000``."""
    return THOUSANDS.sub(r"\1,", text) if ", 000" in text else text


def stray_spaces(text: str) -> str:
    """Spaces before punctuation and inside brackets: ``more users , ( such`` → ``more users, (such``."""
    if SPACE_BEFORE_SIGN.search(text):
        text = STRAY_COLON.sub("", STRAY_BEFORE.sub("", text))
        text = STRAY_INSIDE.sub("", text)
    text = STRAY_AFTER_SLASH.sub("", text) if "/ " in text else text
    text = STRAY_CLITIC.sub("", text) if " '" in text or " n't" in text or " ’" in text else text
    return RANGE.sub(r"\1-", text) if " -" in text else text


def line_breaks(text: str) -> str:
    """One space between words, an empty line between paragraphs, none at the ends."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text) if "\n" in text else [text]
    return "\n\n".join(joined for paragraph in paragraphs if (joined := " ".join(paragraph.split())))
