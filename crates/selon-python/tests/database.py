"""Databases that the command makes of articles, and their claims set beside those of one process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

import pytest

import selon

Row = Mapping[str, Any]
FIELDS = ("doc", "start", "end", "quote", "stance", "origin", "taken_from", "drift", "independent")
"""What is the same whichever way claims are found. Ids and strengths are not: the database numbers its documents, and counts how rare a word is
when its sentence comes; and two places in one sentence may stand the other way round."""


def made_of(articles: Sequence[Row], folder: Path) -> selon.Corpus:
    """A database of the articles, in a file of the folder."""
    command = os.environ.get("SELON") or shutil.which("selon")
    if not command:
        pytest.skip("the command selon is not here: name it in SELON")
    lines = folder / "articles.jsonl"
    lines.write_text("\n".join(json.dumps(_told(article)) for article in articles), encoding="utf-8")
    file = folder / "corpus.db"
    subprocess.run([command, "add", "-q", "--model", "lexical", "--db", file, lines], check=True)
    return selon.Corpus(file)


def _told(article: Row) -> dict[str, Any]:
    """An article as the command reads it: without what is not known, its links in a list."""
    known = {name: value for name, value in article.items() if value}
    return known | {"links": known.get("links", "").split()}


def rows_of(corpus: selon.Corpus) -> list[dict[str, Any]]:
    """All claims of a database, a row an appearance, as `selon.claims` gives them."""
    rows = []
    for claim in corpus.trace():
        for step in claim["appearances"]:
            origin = step["from"] is None and step["doc"] in claim["origins"]
            rows.append({**step, **claim, "origin": origin, "taken_from": step["from"]})
    return rows


def claims_within(rows: Iterable[Row], docs: set[str]) -> list[list[tuple[Any, ...]]]:
    """The claims all of whose appearances are in these documents, with `FIELDS` of each."""
    claims = defaultdict(list)
    for row in rows:
        claims[row["claim"]].append(row)
    within = [claim for claim in claims.values() if docs.issuperset(row["doc"] for row in claim)]
    return sorted(sorted(tuple(row[name] for name in FIELDS) for row in claim) for claim in within)
