"""Results of steps, kept as files, so that a lost worker takes nothing with it that was done."""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession


class Kept:
    """A folder in which frames are kept by name."""

    def __init__(self, session: SparkSession, folder: str) -> None:
        self._session = session
        self._folder = folder.rstrip("/")

    def __call__(self, name: str, frame: DataFrame) -> DataFrame:
        """Writes the frame and gives what was written."""
        path = f"{self._folder}/{name}"
        frame.write.mode("overwrite").parquet(path)
        return self._session.read.schema(frame.schema).parquet(path)
