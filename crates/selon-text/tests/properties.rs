//! What holds for any text whatever.

mod sample;

use proptest::prelude::*;
use selon_text::{ByteRange, CodepointRange, Offsets, TokenRange, Utf16Range, View, Words, identify_language};

/// Texts made of what breaks things.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "Le",
        "fin.",
        "qu'",
        "l’",
        "\"",
        "'",
        "''",
        "``",
        ",,",
        "<<",
        ">>",
        "«",
        "»",
        "„",
        "“",
        "”",
        "‘",
        "’",
        " ",
        "\u{a0}",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "-",
        "-\n",
        "\u{ad}",
        "\u{ad}\n",
        "\u{200b}",
        "\u{200d}",
        "\u{202e}",
        "\u{feff}",
        "é",
        "e\u{301}",
        "👩🏽‍🌾",
        "🇫🇷",
        "שלום",
        "漢字",
        ".",
        "...",
        "…",
        ",",
        "1",
        "3,5",
        "5.",
        "@x",
        "www.x",
        "http://",
        "&quot;",
        "Ã",
        "©",
        "â€™",
        "\u{92}",
        "ﬁ",
        "Â",
        "\u{327}",
        "&amp;",
        "déclaréque",
        "U.S.",
        "J.",
        "no.",
        "dit-il",
        "didn't",
        "(",
        ")",
        "\t",
        "\u{2028}",
        "\u{2029}",
        "\u{85}",
        "\u{0}",
        "_",
        "M.Vern",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat()),
        any::<String>(),
        "[a-zA-Z \n'’\"«»“”.,-]{0,200}",
    ]
}

fn covers(ranges: &[TokenRange], tokens: usize) -> bool {
    let mut at = 0;
    ranges.iter().all(|range| {
        range.start == at && !range.is_empty() && {
            at = range.end;
            true
        }
    }) && at == tokens
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_lie_in_order_on_character_boundaries(text in text()) {
        for writing in [sample::french(), sample::english(), sample::german()] {
            let words = Words::new(&text, &writing);
            let (mut original, mut view) = (0, 0);
            for token in words.tokens() {
                prop_assert!(token.range.start >= original && token.view.start >= view);
                prop_assert!(!token.range.is_empty() && !token.view.is_empty());
                prop_assert!(text.get(token.range.iter()).is_some());
                prop_assert!(words.view().text().get(token.view.iter()).is_some());
                prop_assert_eq!(words.view().to_original(token.view), token.range);
                (original, view) = (token.range.end, token.view.end);
            }
        }
    }

    #[test]
    fn sentences_and_paragraphs_cover_all_tokens(text in text()) {
        let words = Words::new(&text, &sample::french());
        let count = words.tokens().len();
        prop_assert!(covers(words.sentences(), count));
        prop_assert!(covers(words.paragraphs(), count));
        for token in 0..count {
            let here = TokenRange::new(token, token + 1);
            prop_assert!(words.sentences()[words.sentence_of(token)].contains(here));
            prop_assert!(words.paragraphs()[words.paragraph_of(token)].contains(here));
        }
    }

    #[test]
    fn the_way_back_never_turns_round(text in text()) {
        let view = View::new(&text, &sample::french());
        let bounds: Vec<usize> = (0..=view.text().len()).filter(|&at| view.text().is_char_boundary(at)).collect();
        let mut last = 0;
        for pair in bounds.windows(2) {
            let original = view.to_original(ByteRange::new(pair[0], pair[1]));
            prop_assert!(original.start >= last && original.end >= original.start && original.end <= text.len());
            prop_assert!(text.is_char_boundary(original.start) && text.is_char_boundary(original.end));
            last = original.start;
        }
        for repair in view.repairs() {
            prop_assert!(text.get(repair.at.iter()).is_some());
        }
    }

    #[test]
    fn letters_are_never_lost(text in "[a-zé ]{0,40}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        prop_assert_eq!(letters(View::new(&text, &sample::french()).text()), letters(&text));
    }

    #[test]
    fn offsets_agree_with_counting(text in text()) {
        let offsets = Offsets::new(&text);
        for (count, (at, c)) in text.char_indices().enumerate() {
            let range = ByteRange::new(at, at + c.len_utf8());
            let wide = text[..at].encode_utf16().count();
            prop_assert_eq!(offsets.codepoints(range), CodepointRange::new(count, count + 1));
            prop_assert_eq!(offsets.utf16(range), Utf16Range::new(wide, wide + c.len_utf16()));
            prop_assert_eq!(offsets.bytes_of_codepoints(offsets.codepoints(range)), Some(range));
            prop_assert_eq!(offsets.bytes_of_utf16(offsets.utf16(range)), Some(range));
        }
        let count = text.chars().count();
        prop_assert_eq!(offsets.bytes_of_codepoints(CodepointRange::new(0, count)), Some(ByteRange::new(0, text.len())));
        prop_assert_eq!(offsets.bytes_of_codepoints(CodepointRange::new(0, count + 1)), None);
    }

    #[test]
    fn any_text_has_a_language_or_none(text in text()) {
        if let Some((code, sure)) = identify_language(&text) {
            prop_assert!(code.len() == 2 && (0.0..=1.0).contains(&sure));
        }
    }
}
