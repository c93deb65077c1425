//! Where are two words glued together? Known words that mangled pages run into the next one: `déclaréque`.

use crate::Writing;
use crate::character::{after, before};
use memchr::memmem;

/// Byte positions of `original` where a space is missing between two words, in order.
pub(crate) fn cuts(original: &str, writing: &Writing) -> Vec<usize> {
    if writing.glued_heads.is_empty() {
        return Vec::new();
    }
    let mut cuts = Vec::new();
    for tail in &writing.glued_tails {
        find(original, tail, writing, &mut cuts);
        if let Some(bare) = tail.strip_suffix('\'') {
            find(original, &format!("{bare}’"), writing, &mut cuts);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

fn find(original: &str, tail: &str, writing: &Writing, cuts: &mut Vec<usize>) {
    if tail.is_empty() {
        return;
    }
    let places = memmem::find_iter(original.as_bytes(), tail);
    cuts.extend(places.filter(|&at| ends_a_word(original, at, tail) && follows_a_head(original, at, writing)));
}

fn ends_a_word(original: &str, at: usize, tail: &str) -> bool {
    let next = after(original, at + tail.len());
    let goes_on = next.is_some_and(char::is_alphanumeric);
    if tail.ends_with(['\'', '’']) { goes_on } else { !goes_on }
}

fn follows_a_head(original: &str, at: usize, writing: &Writing) -> bool {
    const LONGEST: usize = 24;
    if !before(original, at).is_some_and(char::is_alphabetic) {
        return false;
    }
    let Some(text) = original.get(..at) else { return false };
    let letters = text.chars().rev().take(LONGEST).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    text.get(at - letters..).is_some_and(|head| Writing::holds(&writing.glued_heads, head))
}
