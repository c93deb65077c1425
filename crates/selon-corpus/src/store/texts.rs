//! Words as the full text keeps them: plain letters of one alphabet, without what French elides before them.

use any_ascii::any_ascii;
use std::collections::HashSet;

/// Folds words for the full text, which takes accents and case away by itself.
pub(crate) struct Folding {
    elisions: &'static HashSet<String>,
}

impl Folding {
    /// By what all languages elide: a query does not say which language it is in.
    pub(crate) fn new() -> Self {
        Self { elisions: selon_language::elisions() }
    }

    /// The words parted by spaces: elided ones dropped, other alphabets written in Latin letters.
    pub(crate) fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        let mut word = String::new();
        for letter in text.chars() {
            if letter.is_alphanumeric() || is_mark(letter) {
                word.push(letter);
                continue;
            }
            let elided = matches!(letter, '\'' | '’' | 'ʼ') && self.elisions.contains(&word.to_lowercase());
            if !elided {
                push(&mut folded, &word);
            }
            word.clear();
        }
        push(&mut folded, &word);
        folded
    }
}

/// Accents that stand apart from their letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn push(folded: &mut String, word: &str) {
    if word.is_empty() {
        return;
    }
    if !folded.is_empty() {
        folded.push(' ');
    }
    let latin = word.chars().all(|letter| (letter as u32) < 0x250 || is_mark(letter));
    if latin { folded.push_str(word) } else { folded.push_str(&any_ascii(word)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elisions_are_dropped_and_alphabets_made_one() {
        let folding = Folding::new();
        assert_eq!(
            folding.fold("L'accord qu’Ардан n'a pas signé, aujourd'hui."),
            "accord Ardan a pas signé aujourd hui"
        );
        assert_eq!(folding.fold(""), "");
    }

    #[test]
    fn names_with_an_apostrophe_keep_their_letters() {
        assert_eq!(Folding::new().fold("O'Brien"), "O Brien");
    }
}
