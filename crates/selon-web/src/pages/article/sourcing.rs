//! The sourcing of an article at a glance: who speaks how much, how far from the source, in whose words; what asks to be read again.

use super::items::{Anchor, class_name};
use crate::words::Words;
use selon_reading::{Check, Manner, Reading, Share};

pub(super) struct Sheet {
    pub(super) total: String,
    pub(super) own: String,
    pub(super) tables: Vec<Table>,
    pub(super) remarks: Vec<Remark>,
    /// The bar of kinds of source.
    pub(super) bar: Vec<Part>,
}

pub(super) struct Table {
    pub(super) heading: String,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) label: String,
    /// The kind of source that it is, or nothing.
    pub(super) class: &'static str,
    pub(super) statements: String,
    pub(super) words: String,
    /// Its share of all words, in percent.
    pub(super) share: String,
}

/// One part of a bar that is 1000 wide.
pub(super) struct Part {
    pub(super) class: &'static str,
    pub(super) label: String,
    pub(super) x: usize,
    pub(super) width: usize,
}

/// A count that asks to be looked at, with its places.
pub(super) struct Remark {
    pub(super) text: String,
    pub(super) places: Vec<Anchor>,
    pub(super) is_of_conclusions: bool,
}

impl Sheet {
    pub(super) fn new(words: Words, check: &Check, reading: &Reading) -> Self {
        let counter = Counter { words, all: check.words.max(1) };
        let class = |share: &Share<_>| {
            let name = class_name(share.of);
            counter.row(words.label("class", name).to_owned(), name, share)
        };
        let hops = |share: &Share<usize>| counter.row(words.count("article.mouths", share.of), "", share);
        let manner =
            |share: &Share<Manner>| counter.row(words.label("manner", manner_name(share.of)).to_owned(), "", share);
        Self {
            total: words.with("article.total", words.count("count.statements", reading.statements.len())),
            own: words.with("article.own", percent(check.own, check.words)),
            tables: vec![
                Table {
                    heading: words.say("article.by_class").to_owned(),
                    rows: check.classes.iter().map(class).collect(),
                },
                Table { heading: words.say("article.by_hops").to_owned(), rows: check.hops.iter().map(hops).collect() },
                Table {
                    heading: words.say("article.by_manner").to_owned(),
                    rows: check.manners.iter().map(manner).collect(),
                },
            ],
            remarks: remarks(words, check, reading),
            bar: bar(words, check),
        }
    }
}

struct Counter {
    words: Words,
    all: usize,
}

impl Counter {
    fn row<K>(&self, label: String, class: &'static str, share: &Share<K>) -> Row {
        Row {
            label,
            class,
            statements: self.words.number(share.statements.len()),
            words: self.words.number(share.words),
            share: percent(share.words, self.all),
        }
    }
}

fn percent(part: usize, whole: usize) -> String {
    format!("{} %", (part * 100 + whole.max(1) / 2) / whole.max(1))
}

const fn manner_name(manner: Manner) -> &'static str {
    match manner {
        Manner::Quoted => "quoted",
        Manner::Passage => "passage",
        Manner::Partly => "partly",
        Manner::Paraphrased => "paraphrased",
    }
}

fn bar(words: Words, check: &Check) -> Vec<Part> {
    let (mut parts, mut before) = (Vec::new(), 0);
    let all = check.words.max(1);
    let told = check.classes.iter().map(|share| (class_name(share.of), share.words));
    for (class, count) in [("own", check.own)].into_iter().chain(told).filter(|(_, count)| *count > 0) {
        let (x, end) = (before * 1000 / all, ((before + count) * 1000 / all).min(1000));
        let label = format!("{}: {}", words.label("class", class), percent(count, all));
        parts.push(Part { class, label, x, width: end.saturating_sub(x).max(1) });
        before += count;
    }
    parts
}

/// What is there; nothing is said of what is not.
fn remarks(words: Words, check: &Check, reading: &Reading) -> Vec<Remark> {
    let anchor = |&index: &usize| Anchor { number: index + 1, id: reading.statements[index].id.clone() };
    let unnamed = check.classes.iter().find(|share| share.of == selon_reading::SourceClass::Unnamed);
    let far: Vec<usize> =
        check.hops.iter().filter(|share| share.of > 2).flat_map(|share| share.statements.iter().copied()).collect();
    let of_statements = [
        ("article.unnamed", unnamed.map(|share| share.statements.as_slice()).unwrap_or_default()),
        ("article.far", far.as_slice()),
        ("article.denials", check.denials.as_slice()),
        ("article.refusals", check.refusals.as_slice()),
    ];
    let of_conclusions = [("article.on_nothing", &check.on_nothing), ("article.surer", &check.surer)];
    let statements = of_statements.iter().map(|(key, places)| Remark {
        text: words.count(key, places.len()),
        places: places.iter().map(anchor).collect(),
        is_of_conclusions: false,
    });
    let conclusions = of_conclusions.iter().map(|(key, places)| Remark {
        text: words.count(key, places.len()),
        places: places.iter().map(|&index| Anchor { number: index + 1, id: (index + 1).to_string() }).collect(),
        is_of_conclusions: true,
    });
    statements.chain(conclusions).filter(|remark| !remark.places.is_empty()).collect()
}
