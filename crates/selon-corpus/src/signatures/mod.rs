//! What sentences are looked up by: keys that two sentences which say the same are likely to share. Whether they say the same
//! is decided elsewhere (`claims`), pair by pair.
//!
//! A key is a hash; what kind it is of does not matter to who keeps it. A new kind of signature is a type with [`Signature`].

mod meaning;
mod runs;

pub use meaning::Meaning;

use crate::claims::{self, Sentence};

/// A way to find sentences that may say the same.
pub(crate) trait Signature {
    /// The keys of a sentence; those that are common to very many tell nothing and are not followed.
    fn keys(&self, sentence: &Sentence) -> Vec<u64>;
}

/// By rare words, numbers and names, in any language that the tables of meanings know.
struct Terms;

impl Signature for Terms {
    fn keys(&self, sentence: &Sentence) -> Vec<u64> {
        sentence.terms.iter().flat_map(|term| term.keys.iter().copied()).collect()
    }
}

/// All keys of a sentence, sorted and without doubles; `meanings` are those of the statements in it.
pub(crate) fn all(sentence: &Sentence, meanings: &[claims::Meaning]) -> Vec<u64> {
    let by_meaning = meaning::Signs { meanings };
    let signatures: [&dyn Signature; 3] = [&Terms, &runs::Runs, &by_meaning];
    let mut keys: Vec<u64> = signatures.iter().flat_map(|signature| signature.keys(sentence)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
