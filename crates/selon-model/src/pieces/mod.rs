//! Which pieces is a word made of? SentencePiece's unigram model, word by word, with the table in the file of weights.

mod cut;
mod table;

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::format::{Error, Fault, Weights};
use table::Table;

/// Stands for white space, before a word or in it.
const SPACE: char = '\u{2581}';
/// Characters of a word that are read; the rest of it is left out.
const MOST: usize = 512;
/// Characters, normalised, that are cut in one go: what is longer is cut there, whatever stands there.
const STRETCH: usize = 64;
/// Bytes of a word, and words, that are remembered.
const REMEMBERED: (usize, usize) = (32, 1 << 15);

/// The pieces that words are cut to.
#[derive(Clone, Debug)]
pub struct Pieces {
    table: Table,
    unknown: u32,
}

impl Pieces {
    /// The table of the tensors `name.text`, `name.ends`, `name.scores` and `name.slots`, which `selon_format.py` writes;
    /// `unknown` is the number of the piece for characters that are in none.
    ///
    /// # Errors
    /// A tensor is not as it should be, or there is no piece `unknown`.
    pub fn load(weights: &Weights, name: &str, unknown: u32) -> Result<Self, Error> {
        let table = Table::load(weights, name)?;
        if unknown as usize >= table.len() {
            return Err(
                weights.error(Fault::Network(format!("there is no piece {unknown}, which is to be the unknown one")))
            );
        }
        Ok(Self { table, unknown })
    }

    /// The number of pieces.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always the unknown piece")]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// The text of a piece; `None` where there is no such piece, or it is no text.
    #[must_use]
    pub fn text(&self, number: u32) -> Option<&str> {
        if number as usize >= self.table.len() {
            return None;
        }
        std::str::from_utf8(self.table.piece(number as usize)).ok()
    }

    /// A cutter, which remembers words.
    #[must_use]
    pub fn cutter(&self) -> Cutter<'_> {
        Cutter { pieces: self, seen: HashMap::new(), room: cut::Room::default(), text: String::new() }
    }
}

/// Cuts words to pieces, and remembers frequent ones: one for each thread. Its memory is bounded.
pub struct Cutter<'p> {
    pieces: &'p Pieces,
    seen: HashMap<Box<str>, [Box<[u32]>; 2]>,
    room: cut::Room,
    text: String,
}

impl Cutter<'_> {
    /// Adds the numbers of a word's pieces to `numbers`: at least one, at most 512 · 18. `spaced` says whether white space
    /// stands before the word. The word is normalised (NFKC); a space in it counts as one. After its first 512
    /// characters it is not read.
    pub fn cut(&mut self, word: &str, spaced: bool, numbers: &mut Vec<u32>) {
        // Longer ones are not remembered, and looking for them would take as long as they are.
        if word.len() <= REMEMBERED.0
            && let Some(seen) = self.seen.get(word)
        {
            let known = &seen[usize::from(spaced)];
            if !known.is_empty() {
                return numbers.extend_from_slice(known);
            }
        }
        let first = numbers.len();
        self.cut_unseen(word, spaced, numbers);
        self.remember(word, spaced, &numbers[first..]);
    }

    fn remember(&mut self, word: &str, spaced: bool, numbers: &[u32]) {
        let (longest, most) = REMEMBERED;
        if word.len() > longest {
            return;
        }
        if self.seen.len() >= most {
            // The frequent words come back at once.
            self.seen.clear();
        }
        self.seen.entry(word.into()).or_default()[usize::from(spaced)] = numbers.into();
    }

    fn cut_unseen(&mut self, word: &str, spaced: bool, numbers: &mut Vec<u32>) {
        let first = numbers.len();
        self.text.clear();
        self.text.extend(spaced.then_some(SPACE));
        if word.is_ascii() {
            self.text.extend(word.bytes().take(MOST).map(|byte| plain(char::from(byte))));
        } else {
            self.text.extend(word.chars().take(MOST).nfkc().map(plain));
        }
        let mut rest = &self.text[..];
        while !rest.is_empty() {
            let end = rest.char_indices().nth(STRETCH).map_or(rest.len(), |(end, _)| end);
            let (stretch, after) = rest.split_at(end);
            cut::cut(&self.pieces.table, self.pieces.unknown, stretch, &mut self.room, numbers);
            rest = after;
        }
        if numbers.len() == first {
            numbers.push(self.pieces.unknown);
        }
    }
}

fn plain(c: char) -> char {
    if c == ' ' { SPACE } else { c }
}
