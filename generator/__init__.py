"""Papershelf: listings of research papers in, a documentation site out."""

__version__ = "0.1.0"
