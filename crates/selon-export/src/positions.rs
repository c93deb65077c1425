//! Byte ranges of one text, turned into pairs of positions in the unit asked for.

use crate::Unit;
use selon_text::{ByteRange, Offsets};

/// A start and an end (exclusive), as JSON has them.
pub(crate) type Pair = [usize; 2];

/// Converts the ranges of one text.
pub(crate) struct Positions<'t> {
    length: usize,
    unit: Unit,
    offsets: Option<Offsets<'t>>,
}

impl<'t> Positions<'t> {
    pub(crate) fn new(text: &'t str, unit: Unit) -> Self {
        let offsets = (unit != Unit::Byte).then(|| Offsets::new(text));
        Self { length: text.len(), unit, offsets }
    }

    pub(crate) fn pair(&self, range: ByteRange) -> Pair {
        let range = ByteRange::new(range.start.min(self.length), range.end.min(self.length));
        match (&self.offsets, self.unit) {
            (Some(offsets), Unit::Codepoint) => {
                let points = offsets.codepoints(range);
                [points.start, points.end]
            }
            (Some(offsets), Unit::Utf16) => {
                let units = offsets.utf16(range);
                [units.start, units.end]
            }
            _ => [range.start, range.end],
        }
    }

    pub(crate) fn pairs(&self, ranges: &[ByteRange]) -> Vec<Pair> {
        ranges.iter().map(|&range| self.pair(range)).collect()
    }
}
