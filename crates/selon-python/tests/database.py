"""Databases that the command makes of articles, and their claims set beside those of one process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

import pytest

import selon

Row = Mapping[str, Any]
Place = tuple[str, int, int]
Claim = tuple[int, frozenset[tuple[Any, ...]]]


def made_of(articles: Sequence[Row], folder: Path, model: str = "lexical") -> selon.Corpus:
    """A database of the articles, in a file of the folder. They are added in order of time: of what ties, the sentence that came first wins."""
    command = os.environ.get("SELON") or shutil.which("selon")
    if not command:
        pytest.skip("the command selon is not here: name it in SELON")
    lines = folder / "articles.jsonl"
    lines.write_text("\n".join(json.dumps(_told(article)) for article in sorted(articles, key=_time)), encoding="utf-8")
    file = folder / "corpus.db"
    subprocess.run([command, "add", "-q", "--model", model, "--db", file, lines], check=True)
    return selon.Corpus(file)


def _time(article: Row) -> datetime:
    time = datetime.fromisoformat(article["published"].replace("Z", "+00:00"))
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _told(article: Row) -> dict[str, Any]:
    """An article as the command reads it: without what is not known, its links in a list."""
    known = {name: value for name, value in article.items() if value}
    return known | {"links": known.get("links", "").split()}


def rows_of(corpus: selon.Corpus) -> list[dict[str, Any]]:
    """All appearances of claims in a database, a row each, with the names of `selon.claims`."""
    rows = []
    for claim in corpus.trace():
        of_claim = {name: claim[name] for name in ("claim", "independent", "contradicts")}
        for step in claim["appearances"]:
            origin = step["from"] is None and step["doc"] in claim["origins"]
            rows.append({**step, **of_claim, "taken_from": step["from"], "origin": origin})
    return rows


def claims_of(rows: Iterable[Row]) -> set[Claim]:
    """Claims with all that is told of each: how many origins, and the appearances. Not its name: a database counts documents by numbers of its
    own in it."""
    return {(told[0]["independent"], frozenset(map(_appearance, told))) for told in _by_claim(rows).values()}


def against_of(rows: Iterable[Row]) -> set[tuple[Place, Place]]:
    """Which claims do not go together, each put as where it is first said."""
    of_claim = _by_claim(rows)
    first = {claim: min(_place(row) for row in told if row["doc"] == told[0]["doc"]) for claim, told in of_claim.items()}
    return {(first[claim], first[other]) for claim, told in of_claim.items() for other in told[0]["contradicts"]}


def _by_claim(rows: Iterable[Row]) -> dict[str, list[Row]]:
    of_claim: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_claim[row["claim"]].append(row)
    return of_claim


def _place(row: Row) -> Place:
    return (row["doc"], row["start"], row["end"])


def _appearance(row: Row) -> tuple[Any, ...]:
    told = tuple(row[name] for name in ("outlet", "url", "published", "language", "quote", "speaker", "statement", "stance"))
    strength = None if row["strength"] is None else round(row["strength"], 3)
    return (*_place(row), *told, row["origin"], row["taken_from"], bool(row["credited"]), strength, *row["drift"], *row["why"])
