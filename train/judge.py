"""Reads texts with a trained network and scores the statements: judge.py CONFIG.json STATE [NAME...]"""
import json
import subprocess
import sys

import numpy as np
import torch

from examples import Batch, load
from network import LABELS, ROLES, SCHEMES, Network, best_path

LEAST_ANCHOR, LEAST = 0.1, 0.4
"""How sure an anchor must be to be asked about, and a statement to be told."""


def read(network, documents, least=LEAST, least_anchor=LEAST_ANCHOR, exact=False):
    """The statements of some documents, in tokens, with scores and labels; `exact` counts in 32 bits instead of 16."""
    batch = Batch(documents, (), network.before, network.after)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=not exact):
        vectors = batch.vectors(network)
        chances = network.anchors(vectors).float().view(batch.count, -1, 3).softmax(-1)
        asked, sure = [], []
        for k, (d, offset) in enumerate(zip(documents, batch.offsets)):
            own = chances[offset : offset + len(d.tokens), d.scheme]
            for at, cls in (own[:, 1:] > least_anchor).nonzero().tolist():
                asked.append((k, at, cls == 0))
                sure.append(float(own[at, cls + 1]))
        found = [[] for _ in documents]
        moves = network.moves.float().numpy()
        for start in range(0, len(asked), 64):
            part = asked[start : start + 64]
            x, mask = network.ask(vectors, *batch.questions(part))
            x = x.float()
            scores, masks = network.roles(x).float().numpy(), mask.numpy()
            here = x[:, network.before]
            valid = network.valid(here).float().softmax(-1)[:, 1]
            labels = {name: network.labels[name](here).float().softmax(-1) for name in LABELS}
            for row, (k, at, cued) in enumerate(part):
                score = (sure[start + row] * float(valid[row])) ** 0.5
                if score < least:
                    continue
                role = ROLES.index("cue" if cued else "content")
                tags = best_path(scores[row], moves, masks[row], (network.before, role))
                statement = {"anchor": at, "cued": cued, "score": score}
                statement["labels"] = {name: LABELS[name][int(values[row].argmax())] for name, values in labels.items()}
                statement["chances"] = {name: float(values[row].max()) for name, values in labels.items()}
                for name in ("source", "cue", "content"):
                    statement[name] = runs(tags == ROLES.index(name), at - network.before)
                if statement["content"]:
                    found[k].append(statement)
    return [without_doubles(statements) for statements in found]


def runs(on, first):
    """The stretches where `on` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(int), [0]])))
    return [(int(a) + first, int(b) + first) for a, b in zip(edges[::2], edges[1::2])]


def without_doubles(statements):
    """Of two statements with one content the surer."""
    kept = []
    for s in sorted(statements, key=lambda s: -s["score"]):
        own = {t for a, b in s["content"] for t in range(a, b)}
        double = False
        for other in kept:
            theirs = other["set"]
            if len(own & theirs) > 0.8 * len(own | theirs):
                double = True
        if not double:
            s["set"] = own
            kept.append(s)
    return sorted(kept, key=lambda s: s["anchor"])


def record(document, statements):
    """The scorer's form."""
    tokens = document.tokens

    def spans(ranges):
        out = []
        for a, b in ranges:
            start = tokens[a][0]
            text = tokens[a][2]
            if b == a + 1 and text.startswith("-") and "-" in text[:3]:
                start += text.rfind("-") + 1
            out.append([start, tokens[b - 1][1]])
        return out

    out = []
    for i, s in enumerate(statements):
        out.append({"id": f"s{i}", "score": round(s["score"], 3), "parent": None, **{k: spans(s[k]) for k in ("source", "cue", "content")}, **{k: v for k, v in s["labels"].items() if k != "nested"}})
    for i, s in enumerate(statements):
        holders = [(len(o["set"]), j) for j, o in enumerate(statements) if j != i and s["set"] < o["set"] and (not s["cue"] or s["anchor"] in o["set"])]
        if holders:
            out[i]["parent"] = f"s{min(holders)[1]}"
    return {"doc": document.doc, "statements": out}


def judge(network, setting, pieces, out):
    """Reads a set and gives the scorer's chief figures in one line."""
    documents = load(setting["gold"], setting["given"], pieces, setting["scheme"], network.config)
    with open(out, "w", encoding="utf8") as file:
        for d in documents:
            (statements,) = read(network, [d])
            file.write(json.dumps(record(d, statements), ensure_ascii=False) + "\n")
    said = subprocess.run([sys.executable, setting["scorer"], setting["gold"], out, "--json"], capture_output=True, text=True)
    figures = json.loads(said.stdout)
    return f"{setting['name']}: " + brief(figures)


def brief(figures):
    keep = []
    for name, value in figures.items():
        if isinstance(value, dict) and "f1" in value:
            keep.append(f"{name} {value['p']}/{value['r']}/{value['f1']}")
        elif isinstance(value, (int, float)):
            keep.append(f"{name} {value}")
    return " ".join(keep)


def main():
    from vocabulary import Pieces

    config = json.load(open(sys.argv[1]))
    state = torch.load(sys.argv[2])
    network = Network(state["config"])
    network.load_state_dict(state["network"])
    network.eval()
    vocabulary = json.load(open(config["vocabulary"]))
    pieces = Pieces(vocabulary["pieces"], vocabulary["scores"])
    for s in config["judge"]:
        if len(sys.argv) == 3 or s["name"] in sys.argv[3:]:
            print(judge(network, s, pieces, f"{config['out']}/{s['name']}.pred"))


if __name__ == "__main__":
    main()
