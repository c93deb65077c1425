//! No text is slow: what is nasty eight times over takes some eight times as long, not sixty-four times.

// A test stops where a file of its own is broken.
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)]

use selon_reading::{Options, read};
use selon_text::{Block, BlockKind, ByteRange, Document};
use std::time::{Duration, Instant};

/// A piece, and what to put around its repetitions; `#` in it becomes their number.
struct Nasty {
    name: &'static str,
    before: &'static str,
    piece: &'static str,
    after: &'static str,
}

const fn nasty(name: &'static str, piece: &'static str) -> Nasty {
    Nasty { name, before: "", piece, after: "" }
}

const NASTY: &[Nasty] = &[
    nasty("quotation marks", "\""),
    nasty("apart quotation marks", "\" "),
    nasty("guillemets", "« »"),
    nasty("opening marks", "« “ "),
    nasty("closing marks", "» ” "),
    nasty("opening marks with words", "« le maire a dit « que "),
    nasty("one word", "a"),
    nasty("line ends", "\n"),
    nasty("short lines", "a dit\n"),
    nasty("commas", ", "),
    nasty("lists", "mot, "),
    nasty("brackets", "( "),
    nasty("brackets with a cue", "a dit (le maire ("),
    nasty("que", "que "),
    nasty("a dit que", "a dit que "),
    nasty("le maire a dit que", "le maire a dit que le pont est sûr et que "),
    nasty("said", "said "),
    nasty("said that", "he said that "),
    nasty("selon", "selon "),
    nasty("selon X", "selon le maire, "),
    nasty("et a ajouté", "et a ajouté, "),
    nasty("accuse of", "accused the mayor of "),
    nasty("appelle à", "appelle le maire à dénoncer "),
    nasty("negations", "n'a pas pas "),
    nasty("auxiliaries", "a été avoir "),
    nasty("capital words", "Odette Marsac "),
    nasty("et", "et Odette "),
    nasty(
        "hanging quotations",
        "« Le pont est fermé depuis lundi. » a dit Paul Ardan.\n« Nous attendons encore une réponse. »\n",
    ),
    nasty("lone quotations", "« Nous attendons encore une réponse. »\n\n"),
    nasty("signed quotations", "« Nous attendons une réponse. » — Odette\n\n"),
    nasty("quotations in a paragraph", "« Nous attendons encore une réponse. » "),
    Nasty {
        name: "one quotation of many sentences",
        before: "Paul Ardan a dit : « ",
        piece: "Le maire a dit que le pont « grince ». ",
        after: "»",
    },
    nasty("quotation over paragraphs", "« Le maire a dit que tout va bien.\n\n"),
    nasty("asides", "Le pont, a dit Paul Ardan, fermera, "),
    nasty("participles", "disant que, ajoutant que, "),
    nasty("relatives", "qui a dit que le maire qui "),
    nasty("addresses", "told the panel the files "),
    nasty("ever new names", "Selon Odette Mar#sac, le pont # ferme. "),
    nasty("ever new names, told of in a row", "Paul Ard#, Odette Mar#sac et "),
    nasty("ever new speakers", "« Nous attendons », a dit le maire Paul Ard#.\n\n"),
    nasty("descriptions", "le maire du village # a dit que le ministre # l'a dit. "),
    nasty("pronouns", "He said that she said that they left. "),
    nasty("numbers", "# 000 euros, # %, "),
    nasty("quantities told", "Le maire a dit que # obus ont été livrés en deux jours. "),
    nasty("dates", "mardi 3 mars #, deux jours plus tard, "),
    nasty("dates of the saying", "A dit hier, le 3 mars, Odette. Lundi, elle a dit que non. "),
    nasty("conclusions", "Donc il est clair que tout cela prouve que # ont menti. "),
    nasty("relays", "Le Courrier a écrit :\n\nLa digue a cédé.\n\n"),
    nasty("denials", "Paul Ard# dément que le pont # soit fermé. Il affirme que le pont # est fermé. "),
];

/// Reads a text of about `bytes` bytes made of a nasty piece; how long that took.
fn time(nasty: &Nasty, language: &str, bytes: usize) -> Duration {
    let pieces = bytes.div_ceil(nasty.piece.len());
    let piece = |number: usize| nasty.piece.replace('#', &number.to_string());
    let text = nasty.before.to_owned() + &(0..pieces).map(piece).collect::<String>() + nasty.after;
    let mut document = Document::from_text("nasty", text);
    document.blocks = blocks(&document.text, nasty);
    let started = Instant::now();
    let reading = read(&document, &Options { language: Some(language.to_owned()), ..Options::default() });
    let took = started.elapsed();
    assert!(reading.statements.len() <= bytes);
    took
}

/// What a page would have set off, where that is what is nasty: every second paragraph.
fn blocks(text: &str, nasty: &Nasty) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for (number, paragraph) in text.split_inclusive("\n\n").enumerate().filter(|_| nasty.name == "relays") {
        if number % 2 == 1 {
            blocks.push(Block { span: ByteRange::new(at, at + paragraph.len()), kind: BlockKind::Quotation });
        }
        at += paragraph.len();
    }
    blocks
}

/// The least of three, since other programs run too.
fn least(nasty: &Nasty, language: &str, bytes: usize) -> Duration {
    (0..3).map(|_| time(nasty, language, bytes)).min().unwrap_or_default()
}

const SMALL: usize = 30_000;

#[test]
fn time_grows_with_the_length_of_the_text_and_no_faster() {
    let mut slow = Vec::new();
    for nasty in NASTY {
        for language in ["fr", "en"] {
            // Below three milliseconds of the small text, noise decides: then only the large one's own time counts.
            let small = time(nasty, language, SMALL).max(Duration::from_millis(3));
            let grows = |large: Duration| large.as_secs_f64() / small.as_secs_f64();
            if grows(time(nasty, language, 8 * SMALL)) < 24.0 {
                continue;
            }
            let small = least(nasty, language, SMALL).max(Duration::from_millis(3));
            let large = least(nasty, language, 8 * SMALL);
            if large.as_secs_f64() / small.as_secs_f64() >= 24.0 {
                slow.push(format!("{} ({language}): {small:.0?} for 1, {large:.0?} for 8", nasty.name));
            }
        }
    }
    assert!(slow.is_empty(), "longer texts take unduly longer:\n{}", slow.join("\n"));
}

/// A kilobyte may take 4 milliseconds, in the dev profile and on a busy machine; the worst takes 1.5, most a hundredth.
#[test]
fn no_text_takes_long() {
    let mut slow = Vec::new();
    for nasty in NASTY {
        for language in ["fr", "en"] {
            let limit = Duration::from_micros(4_000 * (4 * SMALL as u64) / 1_000);
            if time(nasty, language, 4 * SMALL) > limit && least(nasty, language, 4 * SMALL) > limit {
                slow.push(format!("{} ({language})", nasty.name));
            }
        }
    }
    assert!(slow.is_empty(), "take longer than 4 ms a kilobyte:\n{}", slow.join("\n"));
}

/// `cargo test --release -p selon-reading --test linear -- --ignored --nocapture` prints what 5 MB of each take.
#[test]
#[ignore = "prints figures; takes minutes"]
fn figures_for_five_megabytes() {
    for nasty in NASTY {
        for language in ["fr", "en"] {
            let (quarter, took) = (time(nasty, language, 1_250_000), time(nasty, language, 5_000_000));
            let (quarter, took) = (quarter.as_secs_f64(), took.as_secs_f64());
            println!("{took:8.2} s  {:5.1} × a quarter of it  {language}  {}", took / quarter, nasty.name);
        }
    }
}
