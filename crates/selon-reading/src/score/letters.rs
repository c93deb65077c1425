//! The letters and digits that spans cover, and how much two such sets share.

use std::sync::LazyLock;
use unicode_general_category::{GeneralCategory, get_general_category};

/// Words that introduce a content and are not compared. The measure's own list: it has to be one for every language.
static LEADS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../data/score/leads.txt").lines().filter(|line| !line.is_empty()).collect());

/// Letters and digits by their number in the text: ranges in order, apart from each other, end exclusive.
pub(super) type Letters = Vec<(u32, u32)>;

/// A text whose letters and digits are numbered.
pub(super) struct Numbered {
    text: Vec<char>,
    /// How many letters and digits stand before each character, and before the end.
    before: Vec<u32>,
}

impl Numbered {
    pub(super) fn new(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let mut seen = 0;
        let mut before = Vec::with_capacity(text.len() + 1);
        for &c in &text {
            before.push(seen);
            seen += u32::from(is_letter(c));
        }
        before.push(seen);
        Self { text, before }
    }

    /// The letters and digits that `spans`, in code points, cover; what lies beyond the text covers nothing.
    pub(super) fn covered(&self, spans: &[(usize, usize)]) -> Letters {
        let number = |at: usize| self.before.get(at).or(self.before.last()).copied().unwrap_or(0);
        let mut letters: Letters =
            spans.iter().map(|&(start, end)| (number(start), number(end))).filter(|(start, end)| start < end).collect();
        letters.sort_unstable();
        letters.dedup_by(|next, kept| {
            let touches = next.0 <= kept.1;
            if touches {
                kept.1 = kept.1.max(next.1);
            }
            touches
        });
        letters
    }

    /// The same for a content, without the *que*, *that* or *dass* that introduces it, unless there is nothing else.
    pub(super) fn covered_by_content(&self, content: &[(usize, usize)]) -> Letters {
        let mut spans = content.to_vec();
        if let Some(first) = spans.first_mut() {
            let end = first.1.min(self.text.len());
            let words = self.text.get(first.0..end).unwrap_or(&[]);
            if let Some(lead) = lead(words).filter(|lead| first.0 + lead < first.1) {
                first.0 += lead;
            }
        }
        self.covered(&spans)
    }

    /// The words that `spans` cover, pieces parted by `between`, on one line.
    pub(super) fn words(&self, spans: &[(usize, usize)], between: &str) -> String {
        let piece = |&(start, end): &(usize, usize)| -> String {
            let end = end.min(self.text.len());
            self.text.get(start..end).unwrap_or(&[]).iter().collect()
        };
        spans.iter().map(piece).collect::<Vec<_>>().join(between).replace('\n', " ")
    }
}

/// How many letters there are.
fn count(letters: &Letters) -> usize {
    letters.iter().map(|(start, end)| (end - start) as usize).sum()
}

/// Intersection over union; two empty sets are the same.
pub(super) fn overlap(a: &Letters, b: &Letters) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let shared = shared(a, b);
    if shared == 0 { 0.0 } else { shared as f64 / (count(a) + count(b) - shared) as f64 }
}

fn shared(a: &Letters, b: &Letters) -> usize {
    let (mut at, mut beside, mut shared) = (0, 0, 0);
    while let (Some(one), Some(other)) = (a.get(at), b.get(beside)) {
        shared += one.1.min(other.1).saturating_sub(one.0.max(other.0)) as usize;
        if one.1 <= other.1 { at += 1 } else { beside += 1 }
    }
    shared
}

/// Letters and digits as the shared scorer's language has them: without the marks that join letters, which Rust counts in.
pub(super) fn is_letter(c: char) -> bool {
    use GeneralCategory as Of;
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    matches!(
        get_general_category(c),
        Of::UppercaseLetter
            | Of::LowercaseLetter
            | Of::TitlecaseLetter
            | Of::ModifierLetter
            | Of::OtherLetter
            | Of::DecimalNumber
            | Of::LetterNumber
            | Of::OtherNumber
    )
}

/// How many characters the introducing word takes, with what stands around it.
fn lead(words: &[char]) -> Option<usize> {
    let start = words.iter().position(|&c| is_letter(c))?;
    let rest = &words[start..];
    let begins = |word: &&&str| word.chars().count() <= rest.len() && word.chars().zip(rest).all(|(a, &b)| same(a, b));
    // A word boundary has to follow: after «que» no letter, after «qu'» a letter.
    let bounded = |word: &&&str| {
        let next = rest.get(word.chars().count());
        let letter_next = next.is_some_and(|&c| is_letter(c) || c == '_');
        letter_next != word.ends_with(char::is_alphabetic)
    };
    let word = LEADS.iter().filter(begins).find(bounded)?;
    let mut end = start + word.chars().count();
    if matches!(words.get(end), Some('\'' | '’')) {
        end += 1;
    }
    while words.get(end).is_some_and(|&c| is_space(c)) {
        end += 1;
    }
    Some(end)
}

/// Whether a character is this small letter, whatever its case; an old long s is an s.
fn same(small: char, c: char) -> bool {
    let c = if c == 'ſ' { 's' } else { c };
    c.to_lowercase().eq(std::iter::once(small))
}

/// Spaces as the shared scorer's language has them: with the four separators of old data files.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters_of(text: &str) -> String {
        let numbered = Numbered::new(text);
        let letters: Vec<char> = text.chars().filter(|&c| is_letter(c)).collect();
        let covered = numbered.covered_by_content(&[(0, text.chars().count())]);
        covered.into_iter().flat_map(|(start, end)| letters[start as usize..end as usize].to_vec()).collect()
    }

    #[test]
    fn what_introduces_a_content_is_not_compared() {
        assert_eq!(letters_of("« que le pont ferme »"), "lepontferme");
        assert_eq!(letters_of("qu’il ferme"), "ilferme");
        assert_eq!(letters_of("That it closes"), "itcloses");
        assert_eq!(letters_of("quelqu'un"), "quelquun");
        assert_eq!(letters_of("que"), "que");
    }

    #[test]
    fn spans_that_touch_overlap_or_run_backwards_cover_each_letter_once() {
        let text = Numbered::new("ab, cd 7");
        assert_eq!(text.covered(&[(4, 6), (0, 3), (1, 2), (7, 99), (6, 2)]), [(0, 5)]);
        assert_eq!(text.covered(&[(2, 4)]), []);
    }

    #[test]
    fn what_is_shared_is_counted_over_pieces() {
        let half = overlap(&vec![(0, 4), (6, 8)], &vec![(2, 7)]);
        assert!((half - 3.0 / 8.0).abs() < f64::EPSILON, "{half}");
    }

    #[test]
    fn two_empty_spans_are_the_same() {
        assert!((overlap(&vec![], &vec![]) - 1.0).abs() < f64::EPSILON);
        assert!(overlap(&vec![(1, 2)], &vec![]).abs() < f64::EPSILON);
    }

    #[test]
    fn joining_marks_are_no_letters() {
        assert!(is_letter('é') && is_letter('क') && is_letter('½') && is_letter('𐐷'));
        assert!(!is_letter('\u{93f}') && !is_letter('Ⓐ') && !is_letter('_'));
    }
}
