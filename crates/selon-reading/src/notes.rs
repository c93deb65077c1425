//! What was odd about a text: repairs, quotation marks that close nothing, furniture left out, a language without data.

use crate::passage::Passage;
use crate::statement::Note;
use selon_text::{Document, RepairKind};
use std::collections::BTreeMap;

/// At most so many notes of one kind name their place; the rest are counted.
const PLACED: usize = 20;

/// The notes of a document, those of the page that made it first.
pub(crate) fn of(document: &Document, passage: &Passage) -> Vec<Note> {
    let mut notes: Vec<Note> = document.notes.iter().map(|text| note("page", text.clone())).collect();
    if passage.language.code.is_empty() && !document.text.trim().is_empty() {
        notes.push(note(
            "language",
            "there are no data for this language: only quotations are read, by their marks".to_owned(),
        ));
    }
    if !document.frame.is_empty() {
        let count = document.frame.len();
        let text = format!("left out as the page's furniture: {count} passage{}", if count == 1 { "" } else { "s" });
        notes.push(Note { kind: "furniture".to_owned(), text, span: document.frame.first().copied() });
    }
    notes.extend(unclosed(passage));
    notes.extend(repairs(passage));
    notes
}

fn note(kind: &str, text: String) -> Note {
    Note { kind: kind.to_owned(), text, span: None }
}

/// Quotations that the text never closes.
fn unclosed(passage: &Passage) -> Vec<Note> {
    let open = passage.quotations.iter().filter(|quotation| quotation.close.is_none());
    let place = |quotation: &crate::Quotation| {
        Note {
        kind: "unclosed_quotation".to_owned(),
        text: "this quotation mark is never closed: read to the end of its paragraph, or of the sentence before the next quotation".to_owned(),
        span: Some(passage.token(quotation.open).range),
    }
    };
    open.take(PLACED).map(place).collect()
}

/// One note for each kind of repair, with the first place.
fn repairs(passage: &Passage) -> Vec<Note> {
    let mut kinds: BTreeMap<&'static str, (usize, Note)> = BTreeMap::new();
    for repair in passage.words.view().repairs() {
        let (kind, text) = told(repair.kind);
        let first = || (0, Note { kind: kind.to_owned(), text: text.to_owned(), span: Some(repair.at) });
        kinds.entry(kind).or_insert_with(first).0 += 1;
    }
    let counted = |(count, note): (usize, Note)| Note { text: format!("{} ({count} ×)", note.text), ..note };
    kinds.into_values().map(counted).collect()
}

fn told(kind: RepairKind) -> (&'static str, &'static str) {
    match kind {
        RepairKind::Invisible => ("invisible_character", "invisible characters were passed over"),
        RepairKind::Hyphenation => ("hyphenation", "a word parted at a line's end was read as one"),
        RepairKind::Wrap => ("line_wrap", "a line end inside a sentence was read as a space"),
        RepairKind::CutSentence => ("cut_sentence", "a sentence cut over two paragraphs was read as one"),
        RepairKind::GluedWords => ("glued_words", "words glued together were read apart"),
        RepairKind::MissingSpace => ("missing_space", "a space missing after a full stop was read in"),
        RepairKind::BrokenCompound => ("broken_compound", "a compound broken before its hyphen was read as one"),
        RepairKind::QuotationMark => ("quotation_mark", "a quotation mark in another's place was read as what it is"),
        RepairKind::Charset => ("charset", "letters that a wrong encoding had mangled were read as what they are"),
        RepairKind::Entity => ("entity", "a remnant of HTML was read as its character"),
    }
}
