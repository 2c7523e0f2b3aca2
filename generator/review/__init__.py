"""What a change does to readers: two editions of a shelf in, a typed difference out.

The templates in `templates/review` make HTML and Markdown of it.
"""

from papershelf.review.compare import compare
from papershelf.review.difference import Difference, Edition, Review

__all__ = ["Difference", "Edition", "Review", "compare"]
