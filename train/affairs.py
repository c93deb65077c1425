"""Invented affairs with the way their claims travelled, from texts with marks to articles and gold: affairs.py OUT FILE.txt...

Writes OUT/NN.articles.jsonl and OUT/NN.gold.jsonl, ten affairs each, in the format that `selon add` takes and that of its judge.

A file is one affair. `#claim c1 | gist | contradicts c2` names a claim; `#article a1 | language | outlet | address | published | author or - |
links: addresses or - | title` begins an article. In its text `{c1 from=a1 credited stance=denies drift=translated by=SOURCE|words}` marks words
as an appearance (`from=-`: from no other article; no stance: it asserts), and `{!c1|words}` as words that are not that claim."""
import json
import re
import sys
from pathlib import Path

MARK = re.compile(r"\{(!?)(c\d+)([^|{}]*)\|([^{}]*)\}")
STANCES = ("asserts", "denies", "doubts", "declines")
DRIFT = set(
    "verbatim paraphrased translated truncated hedge_lost hedge_added number_changed condition_dropped negation_changed "
    "speaker_changed date_shifted".split()
)
TOGETHER = 10
"""Affairs in one collection: as many as the shared ones have."""


def affair(path):
    """The articles and the claims of one file."""
    story, claims, articles, lines = None, {}, [], []
    for line in path.read_text("utf8").split("\n"):
        if line.startswith("#affair"):
            story = line.split()[1]
        elif line.startswith("#claim"):
            number, gist, *against = [part.strip() for part in line[len("#claim") :].split("|")]
            against = [story + other for other in re.findall(r"c\d+", " ".join(against))]
            claims[number] = {"story": story, "claim": story + number, "gist": gist, "origins": [], "appearances": []}
            claims[number] |= {"contradicts": against, "not_same_as": []}
        elif line.startswith("#article"):
            number, lang, outlet, url, published, author, links, title = [part.strip() for part in line[len("#article") :].split("|")]
            lines = []
            row = {"doc": story + number, "story": story, "lang": lang, "outlet": outlet, "url": url, "published": published}
            row |= {"author": None if author == "-" else author, "title": title, "links": re.findall(r"https?://\S+", links)}
            articles.append((row, lines))
        else:
            lines.append(line)
    for row, marked in articles:
        marked = "\n".join(marked).strip()
        row["text"] = MARK.sub(lambda mark: mark[4], marked).strip()
        for no, number, told, words in (mark.groups() for mark in MARK.finditer(marked)):
            here = {"doc": row["doc"], "quote": words.strip()}
            if no:
                claims[number]["not_same_as"].append(here)
            else:
                claims[number]["appearances"].append(here | appearance(told, story, path))
    for claim in claims.values():
        first = [a["doc"] for a in claim["appearances"] if a["from"] is None and a["stance"] == "asserts"]
        claim["origins"] = list(dict.fromkeys(first))
    return [row for row, _ in articles], list(claims.values())


def appearance(told, story, path):
    """What is told of an appearance before its words; the source comes last."""
    told, _, source = told.partition("by=")
    value = lambda name, other: (re.search(rf"\b{name}=(\S+)", told) or (None, other))[1]
    source, taken, stance = source.strip() or "-", value("from", "-"), value("stance", "asserts")
    drift = [kind for kind in value("drift", "").split(",") if kind]
    if stance not in STANCES or not DRIFT.issuperset(drift):
        raise ValueError(f"{path}: no such stance or drift: {told}")
    return {
        "speaker": None if source == "-" else source,
        "from": None if taken == "-" else story + taken,
        "credited": "credited" in told.split(),
        "stance": stance,
        "drift": drift,
    }


def main():
    out, paths = Path(sys.argv[1]), sorted(map(Path, sys.argv[2:]))
    out.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(paths), TOGETHER):
        rows = [affair(path) for path in paths[start : start + TOGETHER]]
        for name, part in (("articles", 0), ("gold", 1)):
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for pair in rows for row in pair[part])
            (out / f"{start // TOGETHER:02}.{name}.jsonl").write_text(text, "utf8")


if __name__ == "__main__":
    main()
