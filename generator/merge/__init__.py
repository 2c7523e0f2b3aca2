"""Which entries are one paper, and what an import changes in the records that exist.

For each field three values are known: what the last import wrote (its digest), what stands in the record, and what
the sources say now. Unchanged by people: take the new one. Changed by people: keep theirs and report the
difference. Empty: fill.
"""

from papershelf.merge.dating import with_days
from papershelf.merge.identity import digest
from papershelf.merge.three_way import FIELDS, merge
from papershelf.merge.two_records import merge_records

__all__ = ["FIELDS", "digest", "merge", "merge_records", "with_days"]
