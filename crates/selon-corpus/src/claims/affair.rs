//! Are two articles about one affair? By the names and rare words that they share, by links and by credit.

use super::appearance::Article;
use super::links::most_with_key;
use super::outlets::{NAMED, credited};
use super::rarity::Rarity;
use super::same::common;

/// Articles of one affair share so much: a name counts 2, any other rare word 1.
const ENOUGH: usize = 5;
/// So many rare words are enough where one names the other's outlet.
const CREDITED: usize = 2;

/// How two articles stand to each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Affair {
    /// Which share of the names of the one that has fewer the other one has too.
    pub(super) topic: f32,
    /// Whether one links to the other.
    pub(super) link: bool,
    /// Whether they are about one affair.
    pub(super) one: bool,
}

/// How two articles stand to each other; the counts of `rarity` tell which words are rare.
pub(super) fn affair(a: &Article, b: &Article, rarity: &dyn Rarity) -> Affair {
    let link = links(a, b) || links(b, a);
    Affair { topic: topic(a, b), link, one: link || share_much(a, b, rarity) }
}

fn share_much(a: &Article, b: &Article, rarity: &dyn Rarity) -> bool {
    let names = 2 * common(&a.topic, &b.topic);
    if names >= ENOUGH {
        return true;
    }
    let rare = rare_words(a, b, rarity);
    names + rare >= ENOUGH
        || (rare >= CREDITED && (credited(&a.mentions, b) > NAMED || credited(&b.mentions, a) > NAMED))
}

/// How many rare words two articles share.
pub(super) fn rare_words(a: &Article, b: &Article, rarity: &dyn Rarity) -> usize {
    let most = most_with_key(rarity.articles());
    shared(&a.subject, &b.subject).filter(|&key| rarity.articles_with(key) <= most).count()
}

/// Which share of the names of the article that has fewer the other one has too.
fn topic(a: &Article, b: &Article) -> f32 {
    common(&a.topic, &b.topic) as f32 / a.topic.len().min(b.topic.len()).max(1) as f32
}

/// Whether an article links to another.
pub(super) fn links(from: &Article, to: &Article) -> bool {
    to.url.as_ref().is_some_and(|url| from.links.contains(url))
}

/// The values that two sorted lists share.
fn shared<'a>(a: &'a [u64], b: &'a [u64]) -> impl Iterator<Item = u64> + 'a {
    a.iter().copied().filter(|key| b.binary_search(key).is_ok())
}

#[cfg(test)]
mod tests {
    use super::super::shelf::Memory;
    use super::*;

    #[test]
    fn articles_that_share_names_or_rare_words_are_of_one_affair() {
        let article = |topic: &[u64], subject: &[u64]| Article {
            topic: topic.into(),
            subject: subject.into(),
            ..Article::default()
        };
        let shelf = Memory::default();
        let first = article(&[1, 2], &[1, 2, 5, 6, 7]);
        assert!(affair(&first, &article(&[1, 2], &[1, 2]), &shelf).one);
        assert!(affair(&first, &article(&[], &[1, 2, 5, 6, 7]), &shelf).one);
        assert!(!affair(&first, &article(&[1], &[1, 5]), &shelf).one);
    }
}
