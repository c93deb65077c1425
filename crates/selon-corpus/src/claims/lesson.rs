//! What the network of `likelihood.rs` learns from: the clues of every pair of windows of two sentences that may say the same.

use super::evidence::Evidence;
use super::likelihood::CLUES;
use super::links::refuses;
use super::overlap::Overlap;
use super::same::Side;
use super::shelf::{SentenceId, Shelf};

/// The clues of two windows, in the order in which the network takes them; none where the two can't speak of one claim.
pub type Clues = Option<[f32; CLUES]>;

/// The clues of all pairs of windows of two sentences of different articles: those of the first window of `a` with each of `b`, then those
/// of the second. Empty where a sentence is gone, or both stand in one article.
///
/// ```
/// use selon_corpus::claims::{Memory, clues, gather};
/// let mut shelf = Memory::default();
/// let mut put = |id: &str, words: &str| {
///     let document = selon_text::Document::from_text(id, words);
///     let reading = selon_reading::read(&document, &selon_reading::Options::default());
///     let (article, sentences) = gather(&document, &reading, None);
///     shelf.add(article, sentences)[0]
/// };
/// let (a, b) = (put("a", "La digue d'Ormel tient."), put("b", "La digue d'Ormel a tenu."));
/// assert_eq!(clues(a, b, &shelf).len(), 1);
/// ```
#[must_use]
pub fn clues(a: SentenceId, b: SentenceId, shelf: &dyn Shelf) -> Vec<Clues> {
    let (Some(first), Some(second)) = (shelf.sentence(a), shelf.sentence(b)) else { return Vec::new() };
    let (Some(of_first), Some(of_second)) = (shelf.article(&first.article), shelf.article(&second.article)) else {
        return Vec::new();
    };
    if first.article == second.article || first.windows.is_empty() || second.windows.is_empty() {
        return Vec::new();
    }
    let x = Side { article: &of_first, sentence: &first, window: 0 };
    let y = Side { article: &of_second, sentence: &second, window: 0 };
    let overlap = Overlap::new(x, y, shelf);
    let pairs = (0..first.windows.len()).flat_map(|i| (0..second.windows.len()).map(move |j| (i, j)));
    pairs
        .map(|(i, j)| {
            let (x, y) = (Side { window: i, ..x }, Side { window: j, ..y });
            if refuses(&first, i) || refuses(&second, j) {
                return None;
            }
            let shared = overlap.of(x.window_of().span, y.window_of().span);
            Evidence::new(x, y, &overlap, &shared).clues()
        })
        .collect()
}
