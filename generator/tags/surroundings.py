"""What stands directly around a phrase and makes it mean something else, or nothing that the paper is about."""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.text.names import HYPHENS, Atom

# Before a hyphen these make another thing of what follows: semi-structured pruning is no structured pruning.
_TURNING = frozenset("semi un non quasi pseudo anti self inter intra dis hetero".split())
# After a phrase these name another task, or another kind of thing, that the phrase only narrows: text-to-image
# retrieval, an active-learning classroom.
_OTHER_HEADS = frozenset(
    "retrieval matching captioning grounding classroom classrooms course courses student students lecture lectures "
    "pedagogy annotation company companies market markets platform industry".split()
)
# A phrase after one of these is a contrast: "they prefer pens rather than use smartphones".
_CONTRAST = ("than", "unlike", "without", "instead")
_BETWEEN = frozenset("of use using used the a an any other to with by on in having needing requiring".split())
# What says of a name before it that it is one of a kind.
_KIND_NOUNS = {
    "dataset": frozenset("dataset datasets benchmark benchmarks corpus corpora leaderboard".split()),
    "model": frozenset("model models encoder encoders embeddings backbone backbones network networks".split()),
}
REACH = 4  # words between the contrast and the phrase


def means_other(parts: Sequence[Atom], between: Sequence[str], first: int, last: int) -> bool:
    """Whether the phrase from `first` to before `last` is cut out of a longer one that means something else."""
    if first and between[first - 1] == "-" and parts[first - 1].text.lower() in _TURNING:
        return True
    return last < len(parts) and between[last - 1] in (" ", "-") and parts[last].text.lower() in _OTHER_HEADS


def is_contrast(parts: Sequence[Atom], first: int) -> bool:
    """Whether the phrase that begins at `first` stands for what is not used: "than use X", "instead of X"."""
    for place in range(first - 1, max(-1, first - 1 - REACH), -1):
        word = parts[place].text.lower()
        if word in _CONTRAST:
            before = parts[place - 1].text.lower() if place else ""
            # "fewer than smartphones" compares
            return word != "than" or place + 1 < first or before in ("rather", "other")
        if word not in _BETWEEN and word not in HYPHENS:
            return False
    return False


def says_kind(word: str, kind: str) -> bool:
    """Whether a word says of the name before it that it is of this kind."""
    return word.lower() in _KIND_NOUNS.get(kind, ())
