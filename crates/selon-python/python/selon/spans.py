"""Places in a text, counted in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Sequence

Json = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """A place in a text, in one piece or several.

    >>> import selon
    >>> reading = selon.read("« La digue tient », a dit Maud Tallec, « et elle tiendra ».", model="lexical")
    >>> content = reading.statements[0].content
    >>> content.pieces
    ((2, 16), (41, 56))
    >>> str(content)
    'La digue tient … et elle tiendra'
    """

    pieces: tuple[tuple[int, int], ...]
    """Start and end of each piece."""
    text: str
    """Its words; pieces are parted by « … »."""

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends (exclusive)."""
        return self.pieces[-1][1]

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return self.end - self.start


def place(pieces: Sequence[Sequence[int]], text: str) -> Optional[Span]:
    """The pieces as one place; nothing where there is none."""
    if not pieces:
        return None
    words = " … ".join(text[start:end] for start, end in pieces)
    return Span(tuple((start, end) for start, end in pieces), words)


def span_of(pair: Sequence[int], text: str) -> Span:
    """One piece as a place."""
    start, end = pair
    return Span(((start, end),), text[start:end])


def places(pieces: Sequence[Sequence[int]], text: str) -> list[Span]:
    """Each piece as a place."""
    return [span_of(pair, text) for pair in pieces]


def piece(pair: Optional[Sequence[int]], text: str) -> Optional[Span]:
    """One piece as a place; nothing where there is none."""
    return None if pair is None else span_of(pair, text)
