"""Trains the reader: learn.py CONFIG.json. Writes the newest state beside its log and goes on from there when started again."""
import json
import math
import os
import random
import sys
import time

import torch
import torch.nn.functional as F

from base import Base
from examples import Batch, load, rows
from judge import judge
from network import BEFORE, LABELS, Network, PathLoss
from vocabulary import Pieces

WEIGHTS = {"anchors": 1.0, "roles": 0.06, "valid": 0.3, "labels": 0.1, "entities": 0.5, "vectors": 2.0}
"""How much each part of the loss counts. Roles are summed over the words about an anchor, the others are means."""


MOVES_RATE = 0.01
"""The sixteen costs of going from role to role must grow to several units, so they are learned faster than the rest."""


def begin(config, base, vocabulary):
    """A network whose encoder is the base's first layers."""
    shape = config["network"] | {"pieces": len(vocabulary["rows"])}
    network = Network(shape, config.get("dropout", 0.1), config.get("encoder_dropout", 0.0))
    h = base.hidden
    vector = lambda name: torch.from_numpy(base.floats(name).copy())
    words = base.matrix("emb.word", h)[vocabulary["rows"]]
    with torch.no_grad():
        network.words.weight.copy_(torch.from_numpy(words))
        network.place.weight.copy_(vector("emb.pos").view(-1, h)[: shape["positions"]] + vector("emb.type").view(-1, h)[0])
        network.norm.weight.copy_(vector("emb.ln.w"))
        network.norm.bias.copy_(vector("emb.ln.b"))
        for to, number in zip(network.layers, config["from_layers"]):
            lay(to, base, number)
    return network


def lay(layer, base, number):
    """Makes a layer the base's layer of that number."""
    h, name = base.hidden, f"l{number}."
    matrix = lambda part, columns: torch.from_numpy(base.matrix(f"{name}{part}.w", columns).copy())
    vector = lambda part: torch.from_numpy(base.floats(name + part).copy())
    with torch.no_grad():
        layer.qkv.weight.copy_(torch.cat([matrix(part, h) for part in "qkv"]))
        layer.qkv.bias.copy_(torch.cat([vector(f"{part}.b") for part in "qkv"]))
        for to, part, columns in ((layer.out, "ao", h), (layer.wide, "fi", h), (layer.narrow, "fo", base.inner)):
            to.weight.copy_(matrix(part, columns))
            to.bias.copy_(vector(f"{part}.b"))
        for norm, part in ((layer.norm1, "aln"), (layer.norm2, "oln")):
            norm.weight.copy_(vector(f"{part}.w"))
            norm.bias.copy_(vector(f"{part}.b"))


def take(network, saved):
    """Begins with all that another network learned and has in the same shape, and with what it knows of distances."""
    own, learned = network.state_dict(), dict(saved["network"])
    nearest = saved["config"].get("before", BEFORE) - network.before
    learned["distance.weight"] = learned["distance.weight"][nearest:][: network.before + network.after + 1]
    fitting = {name: value for name, value in learned.items() if name in own and own[name].shape == value.shape}
    network.load_state_dict(own | fitting)


def freeze(network, layers):
    """Leaves so many layers, and what comes before them, as they are: what else stands on them stays true."""
    for part in [network.place, network.norm, network.features, network.layers[:layers]]:
        part.requires_grad_(False)
    for layer in network.layers[:layers]:
        layer.dropout = 0.0


def meaning_of(start, frozen):
    """What a state tells of meanings and their shape, where all that they stand on stays as it is."""
    shape = start["config"].get("meaning")
    return (start["meaning"], shape) if shape and shape["upto"] <= frozen else None


class Teacher:
    """A larger network whose vectors the one in training comes near to. Each text is shown to it once, whole."""

    def __init__(self, path):
        saved = torch.load(path)
        self.network, self.known = Network(saved["config"]), {}
        self.network.load_state_dict(saved["network"])
        self.network.eval()

    def vectors(self, documents):
        new = [d for d in {id(d): d for d in documents}.values() if id(d) not in self.known]
        if new:
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                batch = Batch(new)
                found = batch.vectors(self.network).half()
            for d, offset in zip(new, batch.offsets):
                self.known[id(d)] = found[offset : offset + len(d.tokens)].clone()
        return torch.cat([self.known[id(d)].float() for d in documents])


def loss_of(network, batch, blind, teacher=None):
    """The parts of the loss on one batch."""
    vectors = batch.vectors(network)
    parts = {}
    if teacher:
        parts["vectors"] = F.mse_loss(vectors, teacher.vectors(batch.documents))
    logits = network.anchors(vectors).float().view(batch.count, -1, 3)
    tags = batch.anchor_tags()
    parts["anchors"] = sum(F.cross_entropy(logits[:, i], tags[i], ignore_index=-1, reduction="sum") for i in range(len(tags)))
    parts["anchors"] = parts["anchors"] / max(1, int((tags > 0).sum())) / 2
    known = [(d, o) for d, o in zip(batch.documents, batch.offsets) if d.entities is not None]
    if known:
        at = torch.cat([torch.arange(o, o + len(d.tokens)) for d, o in known])
        gold = torch.tensor([tag for d, _ in known for tag in d.entities])
        parts["entities"] = F.cross_entropy(network.entities(vectors[at]).float(), gold)
    asked, statements = [], []
    for k, d in enumerate(batch.documents):
        for s in d.statements:
            asked.append((k, s.anchor, s.cued))
            statements.append(s)
    asked, statements = asked[:160], statements[:160]
    if not asked:
        return parts
    wrong = false_anchors(batch, logits.detach(), tags, len(asked) // 3 + 1)
    questions = batch.questions(asked + wrong, blind)
    x, mask = network.ask(vectors, *questions)
    x = x.float()
    right = len(asked)
    gold = batch.gold_roles(asked, statements)
    scores = network.roles(x[:right]).float()
    parts["roles"] = PathLoss.apply(scores, network.moves, gold, mask[:right]) / right
    here = x[:, network.before]
    valid = torch.cat([torch.ones(right, dtype=torch.long), torch.zeros(len(wrong), dtype=torch.long)])
    parts["valid"] = F.cross_entropy(network.valid(here).float(), valid)
    labels = []
    for name in LABELS:
        gold = torch.tensor([s.labels.get(name, -1) for s in statements])
        if (gold >= 0).any():
            labels.append(F.cross_entropy(network.labels[name](here[:right]).float(), gold, ignore_index=-1))
    if labels:
        parts["labels"] = sum(labels)
    return parts


def false_anchors(batch, logits, tags, wanted):
    """Tokens that look most like anchors and are none."""
    found = []
    probability = logits.softmax(-1)
    for i in range(len(tags)):
        score = probability[:, i, 1:].amax(1) * (tags[i] == 0)
        for at in score.topk(min(wanted, batch.count)).indices.tolist():
            if score[at] > 0.05:
                k = max(k for k, o in enumerate(batch.offsets) if o <= at)
                found.append((k, at - batch.offsets[k], bool(probability[at, i, 1] >= probability[at, i, 2])))
    random.shuffle(found)
    return found[:wanted]


def batches(documents, budget):
    """Documents in random order, about `budget` pieces a batch."""
    order = documents[:]
    random.shuffle(order)
    batch, used = [], 0
    for d in order:
        size = sum(map(len, d.pieces))
        if batch and used + size > budget:
            yield batch
            batch, used = [], 0
        batch.append(d)
        used += size
    if batch:
        yield batch


def main():
    config = json.load(open(sys.argv[1]))
    out = config["out"]
    os.makedirs(out, exist_ok=True)
    random.seed(config["seed"])
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config.get("threads", 2))
    vocabulary = json.load(open(config["vocabulary"]))
    pieces = Pieces(vocabulary["pieces"], vocabulary["scores"])
    sets = [(load(s["gold"], s["given"], pieces, s["scheme"], config["network"]), s["times"]) for s in config["train"]]
    left_out = {d["doc"] for path in config.get("leave_out", []) for d in rows(path)}
    sets = [([d for d in documents if d.doc not in left_out], times) for documents, times in sets]
    schedule = []
    for epoch in range(config["epochs"]):
        documents = [d for docs, times in sets for d in docs for _ in range(int(times) + (random.random() < times % 1))]
        schedule += list(batches(documents, config["budget"]))
    network = begin(config, Base(config["base"]), vocabulary)
    meaning = None
    if config.get("start"):
        start = torch.load(config["start"])
        take(network, start)
        meaning = meaning_of(start, config.get("frozen", 0))
    if config.get("frozen"):
        freeze(network, config["frozen"])
    teacher = Teacher(config["teacher"]) if config.get("teacher") else None
    body = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith(("layers", "place", "norm"))]
    ids = {id(p) for p in body}
    heads = [p for p in network.parameters() if p.requires_grad and id(p) not in ids and p is not network.moves]
    groups = [{"params": body, "lr": config["rate"]}, {"params": heads, "lr": config["head_rate"]}]
    moves = {"params": [network.moves], "lr": MOVES_RATE, "weight_decay": 0.0}
    optimiser = torch.optim.AdamW([*groups, moves], weight_decay=0.01)
    total = len(schedule)
    warm = max(1, total // 20)
    end = config.get("end", 0.02)
    shape = lambda step: min(1, (step + 1) / warm) * (1 - (1 - end) * step / total)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, shape)
    log = open(f"{out}/log.txt", "a", buffering=1)
    say = lambda text: (print(text, flush=True), log.write(text + "\n"))
    say(f"{total} steps, {sum(len(d) for d, _ in sets)} documents")
    started, seen, sums = time.time(), 0, {}
    network.train()
    for step, documents in enumerate(schedule):
        blind = {k for k in range(len(documents)) if random.random() < config["blind"]}
        batch = Batch(documents, blind, network.before, network.after)
        with torch.autocast("cpu", torch.bfloat16):
            parts = loss_of(network, batch, blind, teacher)
        loss = sum(WEIGHTS[name] * value for name, value in parts.items())
        if not math.isfinite(loss.item()):
            say(f"step {step}: loss is {loss.item()}; skipped")
            optimiser.zero_grad()
            continue
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        scheduler.step()
        optimiser.zero_grad()
        seen += int(batch.mask.sum())
        for name, value in parts.items():
            sums.setdefault(name, []).append(value.item())
        if step % 10 == 9:
            means = " ".join(f"{name} {sum(v[-50:]) / len(v[-50:]):.3f}" for name, v in sums.items())
            say(f"step {step + 1}/{total} {seen / (time.time() - started):.0f} pieces/s {means}")
        if (step + 1) % config["judge_every"] == 0 or step + 1 == total:
            state = {"network": network.state_dict(), "config": network.config, "step": step + 1}
            if meaning:
                state |= {"meaning": meaning[0], "config": network.config | {"meaning": meaning[1]}}
            torch.save(state, f"{out}/newest.pt")
            network.eval()
            for s in config["judge"]:
                say(judge(network, s, pieces, f"{out}/{s['name']}.pred"))
            network.train()


if __name__ == "__main__":
    main()
