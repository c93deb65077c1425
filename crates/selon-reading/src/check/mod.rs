//! One article's sourcing, looked at as a whole: who speaks how much, how far from the source, in whose words, and which places ask to be read again.
//!
//! Counts and places, no grade: nothing here says what is true. [`compare`] sets two articles side by side.

mod alike;
mod compare;
mod measure;

pub use compare::{Comparison, SharedStatement, compare};

use crate::statement::{Act, Kind, Reading, Statement};
use crate::whole::{Speaker, SpeakerKind};
use measure::Measure;
use selon_text::Document;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// One article's sourcing. Statements and conclusions are given by their place in the reading's lists; words are counted
/// once, for the innermost statement in whose content they stand.
///
/// ```
/// use selon_reading::{Options, SourceClass, check, read};
/// use selon_text::Document;
/// let document = Document::from_text("note-1", "Le pont est vieux. Le maire, Paul Ardan, a annoncé que le pont fermerait.");
/// let reading = read(&document, &Options { language: Some("fr".to_owned()), ..Options::default() });
/// let check = check(&document, &reading);
/// assert_eq!((check.words, check.own), (14, 11));
/// assert_eq!(check.classes[0].of, SourceClass::Named);
/// assert_eq!(check.undated, [0]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Words and numbers of the text, and of the title where it stands apart; the page's furniture left out.
    pub words: usize,
    /// Those in no statement's content: the author's own.
    pub own: usize,
    /// Those of each statement.
    pub each: Vec<usize>,
    /// What kinds of source speak; those that do not are left out.
    pub classes: Vec<Share<SourceClass>>,
    /// Who speaks, by the speaker's id, most words first; `None` for what is given to nobody.
    pub speakers: Vec<Share<Option<String>>>,
    /// By how many mouths a thing passed from the first one to the page: 1 where the author tells it of the source.
    pub hops: Vec<Share<usize>>,
    /// In whose words.
    pub manners: Vec<Share<Manner>>,
    /// Statements with no date told.
    pub undated: Vec<usize>,
    /// Statements that deny.
    pub denials: Vec<usize>,
    /// Statements that refuse to say.
    pub refusals: Vec<usize>,
    /// Conclusions of the author that no statement of the document can stand behind.
    pub on_nothing: Vec<usize>,
    /// Conclusions put more surely than something they can rest on.
    pub surer: Vec<usize>,
}

/// What falls to one kind of source, speaker, distance or manner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share<K> {
    /// Which.
    pub of: K,
    /// Its statements, in order of place.
    pub statements: Vec<usize>,
    /// Their words.
    pub words: usize,
}

/// The kinds of source that a check tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceClass {
    /// A person whose name or office the text gives.
    Named,
    /// People whose names the text withholds.
    Unnamed,
    /// Several people who are no body: residents, a crowd.
    Group,
    /// State, party, company, court, police.
    Institution,
    /// An outlet or agency.
    Outlet,
    /// Report, study, law, poll.
    Document,
    /// The text does not tell who, or not of what kind.
    #[default]
    Untold,
}

/// In whose words a thing is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// The speaker's own, between quotation marks.
    #[default]
    Quoted,
    /// A passage relayed from another text.
    Passage,
    /// The relayer's, with some of the speaker's own.
    Partly,
    /// The relayer's.
    Paraphrased,
}

/// Looks at one article's sourcing. Never fails; linear in the length of the text.
#[must_use]
pub fn check(document: &Document, reading: &Reading) -> Check {
    let Measure { words, own, of } = measure::measure(document, reading);
    let counter = Counter { reading, words: &of };
    let speakers: HashMap<&str, &Speaker> = reading.speakers.iter().map(|who| (who.id.as_str(), who)).collect();
    let who = |told: &Statement| told.speaker.as_deref().and_then(|id| speakers.get(id).copied());
    let mut by_speaker = counter.shares(|told| who(told).map(|who| who.id.clone()));
    by_speaker.sort_by_key(|share| (share.of.is_none(), std::cmp::Reverse(share.words), share.statements[0]));
    Check {
        words,
        own,
        classes: counter.shares(|told| class(told, who(told))),
        speakers: by_speaker,
        hops: counter.shares(hops),
        manners: counter.shares(|told| manner(told.kind)),
        undated: counter.places(|told| told.when.is_none()),
        denials: counter.places(|told| told.act == Act::Deny),
        refusals: counter.places(|told| told.act == Act::Decline),
        on_nothing: conclusions(reading, |conclusion| conclusion.rests_on.is_empty()),
        surer: conclusions(reading, |conclusion| !conclusion.stronger_than.is_empty()),
        each: of,
    }
}

struct Counter<'r> {
    reading: &'r Reading,
    words: &'r [usize],
}

impl Counter<'_> {
    /// What falls to each key, in the keys' order.
    fn shares<K: Ord>(&self, key: impl Fn(&Statement) -> K) -> Vec<Share<K>> {
        let mut shares: BTreeMap<K, (Vec<usize>, usize)> = BTreeMap::new();
        for (index, told) in self.reading.statements.iter().enumerate() {
            let (statements, words) = shares.entry(key(told)).or_default();
            statements.push(index);
            *words += self.words.get(index).copied().unwrap_or(0);
        }
        shares.into_iter().map(|(of, (statements, words))| Share { of, statements, words }).collect()
    }

    fn places(&self, holds: impl Fn(&Statement) -> bool) -> Vec<usize> {
        let held = self.reading.statements.iter().enumerate().filter(|(_, told)| holds(told));
        held.map(|(index, _)| index).collect()
    }
}

fn conclusions(reading: &Reading, holds: impl Fn(&crate::Conclusion) -> bool) -> Vec<usize> {
    let held = reading.conclusions.iter().enumerate().filter(|(_, conclusion)| holds(conclusion));
    held.map(|(index, _)| index).collect()
}

/// What kind of source says it.
pub(crate) fn class(told: &Statement, who: Option<&Speaker>) -> SourceClass {
    match who.map(|who| who.kind) {
        _ if told.anonymous => SourceClass::Unnamed,
        Some(SpeakerKind::Person) => SourceClass::Named,
        Some(SpeakerKind::Group) => SourceClass::Group,
        Some(SpeakerKind::Organisation) => SourceClass::Institution,
        Some(SpeakerKind::Media) => SourceClass::Outlet,
        Some(SpeakerKind::Document) => SourceClass::Document,
        Some(SpeakerKind::Unknown) | None => SourceClass::Untold,
    }
}

/// By how many mouths it passed; what is said in a title is told by the author too.
fn hops(told: &Statement) -> usize {
    told.relays.len().max(1)
}

fn manner(kind: Kind) -> Manner {
    match kind {
        Kind::Direct => Manner::Quoted,
        Kind::Block => Manner::Passage,
        Kind::Mixed => Manner::Partly,
        Kind::Indirect | Kind::Reported | Kind::Free => Manner::Paraphrased,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::whole::{How, Relay};
    use selon_text::ByteRange;

    const TEXT: &str = "Le pont penche. Selon Le Matin, un ouvrier dit qu'il tombera.";

    fn content(words: &str) -> Vec<ByteRange> {
        let start = TEXT.find(words).expect("the words stand in the text");
        vec![ByteRange::new(start, start + words.len())]
    }

    fn nested() -> Reading {
        let relay = |voice: &str| Relay { voice: voice.to_owned(), how: How::Paraphrased, link: None };
        let paper = Statement {
            speaker: Some("s1".to_owned()),
            kind: Kind::Indirect,
            content: content("un ouvrier dit qu'il tombera"),
            relays: vec![relay("v0")],
            ..Statement::default()
        };
        let worker = Statement {
            anonymous: true,
            kind: Kind::Direct,
            act: Act::Deny,
            content: content("il tombera"),
            relays: vec![relay("v0"), relay("v1")],
            ..Statement::default()
        };
        let paper_speaks = Speaker { id: "s1".to_owned(), kind: SpeakerKind::Media, ..Speaker::default() };
        Reading {
            language: "fr".to_owned(),
            statements: vec![paper, worker],
            speakers: vec![paper_speaks],
            ..Reading::default()
        }
    }

    #[test]
    fn words_are_counted_once_for_the_innermost_statement() {
        let check = check(&Document::from_text("note", TEXT), &nested());
        assert_eq!((check.words, check.own), (12, 6));
        assert_eq!(
            check.classes,
            [
                Share { of: SourceClass::Unnamed, statements: vec![1], words: 2 },
                Share { of: SourceClass::Outlet, statements: vec![0], words: 4 }
            ]
        );
        assert_eq!(check.classes.iter().map(|share| share.words).sum::<usize>() + check.own, check.words);
    }

    #[test]
    fn distance_manner_and_denials_have_their_places() {
        let check = check(&Document::from_text("note", TEXT), &nested());
        let hops: Vec<_> = check.hops.iter().map(|share| (share.of, share.statements.clone())).collect();
        assert_eq!(hops, [(1, vec![0]), (2, vec![1])]);
        let manners: Vec<_> = check.manners.iter().map(|share| (share.of, share.words)).collect();
        assert_eq!(manners, [(Manner::Quoted, 2), (Manner::Paraphrased, 4)]);
        assert_eq!((check.denials, check.undated), (vec![1], vec![0, 1]));
    }

    #[test]
    fn furniture_is_nobodys_words() {
        let document = Document { frame: content("Le pont penche."), ..Document::from_text("note", TEXT) };
        assert_eq!(check(&document, &nested()).words, 9);
    }
}
