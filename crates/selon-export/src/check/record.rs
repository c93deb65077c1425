//! A check or a comparison as the schema `selon-check/1` has it: the only place that knows the names of its fields.

use super::{CHECK_SCHEMA, Checked};
use crate::Unit;
use crate::entry::{Entry, entries};
use crate::positions::{Pair, Positions};
use crate::record::language;
use selon_reading::{Certainty, Comparison, Manner, Place, Share, SharedStatement, SourceClass, Speaker, SpeakerKind};
use selon_text::Document;
use serde::Serialize;
use std::collections::HashMap;

/// One article's check.
#[derive(Serialize)]
pub(super) struct CheckRecord<'a> {
    r#type: &'static str,
    schema: &'static str,
    doc: &'a str,
    model: &'a str,
    document: DocumentRecord<'a>,
    words: usize,
    author_words: usize,
    statements: Vec<StatementRecord<'a>>,
    speakers: Vec<SpeakerRecord<'a>>,
    classes: Vec<ShareRecord<'a, SourceClass>>,
    hops: Vec<ShareRecord<'a, usize>>,
    manners: Vec<ShareRecord<'a, Manner>>,
    undated: Vec<&'a str>,
    denials: Vec<&'a str>,
    refusals: Vec<&'a str>,
    conflicts: Vec<ConflictRecord<'a>>,
    conclusions: Vec<ConclusionRecord<'a>>,
    conclusions_on_nothing: &'a [usize],
    conclusions_surer: &'a [usize],
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    id: &'a str,
    file: Option<&'a str>,
    url: Option<&'a str>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    authors: &'a [String],
    published: Option<&'a str>,
    language: Option<&'a str>,
    sha256: &'a str,
    offset_unit: &'static str,
}

#[derive(Serialize)]
struct StatementRecord<'a> {
    id: &'a str,
    number: usize,
    r#in: &'static str,
    line: Option<usize>,
    speaker: Option<&'a str>,
    who: String,
    act: &'static str,
    when: Option<&'a str>,
    content: Vec<Pair>,
    what: String,
    words: usize,
}

#[derive(Serialize)]
struct SpeakerRecord<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    r#type: SpeakerKind,
    anonymous: bool,
    statements: Vec<&'a str>,
    words: usize,
    share: f64,
}

#[derive(Serialize)]
struct ShareRecord<'a, K> {
    of: K,
    statements: Vec<&'a str>,
    words: usize,
    share: f64,
}

#[derive(Serialize)]
struct ConflictRecord<'a> {
    kind: &'a str,
    first: &'a str,
    second: &'a str,
    about: &'a str,
}

#[derive(Serialize)]
struct ConclusionRecord<'a> {
    span: Pair,
    line: usize,
    what: &'a str,
    certainty: Certainty,
    rests_on: &'a [String],
    stronger_than: &'a [String],
}

/// Two articles side by side.
#[derive(Serialize)]
pub(super) struct ComparisonRecord<'a> {
    r#type: &'static str,
    schema: &'static str,
    articles: [CheckRecord<'a>; 2],
    speakers: Vec<[&'a str; 2]>,
    speakers_alone: [Vec<&'a str>; 2],
    statements: Vec<SharedRecord<'a>>,
    statements_alone: [Vec<&'a str>; 2],
}

#[derive(Serialize)]
struct SharedRecord<'a> {
    ids: [&'a str; 2],
    share: f32,
    same_speaker: bool,
}

impl<'a> CheckRecord<'a> {
    pub(super) fn new(checked: &'a Checked, unit: Unit) -> Self {
        let Checked { document, reading, check } = checked;
        let text = Positions::new(&document.text, unit);
        let title = Positions::new(document.title.as_deref().unwrap_or(""), unit);
        let entries = entries(document, reading);
        let words = |index: usize| check.each.get(index).copied().unwrap_or(0);
        let statement = |(index, entry): (usize, &Entry<'a>)| {
            let positions = if entry.statement.place == Place::Title { &title } else { &text };
            StatementRecord::new(entry, positions, words(index))
        };
        Self {
            r#type: "check",
            schema: CHECK_SCHEMA,
            doc: &document.id,
            model: &reading.model,
            document: DocumentRecord::new(checked, unit),
            words: check.words,
            author_words: check.own,
            statements: entries.iter().enumerate().map(statement).collect(),
            speakers: speakers(checked),
            classes: shares(checked, &check.classes),
            hops: shares(checked, &check.hops),
            manners: shares(checked, &check.manners),
            undated: ids(checked, &check.undated),
            denials: ids(checked, &check.denials),
            refusals: ids(checked, &check.refusals),
            conflicts: conflicts(checked),
            conclusions: conclusions(checked, &text),
            conclusions_on_nothing: &check.on_nothing,
            conclusions_surer: &check.surer,
        }
    }
}

impl<'a> DocumentRecord<'a> {
    fn new(checked: &'a Checked, unit: Unit) -> Self {
        let Checked { document, reading, .. } = checked;
        Self {
            id: &document.id,
            file: document.file.as_deref(),
            url: document.url.as_deref(),
            title: document.title.as_deref(),
            outlet: document.outlet.as_deref(),
            authors: &document.authors,
            published: document.published.as_deref(),
            language: language(document, reading),
            sha256: &document.sha256,
            offset_unit: unit.name(),
        }
    }
}

impl<'a> StatementRecord<'a> {
    fn new(entry: &Entry<'a>, positions: &Positions<'_>, words: usize) -> Self {
        let statement = entry.statement;
        Self {
            id: &statement.id,
            number: entry.number,
            r#in: if statement.place == Place::Title { "title" } else { "text" },
            line: entry.line,
            speaker: statement.speaker.as_deref(),
            who: entry.who.clone(),
            act: statement.act.name(),
            when: statement.when.as_ref().map(|when| when.value.as_str()),
            content: positions.pairs(&statement.content),
            what: entry.what.clone(),
            words,
        }
    }
}

fn ids<'a>(checked: &'a Checked, statements: &[usize]) -> Vec<&'a str> {
    let of = |index: &usize| checked.reading.statements.get(*index).map(|told| told.id.as_str());
    statements.iter().filter_map(of).collect()
}

fn share(checked: &Checked, words: usize) -> f64 {
    let share = words as f64 / checked.check.words.max(1) as f64;
    (share * 10_000.0).round() / 10_000.0
}

fn shares<'a, K: Copy>(checked: &'a Checked, shares: &[Share<K>]) -> Vec<ShareRecord<'a, K>> {
    let record = |of: &Share<K>| ShareRecord {
        of: of.of,
        statements: ids(checked, &of.statements),
        words: of.words,
        share: share(checked, of.words),
    };
    shares.iter().map(record).collect()
}

fn speakers<'a>(checked: &'a Checked) -> Vec<SpeakerRecord<'a>> {
    let known: HashMap<&str, &Speaker> =
        checked.reading.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker)).collect();
    let record = |share_of: &'a Share<Option<String>>| {
        let Share { of: id, statements, words } = share_of;
        let who = id.as_deref().and_then(|id| known.get(id).copied());
        SpeakerRecord {
            id: id.as_deref(),
            name: who.map(|who| who.name.as_str()),
            r#type: who.map_or(SpeakerKind::Unknown, |who| who.kind),
            anonymous: who.is_some_and(|who| who.anonymous),
            statements: ids(checked, statements),
            words: *words,
            share: share(checked, *words),
        }
    };
    checked.check.speakers.iter().map(record).collect()
}

fn conflicts(checked: &Checked) -> Vec<ConflictRecord<'_>> {
    let conflicts = checked.reading.conflicts.iter();
    let record = conflicts.map(|conflict| ConflictRecord {
        kind: &conflict.kind,
        first: &conflict.first,
        second: &conflict.second,
        about: &conflict.about,
    });
    record.collect()
}

fn conclusions<'a>(checked: &'a Checked, positions: &Positions<'_>) -> Vec<ConclusionRecord<'a>> {
    let document: &'a Document = &checked.document;
    let conclusions = checked.reading.conclusions.iter();
    let lines = crate::entry::Lines::new(&document.text);
    let record = conclusions.map(|conclusion| ConclusionRecord {
        span: positions.pair(conclusion.span),
        line: lines.of(conclusion.span.start),
        what: conclusion.span.of(&document.text),
        certainty: conclusion.certainty,
        rests_on: &conclusion.rests_on,
        stronger_than: &conclusion.stronger_than,
    });
    record.collect()
}

impl<'a> ComparisonRecord<'a> {
    pub(super) fn new(articles: [&'a Checked; 2], comparison: &Comparison, unit: Unit) -> Self {
        let speaker = |side: usize, index: usize| {
            articles[side].reading.speakers.get(index).map_or("", |speaker| speaker.id.as_str())
        };
        let statement = |side: usize, index: usize| {
            articles[side].reading.statements.get(index).map_or("", |told| told.id.as_str())
        };
        let shared = |both: &SharedStatement| SharedRecord {
            ids: [0, 1].map(|side| statement(side, both.places[side])),
            share: both.share,
            same_speaker: both.same_speaker,
        };
        Self {
            r#type: "comparison",
            schema: CHECK_SCHEMA,
            articles: articles.map(|checked| CheckRecord::new(checked, unit)),
            speakers: comparison.speakers.iter().map(|both| [0, 1].map(|side| speaker(side, both[side]))).collect(),
            speakers_alone: [0, 1]
                .map(|side| comparison.speakers_alone[side].iter().map(|&index| speaker(side, index)).collect()),
            statements: comparison.statements.iter().map(shared).collect(),
            statements_alone: [0, 1].map(|side| ids(articles[side], &comparison.statements_alone[side])),
        }
    }
}
