"""Invented articles: the affairs of the tests of selon-corpus, and as many generated ones as are asked for."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Iterator, Optional

import pyarrow

AFFAIRS = Path(__file__).parents[2] / "selon-corpus" / "tests" / "data"
COLUMNS = ("id", "url", "title", "outlet", "published", "language", "links", "text")
Row = dict[str, Optional[str]]
GENERATED = 200
"""So many generated articles are followed beside the affairs, one by one, in one process and over a cluster."""
_BEGINNING, _STEP = datetime(2001, 1, 1), timedelta(minutes=10)

_FIRST = "Odile Paul Maud Vadim Ilse Tom Ada Jean Nora Yann Lise Marc Ines Karl Rosa Emil Jade Hugo Lena".split()
_ROOTS = "Var Jos Tal Ard Bran Mar Lun Ker Mor Pel Sen Dor Gal Bel Tre Fal Rou Cas Lor Ven".split()
_ENDS = "ron sel lec chine dt sh vel van oux mer rac let nier son quet bert lin gal tier".split()
_PLACES = "Ostrelle Kervel Brume Sarnel Ardan Tresmont Valcourt Pontgris Meraux Lisvenne".split()
_THINGS = "la digue|le pont|l'usine|le barrage|la ligne|le marché|le port|la forêt|le musée|le phare".split("|")
_FATES = "tiendra|rouvrira|fermera|sera vidé|sera coupé|sera déplacé|sera dragué|sera vendu|sera rénové|brûlera".split("|")
_FRAMES = (
    "{who} a affirmé que {what} de {place} {does} avant {year}, pour {number} millions d'euros, malgré {a} et {b}.",
    "« {what} de {place} {does} avant {year} et coûtera {number} millions d'euros, avec {a} et {b} », a déclaré {who}.",
    "Selon {who}, {what} de {place} {does} avant {year} ; {number} millions d'euros iront à {a} et à {b}.",
    "{who} a démenti que {what} de {place} {does} avant {year} pour {number} millions d'euros.",
)
COMMON_PHRASE = "La porte-parole du ministère des Eaux, Maud Tallec, a refusé de commenter le plan Sirène."
"""Stands in a tenth of all generated articles."""


def affairs() -> list[Row]:
    """The articles of all affairs."""
    rows = []
    for file in sorted(AFFAIRS.glob("*.articles.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            article.update(id=article["doc"], language=article["lang"], links=" ".join(article.get("links") or []))
            rows.append({name: article.get(name) for name in COLUMNS})
    return rows


def generated(count: int, statements: int = 10, seed: int = 7, phrase: str = COMMON_PHRASE) -> Iterator[Row]:
    """So many articles of about so many statements, one every ten minutes of a time that is past (a database orders none by a day to come);
    every twentieth says again what an earlier one said, word for word or with another number, and every tenth says `phrase`."""
    rng, kept = random.Random(seed), [_statement(random.Random(seed))]
    for n in range(count):
        said = [_statement(rng) for _ in range(statements)]
        if n % 20 == 19:
            said[0] = dict(rng.choice(kept))
            if n % 40 == 39:
                said[0]["number"] = str(int(said[0]["number"]) + 11)
        elif n % 5 == 0:
            kept = [*kept[-4999:], said[0]]
        text = [rng.choice(_FRAMES).format(**each) for each in said]
        if phrase and n % 10 == 3:
            text.append(phrase)
        outlet = f"Gazette de {_PLACES[n % len(_PLACES)]}"
        day = (_BEGINNING + n * _STEP).strftime("%Y-%m-%dT%H:%M:%SZ")
        url = f"https://gazette.example/{n}"
        yield dict(zip(COLUMNS, (f"g{n}", url, None, outlet, day, "fr", "", " ".join(text))))


def _statement(rng: random.Random) -> dict[str, str]:
    thing = rng.randrange(len(_THINGS))
    return {
        "who": f"{rng.choice(_FIRST)} {rng.choice(_ROOTS)}{rng.choice(_ENDS)}",
        "what": _THINGS[thing],
        "does": _FATES[thing],
        "place": rng.choice(_PLACES),
        "year": str(rng.randint(2032, 2090)),
        "number": str(rng.randint(2, 9999)),
        "a": f"le chantier {_invented(rng)}",
        "b": f"la réserve {_invented(rng)}",
    }


def _invented(rng: random.Random) -> str:
    return rng.choice(_ROOTS).lower() + rng.choice(_ENDS) + rng.choice(_ROOTS).lower()


def table(rows: list[Row]) -> pyarrow.Table:
    """Articles as an Arrow table."""
    schema = pyarrow.schema({name: pyarrow.string() for name in COLUMNS})
    return pyarrow.Table.from_pylist(rows, schema=schema)
