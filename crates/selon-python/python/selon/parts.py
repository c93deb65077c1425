"""Statements, speakers and voices, each with its links to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from .facts import When, told
from .spans import Json, Span, place, places

if TYPE_CHECKING:
    from .reading import Reading


class Part:
    """A part of a reading: fields as they stand in the schema, links to other parts as objects."""

    def __init__(self, raw: Json, reading: Reading) -> None:
        self._raw = raw
        self._reading = reading

    def to_dict(self) -> Json:
        """As it stands in the schema `selon/1`."""
        return self._raw

    @property
    def id(self) -> str:
        """The id by which other parts name it."""
        return str(self._raw["id"])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._raw == other._raw

    def __hash__(self) -> int:
        return hash(self.id)


class Speaker(Part):
    """A person, organisation, outlet or document to whom words are given.

    >>> import selon
    >>> reading = selon.read("Le pont fermera, a dit Maud Tallec. Elle a nié tout retard.", model="lexical")
    >>> [speaker.name for speaker in reading.speakers], str(reading.statements[1].speaker)
    (['Maud Tallec'], 'Maud Tallec')
    """

    @property
    def name(self) -> str:
        """The fullest name that the text gives."""
        return str(self._raw["name"])

    @property
    def type(self) -> str:
        """`person`, `organisation` …"""
        return str(self._raw["type"])

    @property
    def roles(self) -> list[str]:
        """Offices and titles, as they stand."""
        return list(self._raw["roles"])

    @property
    def aliases(self) -> list[str]:
        """Other names in the text."""
        return list(self._raw["aliases"])

    @property
    def anonymous(self) -> bool:
        """Whether the name is withheld."""
        return bool(self._raw["anonymous"])

    @property
    def reference(self) -> Optional[str]:
        """An id elsewhere, where a table of aliases gave one."""
        return self._raw["reference"]  # type: ignore[no-any-return]

    @property
    def mentions(self) -> list[Span]:
        """Every place in the text that names them."""
        return places(self._raw["mentions"], self._reading.text)

    @property
    def statements(self) -> list[Statement]:
        """What they say, in order of place."""
        return [said for said in self._reading.statements if said._raw["speaker"] == self.id]

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Speaker {self.name!r}>"


class Voice(Part):
    """Who is speaking at a place in the text: the author, a paper that is relayed, an official that it quotes."""

    @property
    def name(self) -> Optional[str]:
        """As the text names it; nothing for the author."""
        return self._raw["name"]  # type: ignore[no-any-return]

    @property
    def parent(self) -> Optional[Voice]:
        """The voice that lets this one speak."""
        return self._reading._voices.get(self._raw["parent"])

    @property
    def how(self) -> Optional[str]:
        """How it is passed on."""
        return self._raw["how"]  # type: ignore[no-any-return]

    @property
    def translated(self) -> Optional[str]:
        """Whether by people or a machine, where the text says so."""
        return self._raw["translated"]  # type: ignore[no-any-return]

    @property
    def link(self) -> Optional[str]:
        """The address that it is passed on from."""
        return self._raw["link"]  # type: ignore[no-any-return]

    @property
    def spans(self) -> list[Span]:
        """Where it speaks."""
        return places(self._raw["spans"], self._reading.text)

    def __str__(self) -> str:
        return self.name or "the author"

    def __repr__(self) -> str:
        return f"<Voice {str(self)!r}>"


@dataclass(frozen=True)
class Relay:
    """One step by which words were passed on: through which voice, and how."""

    voice: Optional[Voice]
    how: str
    link: Optional[str]

    def __str__(self) -> str:
        return f"{self.voice} ({self.how})"


class Statement(Part):
    """One thing that a source is said to have communicated."""

    @property
    def in_title(self) -> bool:
        """Whether it stands in the title; its spans are then places in `reading.title`."""
        return self._raw.get("in") == "title"

    @property
    def _text(self) -> str:
        return (self._reading.title or "") if self.in_title else self._reading.text

    @property
    def kind(self) -> str:
        """`direct`, `indirect`, `mixed`, `reported`, `free` or `block`."""
        return str(self._raw["kind"])

    @property
    def source(self) -> Optional[Span]:
        """The words that name who says it, where any do."""
        return place(self._raw["source"], self._text)

    @property
    def cue(self) -> Optional[Span]:
        """The words that say that it is said."""
        return place(self._raw["cue"], self._text)

    @property
    def cue_lemma(self) -> Optional[str]:
        """The cue's dictionary form."""
        return self._raw["cue_lemma"]  # type: ignore[no-any-return]

    @property
    def content(self) -> Optional[Span]:
        """What is said."""
        return place(self._raw["content"], self._text)

    @property
    def addressee(self) -> Optional[Span]:
        """To whom."""
        return place(self._raw["addressee"], self._text)

    @property
    def medium(self) -> Optional[Span]:
        """By what: a letter, a broadcast."""
        return place(self._raw["medium"], self._text)

    @property
    def speaker(self) -> Optional[Speaker]:
        """Who says it, under every name that the text has for them."""
        return self._reading._speakers.get(self._raw["speaker"])

    @property
    def speaker_for(self) -> Optional[Speaker]:
        """On whose behalf."""
        return self._reading._speakers.get(self._raw["speaker_for"])

    @property
    def voice(self) -> Optional[Voice]:
        """Who is speaking around it."""
        return self._reading._voices.get(self._raw["voice"])

    @property
    def chain(self) -> list[Relay]:
        """The mouths between the page and the speaker, the page's author first.

        >>> import selon
        >>> [str(step) for step in selon.read("Le pont fermera, a dit Maud Tallec.", model="lexical").statements[0].chain]
        ['the author (paraphrased)']
        """
        voices = self._reading._voices
        return [Relay(voices.get(step["voice"]), step["how"], step["link"]) for step in self._raw["relays"]]

    @property
    def parent(self) -> Optional[Statement]:
        """The statement inside which it is said."""
        return self._reading._statements.get(self._raw["parent"])

    @property
    def continues(self) -> Optional[Statement]:
        """The statement that it goes on with."""
        return self._reading._statements.get(self._raw["continues"])

    @property
    def act(self) -> str:
        """What is done by saying it: `assert`, `deny`, `warn` …"""
        return str(self._raw["act"])

    @property
    def polarity(self) -> str:
        """Whether the saying is told as having happened."""
        return str(self._raw["polarity"])

    @property
    def stance(self) -> str:
        """How the teller stands to it."""
        return str(self._raw["stance"])

    @property
    def certainty(self) -> str:
        """How surely it is put."""
        return str(self._raw["certainty"])

    @property
    def anonymous(self) -> bool:
        """Whether the source's name is withheld."""
        return bool(self._raw["anonymous"])

    @property
    def when(self) -> Optional[When]:
        """When it was said, where the text tells."""
        return told(self._raw["when"], self._text)

    @property
    def score(self) -> float:
        """How sure we are that the text gives these words to this source, from 0 to 1; nothing is said of their truth."""
        return float(self._raw["score"])

    @property
    def rule(self) -> str:
        """The rule or model that found it; `selon explain` tells of it."""
        return str(self._raw["rule"])

    @property
    def why(self) -> list[str]:
        """How it was arrived at, where `read` was asked with `why=True`."""
        return [f"{step['step']}: {step['because']}" for step in self._raw.get("why") or []]

    def __str__(self) -> str:
        who = self.speaker or self.source or "somebody"
        return f"{who} [{self.act}] {self.content}"

    def __repr__(self) -> str:
        return f"<Statement {self}>"
