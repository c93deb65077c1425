//! A text of a sentence or two is read after itself.
//!
//! The network learned from articles, in which something stands before nearly every sentence; of one that stands alone it sees less. Where it
//! reads the sentence twice over and tells what it finds in the second, single sentences of the development sets are read about as well as in their
//! articles (content at 0.8, French and English: 76.6 and 79.1 for 68.1 and 68.4); whole articles are read no better.

use selon_model::{Found, Sketch, Text, Token};
use std::ops::Range;

/// Texts of at most so many sentences
const SENTENCES: usize = 2;
/// and tokens are read twice.
const TOKENS: usize = 100;

/// A text, and the same text after it.
pub(super) struct Twice<'t> {
    tokens: Vec<Token<'t>>,
    sentences: Vec<usize>,
    sketches: Vec<Sketch>,
    once: usize,
    sketched: usize,
}

impl<'t> Twice<'t> {
    /// The text twice over, where it is so short.
    pub(super) fn of(text: Text<'t>) -> Option<Self> {
        let once = text.tokens.len();
        if once == 0 || once > TOKENS || text.sentences.len() > SENTENCES {
            return None;
        }
        let mut tokens = [text.tokens, text.tokens].concat();
        tokens[once].space = true;
        let later = text.sketches.iter().map(|sketch| Sketch {
            source: moved(&sketch.source, once),
            cue: moved(&sketch.cue, once),
            content: moved(&sketch.content, once),
        });
        Some(Self {
            tokens,
            sentences: text.sentences.iter().copied().chain(text.sentences.iter().map(|first| first + once)).collect(),
            sketches: text.sketches.iter().cloned().chain(later).collect(),
            once,
            sketched: text.sketches.len(),
        })
    }

    /// What the network reads.
    pub(super) fn text(&self) -> Text<'_> {
        Text { tokens: &self.tokens, sentences: &self.sentences, sketches: &self.sketches }
    }

    /// What was found in the second, in tokens of the text.
    pub(super) fn second(&self, found: Vec<Found>) -> Vec<Found> {
        found.into_iter().filter_map(|found| self.in_text(found)).collect()
    }

    fn in_text(&self, mut found: Found) -> Option<Found> {
        found.anchor = found.anchor.checked_sub(self.once)?;
        found.sketch = found.sketch.and_then(|sketch| sketch.checked_sub(self.sketched));
        for pieces in [&mut found.source, &mut found.cue, &mut found.content] {
            pieces.retain(|piece| piece.end > self.once);
            pieces.iter_mut().for_each(|piece| *piece = piece.start.saturating_sub(self.once)..piece.end - self.once);
        }
        (!found.content.is_empty()).then_some(found)
    }

    /// Where something that was found stands in the text.
    pub(super) fn range(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        Some(tokens.start.checked_sub(self.once)?..tokens.end - self.once)
    }
}

fn moved(pieces: &[Range<usize>], by: usize) -> Vec<Range<usize>> {
    pieces.iter().map(|piece| piece.start + by..piece.end + by).collect()
}
