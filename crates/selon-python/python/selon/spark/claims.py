"""Claims over a cluster: sentences find one another by shared keys, are compared pair by pair, and are traced group by group.

The steps are those of the database, by the same functions of Rust; Spark only moves rows. Every step's result is kept in the folder
`work`, so that a lost worker costs its own tasks and no more, and so that no plan grows with the number of steps.
"""

from __future__ import annotations

from typing import Callable, Iterator, NamedTuple

import pyarrow
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from .. import _selon
from ..readers import reader
from .components import connected
from .kept import Kept
from .loads import LINKS, Load

Batches = Iterator[pyarrow.RecordBatch]
SIGNED = "doc string, seconds long, number long, sentences long, start long, answers boolean, keys array<long>, body binary"
CANDIDATES = "id long, keys array<long>, counts array<long>, others array<long>"
APPEARANCES = (
    "claim string, independent long, number long, origin boolean, doc string, outlet string, url string, published string, "
    "language string, start long, end long, quote string, speaker string, statement string, stance string, taken_from string, "
    "credited boolean, strength double, likeness string, drift array<string>, why array<string>, contradicts array<string>, "
    "seconds long, sentence long, window long, open boolean"
)


def claims(articles: DataFrame, *, work: str, model: str = "base", per_task: int = 1000) -> DataFrame:
    """One row an appearance of a claim, for claims that more than one article makes or answers.

    `articles` has `id` (each once) and `text`, and where they are known `url`, `title`, `outlet`, `published` (ISO), `language` and
    `links` (addresses parted by blanks). `work` is a folder that all workers see; what is in it is written over, and it may be
    removed when the result has been stored. About `per_task` sentences are compared in one task.

    Columns: `claim`, `independent` (how many origins it has), `number` (its place in time), `origin`, `doc`, `outlet`, `url`,
    `published`, `language`, `start` and `end` (code points), `quote`, `speaker`, `statement`, `stance`, `taken_from`, `credited`,
    `strength`, `likeness`, `drift`, `why`, `contradicts` (claims with which it does not go together).
    """
    kept = Kept(articles.sparkSession, work)
    signed = kept("signed", articles.mapInArrow(_signing(model), SIGNED))
    ranked = _ranked(signed, kept)
    count = ranked.count()
    placed = signed.where("number >= 0").join(ranked.select("doc", "rank"), "doc")
    identity = F.col("rank") * _selon.ORDERS + F.col("number")
    sentences = kept("sentences", placed.select(identity.alias("id"), "number", "start", "answers", "keys", "body"))
    counts = kept("counts", _counts(sentences))
    common = [row["key"] for row in counts.where(F.col("count") > _selon.most_with_key(count)).select("key").collect()]
    candidates = kept("candidates", _candidates(sentences, counts, count))
    load = Load(ranked, sentences.select("id", "start", "body"), candidates.select("id", "keys", "counts"))
    scale = Scale(count, common, per_task)
    links = kept("links", _links(candidates, load, scale))
    groups = connected(_edges(links, sentences), kept)
    traced = kept("traced", _traced(links, groups, load, scale)).drop("contradicts")
    copies = kept("copies", _copies(traced, ranked, load, scale))
    against = kept("against", _contradictions(traced, links, load, scale))
    others = against.groupBy("claim").agg(F.sort_array(F.collect_set("other_claim")).alias("contradicts"))
    none = F.array().cast("array<string>")
    also = F.when(F.col("copied"), F.array(F.lit(_selon.CARRIED_OVER))).otherwise(none)
    whole = traced.join(others, "claim", "left").withColumn("contradicts", F.coalesce("contradicts", none))
    whole = whole.join(copies.withColumn("copied", F.lit(True)), ["claim", "number"], "left").withColumn("why", F.concat("why", also))
    return whole.select(*(name for name in traced.columns if name not in _BETWEEN), "contradicts")


_BETWEEN = ("seconds", "sentence", "window", "open")
"""Columns that one step leaves for the next."""


class Scale(NamedTuple):
    """What every task is told of all articles: how many there are, and which keys too many of them have for a key to be followed; and about
    how many sentences a task is given."""

    articles: int
    common: list[int]
    per_task: int

    def tasks(self, rows: int) -> int:
        return max(1, rows // self.per_task)


def _signing(model: str) -> Callable[[Batches], Batches]:
    def part(batches: Batches) -> Batches:
        for batch in batches:
            yield _selon.sign_batch(batch, reader(model))

    return part


def _ranked(signed: DataFrame, kept: Kept) -> DataFrame:
    """Articles with their rank in time, from 0 without gaps."""
    found = signed.where("number = -1").select("doc", "seconds", "sentences", "body")
    twice = found.groupBy("doc").count().where("count > 1").head()
    if twice is not None:
        raise ValueError(f"the id {twice['doc']!r} is that of several articles: make ids unique first")
    in_time = found.orderBy(F.col("seconds").asc_nulls_last(), "doc")
    rows = kept("in_time", in_time.withColumn("at", F.monotonically_increasing_id()))
    # The number that Spark gives has the partition in its upper bits; partitions stand in order, rows in them too.
    partition = F.shiftright("at", 33)
    sizes = sorted(tuple(row) for row in rows.groupBy(partition.alias("partition")).count().collect())
    before: list[tuple[int, int]] = []
    total = 0
    for number, size in sizes:
        before.append((number, total))
        total += size
    offsets = rows.sparkSession.createDataFrame(before, "partition long, before long")
    ranked = rows.withColumn("partition", partition).join(F.broadcast(offsets), "partition")
    rank = F.col("before") + F.col("at").bitwiseAND((1 << 33) - 1)
    return kept("articles", ranked.select(rank.alias("rank"), "doc", "sentences", "body"))


def _counts(sentences: DataFrame) -> DataFrame:
    """How many articles have a key (`key`, `count`), where more than one has it."""
    rank = F.floor(F.col("id") / _selon.ORDERS).alias("rank")
    held = sentences.select(rank, F.explode("keys").alias("key")).distinct()
    return held.groupBy("key").agg(F.count("*").alias("count")).where("count > 1")


def _candidates(sentences: DataFrame, counts: DataFrame, count: int) -> DataFrame:
    """For each sentence how many articles have each of its keys, and the sentences that may say the same.

    Keys in too many articles are not followed, and of the others the newest holders alone, so that no key makes a join grow.
    """
    held = sentences.select("id", F.explode("keys").alias("key"))
    followed = counts.where(F.col("count") <= _selon.most_with_key(count))
    newest = Window.partitionBy("key").orderBy(F.desc("id"))
    holders = (
        held.join(followed.select("key"), "key")
        .withColumn("place", F.row_number().over(newest))
        .where(F.col("place") <= _selon.MOST_HOLDING)
        .groupBy("key")
        .agg(F.sort_array(F.collect_list("id"), asc=False).alias("holders"))
    )
    none = F.array().cast("array<long>")
    hand = F.struct("key", F.coalesce("count", F.lit(1)).alias("count"), F.coalesce("holders", none).alias("holders"))
    hands = held.join(counts, "key", "left").join(holders, "key", "left").groupBy("id").agg(F.collect_list(hand).alias("hand"))

    def of(field: Callable[[Column], Column]) -> Column:
        return F.transform("hand", field)

    asked = hands.select(
        "id",
        of(lambda key: key["key"]).alias("keys"),
        of(lambda key: key["count"]).alias("counts"),
        of(lambda key: F.size(key["holders"]).cast("long")).alias("lengths"),
        F.flatten(of(lambda key: key["holders"])).alias("holders"),
    )

    def part(batches: Batches) -> Batches:
        for batch in batches:
            yield _selon.candidates_of(batch, count)

    return asked.mapInArrow(part, CANDIDATES)


def _links(candidates: DataFrame, load: Load, scale: Scale) -> DataFrame:
    """Stretches that may say the same, each pair once with the greater strength."""
    tasks = scale.tasks(candidates.count())
    # Articles of one time are compared in one task: what they are compared with is then mostly at hand already.
    rank = F.floor(F.col("id") / _selon.ORDERS)
    task = F.floor(rank * tasks / max(1, scale.articles)).alias("task")
    pairs = candidates.select(task, "id", F.explode("others").alias("other"))

    def compare(table: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.Table.from_batches([_selon.links_of(table.to_batches(), scale.articles, scale.common)])

    both = pairs.select("task", "id").union(pairs.select("task", F.col("other")))
    found = load(pairs.withColumn("kind", F.lit("pair")), both).groupBy("task").applyInArrow(compare, LINKS)
    return found.groupBy("id", "window", "other", "other_window").agg(F.max("strength").alias("strength"))


def _edges(links: DataFrame, sentences: DataFrame) -> DataFrame:
    """Sentences that have to be traced together: linked ones, and those that may answer with those that stand before them."""
    linked = links.select(F.col("id").alias("a"), F.col("other").alias("b")).distinct()
    reached = linked.select(F.col("a").alias("b")).union(linked.select("b")).distinct()
    answering = sentences.where("answers and number > 0")
    back = F.sequence(F.lit(1), F.least(F.col("number"), F.lit(_selon.BACK)).cast("int"))
    before = answering.select(F.col("id").alias("a"), F.explode(back).alias("back"))
    pointed = before.select("a", (F.col("a") - F.col("back")).alias("b")).join(reached, "b").select("a", "b")
    return linked.union(pointed)


def _traced(links: DataFrame, groups: DataFrame, load: Load, scale: Scale) -> DataFrame:
    """Claims of each group of sentences; groups are put together to tasks of a useful size."""
    tasks = scale.tasks(groups.count())
    tasked = groups.select("id", F.pmod(F.xxhash64("group"), F.lit(tasks)).alias("task"))
    asked = links.join(tasked, "id").withColumn("kind", F.lit("link"))
    # What stands before a sentence tells whom it credits.
    follows = F.col("id") % _selon.ORDERS > 0
    wanted = tasked.select("task", "id").union(tasked.where(follows).select("task", F.col("id") - 1))

    def trace(table: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.Table.from_batches([_selon.claims_of(table.to_batches(), scale.articles, scale.common)])

    return load(asked, wanted).groupBy("task").applyInArrow(trace, APPEARANCES)


def _copies(traced: DataFrame, ranked: DataFrame, load: Load, scale: Scale) -> DataFrame:
    """Which of the appearances (`claim`, `number`) that are open yet are of texts that are carried over: for that all sentences of the
    article and of the one that it was taken from are brought together, the linked ones and the others."""
    open_yet = traced.where("open").select("claim", "number", "doc", F.col("taken_from").alias("source"), "credited")
    places = ranked.select("doc", "rank", "sentences")
    of_source = places.select(F.col("doc").alias("source"), F.col("rank").alias("of"), F.col("sentences").alias("long"))
    placed = open_yet.join(places, "doc").join(of_source, "source")
    # Texts of one time go to one task, as for links.
    tasks = scale.tasks(traced.count())
    placed = placed.withColumn("task", F.floor(F.col("rank") * tasks / max(1, scale.articles)))
    both = placed.select("task", "rank", "sentences").union(placed.select("task", "of", "long")).distinct()
    first = F.col("rank") * _selon.ORDERS
    wanted = both.where("sentences > 0").select("task", F.explode(F.sequence(first, first + F.col("sentences") - 1)).alias("id"))

    def compare(table: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.Table.from_batches([_selon.copies_of(table.to_batches(), scale.articles, scale.common)])

    asked = placed.select("task", "claim", "number", "doc", "source", "credited", F.lit("copy").alias("kind"))
    return load(asked, wanted).groupBy("task").applyInArrow(compare, "claim string, number long")


def _contradictions(traced: DataFrame, links: DataFrame, load: Load, scale: Scale) -> DataFrame:
    """Which claims do not go together (`claim`, `other_claim`, both ways round), among those that share an article, and a sentence or a
    link from a sentence of one to one of the other."""
    last = F.lit((1 << 63) - 1)
    first = traced.where("number = 0").select("claim", F.coalesce("seconds", last).alias("time"))
    of_sentence = traced.select("claim", "sentence").distinct().join(first, "claim")
    linked = links.select("id", "other").distinct()
    itself = linked.select("id").union(linked.select("other")).distinct().select("id", F.col("id").alias("other"))
    both = linked.union(linked.select("other", "id")).union(itself)
    one = of_sentence.withColumnRenamed("sentence", "id")
    other = of_sentence.select(F.col("sentence").alias("other"), F.col("claim").alias("other_claim"), F.col("time").alias("other_time"))
    after = (F.col("other_time") > F.col("time")) | ((F.col("other_time") == F.col("time")) & (F.col("other_claim") > F.col("claim")))
    near = both.join(one, "id").join(other, "other").where(after).select("claim", "other_claim", "other_time").distinct()
    has = traced.select("claim", "doc").distinct()
    shared = near.join(has, "claim").join(has.select(F.col("claim").alias("other_claim"), "doc"), ["other_claim", "doc"])
    nearest = Window.partitionBy("claim").orderBy("other_time", "other_claim")
    pairs = (
        shared.select("claim", "other_claim", "other_time")
        .distinct()
        .withColumn("place", F.row_number().over(nearest))
        .where(F.col("place") <= _selon.MOST_NEAR)
    )
    tasks = scale.tasks(traced.count())
    task = F.pmod(F.xxhash64("claim"), F.lit(tasks)).alias("task")
    against = pairs.select(task, "claim", "other_claim", F.lit("against").alias("kind"))
    involved = against.select("task", "claim").union(against.select("task", "other_claim")).distinct()
    columns = ("claim", "number", "doc", F.col("sentence").alias("id"), "window", "stance", "speaker")
    appearances = involved.join(traced.select(*columns), "claim").withColumn("kind", F.lit("claim"))
    asked = against.unionByName(appearances, allowMissingColumns=True)

    def compare(table: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.Table.from_batches([_selon.contradictions_of(table.to_batches(), scale.articles, scale.common)])

    loaded = load(asked, appearances.select("task", "id"))
    return loaded.groupBy("task").applyInArrow(compare, "claim string, other_claim string")
