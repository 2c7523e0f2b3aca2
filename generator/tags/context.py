"""What else a paper says: the words that an ambiguous name needs around it, and those that forbid it."""

from __future__ import annotations

import re
from functools import cached_property

from papershelf.tags.lexicon import Lexicon
from papershelf.text.names import atoms, is_cased


class Context:
    """The whole text of a paper, asked for words and phrases."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._answers: dict[str, bool] = {}

    def allows(self, needs: tuple[str, ...], unless: tuple[str, ...]) -> bool:
        """Whether one of `needs` stands in the text (or nothing is needed) and none of `unless`."""
        return (not needs or any(map(self.says, needs))) and not any(map(self.says, unless))

    def says(self, term: str) -> bool:
        """Whether the text has a term: a cased or capitalised word as it is, any other word or phrase by its stems."""
        answer = self._answers.get(term)
        if answer is None:
            answer = self._answers[term] = self._look_up(term)
        return answer

    def _look_up(self, term: str) -> bool:
        if is_cased(term) or (term[:1].isupper() and " " not in term):
            return re.search(rf"(?<![^\W_]){re.escape(term)}s?(?![^\W\d_])", self._text) is not None
        wanted = self._stems(term)
        return wanted in self._stemmed or wanted.replace(" ", "") in self._stemmed.replace(" ", "\n").split("\n")

    @cached_property
    def _stemmed(self) -> str:
        return self._stems(self._text)

    def _stems(self, text: str) -> str:
        return " ".join(["", *(self._lexicon.stem(atom.text) for atom in atoms(text)), ""])
