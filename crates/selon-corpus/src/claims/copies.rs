//! Is a text carried over from another, as papers carry an agency's copy?

use super::appearance::Sentence;
use super::same::in_order;
use std::collections::HashSet;

/// So many sentences that are nearly word for word make a copy.
const SENTENCES: usize = 2;
/// The share of words in one order from which two sentences are nearly word for word.
const NEARLY: f32 = 0.75;
/// Shorter sentences are alike by chance.
const TERMS: usize = 4;
/// More sentences of a text are not looked at.
const MOST: usize = 60;

/// Whether the text of `later` carries that of `earlier`: sentences are nearly word for word, two at least where the earlier one is
/// credited, and else half of those that tell something in either text.
pub(super) fn is_copy(later: &[&Sentence], earlier: &[&Sentence], credited: bool) -> bool {
    let tell = |sentences: &[&Sentence]| sentences.iter().take(MOST).filter(|sentence| tells(sentence)).count();
    let alike = later
        .iter()
        .take(MOST)
        .filter(|sentence| tells(sentence) && earlier.iter().take(MOST).any(|other| same_words(sentence, other)));
    let alike = alike.count();
    alike >= SENTENCES && (credited || alike * 2 >= tell(later).min(tell(earlier)))
}

fn tells(sentence: &Sentence) -> bool {
    sentence.terms.len() >= TERMS
}

fn same_words(a: &Sentence, b: &Sentence) -> bool {
    if a.language != b.language || !tells(b) {
        return false;
    }
    // Counting shared stems is quick, and sentences that have few of them in common need no closer look.
    let stems: HashSet<u64> = a.terms.iter().filter_map(|term| term.keys.first()).copied().collect();
    let shared = b.terms.iter().filter_map(|term| term.keys.first()).filter(|key| stems.contains(key)).count();
    2 * shared >= a.terms.len().max(b.terms.len()) && in_order(&a.words, &b.words) >= NEARLY
}

#[cfg(test)]
mod tests {
    use super::super::appearance::{Sentence, Term};
    use super::*;

    fn sentence(words: &str) -> Sentence {
        let terms = words.split(' ').map(|word| Term { keys: vec![word.len() as u64, 7], ..Term::default() }).collect();
        Sentence { words: words.to_owned(), terms, language: "en".to_owned(), ..Sentence::default() }
    }

    #[test]
    fn two_sentences_word_for_word_are_a_copy_where_it_is_credited() {
        let first = sentence("The bridge at Sarn will close on Monday morning");
        let second = sentence("Repairs to the cables are to last eleven weeks");
        let other = sentence("Nobody in the harbour had been told of it");
        let more = sentence("Ferries will run every hour until nine at night");
        let earlier = [&first, &second, &other, &other];
        assert!(is_copy(&[&first, &second, &more, &more, &more], &earlier, true));
        assert!(!is_copy(&[&first, &more, &more], &earlier, true));
        assert!(is_copy(&[&first, &second, &more], &earlier, false));
    }
}
