"""A cluster of processes gives what one process gives, claim by claim; and a worker that is killed changes nothing."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.compute
import pyarrow.parquet
import pytest

import selon

pytest.importorskip("pyspark")
if not shutil.which("java"):
    pytest.skip("Java is not here", allow_module_level=True)

from cluster import Cluster
from invented import COMMON_PHRASE, GENERATED, affairs, table
from pyspark.sql import DataFrame, SparkSession

from selon import _selon
from selon import spark as selon_spark


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Cluster(tmp_path_factory.mktemp("cluster"), little=True) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Any:
    session = cluster.session()
    yield session
    session.stop()


def spread(session: SparkSession, articles: pyarrow.Table) -> DataFrame:
    return session.createDataFrame(articles).repartition(2)


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["claim"], row["number"]))


def test_statements_are_those_of_one_process(session: SparkSession) -> None:
    few = table(affairs())
    found = selon_spark.read(spread(session, few), model="lexical").toArrow()
    alone = pyarrow.Table.from_batches([selon.read_batch(batch, model="lexical") for batch in few.to_batches()])
    assert found.num_rows == alone.num_rows > 20
    assert sorted(map(str, found.to_pylist())) == sorted(map(str, alone.to_pylist()))


def test_claims_are_those_of_one_process_though_a_worker_is_killed(
    cluster: Cluster, session: SparkSession, articles: pyarrow.Table, alone: list[dict[str, Any]], tmp_path: Path
) -> None:
    work = tmp_path / "work"
    killer = threading.Thread(target=kill_when, args=(cluster, work / "candidates" / "_SUCCESS"))
    killer.start()
    found = selon_spark.claims(spread(session, articles), work=str(work), model="lexical", per_task=200).toArrow()
    killer.join()
    assert in_order(found.to_pylist()) == in_order(alone)
    no_key_makes_a_join_grow(work, articles)


def kill_when(cluster: Cluster, file: Path) -> None:
    until = time.monotonic() + 3600
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.05)
    cluster.kill(1)


def no_key_makes_a_join_grow(work: Path, articles: pyarrow.Table) -> None:
    """A phrase of a tenth of all articles brings no more candidates to a sentence than any other."""
    holders = pyarrow.compute.sum(pyarrow.compute.match_substring(articles["text"], COMMON_PHRASE)).as_py()
    assert holders * 10 == GENERATED
    candidates = pyarrow.parquet.read_table(work / "candidates")
    lengths = pyarrow.compute.list_value_length(candidates["others"])
    assert 0 < pyarrow.compute.max(lengths).as_py() <= _selon.MOST_CANDIDATES
