//! Ways of writing for the tests, and short views of what came out.
#![allow(dead_code, unreachable_pub)]

use selon_text::{Side, TokenKind, TokenRange, Words, Writing};

fn writing(abbreviations: &str, elisions: &str, enclitics: &str) -> Writing {
    let list = |words: &str| words.split_whitespace().map(String::from).collect();
    Writing {
        abbreviations: words_of(abbreviations).collect(),
        elisions: words_of(elisions).collect(),
        enclitics: list(enclitics),
        glued_heads: words_of("déclaré affirmé said").collect(),
        glued_tails: list("que qu' that"),
    }
}

fn words_of(words: &str) -> impl Iterator<Item = String> + '_ {
    words.split_whitespace().map(String::from)
}

pub fn french() -> Writing {
    writing("m. c.-à-d. mme. dr. etc. rendez-vous", "l d qu n s j c m t lorsqu", "-t-il -t-elle -il -elle -vous")
}

pub fn english() -> Writing {
    writing("mr. ph.d. sen. gen. dr. no. etc. p.m. u.s. b. c. j. k.", "", "n't 's 're 've 'll 'd 'm")
}

pub fn german() -> Writing {
    writing("dr. z.b. 1.", "", "")
}

/// The letters of every token.
pub fn cut(text: &str, writing: &Writing) -> Vec<String> {
    let words = Words::new(text, writing);
    (0..words.tokens().len()).map(|token| words.text(token).to_owned()).collect()
}

/// The original of every sentence.
pub fn sentences(text: &str, writing: &Writing) -> Vec<String> {
    let words = Words::new(text, writing);
    words.sentences().iter().map(|&sentence| words.range(sentence).of(text).to_owned()).collect()
}

/// The original of every paragraph.
pub fn paragraphs(text: &str, writing: &Writing) -> Vec<String> {
    let words = Words::new(text, writing);
    words.paragraphs().iter().map(|&paragraph: &TokenRange| words.range(paragraph).of(text).to_owned()).collect()
}

/// O, C or E for each quotation mark.
pub fn sides(text: &str, writing: &Writing) -> String {
    let words = Words::new(text, writing);
    let side = |kind| match kind {
        TokenKind::Quote(quote) => Some(quote.side),
        _ => None,
    };
    let letter = |side| match side {
        Side::Open => 'O',
        Side::Close => 'C',
        Side::Either => 'E',
    };
    words.tokens().iter().filter_map(|token| side(token.kind)).map(letter).collect()
}
