//! The steps by which a cluster follows claims: each takes batches and gives one, and calls the same pure functions as the database.
//!
//! `python/selon/spark/claims.py` moves the rows between them.

use crate::appearances::Appearances;
use crate::documents::documents;
use crate::portion::Portion;
use crate::read::Reader;
use crate::sign::{Rows, Signed, read, sign};
use crate::table::{Table, batch_of};
use crate::trouble::told;
use arrow_array::RecordBatch;
use arrow_array::builder::{Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_pyarrow::PyArrowType;
use pyo3::prelude::*;
use selon_corpus::claims::{
    Appearance, Claim, Link, Memory, Sentence, SentenceId, Shelf, Stretch, Term, candidates, claims, claims_alone,
    is_carried_over, links, links_among, mark_contradictions,
};
use selon_export::{Unit, columns};
use selon_reading::Reading;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

type Batch = PyArrowType<RecordBatch>;

/// Reads a batch of articles and gives one of their statements, in order.
#[pyfunction]
pub(crate) fn statements_of(py: Python<'_>, batch: Batch, reader: &Reader) -> PyResult<Batch> {
    py.detach(|| {
        let documents = documents(&batch.0)?;
        let readings: Vec<Reading> = documents.iter().map(|document| read(document, reader.tagger.as_ref())).collect();
        columns::statements(documents.iter().zip(&readings), Unit::Codepoint)
            .map(PyArrowType)
            .map_err(|error| told(error, Some("give smaller batches")))
    })
}

/// Reads a batch of articles and gives a row for each article and each of its sentences, with the keys under which others find them.
#[pyfunction]
pub(crate) fn sign_batch(py: Python<'_>, batch: Batch, reader: &Reader) -> PyResult<Batch> {
    py.detach(|| {
        let mut rows = Rows::default();
        for document in documents(&batch.0)? {
            rows.put(&sign(&document, reader.tagger.as_ref()))?;
        }
        rows.finish().map(PyArrowType)
    })
}

/// For each row (`id` of a sentence; its `keys`; how many of all `articles` have each, `counts`; how many sentences with each are told,
/// `lengths`, and which, `holders`): the sentences that may say the same, `others`, beside its keys with their counts.
#[pyfunction]
pub(crate) fn candidates_of(py: Python<'_>, batch: Batch, articles: usize) -> PyResult<Batch> {
    py.detach(|| {
        let table = Table(&batch.0);
        let (id, keys, counts) = (table.longs("id")?, table.numbers("keys")?, table.numbers("counts")?);
        let (lengths, holders) = (table.numbers("lengths")?, table.numbers("holders")?);
        let (mut ids, mut others) = (Int64Builder::new(), ListBuilder::new(Int64Builder::new()));
        for row in 0..table.rows() {
            let mut shelf = Portion::of(articles, &[]);
            let (keys, mut holders) = (keys.get(row), holders.get(row).into_iter());
            shelf.count(&keys, &counts.get(row));
            for (&key, length) in keys.iter().zip(lengths.get(row)) {
                shelf.hold(key, holders.by_ref().take(length.max(0) as usize).collect());
            }
            let id = SentenceId(id.value(row));
            shelf.put(id, known_by(keys));
            ids.append_value(id.0);
            others.append_value(candidates(id, &shelf).into_iter().map(|other| Some(other.0)));
        }
        let given = |name: &str| batch.0.column_by_name(name).map(Arc::clone).ok_or_else(|| told(name, None));
        batch_of([
            ("id", Arc::new(ids.finish())),
            ("keys", given("keys")?),
            ("counts", given("counts")?),
            ("others", Arc::new(others.finish())),
        ])
        .map(PyArrowType)
    })
}

/// A sentence of which nothing is known but its keys.
fn known_by(keys: Vec<i64>) -> Arc<Sentence> {
    let keys = keys.into_iter().map(i64::cast_unsigned).collect();
    Arc::new(Sentence { terms: vec![Term { keys, ..Term::default() }], ..Sentence::default() })
}

/// The links between the pairs (`id`, `other`) of these batches, which hold their sentences and articles too. The keys of `common` are those
/// that too many articles have for them to be followed.
#[pyfunction]
pub(crate) fn links_of(py: Python<'_>, batches: Vec<Batch>, articles: usize, common: Vec<i64>) -> PyResult<Batch> {
    py.detach(|| {
        let shelf = portion(&batches, articles, &common)?;
        let mut others: BTreeMap<SentenceId, Vec<SentenceId>> = BTreeMap::new();
        for batch in &batches {
            each(&batch.0, "pair", |table, row| {
                let [id, other] = [table.longs("id")?.value(row), table.longs("other")?.value(row)];
                others.entry(SentenceId(id)).or_default().push(SentenceId(other));
                Ok(())
            })?;
        }
        of_links(others.iter().flat_map(|(&id, others)| links_among(id, others, &shelf)))
    })
}

/// The claims that the links of these batches make, a row for each appearance.
#[pyfunction]
pub(crate) fn claims_of(py: Python<'_>, batches: Vec<Batch>, articles: usize, common: Vec<i64>) -> PyResult<Batch> {
    py.detach(|| {
        let shelf = portion(&batches, articles, &common)?;
        let mut links: Vec<Link> = Vec::new();
        for batch in &batches {
            each(&batch.0, "link", |table, row| {
                let at = |sentence: &str, window: &str| -> PyResult<Stretch> {
                    let [sentence, window] = [table.longs(sentence)?.value(row), table.longs(window)?.value(row)];
                    Ok(Stretch {
                        sentence: SentenceId(sentence),
                        window: usize::try_from(window).unwrap_or(usize::MAX),
                    })
                };
                let strength = table.doubles("strength")?.value(row) as f32;
                links.push(Link { a: at("id", "window")?, b: at("other", "other_window")?, strength });
                Ok(())
            })?;
        }
        let mut rows = Appearances::default();
        for claim in claims_alone(&links, &shelf) {
            rows.put(&claim, &shelf, |id| shelf.start(id));
        }
        rows.finish().map(PyArrowType)
    })
}

/// Which of the appearances (`claim`, `number`, `doc`, the article that it was taken from as `source`, whether that is `credited`) are of texts
/// that are carried over, a row each: asked where all sentences of both are at hand.
#[pyfunction]
pub(crate) fn copies_of(py: Python<'_>, batches: Vec<Batch>, articles: usize, common: Vec<i64>) -> PyResult<Batch> {
    py.detach(|| {
        let shelf = portion(&batches, articles, &common)?;
        let (mut claim, mut number) = (StringBuilder::new(), Int64Builder::new());
        for batch in &batches {
            each(&batch.0, "copy", |table, row| {
                let both = [table.text("doc")?, table.text("source")?].map(|names| shelf.article(names.value(row)));
                let [Some(later), Some(earlier)] = both else { return Ok(()) };
                if is_carried_over(&later, &earlier, table.flags("credited")?.value(row), &shelf) {
                    claim.append_value(table.text("claim")?.value(row));
                    number.append_value(table.longs("number")?.value(row));
                }
                Ok(())
            })?;
        }
        batch_of([("claim", Arc::new(claim.finish())), ("number", Arc::new(number.finish()))]).map(PyArrowType)
    })
}

/// Which pairs (`claim`, `other_claim`, the earlier first) of the claims in these batches do not go together, a row each. Claims come as
/// their appearances: `claim`, `number`, `doc`, `id` of the sentence, `window`, `stance`, `speaker`.
#[pyfunction]
pub(crate) fn contradictions_of(
    py: Python<'_>,
    batches: Vec<Batch>,
    articles: usize,
    common: Vec<i64>,
) -> PyResult<Batch> {
    py.detach(|| {
        let shelf = portion(&batches, articles, &common)?;
        let mut claims = claims_told(&batches, &shelf)?;
        let at: HashMap<String, usize> = claims.iter().enumerate().map(|(at, claim)| (claim.id.clone(), at)).collect();
        let mut pairs = Vec::new();
        for batch in &batches {
            each(&batch.0, "against", |table, row| {
                let [claim, other] = [table.text("claim")?.value(row), table.text("other_claim")?.value(row)];
                pairs.extend(at.get(claim).copied().zip(at.get(other).copied()));
                Ok(())
            })?;
        }
        mark_contradictions(&mut claims, &pairs, &shelf);
        let (mut claim, mut other) = (StringBuilder::new(), StringBuilder::new());
        for one in &claims {
            for against in &one.contradicts {
                claim.append_value(&one.id);
                other.append_value(&against.claim);
            }
        }
        batch_of([("claim", Arc::new(claim.finish())), ("other_claim", Arc::new(other.finish()))]).map(PyArrowType)
    })
}

/// The claims whose appearances are told, as far as their sentences are at hand.
fn claims_told(batches: &[Batch], shelf: &Portion) -> PyResult<Vec<Claim>> {
    let mut told: BTreeMap<(String, i64), Appearance> = BTreeMap::new();
    for batch in batches {
        each(&batch.0, "claim", |table, row| {
            let (claim, number) = (table.text("claim")?.value(row).to_owned(), table.longs("number")?.value(row));
            told.extend(appearance(table, row, shelf)?.map(|found| ((claim, number), found)));
            Ok(())
        })?;
    }
    let mut claims: Vec<Claim> = Vec::new();
    for ((id, _), found) in told {
        match claims.last_mut().filter(|last| last.id == id) {
            Some(last) => last.appearances.push(found),
            None => claims.push(Claim { id, appearances: vec![found], ..Claim::default() }),
        }
    }
    Ok(claims)
}

fn appearance(table: Table<'_>, row: usize, shelf: &Portion) -> PyResult<Option<Appearance>> {
    let id = SentenceId(table.longs("id")?.value(row));
    let window = usize::try_from(table.longs("window")?.value(row)).unwrap_or(usize::MAX);
    let Some(sentence) = shelf.sentence(id) else { return Ok(None) };
    let Some(span) = sentence.windows.get(window).map(|window| window.span) else { return Ok(None) };
    let quote = span.start.checked_sub(sentence.span.start).zip(span.end.checked_sub(sentence.span.start));
    let speaker = table.strings(&["speaker"])?.and_then(|speakers| speakers.get(row));
    Ok(Some(Appearance {
        article: table.text("doc")?.value(row).to_owned(),
        stretch: Stretch { sentence: id, window },
        span,
        quote: quote.and_then(|(from, to)| sentence.words.get(from..to)).unwrap_or_default().to_owned(),
        speaker: speaker.map(str::to_owned),
        stance: serde_json::from_value(table.text("stance")?.value(row).into()).unwrap_or_default(),
        ..Appearance::default()
    }))
}

/// The claims of articles that fit into memory, in one go: a row for each appearance.
#[pyfunction]
pub(crate) fn claims_at_once(py: Python<'_>, batches: Vec<Batch>, reader: &Reader) -> PyResult<Batch> {
    py.detach(|| {
        let mut signed: Vec<Signed> = Vec::new();
        for batch in &batches {
            signed.extend(documents(&batch.0)?.iter().map(|document| sign(document, reader.tagger.as_ref())));
        }
        signed.sort_by_cached_key(|one| (one.article.seconds.unwrap_or(i64::MAX), one.article.id.clone()));
        let (mut shelf, mut starts) = (Memory::default(), Vec::new());
        for one in signed {
            if shelf.article(&one.article.id).is_none() {
                starts.extend(one.starts);
                shelf.add(one.article, one.sentences);
            }
        }
        let found = once(shelf.ids().flat_map(|id| links(id, &shelf)));
        let start = |id: SentenceId| usize::try_from(id.0).ok().and_then(|at| starts.get(at)).copied().unwrap_or(0);
        let mut rows = Appearances::default();
        claims(&found, &shelf).iter().for_each(|claim| rows.put(claim, &shelf, start));
        rows.finish().map(PyArrowType)
    })
}

/// Links one way round, each once, with the greater strength: what the database keeps, and the cluster too.
fn once(links: impl Iterator<Item = Link>) -> Vec<Link> {
    let mut strengths: BTreeMap<(Stretch, Stretch), f32> = BTreeMap::new();
    for link in links {
        let strength = strengths.entry((link.a.min(link.b), link.a.max(link.b))).or_default();
        *strength = strength.max(link.strength);
    }
    strengths.into_iter().map(|((a, b), strength)| Link { a, b, strength }).collect()
}

fn portion(batches: &[Batch], articles: usize, common: &[i64]) -> PyResult<Portion> {
    let mut shelf = Portion::of(articles, common);
    batches.iter().try_for_each(|batch| shelf.take(&batch.0))?;
    Ok(shelf)
}

/// Hands the rows of one kind to `take`.
fn each(batch: &RecordBatch, kind: &str, mut take: impl FnMut(Table<'_>, usize) -> PyResult<()>) -> PyResult<()> {
    let table = Table(batch);
    let kinds = table.text("kind")?;
    (0..table.rows()).filter(|&row| kinds.value(row) == kind).try_for_each(|row| take(table, row))
}

fn of_links(links: impl Iterator<Item = Link>) -> PyResult<Batch> {
    let [mut id, mut window, mut other, mut other_window] = std::array::from_fn(|_| Int64Builder::new());
    let mut strength = Float64Builder::new();
    for link in links {
        let (a, b) = (link.a.min(link.b), link.a.max(link.b));
        id.append_value(a.sentence.0);
        window.append_value(a.window as i64);
        other.append_value(b.sentence.0);
        other_window.append_value(b.window as i64);
        strength.append_value(f64::from(link.strength));
    }
    batch_of([
        ("id", Arc::new(id.finish())),
        ("window", Arc::new(window.finish())),
        ("other", Arc::new(other.finish())),
        ("other_window", Arc::new(other_window.finish())),
        ("strength", Arc::new(strength.finish())),
    ])
    .map(PyArrowType)
}
