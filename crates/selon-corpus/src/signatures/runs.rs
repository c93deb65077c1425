//! Sentences that share much of their wording, by MinHash over runs of words (Broder, «On the resemblance and containment of
//! documents», 1997): found too where every word of them is common.

use super::Signature;
use crate::claims::{Sentence, hash};

/// Words of a run.
const WORDS: usize = 3;
/// Bands, and least hashes in each: of two sentences that share four fifths of their runs, some 88 in 100 share a band;
/// of two that share three tenths, 8.
const BANDS: u64 = 3;
const ROWS: u64 = 3;

/// Bands of the least hashes of a sentence's runs.
pub(super) struct Runs;

impl Signature for Runs {
    fn keys(&self, sentence: &Sentence) -> Vec<u64> {
        let words: Vec<String> = sentence
            .words
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let runs: Vec<u64> = words.windows(WORDS).map(|run| hash(&[&run[0], &run[1], &run[2]])).collect();
        if runs.is_empty() { Vec::new() } else { (0..BANDS).map(|band| key(&runs, band)).collect() }
    }
}

fn key(runs: &[u64], band: u64) -> u64 {
    let least = |row: u64| runs.iter().map(|&run| mixed(run, band * ROWS + row)).min().unwrap_or(0);
    let rows: Vec<String> = (0..ROWS).map(|row| least(row).to_string()).collect();
    hash(&["runs", &band.to_string(), &rows.join(" ")])
}

/// Another hash of the same run for every row (the finisher of SplitMix64, after Steele et al. 2014).
const fn mixed(run: u64, row: u64) -> u64 {
    let mut state = run.wrapping_add((row + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(words: &str) -> Vec<u64> {
        Runs.keys(&Sentence { words: words.into(), ..Sentence::default() })
    }

    #[test]
    fn nearly_the_same_words_share_a_band() {
        let one =
            keys("the mayor has said that the old bridge over the river will be closed for the whole of the winter");
        let other =
            keys("The mayor has said that the old bridge over the river will be closed for the whole of the year");
        assert!(one.iter().any(|key| other.contains(key)));
        let third = keys("the harbour is to be dredged in spring if the ministry finds the money that was promised");
        assert!(!one.iter().any(|key| third.contains(key)));
    }

    #[test]
    fn few_words_have_no_runs() {
        assert!(keys("No comment.").is_empty());
    }
}
