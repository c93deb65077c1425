//! Whose words are they? Each word of a document falls to the innermost statement in whose content it stands, else to the author.

use crate::passage::Passage;
use crate::statement::{Place, Reading};
use selon_language::Language;
use selon_text::{ByteRange, Document, TokenKind};
use std::cmp::Reverse;

/// How many words there are, and whose.
pub(super) struct Measure {
    pub(super) words: usize,
    /// The author's own.
    pub(super) own: usize,
    /// By statement.
    pub(super) of: Vec<usize>,
}

/// Counts the words of the text, and of the title where it stands apart.
pub(super) fn measure(document: &Document, reading: &Reading) -> Measure {
    let mut measure = Measure { words: 0, own: 0, of: vec![0; reading.statements.len()] };
    for (place, passage) in passages(document, language(reading)) {
        measure.add(&passage, &contents(reading, place));
    }
    measure
}

/// The document's passages, the title first where it stands apart.
pub(super) fn passages<'d>(document: &'d Document, language: &'d Language) -> Vec<(Place, Passage<'d>)> {
    let title = document.title.as_deref().filter(|_| document.title_apart);
    let title = title.map(|title| (Place::Title, Passage::new(title, language, &[], &[])));
    let text = (Place::Text, Passage::new(&document.text, language, &document.frame, &[]));
    title.into_iter().chain([text]).collect()
}

/// What is known of the language that a document was read in.
pub(super) fn language(reading: &Reading) -> &'static Language {
    selon_language::language(&reading.language).unwrap_or_else(|| crate::no_language())
}

/// The pieces of the contents in one place, with their statements; outer ones first where several begin at one place.
fn contents(reading: &Reading, place: Place) -> Vec<(ByteRange, usize)> {
    let told = reading.statements.iter().enumerate().filter(|(_, told)| told.place == place);
    let mut pieces: Vec<_> =
        told.flat_map(|(index, told)| told.content.iter().map(move |piece| (*piece, index))).collect();
    pieces.sort_by_key(|(piece, index)| (piece.start, Reverse(piece.end), *index));
    pieces
}

impl Measure {
    /// Goes through the words once with the contents that are open, the innermost last.
    fn add(&mut self, passage: &Passage, contents: &[(ByteRange, usize)]) {
        let mut coming = contents.iter().peekable();
        let mut open: Vec<(ByteRange, usize)> = Vec::new();
        for (index, token) in passage.words.tokens().iter().enumerate() {
            while let Some(content) = coming.next_if(|(piece, _)| piece.start <= token.range.start) {
                open.push(*content);
            }
            while open.last().is_some_and(|(piece, _)| piece.end <= token.range.start) {
                open.pop();
            }
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) && !passage.is_ignored(index) {
                self.words += 1;
                match open.last() {
                    Some(&(_, statement)) => self.of[statement] += 1,
                    None => self.own += 1,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Statement;

    fn told(pieces: &[(usize, usize)]) -> Statement {
        let content = pieces.iter().map(|&(start, end)| ByteRange::new(start, end)).collect();
        Statement { content, ..Statement::default() }
    }

    #[test]
    fn contents_that_cross_share_no_word() {
        let document = Document::from_text("note", "un deux trois quatre");
        let reading = Reading { statements: vec![told(&[(0, 13)]), told(&[(8, 20)])], ..Reading::default() };
        let measure = measure(&document, &reading);
        assert_eq!((measure.words, measure.own, measure.of), (4, 0, vec![2, 2]));
    }

    #[test]
    fn the_title_counts_where_it_stands_apart() {
        let mut document = Document { title: Some("Un pont".to_owned()), ..Document::from_text("note", "deux ponts") };
        assert_eq!(measure(&document, &Reading::default()).words, 2);
        document.title_apart = true;
        assert_eq!(measure(&document, &Reading::default()).words, 4);
    }
}
