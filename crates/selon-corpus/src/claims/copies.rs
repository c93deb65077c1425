//! Is a text carried over from another, as papers carry an agency's copy?

use super::affair::rare_words;
use super::appearance::{Article, Sentence};
use super::rarity::Rarity;
use super::same::{common, in_order};
use super::shelf::Shelf;
use std::sync::Arc;

/// A text that carries another has so many of its rare words.
const CARRIED: usize = 4;
/// So many sentences that are nearly word for word make a copy.
const SENTENCES: usize = 2;
/// The share of words in one order from which two sentences are nearly word for word.
const NEARLY: f32 = 0.75;
/// Shorter sentences are alike by chance.
const TERMS: usize = 4;
/// More sentences of a text are not looked at.
const MOST: usize = 60;

/// Why a text counts as carried over.
pub const CARRIED_OVER: &str = "other sentences are nearly word for word too: the text is carried over";

/// Whether the text of `later` carries that of `earlier`, which it credits or not. No, where the shelf lacks sentences of either.
#[must_use]
pub fn is_carried_over(later: &Article, earlier: &Article, credited: bool, shelf: &dyn Shelf) -> bool {
    let text = |article: &Article| -> Option<Vec<Arc<Sentence>>> {
        shelf.sentences_of(&article.id).into_iter().map(|id| shelf.sentence(id)).collect()
    };
    let is = || Some(is_copy(&text(later)?, &text(earlier)?, credited));
    may_be_carried_over(later, earlier, shelf) && is().unwrap_or(false)
}

/// Whether a closer look at the two texts is worth it: whoever carries sentences over carries rare words over, and most pairs of texts share few.
#[must_use]
pub fn may_be_carried_over(later: &Article, earlier: &Article, rarity: &dyn Rarity) -> bool {
    rare_words(later, earlier, rarity) >= CARRIED
}

/// Whether the text of `later` carries that of `earlier`: sentences are nearly word for word, two at least where the earlier one is
/// credited, and else half of those that tell something in either text.
fn is_copy(later: &[Arc<Sentence>], earlier: &[Arc<Sentence>], credited: bool) -> bool {
    let (later, earlier) = (telling(later), telling(earlier));
    let alike = later.iter().filter(|sentence| earlier.iter().any(|other| same_words(sentence, other))).count();
    alike >= SENTENCES && (credited || alike * 2 >= later.len().min(earlier.len()))
}

/// A sentence that tells something, with the stems of its terms, sorted.
struct Telling<'s> {
    sentence: &'s Sentence,
    stems: Vec<u64>,
}

/// Those of the first sentences of a text that are long enough to tell something.
fn telling(text: &[Arc<Sentence>]) -> Vec<Telling<'_>> {
    let long = text.iter().take(MOST).filter(|sentence| sentence.terms.len() >= TERMS);
    long.map(|sentence| {
        let mut stems: Vec<u64> = sentence.terms.iter().filter_map(|term| term.keys.first()).copied().collect();
        stems.sort_unstable();
        Telling { sentence, stems }
    })
    .collect()
}

fn same_words(a: &Telling, b: &Telling) -> bool {
    // Counting shared stems is quick, and sentences that have few of them in common need no closer look.
    let near = || 2 * common(&b.stems, &a.stems) >= a.stems.len().max(b.stems.len());
    a.sentence.language == b.sentence.language && near() && in_order(&a.sentence.words, &b.sentence.words) >= NEARLY
}

#[cfg(test)]
mod tests {
    use super::super::appearance::{Sentence, Term};
    use super::*;

    fn sentence(words: &str) -> Arc<Sentence> {
        let terms = words.split(' ').map(|word| Term { keys: vec![word.len() as u64, 7], ..Term::default() }).collect();
        Arc::new(Sentence { words: words.to_owned(), terms, language: "en".to_owned(), ..Sentence::default() })
    }

    #[test]
    fn two_sentences_word_for_word_are_a_copy_where_it_is_credited() {
        let first = sentence("The bridge at Sarn will close on Monday morning");
        let second = sentence("Repairs to the cables are to last eleven weeks");
        let other = sentence("Nobody in the harbour had been told of it");
        let more = sentence("Ferries will run every hour until nine at night");
        let text =
            |sentences: &[&Arc<Sentence>]| sentences.iter().map(|&sentence| Arc::clone(sentence)).collect::<Vec<_>>();
        let earlier = text(&[&first, &second, &other, &other]);
        assert!(is_copy(&text(&[&first, &second, &more, &more, &more]), &earlier, true));
        assert!(!is_copy(&text(&[&first, &more, &more]), &earlier, true));
        assert!(is_copy(&text(&[&first, &second, &more]), &earlier, false));
    }
}
