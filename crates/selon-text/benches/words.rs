//! How fast is a text cut into words, and does no text make it slow? Figures per byte; 8 bytes are about a word and its space.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use selon_text::{Offsets, View, Words, Writing, identify_language};

fn main() {
    divan::main();
}

const ARTICLE: &str = "Le maire de Valbourg, M. Luc Vern, a déclaré mardi qu’il ne quitterait pas la salle avant la fin du vote : « Nous \
    n’avons rien à cacher », a-t-il ajouté. Selon deux proches, l’accord sur le pont (3,5 millions d’euros) serait remis à l’hiver. \"We didn't \
    sign anything,\" said Odile Rudd's lawyer, who left at 5 p.m. on Friday.\n\nLa porte-parole de la région, jointe par téléphone\u{a0}\n\n\
    a refusé de répondre aux questions.\n";

fn writing() -> Writing {
    let list = |words: &str| words.split_whitespace().map(String::from).collect::<Vec<String>>();
    Writing {
        abbreviations: list("m. mme. dr. mr. etc. p.m. u.s. gen. sen. no.").into_iter().collect(),
        elisions: list("l d qu n s j c m t lorsqu puisqu jusqu quoiqu").into_iter().collect(),
        enclitics: list("-t-il -t-elle -t-on -il -elle -ils -on -je -nous -vous -ce n't 's 're 've 'll 'd 'm"),
        glued_heads: list("déclaré affirmé assuré said").into_iter().collect(),
        glued_tails: list("que qu' that à"),
    }
}

fn measure(bencher: Bencher, text: &str) {
    let writing = writing();
    let words = text.split_whitespace().count();
    bencher.counter(BytesCount::of_str(text)).counter(ItemsCount::new(words)).bench(|| Words::new(text, &writing));
}

#[divan::bench]
fn article(bencher: Bencher) {
    measure(bencher, &ARTICLE.repeat(1_000));
}

#[divan::bench]
fn article_view_only(bencher: Bencher) {
    let (text, writing) = (ARTICLE.repeat(1_000), writing());
    bencher.counter(BytesCount::of_str(&text)).bench(|| View::new(&text, &writing));
}

/// Texts that would be slow if anything looked twice; each a million times.
#[divan::bench(sample_count = 5, args = ["\"", "\" ", "« ", "’ ", "'a ", ". ", ". a ", "\n", "a\n", "a-\n", "a.b", "l'a", "a@", "que", "http://", "“‘", "e\u{301}", "1.", "no. ", "&", "<<"])]
fn hostile(bencher: Bencher, piece: &str) {
    measure(bencher, &piece.repeat(1_000_000));
}

#[divan::bench]
fn one_word_of_ten_megabytes(bencher: Bencher) {
    measure(bencher, &"a".repeat(10_000_000));
}

#[divan::bench]
fn offsets(bencher: Bencher) {
    let text = ARTICLE.repeat(1_000);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Offsets::new(&text));
}

#[divan::bench]
fn language_of_a_headline(bencher: Bencher) {
    bencher.bench(|| identify_language("Grève reportée à Valbourg"));
}

#[divan::bench]
fn language_of_an_article(bencher: Bencher) {
    let text = ARTICLE.repeat(100);
    bencher.bench(|| identify_language(&text));
}
