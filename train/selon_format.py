"""The program's file of weights: writes it from arrays, reads it back. numpy only.

crates/selon-model/src/format says what the file looks like. Matrices for 8-bit products are given as `Panels`, tables in
4 bits as `Nibbles`; the functions below make the tensors that a layer of the program wants from what PyTorch holds:

    tensors = {**linear("head", weight, bias), **pieces("pieces", texts, scores), **encoder("encoder", state)}
    write("model.weights", "name of the model", {"hidden": 384}, tensors)
    model, config, tensors = read("model.weights")
"""
import json
import struct
import zlib
from dataclasses import dataclass

import numpy as np

MAGIC, VERSION, ALIGNMENT = b"selonwts", 1, 64
FIXED = struct.Struct("<8sIIQ")
KINDS = {"f32": "<f4", "i32": "<i4", "u32": "<u4", "i8": "i1", "u8": "u1"}
LANES, GROUP = 16, 4
"""Outputs side by side in a panel, and inputs of each that lie together."""
MOST = 64
"""The largest 8-bit weight: with it the sum of two products with a byte fits sixteen bits."""
BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
"""Thirty-two weights in 4 bits: a scale, and half-bytes; the low halves come first."""
EMPTY = 0xFFFFFFFF
"""A slot without a piece."""


@dataclass
class Panels:
    """Whole numbers from -64 to 64, outputs by inputs."""

    whole: np.ndarray

    @property
    def shape(self):
        return self.whole.shape

    def bytes(self):
        rows, columns = self.shape
        full = np.pad(self.whole, ((0, -rows % LANES), (0, -columns % GROUP)))
        parts = full.reshape(full.shape[0] // LANES, LANES, full.shape[1] // GROUP, GROUP)
        return parts.transpose(0, 2, 1, 3).astype(np.int8).tobytes()

    @classmethod
    def of(cls, data, shape):
        rows, columns = (shape[0] + -shape[0] % LANES, shape[1] + -shape[1] % GROUP)
        parts = np.frombuffer(data, np.int8).reshape(rows // LANES, columns // GROUP, LANES, GROUP)
        return cls(parts.transpose(0, 2, 1, 3).reshape(rows, columns)[: shape[0], : shape[1]])


@dataclass
class Nibbles:
    """Whole numbers from -8 to 7, rows by columns, and a scale in half precision for each 32 columns."""

    whole: np.ndarray
    scales: np.ndarray

    @property
    def shape(self):
        return self.whole.shape

    def bytes(self):
        halves = (self.whole.reshape(-1, 32).astype(np.int16) + 8).astype(np.uint8)
        blocks = np.empty(len(halves), BLOCK)
        blocks["scale"], blocks["halves"] = self.scales.reshape(-1), halves[:, :16] | halves[:, 16:] << 4
        return blocks.tobytes()

    @classmethod
    def of(cls, data, shape):
        blocks = np.frombuffer(data, BLOCK)
        whole = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], 1).astype(np.int8) - 8
        return cls(whole.reshape(shape), blocks["scale"].reshape(shape[0], shape[1] // 32))

    @classmethod
    def rounded(cls, matrix):
        """A matrix of floats, rounded so that the number farthest from zero becomes -8."""
        blocks = np.asarray(matrix, np.float32).reshape(-1, 32)
        far = np.take_along_axis(blocks, np.abs(blocks).argmax(1)[:, None], 1)
        scales = (far / -8).astype(np.float16)
        steps = scales.astype(np.float32)
        whole = np.divide(blocks, steps, out=np.zeros_like(blocks), where=steps != 0)
        return cls(np.clip(np.round(whole), -8, 7).astype(np.int8).reshape(matrix.shape), scales)

    def floats(self):
        return self.whole * np.repeat(self.scales.reshape(len(self.whole), -1).astype(np.float32), 32, 1)


PACKED = {"q8": Panels, "q4": Nibbles}


def write(path, model, config, tensors):
    """Writes arrays, `Panels` and `Nibbles` by name."""
    table, payload = {}, bytearray()
    for name, tensor in sorted(tensors.items()):
        kind, data = _packed(tensor)
        payload += bytes(-len(payload) % ALIGNMENT)
        table[name] = {"dtype": kind, "shape": list(tensor.shape), "offset": len(payload), "bytes": len(data)}
        payload += data
    header = json.dumps({"model": model, "config": config, "tensors": table}, ensure_ascii=False).encode()
    file = FIXED.pack(MAGIC, VERSION, len(header), len(payload)) + header
    file += bytes(-len(file) % ALIGNMENT) + payload
    with open(path, "wb") as out:
        out.write(file + struct.pack("<I", zlib.crc32(file)))


def _packed(tensor):
    for kind, packed in PACKED.items():
        if isinstance(tensor, packed):
            return kind, tensor.bytes()
    for kind, form in KINDS.items():
        if tensor.dtype == np.dtype(form):
            return kind, np.ascontiguousarray(tensor).tobytes()
    raise TypeError(f"no file of weights holds numbers of type {tensor.dtype}")


def read(path):
    """The model's name, its configuration and its tensors."""
    with open(path, "rb") as file:
        file = file.read()
    if file[:8] != MAGIC or len(file) < FIXED.size + 4:
        raise ValueError(f"{path} is no file of selon weights")
    _, version, length, payload = FIXED.unpack_from(file)
    if version != VERSION:
        raise ValueError(f"{path} is in version {version} of the format, and this program reads version {VERSION}")
    if zlib.crc32(file[:-4]) != struct.unpack("<I", file[-4:])[0]:
        raise ValueError(f"{path} is damaged: its checksum does not fit its bytes")
    header = json.loads(file[FIXED.size : FIXED.size + length])
    payload = file[len(file) - 4 - payload : -4]
    tensors = {name: _unpacked(entry, payload) for name, entry in header["tensors"].items()}
    return header["model"], header["config"], tensors


def _unpacked(entry, payload):
    data, shape, kind = payload[entry["offset"] :][: entry["bytes"]], entry["shape"], entry["dtype"]
    if kind in PACKED:
        return PACKED[kind].of(data, shape)
    return np.frombuffer(data, KINDS[kind]).reshape(shape)


def rounded(weight):
    """A matrix of floats as whole numbers from -64 to 64, and the scale of each row that loses least by it."""
    weight = np.asarray(weight, np.float32)
    largest = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-12)
    best = np.full(len(weight), np.inf)
    scales = largest / MOST
    for share in np.arange(1.0, 0.5, -0.02, dtype=np.float32):
        scale = largest * share / MOST
        loss = np.square(np.clip(np.round(weight / scale), -MOST, MOST) * scale - weight).sum(1)
        scales = np.where((loss < best)[:, None], scale, scales)
        best = np.minimum(loss, best)
    return np.clip(np.round(weight / scales), -MOST, MOST).astype(np.int8), scales[:, 0].astype(np.float32)


def linear(name, weight, bias):
    """An 8-bit layer, the program's `Linear`."""
    whole, scales = rounded(weight)
    return {f"{name}.weight": Panels(whole), f"{name}.scale": scales, f"{name}.bias": floats(bias)}


def dense(name, weight, bias):
    """A layer of floats, the program's `Dense`."""
    return {f"{name}.weight": floats(weight), f"{name}.bias": floats(bias)}


def norm(name, gain, bias):
    """Layer normalisation, the program's `Norm`."""
    return {f"{name}.gain": floats(gain), f"{name}.bias": floats(bias)}


def floats(array):
    return np.ascontiguousarray(array, np.float32)


def encoder(name, state, words=None):
    """The program's `Encoder` from a state of BERT's, by the names of Hugging Face's BertModel; `words` are the pieces'
    embeddings where they are `Nibbles` already."""
    state = {key: np.asarray(value) for key, value in state.items()}
    part = lambda key, made, ours: made(f"{name}.{ours}", state[f"{key}.weight"], state[f"{key}.bias"])
    pieces = state["embeddings.word_embeddings.weight"] if words is None else None
    tensors = {
        f"{name}.embeddings.pieces": words or Nibbles.rounded(pieces),
        f"{name}.embeddings.positions": floats(state["embeddings.position_embeddings.weight"]),
        f"{name}.embeddings.kind": floats(state["embeddings.token_type_embeddings.weight"][0]),
        **part("embeddings.LayerNorm", norm, "embeddings.norm"),
    }
    number = 0
    while f"encoder.layer.{number}.output.dense.weight" in state:
        tensors |= _layer(f"{name}.layers.{number}", state, f"encoder.layer.{number}.")
        number += 1
    return tensors


def _layer(name, state, key):
    both = lambda part, made, ours: made(f"{name}.{ours}", state[f"{key}{part}.weight"], state[f"{key}{part}.bias"])
    three = [f"{key}attention.self.{part}" for part in ("query", "key", "value")]
    weight, bias = (np.concatenate([state[f"{part}.{kind}"] for part in three]) for kind in ("weight", "bias"))
    return {
        **linear(f"{name}.query_key_value", weight, bias),
        **both("attention.output.dense", linear, "attended"),
        **both("attention.output.LayerNorm", norm, "attended_norm"),
        **both("intermediate.dense", linear, "widen"),
        **both("output.dense", linear, "narrow"),
        **both("output.LayerNorm", norm, "norm"),
    }


def pieces(name, texts, scores, special=4):
    """The program's `Pieces`: a hash table of all but the first `special` pieces, which no text names."""
    encoded = [text.encode() for text in texts]
    mask = (1 << (2 * len(texts) - 1).bit_length()) - 1
    slots = np.full(mask + 1, EMPTY, np.uint32)
    for number, text in enumerate(encoded):
        if number < special or not text:
            continue
        slot = _hash(text) & mask
        while slots[slot] != EMPTY:
            slot = slot + 1 & mask
        slots[slot] = number
    return {
        f"{name}.text": np.frombuffer(b"".join(encoded), np.uint8),
        f"{name}.ends": np.cumsum([len(text) for text in encoded], dtype=np.uint32),
        f"{name}.scores": floats(scores),
        f"{name}.slots": slots,
    }


def _hash(text):
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in text:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
