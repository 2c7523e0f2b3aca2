"""Strings that break things: markup that runs, syntax of every format, names that lead elsewhere, odd characters.

`pwned()` is what the crawler listens for, `evil.invalid` what no page may ask. The first `len(CATALOGUE)` strings are
always the same; after them come mixtures of them, drawn by a seed.
"""

from __future__ import annotations

import random

MARKUP = (
    "<script>pwned()</script>", "<img src=x onerror=pwned()>", "\"><svg onload=pwned()>",
    "' onmouseover='pwned()' x='", "<iframe src=\"javascript:pwned()\"></iframe>",
    "<a href=\"javascript:pwned()\">x</a>", "<details open ontoggle=pwned()>",
    "<style>@import '//evil.invalid/x.css';</style>", "<link rel=stylesheet href=//evil.invalid/x.css>",
    "<meta http-equiv=refresh content=\"0;url=//evil.invalid/\">", "<base href=//evil.invalid/>",
    "<img src=//evil.invalid/p.gif>", "<object data=//evil.invalid/x></object>",
    "<math><mtext><img src=x onerror=pwned()>", "&lt;script&gt;pwned()&lt;/script&gt;",
    "&#60;img src=x onerror=pwned()&#62;", "&amp;lt;img src=x onerror=pwned()&amp;gt;",
    "</title><script>pwned()</script>", "</script><script>pwned()</script>", "--><script>pwned()</script>",
    "</textarea><script>pwned()</script>", "]]><script>pwned()</script>", "<!--",
    "<![CDATA[<script>pwned()</script>]]>", "<input autofocus onfocus=pwned()>", "<video src=x onerror=pwned()>",
    "<body onload=pwned()>", "</code></pre><img src=x onerror=pwned()>", "\u2028pwned()//", "';pwned();'",
    "\\';pwned()//", "${pwned()}", "<template><script>pwned()</script></template>",
    "<svg><script>pwned()</script></svg>", "<svg><a xlink:href=\"javascript:pwned()\"><text y=9>x",
    "<form action=//evil.invalid/><button>x",
)
MARKDOWN = (
    "[x](javascript:pwned())", "![x](//evil.invalid/p.png)", "<javascript:pwned()>", "[x]: javascript:pwned()\n\n[x]",
    "{: onclick=\"pwned()\" }", "{onclick=pwned()}", "**x**{onmouseover=pwned()}",
    "```html\n<script>pwned()</script>", "`x`{onclick=pwned()}", "[^1]\n\n[^1]: x", "| a | b |\n|---|---|",
    "# h {onclick=pwned()}", "*[HTML]: pwned", "[x](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+)",
    "[x](vbscript:pwned())", "\\[x](javascript:pwned())", "## Abstract", "***", "___", "~~~", "1. x", "- [ ] x",
    "> x", "x\n===", "::: x", "=== \"x\"", "[TOC]", "[[x]]", "$x$", "\\(x\\)", "![](x \"onerror=pwned()\")",
    "[a](<javascript:pwned()>)", "[a](JaVaScRiPt:pwned())", "[a](java\nscript:pwned())", "](//evil.invalid/ \"x",
    "x](javascript:pwned()){.y", "<b markdown=1>[x](javascript:pwned())</b>",
)
TEMPLATES = (
    "{{ 7 * 7 }}", "{% raw %}", "{{ config }}", "{% include 'x' %}", "{# x #}", "<%= 7 * 7 %>", "#{7*7}",
    "{{ constructor.constructor('pwned()')() }}", "%(x)s", "{0}", "$1", "\\1",
)
DATA = (
    "---", "...", "!!python/object/apply:os.system ['id']", "&a *a", "a: b: c", "- x", "\"", "'", "# x", ">-", "|",
    "@x", "%YAML 1.2", "<<: *a", "[", "{", "]", "}", "? x", "null", "true", "1e3", "0x1F", "2020-01-01", "~", "x #y",
    "\ttab", "\\", "\\u0000", "=", "Kites } fly", "Kites { fly", "1}, note={x", "} {", "@article{a, title={x}}",
    "@string{a = {x}}", "\\input{/etc/passwd}", "\" # x", "100% & $x_1^2 #~", "Ada Reed and Bo Ek", "others",
    "Reed, Ada", "\\end{document}", "x -- y --- z ``q''", "\\{", "\\}", "{\\", "@{GPT}",
    "x\nER  - \nTY  - JOUR\nTI  - y", "TI  - x", "ER  - ", "x\r\nTI  - y", "AU  - x", "=HYPERLINK(\"//evil.invalid\")",
    "+1+1", "-1", "@SUM(1)", "a,\"b", "\t=1", "a;b", "\r=1", "\uff1d1", "&xxe;", "<!ENTITY x \"y\">",
    "<?xml version=\"1.0\"?>", "x\r\nBcc: y@evil.invalid", "From x", ".\r\n",
)
PATHS = (
    "../../etc/passwd", "/etc/passwd", "..", ".", "CON", "con.md", "a/b", "%2e%2e%2fx", "C:\\x", "\\\\host\\x",
    "x.md", "index", "README", ".git/config", "~/x", "x" * 300, "x\" onmouseover=\"pwned()\" y=\"",
    "x' onmouseover='pwned()", "-rf", "--help", "*", "?x=1#y",
)
ADDRESSES = (
    "javascript:pwned()", "data:text/html,<script>pwned()</script>", "https://evil.invalid/\" onclick=\"pwned()",
    "https://a.example/)](javascript:pwned())", "HTTPS://a.example/<script>", "//evil.invalid/x",
    "https://a.example/\u2028x", "https://a.example/'x'", "https:\\\\evil.invalid", "https://user:pass@evil.invalid/",
    "ftp://evil.invalid/", "https://a.example/{x}", "https://[::1]/x", "https://a.example/%00", "http://a.example/ b",
    "https://а.example/",
)
CHARACTERS = (
    "\u202ereversed", "a\u200bb", "a\u0301" * 30, "\x00", "a\x00b", "\x1b[31mred", "\x07", "\x0b", "\x0c", "\x85",
    "a\u2029b", "\ufeffx", "\ufffe", "\uffff", "🐉", "\U000e0041", "İstanbul", "ß", "ﬁ", "Ω", "é", "\u3000", "\xa0",
    "\xad", "\ud800", "a\udfffb", "\x1c", "\x1e", "\x1f", "", " ", "\n", "\r", "0", "١",
)

CATALOGUE: tuple[str, ...] = (*MARKUP, *MARKDOWN, *TEMPLATES, *DATA, *PATHS, *ADDRESSES, *CHARACTERS)


def strings(count: int, seed: int = 0) -> list[str]:
    """The first `count` strings: the catalogue, then mixtures of two or three of its members."""
    draw = random.Random(seed)
    mixed = []
    while len(CATALOGUE) + len(mixed) < count:
        parts = [draw.choice(CATALOGUE) for _ in range(draw.choice((2, 2, 3)))]
        mixed.append(draw.choice(("", " ", "\n", "\"", ">", "Kites ")).join(parts)[:600])
    return [*CATALOGUE, *mixed][:count]
