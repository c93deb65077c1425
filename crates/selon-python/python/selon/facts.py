"""What a text tells besides who says what: times, quantities, what the author infers, what does not go together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from .spans import Json, Span, piece


@dataclass(frozen=True)
class When:
    """A time that is told: an ISO `value`, as fine as `granularity`, and what it was counted from."""

    value: str
    granularity: str
    from_: str
    span: Optional[Span]
    anchor: Optional[str]

    def __str__(self) -> str:
        return self.value


def told(raw: Optional[Json], text: str) -> Optional[When]:
    """The time that a reading tells there; nothing where it tells none."""
    if raw is None:
        return None
    return When(raw["value"], raw["granularity"], raw["from"], piece(raw["span"], text), raw["anchor"])


@dataclass(frozen=True)
class Quantity:
    """So many of something."""

    span: Span
    value: float
    upper: Optional[float]
    unit: Optional[str]
    precision: str
    statement: Optional[str]


@dataclass(frozen=True)
class Conclusion:
    """What the author infers, how surely, and the ids of the statements that it rests on."""

    span: Span
    markers: list[Span]
    certainty: str
    rests_on: list[str]
    stronger_than: list[str]


@dataclass(frozen=True)
class Conflict:
    """Two statements, by their ids, that do not go together."""

    kind: str
    first: str
    second: str
    about: str
    spans: list[Span]


@dataclass(frozen=True)
class Note:
    """Something odd, in a sentence."""

    kind: str
    text: str
    span: Optional[Span]
