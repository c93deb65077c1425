"""The package `selon` over articles in Arrow batches, as `run` sets it beside the command.

    wheel.py MODEL ARTICLES.jsonl

ARTICLES.jsonl: an object with `text` a line. Words (separated by white space) a second of the processor, without loading Python's own parts, go
to standard error as JSON.
"""

import json
import sys
import time

import pyarrow
import selon

model, path = sys.argv[1:3]
with open(path, encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
began = time.process_time()
articles = pyarrow.table({"text": texts})
for batch in articles.to_batches(max_chunksize=64):
    selon.read_batch(batch, model=model)
seconds = time.process_time() - began
words = sum(len(text.split()) for text in texts)
print(json.dumps({"words": words, "words_per_cpu_second": round(words / seconds)}), file=sys.stderr)
