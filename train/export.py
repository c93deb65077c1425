"""Writes the program's weight files: export.py words CONFIG.json OUT, or export.py reader NAME STATE OUT [LEAST=VALUE...]"""
import json
import sys

import torch

from base import Base
from examples import MOST, OVERLAP, WINDOW
from network import AFTER, BEFORE, ENTITIES, FEATURES, LABELS, SCHEMES
from selon_format import Nibbles, dense, floats, linear, norm, pieces, write

EPSILON = 1e-12
SAMPLE = 8
"""Embeddings of pieces that a network's file keeps, so that no other vocabulary is used with it."""
LEAST = {"guide": {"least_anchor": 0.1, "least": 0.6}, "polnear": {"least_anchor": 0.1, "least": 0.45}}
"""How sure an anchor must be to be asked about, and a statement to be told: the middle of where F1 is flat."""


def words(config, out):
    """The vocabulary and the base's embeddings of its pieces, bit for bit as the base has them."""
    vocabulary = json.load(open(config["vocabulary"]))
    base = Base(config["base"])
    whole, scales = base.blocks("emb.word", base.hidden)
    rows = vocabulary["rows"]
    tensors = pieces("pieces", vocabulary["pieces"], vocabulary["scores"])
    write(out, "words", {"pieces": len(rows)}, tensors | {"words": Nibbles(whole[rows], scales[rows])})


def layers(name, state, key, count):
    tensors = {}
    for number in range(count):
        for ours, theirs in (("query_key_value", "qkv"), ("attended", "out"), ("widen", "wide"), ("narrow", "narrow")):
            at = f"{key}.{number}.{theirs}"
            tensors |= linear(f"{name}.layers.{number}.{ours}", state[f"{at}.weight"], state[f"{at}.bias"])
        for ours, theirs in (("attended_norm", "norm1"), ("norm", "norm2")):
            at = f"{key}.{number}.{theirs}"
            tensors |= norm(f"{name}.layers.{number}.{ours}", state[f"{at}.weight"], state[f"{at}.bias"])
    return tensors


def reader(name, path, out, least):
    """One trained network, without the embeddings of pieces."""
    saved = torch.load(path)
    shape, state = saved["config"], {key: value.float().numpy() for key, value in saved["network"].items()}
    part = lambda made, ours, theirs: made(ours, state[f"{theirs}.weight"], state[f"{theirs}.bias"])
    second = shape["second"]
    tensors = {
        "places": floats(state["place.weight"][: shape.get("window", WINDOW) + 2]),
        "words.sample": floats(state["words.weight"][[number * shape["pieces"] // SAMPLE for number in range(SAMPLE)]]),
        **part(norm, "norm", "norm"),
        **{f"features.{i}": floats(state[f"features.{i}.weight"]) for i in range(len(FEATURES))},
        **layers("encoder", state, "layers", shape["layers"]),
        **part(dense, "anchors", "anchors"),
        **part(dense, "entities", "entities"),
        **part(linear, "token", "token"),
        **part(linear, "anchor", "anchor"),
        **{table: floats(state[f"{table}.weight"]) for table in ("distance", "sketch", "scheme")},
        **part(norm, "second.norm", "second_norm"),
        **layers("second", state, "second", second["layers"]),
        **part(dense, "roles", "roles"),
        "moves": floats(state["moves"]),
        **part(dense, "valid", "valid"),
    }
    for label in LABELS:
        tensors |= part(dense, f"labels.{label}", f"labels.{label}")
    if "meaning" in saved:
        taught = {key: value.float().numpy() for key, value in saved["meaning"].items()}
        tensors |= layers("meaning", taught, "layers", len(shape["meaning"]["from_layers"]))
        tensors |= dense("meaning.out", taught["out.weight"], taught["out.bias"])
    said = lambda value: {False: "no", True: "yes"}.get(value, value)
    config = {
        "encoder": {key: shape[key] for key in ("hidden", "heads", "inner", "layers")} | {"epsilon": EPSILON},
        "second": second | {"epsilon": EPSILON},
        "features": FEATURES,
        "schemes": [{"name": scheme} | LEAST[scheme] | least for scheme in SCHEMES],
        "entities": ENTITIES,
        "labels": [[label, [said(value) for value in values]] for label, values in LABELS.items()],
        "before": shape.get("before", BEFORE),
        "after": shape.get("after", AFTER),
        "window": shape.get("window", WINDOW),
        "overlap": shape.get("overlap", OVERLAP),
        "token": MOST,
    }
    if "meaning" in saved:
        told = shape["meaning"]
        config["meaning"] = {"upto": told["upto"], "layers": len(told["from_layers"]), "numbers": told["numbers"]}
    write(out, name, config, tensors)


def main():
    if sys.argv[1] == "words":
        words(json.load(open(sys.argv[2])), sys.argv[3])
    else:
        least = {name: float(value) for name, value in (part.split("=") for part in sys.argv[5:])}
        reader(*sys.argv[2:5], least)


if __name__ == "__main__":
    main()
