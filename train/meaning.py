"""Teaches a trained network what a statement means: meaning.py CONFIG.json STATE OUT.

The base encoder, whole, gives every content a vector that hardly depends on its language; a few layers over what the network
makes of the content's words half way up learn to point the same way. The network itself stays as it is."""
import json
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from base import Base
from examples import Batch, load
from learn import batches, begin, lay
from network import FEATURES, Meaning, Network, masking
from vocabulary import Pieces

MOST = 96
"""Tokens of a content that are looked at, and pieces that the base is shown."""
BATCH, ROUNDS, RATE = 96, 6, 3e-4


def contents(document):
    """The tokens of each content, and of as many stretches without meaning: a reader's contents are not always well cut."""
    found = [[at for start, end in s.roles["content"] for at in range(start, end)][:MOST] for s in document.statements]
    for _ in range(max(2, len(found) // 2)):
        start = random.randrange(len(document.tokens))
        found.append(list(range(start, min(len(document.tokens), start + random.randint(4, 40)))))
    return [tokens for tokens in found if tokens]


def seen(network, documents, upto):
    """What the network makes of each content's words after `upto` layers [words, h], and the content's pieces."""
    vectors, pieces = [], []
    for part in batches(documents, 3500):
        batch = Batch(part)
        rows = batch.vectors(network, upto).half()
        for d, offset in zip(batch.documents, batch.offsets):
            for tokens in contents(d):
                vectors.append(rows[torch.tensor(tokens) + offset])
                pieces.append([piece for at in tokens for piece in d.pieces[at]][: 2 * MOST])
    return vectors, pieces


def taught(base, asked, pieces):
    """The whole base's vector of each content: the mean over its pieces, of length 1."""
    out, order = torch.zeros(len(pieces), base.config["hidden"]), sorted(range(len(pieces)), key=lambda at: len(pieces[at]))
    for start in range(0, len(order), 48):
        part = order[start : start + 48]
        rows = [torch.tensor([0, *asked, *pieces[at], 2]) for at in part]
        numbers = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=1)
        mask = numbers != 1
        x = base.encode(numbers, torch.zeros(*numbers.shape, len(FEATURES), dtype=torch.long), mask).float()
        out[part] = F.normalize((x * mask[..., None]).sum(1), dim=1)
    return out


def whitened(vectors, numbers):
    """The directions in which contents differ most [numbers, h], each brought to one spread, and where they are counted from."""
    middle = vectors.mean(0)
    _, spread, directions = torch.linalg.svd((vectors - middle)[:20000], full_matrices=False)
    return directions[:numbers] / spread[:numbers, None] * spread[0], middle


def padded(vectors, part):
    x = torch.nn.utils.rnn.pad_sequence([vectors[at].float() for at in part], batch_first=True)
    lengths = torch.tensor([len(vectors[at]) for at in part])
    return x, torch.arange(x.shape[1])[None] < lengths[:, None]


def main():
    config, saved, out = json.load(open(sys.argv[1])), torch.load(sys.argv[2]), sys.argv[3]
    random.seed(config["seed"])
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config["threads"])
    vocabulary, base = json.load(open(config["vocabulary"])), Base(config["base"])
    words = Pieces(vocabulary["pieces"], vocabulary["scores"])
    network = Network(saved["config"])
    network.load_state_dict(saved["network"])
    whole = begin({"network": saved["config"] | {"layers": base.layers}, "from_layers": range(base.layers)}, base, vocabulary)
    for table in whole.features:
        torch.nn.init.zeros_(table.weight)
    network.eval(), whole.eval()
    documents = []
    for s in config["train"]:
        documents += [d for d in load(s["gold"], s["given"], words, s["scheme"], saved["config"]) if random.random() < s["times"]]
    started = time.time()
    say = lambda text: print(f"{time.time() - started:.0f} s: {text}", flush=True)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        vectors, pieces = seen(network, documents, config["meaning"]["upto"])
        say(f"{len(vectors)} contents of {len(documents)} documents")
        gold = taught(whole, words.of("query:", True), pieces)
        say("taught")
    directions, middle = whitened(gold, config["meaning"]["numbers"])
    gold = F.normalize((gold - middle) @ directions.T, dim=1)
    meaning = Meaning(saved["config"], config["meaning"])
    for layer, number in zip(meaning.layers, config["meaning"]["from_layers"]):
        lay(layer, base, number)
    optimiser = torch.optim.AdamW(meaning.parameters(), lr=RATE, weight_decay=0.01)
    order = torch.randperm(len(vectors)).tolist()
    held, order = order[:1000], order[1000:]
    steps, step = ROUNDS * (len(order) // BATCH), 0
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, step / 100 + 0.01) * (1 - 0.99 * step / steps))
    losses = []
    for _ in range(ROUNDS):
        random.shuffle(order)
        for start in range(0, len(order) - BATCH + 1, BATCH):
            part = order[start : start + BATCH]
            with torch.autocast("cpu", torch.bfloat16):
                x = meaning(*padded(vectors, part)).float()
            x = F.normalize(x, dim=1)
            alike = 15 * x @ gold[part].T
            loss = (1 - (x * gold[part]).sum(1)).mean() + 0.2 * F.cross_entropy(alike, torch.arange(len(part)))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(meaning.parameters(), 1.0)
            optimiser.step()
            scheduler.step()
            step += 1
            losses.append(loss.item())
            if step % 50 == 0:
                say(f"step {step}/{steps} loss {np.mean(losses[-50:]):.3f}")
        meaning.eval()
        with torch.no_grad():
            x = torch.cat([meaning(*padded(vectors, held[at : at + 100])) for at in range(0, len(held), 100)])
            say(f"held out: cosine {(F.normalize(x, dim=1) * gold[held]).sum(1).mean():.3f}")
        meaning.train()
        torch.save(saved | {"meaning": meaning.state_dict(), "config": saved["config"] | {"meaning": config["meaning"]}}, out)


if __name__ == "__main__":
    main()
