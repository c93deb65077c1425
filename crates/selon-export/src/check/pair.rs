//! Two articles side by side in words: counts of both in one table, the sources and statements that both have, and those that only one has.

use super::Checked;
use super::sheet::{Place, Row, Sheet};
use crate::visible::visible_line;
use selon_reading::{Act, Comparison, SharedStatement};

/// How two articles are called beside each other.
pub(super) const LETTERS: [&str; 2] = ["A", "B"];

/// Rows of one question.
pub(super) struct PairTable {
    pub(super) heading: String,
    pub(super) rows: Vec<PairRow>,
}

/// A count of each article; nothing where it has none of the kind.
pub(super) struct PairRow {
    pub(super) label: String,
    pub(super) sides: [Option<Row>; 2],
}

/// Statements of both that tell of the same matter.
pub(super) struct SharedPlaces {
    pub(super) places: [Place; 2],
    /// What a reader should know of the pair; empty where there is nothing.
    pub(super) remark: String,
}

/// Two articles side by side.
pub(super) struct Pair {
    pub(super) totals: [String; 2],
    pub(super) tables: Vec<PairTable>,
    pub(super) shared: Vec<SharedPlaces>,
    pub(super) alone: [Vec<Place>; 2],
}

impl Pair {
    pub(super) fn new(articles: [&Checked; 2], comparison: &Comparison) -> Self {
        let sheets = articles.map(Sheet::new);
        let mut tables = counts(&sheets);
        tables.extend(sources(articles, &sheets, comparison));
        let shared = comparison.statements.iter().map(|both| SharedPlaces {
            places: [0, 1].map(|side| sheets[side].statement(both.places[side])),
            remark: remark(articles, both),
        });
        Self {
            totals: [0, 1].map(|side| sheets[side].total()),
            tables,
            shared: shared.collect(),
            alone: [0, 1].map(|side| sheets[side].statements(&comparison.statements_alone[side])),
        }
    }
}

fn remark(articles: [&Checked; 2], both: &SharedStatement) -> String {
    let denies = |side: usize| {
        let told = articles[side].reading.statements.get(both.places[side]);
        told.is_some_and(|told| told.act == Act::Deny)
    };
    let denied = (denies(0) != denies(1)).then_some("one denies what the other says");
    let other = (!both.same_speaker).then_some("not known to be the same source");
    denied.into_iter().chain(other).collect::<Vec<_>>().join("; ")
}

/// The rows of both sheets by their labels, parts of rows left out.
fn counts(sheets: &[Sheet<'_>; 2]) -> Vec<PairTable> {
    let mut tables: Vec<PairTable> = Vec::new();
    for (side, sheet) in sheets.iter().enumerate() {
        for section in sheet.sections() {
            let at = tables.iter().position(|table| table.heading == section.heading).unwrap_or(tables.len());
            if at == tables.len() {
                tables.push(PairTable { heading: section.heading.to_owned(), rows: Vec::new() });
            }
            let mut after = 0;
            for row in section.rows.into_iter().filter(|row| !row.inner) {
                after = put(&mut tables[at].rows, side, row, after) + 1;
            }
        }
    }
    tables
}

/// Puts a row beside the other article's of the same label, else at `after`, behind the row that it follows; tells where it stands.
fn put(rows: &mut Vec<PairRow>, side: usize, row: Row, after: usize) -> usize {
    let known = rows.iter().position(|known| known.label == row.label && known.sides[side].is_none());
    let at = known.unwrap_or(after.min(rows.len()));
    if known.is_none() {
        rows.insert(at, PairRow { label: row.label.clone(), sides: [None, None] });
    }
    rows[at].sides[side] = Some(row);
    at
}

/// The sources that both have, then those that only one has.
fn sources(articles: [&Checked; 2], sheets: &[Sheet<'_>; 2], comparison: &Comparison) -> Vec<PairTable> {
    let row = |side: usize, speaker: usize| {
        let who = articles[side].reading.speakers.get(speaker)?;
        let share = articles[side].check.speakers.iter().find(|share| share.of.as_deref() == Some(who.id.as_str()))?;
        Some(sheets[side].row(visible_line(&who.name), share))
    };
    let both = comparison.speakers.iter().map(|places| {
        let sides = [0, 1].map(|side| row(side, places[side]));
        let label = sides.iter().flatten().map(|row| row.label.clone()).max_by_key(String::len).unwrap_or_default();
        PairRow { label, sides }
    });
    let mut tables = vec![PairTable { heading: "Sources that both have".to_owned(), rows: both.collect() }];
    for side in [0, 1] {
        let alone = comparison.speakers_alone[side].iter().filter_map(|&speaker| row(side, speaker)).map(|row| {
            let label = row.label.clone();
            let mut sides = [None, None];
            sides[side] = Some(row);
            PairRow { label, sides }
        });
        let heading = format!("Sources that only {} has", LETTERS[side]);
        tables.push(PairTable { heading, rows: alone.collect() });
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}
