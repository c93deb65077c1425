//! Answers of a bounded size: so many items a page, so many letters an item.

/// Items on a page where nothing is asked.
const USUAL: usize = 20;
/// Items on a page at most.
const MOST: usize = 50;
/// Letters of one passage.
const LETTERS: usize = 600;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    pub(crate) skip: usize,
    pub(crate) limit: usize,
}

impl Page {
    /// From what was asked; `next` is what an answer called so.
    ///
    /// # Errors
    /// Where `next` is nothing that an answer gave.
    pub(crate) fn asked(limit: Option<usize>, next: Option<&str>) -> Result<Self, String> {
        let skip = match next {
            None => 0,
            Some(next) => next.parse().map_err(|_| format!("«{next}» is no page: give what an answer calls next"))?,
        };
        Ok(Self { skip, limit: limit.unwrap_or(USUAL).clamp(1, MOST) })
    }

    /// What the next page is called, where there is one.
    pub(crate) fn next(self, total: usize) -> Option<String> {
        let end = self.skip.saturating_add(self.limit);
        (end < total).then(|| end.to_string())
    }
}

/// A passage, cut where it is too long.
pub(crate) fn cut(words: &str) -> String {
    match words.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{} […]", &words[..end]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another_to_the_end() {
        let first = Page::asked(Some(2), None).unwrap();
        assert_eq!(first.next(5).as_deref(), Some("2"));
        let last = Page::asked(Some(2), Some("4")).unwrap();
        assert_eq!((last.skip, last.next(5)), (4, None));
        assert_eq!(Page::asked(Some(100_000), None).unwrap().limit, MOST);
        assert!(Page::asked(None, Some("x")).is_err());
    }

    #[test]
    fn long_passages_are_cut_between_letters() {
        assert_eq!(cut("été"), "été");
        assert_eq!(cut(&"é".repeat(601)).chars().count(), 600 + " […]".chars().count());
    }
}
