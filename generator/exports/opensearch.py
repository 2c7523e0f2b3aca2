"""The search of a site for browsers to offer (https://github.com/dewitt/opensearch, 1.1)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from papershelf.exports.citing import one_line

_LONGEST = 16  # characters of a short name


def opensearch(title: str, said: str, url: str) -> str:
    """The description of the search of a shelf at an address, which must be whole."""
    name = one_line(title)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f" <ShortName>{escape(name[:_LONGEST].strip())}</ShortName>\n <LongName>{escape(name[:48])}</LongName>\n"
        f" <Description>{escape(one_line(said)[:1024])}</Description>\n <InputEncoding>UTF-8</InputEncoding>\n"
        f' <Url type="text/html" template="{escape(url, {chr(34): "&quot;"})}search/?q={{searchTerms}}" />\n'
        "</OpenSearchDescription>\n")
