//! In what language is a text written? Told by its commonest words and letters, and by letter groups where those are too few.
//!
//! Right answers on 80 invented headlines of two to seven words that the tables were not made for, and on 27 sentences, in nine
//! languages; size and memory of a program that does nothing else (November 2026; «≈»: estimated from the crate's data):
//!
//! | | headlines | sentences | binary | memory | a headline |
//! |---|---|---|---|---|---|
//! | whatlang 0.18 | 63 | 26 | ≈ 0.6 MB | 3 MB | 40 µs |
//! | whatlang, our nine languages only | 65 | 26 | ≈ 0.6 MB | 3 MB | 10 µs |
//! | whichlang 0.1 (knows no Ukrainian) | 68 | 24 | ≈ 3 MB | 4 MB | 2 µs |
//! | lingua 1.8, our nine languages only | 79 | 27 | 46 MB | 46 MB | 200 µs |
//! | words and letters, then whatlang (this) | 73 | 27 | 0.7 MB | 2.4 MB | 15 µs |
//!
//! Whole articles: 285 of 285 French, 992 of 992 English, 150 of 150 German ones. A language's models of lingua weigh 4–6 MB
//! each: too much for what they add where there is no article but a headline.

use crate::function_words::{LANGUAGES, languages_by_ending, languages_in_news};
use whatlang::{Detector, Lang};

/// Letters looked at; more tell nothing more.
const LETTERS: usize = 2_000;

/// Two-letter code of the language a text is written in, and how sure (0–1); `None` where there are too few letters.
///
/// Nine languages are told apart well (`fr`, `en`, `de`, `es`, `it`, `pt`, `nl`, `ru`, `uk`), some thirty others where the text is long enough.
///
/// ```
/// let told = selon_text::identify_language("Le maire de la ville a dit que les travaux sont finis.");
/// assert!(told.is_some_and(|(code, sure)| code == "fr" && sure > 0.5));
/// assert_eq!(selon_text::identify_language("42 !"), None);
/// ```
#[must_use]
pub fn identify_language(text: &str) -> Option<(&'static str, f32)> {
    const FEWEST: usize = 4;
    let text = beginning(text);
    let evidence = Evidence::of(text);
    if evidence.letters < FEWEST {
        return None;
    }
    evidence.verdict().or_else(|| evidence.with_letter_groups(text))
}

fn beginning(text: &str) -> &str {
    let letters = text.char_indices().filter(|(_, c)| c.is_alphabetic());
    letters.map(|(at, _)| at).nth(LETTERS).and_then(|end| text.get(..end)).unwrap_or(text)
}

/// What speaks for each language.
struct Evidence {
    letters: usize,
    /// Of common words alone.
    words: [f32; LANGUAGES.len()],
    /// Of words and letters.
    scores: [f32; LANGUAGES.len()],
}

impl Evidence {
    fn of(text: &str) -> Self {
        let mut evidence = Self { letters: 0, words: [0.0; LANGUAGES.len()], scores: [0.0; LANGUAGES.len()] };
        let mut lower = String::new();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            evidence.letters += lower.chars().count();
            let known = languages_in_news(&lower);
            add(&mut evidence.words, known, 1.0);
            if known == 0 {
                add(&mut evidence.scores, languages_by_ending(&lower), 0.5);
            }
            evidence.add_letters(&lower);
        }
        evidence.scores.iter_mut().zip(evidence.words).for_each(|(score, words)| *score += words);
        evidence
    }

    /// Letters and groups of them that only some of the languages write.
    fn add_letters(&mut self, word: &str) {
        if word.is_ascii() {
            return;
        }
        for c in word.chars().filter(|c| !c.is_ascii()) {
            if let Some((_, codes)) = LETTERS_OF.iter().find(|(letters, _)| letters.contains(c)) {
                add(&mut self.scores, bits(codes), 0.7);
            }
        }
    }

    /// The language that clearly leads.
    fn verdict(&self) -> Option<(&'static str, f32)> {
        let (best, second) = self.leaders();
        let (first, next) = (self.scores.get(best)?, self.scores.get(second)?);
        let clear = *first >= 0.9 && *first >= 1.5 * next && self.is_ours(best);
        clear.then(|| (LANGUAGES[best], first / (first + next + 0.3)))
    }

    /// A long text with hardly a common word, or Cyrillic without the letters of Russian or Ukrainian, is in some other language.
    fn is_ours(&self, best: usize) -> bool {
        const LONG: usize = 60;
        let lettered = self.scores[best] > self.words[best];
        let known = self.words[best] * 60.0 > self.letters as f32 && (lettered || best < CYRILLIC);
        self.letters < LONG || known
    }

    fn leaders(&self) -> (usize, usize) {
        let mut order: [usize; LANGUAGES.len()] = std::array::from_fn(|index| index);
        order.sort_by(|&a, &b| self.scores[b].total_cmp(&self.scores[a]));
        (order[0], order[1])
    }

    /// Too few common words: letter groups decide, among the languages that lead if any do.
    fn with_letter_groups(&self, text: &str) -> Option<(&'static str, f32)> {
        /// What letter groups of a headline are worth, whatever they say of themselves.
        const SUREST: f32 = 0.6;
        let (best, _) = self.leaders();
        let leading = self.scores[best];
        let free = whatlang::detect(text)?;
        if !self.is_ours(best) && free.is_reliable() {
            return Some((code(free.lang())?, free.confidence() as f32));
        }
        let among = LANGS.iter().zip(self.scores).filter(|(_, score)| *score * 1.5 >= leading).map(|(lang, _)| *lang);
        let info = Detector::with_allowlist(among.collect()).detect(text).unwrap_or(free);
        Some((code(info.lang())?, (info.confidence() as f32).min(SUREST)))
    }
}

/// Shares `weight` among the languages in `bits`.
fn add(scores: &mut [f32], bits: u16, weight: f32) {
    const SHARE: [f32; 6] = [0.0, 1.0, 0.45, 0.25, 0.15, 0.1];
    let share = SHARE.get(bits.count_ones() as usize).copied().unwrap_or(0.0) * weight;
    for (bit, score) in scores.iter_mut().enumerate() {
        *score += if bits & (1 << bit) == 0 { 0.0 } else { share };
    }
}

/// Where the languages written in Cyrillic begin in [`LANGUAGES`].
const CYRILLIC: usize = 7;

fn bits(codes: &str) -> u16 {
    LANGUAGES
        .iter()
        .enumerate()
        .filter(|(_, language)| codes.contains(**language))
        .fold(0, |bits, (bit, _)| bits | 1 << bit)
}

/// Letters, and the languages that write them.
const LETTERS_OF: [(&str, &str); 13] = [
    ("ß", "de"),
    ("äüö", "de"),
    ("ñ", "es"),
    ("ãõ", "pt"),
    ("êâ", "fr pt"),
    ("ç", "fr pt"),
    ("èùî", "fr it"),
    ("œ", "fr"),
    ("é", "fr es pt"),
    ("àì", "fr it"),
    ("íóáú", "es pt"),
    ("ыэё", "ru"),
    ("іїєґ", "uk"),
];

const LANGS: [Lang; LANGUAGES.len()] =
    [Lang::Fra, Lang::Eng, Lang::Deu, Lang::Spa, Lang::Ita, Lang::Por, Lang::Nld, Lang::Rus, Lang::Ukr];

/// Two-letter code, where there is one.
fn code(lang: Lang) -> Option<&'static str> {
    if let Some(at) = LANGS.iter().position(|known| *known == lang) {
        return LANGUAGES.get(at).copied();
    }
    OTHERS.iter().find(|(other, _)| *other == lang).map(|(_, code)| *code)
}

const OTHERS: [(Lang, &str); 32] = [
    (Lang::Pol, "pl"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Ron, "ro"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Hun, "hu"),
    (Lang::Tur, "tr"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Bul, "bg"),
    (Lang::Mkd, "mk"),
    (Lang::Bel, "be"),
    (Lang::Ell, "el"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Heb, "he"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Hin, "hi"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Cat, "ca"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Tha, "th"),
    (Lang::Hye, "hy"),
];
