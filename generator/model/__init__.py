"""The nouns of Papershelf and the table of the fields that its files have. Nothing here reads, decides or renders."""

from papershelf.model.central import most_central
from papershelf.model.codes import Code
from papershelf.model.day import Day, dated, days_of
from papershelf.model.listings import as_of, listings_of
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
    MapNames,
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
from papershelf.model.trends import Period, Reason, Trend

__all__ = ["FRONT_MATTER", "NO_GROUP", "STARTING_SUMMARY", "Cell", "Code", "Conflict", "Day", "Embedded", "Entry",
           "Listing", "ListingFile", "MapLabel", "MapLayout", "MapNames", "Matrix", "Mention", "Merge", "Owners",
           "Page", "Paper", "Period", "Problem", "Profile", "Reason", "Record", "Related", "Shelf", "Signal", "Source",
           "Tag", "TagUse", "Term", "Topic", "TopicUse", "Translation", "Trend", "Update", "as_of", "dated", "days_of",
           "listings_of", "most_central", "signal_items"]
