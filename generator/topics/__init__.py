"""The topic stage: papers and topics in, papers with their topics out, every assignment with the words that decided.

Works on two levels. A topic's `match` terms are looked for in every paper; and, with or without them, the
topic's title and scope are compared with the papers in the collection's own use of words. A person's decision
in a record stands above both.
"""

from papershelf.topics.classify import classify
from papershelf.topics.report import TopicReport, neighbours, report, report_text
from papershelf.topics.sections import Sectioned, from_sections
from papershelf.topics.suggest import Suggestion, suggest

__all__ = ["Sectioned", "Suggestion", "TopicReport", "classify", "from_sections", "neighbours", "report",
           "report_text", "suggest"]
