"""The shelf for other programs: a module for each format."""

from papershelf.exports.api import (
    INDEX,
    PARTS,
    api_schemas,
    index_json,
    lists_json,
    llms_txt,
    robots_txt,
    shards,
    topic_json,
)
from papershelf.exports.bibtex import bibtex, to_bibtex
from papershelf.exports.citation_file import citation_files
from papershelf.exports.csl import to_csl
from papershelf.exports.digest import Newsletter, newsletter, to_digest
from papershelf.exports.embedded import address_of, embedded
from papershelf.exports.feeds import Feed, News, atom, json_feed
from papershelf.exports.forms import Forms
from papershelf.exports.licence import licensed
from papershelf.exports.mail import Letter, to_eml, to_html
from papershelf.exports.matrix_csv import matrix_csv
from papershelf.exports.opensearch import opensearch
from papershelf.exports.readme import BEGIN, END, into, to_readme
from papershelf.exports.ris import to_ris
from papershelf.exports.schemas import schema_comment, schema_files
from papershelf.exports.scripts import calling, script
from papershelf.exports.sheet import to_csv
from papershelf.exports.shelf_json import paper_data, schema, to_json

__all__ = ["BEGIN", "END", "INDEX", "PARTS", "Feed", "Forms", "Letter", "News", "Newsletter", "address_of",
           "api_schemas", "atom", "bibtex", "calling", "citation_files", "embedded", "index_json", "into",
           "json_feed", "licensed", "lists_json", "llms_txt", "matrix_csv", "newsletter", "opensearch", "paper_data",
           "robots_txt", "schema", "schema_comment", "schema_files", "script", "shards", "to_bibtex", "to_csl",
           "to_csv", "to_digest", "to_eml", "to_html", "to_json", "to_readme", "to_ris", "topic_json"]
