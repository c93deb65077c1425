"""Statements in a spaCy `Doc`, as span groups.

```python
import spacy
nlp = spacy.blank("fr")
nlp.add_pipe("selon", config={"model": "lexical"})
doc = nlp("La digue tient, a dit Maud Tallec.")
doc.spans["selon/content"][0].text   # 'La digue tient'
```

`selon/content`, `selon/cue` and `selon/source` hold a span for each piece; its `label_` is the act, its `id_` the statement's id,
so that the three can be put together again. Edges are moved outwards to those of spaCy's tokens. The reading itself is
`doc._.selon`.
"""

from __future__ import annotations

from typing import Callable

from spacy.language import Language
from spacy.tokens import Doc

from .reading import Reading, read

PARTS = ("source", "cue", "content")

if not Doc.has_extension("selon"):
    Doc.set_extension("selon", default=None)


def annotate(doc: Doc, reading: Reading) -> Doc:
    """Puts a reading of the `doc`'s own text into it.

    Raises `ValueError` where the reading is of another text.
    """
    if reading.text != doc.text:
        raise ValueError("the reading is of another text: read doc.text with form='text'")
    for part in PARTS:
        doc.spans[f"selon/{part}"] = [
            span
            for said in reading.statements
            if not said.in_title and getattr(said, part) is not None
            for start, end in getattr(said, part).pieces
            if (span := doc.char_span(start, end, label=said.act, span_id=said.id, alignment_mode="expand")) is not None
        ]
    doc._.selon = reading
    return doc


@Language.factory("selon", default_config={"model": "base"})
def component(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """The pipeline's component. The pipeline's language goes before what the text looks like, where it has one."""
    language = None if nlp.lang == "xx" else nlp.lang

    def put(doc: Doc) -> Doc:
        return annotate(doc, read(doc.text, form="text", model=model, language=language))

    return put
