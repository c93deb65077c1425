"""Statements in a spaCy document."""

import pytest

import selon

spacy = pytest.importorskip("spacy")


def test_spans_are_groups_that_belong_together() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("selon", config={"model": "lexical"})
    doc = nlp("La digue tient, a dit Maud Tallec. Elle a nié tout retard.")
    assert [span.text for span in doc.spans["selon/content"]][0] == "La digue tient"
    first = doc.spans["selon/source"][0]
    assert first.text == "Maud Tallec"
    assert first.id_ == doc.spans["selon/content"][0].id_ == doc._.selon.statements[0].id
    assert [span.label_ for span in doc.spans["selon/cue"]] == [said.act for said in doc._.selon.statements if said.cue]


def test_a_reading_of_another_text_is_refused() -> None:
    from selon.spacy import annotate

    with pytest.raises(ValueError, match="another text"):
        annotate(spacy.blank("fr")("Un."), selon.read("Deux.", form="text", model="lexical"))
