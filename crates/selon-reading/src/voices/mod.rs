//! Through whom a statement came: the tree of voices, the relays from the page to the first mouth, passages told block-wise.

mod blocks;
mod circumstances;
mod introductions;
mod reader;
#[cfg(test)]
mod samples;
mod translations;
mod tree;

use crate::build::{self, Told};
use crate::passage::Passage;
use crate::statement::Place;
use crate::whole::Voice;
use reader::Reader;
use selon_text::Document;

/// Builds the tree of voices, and gives each statement its voice and its relays. May add block statements and set parents.
pub(crate) fn find(document: &Document, passage: &Passage, told: &mut Vec<Told>) -> Vec<Voice> {
    let reader = Reader::new(passage);
    let found = blocks::find(&reader, told);
    build::add(passage, told, &found, Place::Text);
    circumstances::label(&reader, told);
    let mut tree = tree::grow(&reader, document, told);
    translations::mark(&reader, document, told, &mut tree);
    tree.voices
}
