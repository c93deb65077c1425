//! Do two stretches say the same? One pure function, with its reasons.

use super::appearance::{Article, MarkKind, Sentence, Stance, Term, TermKind, Window};
use super::evidence::{Evidence, NEAR, too_little};
use super::overlap::{Overlap, Shared};
use super::rarity::Rarity;
use serde::{Deserialize, Serialize};

/// One of the two stretches that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The article it stands in.
    pub article: &'a Article,
    /// The sentence it stands in.
    pub sentence: &'a Sentence,
    /// The window of the sentence that it is.
    pub window: usize,
}

/// What was found of two stretches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// How they stand to each other.
    pub relation: Relation,
    /// By what they are alike.
    pub kind: Likeness,
    /// How sure it is that they speak of one claim, from 0 to 1.
    pub strength: f32,
    /// Why, in plain sentences.
    pub reasons: Vec<String>,
}

/// How two stretches stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They say the same.
    Same,
    /// One says a part of what the other says.
    PartOf,
    /// One says that the other is not so.
    Denies,
    /// They do not go together: other numbers for one thing, or yes and no.
    Contradicts,
    /// They speak of different things.
    #[default]
    Other,
}

/// By what two stretches are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// Word for word.
    Verbatim,
    /// Nearly word for word.
    NearVerbatim,
    /// In other words.
    #[default]
    Paraphrase,
    /// In another language.
    Translation,
}

/// From this strength on two stretches count as speaking of one claim where nothing else is known.
pub const SAME: f32 = 0.3;
/// Shares of words in order from which likeness is (nearly) verbatim.
const VERBATIM: f32 = 0.97;
const NEARLY: f32 = 0.75;
/// A part has most of its words in the whole, and the whole much besides.
const PART: f32 = 0.8;
const WHOLE: f32 = 0.5;
/// Most shared words that a reason names.
const NAMED: usize = 6;

/// Do two stretches say the same? The counts of `rarity` tell how much a shared word is worth.
#[must_use]
pub fn same_claim(a: Side, b: Side, rarity: &dyn Rarity) -> Verdict {
    verdict(a, b, &Overlap::new(a, b, rarity))
}

/// The verdict over two stretches whose sentences have been laid side by side.
pub(super) fn verdict(a: Side, b: Side, overlap: &Overlap) -> Verdict {
    let shared = overlap.of(a.window_of().span, b.window_of().span);
    let evidence = Evidence::new(a, b, overlap, &shared);
    let strength = evidence.strength();
    let likeness = likeness(a, b);
    Verdict {
        relation: relation(a, b, &evidence, &shared, strength),
        kind: likeness,
        strength,
        reasons: reasons(a, b, &evidence, &shared, likeness),
    }
}

/// How surely two stretches speak of one claim; quicker than the whole verdict.
pub(super) fn strength(a: Side, b: Side, overlap: &Overlap) -> f32 {
    let shared = overlap.of(a.window_of().span, b.window_of().span);
    if too_little(&shared, overlap.affair(), may_mean(a.sentence, b.sentence)) {
        return 0.0;
    }
    Evidence::new(a, b, overlap, &shared).strength()
}

/// Whether a model tells what both sentences mean.
pub(super) fn may_mean(a: &Sentence, b: &Sentence) -> bool {
    !a.meanings.is_empty() && !b.meanings.is_empty()
}

impl<'a> Side<'a> {
    /// The window that is compared.
    #[must_use]
    pub fn window_of(&self) -> &'a Window {
        &self.sentence.windows[self.window]
    }

    /// Whether a mark of the kind begins in the window.
    #[must_use]
    pub fn has(&self, kind: MarkKind) -> bool {
        let span = self.window_of().span;
        self.sentence
            .marks
            .iter()
            .any(|mark| mark.kind == kind && span.start <= mark.span.start && mark.span.start < span.end)
    }

    /// Its words as they stand.
    #[must_use]
    pub fn words(&self) -> &'a str {
        let (span, whole) = (self.window_of().span, self.sentence.span);
        self.sentence.words.get(span.start - whole.start..span.end - whole.start).unwrap_or_default()
    }

    /// The terms in the window.
    pub fn terms(&self) -> impl Iterator<Item = &'a Term> + use<'a> {
        let span = self.window_of().span;
        self.sentence.terms_from(span).1.iter().filter(move |term| span.contains(term.span))
    }

    /// Whether it says that something is not so: its words call it false, or its verb denies it.
    pub(super) fn denies(&self) -> bool {
        self.window_of().stance == Stance::Denies || self.has(MarkKind::Denial)
    }

    /// Whether it has a number.
    pub(super) fn counts(&self) -> bool {
        self.terms().any(|term| term.kind == TermKind::Number)
    }

    /// Whether it calls a thing false, doubts it or refuses to speak of it.
    pub(super) fn answers(&self) -> bool {
        self.has(MarkKind::Denial) || self.has(MarkKind::Doubt) || self.has(MarkKind::Refusal)
    }
}

/// How many values two sorted lists share.
pub(super) fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut shared) = (0, 0);
    for value in a {
        while b.get(at).is_some_and(|other| other < value) {
            at += 1;
        }
        shared += usize::from(b.get(at) == Some(value));
    }
    shared
}

fn relation(a: Side, b: Side, evidence: &Evidence, shared: &Shared, strength: f32) -> Relation {
    let yes_and_no = a.has(MarkKind::Negation) != b.has(MarkKind::Negation);
    if strength < SAME {
        Relation::Other
    } else if a.denies() != b.denies() {
        Relation::Denies
    } else if (yes_and_no && evidence.dice > WHOLE) || shared.close > 0.0 || shared.apart {
        Relation::Contradicts
    } else if shared.of_lighter >= PART && shared.of_heavier < WHOLE {
        Relation::PartOf
    } else {
        Relation::Same
    }
}

fn likeness(a: Side, b: Side) -> Likeness {
    if a.sentence.language != b.sentence.language {
        return Likeness::Translation;
    }
    match in_order(a.words(), b.words()) {
        share if share >= VERBATIM => Likeness::Verbatim,
        share if share >= NEARLY => Likeness::NearVerbatim,
        _ => Likeness::Paraphrase,
    }
}

/// Which share of their words two texts have in the same order, by the longest common subsequence.
pub(super) fn in_order(a: &str, b: &str) -> f32 {
    let words = |text: &str| -> Vec<String> {
        let pieces = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        pieces.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    similar::capture_diff_slices_deadline(similar::Algorithm::Myers, &a, &b, None)
        .iter()
        .map(|op| if op.tag() == similar::DiffTag::Equal { 2.0 * op.old_range().len() as f32 } else { 0.0 })
        .sum::<f32>()
        / (a.len() + b.len()).max(1) as f32
}

fn reasons(a: Side, b: Side, evidence: &Evidence, shared: &Shared, likeness: Likeness) -> Vec<String> {
    let mut found = Vec::new();
    if !shared.pairs.is_empty() {
        let pairs: Vec<String> = shared.pairs.iter().take(NAMED).map(|&(i, j)| paired(a, b, i, j)).collect();
        found.push(format!("both speak of {}", pairs.join(", ")));
    }
    match likeness {
        Likeness::Verbatim => found.push("the words are the same".to_owned()),
        Likeness::NearVerbatim => found.push("nearly all words are the same, in the same order".to_owned()),
        Likeness::Translation => {
            found.push(format!("one is in {}, the other in {}", a.sentence.language, b.sentence.language))
        }
        Likeness::Paraphrase => {}
    }
    if evidence.same_speaker {
        found.push("both are given to the same speaker".to_owned());
    }
    if shared.close > 0.0 || shared.apart {
        found.push("they give other numbers for what seems one thing".to_owned());
    }
    if evidence.both_negative {
        found.push("both say that something is not so".to_owned());
    } else if a.has(MarkKind::Negation) != b.has(MarkKind::Negation) {
        found.push("one says yes, the other no".to_owned());
    }
    if evidence.meaning.is_some_and(|cosine| cosine >= NEAR) {
        found.push("a model finds that they mean nearly the same".to_owned());
    }
    if evidence.linked {
        found.push("one article links to the other".to_owned());
    }
    found
}

fn paired(a: Side, b: Side, i: usize, j: usize) -> String {
    let word = |side: Side, at: usize| {
        let (span, whole) = (side.sentence.terms[at].span, side.sentence.span);
        side.sentence.words.get(span.start - whole.start..span.end - whole.start).unwrap_or_default().to_lowercase()
    };
    let (first, second) = (word(a, i), word(b, j));
    if first == second { format!("«{first}»") } else { format!("«{first}» and «{second}»") }
}
