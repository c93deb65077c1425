//! The trained reader behind the [`Tagger`] trait: it is given what the lexical reader found, and mends it.

mod drafts;
pub mod given;
mod twice;

use crate::lexical::Lexical;
use crate::passage::Passage;
use crate::tag::{Bearer, Draft, NameTag, Tagged, Tagger};
use given::Given;
use selon_model::{Entity, Found, Reader, Text, Token};
use selon_text::TokenRange;
use twice::Twice;

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
        self.tagged(passage).drafts
    }

    fn tagged(&self, passage: &Passage) -> Tagged {
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
        let (found, entities) = self.read(text);
        let names = entities.iter().filter_map(|entity| self.name(entity)).collect();
        Tagged { drafts: drafts::of(passage, self.reader, lexical, found), names }
    }
}

impl Trained<'_> {
    fn read(&self, text: Text) -> (Vec<Found>, Vec<Entity>) {
        let Some(twice) = Twice::of(text) else { return self.reader.read(text, self.scheme) };
        let (found, entities) = self.reader.read(twice.text(), self.scheme);
        let in_text = |entity: Entity| Some(Entity { tokens: twice.range(&entity.tokens)?, ..entity });
        (twice.second(found), entities.into_iter().filter_map(in_text).collect())
    }

    /// A name of somebody or of a body. Places that it sees are left out, since they are wrong too often in English.
    fn name(&self, entity: &Entity) -> Option<NameTag> {
        let bearer = match self.reader.config().entities.get(entity.kind)?.as_str() {
            "Person" => Bearer::Person,
            "Organization" => Bearer::Organisation,
            _ => return None,
        };
        Some(NameTag { tokens: TokenRange::new(entity.tokens.start, entity.tokens.end), bearer })
    }
}
