"""Teaches the network that tells whether two stretches speak of one claim: pairs.py OUT.rs FOLDER [STORY=TIMES...]

FOLDER holds NAME.articles.jsonl, NAME.gold.jsonl and, for each reader, NAME.READER.clues.jsonl (the example `clues` of the crate selon).
A pair of windows is right where both meet marked words of one claim, refusals to comment left out. A pair of sentences counts once for all its right
windows and once for all its wrong ones, so that the network chooses windows too. STORY=TIMES: affairs whose names begin so count so often."""
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

HIDDEN, ROUNDS, BATCH, RATE, DECAY = 24, 8, 512, 3e-3, 0.1
OVERLAP = 0.4
"""Two stretches meet from this share of common letters on, or where the shorter lies in the longer and is half of it."""


def letters(text, start, end):
    return frozenset(at for at in range(start, min(end, len(text))) if text[at].isalnum())


def meet(a, b):
    both = len(a & b)
    return both > 0 and (both / len(a | b) >= OVERLAP or (both == min(len(a), len(b)) and both * 2 >= max(len(a), len(b))))


def marked(articles, gold):
    """The letters of the marked words of each document, with their claim."""
    found = defaultdict(list)
    for claim in gold:
        for a in claim["appearances"]:
            text = articles[a["doc"]]["text"]
            place = re.search(r"\s+".join(map(re.escape, a["quote"].split())), text)
            if place and a["stance"] != "declines":
                found[a["doc"]].append((letters(text, *place.span()), claim["claim"]))
    return found


def lines(path):
    with open(path, encoding="utf8") as file:
        yield from (json.loads(line) for line in file)


def examples(folder, times):
    """Clues [n, clues], whether right [n], what each counts [n]."""
    clues, right, weights = [], [], []
    for path in sorted(folder.glob("*.articles.jsonl")):
        name = path.name.split(".")[0]
        articles = {row["doc"]: row for row in lines(path)}
        words = marked(articles, lines(folder / f"{name}.gold.jsonl"))
        claims = {}

        def claims_of(doc, window):
            if (doc, *window) not in claims:
                own = letters(articles[doc]["text"], *window)
                claims[doc, *window] = {claim for there, claim in words[doc] if meet(own, there)}
            return claims[doc, *window]

        for file in sorted(folder.glob(f"{name}.*.clues.jsonl")):
            for row in lines(file):
                (a, of_a), (b, of_b) = row["a"], row["b"]
                pairs = [bool(claims_of(a, x) & claims_of(b, y)) for x in of_a for y in of_b]
                known = [at for at, values in enumerate(row["clues"]) if values]
                counts = [sum(pairs[at] == value for at in known) for value in (False, True)]
                often = max([value for story, value in times.items() if a.startswith(story)], default=1.0)
                for at in known:
                    clues.append(np.array(row["clues"][at], "f4"))
                    right.append(pairs[at])
                    weights.append(often / counts[pairs[at]])
    return np.stack(clues), np.array(right), np.array(weights, "f4")


def fit(clues, right, weights):
    """Weights of the network for clues as they come: first [clues, hidden], offsets, second, constant."""
    torch.manual_seed(0)
    middle, spread = clues.mean(0), clues.std(0) + 1e-6
    x, y, w = torch.from_numpy((clues - middle) / spread), torch.from_numpy(right.astype("f4")), torch.from_numpy(weights)
    network = nn.Sequential(nn.Linear(clues.shape[1], HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = ROUNDS * (len(y) // BATCH)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - 0.98 * step / steps)
    for number in range(ROUNDS):
        order, losses = torch.randperm(len(y)), []
        for start in range(0, len(y) - BATCH + 1, BATCH):
            part = order[start : start + BATCH]
            loss = binary_cross_entropy_with_logits(network(x[part])[:, 0], y[part], w[part], reduction="sum") / BATCH
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            scheduler.step()
            losses.append(loss.item())
        print(f"round {number}: loss {np.mean(losses):.4f}", flush=True)
    first, second = (layer.weight.detach().numpy() for layer in (network[0], network[2]))
    offsets = network[0].bias.detach().numpy() - (first / spread) @ middle
    return (first / spread).T, offsets, second[0], network[2].bias.item()


def rust(first, offsets, second, constant):
    """The weights as the program holds them."""
    number = lambda value: f"{value:.5}" if "e" not in f"{value:.5}" else f"{value:.7f}"
    listed = lambda values: "[" + ", ".join(number(float(value)) for value in values) + "]"
    rows = ",\n".join(listed(row) for row in first)
    return f"""//! Weights of the network of `likelihood.rs`, written by `train/pairs.py`.

use super::likelihood::{{CLUES, HIDDEN}};

/// What each clue adds to each hidden unit.
#[rustfmt::skip]
pub(super) const FIRST: [[f32; HIDDEN]; CLUES] = [
{rows},
];

/// What each hidden unit begins with.
#[rustfmt::skip]
pub(super) const OFFSETS: [f32; HIDDEN] = {listed(offsets)};

/// What each hidden unit adds to the sum.
#[rustfmt::skip]
pub(super) const SECOND: [f32; HIDDEN] = {listed(second)};

/// What the sum begins with.
pub(super) const CONSTANT: f32 = {number(constant)};
"""


def main():
    out, folder = Path(sys.argv[1]), Path(sys.argv[2])
    times = {story: float(value) for story, value in (part.split("=") for part in sys.argv[3:])}
    clues, right, weights = examples(folder, times)
    print(f"{len(right)} pairs of windows, {right.sum()} of them right")
    out.write_text(rust(*fit(clues, right, weights)), "utf8")


if __name__ == "__main__":
    main()
