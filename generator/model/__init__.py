"""The nouns of Papershelf and the table of the fields that its files have. Nothing here reads, decides or renders."""

from papershelf.model.nouns import (
    STARTING_SUMMARY,
    Conflict,
    Entry,
    Listing,
    MapLabel,
    MapLayout,
    Mention,
    Merge,
    Page,
    Paper,
    Problem,
    Record,
    Related,
    Shelf,
    Signal,
    Source,
    Tag,
    TagUse,
    Term,
    Topic,
    TopicUse,
    Update,
    signal_items,
)

__all__ = ["STARTING_SUMMARY", "Conflict", "Entry", "Listing", "MapLabel", "MapLayout", "Mention", "Merge", "Page",
           "Paper", "Problem", "Record", "Related", "Shelf", "Signal", "Source", "Tag", "TagUse", "Term", "Topic",
           "TopicUse", "Update", "signal_items"]
