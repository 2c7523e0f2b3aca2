"""The map: a place for each paper, and places for the names of its topics."""

from papershelf.map.labels import lay_out, with_names

__all__ = ["lay_out", "with_names"]
