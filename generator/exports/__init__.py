"""The shelf for other programs: a module for each format."""

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
from papershelf.exports.readme import BEGIN, END, into, to_readme
from papershelf.exports.ris import to_ris
from papershelf.exports.schemas import schema_comment, schema_files
from papershelf.exports.scripts import calling, script
from papershelf.exports.sheet import to_csv
from papershelf.exports.shelf_json import paper_data, schema, to_json

__all__ = ["BEGIN", "END", "Feed", "Forms", "Letter", "News", "Newsletter", "address_of", "atom", "bibtex", "calling",
           "citation_files", "embedded", "into", "json_feed", "licensed", "matrix_csv", "newsletter",
           "paper_data", "schema", "schema_comment", "schema_files", "script", "to_bibtex", "to_csl",
           "to_csv", "to_digest", "to_eml", "to_html", "to_json", "to_readme", "to_ris"]
