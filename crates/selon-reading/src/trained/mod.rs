//! The trained reader behind the [`Tagger`] trait: it is given what the lexical reader found, and mends it.

mod drafts;
pub mod given;

use crate::lexical::Lexical;
use crate::passage::Passage;
use crate::tag::{Draft, Tagger};
use given::Given;
use selon_model::{Reader, Text, Token};

/// A trained reader and the way of marking statements that is asked of it.
#[derive(Clone, Copy, Debug)]
pub struct Trained<'m> {
    reader: &'m Reader,
    scheme: usize,
}

impl<'m> Trained<'m> {
    /// `scheme` is `guide`, or another one that the model knows; `None` where it does not.
    #[must_use]
    pub fn new(reader: &'m Reader, scheme: &str) -> Option<Self> {
        Some(Self { reader, scheme: reader.config().scheme(scheme)? })
    }
}

impl Tagger for Trained<'_> {
    fn id(&self) -> &str {
        self.reader.id()
    }

    fn drafts(&self, passage: &Passage) -> Vec<Draft> {
        let lexical = Lexical.drafts(passage);
        let given = Given::of(passage, &lexical);
        let tokens: Vec<Token<'_>> = (0..passage.len())
            .map(|at| Token {
                text: passage.words.text(at),
                space: passage.token(at).space_before,
                features: given.features[at],
            })
            .collect();
        let sentences: Vec<usize> = passage.words.sentences().iter().map(|sentence| sentence.start).collect();
        let text = Text { tokens: &tokens, sentences: &sentences, sketches: &given.sketches };
        let (found, _) = self.reader.read(text, self.scheme);
        drafts::of(passage, self.reader, lexical, found)
    }
}
