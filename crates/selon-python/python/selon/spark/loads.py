"""What a task is given: rows that ask something, with the sentences and articles that they are about."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from .. import _selon

LINKS = "id long, window long, other long, other_window long, strength double"
_LOAD = {
    "task": "long",
    "kind": "string",
    "doc": "string",
    "rank": "long",
    "sentences": "long",
    "id": "long",
    "start": "long",
    "keys": "array<long>",
    "counts": "array<long>",
    "body": "binary",
    "window": "long",
    "other": "long",
    "other_window": "long",
    "strength": "double",
    "claim": "string",
    "other_claim": "string",
    "number": "long",
    "stance": "string",
    "speaker": "string",
    "source": "string",
    "credited": "boolean",
}


class Load:
    """Brings sentences (with how many articles have each of their keys) and articles to the tasks that ask for them."""

    def __init__(self, articles: DataFrame, sentences: DataFrame, weights: DataFrame) -> None:
        self._articles = articles
        self._sentences = sentences
        self._weights = weights

    def __call__(self, asked: DataFrame, wanted: DataFrame) -> DataFrame:
        """Rows of `asked` (`task`, `kind` and what they ask), with a row for each sentence `wanted` (`task`, `id`) and its article."""
        wanted = wanted.toDF("task", "id").distinct()
        # A sentence without any word that counts has no weights.
        sentences = wanted.join(self._sentences, "id").join(self._weights, "id", "left")
        ranks = wanted.select("task", F.floor(F.col("id") / _selon.ORDERS).alias("rank")).distinct()
        articles = ranks.join(self._articles, "rank")
        parts = [asked, sentences.withColumn("kind", F.lit("sentence")), articles.withColumn("kind", F.lit("article"))]
        whole = [_whole(part) for part in parts]
        return whole[0].unionByName(whole[1]).unionByName(whole[2])


def _whole(part: DataFrame) -> DataFrame:
    """The rows with all columns of a load, those that they lack empty."""
    has = set(part.columns)
    return part.select(*(F.col(name).cast(kind).alias(name) if name in has else F.lit(None).cast(kind).alias(name) for name, kind in _LOAD.items()))
