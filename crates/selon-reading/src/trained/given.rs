//! What the trained reader is given of a passage besides its words: marks, places, and what the lexical reader made of it.

use crate::passage::Passage;
use crate::tag::Draft;
use selon_model::{FEATURES, Sketch};
use selon_text::{TokenKind, TokenRange};

/// How many values each feature can take, in order: quotation, cue, source, content, lexicon, place.
pub const VALUES: [usize; FEATURES] = [6, 3, 3, 4, 4, 3];

/// A passage as the network sees it.
pub struct Given {
    /// For each token, the value of each feature.
    pub features: Vec<[u8; FEATURES]>,
    /// The statements that the lexical reader found.
    pub sketches: Vec<Sketch>,
}

impl Given {
    /// What the network is given of `passage`, in which a lexical reader found `drafts`.
    #[must_use]
    pub fn of(passage: &Passage, drafts: &[Draft]) -> Self {
        Self { features: features(passage, drafts), sketches: drafts.iter().map(sketch).collect() }
    }
}

fn sketch(draft: &Draft) -> Sketch {
    let ranges = |pieces: &[TokenRange]| pieces.iter().map(|piece| piece.start..piece.end).collect();
    Sketch { source: ranges(&draft.source), cue: ranges(&draft.cue), content: ranges(&draft.content) }
}

/// The features of every token.
fn features(passage: &Passage, drafts: &[Draft]) -> Vec<[u8; FEATURES]> {
    let mut features: Vec<[u8; FEATURES]> =
        (0..passage.len()).map(|at| [quotation(passage, at), 0, 0, 0, lexicon(passage, at), 0]).collect();
    for draft in drafts {
        mark(&mut features, &draft.cue, 1, 2);
        mark(&mut features, &draft.source, 2, 2);
        mark(&mut features, &draft.content, 3, 3);
    }
    for (starts, value) in [(passage.words.sentences(), 1), (passage.words.paragraphs(), 2)] {
        for range in starts {
            if let Some(token) = features.get_mut(range.start) {
                token[5] = value;
            }
        }
    }
    features
}

/// Marks the first token of each piece 1, the others 2, and those of more than one piece up to `most`.
fn mark(features: &mut [[u8; FEATURES]], pieces: &[TokenRange], feature: usize, most: u8) {
    for piece in pieces {
        for (place, token) in features[piece.start..piece.end].iter_mut().enumerate() {
            let value = &mut token[feature];
            *value = match (place, *value) {
                (0, _) => 1,
                (_, 0) => 2,
                (_, _) => most,
            };
        }
    }
}

/// Where a token stands to quotations: outside, inside, deeper inside, opening, closing, or an unpaired mark.
fn quotation(passage: &Passage, at: usize) -> u8 {
    if passage.opening_at(at).is_some() {
        return 3;
    }
    if passage.closing_at(at).is_some() {
        return 4;
    }
    if matches!(passage.token(at).kind, TokenKind::Quote(_)) {
        return 5;
    }
    passage.quotation_at(at).map_or(0, |inside| if passage.quotations[inside].depth == 0 { 1 } else { 2 })
}

/// Whether the language knows a token as a verb of saying (1), as another cue (2), or as both (3).
fn lexicon(passage: &Passage, at: usize) -> u8 {
    let lexeme = passage.lexeme(at);
    let says = lexeme.forms.iter().any(|form| !passage.language.lemmas[form.lemma].rules.is_empty());
    u8::from(says) + 2 * u8::from(lexeme.rule.is_some())
}
