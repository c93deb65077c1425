//! How are words, quotation marks and sentences cut? Invented people and places only.

mod sample;

use sample::{cut, english, french, german, sentences, sides};
use selon_text::{TokenKind, Words};

#[test]
fn an_elision_is_a_word_of_its_own() {
    assert_eq!(cut("L'accord qu’il d'abord", &french()), ["L'", "accord", "qu'", "il", "d'", "abord"]);
    assert_eq!(cut("lorsqu'Odile s'est tue", &french()), ["lorsqu'", "Odile", "s'", "est", "tue"]);
}

#[test]
fn an_elision_before_a_quotation_mark_keeps_its_apostrophe() {
    assert_eq!(cut("l’« usine » qu' \"on\"", &french()), ["l'", "«", "usine", "»", "qu'", "\"", "on", "\""]);
}

#[test]
fn an_apostrophe_within_a_word_cuts_nothing() {
    assert_eq!(cut("aujourd'hui les prud'hommes", &french()), ["aujourd'hui", "les", "prud'hommes"]);
    assert_eq!(cut("O'Hara's rock'n'roll", &english()), ["O'Hara", "'s", "rock'n'roll"]);
}

#[test]
fn an_ending_is_a_word_of_its_own() {
    assert_eq!(cut("a-t-il dit-elle", &french()), ["a", "-t-il", "dit", "-elle"]);
    assert_eq!(cut("didn't she’ll wouldn't've", &english()), ["did", "n't", "she", "'ll", "would", "n't", "'ve"]);
}

#[test]
fn an_ending_parted_by_a_space_is_an_ending() {
    assert_eq!(cut("a -t-il dit", &french()), ["a", "-t-il", "dit"]);
    assert_eq!(cut("Rudd 's car did n't 'stop'", &english()), ["Rudd", "'s", "car", "did", "n't", "'", "stop", "'"]);
}

#[test]
fn a_word_kept_whole_keeps_its_ending() {
    assert_eq!(cut("un rendez-vous", &french()), ["un", "rendez-vous"]);
}

#[test]
fn a_name_is_no_ending() {
    assert_eq!(cut("Jean-Il", &french()), ["Jean-Il"]);
    assert_eq!(cut("DIT-IL", &french()), ["DIT", "-IL"]);
}

#[test]
fn a_compound_is_one_word() {
    let words = ["porte-parole", "vice-président", "Jean-Marc", "anti-OTAN", "Sallow-on-Sea"];
    assert_eq!(cut(&words.join(" "), &french()), words);
}

#[test]
fn acronyms_keep_their_dots() {
    assert_eq!(
        cut("the U.N. and U.S.-backed rebels at 5 p.m. today", &english()),
        ["the", "U.N.", "and", "U.S.-backed", "rebels", "at", "5", "p.m.", "today"]
    );
}

#[test]
fn an_abbreviation_may_have_dots_and_hyphens_inside() {
    assert_eq!(cut("Ann Rudd, Ph.D., left", &english()), ["Ann", "Rudd", ",", "Ph.D.", ",", "left"]);
    assert_eq!(cut("le pont, c.-à-d. la route", &french()), ["le", "pont", ",", "c.-à-d.", "la", "route"]);
}

#[test]
fn numbers_hold_together() {
    let words = Words::new("3,5 1er 20h30 10:15 100 000 15-year-old", &english());
    let kinds: Vec<TokenKind> = words.tokens().iter().map(|token| token.kind).collect();
    assert_eq!(kinds[..6], [TokenKind::Number; 6]);
    assert_eq!(kinds[6], TokenKind::Word);
    assert_eq!(kinds.len(), 7);
}

#[test]
fn addresses_and_handles_are_one_token() {
    let words = [
        "https://exemple.test/a?b=1",
        "@odile_v",
        "#grève",
        "odile.vern@exemple.test",
        "www.exemple.test",
        "exemple.test",
    ];
    assert_eq!(cut(&words.join(" "), &french()), words);
    assert_eq!(cut("(voir https://exemple.test/a).", &french()), ["(", "voir", "https://exemple.test/a", ")", "."]);
}

#[test]
fn an_emoji_is_one_symbol() {
    assert_eq!(cut("oui 👩🏽‍🌾 non", &french()), ["oui", "👩🏽‍🌾", "non"]);
}

#[test]
fn guillemets_open_and_close() {
    assert_eq!(sides("Il dit « oui » puis «non».", &french()), "OCOC");
}

#[test]
fn a_closing_mark_that_opens_is_turned_and_noted() {
    let text = "disant qu' »il viendra bientôt. La ville est « prête à tout » demain.";
    assert_eq!(sides(text, &french()), "OOC");
    assert_eq!(Words::new(text, &french()).view().repairs().len(), 1);
}

#[test]
fn german_marks_are_usage() {
    for text in ["Er sagt: »Nein«, und geht.", "Er sagt: „Nein“, und geht.", "Er sagt: ‚Nein‘, und geht."] {
        assert_eq!(sides(text, &german()), "OC", "{text}");
        assert!(Words::new(text, &german()).view().repairs().is_empty());
    }
}

#[test]
fn straight_marks_go_by_spacing() {
    assert_eq!(sides("He said \"no\" and (\"yes\").", &english()), "OCOC");
    assert_eq!(sides("d'\"usine\" qu'\"on\"", &french()), "OCOC");
}

#[test]
fn a_straight_mark_with_its_space_on_the_wrong_side_closes() {
    assert_eq!(sides("\"I lost my sight, \"Rudd said. \"It is dark.\"", &english()), "OCOC");
    assert_eq!(sides("Rudd : \" It is dark , \" he said .", &english()), "OC");
}

#[test]
fn an_unclosed_straight_mark_turns_nothing_round() {
    assert_eq!(sides("\"We lost. He said \"no\" again", &english()), "OOC");
}

#[test]
fn inches_are_no_quotation() {
    assert_eq!(sides("a 5\" pipe in 9\"81", &english()), "");
}

#[test]
fn single_marks_are_quotations_only_in_pairs() {
    assert_eq!(sides("He called it ‘a mess’ and 'a shame'.", &english()), "OCOC");
    assert_eq!(sides("The workers’ union and the boss' car.", &english()), "");
    assert_eq!(sides("‘The workers’ union is strong,’ he said.", &english()), "OC");
    assert_eq!(sides("It was rock 'n' roll's '90s", &english()), "OC");
}

#[test]
fn makeshift_marks_are_marks() {
    assert_eq!(sides("``no,'' he said, <<yes>> &quot;maybe&quot; &laquo; oui &raquo; ,,ja“", &english()), "OCOCOCOCOC");
}

#[test]
fn three_straight_marks_are_one_and_two() {
    assert_eq!(sides("''They say, 'Leave,''' Rudd said. '''Now!' they say.''", &english()), "OOCCOOCC");
}

#[test]
fn a_sentence_ends_at_a_final_mark() {
    assert_eq!(sentences("Il vient. Elle part ! Qui reste ? Nul ne sait… On verra.", &french()).len(), 5);
}

#[test]
fn a_title_or_an_initial_ends_none() {
    assert_eq!(sentences("M. Vern et Mme. Orly sont là. Le Dr. Loup aussi.", &french()).len(), 2);
    assert_eq!(sentences("Writer J. K. Rudd met Tom B. Sallow. He left with J. Orme.", &english()).len(), 2);
    assert_eq!(sentences("Sen. Ann Rudd (D-N.Y.) spoke to E. J. Orme, the No. 2 there.", &english()).len(), 1);
    assert_eq!(sentences("The U.S. Army met Gen. Rudd.", &english()).len(), 1);
}

#[test]
fn an_abbreviation_that_is_a_word_may_end_one() {
    assert_eq!(sentences("She said no. They left at 5 p.m. The end.", &english()).len(), 3);
    assert_eq!(sentences("Des poires, des pommes, etc. Mais pas de lait.", &french()).len(), 2);
    assert_eq!(sentences("He left at 5 p.m. Monday.", &english()).len(), 1);
    assert_eq!(sentences("See no. 5 for more.", &english()).len(), 1);
}

#[test]
fn a_number_ends_none_where_ordinals_have_dots() {
    assert_eq!(sentences("Am 14. November kam er. Dann ging er.", &german()).len(), 2);
    assert_eq!(sentences("He is 14. Nobody knew.", &english()).len(), 2);
}

#[test]
fn a_closing_mark_belongs_to_the_sentence_it_closes() {
    assert_eq!(
        sentences("« Je pars. » Elle sort. (Il reste.) Fin.", &french()),
        ["« Je pars. »", "Elle sort.", "(Il reste.)", "Fin."]
    );
}

#[test]
fn a_sentence_goes_on_after_a_quotation() {
    assert_eq!(sentences("« Je pars ! », a dit Odile Vern. « Non ? » demande-t-il.", &french()).len(), 2);
    assert_eq!(sentences("\"I am sure. I really am,\" he said.", &english()).len(), 2);
}

#[test]
fn a_numbered_item_is_one_sentence() {
    assert_eq!(sentences("1. Le pont est fermé.", &french()).len(), 1);
}

#[test]
fn a_text_without_full_stops_is_cut_somewhere() {
    let words = Words::new(&"oui ".repeat(2_500), &french());
    assert_eq!(words.sentences().len(), 3);
    assert_eq!(words.sentence_of(2_499), 2);
    assert_eq!(words.paragraph_of(2_499), 0);
}
