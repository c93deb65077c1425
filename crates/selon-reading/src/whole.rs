//! What a whole reading knows beyond the statements: voices, speakers, times, quantities, conclusions, conflicts.

use selon_text::ByteRange;
use serde::{Deserialize, Serialize};

/// Who is speaking at a place in the text; voices form a tree whose root is the author.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// `v0` is the author; the others are numbered in order of place.
    pub id: String,
    /// The voice that relays it; none for the author.
    pub parent: Option<String>,
    /// As the text names it: «Kommersant», «un porte-parole».
    pub name: Option<String>,
    /// How it is passed on.
    pub how: Option<How>,
    /// Whether it went through a translation on the way.
    pub translated: Option<Translation>,
    /// The address that the page gives for it.
    pub link: Option<String>,
    /// Where it speaks.
    pub spans: Vec<ByteRange>,
}

/// How one voice passes another on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Word for word, between quotation marks.
    Quoted,
    /// A passage set off, or introduced by a colon.
    BlockQuoted,
    /// In the relayer's words.
    Paraphrased,
    /// By a link alone.
    Linked,
}

/// What kind of translation a voice went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Translation {
    /// The text says that a machine did it.
    Machine,
    /// The text says that it is a translation.
    Stated,
    /// Only marks in the text hint at it.
    Hinted,
}

/// One step of passing on, from the page towards the first mouth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relay {
    /// The voice that passed it on.
    pub voice: String,
    /// How.
    pub how: How,
    /// The address that the page gives for this step.
    pub link: Option<String>,
}

/// The person, organisation, outlet or document that mentions refer to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// `s1`, `s2`… in order of first mention.
    pub id: String,
    /// The fullest name that the document gives, titles left out; else the description.
    pub name: String,
    /// The guide's kind of speaker.
    #[serde(rename = "type")]
    pub kind: SpeakerKind,
    /// Offices and descriptions that the document gives.
    pub roles: Vec<String>,
    /// Other names and spellings in the document.
    pub aliases: Vec<String>,
    /// Whether the text withholds the name of somebody who speaks.
    pub anonymous: bool,
    /// Where the document mentions it.
    pub mentions: Vec<ByteRange>,
    /// Identifier from the user's alias table, such as a Wikidata item.
    pub reference: Option<String>,
}

/// The guide's kinds of speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// One person.
    Person,
    /// Several people, a crowd, a nationality.
    Group,
    /// State, party, company, court, police.
    Organisation,
    /// An outlet or agency.
    Media,
    /// Report, study, law, poll.
    Document,
    /// It can't be told.
    #[default]
    Unknown,
}

/// What the text tells of a source whose name it withholds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anonymity {
    /// How much is told: `none`, `class`, `position`.
    pub level: AnonymityLevel,
    /// The words that tell the position or class.
    pub position: Option<String>,
    /// How many there are, where it is told: «deux», «plusieurs».
    pub number: Option<String>,
    /// Why the name is withheld, where it is told.
    pub reason: Option<String>,
}

/// How much a text tells of an unnamed source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnonymityLevel {
    /// Nothing: «une source».
    #[default]
    None,
    /// A class: «des responsables».
    Class,
    /// A position or nearness: «un conseiller du ministre», «a person with knowledge of the talks».
    Position,
}

/// How surely the source is said to put a thing, by the guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Plainly.
    #[default]
    Certain,
    /// Probable, likely, should.
    Probable,
    /// May, might, could.
    Possible,
    /// Unlikely.
    Unlikely,
    /// Questions, wishes, calls.
    Unknown,
}

/// How the relayer stands to what is relayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Told without weight: said.
    #[default]
    Neutral,
    /// Taken for true: reveal, recall, confirm.
    Endorses,
    /// Kept at a distance: claim, allege, «soi-disant».
    Distances,
    /// Called false: «il ment».
    Rejects,
}

/// A date, with how fine it is and how it was got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// ISO: `2016-08-04`, `2016-08`, `2016-W31`, or a range `2016-08-04/2016-08-06`.
    pub value: String,
    /// `day`, `week`, `month`, `range`, `time`.
    pub granularity: String,
    /// How it was got: `stated`, `document_date`, `anchor` (counted from another date told).
    pub from: String,
    /// The words that tell it.
    pub span: Option<ByteRange>,
    /// The date it was counted from, where it was.
    pub anchor: Option<String>,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Where it stands.
    pub span: ByteRange,
    /// Its value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// What is counted or measured: `%`, `€`, `km`, «obus».
    pub unit: Option<String>,
    /// `exact`, `about`, `at_least`, `at_most`, `more_than`, `less_than`.
    pub precision: String,
    /// What it is compared with, as it stands.
    pub compared: Option<ByteRange>,
    /// The statement in whose content it stands.
    pub statement: Option<String>,
}

/// A sentence in the author's voice that infers, evaluates or predicts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conclusion {
    /// The sentence.
    pub span: ByteRange,
    /// The words that make it a conclusion.
    pub markers: Vec<ByteRange>,
    /// How surely it is put.
    pub certainty: Certainty,
    /// The statements of the document it can rest on; empty where there is none.
    pub rests_on: Vec<String>,
    /// Those of them that are put less surely than it is.
    pub stronger_than: Vec<String>,
    /// Why, step by step.
    pub why: Vec<crate::Reason>,
}

/// Two places of a document that do not go together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// `denial`, `number`, `yes_no`.
    pub kind: String,
    /// The first statement.
    pub first: String,
    /// The second one.
    pub second: String,
    /// What is in conflict, in a plain sentence.
    pub about: String,
    /// The words on both sides.
    pub spans: Vec<ByteRange>,
}

/// Who speaks how much, and how far from the source: counts, no grade.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sourcing {
    /// Statements in all.
    pub statements: usize,
    /// Those whose source is named.
    pub named: usize,
    /// Those whose source is unnamed.
    pub anonymous: usize,
    /// Those with no source told.
    pub unattributed: usize,
    /// Statements by kind of speaker.
    pub by_kind: std::collections::BTreeMap<String, usize>,
    /// Statements by number of relays between the page and the first mouth.
    pub by_relays: std::collections::BTreeMap<usize, usize>,
    /// Statements in the speaker's own words, wholly or in part.
    pub own_words: usize,
    /// Statements with no date told.
    pub undated: usize,
    /// Conclusions in all.
    pub conclusions: usize,
    /// Conclusions that rest on no statement.
    pub conclusions_on_nothing: usize,
    /// Conclusions surer than what they rest on.
    pub conclusions_surer: usize,
}
