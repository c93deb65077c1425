//! Words are cut to the pieces that the package `tokenizers` cuts them to, and no word is too nasty.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use selon_model::{Pieces, Weights};

fn data() -> Weights {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pieces.weights");
    Weights::read(file.as_ref()).unwrap()
}

fn cut(pieces: &Pieces, word: &str, spaced: bool) -> Vec<u32> {
    let mut numbers = Vec::new();
    pieces.cutter().cut(word, spaced, &mut numbers);
    numbers
}

#[test]
fn words_are_cut_as_by_the_package() {
    let weights = data();
    let pieces = Pieces::load(&weights, "pieces", 3).unwrap();
    let words = weights.list::<u8>("test.words").unwrap();
    let words: Vec<_> = std::str::from_utf8(&words).unwrap().split('\n').collect();
    let spaced = weights.list::<u8>("test.spaced").unwrap();
    let (numbers, ends) = (weights.list::<u32>("test.numbers").unwrap(), weights.list::<u32>("test.ends").unwrap());
    assert_eq!(words.len(), ends.len());
    let mut cutter = pieces.cutter();
    let mut first = 0;
    for ((word, &spaced), &end) in words.iter().zip(&spaced[..]).zip(&ends[..]) {
        // Twice: the second time it is remembered.
        for _ in 0..2 {
            let mut found = Vec::new();
            cutter.cut(word, spaced == 1, &mut found);
            let texts: Vec<_> = found.iter().map(|&number| pieces.text(number)).collect();
            assert_eq!(found, numbers[first..end as usize], "{word} {texts:?}");
        }
        first = end as usize;
    }
}

#[test]
fn space_counts_before_a_word_and_within_it() {
    let pieces = Pieces::load(&data(), "pieces", 3).unwrap();
    let texts = |word, spaced| -> Vec<_> {
        cut(&pieces, word, spaced).iter().map(|&number| pieces.text(number).unwrap().to_owned()).collect()
    };
    assert_eq!(texts("k", false), ["k"]);
    assert_eq!(texts("k", true), ["▁", "k"]);
    assert_eq!(texts("k k", false), ["k", "▁", "k"]);
    assert_eq!(texts("k\u{a0}k", false), ["k", "▁", "k"]);
    assert_eq!(texts("漢字", false), ["<unk>"]);
    assert_eq!(texts("", false), ["<unk>"]);
}

#[test]
fn endless_words_are_read_in_bounds() {
    let pieces = Pieces::load(&data(), "pieces", 3).unwrap();
    let ligature = "\u{fdfa}"; // eighteen characters, normalised
    for part in ["k", "é", "e\u{301}", "\u{301}", "\u{1d15e}", ligature, "😀", "\0", " "] {
        let numbers = cut(&pieces, &part.repeat(10_000_000 / part.len()), true);
        assert!((1..=512 * 18).contains(&numbers.len()), "{part:?}: {}", numbers.len());
    }
}

#[test]
fn many_words_are_not_all_remembered() {
    let pieces = Pieces::load(&data(), "pieces", 3).unwrap();
    let mut cutter = pieces.cutter();
    let mut numbers = Vec::new();
    for i in 0..200_000 {
        numbers.clear();
        cutter.cut(&i.to_string(), i % 2 == 0, &mut numbers);
        assert!(!numbers.is_empty());
    }
    assert_eq!(numbers, cut(&pieces, "199999", false));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_put_together_are_the_word(word in "[a-z0-9éàœ.,' ]{0,200}", spaced in any::<bool>()) {
        let pieces = Pieces::load(&data(), "pieces", 3).unwrap();
        let numbers = cut(&pieces, &word, spaced);
        if !numbers.contains(&3) {
            let text: String = numbers.iter().map(|&number| pieces.text(number).unwrap()).collect();
            let space = if spaced { "▁" } else { "" };
            prop_assert_eq!(text, format!("{space}{}", word.replace(' ', "▁")));
        }
    }

    #[test]
    fn any_word_is_cut(word in any::<String>(), spaced in any::<bool>()) {
        let pieces = Pieces::load(&data(), "pieces", 3).unwrap();
        prop_assert!(!cut(&pieces, &word, spaced).is_empty());
    }
}
