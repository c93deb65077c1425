//! Statements of a database at the terminal: who did what, when and where, with the words looked for standing out.

use super::page::{Page, line};
use selon_corpus::{Hit, Query};
use selon_export::wrapped;
use std::io;

/// Columns of the day, with the gap behind it.
const DAY: &str = "            ";

/// One statement: a line of who and where, the words, and how to cite it.
pub(crate) fn show(page: &mut Page, hit: &Hit, query: &Query) -> io::Result<()> {
    let palette = page.palette;
    let place = hit.place();
    let head = format!("{} {} · {}", who(hit), did(&hit.act, &hit.polarity), line(place));
    let head = wrapped(&format!("{}  ", hit.day), &head, page.width);
    let (day, rest) = head.split_at(hit.day.len().min(head.len()));
    writeln!(page.out, "{}{}", palette.paint(palette.faint(), day), palette.paint(palette.source(), rest))?;
    for row in wrapped(DAY, &line(&hit.content), page.width).split('\n') {
        writeln!(page.out, "{}", lit(page, row, query))?;
    }
    let cite = [Some(hit.id.clone()), hit.claim.as_ref().map(|claim| format!("claim {claim}")), Some(line(&hit.doc))];
    page.faint(DAY, &cite.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// The row with the words looked for in bold, the rest in the colour of what is said.
fn lit(page: &Page, row: &str, query: &Query) -> String {
    let palette = page.palette;
    let (mut shown, mut at) = (String::new(), 0);
    for mark in query.marks(row) {
        shown.push_str(&palette.paint(palette.content(), &row[at..mark.start]));
        shown.push_str(&palette.paint(palette.strong(), mark.of(row)));
        at = mark.end;
    }
    shown.push_str(&palette.paint(palette.content(), &row[at..]));
    shown
}

/// The name known across documents, else as the document calls them, else the words there.
fn who(hit: &Hit) -> String {
    let words = Some(hit.source.as_str()).filter(|words| !words.is_empty());
    line(hit.speaker.as_deref().or(hit.called.as_deref()).or(words).unwrap_or("somebody not told"))
}

/// What was done by saying it, as people say it.
pub(crate) fn did(act: &str, polarity: &str) -> &'static str {
    match (act, polarity == "negative") {
        ("confirm", false) => "confirmed",
        ("confirm", true) => "did not confirm",
        ("deny", false) => "denied",
        ("deny", true) => "did not deny",
        ("decline", _) => "declined",
        ("ask", false) => "asked",
        ("ask", true) => "did not ask",
        ("urge", false) => "urged",
        ("urge", true) => "did not urge",
        ("commit", false) => "promised",
        ("commit", true) => "did not promise",
        ("warn", false) => "warned",
        ("warn", true) => "did not warn",
        ("accuse", false) => "accused",
        ("accuse", true) => "did not accuse",
        ("praise", false) => "praised",
        ("praise", true) => "did not praise",
        (_, false) => "said",
        (_, true) => "did not say",
    }
}
