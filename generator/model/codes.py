"""The codes of problems: what programs and people know an error by, whatever its words are."""

from typing import Literal

# Each stands in docs/manual/problems.md with what it means, an example and the fix.
Code = Literal[
    "arxiv-id-after-listing", "arxiv-id-after-year", "broken-entry", "broken-file", "bundle-altered",
    "bundle-incomplete", "bundle-not-rebuilt", "bundle-unlisted", "conflict-marks", "contradictory-tag", "cut-title",
    "dead-anchor", "dead-link", "empty-file", "empty-item", "error-answer", "heading-level", "id-with-two-titles",
    "impossible-address", "invalid-address", "invalid-arxiv-id", "invalid-date", "invalid-doi", "invalid-orcid",
    "invalid-setting", "invalid-signal", "invalid-source", "invalid-term", "invisible-sign", "link-out-of-folder",
    "lost-address", "lost-target", "missing-library", "moved-settings", "nameless-tag", "nested-too-deep",
    "no-fields", "no-front-matter", "no-heading", "no-paper", "no-papers", "no-title", "no-title-column",
    "not-editable", "not-json", "not-on-shelf", "not-text", "not-utf8", "not-yaml", "open-front-matter", "own-alias",
    "paper-without-name", "placeholder-doi", "quoted-title", "refused-format", "repeated-address", "repeated-field",
    "repeated-item", "repeated-section", "saved-meanwhile", "similar-authors", "starting-text", "taken-name",
    "text-in-front-matter", "title-is-file-name", "title-with-two-ids", "too-large", "too-many-topics",
    "unclean-alias", "unclean-name", "unclean-source", "unclosed", "unknown-field", "unknown-format", "unknown-kind",
    "unknown-language", "unknown-listing", "unknown-name", "unknown-paper", "unknown-setting", "unknown-tag",
    "unknown-topic", "unknown-vocabulary", "unnamed-authors", "unreadable-field", "unreadable-file",
    "unreadable-record", "unsafe-path", "unusable-title", "wrong-type", "xml-entities", "year-ahead",
    "year-out-of-range",
]
