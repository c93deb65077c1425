//! Claims that are kept as articles come and go are those that all articles at once would make.
#![allow(clippy::unwrap_used, reason = "tests")]

mod samples;

use samples::{add, article, now, prepared, scratch};
use selon_corpus::{Store, Tracing};
use selon_text::{Document, Link};
use std::collections::BTreeSet;

/// An affair: a Gazette article, two that take it up, one of them with another number, one that denies, and others apart.
fn affair() -> Vec<Document> {
    let texts = [
        "La digue de Kervel s'enfonce de 14 centimètres par an, a affirmé l'ingénieure Maud Tallec. Le maire n'était pas là.",
        "Selon la Gazette d'Ostrelle, l'ingénieure Maud Tallec affirme que la digue de Kervel s'enfonce de 14 centimètres par an.",
        "L'ingénieure Maud Tallec a affirmé que la digue de Kervel s'enfonce de 41 centimètres par an, selon la Gazette d'Ostrelle.",
        "La préfète Odile Varron dément que la digue de Kervel s'enfonce de 14 centimètres par an. L'ingénieure Maud Tallec se tait.",
        "Le musée de Tresmont rouvrira en avril avec 300 tableaux de Jean Corvel, a annoncé la directrice Ilse Branoux.",
        "La directrice Ilse Branoux a annoncé que le musée de Tresmont rouvrira en avril avec 300 tableaux de Jean Corvel.",
        "La maire de Sarnel, Rosa Marlec, a promis une piscine.",
    ];
    let outlets = ["Gazette d'Ostrelle", "Le Phare", "Le Courrier", "Radio Brume", "L'Écho", "La Dépêche", "Le Phare"];
    let page = |(at, (text, outlet)): (usize, (&&str, &&str))| Document {
        outlet: Some((*outlet).to_owned()),
        links: if at == 1 { vec![link("https://gazette-ostrelle.example/1")] } else { Vec::new() },
        ..article(at + 1, text)
    };
    texts.iter().zip(&outlets).enumerate().map(page).collect()
}

fn link(href: &str) -> Link {
    Link { span: selon_text::ByteRange::default(), href: href.to_owned() }
}

/// What a claim says, without what hangs on the order in which articles came (strengths, to the thousandth).
type Told = (Vec<String>, BTreeSet<(String, String, Option<String>, Vec<String>, bool)>, BTreeSet<String>);

fn told(claims: &[Tracing]) -> BTreeSet<Told> {
    let of = |claim: &Tracing| {
        let steps = claim.appearances.iter().map(|step| {
            let place = format!("{}:{}-{} {}", step.doc, step.start, step.end, step.stance);
            (place, step.quote.clone(), step.from.clone(), step.drift.clone(), step.credited)
        });
        let against = claim.contradictions.iter().map(|against| format!("{} | {}", against.quote, against.other));
        (claim.origins.clone(), steps.collect(), against.collect())
    };
    claims.iter().map(of).collect()
}

/// The same without the stretches: how rare a word was is counted when a sentence comes, so that of two nearly equal stretches of a
/// sentence another may stand for it.
type Gist = (Vec<String>, BTreeSet<(String, Option<String>, String, bool)>);

fn gist(claims: &[Tracing]) -> BTreeSet<Gist> {
    let of = |claim: &Tracing| {
        let steps = claim.appearances.iter();
        let steps = steps.map(|step| (step.doc.clone(), step.from.clone(), step.stance.clone(), step.credited));
        (claim.origins.clone(), steps.collect())
    };
    claims.iter().map(of).collect()
}

fn at_once(articles: &[Document]) -> BTreeSet<Gist> {
    let (_folder, _, mut store) = scratch();
    add(&mut store, articles);
    gist(&store.trace_all().unwrap())
}

fn one_by_one(store: &mut Store, articles: impl Iterator<Item = Document>) {
    articles.for_each(|article| {
        add(store, &[article]);
    });
}

#[test]
fn articles_that_come_one_by_one_in_any_order_make_the_same_claims() {
    let articles = affair();
    let (_folder, _, mut store) = scratch();
    add(&mut store, &articles);
    let expected = gist(&store.trace_all().unwrap());
    assert!(expected.len() >= 2, "{expected:#?}");
    for turn in 0..articles.len() {
        let (_folder, _, mut store) = scratch();
        let turned = articles[turn..].iter().chain(&articles[..turn]).cloned();
        if turn % 2 == 0 {
            one_by_one(&mut store, turned);
        } else {
            one_by_one(&mut store, turned.rev());
        }
        assert_eq!(gist(&store.trace_all().unwrap()), expected, "turned by {turn}");
    }
}

#[test]
fn what_is_removed_leaves_no_trace() {
    let articles = affair();
    for gone in 0..articles.len() {
        let (_folder, _, mut store) = scratch();
        add(&mut store, &articles);
        assert_eq!(store.remove(&format!("a{}", gone + 1)).unwrap(), 1);
        let left: Vec<Document> =
            articles.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, article)| article.clone()).collect();
        let (_folder, _, mut without) = scratch();
        add(&mut without, &left);
        assert_eq!(gist(&store.trace_all().unwrap()), gist(&without.trace_all().unwrap()), "without {gone}");
    }
}

#[test]
fn what_is_added_or_read_again_changes_nothing() {
    let articles = affair();
    let (_folder, _, mut store) = scratch();
    add(&mut store, &articles);
    let expected = told(&store.trace_all().unwrap());
    add(&mut store, &articles);
    assert_eq!(told(&store.trace_all().unwrap()), expected);
    let read = |document: &Document| selon_reading::read(document, &selon_reading::Options::default());
    store.reread(&read, now(), |_, _| ()).unwrap();
    assert_eq!(told(&store.trace_all().unwrap()), expected);
}

#[test]
fn a_page_that_changed_is_traced_as_it_is_now() {
    let mut articles = affair();
    let (_folder, _, mut store) = scratch();
    add(&mut store, &articles);
    articles[1] = article(2, "Le port de Brume sera dragué au printemps, a dit la maire Rosa Marlec.");
    articles[1].outlet = Some("Le Phare".into());
    // The same page twice in one batch: the last version counts.
    store.add(&[prepared(articles[6].clone()), prepared(articles[1].clone())], now()).unwrap();
    // Which words of a sentence stand for it may differ: a link is as strong as it was when its sentence came.
    assert_eq!(gist(&store.trace_all().unwrap()), at_once(&articles));
}

#[test]
fn a_trace_tells_what_is_kept() {
    let (_folder, _, mut store) = scratch();
    add(&mut store, &affair());
    let found = store.trace("digue de Kervel").unwrap();
    let claim = found.iter().find(|claim| claim.appearances.len() >= 3).unwrap();
    assert_eq!(claim.appearances[0].doc, "a1");
    let taken = claim.appearances.iter().find(|step| step.doc == "a2").unwrap();
    assert_eq!((taken.from.as_deref(), taken.credited), (Some("a1"), true));
    assert!(!taken.why.is_empty() && !taken.difference.is_empty());
    assert_eq!(store.trace(&claim.claim).unwrap(), std::slice::from_ref(claim));
    let text = &affair()[1].text;
    let words: String = text.chars().skip(taken.start).take(taken.end - taken.start).collect();
    assert_eq!(words, taken.quote);
    assert!(store.trace("rhinocéros").unwrap().is_empty());
}

/// A claim of more sentences than are made anew at once, among so many articles that its words are rare.
#[test]
fn a_claim_of_very_many_articles_goes_on_growing() {
    let (_folder, _, mut store) = scratch();
    let page = |number: usize, words: &str| Document {
        url: Some(format!("https://copy.example/{number}")),
        ..article(number, words)
    };
    let copy = |number| {
        page(number, "La digue de Kervel s'enfonce de 14 centimètres par an, a affirmé l'ingénieure Maud Tallec.")
    };
    add(&mut store, &(1000..1800).map(|number| page(number, "Beau temps.")).collect::<Vec<_>>());
    add(&mut store, &(1..=70).map(copy).collect::<Vec<_>>());
    one_by_one(&mut store, (71..=76).map(copy));
    let sizes: Vec<usize> = store.trace_all().unwrap().iter().map(|claim| claim.appearances.len()).collect();
    assert_eq!(sizes.iter().max(), Some(&76), "{sizes:?}");
}
