"""What several tests compare with: the claims of the same articles, found in one process."""

from __future__ import annotations

from typing import Any

import pytest

import selon


@pytest.fixture(scope="session")
def articles() -> Any:
    """The invented affairs and the generated articles, as an Arrow table."""
    pytest.importorskip("pyarrow")
    from invented import GENERATED, affairs, generated, table

    return table([*affairs(), *generated(GENERATED, statements=4)])


@pytest.fixture(scope="session")
def kept(articles: Any, tmp_path_factory: pytest.TempPathFactory) -> selon.Corpus:
    """A database of them, filled by one command."""
    from database import made_of

    return made_of(articles.to_pylist(), tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="session")
def alone(articles: Any) -> list[dict[str, Any]]:
    """Their claims, a row an appearance."""
    rows: list[dict[str, Any]] = selon.claims(articles, model="lexical").to_pylist()
    assert len(rows) > 100
    return rows
