"""Arrow batches of articles in, Arrow batches of statements or claims out; no text goes through a Python object.

Input columns, told by name: `text`; `id` or `doc` (else the row's number), and where they are known `url`, `title`, `outlet`,
`published` (ISO), `language` and `links` (addresses parted by blanks). A row without a text says nothing; one whose text is over 50 MB
is refused by its name, and its batch with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

from . import _selon
from .readers import reader

if TYPE_CHECKING:
    import pyarrow


def read_batch(batch: pyarrow.RecordBatch, *, model: str = "base") -> pyarrow.RecordBatch:
    """One row a statement, in order of the articles. The interpreter lock is free meanwhile.

    >>> import pyarrow
    >>> articles = pyarrow.RecordBatch.from_pydict({"id": ["a"], "text": ["La digue tient, a dit Maud Tallec."]})
    >>> read_batch(articles, model="lexical").select(["doc", "speaker", "content"]).to_pylist()
    [{'doc': 'a', 'speaker': 'Maud Tallec', 'content': 'La digue tient'}]
    """
    return _selon.statements_of(batch, reader(model))


def schema() -> pyarrow.Schema:
    """The columns that `read_batch` gives."""
    import pyarrow

    nothing = pyarrow.RecordBatch.from_pydict({"id": [], "text": []}, schema=pyarrow.schema({"id": "string", "text": "string"}))
    return read_batch(nothing, model="lexical").schema


def claims(articles: Union[pyarrow.RecordBatch, pyarrow.Table], *, model: str = "base") -> pyarrow.Table:
    """The claims that more than one of these articles make or answer: one row an appearance, in order of time within each claim.

    For what fits into memory; `selon.spark.claims` gives the same over a cluster, and `Corpus.trace` from a database.

    >>> import pyarrow
    >>> said = "La digue de Kervel perd douze pierres par marée, a dit Maud Tallec."
    >>> days = ["2031-02-03", "2031-02-04"]
    >>> articles = pyarrow.RecordBatch.from_pydict({"id": ["a", "b"], "text": [said, said], "published": days})
    >>> claims(articles, model="lexical").select(["doc", "taken_from", "drift"]).slice(0, 2).to_pylist()
    [{'doc': 'a', 'taken_from': None, 'drift': []}, {'doc': 'b', 'taken_from': 'a', 'drift': ['verbatim']}]
    """
    import pyarrow

    batches = articles.to_batches() if isinstance(articles, pyarrow.Table) else [articles]
    found = pyarrow.Table.from_batches([_selon.claims_at_once(batches, reader(model))])
    return found.drop_columns(["seconds", "sentence", "window", "open"])
