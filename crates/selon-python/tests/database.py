"""Databases that the command makes of articles, and their claims set beside those of one process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

import pytest

import selon

Row = Mapping[str, Any]


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
    """All appearances of claims in a database, a row each, with the names of `selon.claims`."""
    return [{**step, "taken_from": step["from"]} for claim in corpus.trace() for step in claim["appearances"]]


def taken(rows: Iterable[Row], docs: set[str]) -> set[tuple[str, str]]:
    """Which of these documents took a claim from which, the one that was first put first."""
    return {(row["taken_from"], row["doc"]) for row in rows if row["taken_from"] in docs and row["doc"] in docs}
