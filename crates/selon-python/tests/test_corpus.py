"""A database made by the command and read from Python."""

from pathlib import Path
from typing import Any

import pytest
from database import against_of, claims_of, made_of, rows_of
from invented import affairs, table

import selon

ARTICLES = [
    ("a", "Gazette d'Ardan", "2031-02-03", "« La digue de Kervel perd douze pierres par marée », a déclaré Maud Tallec."),
    ("b", "Phare de Sarnel", "2031-02-04", "Selon la Gazette d'Ardan, la digue de Kervel perd douze pierres par marée, a déclaré Maud Tallec."),
    ("c", "Courrier d'Ostrelle", "2031-02-05", "Odile Varron a démenti que la digue de Kervel perde douze pierres par marée."),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> selon.Corpus:
    names = ("id", "outlet", "published", "text")
    return made_of([dict(zip(names, article)) for article in ARTICLES], tmp_path_factory.mktemp("corpus"))


def test_search_counts_and_filters(corpus: selon.Corpus) -> None:
    hits = corpus.search("digue")
    assert hits.total == len(hits) >= 3
    assert [hit["doc"] for hit in corpus.search("digue", act="deny")] == ["c"]
    assert corpus.search("digue", speaker="Nobody Known").total == 0
    assert len(corpus.search("digue", limit=1)) == 1
    with pytest.raises(selon.SelonError, match="no act 'sing'"):
        corpus.search(act="sing")


def test_trace_tells_where_it_comes_from(corpus: selon.Corpus) -> None:
    claims = corpus.trace("digue Kervel")
    assert claims and {"a", "b"} <= {step["doc"] for claim in claims for step in claim["appearances"]}
    assert claims[0]["origins"][0] == "a"
    assert corpus.trace("xyzzy") == []


def test_who_finds_every_spelling(corpus: selon.Corpus) -> None:
    portrait = corpus.who("tallec")
    assert portrait is not None and portrait["speaker"]["name"] == "Maud Tallec"
    assert [hit["doc"] for hit in portrait["hits"]] == sorted(hit["doc"] for hit in portrait["hits"])
    assert corpus.who("Nobody Known") is None


def test_hits_are_a_frame(corpus: selon.Corpus) -> None:
    pytest.importorskip("pandas")
    assert set(corpus.search("digue").to_dataframe().columns) >= {"doc", "speaker", "content"}


def test_claims_are_those_of_one_process(kept: selon.Corpus, alone: list[dict[str, Any]]) -> None:
    """And those of a cluster, which `test_spark.py` sets beside the same ones."""
    assert claims_of(rows_of(kept)) == claims_of(alone)
    # Of the later claims that may not go with one, the next 40 are looked at; of those that begin in one article, the order hangs on their names.
    against, found = against_of(rows_of(kept)), against_of(alone)
    assert len(found) > 20
    assert len(against ^ found) <= 0.02 * len(found)


def test_claims_found_by_meaning_are_those_of_one_process(tmp_path: Path) -> None:
    """The network tells what statements mean; the rules alone do not."""
    few = affairs()[:14]
    kept = made_of(few, tmp_path, model="base")
    assert claims_of(rows_of(kept)) == claims_of(selon.claims(table(few), model="base").to_pylist())
