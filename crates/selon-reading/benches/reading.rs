//! How fast is a whole reading, and does it stay as fast on longer texts? Figures in words a second.
//!
//! With `--text LANGUAGE BYTES` it prints the text that it measures on, for `scripts/speed`.
#![allow(clippy::print_stdout)]

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use selon_reading::{Options, read};
use selon_text::Document;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--text") {
        Some(at) => {
            let bytes = arguments.get(at + 2).and_then(|bytes| bytes.parse().ok()).unwrap_or(1_000_000);
            print!("{}", news(arguments.get(at + 1).map_or("fr", String::as_str), bytes));
        }
        None => divan::main(),
    }
}

/// 10 kB, and ten and a hundred times as much.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 10, sample_size = 1)]
fn french(bencher: Bencher, bytes: usize) {
    measure(bencher, "fr", bytes);
}

#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 10, sample_size = 1)]
fn english(bencher: Bencher, bytes: usize) {
    measure(bencher, "en", bytes);
}

fn measure(bencher: Bencher, language: &str, bytes: usize) {
    let text = news(language, bytes);
    let words = text.split_whitespace().count();
    let document = Document::from_text("bench", text);
    let options = Options { language: Some(language.to_owned()), ..Options::default() };
    bencher
        .counter(ItemsCount::new(words))
        .counter(BytesCount::of_str(&document.text))
        .bench_local(|| read(&document, &options));
}

/// Invented news of about `bytes` bytes: sentences recombined by a small generator of numbers, the same on every run.
fn news(language: &str, bytes: usize) -> String {
    let (who, what, how) =
        if language == "fr" { (FRENCH_WHO, FRENCH_WHAT, FRENCH_HOW) } else { (ENGLISH_WHO, ENGLISH_WHAT, ENGLISH_HOW) };
    let mut state: u64 = 0x5e10;
    let mut pick = |from: &[&'static str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(state >> 33) as usize % from.len()]
    };
    let mut text = String::with_capacity(bytes + 300);
    let mut sentences = 0;
    while text.len() < bytes {
        text += &pick(how).replace("WHO", pick(who)).replace("WHAT", pick(what)).replace("MORE", pick(what));
        sentences += 1;
        text += if sentences % 4 == 0 { "\n\n" } else { " " };
    }
    text
}

const FRENCH_WHO: &[&str] = &[
    "Odette Marsac",
    "le maire de Valbourg, Paul Ardan",
    "la préfète Jeanne Morvan",
    "un responsable de l'usine Ferrel",
    "le ministre de l'Industrie",
    "la porte-parole de la région",
    "l'association Rives vives",
    "Le Courrier de Brisac",
];
const FRENCH_WHAT: &[&str] = &[
    "le pont sera rouvert avant la fin de l'hiver",
    "les travaux ont coûté deux fois plus cher que prévu",
    "la commune n'a reçu aucune réponse de l'État",
    "près de quatre cents foyers restent privés d'eau",
    "le rapport des ingénieurs sera publié en avril",
    "rien n'avait été décidé lors de la dernière réunion",
    "la digue a tenu malgré une crue que personne n'attendait",
    "les habitants de la rive gauche devront patienter",
];
const FRENCH_HOW: &[&str] = &[
    "WHO a déclaré mardi que WHAT et que MORE.",
    "« WHAT », a affirmé WHO.",
    "Selon WHO, WHAT.",
    "La fanfare a défilé dans les rues du bourg, et le marché s'est tenu comme chaque semaine sur la place.",
    "Interrogé par la presse, WHO a démenti que MORE, sans convaincre les élus de l'opposition.",
    "« WHAT, explique WHO. MORE. »",
    "Le chantier, commencé en 2016, occupe une quarantaine d'ouvriers venus de toute la vallée.",
    "WHO accuse la direction d'avoir caché les comptes et demande la publication des devis.",
    "Au lendemain de la crue, les équipes ont dégagé la route et remis le courant dans les hameaux les plus éloignés.",
    "WHO assure que « MORE », mais n'a pas précisé quand.",
];
const ENGLISH_WHO: &[&str] = &[
    "Ann Rudd",
    "the mayor of Ostwick, Tom Harrow",
    "Councillor Ruth Amberley",
    "an official at Carran Metals",
    "the Labour Minister",
    "a spokeswoman for the county",
    "the sailing club",
    "the Port Elm Gazette",
];
const ENGLISH_WHAT: &[&str] = &[
    "the bridge will reopen before the end of winter",
    "the work has cost twice as much as planned",
    "the town has had no answer from the government",
    "almost four hundred homes are still without water",
    "the engineers' report will be published in April",
    "nothing had been decided at the last meeting",
    "the dam held despite a flood that nobody expected",
    "people on the left bank will have to wait",
];
const ENGLISH_HOW: &[&str] = &[
    "WHO said on Tuesday that WHAT and that MORE.",
    "\"WHAT,\" said WHO.",
    "According to WHO, WHAT.",
    "The band marched through the old streets, and the market was held on the square as it is every week.",
    "Asked by reporters, WHO denied that MORE, to the dismay of the opposition.",
    "\"WHAT,\" WHO said. \"MORE.\"",
    "The site, which opened in 2016, employs some forty workers from all over the valley.",
    "WHO accused the owners of hiding the accounts and demanded a public inquiry.",
    "On the day after the flood, crews cleared the road and brought the power back to the farthest farms.",
    "WHO insisted that \"MORE\", but did not say when.",
];
