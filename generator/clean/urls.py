"""URLs: found in prose, repaired, and kept out of the way of repairs that would harm them."""

import re
from collections.abc import Callable

from papershelf.clean.characters import invisible
from papershelf.text.words import without_trailing

SUFFIXES = "com|org|net|io|ai|edu|gov|dev|app|co|me|info|cn|de|uk|ch|fr|jp|kr|eu|ca|it|nl|be|at|se|in|au|tech|science"
URL = re.compile(
    rf"(?:https?://|www\.(?=\w))[^\s<>\"“”{{}}|\\`]+"
    rf"|(?<![\w@./:-])(?:[A-Za-z0-9-]{{1,63}}\.)+(?:{SUFFIXES})/[^\s<>\"“”{{}}|\\`]+"
    rf"|(?<![\w@./:-])[A-Za-z0-9-]{{2,63}}\.github\.io\b",
)
E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?!\w)")
_MOST_HIDDEN = 0xFFFE  # as many characters as a private plane has; further addresses stay where they are
HIDDEN = re.compile("[\U000f0000-\U000ffffd]")  # `characters.invisible` has taken these out of the text before

PARTS = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})"
    r"(?P<rest>(?::\d{1,5})?(?:[/?#][^\s\\<>\"|`]*)?)",
    re.IGNORECASE | re.ASCII,
)
KNOWN_HOST = re.compile(rf"\.(?:{SUFFIXES})$")
POINTER = re.compile(
    r"(?:(?:click |see |available )?(?:here|this|link|url|website|code|page|project page|this link"
    r"|this (?:http|https|url|ftp) (?:url|link))|\\?url)\s*[.:]?",
    re.IGNORECASE,
)
FONT = re.compile(r"^\s*\\?(?:rm|it|em|bf|sf|tt|sc|textbf|textit|texttt|emph)\s+")

SPLIT_SCHEME = re.compile(r"\b(https?) ?: ?/ ?/ ?(?=[\w-]+(?:\. ?[\w-]+)+)")
SPLIT_HOST = re.compile(r"(https?://(?:[\w-]+\.)*[\w-]+\.) (?=(?:com|org|io|net|co|edu|ai)(?:/|\b))|"
                        r"(https?://[\w-]+) (?=\.(?:com|org|io|net|co)/)")  # fmt: skip
SPLIT_PATH = re.compile(r"(https?://(?:github|gitlab|huggingface|www\.github)\.\w+/) (?=[\w.-]+/[\w.-]+)")
# `\_` is the only escape of LaTeX that turns into a space; two halves in capitals are one name.
LOST_UNDERSCORE = re.compile(r"(https?://[^\s/]+(?:/[\w.-]+)*/[A-Z]{2,}) (?=[A-Z]{2,}\.?$)")
TIE = re.compile(r"~(?=\\?(?:url|href)\{|https?://)")
URL_COMMAND = re.compile(
    r"\\url ?\{\s*([^{}\s]+)\s*\}|(?<![\\\w])url\{\s*(\w[^{}\s]*\.[^{}\s]+)\s*\}|\\url(?=https?://)"
)
HREF = re.compile(r"(?:\\|(?<![\\\w]))href ?\{\s*([^{}\s]+)\s*\} ?\{((?:[^{}]|\{[^{}]*\})*)\}")
# An address without braces behind it is taken, too, and left as it is: no second one begins inside of it.
RESIDUE = re.compile(r"((?:https?://|www\.)[^\s{}]+?)([.,]?)(?:\s?\{([^{}]*)\}|(?![^\s{}]))")
ESCAPED = re.compile(r"\\([_%#&$~])(?:\{\})?|\\textasciitilde ?(?:\{\})?|\$\\sim\$")
IN_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”|]+")
# From a word's beginning alone: what begins anywhere in a long one takes the square of its length.
SPACE_BEFORE_STOP = re.compile(r"(?<!\S)(\S+) +(?=[.,;](?:\s|$))")


def split_urls(text: str) -> str:
    """A URL broken by a space, where no other reading is left: ``https: //github.com/a`` → ``https://github.com/a``."""
    if "http" not in text:
        return text
    text = SPLIT_SCHEME.sub(r"\1://", text)
    text = SPLIT_HOST.sub(lambda m: m[1] or m[2], text)
    return LOST_UNDERSCORE.sub(r"\1_", SPLIT_PATH.sub(r"\1", text))


def url_commands(text: str) -> str:
    r"""``at~\url{a.org/b}`` → ``at a.org/b``, ``\href{a.org/b}{a demo}`` → ``a demo (a.org/b)``."""
    if "url" not in text and "href" not in text and "~http" not in text:
        return text
    text = TIE.sub(" ", text)
    text = URL_COMMAND.sub(lambda m: m[1] or m[2] or "", text)
    return HREF.sub(_linked, text)


def _linked(match: re.Match[str]) -> str:
    url, label = match[1], FONT.sub("", match[2]).strip()
    return url if _says_nothing(label) else f"{label} ({url})"


def href_residue(text: str) -> str:
    r"""What ``\href`` leaves when its name is lost: ``a.org/README.md{here.}`` → ``a.org/README.md.``"""
    return RESIDUE.sub(_residue, text) if "{" in text else text


def _residue(match: re.Match[str]) -> str:
    if match[3] is None:
        return match[0]
    url, stop, label = match[1], match[2], FONT.sub("", match[3]).strip()
    if _says_nothing(label):
        return url + (stop or ("." if label.endswith(".") else ""))
    return f"{url} ({label}){stop}"


def _says_nothing(label: str) -> bool:
    return not label or bool(POINTER.fullmatch(label)) or bool(URL.match(label))


def url_escapes(text: str) -> str:
    r"""``https://a.org/\~{}b\_c`` → ``https://a.org/~b_c``."""
    return IN_URL.sub(lambda m: ESCAPED.sub(lambda e: e[1] or "~", m[0]), text) if "\\" in text else text


def space_after_url(text: str) -> str:
    """``https://a.org/b .`` → ``https://a.org/b.``"""
    return SPACE_BEFORE_STOP.sub(_closed_up, text) if "://" in text or "www." in text else text


def _closed_up(match: re.Match[str]) -> str:
    word = match[1]
    is_url = "http://" in word or "https://" in word or "www." in word
    return word if is_url and (word[-1] in "/_" or word[-1].isalnum()) else match[0]


LINKS = (split_urls, url_escapes, url_commands, href_residue, space_after_url)


def hide(text: str) -> tuple[str, list[str]]:
    """Puts one private character in place of every URL and e-mail address; `show` puts them back."""
    found: list[str] = []

    def store(piece: str) -> str:
        if len(found) == _MOST_HIDDEN:
            return piece
        found.append(piece)
        return chr(0xF0000 + len(found) - 1)

    def store_url(match: re.Match[str]) -> str:
        url = without_trailing(match[0])
        return store(url) + match[0][len(url) :]

    if "/" in text or "www." in text or ".github.io" in text:
        text = URL.sub(store_url, text)
    if "@" in text:
        text = E_MAIL.sub(lambda m: store(m[0]), text)
    return text, found


def show(text: str, found: list[str]) -> str:
    """Undoes `hide`."""
    return HIDDEN.sub(lambda m: found[ord(m[0]) - 0xF0000], text) if found else text


def clean_url(url: str) -> str | None:
    r"""The URL as it would open (scheme added, ``\_`` and trailing punctuation gone), or None when it is none."""
    text = invisible(url).strip().rstrip(".,;").strip("<>“”\"' ").lstrip("([{")
    for repair in (split_urls, url_escapes, url_commands):
        text = repair(text)
    text = ESCAPED.sub(lambda m: m[1] or "~", text)
    parts = PARTS.fullmatch(without_trailing(text.split("{")[0].strip()))
    if not parts:
        return None
    scheme, host, rest = parts["scheme"], parts["host"].lower(), parts["rest"]
    if not scheme and not (rest.startswith("/") or host.startswith("www.") or KNOWN_HOST.search(host)):
        return None
    return f"{(scheme or 'https').lower()}://{host}{rest}"


def urls_in(text: str) -> list[str]:
    """Every URL in the text as it would open, in the order of the text and once each."""
    repairs: tuple[Callable[[str], str], ...] = LINKS
    for repair in repairs:
        text = repair(text)
    found = (clean_url(match[0]) for match in URL.finditer(text))
    return list(dict.fromkeys(url for url in found if url))
