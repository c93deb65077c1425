"""The half that is written in Rust. Its strings are JSON; the modules beside it give them a shape."""

from os import PathLike
from typing import Optional, TypedDict, Union, final

import pyarrow

__version__: str

class SelonError(ValueError):
    """What selon could not do, in a sentence, with what to do about it."""

class Told(TypedDict):
    id: Optional[str]
    url: Optional[str]
    title: Optional[str]
    outlet: Optional[str]
    authors: Optional[list[str]]
    published: Optional[str]
    language: Optional[str]

class Wanted(TypedDict):
    words: str
    speaker: Optional[str]
    outlet: Optional[str]
    act: Optional[str]
    language: Optional[str]
    since: Optional[str]
    until: Optional[str]
    anonymous: Optional[bool]
    claim: Optional[str]
    oldest_first: bool
    limit: int
    skip: int

def models() -> list[str]: ...
@final
class Reader:
    def __new__(cls, model: str) -> Reader: ...
    def read(self, source: bytes, form: str, told: Told, why: bool) -> str: ...

@final
class Corpus:
    def __new__(cls, path: Union[str, PathLike[str]]) -> Corpus: ...
    def search(self, wanted: Wanted) -> str: ...
    def trace(self, what: Optional[str]) -> str: ...
    def speakers(self, name: str) -> str: ...
    def at_odds(self, speaker: int) -> str: ...

ORDERS: int
BACK: int
CARRIED_OVER: str
MOST_CANDIDATES: int
MOST_HOLDING: int
MOST_NEAR: int

def most_with_key(articles: int) -> int: ...
def statements_of(batch: pyarrow.RecordBatch, reader: Reader) -> pyarrow.RecordBatch: ...
def sign_batch(batch: pyarrow.RecordBatch, reader: Reader) -> pyarrow.RecordBatch: ...
def candidates_of(batch: pyarrow.RecordBatch, articles: int) -> pyarrow.RecordBatch: ...
def links_of(batches: list[pyarrow.RecordBatch], articles: int, common: list[int]) -> pyarrow.RecordBatch: ...
def claims_of(batches: list[pyarrow.RecordBatch], articles: int, common: list[int]) -> pyarrow.RecordBatch: ...
def copies_of(batches: list[pyarrow.RecordBatch], articles: int, common: list[int]) -> pyarrow.RecordBatch: ...
def contradictions_of(batches: list[pyarrow.RecordBatch], articles: int, common: list[int]) -> pyarrow.RecordBatch: ...
def claims_at_once(batches: list[pyarrow.RecordBatch], reader: Reader) -> pyarrow.RecordBatch: ...
