"""The network: an encoder over whole passages, a head that finds anchors, and a second, small encoder that asks of each
anchor which words are its source, its cue and its content."""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

FEATURES = [6, 3, 3, 4, 4, 3]
"""How many values each feature of a token has; the same as in crates/selon-reading/src/trained/given.rs."""
SCHEMES = ["guide", "polnear"]
ANCHORS = ["none", "cue", "content"]
"""A statement hangs on the last word of its cue; without a cue, on the first word of its content."""
ROLES = ["out", "source", "cue", "content"]
KINDS = ["direct", "indirect", "mixed", "reported", "free", "block"]
ACTS = ["assert", "confirm", "deny", "decline", "ask", "urge", "commit", "warn", "accuse", "praise"]
CERTAINTIES = ["certain", "probable", "possible", "unlikely", "unknown"]
TYPES = ["person", "group", "organisation", "media", "document", "unknown"]
LABELS = {"kind": KINDS, "act": ACTS, "certainty": CERTAINTIES, "speaker_type": TYPES, "anonymous": [False, True], "nested": [False, True]}
ENTITIES = ["Person", "Organization", "Location", "Date", "Hour", "Event", "Product"]
MOVES = [[0.5, -2.5, -2.5, -2.5], [-1.0, 0.5, -1.0, -3.0], [-0.5, -1.0, 0.0, -0.5], [-2.0, -4.0, -3.0, 0.5]]
"""What going from role to role gains or costs at first: near to half the logarithms of how often it happens."""
BEFORE, AFTER = 80, 112
"""How many tokens before and after an anchor are looked at, where a configuration does not say."""


class Layer(nn.Module):
    """One layer of a transformer, normalised after each half."""

    def __init__(self, hidden, heads, inner, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.wide, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)

    def forward(self, x, mask):
        rows, length, hidden = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).flatten(1, 2)
        weights = torch.bmm(q * (q.shape[-1] ** -0.5), k.transpose(1, 2)).view(rows, self.heads, length, length)
        weights = (weights + mask[:, None, None, :]).softmax(-1, dtype=q.dtype).view(-1, length, length)
        looked = torch.bmm(weights, v).view(rows, self.heads, length, -1).transpose(1, 2).reshape(rows, length, hidden)
        looked = self.out(looked)
        x = self.norm1(x + F.dropout(looked, self.dropout, self.training and self.dropout > 0))
        return self.norm2(x + F.dropout(self.narrow(F.gelu(self.wide(x))), self.dropout, self.training and self.dropout > 0))


class Network(nn.Module):
    """`config`: {pieces, width, hidden, heads, inner, layers, positions, second: {hidden, heads, inner, layers}}, and where
    they are not the usual ones: before, after, window, overlap."""

    def __init__(self, config, dropout=0.1, encoder_dropout=0.0):
        super().__init__()
        self.config, self.dropout = config, dropout
        h, second = config["hidden"], config["second"]
        s = second["hidden"]
        self.words = nn.Embedding(config["pieces"], config["width"])
        self.words.weight.requires_grad_(False)
        self.widen = nn.Linear(config["width"], h) if config["width"] != h else nn.Identity()
        self.place, self.norm = nn.Embedding(config["positions"], h), nn.LayerNorm(h, 1e-12)
        self.features = nn.ModuleList(nn.Embedding(count, h) for count in FEATURES)
        self.layers = nn.ModuleList(Layer(h, config["heads"], config["inner"], encoder_dropout) for _ in range(config["layers"]))
        self.anchors = nn.Linear(h, len(SCHEMES) * len(ANCHORS))
        self.entities = nn.Linear(h, 1 + 2 * len(ENTITIES))
        self.token, self.anchor = nn.Linear(h, s), nn.Linear(h, s)
        self.before, self.after = config.get("before", BEFORE), config.get("after", AFTER)
        self.distance, self.sketch = nn.Embedding(self.before + self.after + 1, s), nn.Embedding(len(ROLES) + 1, s)
        self.scheme, self.second_norm = nn.Embedding(len(SCHEMES) * 2, s), nn.LayerNorm(s, 1e-12)
        self.second = nn.ModuleList(Layer(s, second["heads"], second["inner"], dropout) for _ in range(second["layers"]))
        self.roles = nn.Linear(s, len(ROLES))
        self.moves = nn.Parameter(torch.tensor(MOVES))
        self.valid = nn.Linear(s, 2)
        self.labels = nn.ModuleDict({name: nn.Linear(s, len(values)) for name, values in LABELS.items()})
        for embedding in [*self.features, self.distance, self.sketch, self.scheme]:
            nn.init.normal_(embedding.weight, std=0.02)

    def encode(self, pieces, features, mask, upto=None):
        """Windows of pieces [w, p], features [w, p, f], mask [w, p] to vectors [w, p, h]; `upto` so many layers."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.widen(self.words(pieces)) + self.place(places)[None])
        x = x + sum(embedding(features[..., i]) for i, embedding in enumerate(self.features))
        bias = masking(mask, x)
        for layer in self.layers[:upto]:
            x = layer(x, bias)
        return x

    def ask(self, vectors, anchors, near, sketch, scheme):
        """Of each anchor (row of `vectors`), which rows near it are what: near [a, n] (-1 is none), sketch [a, n], scheme [a]."""
        mask = near >= 0
        rows = near.clamp(min=0)
        x = self.token(vectors)[rows] + self.anchor(vectors[anchors])[:, None]
        x = x + self.distance.weight[None, : near.shape[1]] + self.sketch(sketch) + self.scheme(scheme)[:, None]
        x = F.dropout(self.second_norm(x), self.dropout, self.training)
        bias = masking(mask, x)
        for layer in self.second:
            x = layer(x, bias)
        return x, mask


class Meaning(nn.Module):
    """What a content means: a few layers over its words alone, and their mean. `shape`: {upto, numbers, from_layers}."""

    def __init__(self, config, shape):
        super().__init__()
        h = config["hidden"]
        self.layers = nn.ModuleList(Layer(h, config["heads"], config["inner"], 0.1) for _ in shape["from_layers"])
        self.out = nn.Linear(h, shape["numbers"])

    def forward(self, x, mask):
        """Words of contents [c, n, h], mask [c, n] to [c, numbers]."""
        bias = masking(mask, x)
        for layer in self.layers:
            x = layer(x, bias)
        return self.out((x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))


def masking(mask, like):
    """What is added to the weights: nothing where there is a word, much below zero where there is none."""
    kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else like.dtype
    return torch.zeros(mask.shape, dtype=kind).masked_fill(~mask, -1e4)


class PathLoss(torch.autograd.Function):
    """Minus the log chance of the gold path through scores [a, n, r] with moves [r, r] (a linear-chain conditional random
    field). Sums over all paths forward and backward in plain numpy: its many tiny steps are slow in PyTorch."""

    @staticmethod
    def forward(context, scores, moves, tags, mask):
        s, m, on = scores.detach().double().numpy(), moves.detach().double().numpy(), mask.numpy()
        gold = tags.numpy()
        count, length, roles = s.shape
        rows = np.arange(count)
        top = s.max(2)
        given, step = np.exp(s - top[..., None]), np.exp(m)
        before, started, log = np.ones((count, length, roles)), np.zeros(count, bool), np.zeros(count)
        now = np.ones((count, roles))
        for at in range(length):
            here = on[:, at, None]
            new = np.where(started[:, None], now @ step, 1.0) * given[:, at]
            total = new.sum(1)
            now = np.where(here, new / total[:, None], now)
            log += np.where(on[:, at], np.log(total) + top[:, at], 0.0)
            started |= on[:, at]
            before[:, at] = now
        after, pairs = np.ones((count, roles)), np.zeros((roles, roles))
        chances = np.zeros_like(s)
        for at in range(length - 1, -1, -1):
            here = on[:, at]
            chance = before[:, at] * after
            chance /= chance.sum(1, keepdims=True)
            chances[:, at] = np.where(here[:, None], chance, 0.0)
            if at > 0:
                both = here & on[:, at - 1]
                right = given[:, at] * after
                joint = before[:, at - 1, :, None] * step * right[:, None, :]
                joint /= joint.sum((1, 2), keepdims=True)
                pairs += joint[both].sum(0)
                back = right @ step.T
                after = np.where(here[:, None], back / back.sum(1, keepdims=True), after)
        told = np.where(on, np.take_along_axis(s, gold[..., None], 2)[..., 0], 0.0).sum(1)
        between = on[:, 1:] & on[:, :-1]
        told += np.where(between, m[gold[:, :-1], gold[:, 1:]], 0.0).sum(1)
        one = np.zeros_like(s)
        one[rows[:, None], np.arange(length)[None], gold] = 1.0
        moved = np.zeros((roles, roles))
        np.add.at(moved, (gold[:, :-1][between], gold[:, 1:][between]), 1.0)
        context.save_for_backward(
            torch.from_numpy(((chances - one) * on[..., None]).astype("f4")), torch.from_numpy((pairs - moved).astype("f4"))
        )
        return torch.tensor((log - told).sum(), dtype=torch.float32)

    @staticmethod
    def backward(context, grad):
        scores, moves = context.saved_tensors
        return grad * scores, grad * moves, None, None


STATES = [(role, s, q, c) for c in range(3) for q in range(3) for s in range(2) for role in range(len(ROLES))]
"""A role, and how many pieces of source, cue and content have begun; the same as in crates/selon-model/src/reader/path.rs."""


def came_from():
    """For each state, the states that it can come from, one for each role (-1: none)."""
    number = {state: n for n, state in enumerate(STATES)}
    table = np.full((len(STATES), len(ROLES)), -1)
    for n, (role, *counts) in enumerate(STATES):
        begun = [0, *counts]
        for old in range(len(ROLES)):
            before = begun[:]
            if old != role and role != 0:
                before[role] -= 1
            if min(before) >= 0 and (old == 0 or before[old] > 0):
                table[n, old] = number[(old, *before[1:])]
    return table


FROM = came_from()
ROLE_OF = np.array([role for role, *_ in STATES])


def best_path(scores, moves, mask, fixed):
    """The best path [n] through one anchor's scores [n, r] that a statement can have; `fixed` is a place and its role."""
    gains = np.where(FROM >= 0, moves[np.arange(len(ROLES))[None], ROLE_OF[:, None]], -np.inf)
    totals, back = None, [None] * len(scores)
    for at in np.flatnonzero(mask):
        own = scores[at][ROLE_OF]
        if at == fixed[0]:
            own = np.where(ROLE_OF == fixed[1], own, -np.inf)
        if totals is None:
            first = [sum(counts) == (role != 0) and (role == 0 or counts[role - 1] == 1) for role, *counts in STATES]
            totals = np.where(first, own, -np.inf)
            continue
        reached = totals[FROM] + gains
        back[at] = reached.argmax(1)
        totals = reached.max(1) + own
    state = int(totals.argmax())
    tags = np.zeros(len(scores), int)
    for at in np.flatnonzero(mask)[::-1]:
        tags[at] = ROLE_OF[state]
        if back[at] is not None:
            state = FROM[state, back[at][state]]
    return tags
