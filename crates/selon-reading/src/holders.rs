//! In whose content does a place stand? The innermost statement for each of some stretches, in one sweep.

use crate::build::Told;
use selon_text::TokenRange;

/// For each stretch, in order of place, the index of the innermost statement in whose content it begins.
pub(crate) fn holders(stretches: impl Iterator<Item = TokenRange>, told: &[Told]) -> Vec<Option<usize>> {
    let mut pieces: Vec<(TokenRange, usize)> = Vec::new();
    for (at, told) in told.iter().enumerate() {
        pieces.extend(told.content.iter().filter(|piece| !piece.is_empty()).map(|piece| (*piece, at)));
    }
    pieces.sort_by_key(|(piece, _)| (piece.start, std::cmp::Reverse(piece.end)));
    let mut next = pieces.into_iter().peekable();
    let mut open: Vec<(TokenRange, usize)> = Vec::new();
    let holder = |stretch: TokenRange| {
        while let Some(piece) = next.next_if(|(piece, _)| piece.start <= stretch.start) {
            while open.last().is_some_and(|(outer, _)| outer.end <= piece.0.start) {
                open.pop();
            }
            open.push(piece);
        }
        while open.last().is_some_and(|(piece, _)| piece.end <= stretch.start) {
            open.pop();
        }
        open.last().map(|(_, at)| *at)
    };
    stretches.map(holder).collect()
}
