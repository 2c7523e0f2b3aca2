"""Python-Markdown's inline patterns, each tried only where a sign stands that it cannot do without.

A text is mostly words, and of two dozen patterns most cannot match it. What comes out is the same.
"""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# Regular expressions of Python-Markdown, and the one or two signs of which all that each can match has one.
_NEEDS = {
    inlinepatterns.BACKTICK_RE: ("`",), inlinepatterns.ESCAPE_RE: ("\\",), inlinepatterns.REFERENCE_RE: ("[",),
    inlinepatterns.LINK_RE: ("[",), inlinepatterns.IMAGE_LINK_RE: ("![",), inlinepatterns.IMAGE_REFERENCE_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("://",), inlinepatterns.AUTOMAIL_RE: ("@",), inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",), inlinepatterns.ENTITY_RE: ("&",), r"\[\^([^\]]*)\]": ("[^",),
    r"\*": ("*",), "_": ("_",), r"\*|_": ("*", "_"),
}


class Faster(Extension):  # type: ignore[misc]
    """Takes the place of the inline patterns' processor."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor under the name of the one that was there."""
        md.treeprocessors.register(_Inline(md), "inline", 20)


class _Inline(InlineProcessor):  # type: ignore[misc]
    """The processor of Python-Markdown with another loop over its patterns, which has no door of its own."""

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        # As a list: a registry sorts itself and looks at types whenever it is asked.
        self.inlinePatterns = list(self.md.inlinePatterns)
        self._needs = [_NEEDS.get(getattr(one, "pattern", ""), ("",)) for one in self.inlinePatterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: Any, patternIndex: int = 0) -> Any:
        if isinstance(data, AtomicString):
            return data
        for number in range(patternIndex, len(self.inlinePatterns)):
            signs = self._needs[number]
            if signs[0] in data or signs[-1] in data:
                matched, start = True, 0
                while matched:
                    data, matched, start = self._InlineProcessor__applyPattern(
                        self.inlinePatterns[number], data, number, start)
        return data
