"""The steps by which a cluster follows claims, with the rows moved by hand: each worker has little at hand, and together they find
what one process finds."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Iterable

import pytest

import selon
from selon import _selon
from selon.readers import reader

pyarrow = pytest.importorskip("pyarrow")

from invented import affairs, generated, table

Row = dict[str, Any]
LOAD = {
    **dict.fromkeys(("kind", "doc", "claim", "other_claim", "stance", "speaker", "source"), pyarrow.string()),
    **dict.fromkeys(("rank", "sentences", "id", "start", "window", "other", "other_window", "number"), pyarrow.int64()),
    **dict.fromkeys(("keys", "counts"), pyarrow.list_(pyarrow.int64())),
    "body": pyarrow.binary(),
    "strength": pyarrow.float64(),
    "credited": pyarrow.bool_(),
}
ARTICLES = [*affairs(), *generated(40, statements=3)]


class Cluster:
    """Rows of all steps in one place, and the little that a worker is given of them."""

    def __init__(self, articles: list[Row]) -> None:
        signed = [row for batch in table(articles).to_batches(max_chunksize=7) for row in _selon.sign_batch(batch, reader("lexical")).to_pylist()]
        whole = [row for row in signed if row["number"] == -1]
        last = 1 << 62
        whole.sort(key=lambda row: (last if row["seconds"] is None else row["seconds"], row["doc"]))
        self.count = len(whole)
        self.articles = {rank: {**row, "rank": rank, "kind": "article"} for rank, row in enumerate(whole)}
        rank_of = {row["doc"]: rank for rank, row in self.articles.items()}
        parts = [row for row in signed if row["number"] >= 0]
        self.sentences = {rank_of[row["doc"]] * _selon.ORDERS + row["number"]: {**row, "kind": "sentence"} for row in parts}
        self.weigh()

    def weigh(self) -> None:
        holders: dict[int, list[int]] = defaultdict(list)
        for id in sorted(self.sentences, reverse=True):
            for key in self.sentences[id]["keys"]:
                holders[key].append(id)
        self.counts = {key: len({id // _selon.ORDERS for id in ids}) for key, ids in holders.items()}
        followed = range(2, _selon.most_with_key(self.count) + 1)
        self.common = [key for key, count in self.counts.items() if count >= followed.stop]
        self.holders = {key: ids[: _selon.MOST_HOLDING] for key, ids in holders.items() if self.counts[key] in followed}
        for id, row in self.sentences.items():
            row.update(id=id, counts=[self.counts[key] for key in row["keys"]])

    def candidates(self) -> list[tuple[int, int]]:
        rows = []
        for id, sentence in self.sentences.items():
            held = [self.holders.get(key, []) for key in sentence["keys"]]
            row = {"lengths": [len(ids) for ids in held], "holders": [other for ids in held for other in ids]}
            rows.append({name: sentence[name] for name in ("id", "keys", "counts")} | row)
        lists = dict.fromkeys(("keys", "counts", "lengths", "holders"), pyarrow.list_(pyarrow.int64()))
        batch = pyarrow.RecordBatch.from_pylist(rows, schema=pyarrow.schema({"id": pyarrow.int64(), **lists}))
        found = _selon.candidates_of(batch, self.count).to_pylist()
        return [(row["id"], other) for row in found for other in row["others"]]

    def given(self, asked: list[Row], wanted: Iterable[int]) -> list[Any]:
        """What asks, with the sentences wanted and their articles, in two batches."""
        ids = set(wanted)
        rows = [*asked, *(self.sentences[id] for id in ids), *(self.articles[rank] for rank in {id // _selon.ORDERS for id in ids})]
        whole = [{name: row.get(name) for name in LOAD} for row in rows]
        return pyarrow.Table.from_pylist(whole, schema=pyarrow.schema(LOAD)).to_batches(max_chunksize=len(whole) // 2 + 1)


def groups(edges: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Connected nodes, by the least of them."""
    above: dict[int, int] = {}

    def top(node: int) -> int:
        while above.setdefault(node, node) != node:
            node = above[node]
        return node

    for a, b in edges:
        a, b = top(a), top(b)
        above[max(a, b)] = min(a, b)
    found = defaultdict(list)
    for node in list(above):
        found[top(node)].append(node)
    return found


def test_steps_by_hand_find_what_one_process_finds() -> None:
    cluster = Cluster(ARTICLES)
    links: dict[tuple[int, ...], float] = {}
    by_article: dict[int, list[Row]] = defaultdict(list)
    for a, b in cluster.candidates():
        by_article[a // _selon.ORDERS].append({"kind": "pair", "id": a, "other": b})
    for pairs in by_article.values():
        given = cluster.given(pairs, [row[name] for row in pairs for name in ("id", "other")])
        for row in _selon.links_of(given, cluster.count, cluster.common).to_pylist():
            where = (row["id"], row["window"], row["other"], row["other_window"])
            links[where] = max(links.get(where, 0.0), row["strength"])

    linked = {node for a, _, b, _ in links for node in (a, b)}
    edges = [(a, b) for a, _, b, _ in links]
    for id, row in cluster.sentences.items():
        back = range(1, min(row["number"], _selon.BACK) + 1) if row["answers"] else ()
        edges += [(id, id - n) for n in back if id - n in linked]

    claims: list[Row] = []
    for nodes in groups(edges).values():
        asked = [
            {"kind": "link", "id": a, "window": x, "other": b, "other_window": y, "strength": strength}
            for (a, x, b, y), strength in links.items()
            if a in nodes
        ]
        before = [id - 1 for id in nodes if id % _selon.ORDERS]
        claims += _selon.claims_of(cluster.given(asked, [*nodes, *before]), cluster.count, cluster.common).to_pylist()
    carried_over(cluster, claims)
    against = contradictions(cluster, claims, {(a, b) for a, _, b, _ in links})
    for row in claims:
        row["contradicts"] = sorted(against.get(row["claim"], set()))

    alone = selon.claims(table(ARTICLES), model="lexical").to_pylist()
    assert len(alone) > 60
    assert any(row["contradicts"] for row in alone)
    # Some of what one process finds in an article's other sentences, no group of linked ones could tell.
    assert any(row["open"] and _selon.CARRIED_OVER in row["why"] for row in claims)
    assert any(row["open"] and _selon.CARRIED_OVER not in row["why"] for row in claims)
    drop = ("seconds", "sentence", "window", "open")
    assert ordered({name: value for name, value in row.items() if name not in drop} for row in claims) == ordered(alone)


def carried_over(cluster: Cluster, claims: list[Row]) -> None:
    """Tells of each step that is open whether the text is carried over, with both articles whole at hand."""
    rank_of = {row["doc"]: rank for rank, row in cluster.articles.items()}
    for row in claims:
        if row["open"]:
            asked = {name: row[name] for name in ("claim", "number", "doc", "credited")} | {"kind": "copy", "source": row["taken_from"]}
            ranks = {rank_of[asked["doc"]], rank_of[asked["source"]]}
            wanted = [id for id in cluster.sentences if id // _selon.ORDERS in ranks]
            for found in _selon.copies_of(cluster.given([asked], wanted), cluster.count, cluster.common).to_pylist():
                assert (found["claim"], found["number"]) == (row["claim"], row["number"])
                row["why"].append(_selon.CARRIED_OVER)


def contradictions(cluster: Cluster, claims: list[Row], linked: set[tuple[int, int]]) -> dict[str, set[str]]:
    last = 1 << 62
    told: dict[str, list[Row]] = defaultdict(list)
    of_sentence: dict[int, set[str]] = defaultdict(set)
    for row in claims:
        told[row["claim"]].append(row)
        of_sentence[row["sentence"]].add(row["claim"])
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in linked:
        both = of_sentence[a] | of_sentence[b]
        for claim in both:
            near[claim] |= both
    time = {row["claim"]: (last if row["seconds"] is None else row["seconds"], row["claim"]) for row in claims if row["number"] == 0}
    found: dict[str, set[str]] = defaultdict(set)
    for claim, rows in told.items():
        docs = {row["doc"] for row in rows}
        later = [other for other in near[claim] if time[other] > time[claim] and docs & {row["doc"] for row in told[other]}]
        later = sorted(later, key=time.__getitem__)[: _selon.MOST_NEAR]
        involved = [{**row, "kind": "claim", "id": row["sentence"]} for one in (claim, *later) for row in told[one]]
        asked = [{"kind": "against", "claim": claim, "other_claim": other} for other in later]
        given = cluster.given([*asked, *involved], [row["id"] for row in involved])
        for row in _selon.contradictions_of(given, cluster.count, cluster.common).to_pylist():
            found[row["claim"]].add(row["other_claim"])
    return found


def ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["claim"], row["number"], row["doc"], row["start"]))


def test_a_damaged_row_is_told_in_a_sentence() -> None:
    cluster = Cluster(affairs()[:2])
    id = next(iter(cluster.sentences))
    cluster.sentences[id]["body"] = b"{"
    with pytest.raises(selon.SelonError, match="a sentence came damaged"):
        _selon.claims_of(cluster.given([{"kind": "pair", "id": id, "other": id}], [id]), cluster.count, [])
    with pytest.raises(selon.SelonError, match="there is no column 'kind'"):
        _selon.links_of([pyarrow.RecordBatch.from_pydict({"id": [1]})], 1, [])
