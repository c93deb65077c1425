//! Why something was read or traced so, in the person's language. The reading and the database give sentences in English; these are the keys of
//! `strings/reasons/CODE.toml`, with `{}` for what changes, as catalogues of messages have them.

use crate::words::Words;
use std::sync::OnceLock;

/// The languages that have a catalogue; English needs none.
const FILES: &[(&str, &str)] = &[("fr", include_str!("../strings/reasons/fr.toml"))];
/// What the sentences are written in.
const ENGLISH: &str = "en";
/// The table whose keys name steps, not sentences.
const STEPS: &str = "step";

/// A sentence for the page.
pub(crate) struct Reason {
    pub(crate) text: String,
    /// The language that it is in.
    pub(crate) lang: &'static str,
}

/// The sentence in the person's language, where the catalogue has it; else as it is.
pub(crate) fn reason(words: Words, sentence: &str) -> Reason {
    let found = catalogue(words).and_then(|catalogue| catalogue.translated(sentence));
    match found {
        Some(text) => Reason { text, lang: words.code() },
        None => Reason { text: sentence.to_owned(), lang: ENGLISH },
    }
}

/// All of them.
pub(crate) fn reasons(words: Words, sentences: &[String]) -> Vec<Reason> {
    sentences.iter().map(|sentence| reason(words, sentence)).collect()
}

/// What a step of a derivation is called.
pub(crate) fn step(words: Words, name: &str) -> String {
    let known = catalogue(words).and_then(|catalogue| catalogue.steps.get(name)?.as_str());
    known.unwrap_or(name).to_owned()
}

struct Catalogue {
    steps: toml::Table,
    /// The longest first, so that a sentence is not taken for a shorter one with much that changes.
    patterns: Vec<Pattern>,
}

/// A sentence as stretches that stay, with what changes between them.
struct Pattern {
    stays: Vec<String>,
    becomes: String,
}

impl Catalogue {
    fn new(mut file: toml::Table) -> Self {
        let steps = match file.remove(STEPS) {
            Some(toml::Value::Table(steps)) => steps,
            _ => toml::Table::new(),
        };
        let tables = file.iter().filter_map(|(_, table)| table.as_table());
        let pattern = |(key, value): (&String, &toml::Value)| {
            let stays = key.split("{}").map(str::to_owned).collect();
            Some(Pattern { stays, becomes: value.as_str()?.to_owned() })
        };
        let mut patterns: Vec<Pattern> = tables.flatten().filter_map(pattern).collect();
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.stays.iter().map(String::len).sum::<usize>()));
        Self { steps, patterns }
    }

    fn translated(&self, sentence: &str) -> Option<String> {
        self.patterns.iter().find_map(|pattern| pattern.translated(sentence))
    }
}

impl Pattern {
    fn translated(&self, sentence: &str) -> Option<String> {
        let changes = self.changes(sentence)?;
        let mut pieces = self.becomes.split("{}");
        let mut text = pieces.next().unwrap_or("").to_owned();
        for (piece, change) in pieces.zip(changes) {
            text.push_str(change);
            text.push_str(piece);
        }
        Some(text)
    }

    /// What stands in the places that change, where the rest is this sentence.
    fn changes<'s>(&self, sentence: &'s str) -> Option<Vec<&'s str>> {
        let (first, rest) = self.stays.split_first()?;
        let mut left = sentence.strip_prefix(first.as_str())?;
        let Some((last, between)) = rest.split_last() else { return left.is_empty().then(Vec::new) };
        left = left.strip_suffix(last.as_str())?;
        let mut changes = Vec::with_capacity(rest.len());
        for stays in between {
            let (change, after) = left.split_once(stays.as_str())?;
            changes.push(change);
            left = after;
        }
        changes.push(left);
        Some(changes)
    }
}

fn catalogue(words: Words) -> Option<&'static Catalogue> {
    static CATALOGUES: OnceLock<Vec<(&str, Catalogue)>> = OnceLock::new();
    let catalogues = CATALOGUES.get_or_init(|| {
        FILES.iter().map(|(code, file)| (*code, Catalogue::new(toml::from_str(file).unwrap_or_default()))).collect()
    });
    catalogues.iter().find(|(code, _)| *code == words.code()).map(|(_, catalogue)| catalogue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_text::Document;

    fn french() -> Words {
        Words::of("fr").expect("French is there")
    }

    #[test]
    fn what_changes_in_a_sentence_is_carried_over() {
        let told = |sentence: &str| reason(french(), sentence).text;
        assert_eq!(told("the article names Le Phare"), "l’article nomme Le Phare");
        assert_eq!(told("one is in fr, the other in en"), "l’une est en fr, l’autre en en");
        assert_eq!(told("the words are the same"), "les mots sont les mêmes");
        assert_eq!(told("«lundi» dates the saying"), "« lundi » date la parole");
        assert_eq!(step(french(), "cue"), "amorce");
    }

    #[test]
    fn what_is_not_known_stays_english_and_says_so() {
        for sentence in ["nothing of the kind", "", "the words are the same!", "é", "«", "the article names"] {
            let told = reason(french(), sentence);
            assert_eq!((told.text.as_str(), told.lang), (sentence, "en"));
        }
        assert_eq!(reason(Words::usual(), "the words are the same").lang, "en");
    }

    #[test]
    fn catalogues_are_whole() {
        for (code, file) in FILES {
            let file: toml::Table = toml::from_str(file).unwrap_or_else(|error| panic!("{code}: {error}"));
            for (name, table) in &file {
                for (key, value) in table.as_table().expect("a table") {
                    let text = value.as_str().unwrap_or_else(|| panic!("{code}: {name}.{key} is no text"));
                    let places = |text: &str| text.matches("{}").count();
                    assert_eq!(places(key), places(text), "{code}: {key}");
                }
            }
        }
    }

    /// Invented texts with most of what the rules read; where a reason is reworded, its translation has to follow.
    const TEXTS: &[&str] = &[
        "« La digue tient », a déclaré mardi la préfète Odile Varron. Elle assure que rien ne bouge. Selon un proche du dossier, trois \
         alertes ont été envoyées à la région.\n\nLe maire, Paul Ardan, dénonce un chantier mené sans lui, et promet un recours. Il faudra \
         sans doute tout reprendre. Interrogé par Le Phare, il n'a pas voulu dire quand.",
        "The bridge is safe, Tom Brellan said on Monday. “It will stand,” she told reporters. According to a person close to the \
         matter, two warnings were sent. The minister, Ada Kerlin, denied that they were ignored. She may resign, aides say.",
        "Le Courrier de Brume écrit :\n\n« Le quai s'enfonce. Personne n'a voulu lire le rapport. »\n\nOn peut en conclure que le quai cédera.",
    ];

    #[test]
    fn reasons_of_the_reading_are_known() {
        let mut unknown = Vec::new();
        let mut told = 0;
        for text in TEXTS {
            let document = Document { published: Some("2031-02-04".to_owned()), ..Document::from_text("note", *text) };
            let reading = selon_reading::read(&document, &selon_reading::Options::default());
            let reasons = reading.statements.iter().flat_map(|said| &said.why);
            for why in reasons.chain(reading.conclusions.iter().flat_map(|said| &said.why)) {
                told += 1;
                let named = catalogue(french()).is_some_and(|known| known.steps.contains_key(&why.step));
                if !named || reason(french(), &why.because).lang == ENGLISH {
                    unknown.push(format!("{}: {}", why.step, why.because));
                }
            }
        }
        assert!(told > 40, "only {told} reasons");
        assert!(unknown.is_empty(), "{unknown:#?}");
    }
}
