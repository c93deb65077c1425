"""Arrow batches: the same statements as objects give, whatever the layout of the strings; bad input."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import selon

pyarrow = pytest.importorskip("pyarrow")

from invented import affairs, generated, table


def test_a_batch_gives_what_single_readings_give() -> None:
    batch = table(affairs()).to_batches()[0]
    rows = selon.read_batch(batch, model="lexical").to_pylist()
    singly = [
        (article["id"], said.content and said.content.text, said.speaker and said.speaker.name, said.act)
        for article in affairs()
        for said in selon.read(article["text"], form="text", model="lexical", published=article["published"], language=article["language"]).statements
    ]
    assert [(row["doc"], row["content"], row["speaker"], row["act"]) for row in rows] == singly


@pytest.mark.parametrize("kind", [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()])
def test_every_layout_of_strings_is_read(kind: pyarrow.DataType) -> None:
    text = pyarrow.array(["La digue tient, a dit Maud Tallec.", None, ""], kind)
    rows = selon.read_batch(pyarrow.RecordBatch.from_arrays([text], ["text"]), model="lexical").to_pylist()
    assert [(row["doc"], row["speaker"]) for row in rows] == [("0", "Maud Tallec")]


def test_bad_batches_are_refused_in_a_sentence() -> None:
    with pytest.raises(selon.SelonError, match="there is no column 'text'; rename"):
        selon.read_batch(pyarrow.RecordBatch.from_pydict({"body": ["a"]}), model="lexical")
    with pytest.raises(selon.SelonError, match="the column 'text' is not of strings but Int64"):
        selon.read_batch(pyarrow.RecordBatch.from_pydict({"text": [1]}), model="lexical")
    with pytest.raises(selon.SelonError, match="there is no column 'text'; rename"):
        nulls = pyarrow.RecordBatch.from_arrays([pyarrow.nulls(3)], ["text"])
        selon.read_batch(nulls, model="lexical")
    with pytest.raises(selon.SelonError, match="the text of 'b' is longer than the limit of [0-9]+ bytes; leave it out"):
        long = {"id": ["a", "b"], "text": ["La digue tient, a dit Maud Tallec.", "x" * (200 << 20)]}
        selon.read_batch(pyarrow.RecordBatch.from_pydict(long), model="lexical")
    with pytest.raises(TypeError):
        selon.read_batch({"text": ["a"]}, model="lexical")


def test_a_batch_of_none_has_the_columns() -> None:
    some = selon.read_batch(table(affairs()).to_batches()[0], model="lexical")
    none = selon.read_batch(pyarrow.RecordBatch.from_pylist([], schema=table([]).schema), model="lexical")
    assert some.num_rows > 0 and (none.num_rows, none.schema) == (0, some.schema) and selon.batch.schema() == some.schema
    claims = selon.claims(table([]), model="lexical")
    assert (claims.num_rows, claims.schema) == (0, selon.claims(table(affairs()), model="lexical").schema)


def test_threads_read_side_by_side() -> None:
    batches = table(list(generated(40, statements=2))).to_batches(max_chunksize=10)
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda batch: selon.read_batch(batch, model="lexical"), batches))
    assert found == [selon.read_batch(batch, model="lexical") for batch in batches]


def test_claims_do_not_hang_on_the_order_of_the_articles() -> None:
    articles = table(affairs())
    backwards = articles.take(list(reversed(range(articles.num_rows))))
    assert selon.claims(articles, model="lexical") == selon.claims(backwards, model="lexical")


def test_claims_point_at_their_words() -> None:
    texts = {article["id"]: article["text"] for article in affairs()}
    rows = selon.claims(table(affairs()), model="lexical").to_pylist()
    assert rows
    for row in rows:
        assert texts[row["doc"]][row["start"] : row["end"]] == row["quote"]
        assert row["taken_from"] is None or row["taken_from"] in texts
