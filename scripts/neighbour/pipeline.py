"""A plain spaCy loop in the manner of GenderGapTracker's pipeline: the yardstick of speed, not of accuracy.

GenderGapTracker (Asr et al. 2021, «The Gender Gap Tracker», PLOS ONE 16(1), section «Quote extraction») parses each article with spaCy's
whole pipeline, takes the clausal complements of listed verbs of saying with their subjects, then what stands between quotation marks near such
a verb, and names people by spaCy's entities. This does the same and writes a row for each quotation. Its coreference, which costs it
more time still, is left out.

    pipeline.py fr|en ARTICLES.jsonl > quotations.csv

ARTICLES.jsonl: an object with `text` a line. Words (separated by white space), seconds and seconds of the processor, without loading, go to standard error as JSON.
"""

import csv
import json
import re
import sys
import time

import spacy

MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_md"}
VERBS = {
    "fr": "dire déclarer affirmer annoncer expliquer estimer assurer indiquer préciser ajouter souligner rappeler confirmer"
    " juger penser croire répondre demander promettre avertir soutenir reconnaître admettre noter raconter",
    "en": "say tell announce explain state add argue claim report warn note confirm deny believe think ask reply promise"
    " insist suggest admit acknowledge declare write describe",
}
MARKED = re.compile(r"«([^«»]{10,2000})»|“([^“”]{10,2000})”|\"([^\"]{10,2000})\"")


def clauses(doc, verbs):
    """Clausal complements of the listed verbs, with the subject of the verb."""
    for token in doc:
        if token.dep_ in ("ccomp", "parataxis") and token.head.lemma_ in verbs:
            subject = next((child for child in token.head.children if child.dep_.startswith("nsubj")), None)
            start, end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
            yield subject, token.head, doc.text[start:end]


def marked(doc, verbs):
    """What stands between quotation marks, with the nearest listed verb within eight tokens behind it."""
    for match in MARKED.finditer(doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None:
            continue
        verb = next((token for token in doc[span.end : span.end + 8] if token.lemma_ in verbs), None)
        if verb is not None:
            subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
            yield subject, verb, match.group().strip("«»“”\" ")


def main():
    language, path = sys.argv[1:3]
    nlp = spacy.load(MODELS[language])
    verbs = set(VERBS[language].split())
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    out = csv.writer(sys.stdout)
    out.writerow(["article", "people", "speaker", "verb", "quotation"])
    words, start = 0, (time.perf_counter(), time.process_time())
    for number, doc in enumerate(nlp.pipe(texts, batch_size=32)):
        words += len(doc.text.split())
        people = "; ".join(sorted({entity.text for entity in doc.ents if entity.label_ in ("PER", "PERSON")}))
        for subject, verb, quotation in (*clauses(doc, verbs), *marked(doc, verbs)):
            speaker = "" if subject is None else doc[subject.left_edge.i : subject.right_edge.i + 1].text
            out.writerow([number, people, speaker, verb.text, quotation])
    seconds, cpu = time.perf_counter() - start[0], time.process_time() - start[1]
    told = {"words": words, "seconds": round(seconds, 2), "words_per_second": round(words / seconds), "words_per_cpu_second": round(words / cpu)}
    print(json.dumps(told), file=sys.stderr)


if __name__ == "__main__":
    main()
