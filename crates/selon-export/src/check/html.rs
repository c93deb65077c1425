//! `html`: checks as one page that needs nothing else: the counts, each with links to its places, and beneath them the articles with their
//! statements marked; no script. It prints as it stands.

use super::pair::{LETTERS, Pair};
use super::sheet::{Place, Row, Section, Sheet};
use super::{CheckExporter, Checked};
use crate::Settings;
use crate::facts::{facts, name};
use crate::html::view::{DocumentView, Piece, Shown};
use askama::Template;
use selon_reading::Comparison;
use std::io::{self, Write};

#[derive(Template)]
#[template(path = "check.html")]
struct Page<'a> {
    title: String,
    checks: &'a [CheckView],
    pairs: &'a [PairView],
    version: &'static str,
}

struct CheckView {
    document: DocumentView,
    total: String,
    sections: Vec<SectionView>,
}

struct SectionView {
    heading: &'static str,
    counted: &'static str,
    has_words: bool,
    rows: Vec<RowView>,
    /// The sentences themselves, where they are what is asked for.
    sentences: Vec<PlaceView>,
}

struct RowView {
    label: String,
    inner: bool,
    words: Option<WordsView>,
    count: String,
    places: Vec<PlaceView>,
    /// Number of its document on the page.
    document: usize,
}

struct WordsView {
    count: usize,
    share: String,
    /// The share as a number of percents, for the bar.
    width: String,
}

struct PlaceView {
    /// Number of its document on the page.
    document: usize,
    letter: &'static str,
    /// What it is called in the document: `m3` the mark of a statement, `l5` a line.
    anchor: String,
    label: String,
    who: String,
    place: String,
    what: String,
}

struct PairView {
    articles: Vec<ArticleView>,
    tables: Vec<TableView>,
    lists: Vec<ListView>,
}

struct ArticleView {
    letter: &'static str,
    number: usize,
    name: String,
    facts: String,
    total: String,
}

struct TableView {
    heading: String,
    rows: Vec<PairRowView>,
}

struct PairRowView {
    label: String,
    sides: Vec<Option<RowView>>,
}

struct ListView {
    heading: String,
    items: Vec<ItemView>,
}

struct ItemView {
    places: Vec<PlaceView>,
    remark: String,
}

pub(super) struct Html<'w> {
    settings: Settings,
    out: Box<dyn Write + 'w>,
    checks: Vec<CheckView>,
    pairs: Vec<PairView>,
}

impl<'w> Html<'w> {
    pub(super) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out, checks: Vec::new(), pairs: Vec::new() }
    }

    fn add(&mut self, checked: &Checked) -> usize {
        let number = self.checks.len() + 1;
        let sheet = Sheet::new(checked);
        let shown = Shown { why: self.settings.why, ..Shown::default() };
        self.checks.push(CheckView {
            document: DocumentView::new(number, &checked.document, &checked.reading, shown),
            total: sheet.total(),
            sections: sheet.sections().into_iter().map(|section| SectionView::new(section, number)).collect(),
        });
        number
    }
}

impl CheckExporter for Html<'_> {
    fn alone(&mut self, checked: &Checked) -> io::Result<()> {
        self.add(checked);
        Ok(())
    }

    fn side_by_side(&mut self, articles: [&Checked; 2], comparison: &Comparison) -> io::Result<()> {
        let numbers = articles.map(|checked| self.add(checked));
        self.pairs.push(PairView::new(articles, numbers, Pair::new(articles, comparison)));
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let title = match self.checks.as_slice() {
            [only] => only.document.name.clone(),
            several => format!("{} documents", several.len()),
        };
        let page = Page { title, checks: &self.checks, pairs: &self.pairs, version: env!("CARGO_PKG_VERSION") };
        page.write_into(&mut self.out).map_err(io::Error::other)?;
        self.out.flush()
    }
}

impl SectionView {
    fn new(section: Section, document: usize) -> Self {
        let told = section.tells_sentences;
        let places = section.rows.iter().filter(|row| told && !row.inner).flat_map(|row| &row.places);
        Self {
            sentences: places.map(|place| PlaceView::new(place.clone(), document)).collect(),
            heading: section.heading,
            counted: section.counted,
            has_words: section.rows.iter().any(|row| row.words.is_some()),
            rows: section.rows.into_iter().map(|row| RowView::new(row, document)).collect(),
        }
    }
}

impl RowView {
    fn new(row: Row, document: usize) -> Self {
        let words = row.words.map(|(count, share)| WordsView {
            count,
            share: share.to_string(),
            width: format!("{:.1}", share.0.clamp(0.0, 100.0)),
        });
        Self {
            label: row.label,
            inner: row.inner,
            words,
            count: row.count.map(|count| count.to_string()).unwrap_or_default(),
            places: row.places.into_iter().map(|place| PlaceView::new(place, document)).collect(),
            document,
        }
    }
}

impl PlaceView {
    fn new(place: Place, document: usize) -> Self {
        let line = place.line.unwrap_or(0);
        let (anchor, label) = match place.number {
            Some(number) => (format!("m{number}"), number.to_string()),
            None => (format!("l{line}"), format!("line {line}")),
        };
        let told = if place.number.is_some() { place.place() } else { String::new() };
        let letter = LETTERS.get(document.wrapping_sub(1)).copied().unwrap_or("");
        Self { document, letter, anchor, label, who: place.who, place: told, what: place.what }
    }
}

impl PairView {
    fn new(articles: [&Checked; 2], numbers: [usize; 2], pair: Pair) -> Self {
        let article = |side: usize| ArticleView {
            letter: LETTERS[side],
            number: numbers[side],
            name: name(&articles[side].document),
            facts: facts(&articles[side].document).join(" · "),
            total: pair.totals[side].clone(),
        };
        let articles = [0, 1].map(article).into();
        let view = |side: usize, place: Place| PlaceView::new(place, numbers[side]);
        let shared = pair.shared.into_iter().map(|both| {
            let [one, other] = both.places;
            ItemView { places: vec![view(0, one), view(1, other)], remark: both.remark }
        });
        let mut lists = vec![ListView { heading: "Statements that both have".to_owned(), items: shared.collect() }];
        for (side, places) in pair.alone.into_iter().enumerate() {
            let items =
                places.into_iter().map(|place| ItemView { places: vec![view(side, place)], remark: String::new() });
            let heading = format!("Statements that only {} has", LETTERS[side]);
            lists.push(ListView { heading, items: items.collect() });
        }
        lists.retain(|list| !list.items.is_empty());
        let tables = pair.tables.into_iter().map(|table| TableView {
            heading: table.heading,
            rows: table
                .rows
                .into_iter()
                .map(|row| {
                    let [one, other] = row.sides;
                    let cell = |side: usize, row: Option<Row>| row.map(|row| RowView::new(row, numbers[side]));
                    PairRowView { label: row.label, sides: vec![cell(0, one), cell(1, other)] }
                })
                .collect(),
        });
        Self { articles, tables: tables.collect(), lists }
    }
}
