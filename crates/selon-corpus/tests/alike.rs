//! A database that one batch filled has the claims that one process finds in all its articles at once, down to the reasons. Over a cluster the
//! same are found: `crates/selon-python/tests`.
#![allow(clippy::unwrap_used, reason = "tests")]

mod samples;

use samples::{add, document, scratch};
use selon_corpus::claims::{Claim, Memory, claims, gather, links};
use selon_corpus::{Tracing, seconds};
use selon_text::{Document, Offsets};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

/// The invented affairs, all articles in order of time.
fn articles() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|file| file.to_string_lossy().ends_with(".articles.jsonl"));
    let mut articles: Vec<Document> = files
        .flat_map(|file| {
            let lines = fs::read_to_string(file).unwrap();
            lines.lines().map(|line| document(&serde_json::from_str(line).unwrap())).collect::<Vec<_>>()
        })
        .collect();
    articles.sort_by_key(|article| (time(article), article.id.clone()));
    articles
}

fn time(article: &Document) -> Option<i64> {
    article.published.as_deref().and_then(seconds)
}

/// An appearance: where it stands, its words, stance, speaker and statement; from where it was taken, and how that is known.
type Step = (String, usize, usize, String, String, [Option<String>; 3], bool, Option<i64>, Vec<String>, Vec<String>);
/// A claim: origins, appearances, and the words of what does not go together with it.
type Told = (Vec<String>, BTreeSet<Step>, BTreeSet<(String, String, Vec<String>)>);

/// Strengths are kept in thousandths.
fn thousandths(strength: f32) -> i64 {
    (strength * 1000.0).round() as i64
}

fn kept(articles: &[Document]) -> BTreeSet<Told> {
    let (_folder, _, mut store) = scratch();
    add(&mut store, articles);
    let of = |claim: Tracing| {
        let steps = claim.appearances.into_iter().map(|step| {
            let told = [step.speaker, step.statement, step.from];
            let strength = step.strength.map(thousandths);
            (
                step.doc,
                step.start,
                step.end,
                step.quote,
                step.stance,
                told,
                step.credited,
                strength,
                step.drift,
                step.why,
            )
        });
        let against = claim.contradictions.into_iter().map(|against| (against.quote, against.other, against.why));
        (claim.origins, steps.collect(), against.collect())
    };
    store.trace_all().unwrap().into_iter().map(of).collect()
}

fn at_once(articles: &[Document]) -> BTreeSet<Told> {
    let mut shelf = Memory::default();
    let texts: HashMap<&str, Offsets> = articles.iter().map(|one| (one.id.as_str(), Offsets::new(&one.text))).collect();
    for article in articles {
        let reading = selon_reading::read(article, &selon_reading::Options::default());
        let (article, sentences) = gather(article, &reading, time(article));
        shelf.add(article, sentences);
    }
    let all: Vec<_> = shelf.ids().flat_map(|id| links(id, &shelf)).collect();
    let of = |claim: Claim| {
        let steps = claim.appearances.into_iter().map(|step| {
            let span = texts[step.article.as_str()].codepoints(step.span);
            let stance = serde_json::to_value(step.stance).unwrap().as_str().unwrap().to_owned();
            let from = step.from;
            let told = [step.speaker, step.statement, from.as_ref().map(|edge| edge.article.clone())];
            let credited = from.as_ref().is_some_and(|edge| edge.credited);
            let strength = from.as_ref().map(|edge| thousandths(edge.strength));
            let drift = from.iter().flat_map(|edge| &edge.drift).map(|drift| drift.name().to_owned()).collect();
            let why = from.map(|edge| edge.reasons).unwrap_or_default();
            (step.article, span.start, span.end, step.quote, stance, told, credited, strength, drift, why)
        });
        let against = claim.contradicts.into_iter().map(|against| (against.quote, against.other, against.reasons));
        (claim.origins, steps.collect(), against.collect())
    };
    claims(&all, &shelf).into_iter().map(of).collect()
}

#[test]
fn a_database_of_one_batch_has_the_claims_of_one_process() {
    let articles = articles();
    let (kept, at_once) = (kept(&articles), at_once(&articles));
    let both = kept.intersection(&at_once).count();
    assert!(both > 50, "{both}");
    let alone: Vec<_> = kept.symmetric_difference(&at_once).collect();
    assert!(alone.is_empty(), "{both} claims are alike, these are not: {alone:#?}");
}
