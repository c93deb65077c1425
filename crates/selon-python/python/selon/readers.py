"""The readers of this process, each loaded once."""

from functools import lru_cache

from ._selon import Reader


@lru_cache(maxsize=None)
def reader(model: str) -> Reader:
    """The reader of that name; its weights are unpacked the first time."""
    return Reader(model)
