"""What is learned from: gold statements set against what the program is given of each text."""
import bisect
import json
from dataclasses import dataclass, field

import torch

from network import AFTER, BEFORE, ENTITIES, FEATURES, LABELS, ROLES, SCHEMES

WINDOW, OVERLAP, MOST = 250, 48, 32
"""Pieces in one pass of the encoder, how many of them at most stand in the one before too, and at most in one token."""


@dataclass
class Statement:
    """A gold statement, in tokens."""

    anchor: int
    cued: bool
    roles: dict
    labels: dict


@dataclass
class Document:
    """One text: tokens, features, windows and gold."""

    doc: str
    lang: str
    scheme: int
    tokens: list
    features: list
    sketches: list
    pieces: list
    windows: list
    marked: bool = True
    statements: list = field(default_factory=list)
    entities: list = None


def rows(path):
    return [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]


def load(gold_path, given_path, vocabulary, scheme, config=None):
    """The documents of one gold file with what was dumped of it, cut for a network of this configuration."""
    gold, given = rows(gold_path), {row["doc"]: row for row in rows(given_path)}
    return [document(row, given[row["doc"]], vocabulary, SCHEMES.index(scheme), config or {}) for row in gold]


def document(gold, given, vocabulary, scheme, config=None):
    pieces = [vocabulary.of(token, space)[:MOST] for _, _, token, space in given["tokens"]]
    config = config or {}
    cut = windows(pieces, given["sentences"], config.get("window", WINDOW), config.get("overlap", OVERLAP))
    out = Document(gold["doc"], given["lang"], scheme, given["tokens"], given["features"], given["sketches"], pieces, cut)
    starts, ends = [t[0] for t in given["tokens"]], [t[1] for t in given["tokens"]]

    def tokens(span):
        return bisect.bisect_right(ends, span[0]), bisect.bisect_left(starts, span[1])

    if "entities" in gold:
        out.entities = entity_tags(gold["entities"], tokens, len(starts))
    if "statements" in gold:
        made = [statement(s, tokens) for s in gold["statements"]]
        out.statements = [s for s in made if s]
    else:
        out.marked = False
    return out


def statement(gold, tokens):
    parts = {"source": gold["source"], "cue": gold["cue"], "content": gold["content"]}
    roles = {name: [r for r in map(tokens, spans) if r[1] > r[0]] for name, spans in parts.items()}
    if not roles["content"]:
        return None
    cued = bool(roles["cue"])
    anchor = roles["cue"][-1][1] - 1 if cued else roles["content"][0][0]
    labels = {}
    for name, values in LABELS.items():
        value = bool(gold.get("parent")) if name == "nested" else gold.get(name)
        if value in values and ("act" in gold or name == "kind"):
            labels[name] = values.index(value)
    return Statement(anchor, cued, roles, labels)


def entity_tags(entities, tokens, count):
    """0 outside; 1 + 2k where the k-th kind begins, 2 + 2k inside."""
    tags = [0] * count
    for start, end, label in entities:
        if label in ENTITIES:
            a, b = tokens((start, end))
            for at in range(a, b):
                tags[at] = 1 + 2 * ENTITIES.index(label) + (at > a)
    return tags


def windows(pieces, sentences, most=WINDOW, overlap=OVERLAP):
    """[(first token seen, first token kept, end)]: whole sentences where they fit, each token kept once."""
    lengths = [len(p) for p in pieces]
    begins = sorted({s for s in sentences if 0 < s < len(pieces)})
    out, kept = [], 0
    while kept < len(pieces):
        first, room = kept, overlap if kept else 0
        while first > 0 and lengths[first - 1] <= room:
            room -= lengths[first - 1]
            first -= 1
        used, end = sum(lengths[first:kept]), kept
        while end < len(pieces) and used + lengths[end] <= most:
            used += lengths[end]
            end += 1
        if end == kept:
            end = kept + 1
        elif end < len(pieces):
            whole = bisect.bisect_right(begins, end) - 1
            if whole >= 0 and begins[whole] > kept:
                end = begins[whole]
        out.append((first, kept, end))
        kept = end
    return out


def role_tags(parts, near):
    """The role of each token near an anchor in a statement with these parts; where two claim a token, the last named has it."""
    tags = {}
    for name in ("content", "source", "cue"):
        for start, end in parts[name]:
            for at in range(start, end):
                tags[at] = ROLES.index(name)
    return [tags.get(at, 0) for at in near]


def sketch_tags(document, anchor, cued, near):
    """What the lexical reader made of an anchor: 0 nothing, else 1 + role."""
    found = sketch_of(document, anchor, cued)
    return [0] * len(near) if found is None else [1 + tag for tag in role_tags(found, near)]


def sketch_of(document, anchor, cued):
    """The lexical reader's statement at an anchor: its cue covers it, or its content begins there."""
    for sketch in document.sketches:
        if cued and any(start <= anchor < end for start, end in sketch["cue"]):
            return sketch
        if not cued and not sketch["cue"] and sketch["content"] and abs(sketch["content"][0][0] - anchor) <= 1:
            return sketch
    return None


class Batch:
    """Some documents as tensors. `blind` hides all that the lexical reader gave."""

    def __init__(self, documents, blind=(), before=BEFORE, after=AFTER):
        self.documents, self.before, self.after = documents, before, after
        self.offsets, count = [], 0
        for d in documents:
            self.offsets.append(count)
            count += len(d.tokens)
        self.count = count
        cut = [(k, w) for k, d in enumerate(documents) for w in d.windows]
        lengths = [2 + sum(len(documents[k].pieces[t]) for t in range(w[0], w[2])) for k, w in cut]
        width = max(lengths)
        self.pieces = torch.ones(len(cut), width, dtype=torch.long)
        self.features = torch.zeros(len(cut), width, len(FEATURES), dtype=torch.long)
        self.mask = torch.zeros(len(cut), width, dtype=torch.bool)
        spots, owners = [], []
        for row, (k, (first, kept, end)) in enumerate(cut):
            d, at = documents[k], 1
            self.pieces[row, 0] = 0
            numbers, features = [0], [[0] * len(FEATURES)]
            for t in range(first, end):
                given = d.features[t]
                if k in blind:
                    given = [given[0], 0, 0, 0, 0, given[5]]
                for piece in d.pieces[t]:
                    numbers.append(piece)
                    features.append(given)
                    if t >= kept:
                        spots.append(row * width + at)
                        owners.append(self.offsets[k] + t)
                    at += 1
            numbers.append(2)
            features.append([0] * len(FEATURES))
            self.pieces[row, : len(numbers)] = torch.tensor(numbers)
            self.features[row, : len(numbers)] = torch.tensor(features)
            self.mask[row, : len(numbers)] = True
        self.spots, self.owners = torch.tensor(spots), torch.tensor(owners)
        self.shares = 1.0 / torch.bincount(self.owners, minlength=count).clamp(min=1).float()

    def vectors(self, network, upto=None):
        """One vector a token: the mean over its pieces, from the window that keeps it; after `upto` layers."""
        x = network.encode(self.pieces, self.features, self.mask, upto).float()
        picked = x.reshape(-1, x.shape[-1])[self.spots]
        return torch.zeros(self.count, x.shape[-1]).index_add(0, self.owners, picked) * self.shares[:, None]

    def anchor_tags(self):
        """For each scheme, the anchor class of each token; -1 where the scheme does not tell."""
        tags = torch.full((len(SCHEMES), self.count), -1)
        for d, offset in zip(self.documents, self.offsets):
            if not d.marked:
                continue
            tags[d.scheme, offset : offset + len(d.tokens)] = 0
            for s in d.statements:
                tags[d.scheme, offset + s.anchor] = 1 if s.cued else 2
        return tags

    def near(self, k, token):
        """The tokens of document `k` near one of them, and the columns that they take."""
        lo, hi = max(0, token - self.before), min(len(self.documents[k].tokens), token + self.after + 1)
        place = lo - (token - self.before)
        return range(lo, hi), slice(place, place + hi - lo)

    def questions(self, anchors, blind=()):
        """anchors: [(document, token, cued)] → anchors as rows of `vectors`, near, sketch, scheme."""
        near = torch.full((len(anchors), self.before + self.after + 1), -1)
        sketch = torch.zeros(len(anchors), self.before + self.after + 1, dtype=torch.long)
        for row, (k, token, cued) in enumerate(anchors):
            tokens, columns = self.near(k, token)
            near[row, columns] = torch.tensor(tokens) + self.offsets[k]
            if k not in blind:
                sketch[row, columns] = torch.tensor(sketch_tags(self.documents[k], token, cued, tokens))
        scheme = torch.tensor([self.documents[k].scheme * 2 + (not cued) for k, _, cued in anchors])
        rows = torch.tensor([self.offsets[k] + token for k, token, _ in anchors])
        return rows, near, sketch, scheme

    def gold_roles(self, anchors, statements):
        tags = torch.zeros(len(anchors), self.before + self.after + 1, dtype=torch.long)
        for row, ((k, token, _), s) in enumerate(zip(anchors, statements)):
            tokens, columns = self.near(k, token)
            tags[row, columns] = torch.tensor(role_tags(s.roles, tokens))
        return tags
