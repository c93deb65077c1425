"""Connected components in rounds of joins that Spark does itself.

The alternation of large and small stars: Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii, «Connected Components in MapReduce and
Beyond», SoCC 2014. Rounds grow with the logarithm of the longest path.
"""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from .kept import Kept


def connected(edges: DataFrame, kept: Kept) -> DataFrame:
    """For each node of `edges` (`a`, `b`) its `group`, which is the least node of it: columns `id`, `group`."""
    stars = kept("stars-0", _downwards(edges))
    mark, number = _mark(stars), 0
    while True:
        number += 1
        # Two folders by turns: a round is read while the next one is written.
        stars = kept(f"stars-{1 + number % 2}", _small_star(_large_star(stars)))
        before, mark = mark, _mark(stars)
        if mark == before:
            break
    leaves = stars.select(F.col("a").alias("id"), F.col("b").alias("group"))
    return leaves.union(leaves.select(F.col("group").alias("id"), "group").distinct())


def _downwards(edges: DataFrame) -> DataFrame:
    """Each edge once, from the greater node to the lesser."""
    pairs = edges.select(F.greatest("a", "b").alias("a"), F.least("a", "b").alias("b"))
    return pairs.where("a <> b").distinct()


def _least(node: str, neighbour: str) -> Column:
    """The least of a node and its neighbours."""
    return F.least(F.min(neighbour).over(Window.partitionBy(node)), F.col(node))


def _large_star(edges: DataFrame) -> DataFrame:
    """Hangs the greater neighbours of every node on its least one."""
    both = edges.union(edges.select(F.col("b").alias("a"), F.col("a").alias("b")))
    hung = both.select("a", F.col("b").alias("neighbour"), _least("a", "b").alias("least"))
    return hung.where("neighbour > a").select(F.col("neighbour").alias("a"), F.col("least").alias("b")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Hangs the lesser neighbours of every node, and the node, on the least one."""
    hung = edges.select("a", F.col("b").alias("neighbour"), _least("a", "b").alias("least"))
    lesser = hung.select(F.col("neighbour").alias("a"), F.col("least").alias("b"))
    return lesser.union(hung.select("a", F.col("least").alias("b"))).where("a <> b").distinct()


def _mark(edges: DataFrame) -> tuple[object, ...]:
    """What tells two sets of edges apart."""
    return tuple(edges.agg(F.count("*"), F.sum(F.xxhash64("a", "b").cast("decimal(38,0)"))).head() or ())
