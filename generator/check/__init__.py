"""What a shelf's files say that cannot be: values out of form, links that lead nowhere, addresses that are gone.

Every error is a `Problem`: file, line, what is wrong, what would be right.
"""

from papershelf.check.addresses import Published, check_addresses, missing_addresses, read_published, with_new
from papershelf.check.links import check_links, unreachable
from papershelf.check.names import check_names, check_published
from papershelf.check.people import spellings
from papershelf.check.plausible import implausible, of_entry, of_record
from papershelf.check.values import check_records, check_topics, placeholders, summaries_missing

__all__ = ["Published", "check_addresses", "check_links", "check_names", "check_published", "check_records",
           "check_topics", "implausible", "missing_addresses", "of_entry", "of_record", "placeholders",
           "read_published", "spellings", "summaries_missing", "unreachable", "with_new"]
