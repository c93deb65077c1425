"""Joins marks kept apart from their texts with the texts: join.py MARKS.jsonl TEXTS.jsonl > GOLD.jsonl

A line of marks has `sha256` (of the text in UTF-8), `lang` and `statements`; the texts are JSON lines with `text` and `doc`. A
text that is not found is named on the standard error, and the others are joined all the same.
"""
import hashlib
import json
import sys


def main():
    marks, texts = sys.argv[1:3]
    by_hash = {}
    for line in open(texts, encoding="utf8"):
        row = json.loads(line)
        by_hash[hashlib.sha256(row["text"].encode()).hexdigest()] = row
    missing = 0
    for line in open(marks, encoding="utf8"):
        row = json.loads(line)
        found = by_hash.get(row["sha256"])
        if found is None:
            missing += 1
            continue
        gold = {"doc": found["doc"], "lang": row["lang"], "date": found.get("date"), "text": found["text"]}
        print(json.dumps(gold | {"statements": row["statements"]}, ensure_ascii=False))
    if missing:
        print(f"{marks}: {missing} texts are not in {texts}", file=sys.stderr)


if __name__ == "__main__":
    main()
