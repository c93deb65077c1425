//! Is an outlet credited? Its name's words among those that a text has with a capital, or its initials.

use super::appearance::Article;
use super::gather::mention_keys;
use super::hash::hash;
use selon_language::{Classes, language, plain};

/// From this share of its name's words on an outlet counts as named.
pub(super) const NAMED: f32 = 0.6;
/// What a word of an outlet's name is worth beside its first: short words are shared by many.
const LONG: usize = 5;

/// Which share of the words of an article's outlet stand among `mentions` (sorted hashes of capitalised words): 1 too
/// where its initials do, 0 where it has no outlet.
pub(super) fn credited(mentions: &[u64], article: &Article) -> f32 {
    let Some(outlet) = &article.outlet else { return 0.0 };
    let named = outlet.split('(').next().unwrap_or_default();
    let words: Vec<&str> = named
        .split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
        .filter(|word| tells(word, &article.language))
        .collect();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    if initials.chars().count() > 1 && mentions.binary_search(&hash(&["mention", &plain(&initials)])).is_ok() {
        return 1.0;
    }
    let worth = |word: &&str| if word.chars().count() >= LONG { 1.0 } else { 0.5 };
    let there = |word: &&&str| mention_keys(word).iter().all(|key| mentions.binary_search(key).is_ok());
    let all: f32 = words.iter().map(worth).sum();
    words.iter().filter(there).map(worth).sum::<f32>() / all.max(1e-6)
}

/// Whether a word of an outlet's name tells it from others: no article, no preposition.
fn tells(word: &str, code: &str) -> bool {
    let small = Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::GENITIVE).with(Classes::COORDINATOR);
    let is_small = |code: &str| {
        language(code).and_then(|known| known.word(&word.to_lowercase())).is_some_and(|entry| entry.classes.has(small))
    };
    word.chars().filter(|c| c.is_alphanumeric()).count() > 1 && !is_small(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_credited_by_its_words_or_its_initials() {
        let article =
            Article { outlet: Some("Le Phare de Sarnel".into()), language: "fr".into(), ..Article::default() };
        let keys = |text: &str| {
            let mut keys: Vec<u64> = text.split(' ').flat_map(mention_keys).collect();
            keys.sort_unstable();
            keys
        };
        assert!(credited(&keys("Phare Sarnel"), &article) > NAMED);
        assert!(credited(&keys("PS"), &article) > NAMED);
        assert!(credited(&keys("Courrier Ardan"), &article) < NAMED);
    }
}
