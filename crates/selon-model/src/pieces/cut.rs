//! Which pieces make up a text? The most probable ones, by the scores of single pieces (Kudo 2018, subword regularisation).

use super::table::{Hash, Table};

/// What is known of the best way to a place of the text.
#[derive(Clone, Copy)]
struct Best {
    score: f64,
    /// Where its last piece begins, and which it is.
    start: usize,
    piece: u32,
}

/// Room for one text; kept to be used again.
#[derive(Default)]
pub(super) struct Room {
    best: Vec<Best>,
}

/// Adds the pieces of `text` to `pieces`; characters that no piece begins with are `unknown`, several in a row one.
/// Time and room grow with the length of the text.
pub(super) fn cut(table: &Table, unknown: u32, text: &str, room: &mut Room, pieces: &mut Vec<u32>) {
    let best = &mut room.best;
    best.clear();
    best.resize(text.len() + 1, Best { score: f64::NEG_INFINITY, start: 0, piece: unknown });
    best[0].score = 0.0;
    for (start, _) in text.char_indices() {
        reach(table, unknown, text, start, best);
    }
    let (first, mut at) = (pieces.len(), text.len());
    while at > 0 {
        let Best { start, piece, .. } = best[at];
        if piece != unknown || pieces.len() == first || pieces.last() != Some(&unknown) {
            pieces.push(piece);
        }
        at = start;
    }
    pieces[first..].reverse();
}

/// Betters the ways to the ends of all pieces that begin at `start`.
fn reach(table: &Table, unknown: u32, text: &str, start: usize, best: &mut [Best]) {
    let before = best[start].score;
    let mut hash = Hash::EMPTY;
    for (i, c) in text[start..].char_indices() {
        let end = start + i + c.len_utf8();
        if end - start > table.longest() && i > 0 {
            return;
        }
        hash = hash.and(&text.as_bytes()[start + i..end]);
        let (piece, score) = match table.find(&text.as_bytes()[start..end], hash) {
            Some(found) => found,
            None if i == 0 => (unknown, table.least() - 10.0),
            None => continue,
        };
        let score = before + f64::from(score);
        if score > best[end].score {
            best[end] = Best { score, start, piece };
        }
    }
}
