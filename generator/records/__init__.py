"""Files of `docs/` and the model, both ways; byte-exact for what is not changed.

A record is front matter between two `---` lines, a summary, and sections under `## ` headings. Summary and
abstract are plain text; every other section is Markdown that belongs to people and is never touched. Files of
topics and tags have front matter and a body.
"""

from papershelf.records.edit import apply
from papershelf.records.emit import compose, compose_file, compose_topic, field_values
from papershelf.records.front import conflicts, unreadable
from papershelf.records.front_edit import NotEditable
from papershelf.records.joined import joined
from papershelf.records.papers import parse, read_papers
from papershelf.records.places import is_record, read_all_texts, read_listings, read_pages, read_tags, read_topics
from papershelf.records.profiles import read_authors, read_venues
from papershelf.records.updates import updated
from papershelf.records.vocabulary import read_vocabulary

__all__ = ["NotEditable", "apply", "compose", "compose_file", "compose_topic", "conflicts", "field_values",
           "is_record", "joined", "parse", "read_all_texts", "read_authors", "read_listings", "read_pages",
           "read_papers", "read_tags", "read_topics", "read_venues", "read_vocabulary", "unreadable", "updated"]
