"""Statements of articles, read by the workers batch by batch."""

from __future__ import annotations

from typing import Iterator

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from ..batch import read_batch, schema


def read(articles: DataFrame, *, model: str = "base") -> DataFrame:
    """One row a statement, with the columns of `selon.read_batch`; `articles` has its input columns."""

    def part(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield read_batch(batch, model=model)

    return articles.mapInArrow(part, from_arrow_schema(schema()))
