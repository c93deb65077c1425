"""A database made by the command and read from Python."""

from typing import Any

import pytest
from database import made_of, rows_of, taken
from invented import affairs

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


def test_who_took_it_from_whom_is_what_one_process_finds(
    articles: Any, alone: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """For the affairs, among all articles. Nearly: the database looks at fewer candidates, and counts how rare a word is when it comes."""
    corpus = made_of(articles.to_pylist(), tmp_path_factory.mktemp("all"))
    docs = {str(article["id"]) for article in affairs()}
    kept, found = taken(rows_of(corpus), docs), taken(alone, docs)
    assert len(found) > 30
    assert len(kept & found) > 0.75 * len(kept | found)
