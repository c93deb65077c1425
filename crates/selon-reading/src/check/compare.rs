//! Two articles side by side: which speakers and statements both have, and which only one.

use super::alike::{Contents, same_name};
use crate::statement::Reading;
use crate::whole::Speaker;
use selon_text::Document;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What two articles share and what only one of them has, by places in their readings' lists, the first article's first.
///
/// ```
/// use selon_reading::{Options, compare, read};
/// use selon_text::Document;
/// let options = Options { language: Some("en".to_owned()), ..Options::default() };
/// let [one, other] = ["Mayor Ada Norrell said the old bridge would close in March.", "The old bridge would close in March, Norrell said."]
///     .map(|text| Document::from_text("note", text))
///     .map(|document| (read(&document, &options), document));
/// let both = compare([(&one.1, &one.0), (&other.1, &other.0)]);
/// assert_eq!((both.speakers.len(), both.statements.len()), (1, 1));
/// assert!(both.statements[0].same_speaker);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Speakers who speak in both.
    pub speakers: Vec<[usize; 2]>,
    /// Speakers who speak in one only.
    pub speakers_alone: [Vec<usize>; 2],
    /// Statements of the same matter in like words.
    pub statements: Vec<SharedStatement>,
    /// Statements that the other article has nothing like.
    pub statements_alone: [Vec<usize>; 2],
}

/// A statement of each article that tell of the same matter in like words, whether they say yes or no to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SharedStatement {
    /// The statement of each article.
    pub places: [usize; 2],
    /// What both have of the shorter one's words that count, by weight, from 0 to 1.
    pub share: f32,
    /// Whether both name the same speaker.
    pub same_speaker: bool,
}

/// Sets two articles side by side. Across languages words are compared by what they mean, as far as `lang/meanings.toml` knows.
#[must_use]
pub fn compare(articles: [(&Document, &Reading); 2]) -> Comparison {
    let readings = articles.map(|(_, reading)| reading);
    let speakers = shared_speakers(readings);
    let across = readings[0].language != readings[1].language;
    let contents = articles.map(|(document, reading)| Contents::new(document, reading, across));
    let mut statements: Vec<SharedStatement> = super::alike::pairs(&contents, across)
        .into_iter()
        .map(|(places, share)| SharedStatement {
            places,
            share,
            same_speaker: one_speaker(readings, &speakers, places),
        })
        .collect();
    statements.sort_by_key(|shared| shared.places);
    let speakers_alone = std::array::from_fn(|side| {
        speaking(readings[side]).filter(|who| speakers.iter().all(|both| both[side] != *who)).collect()
    });
    let taken: [HashSet<usize>; 2] = [0, 1].map(|side| statements.iter().map(|both| both.places[side]).collect());
    let statements_alone = std::array::from_fn(|side| {
        (0..readings[side].statements.len()).filter(|place| !taken[side].contains(place)).collect()
    });
    Comparison { speakers, speakers_alone, statements, statements_alone }
}

/// The speakers who say something, in order of first mention.
fn speaking(reading: &Reading) -> impl Iterator<Item = usize> {
    let speak: HashSet<&str> = reading.statements.iter().filter_map(|told| told.speaker.as_deref()).collect();
    reading.speakers.iter().enumerate().filter(move |(_, who)| speak.contains(who.id.as_str())).map(|(place, _)| place)
}

/// Pairs each speaker of the first article with the first one of the other that bears a name of theirs; whom a text leaves
/// unnamed is nobody else's.
fn shared_speakers(readings: [&Reading; 2]) -> Vec<[usize; 2]> {
    let named = |side: usize| {
        let all = speaking(readings[side]).map(move |place| (place, &readings[side].speakers[place]));
        all.filter(|(_, who)| !who.anonymous).take(MOST_SPEAKERS).collect::<Vec<_>>()
    };
    let others = named(1);
    let mut taken = HashSet::new();
    let mut both = Vec::new();
    for (place, who) in named(0) {
        let same = others.iter().find(|(other, whom)| !taken.contains(other) && is_same(who, whom));
        if let Some(&(other, _)) = same {
            taken.insert(other);
            both.push([place, other]);
        }
    }
    both
}

/// How many speakers of an article are compared with the other's; a hostile text may name any number.
const MOST_SPEAKERS: usize = 500;

fn is_same(one: &Speaker, other: &Speaker) -> bool {
    let names = |who: &Speaker| std::iter::once(who.name.clone()).chain(who.aliases.clone()).take(MOST_NAMES).collect();
    let (ours, theirs): (Vec<String>, Vec<String>) = (names(one), names(other));
    let referred = one.reference.is_some() && one.reference == other.reference;
    referred || one.kind == other.kind && ours.iter().any(|name| theirs.iter().any(|their| same_name(name, their)))
}

/// How many names of one speaker are compared.
const MOST_NAMES: usize = 6;

fn one_speaker(readings: [&Reading; 2], speakers: &[[usize; 2]], places: [usize; 2]) -> bool {
    let of = |side: usize| {
        let id = readings[side].statements[places[side]].speaker.as_deref();
        readings[side].speakers.iter().position(|who| Some(who.id.as_str()) == id)
    };
    matches!((of(0), of(1)), (Some(one), Some(other)) if speakers.contains(&[one, other]))
}
