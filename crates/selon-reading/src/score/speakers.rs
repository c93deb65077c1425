//! When are two names of speakers the same? As the shared scorer compares them.

use super::letters::is_letter;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Articles and titles that may stand before a name. The measure's own list: it has to be one for every language.
static BEFORE_NAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/score/before-names.txt").lines().filter(|line| !line.is_empty()).collect()
});

/// Whether one name is the other, or stands in it as whole words: «Tallec», «Mme Maud Tallec».
pub(super) fn same_speaker(gold: &str, read: Option<&str>) -> bool {
    let Some(read) = read.filter(|read| !read.is_empty() && !gold.is_empty()) else { return false };
    let (gold, read) = (plain(gold), plain(read));
    let within = |part: &str, whole: &str| format!(" {whole} ").contains(&format!(" {part} "));
    gold == read || !gold.is_empty() && !read.is_empty() && (within(&gold, &read) || within(&read, &gold))
}

/// Small letters without accents, words parted by one space, without articles and titles before them.
fn plain(name: &str) -> String {
    let bare: String = name.to_lowercase().nfkd().filter(|&c| canonical_combining_class(c) == 0).collect();
    let words = bare.split(|c: char| !is_letter(c) && c != '_').filter(|word| !word.is_empty());
    words.skip_while(|word| BEFORE_NAMES.contains(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_stand_in_a_fuller_one() {
        for (gold, read) in [("Maud Tallec", "tallec"), ("La préfète", "prefete"), ("Mme Tallec", "Maud Tallec")] {
            assert!(same_speaker(gold, Some(read)), "{gold} {read}");
        }
        for read in [Some("Tallecson"), Some("le"), Some(""), None] {
            assert!(!same_speaker("Tallec", read), "{read:?}");
        }
        assert!(same_speaker("Le", Some("la")), "two names of nothing but an article are one to the shared scorer");
    }
}
