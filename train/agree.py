"""What PyTorch makes of the exported weights, kept for the program's test, or set against what the program makes of them now.

    agree.py store FOLDER NAME GIVEN.jsonl OUT.jsonl    reads texts with FOLDER/words.weights and FOLDER/NAME.weights
    agree.py live FOLDER NAME STORED.jsonl              has the program read what is stored, and compares
    agree.py holds FOLDER NAME STATE.pt                 whether the files hold that state, rounded

`store` takes what crates/selon-reading/examples/given.rs writes and keeps of each text, in one line, what the network was
given and the statements found: crates/selon-model/tests/stored/mod.rs says in which form. Weights are those of the files,
so in 8 bits, and all else is in floats. To round what 8-bit layers are given as the program does brings the two no nearer:
where a sum in another order tips one number, the layers after it tip others, until the roundings have nothing in common.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch

import selon_format as file
from examples import MOST, Batch, document, rows
from judge import read
from meaning import MOST as MOST_MEANT
from network import FEATURES, LABELS, SCHEMES, Meaning, Network
from vocabulary import Pieces

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("source", "cue", "content")
NAMES = [
    (r"^encoder\.layers\.", "layers."),
    (r"^second\.layers\.", "second."),
    (r"^second\.norm\.", "second_norm."),
    (r"(\d)\.query_key_value\.", r"\1.qkv."),
    (r"(\d)\.attended\.", r"\1.out."),
    (r"(\d)\.widen\.", r"\1.wide."),
    (r"(\d)\.attended_norm\.", r"\1.norm1."),
    (r"(\d)\.norm\.", r"\1.norm2."),
    (r"\.gain$", ".weight"),
    (r"^places$", "place.weight"),
    (r"^(distance|sketch|scheme|features\.\d)$", r"\1.weight"),
]
"""The program's names of tensors, and PyTorch's: export.py backwards."""


def load(folder, name):
    """The network of exported files, how it cuts words to pieces, and its configuration."""
    _, _, words = file.read(f"{folder}/words.weights")
    model, config, tensors = file.read(f"{folder}/{name}.weights")
    told = [config["features"], config["token"], [scheme["name"] for scheme in config["schemes"]], [label for label, _ in config["labels"]]]
    if told != [FEATURES, MOST, SCHEMES, list(LABELS)]:
        raise SystemExit(f"{model} tells other things apart than network.py: {told}")
    sizes = {key: config[key] for key in ("before", "after", "window", "overlap", "second")}
    sizes |= {"pieces": len(words["words"].whole), "width": config["encoder"]["hidden"], "positions": config["window"] + 2}
    network = Network(config["encoder"] | sizes)
    state = {"words.weight": words["words"].floats()} | state_of(tensors)
    own = {key: torch.tensor(value) for key, value in state.items() if not key.startswith("meaning.")}
    left = network.load_state_dict(own, strict=False)
    if left.unexpected_keys or left.missing_keys:
        raise SystemExit(f"{model} does not fill the network of network.py: {left}")
    network.eval()
    return network, meaning_of(network, config, state), pieces_of(words), config


def meaning_of(network, config, state):
    """What tells meanings, where the files have it."""
    told = config.get("meaning")
    if not told:
        return None
    sizes = {"upto": told["upto"], "numbers": told["numbers"], "from_layers": range(told["layers"])}
    meaning = Meaning(network.config, sizes)
    prefix = "meaning."
    meaning.load_state_dict({key[len(prefix) :]: torch.tensor(value) for key, value in state.items() if key.startswith(prefix)})
    meaning.upto = told["upto"]
    return meaning.eval()


def state_of(tensors):
    """Exported tensors by the names that PyTorch has for them, as floats."""
    state = {}
    for name, tensor in tensors.items():
        if name.endswith(".scale") or name == "words.sample":
            continue
        if isinstance(tensor, file.Panels):
            tensor = tensor.whole * tensors[name.removesuffix("weight") + "scale"][:, None]
        for ours, theirs in NAMES:
            name = re.sub(ours, theirs, name)
        state[name] = tensor
    return state


def pieces_of(words):
    text, ends = words["pieces.text"].tobytes(), words["pieces.ends"].tolist()
    pieces = [text[start:end].decode() for start, end in zip([0, *ends], ends)]
    return Pieces(pieces, [float(score) for score in words["pieces.scores"]])


def store(folder, name, given_path, out):
    network, meaning, pieces, config = load(folder, name)
    with open(out, "w", encoding="utf8") as stored:
        for given in rows(given_path):
            row = {"doc": given["doc"], "lang": given["lang"], **compact(given)}
            row["statements"] = {scheme["name"]: statements(network, meaning, pieces, given, config, scheme) for scheme in config["schemes"]}
            stored.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def compact(given):
    """What the network is given, in few characters."""
    features = [[at, "".join(map(str, values))] for at, values in enumerate(given["features"]) if any(values)]
    return {
        "tokens": [" " * space + text for _, _, text, space in given["tokens"]],
        "features": features,
        "sketches": [[sketch[part] for part in PARTS] for sketch in given["sketches"]],
        "sentences": given["sentences"],
    }


def statements(network, meaning, pieces, given, config, scheme):
    """What is found in one text, as it is stored; by the guide also what it means."""
    text = document({"doc": given["doc"]}, given, pieces, SCHEMES.index(scheme["name"]), network.config)
    (found,) = read(network, [text], scheme["least"], scheme["least_anchor"], exact=True)
    told = meaning if scheme["name"] == SCHEMES[0] else None
    vectors = Batch([text], (), network.before, network.after).vectors(network, told.upto) if told and found else None
    return [
        {
            "anchor": it["anchor"],
            "cued": it["cued"],
            "score": round(it["score"], 4),
            **{part: it[part] for part in PARTS},
            **({"meaning": meant(told, vectors, it["content"])} if told else {}),
            "labels": [[LABELS[label].index(it["labels"][label]), round(it["chances"][label], 3)] for label in LABELS],
        }
        for it in found
    ]


def meant(meaning, vectors, content):
    """What a content means, as the program keeps it: whole numbers, of length 127."""
    tokens = [at for start, end in content for at in range(start, end)][:MOST_MEANT]
    with torch.no_grad():
        numbers = meaning(vectors[tokens][None], torch.ones(1, len(tokens), dtype=torch.bool))[0]
    return (numbers / numbers.norm() * 127).round().int().tolist()


def live(folder, name, stored_path):
    """Compares with what the program finds now, and says how far they agree."""
    command = ["cargo", "run", "--release", "--quiet", "-p", "selon-model", "--example", "found", "--"]
    paths = [str(Path(path).resolve()) for path in (folder, stored_path)]
    said = subprocess.run([*command, paths[0], name, paths[1]], cwd=ROOT, check=True, capture_output=True, text=True)
    theirs = {row["doc"]: row["statements"] for row in map(json.loads, said.stdout.splitlines())}
    for scheme in SCHEMES:
        pairs = [(row["statements"][scheme], theirs[row["doc"]][scheme]) for row in rows(stored_path)]
        print(f"{scheme}: {agreement(pairs)}")


def agreement(pairs):
    """Of [(statements here, statements there)], how many hang on the same words, have the same parts, and how far scores lie apart."""
    here, there, both, parts, labels, apart = 0, 0, 0, 0, 0, [0.0]
    for ours, theirs in pairs:
        known = {(it["anchor"], it["cued"]): it for it in theirs}
        here, there = here + len(ours), there + len(theirs)
        for it in ours:
            other = known.get((it["anchor"], it["cued"]))
            if other:
                both += 1
                parts += all([list(span) for span in it[part]] == [list(span) for span in other[part]] for part in PARTS)
                labels += [value for value, _ in it["labels"]] == [value for value, _ in other["labels"]]
                apart.append(abs(it["score"] - other["score"]))
    return (
        f"{here} stored, {there} found, {both} on the same words; of these {parts} with the same parts, {labels} with the same labels; "
        f"scores at most {max(apart):.4f} apart, {np.mean(apart):.4f} on average"
    )


def holds(folder, name, path):
    """Ends with a message if an exported tensor is not that of the state."""
    state = torch.load(path)
    taught = {f"meaning.{key}": value for key, value in state.get("meaning", {}).items()}
    saved = {key: value.float().numpy() for key, value in (state["network"] | taught).items()}
    _, _, tensors = file.read(f"{folder}/{name}.weights")
    kept = state_of(tensors)
    eight_bits = set(state_of({key: value for key, value in tensors.items() if isinstance(value, file.Panels) or key.endswith(".scale")}))
    for key, value in kept.items():
        wanted = saved[key][: len(value)] if key == "place.weight" else saved[key]
        if key in eight_bits:
            whole, scales = file.rounded(wanted)
            wanted = whole * scales[:, None]
        if not np.array_equal(value, wanted):
            raise SystemExit(f"{key} in {folder}/{name}.weights is not that of {path}")
    print(f"{len(kept)} tensors are those of {path}")


def main():
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    commands = {"store": store, "live": live, "holds": holds}
    command, *given = sys.argv[1:] or [""]
    if command not in commands:
        raise SystemExit(__doc__)
    commands[command](*given)


if __name__ == "__main__":
    main()
