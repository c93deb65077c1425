"""The few lines that docs/python.md gives to users of Dask and Ray."""

from __future__ import annotations

from typing import Any

import pytest

import selon

pyarrow = pytest.importorskip("pyarrow")

from invented import affairs, table


def alone() -> list[dict[str, Any]]:
    batches = [selon.read_batch(batch, model="lexical") for batch in table(affairs()).to_batches()]
    return sorted(pyarrow.Table.from_batches(batches).select(["doc", "content"]).to_pylist(), key=str)


def test_dask() -> None:
    frames = pytest.importorskip("dask.dataframe")

    def part(frame: Any) -> Any:
        batch = pyarrow.RecordBatch.from_pandas(frame, preserve_index=False)
        return selon.read_batch(batch, model="lexical").to_pandas()

    articles = frames.from_pandas(table(affairs()).to_pandas(), npartitions=3)
    empty = selon.batch.schema().empty_table().to_pandas()
    statements = articles.map_partitions(part, meta=empty).compute(scheduler="threads")
    assert sorted(statements[["doc", "content"]].to_dict("records"), key=str) == alone()


def test_ray() -> None:
    ray = pytest.importorskip("ray")

    def part(table: Any) -> Any:
        read = [selon.read_batch(batch, model="lexical") for batch in table.to_batches()]
        return pyarrow.Table.from_batches(read, schema=selon.batch.schema())

    ray.init(num_cpus=1, include_dashboard=False, object_store_memory=128 << 20)
    articles = ray.data.from_arrow(table(affairs()))
    statements = articles.map_batches(part, batch_format="pyarrow").to_pandas()
    assert sorted(statements[["doc", "content"]].to_dict("records"), key=str) == alone()
