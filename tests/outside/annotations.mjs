// Apache Annotator finds what each selector of a collection of Web Annotations points at in the texts that spaCy's file carries.
// Usage: node annotations.mjs ANNOTATIONS.jsonld SPACY.jsonl
import { readFileSync } from "node:fs";
import { textPositionSelectorMatcher, textQuoteSelectorMatcher } from "@apache-annotator/selector";

const [collection, documents] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
const texts = new Map();
for (const line of documents.split("\n").filter(Boolean)) {
  const { text, selon } = JSON.parse(line);
  const name = `urn:selon:document:${encodeURIComponent(selon.doc)}`;
  texts.set(selon.url ?? name, text);
  texts.set(name, text);
}

// A text as Apache Annotator walks through it: here in pieces of seven, so that matches go over their bounds.
function chunker(text) {
  const chunks = (text.match(/[^]{1,7}/gu) ?? [""]).map((data) => ({ data }));
  let at = 0;
  return {
    get currentChunk() { return chunks[at]; },
    nextChunk: () => (at + 1 < chunks.length ? chunks[++at] : null),
    previousChunk: () => (at > 0 ? chunks[--at] : null),
    precedesCurrentChunk: (chunk) => chunks.indexOf(chunk) < at,
    offset: (chunk) => chunks.slice(0, chunks.indexOf(chunk)).reduce((sum, { data }) => sum + data.length, 0),
  };
}

async function found(matcher, text) {
  const scope = chunker(text);
  for await (const match of matcher(scope)) {
    return text.slice(scope.offset(match.startChunk) + match.startIndex, scope.offset(match.endChunk) + match.endIndex);
  }
  return undefined;
}

let checked = 0;
for (const annotation of JSON.parse(collection).first.items) {
  for (const { source, selector } of annotation.target) {
    const [quote, position] = selector;
    const text = texts.get(source);
    if (!position || text === undefined) continue;
    const byPosition = await found(textPositionSelectorMatcher(position), text);
    const byQuote = await found(textQuoteSelectorMatcher(quote), text);
    if (byPosition !== quote.exact || byQuote !== quote.exact) {
      console.error(`${annotation.id}: «${quote.exact}», by position «${byPosition}», by quote «${byQuote}»`);
      process.exit(1);
    }
    checked += 1;
  }
}
console.log(checked);
process.exit(checked > 0 ? 0 : 1);
