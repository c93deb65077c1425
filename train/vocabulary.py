"""Cuts words to pieces, and cuts the vocabulary to what our languages use: vocabulary.py BASE OUT GIVEN..."""
import collections
import json
import sys
import unicodedata

SPACE = "\u2581"
"""Begins a piece that follows white space."""
LONGEST = 64
"""Characters of a token that are looked at in one go; longer tokens are cut there."""


class Pieces:
    """The most probable pieces of a token, by the scores of single pieces."""

    def __init__(self, pieces, scores, unknown=3, special=4):
        self.number = {piece: i for i, piece in enumerate(pieces) if i >= special and piece}
        self.scores, self.unknown = scores, unknown
        self.longest = max(map(len, self.number))
        self.unknown_score = min(scores) - 10
        self.seen = {}

    def of(self, token, space):
        """The pieces' numbers."""
        key = (token, space)
        if key not in self.seen:
            text = unicodedata.normalize("NFKC", token).replace(" ", SPACE)
            text = (SPACE if space else "") + text
            parts = [text[i : i + LONGEST] for i in range(0, len(text), LONGEST)]
            self.seen[key] = [number for part in parts for number in self._best(part)] or [self.unknown]
        return self.seen[key]

    def _best(self, text):
        best = [(0.0, 0, 0)] + [(float("-inf"), 0, 0)] * len(text)
        for start in range(len(text)):
            before = best[start][0]
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                number = self.number.get(text[start:end])
                if number is None and end > start + 1:
                    continue
                score = before + (self.unknown_score if number is None else self.scores[number])
                if score > best[end][0]:
                    best[end] = (score, start, self.unknown if number is None else number)
        numbers, at = [], len(text)
        while at > 0:
            _, start, number = best[at]
            if not (number == self.unknown and numbers and numbers[-1] == self.unknown):
                numbers.append(number)
            at = start
        return numbers[::-1]


def latin(piece):
    """Whether every letter of a piece is Latin."""
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in piece)


def main():
    from base import Base

    path, out, given = sys.argv[1], sys.argv[2], sys.argv[3:]
    wanted = 60_000
    base = Base(path)
    pieces = Pieces(base.pieces, base.scores)
    count = collections.Counter()
    for name in given:
        for line in open(name, encoding="utf8"):
            for _, _, token, space in json.loads(line)["tokens"]:
                count.update(pieces.of(token, space))
    kept = set(range(4)) | {n for n in count if n > 3}
    seen = len(kept)
    single = {n for n, piece in enumerate(base.pieces) if len(piece) == 1 and latin(piece)}
    kept |= single
    for number, piece in enumerate(base.pieces):
        if len(kept) >= wanted:
            break
        if latin(piece):
            kept.add(number)
    rows = sorted(kept)
    with open(out, "w", encoding="utf8") as file:
        json.dump({"rows": rows, "pieces": [base.pieces[r] for r in rows], "scores": [float(base.scores[r]) for r in rows]}, file)
    print(f"{seen} pieces seen in {sum(count.values())}, {len(rows)} kept; unknown {count[3]}")


if __name__ == "__main__":
    main()
