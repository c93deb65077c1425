//! One article with its statements in place: the text and its margin, the list beside it with filters, the sourcing on top, the author's own
//! conclusions and what is at odds beneath. The twin is the reading in the schema `selon/1`.

mod filters;
mod items;
mod map;
mod sourcing;
mod voices;

use crate::answer::{Answer, JSON, page};
use crate::asked::Asked;
use crate::links;
use crate::reasons::{self, Reason};
use crate::shelf::Read;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use filters::Filters;
use items::{Item, Pair, Told};
use selon_export::view::{DocumentView, Paragraph, Piece, Shown};
use selon_export::{Format, Settings, exporter};
use serde::Serialize;
use sourcing::Sheet;
use voices::{Rail, Voices};

#[derive(Template, Serialize)]
#[template(path = "article.html")]
struct Article {
    #[serde(skip)]
    words: Words,
    /// What it is called.
    title: String,
    #[serde(skip)]
    view: DocumentView,
    #[serde(skip)]
    lines: Vec<Line>,
    #[serde(skip)]
    items: Vec<Item>,
    #[serde(skip)]
    filters: Filters,
    #[serde(skip)]
    voices: Voices,
    #[serde(skip)]
    conclusions: Vec<Told>,
    #[serde(skip)]
    conflicts: Vec<Pair>,
    #[serde(skip)]
    sheet: Sheet,
    /// Who read it, where that is not who was asked to.
    #[serde(skip)]
    remark: Option<String>,
    /// What the reading tells of the text, such as what was mended in it.
    #[serde(skip)]
    notes: Vec<Reason>,
    #[serde(skip)]
    map: String,
}

/// What stands beside one paragraph.
struct Line {
    rails: Vec<Rail>,
    /// Through whom it comes, where that begins here.
    through: String,
}

/// The page of a text that has been read.
pub(super) fn page_of(site: &Site, asked: &Asked, read: &Read) -> Result<Answer, Trouble> {
    if asked.json {
        return twin(read);
    }
    let (document, reading, words) = (&read.document, &read.reading, asked.words);
    let check = selon_reading::check(document, reading);
    let view = DocumentView::new(1, document, reading, Shown { why: true, conclusions: true });
    let filters = Filters::new(asked, reading, &check);
    let items = items::items(words, document, reading, &view, &check, &filters);
    let voices = Voices::new(words, document, reading);
    let title = super::name(document);
    let article = Article {
        words,
        lines: view.paragraphs.iter().scan(Vec::new(), |before, line| Some(beside(&voices, line, before))).collect(),
        conclusions: items::conclusions(words, document, reading),
        conflicts: items::conflicts(words, document, reading),
        sheet: Sheet::new(words, &check, reading),
        map: map::draw(words, &items, reading),
        remark: read.remark.map(|key| words.with(key, &reading.model)),
        notes: reasons::reasons(words, &view.notes),
        view,
        items,
        filters,
        voices,
        title,
    };
    page(site, asked, "reading", &article.title, &article)
}

/// The rails of a paragraph; `before` are the voices of the paragraph before it.
fn beside(voices: &Voices, line: &Paragraph, before: &mut Vec<usize>) -> Line {
    let (rails, through) = voices.beside(line.range, before);
    Line { rails, through }
}

/// The reading as `selon read --format json --why` gives it.
fn twin(read: &Read) -> Result<Answer, Trouble> {
    let mut body = Vec::new();
    let mut out = exporter(Format::Json, Settings { why: true, ..Settings::default() }, Box::new(&mut body));
    let written = out.document(&read.document, &read.reading).and_then(|()| out.finish());
    drop(out);
    written?;
    Ok(Answer::bytes(JSON, body))
}

impl Article {
    /// The statement of that number.
    fn item(&self, number: &usize) -> Option<&Item> {
        self.items.get(number.checked_sub(1)?)
    }

    /// Classes of a mark: its kind of source, and whether the filters leave it out.
    fn classes(&self, role: &str, numbers: &[usize]) -> String {
        let first = numbers.first().and_then(|number| self.item(number)).filter(|_| role != "conclusion");
        let Some(item) = first else { return String::new() };
        let left_out = !numbers.iter().filter_map(|number| self.item(number)).any(|item| item.matches);
        let passage = if item.is_passage && role == "content" { " passage" } else { "" };
        format!(" c-{}{passage}{}", item.class, if left_out { " left-out" } else { "" })
    }

    /// Where the text came from, where that can be followed.
    fn outside(&self) -> Option<&str> {
        self.view.link.as_deref().and_then(links::outside)
    }
}
