"""A database that `selon add` keeps: searched, traced, asked who said what."""

from __future__ import annotations

import json
from os import PathLike
from typing import TYPE_CHECKING, Any, Optional, TypedDict, Union

from . import _selon

if TYPE_CHECKING:
    import pandas

Hit = dict[str, Any]
Claim = dict[str, Any]


class Hits(list[Hit]):
    """Statements that were found, a dictionary each; `total` tells how many there are in all."""

    total: int = 0

    def to_dataframe(self) -> pandas.DataFrame:
        """One row a statement; needs pandas."""
        import pandas

        return pandas.DataFrame(list(self))


class Portrait(TypedDict):
    """One speaker, with what they said in order."""

    speaker: dict[str, Any]
    """Name, kind, spellings, offices, and how many statements they make."""
    hits: Hits
    at_odds: list[dict[str, Any]]
    """Pairs of their statements that do not go together."""
    others: list[dict[str, Any]]
    """Others whom the name may mean."""


class Corpus:
    """A database, opened. It is only read; `selon add` writes it. Threads may share it and wait for one another.

    >>> corpus = Corpus("no/such/file.db")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    selon.SelonError: no/such/file.db: the database can't be opened
    """

    def __init__(self, path: Union[str, PathLike[str]]) -> None:
        self._corpus = _selon.Corpus(path)

    def search(
        self,
        words: str = "",
        *,
        speaker: Optional[str] = None,
        outlet: Optional[str] = None,
        act: Optional[str] = None,
        language: Optional[str] = None,
        since: Optional[str] = None,
        until: Optional[str] = None,
        anonymous: Optional[bool] = None,
        claim: Optional[str] = None,
        oldest_first: bool = False,
        limit: int = 20,
        skip: int = 0,
    ) -> Hits:
        """Statements in which all the words stand and of which all the rest holds.

        `"…"` keeps words together, a last `*` takes any ending, `-` before a word excludes it. Days are ISO. Each hit has `id`,
        `doc`, `outlet`, `url`, `day`, `speaker`, `source`, `act`, `content`, `claim` and more, as `selon search --format jsonl`.
        """
        wanted = {
            "words": words,
            "speaker": speaker,
            "outlet": outlet,
            "act": act,
            "language": language,
            "since": since,
            "until": until,
            "anonymous": anonymous,
            "claim": claim,
            "oldest_first": oldest_first,
            "limit": limit,
            "skip": skip,
        }
        found = json.loads(self._corpus.search(wanted))  # type: ignore[arg-type]
        hits = Hits(found["hits"])
        hits.total = found["total"]
        return hits

    def trace(self, what: Optional[str] = None) -> list[Claim]:
        """The claims that `what` belongs to: an id of a claim, statement or document, an address, or words; all claims for `None`.

        Each is a dictionary of `claim`, `origins`, `independent`, `appearances` in order of time (with `from`, `drift`, `why`),
        `contradictions` and `circles`, as `selon trace --format jsonl`.
        """
        return json.loads(self._corpus.trace(what))  # type: ignore[no-any-return]

    def who(self, name: str, *, limit: int = 50) -> Optional[Portrait]:
        """What one speaker said, the last `limit` statements in the order in which they were said; `None` if nobody bears the name.

        A name is found under every spelling, and by the surname alone where one person bears it.
        """
        bearers = json.loads(self._corpus.speakers(name))
        if not bearers:
            return None
        hits = self.search(speaker=name, limit=limit)
        hits.reverse()
        at_odds = json.loads(self._corpus.at_odds(bearers[0]["id"]))
        return {"speaker": bearers[0], "hits": hits, "at_odds": at_odds, "others": bearers[1:]}
