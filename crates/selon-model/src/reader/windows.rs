//! Where is a text cut for the encoder? Into windows of whole sentences where they fit; each sees the end of the one before.

/// One window: tokens from `first` are seen, tokens from `kept` to `end` get their vectors from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// First token seen.
    pub(super) first: usize,
    /// First token kept.
    pub(super) kept: usize,
    /// First token after.
    pub(super) end: usize,
}

/// Cuts a text step by step, so that its pieces need not all be at hand.
pub(super) struct Cutter<'a> {
    /// First token of each sentence.
    pub(super) sentences: &'a [usize],
    /// Tokens of the text.
    pub(super) tokens: usize,
    /// Most pieces in a window.
    pub(super) window: usize,
    /// Most pieces seen again.
    pub(super) overlap: usize,
}

impl Cutter<'_> {
    /// The window that begins to keep at `kept`; `length` gives the pieces of a token.
    pub(super) fn next(&self, kept: usize, mut length: impl FnMut(usize) -> usize) -> Window {
        let (mut first, mut room) = (kept, self.overlap);
        while first > 0 && length(first - 1) <= room {
            room -= length(first - 1);
            first -= 1;
        }
        let mut used: usize = (first..kept).map(&mut length).sum();
        let mut end = kept;
        while end < self.tokens && (end == kept || used + length(end) <= self.window) {
            used += length(end);
            end += 1;
        }
        if end < self.tokens {
            let next = self.sentences.partition_point(|&start| start <= end);
            if let Some(&start) = self.sentences[..next].last().filter(|&&start| start > kept) {
                end = start;
            }
        }
        Window { first, kept, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(tokens: usize, sentences: &[usize], length: usize) -> Vec<(usize, usize, usize)> {
        let cutter = Cutter { sentences, tokens, window: 10, overlap: 3 };
        let mut windows: Vec<(usize, usize, usize)> = Vec::new();
        let mut kept = 0;
        while kept < tokens {
            let window = cutter.next(kept, |_| length);
            windows.push((window.first, window.kept, window.end));
            kept = window.end;
        }
        windows
    }

    #[test]
    fn sentences_stay_whole_where_they_fit() {
        assert_eq!(cut(14, &[0, 6, 12], 1), [(0, 0, 6), (3, 6, 12), (9, 12, 14)]);
        assert_eq!(cut(12, &[0], 1), [(0, 0, 10), (7, 10, 12)]);
    }

    #[test]
    fn a_token_that_fills_a_window_is_kept_all_the_same() {
        assert_eq!(cut(3, &[0], 10), [(0, 0, 1), (1, 1, 2), (2, 2, 3)]);
        assert!(cut(0, &[], 1).is_empty());
    }
}
