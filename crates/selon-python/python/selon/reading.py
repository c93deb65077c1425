"""What a text says, as objects: `read` gives a `Reading`."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Optional, Sequence, Union

from .facts import Conclusion, Conflict, Note, Quantity, When, told
from .parts import Speaker, Statement, Voice
from .readers import reader
from .spans import Json, piece, places, span_of

if TYPE_CHECKING:
    import pandas


def read(
    source: Union[str, bytes],
    *,
    form: str = "auto",
    id: Optional[str] = None,
    url: Optional[str] = None,
    title: Optional[str] = None,
    outlet: Optional[str] = None,
    authors: Optional[Sequence[str]] = None,
    published: Optional[str] = None,
    language: Optional[str] = None,
    model: str = "base",
    why: bool = False,
) -> Reading:
    """Reads one text or page.

    `form` is `auto` (told by what is in it: HTML, Markdown, plain text), `text` (taken as it is) or `html`. Nothing is fetched:
    `url` is only the address that it came from. What is told of the document goes before what its page says. `published` is an
    ISO date or time, `language` has two letters. `model` is one of `models()`; with `why`, every statement tells how it was arrived at.

    Raises `SelonError` where there is no text in it, `TypeError` and `ValueError` where what is told of it is not of that kind. The interpreter
    lock is free meanwhile.

    >>> page = "<title>Crue</title><article><p>Le maire d'Ardan nie tout retard.</p></article>"
    >>> reading = read(page, model="lexical", outlet="Gazette d'Ardan")
    >>> reading.title, reading.outlet, reading.statements[0].act
    ('Crue', "Gazette d'Ardan", 'deny')
    """
    _check(source, form, authors, published, language)
    facts = {
        "id": id,
        "url": url,
        "title": title,
        "outlet": outlet,
        "authors": None if authors is None else list(authors),
        "published": published,
        "language": language,
    }
    given = source.encode("utf-8", "replace") if isinstance(source, str) else bytes(source)
    return Reading(json.loads(reader(model).read(given, form, facts, why)))  # type: ignore[arg-type]


_FORMS = ("auto", "text", "html")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ].*)?)?)?")


def _check(source: object, form: str, authors: object, published: object, language: Optional[str]) -> None:
    """Says what is wrong with what was given, before anything is read."""
    if isinstance(source, os.PathLike):
        raise TypeError("source is the text or its bytes, not a path: give path.read_bytes()")
    if not isinstance(source, (str, bytes, bytearray, memoryview)):
        raise TypeError(f"source is the text or its bytes, not {type(source).__name__}")
    if form not in _FORMS:
        raise ValueError(f"form is one of {', '.join(_FORMS)}, not {form!r}")
    if isinstance(authors, str):
        raise TypeError("authors is a list of names, not one string")
    if published is not None:
        if not isinstance(published, str):
            raise TypeError("published is a string, such as '2031-02-17': give published.isoformat()")
        if not _DAY.fullmatch(published) or not _is_day(published[:10]):
            raise ValueError(f"published is an ISO date or time, such as '2031-02-17', not {published!r}")
    if language is not None and not re.fullmatch("[a-z]{2}", language):
        raise ValueError(f"language is two letters, such as 'fr', not {language!r}")


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return False
    return True


class Reading:
    """All that was read in one document.

    >>> reading = read("La digue tient, a dit Maud Tallec.", model="lexical", id="a")
    >>> reading
    <Reading of 'a': 1 statement, fr>
    >>> reading.to_dict()["schema"]
    'selon/1'
    """

    def __init__(self, raw: Json) -> None:
        """From an object of the schema `selon/1` whose positions are code points, as `selon read --format jsonl` writes it."""
        self._raw = raw
        self.statements: list[Statement] = [Statement(each, self) for each in raw["statements"]]
        self.speakers: list[Speaker] = [Speaker(each, self) for each in raw["speakers"]]
        self.voices: list[Voice] = [Voice(each, self) for each in raw["voices"]]

    @property
    def id(self) -> str:
        """The document's id."""
        return str(self._raw["doc"])

    @property
    def model(self) -> str:
        """Which reader read it."""
        return str(self._raw["model"])

    @property
    def document(self) -> Json:
        """The document's metadata: `url`, `title`, `outlet`, `authors`, `published`, `sha256` …"""
        return self._raw["document"]  # type: ignore[no-any-return]

    @property
    def text(self) -> str:
        """The text that was read."""
        return str(self.document["text"])

    @property
    def title(self) -> Optional[str]:
        """The headline."""
        return self.document["title"]  # type: ignore[no-any-return]

    @property
    def outlet(self) -> Optional[str]:
        """The paper, site or agency."""
        return self.document["outlet"]  # type: ignore[no-any-return]

    @property
    def published(self) -> Optional[str]:
        """ISO date or time."""
        return self.document["published"]  # type: ignore[no-any-return]

    @property
    def language(self) -> Optional[str]:
        """Two-letter code."""
        return self.document["language"]  # type: ignore[no-any-return]

    @property
    def dates(self) -> list[When]:
        """Every time that the text tells."""
        found = (told(each, self.text) for each in self._raw["dates"])
        return [when for when in found if when is not None]

    @property
    def quantities(self) -> list[Quantity]:
        """Every number of something."""
        fields = ("value", "upper", "unit", "precision", "statement")
        return [
            Quantity(span_of(each["span"], self.text), **{name: each[name] for name in fields})
            for each in self._raw["quantities"]
        ]

    @property
    def conclusions(self) -> list[Conclusion]:
        """What the author infers."""
        return [
            Conclusion(
                span_of(each["span"], self.text),
                markers=places(each["markers"], self.text),
                certainty=each["certainty"],
                rests_on=each["rests_on"],
                stronger_than=each["stronger_than"],
            )
            for each in self._raw["conclusions"]
        ]

    @property
    def conflicts(self) -> list[Conflict]:
        """Statements that do not go together."""
        fields = ("kind", "first", "second", "about")
        return [
            Conflict(**{name: each[name] for name in fields}, spans=places(each["spans"], self.text))
            for each in self._raw["conflicts"]
        ]

    @property
    def sourcing(self) -> Json:
        """Counts: how many statements are named, anonymous, far relayed …"""
        return self._raw["sourcing"]  # type: ignore[no-any-return]

    @property
    def notes(self) -> list[Note]:
        """What was odd."""
        return [Note(each["kind"], each["text"], piece(each["span"], self.text)) for each in self._raw["notes"]]

    @cached_property
    def _statements(self) -> dict[Optional[str], Statement]:
        return {each.id: each for each in self.statements}

    @cached_property
    def _speakers(self) -> dict[Optional[str], Speaker]:
        return {each.id: each for each in self.speakers}

    @cached_property
    def _voices(self) -> dict[Optional[str], Voice]:
        return {each.id: each for each in self.voices}

    def to_dict(self) -> Json:
        """The object of the schema `selon/1`."""
        return self._raw

    def to_json(self) -> str:
        """The same as one line of JSON, as the command writes it."""
        return json.dumps(self._raw, ensure_ascii=False, separators=(",", ":"))

    def to_dataframe(self) -> pandas.DataFrame:
        """One row a statement; needs pandas. The columns are some of those of `read_batch`.

        >>> frame = read("La digue tient, a dit Maud Tallec.", model="lexical").to_dataframe()
        >>> frame.loc[0, ["speaker", "act", "content"]].tolist()
        ['Maud Tallec', 'assert', 'La digue tient']
        """
        import pandas

        return pandas.DataFrame([_row(said) for said in self.statements], columns=list(_COLUMNS))

    def __len__(self) -> int:
        return len(self.statements)

    def __repr__(self) -> str:
        count = len(self.statements)
        return f"<Reading of {self.id!r}: {count} statement{'' if count == 1 else 's'}, {self.language}>"


_COLUMNS = (
    "doc statement in kind act polarity source cue cue_lemma content content_start content_end speaker speaker_type anonymous "
    "certainty stance when addressee relays via score rule"
).split()


def _row(said: Statement) -> Json:
    content = said.content
    row = {
        "doc": said._reading.id,
        "statement": said.id,
        "in": "title" if said.in_title else "text",
        "source": said.source and said.source.text,
        "cue": said.cue and said.cue.text,
        "content": content and content.text,
        "content_start": content and content.start,
        "content_end": content and content.end,
        "speaker": said.speaker and said.speaker.name,
        "speaker_type": said._raw["speaker_type"],
        "when": said.when and said.when.value,
        "addressee": said.addressee and said.addressee.text,
        "relays": len(said.chain),
        "via": " > ".join(str(step.voice) for step in said.chain) or None,
    }
    return {name: row[name] if name in row else getattr(said, name) for name in _COLUMNS}
