"""Readings as objects: positions, links between parts, frames, errors."""

import json
from pathlib import Path
from typing import Any

import pytest

import selon

TEXT = "🌊 Selon la Gazette d'Ardan, « la digue bouge », a dit Maud Tallec mardi. Maud Tallec a nié tout retard."


def read(text: str = TEXT, **told: object) -> selon.Reading:
    return selon.read(text, model="lexical", form="text", **told)  # type: ignore[arg-type]


def test_positions_are_those_of_python_strings() -> None:
    reading = read()
    assert len(reading) >= 2
    for said in reading.statements:
        for span in (said.source, said.cue, said.content):
            for start, end in span.pieces if span else ():
                assert 0 <= start < end <= len(TEXT)
                assert TEXT[start:end] in span.text


def test_parts_lead_to_one_another() -> None:
    reading = read()
    denial = next(said for said in reading.statements if said.act == "deny")
    assert denial.speaker is not None and denial.speaker.name == "Maud Tallec"
    assert denial in denial.speaker.statements
    assert all(relay.voice is None or relay.voice in reading.voices for said in reading.statements for relay in said.chain)


def test_what_comes_out_is_what_the_command_writes() -> None:
    raw = json.loads(read(id="a").to_json())
    assert (raw["type"], raw["schema"], raw["doc"], raw["document"]["offset_unit"]) == ("reading", "selon/1", "a", "codepoint")
    assert selon.Reading(raw).statements == read(id="a").statements


def test_what_is_told_goes_before_what_the_page_says() -> None:
    page = "<html lang=fr><title>Crue</title><article><p>Le maire d'Ardan nie tout retard.</p></article>"
    assert selon.read(page, model="lexical").title == "Crue"
    reading = selon.read(page.encode(), model="lexical", title="Autre", published="2031-02-03", authors=["Ada Vern"])
    assert (reading.title, reading.published, reading.document["authors"]) == ("Autre", "2031-02-03", ["Ada Vern"])


def test_why_is_told_when_asked_for() -> None:
    assert not read().statements[0].why
    assert read(why=True).statements[0].why


def test_errors_say_what_to_do() -> None:
    with pytest.raises(selon.SelonError, match="no model 'grand'; take one of lexical, "):
        selon.read(TEXT, model="grand")
    with pytest.raises(selon.SelonError, match="the file is empty"):
        selon.read("")
    with pytest.raises(selon.SelonError, match="more than one document"):
        selon.read('{"text": "Un."}\n{"text": "Deux."}\n')
    with pytest.raises(selon.SelonError, match="binary"):
        selon.read(b"%PDF-1.7 ...")


def test_any_string_can_be_read() -> None:
    for text in ("", "\ud800 a dit", "\x00", "«" * 1000, "a dit « 🌊"):
        read(text)


def test_the_trained_reader_is_in_the_package() -> None:
    reading = selon.read(TEXT, form="text")
    assert reading.model != "lexical" and len(reading) >= 1


def test_frame_has_a_row_a_statement() -> None:
    pytest.importorskip("pandas")
    frame = read().to_dataframe()
    assert len(frame) == len(read())
    row = frame.iloc[0]
    assert TEXT[row.content_start : row.content_end].startswith(row.content.split(" … ")[0])
    assert list(read("Rien.").to_dataframe().columns) == list(frame.columns)


@pytest.mark.parametrize(
    ("told", "error", "what"),
    [
        ({"source": Path("a.html")}, TypeError, "read_bytes"),
        ({"source": 3}, TypeError, "not int"),
        ({"form": "pdf"}, ValueError, "auto, text, html"),
        ({"authors": "Maud Tallec"}, TypeError, "a list"),
        ({"published": "hier"}, ValueError, "2031-02-17"),
        ({"published": "2025-13-45"}, ValueError, "2031-02-17"),
        ({"language": "français"}, ValueError, "two letters"),
    ],
)
def test_what_is_told_wrongly_is_refused(told: dict[str, Any], error: type[Exception], what: str) -> None:
    with pytest.raises(error, match=what):
        selon.read(**{"source": "La digue tient, a dit Maud Tallec.", "model": "lexical", **told})
    assert selon.read("La digue tient.", model="lexical", published="2031", language="fr").statements == []
