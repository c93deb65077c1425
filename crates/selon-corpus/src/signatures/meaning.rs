//! What a statement means, as the numbers that a model gives for it; found by the signs of the numbers, compared by their angle.
//!
//! Numbers of two models can't be compared: the store keeps beside each which model gave it, and the keys made here hold the
//! model's name. A reading gives them in `Statement::meaning`; there are none where the model was not taught that.

use super::Signature;
use crate::claims::{self, Sentence, hash};

/// Bands of signs, and signs in each (Charikar, «Similarity estimation techniques from rounding algorithms», 2002). Of two
/// vectors with a cosine of 0.95, some 80 in 100 share a band; with 0.9, half; of two at right angles, 1 in 8,000.
const BANDS: usize = 8;
const SIGNS: usize = 16;

/// What a statement means, by one model: numbers from -127 to 127.
///
/// ```
/// use selon_corpus::Meaning;
/// let (a, b) = (Meaning::new(vec![3, 4]).unwrap(), Meaning::new(vec![-4, 3]).unwrap());
/// assert_eq!((a.cosine(&a), a.cosine(&b)), (Some(1.0), Some(0.0)));
/// assert_eq!(a.cosine(&Meaning::new(vec![1]).unwrap()), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning(Vec<i8>);

impl Meaning {
    /// From the numbers; `None` where there are none but zeros.
    #[must_use]
    pub fn new(values: Vec<i8>) -> Option<Self> {
        values.iter().any(|&value| value != 0).then_some(Self(values))
    }

    /// From bytes as they are stored, one a number.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::new(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }

    /// As bytes, one a number.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().map(|value| value.cast_unsigned()).collect()
    }

    /// The cosine of the angle between two meanings by one model, from -1 to 1; `None` where they have not as many numbers.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> Option<f32> {
        let dot = |a: &[i8], b: &[i8]| a.iter().zip(b).map(|(&a, &b)| i64::from(a) * i64::from(b)).sum::<i64>() as f64;
        let lengths = (dot(&self.0, &self.0) * dot(&other.0, &other.0)).sqrt();
        (self.0.len() == other.0.len()).then(|| (dot(&self.0, &other.0) / lengths) as f32)
    }

    /// The keys of each band of signs; none where there are too few numbers for all.
    fn keys(&self, model: &str) -> Vec<u64> {
        if self.0.len() < BANDS * SIGNS {
            return Vec::new();
        }
        let band = |band: usize| {
            let signs = self.0.iter().skip(band).step_by(BANDS).take(SIGNS);
            let signs: String = signs.map(|&value| if value < 0 { '-' } else { '+' }).collect();
            hash(&["signs", model, &band.to_string(), &signs])
        };
        (0..BANDS).map(band).collect()
    }
}

/// Bands of the signs of a sentence's meanings.
pub(super) struct Signs<'m> {
    pub(super) meanings: &'m [claims::Meaning],
}

impl Signature for Signs<'_> {
    fn keys(&self, _: &Sentence) -> Vec<u64> {
        let known = self.meanings.iter().filter_map(|told| Some((Meaning::new(told.numbers.clone())?, &told.model)));
        known.flat_map(|(meaning, model)| meaning.keys(model)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are the same on every run.
    fn numbers(seed: u64) -> Vec<i8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8 as i8
        };
        (0..384).map(|_| next()).collect()
    }

    #[test]
    fn near_meanings_share_keys_and_others_do_not() {
        let meaning = |values: Vec<i8>| Meaning::new(values).unwrap();
        let one = meaning(numbers(1));
        let mut changed = numbers(1);
        changed.iter_mut().step_by(40).for_each(|value| *value = value.wrapping_neg());
        let near = meaning(changed);
        assert!(one.cosine(&near).unwrap() > 0.8);
        let shared = |a: &Meaning, b: &Meaning| a.keys("m").iter().filter(|key| b.keys("m").contains(key)).count();
        assert!(shared(&one, &near) > 0);
        assert_eq!(shared(&one, &meaning(numbers(2))), 0);
    }

    #[test]
    fn models_are_never_mixed() {
        let one = Meaning::new(numbers(1)).unwrap();
        assert!(one.keys("a").iter().all(|key| !one.keys("b").contains(key)));
    }

    #[test]
    fn bytes_are_the_numbers() {
        let one = Meaning::new(vec![-128, -1, 0, 127]).unwrap();
        assert_eq!(Meaning::from_bytes(&one.to_bytes()), Some(one));
        assert_eq!(Meaning::new(vec![0, 0]), None);
    }
}
