//! The letters and digits that spans cover, and how much two such sets share.

/// Places of letters and digits in a text, in order, none twice.
pub(super) type Letters = Vec<usize>;

/// Words that introduce a content and are not compared.
const LEADS: [&str; 6] = ["que", "qu'", "qu’", "that", "dass", "daß"];

/// The letters and digits that `spans`, in code points, cover.
pub(super) fn covered(text: &[char], spans: &[(usize, usize)]) -> Letters {
    let within = |&(start, end): &(usize, usize)| start..end.min(text.len());
    let mut letters: Letters =
        spans.iter().flat_map(within).filter(|&at| text.get(at).is_some_and(|c| c.is_alphanumeric())).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// Intersection over union; two empty sets are the same.
pub(super) fn overlap(a: &Letters, b: &Letters) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let apart = a.is_empty() || b.is_empty() || a.last() < b.first() || b.last() < a.first();
    let shared = if apart { 0 } else { a.iter().filter(|at| b.binary_search(at).is_ok()).count() };
    shared as f64 / (a.len() + b.len() - shared) as f64
}

/// The spans of a content without the *que*, *that* or *dass* that introduces it, unless there is nothing else.
pub(super) fn without_lead(text: &[char], content: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut spans = content.to_vec();
    if let Some(first) = spans.first_mut() {
        let end = first.1.min(text.len());
        let words = text.get(first.0..end).unwrap_or(&[]);
        if let Some(lead) = lead(words).filter(|lead| first.0 + lead < end) {
            first.0 += lead;
        }
    }
    spans
}

/// How many characters the introducing word takes, with what stands around it.
fn lead(words: &[char]) -> Option<usize> {
    let in_word = |c: &char| c.is_alphanumeric();
    let start = words.iter().position(in_word)?;
    let rest = &words[start..];
    let begins = |word: &&&str| {
        word.chars().count() <= rest.len()
            && word.chars().zip(rest).all(|(a, b)| b.to_lowercase().eq(std::iter::once(a)))
    };
    // A word boundary has to follow: after «que» no letter, after «qu'» a letter.
    let bounded = |word: &&&str| {
        let next = rest.get(word.chars().count());
        let letter_next = next.is_some_and(|c| in_word(c) || *c == '_');
        letter_next != word.ends_with(char::is_alphabetic)
    };
    let word = LEADS.iter().filter(begins).find(bounded)?;
    let mut end = start + word.chars().count();
    if matches!(words.get(end), Some('\'' | '’')) {
        end += 1;
    }
    while words.get(end).is_some_and(|c| c.is_whitespace()) {
        end += 1;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters_of(text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        covered(&text, &without_lead(&text, &[(0, text.len())])).into_iter().map(|at| text[at]).collect()
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
    fn two_empty_spans_are_the_same() {
        assert!((overlap(&vec![], &vec![]) - 1.0).abs() < f64::EPSILON);
        assert!(overlap(&vec![1], &vec![]).abs() < f64::EPSILON);
    }
}
