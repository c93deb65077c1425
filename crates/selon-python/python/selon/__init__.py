"""Reads news and tells who said what, on whose word, and in which words.

>>> import selon
>>> reading = selon.read("La digue tient, a dit Maud Tallec.", model="lexical")
>>> said = reading.statements[0]
>>> said.source.text, said.content.text, said.content.start, said.content.end
('Maud Tallec', 'La digue tient', 0, 14)

Positions count Unicode code points, as Python's own strings do.
"""

from ._selon import SelonError, __version__, models
from .batch import claims, read_batch
from .corpus import Corpus
from .facts import Conclusion, Conflict, Note, Quantity, When
from .parts import Relay, Speaker, Statement, Voice
from .reading import Reading, read
from .spans import Span

__all__ = [
    "Conclusion",
    "Conflict",
    "Corpus",
    "Note",
    "Quantity",
    "Reading",
    "Relay",
    "SelonError",
    "Span",
    "Speaker",
    "Statement",
    "Voice",
    "When",
    "__version__",
    "claims",
    "models",
    "read",
    "read_batch",
]
