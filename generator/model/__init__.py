"""The nouns of Papershelf and the table of the fields that its files have. Nothing here reads, decides or renders."""

from papershelf.model.day import Day, dated, days_of
from papershelf.model.listings import listings_of
from papershelf.model.matrix import Cell, Matrix
from papershelf.model.nouns import (
    FRONT_MATTER,
    NO_GROUP,
    STARTING_SUMMARY,
    Conflict,
    Embedded,
    Entry,
    Listing,
    ListingFile,
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
    Translation,
    Update,
    signal_items,
)
from papershelf.model.profiles import Owners, Profile

__all__ = ["FRONT_MATTER", "NO_GROUP", "STARTING_SUMMARY", "Cell", "Conflict", "Day", "Embedded", "Entry", "Listing",
           "ListingFile", "MapLabel", "MapLayout", "Matrix", "Mention", "Merge", "Owners", "Page", "Paper", "Problem",
           "Profile", "Record", "Related", "Shelf", "Signal", "Source", "Tag", "TagUse", "Term", "Topic", "TopicUse",
           "Translation", "Update", "dated", "days_of", "listings_of", "signal_items"]
