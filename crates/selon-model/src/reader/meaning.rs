//! What does a content mean? A few layers over its words alone, taken half way up the encoder, and their mean: a point that
//! lies near those of contents that say nearly the same, in the same language or another.

use crate::format::{Error, Fault, Weights};
use crate::kernel::Path;
use crate::layers::{Room, Shape, Stack};
use crate::matrix::Dense;
use serde::Deserialize;
use std::ops::Range;

use super::config::Config;
use super::run::add;

/// Tokens of a content that are looked at.
const MOST: usize = 96;
/// How long a meaning is, so that its numbers fit a byte.
const LENGTH: f32 = 127.0;

/// The sizes of what tells meanings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Sizes {
    /// Layers of the encoder that words have gone through.
    pub upto: usize,
    /// Layers over a content's words.
    pub layers: usize,
    /// Numbers of a meaning.
    pub numbers: usize,
}

/// What tells meanings.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    hidden: usize,
    stack: Stack,
    out: Dense,
}

impl Meaning {
    /// What `weights` has of it, where it has any.
    pub(super) fn load(weights: &Weights, config: &Config) -> Result<Option<Self>, Error> {
        let Some(sizes) = config.meaning else { return Ok(None) };
        if sizes.upto > config.encoder.layers {
            return Err(weights.error(Fault::Network("its meanings hang on layers that it has not".to_owned())));
        }
        let hidden = config.encoder.hidden;
        let shape = Shape { layers: sizes.layers, ..config.encoder };
        let stack = Stack::load(weights, "meaning", &shape)?;
        Ok(Some(Self { hidden, stack, out: Dense::load(weights, "meaning.out", hidden, sizes.numbers)? }))
    }

    /// The meaning of each content, whose words are rows of `vectors` from token `first` on.
    pub(super) fn of(
        &self,
        path: Path,
        contents: &[&[Range<usize>]],
        vectors: &[f32],
        first: usize,
        room: &mut Room,
    ) -> Vec<Vec<i8>> {
        let mut rows = Vec::new();
        let mut lengths = Vec::with_capacity(contents.len());
        for content in contents {
            let begun = rows.len();
            for token in content.iter().cloned().flatten().take(MOST) {
                rows.extend_from_slice(&vectors[(token - first) * self.hidden..][..self.hidden]);
            }
            lengths.push((rows.len() - begun) / self.hidden);
        }
        self.stack.apply(path, &mut rows, &lengths, room);
        let mut means = vec![0.0; contents.len() * self.hidden];
        let mut rest = rows.chunks_exact(self.hidden);
        for (mean, &length) in means.chunks_exact_mut(self.hidden).zip(&lengths) {
            rest.by_ref().take(length).for_each(|row| add(mean, row));
            mean.iter_mut().for_each(|x| *x /= length.max(1) as f32);
        }
        self.out.apply(path, &means).chunks_exact(self.out.outputs()).map(whole).collect()
    }
}

/// The numbers brought to one length and rounded.
fn whole(numbers: &[f32]) -> Vec<i8> {
    let length = numbers.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    numbers.iter().map(|x| (x / length * LENGTH).round() as i8).collect()
}
