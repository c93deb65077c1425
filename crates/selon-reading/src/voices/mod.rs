//! Through whom a statement came: the tree of voices, the relays from the page to the first mouth, passages told block-wise.

use crate::build::Told;
use crate::passage::Passage;
use crate::whole::Voice;
use selon_text::Document;

/// Builds the tree of voices, and gives each statement its voice and its relays. May add block statements and set parents.
pub(crate) fn find(_document: &Document, _passage: &Passage, _told: &mut Vec<Told>) -> Vec<Voice> {
    Vec::new()
}
