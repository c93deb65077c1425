//! Do two stretches say the same? One pure function, with its reasons.

use super::appearance::{Article, MarkKind, Sentence, Stance, Term, TermKind, Window};
use super::overlap::{Affair, Overlap, Shared};
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
    verdict(a, b, &Overlap::new(a.sentence, b.sentence, rarity))
}

/// The verdict over two stretches whose sentences have been laid side by side.
pub(super) fn verdict(a: Side, b: Side, overlap: &Overlap) -> Verdict {
    let shared = overlap.of(a.window_of().span, b.window_of().span);
    let features = Features::new(a, b, overlap, &shared);
    let strength = features.strength(&shared);
    let likeness = likeness(a, b);
    Verdict {
        relation: relation(a, b, &features, &shared, strength),
        kind: likeness,
        strength,
        reasons: reasons(a, b, &features, &shared, likeness),
    }
}

/// How surely two stretches speak of one claim; quicker than the whole verdict.
pub(super) fn strength(a: Side, b: Side, overlap: &Overlap) -> f32 {
    let shared = overlap.of(a.window_of().span, b.window_of().span);
    if shared.is_bare() { 0.0 } else { Features::new(a, b, overlap, &shared).strength(&shared) }
}

/// Articles of one affair share so many of their names, or one links to the other. Others speak of one claim only where so
/// many terms are shared.
const NAMES: usize = 2;
const ELSEWHERE: usize = 4;

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
    fn counts(&self) -> bool {
        self.terms().any(|term| term.kind == TermKind::Number)
    }

    fn answers(&self) -> bool {
        self.has(MarkKind::Denial) || self.has(MarkKind::Doubt) || self.has(MarkKind::Refusal)
    }
}

/// What tells whether two stretches speak of one claim.
struct Features {
    /// Logarithm of the weight that they share.
    weight: f32,
    /// Twice the shared weight over the weight of both.
    dice: f32,
    /// The lighter one's weight, in tens, two at most.
    lighter: f32,
    words: f32,
    names: f32,
    numbers: f32,
    speaker: f32,
    same_language: f32,
    topic: f32,
    link: f32,
    close_numbers: f32,
    length: f32,
    both_negative: f32,
    answers: f32,
    /// Whether one has numbers and the other none.
    one_counts: f32,
    /// Whether the articles are about one affair.
    one_affair: bool,
}

/// The model's weights: logistic regression on pairs of stretches of the development stories, whose leave-one-story-out
/// figures `docs/design.md` gives. In the order of `Features::values`, the constant last.
const MODEL: [f32; 16] =
    [2.82, 1.527, -0.08, -0.06, -0.924, 0.518, 1.094, -1.013, 1.006, 0.661, 1.64, 0.134, 1.554, 0.639, -0.751, -6.231];

impl Features {
    fn new(a: Side, b: Side, overlap: &Overlap, shared: &Shared) -> Self {
        let (of_a, of_b) = (overlap.weight_a(a.window_of().span), overlap.weight_b(b.window_of().span));
        let lighter = of_a.min(of_b);
        let (most, least) = (a.terms().count(), b.terms().count());
        let (most, least) = (most.max(least), most.min(least));
        let speakers = common(&a.window_of().speaker_keys, &b.window_of().speaker_keys);
        let flag = |is: bool| f32::from(u8::from(is));
        let affair = overlap.affair(|| affair(a.article, b.article));
        Self {
            weight: shared.weight.ln_1p(),
            dice: 2.0 * shared.weight / (of_a + of_b).max(1e-6),
            lighter: lighter.min(20.0) / 10.0,
            words: shared.words.min(4) as f32,
            names: shared.names.min(3) as f32,
            numbers: shared.numbers.min(2) as f32,
            speaker: (speakers as f32 / 2.0).min(1.0),
            same_language: flag(a.sentence.language == b.sentence.language),
            topic: affair.topic,
            link: flag(affair.link),
            close_numbers: shared.close,
            length: ((1.0 + most as f32) / (1.0 + least as f32)).ln(),
            both_negative: flag(a.has(MarkKind::Negation) && b.has(MarkKind::Negation)),
            answers: flag(a.answers() || b.answers()),
            one_counts: flag(a.counts() != b.counts()),
            one_affair: affair.one,
        }
    }

    fn values(&self) -> [f32; 15] {
        [
            self.weight,
            self.dice,
            self.lighter,
            self.words,
            self.names,
            self.numbers,
            self.speaker,
            self.same_language,
            self.topic,
            self.link,
            self.close_numbers,
            self.length,
            self.both_negative,
            self.answers,
            self.one_counts,
        ]
    }

    fn strength(&self, shared: &Shared) -> f32 {
        if shared.is_bare() || !(self.one_affair || shared.count() >= ELSEWHERE) {
            return 0.0;
        }
        let sum: f32 = self.values().iter().zip(&MODEL).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-(sum + MODEL[15])).exp())
    }
}

/// Which share of the names of the article that has fewer the other one has too.
fn topic(a: &Article, b: &Article) -> f32 {
    common(&a.topic, &b.topic) as f32 / a.topic.len().min(b.topic.len()).max(1) as f32
}

fn affair(a: &Article, b: &Article) -> Affair {
    let link = links(a, b) || links(b, a);
    Affair { topic: topic(a, b), link, one: link || common(&a.topic, &b.topic) >= NAMES }
}

/// Whether an article links to another.
pub(super) fn links(from: &Article, to: &Article) -> bool {
    to.url.as_ref().is_some_and(|url| from.links.contains(url))
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

fn relation(a: Side, b: Side, features: &Features, shared: &Shared, strength: f32) -> Relation {
    let yes_and_no = a.has(MarkKind::Negation) != b.has(MarkKind::Negation);
    if strength < SAME {
        Relation::Other
    } else if a.denies() != b.denies() {
        Relation::Denies
    } else if (yes_and_no && features.dice > WHOLE) || shared.close > 0.0 || shared.apart {
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

fn reasons(a: Side, b: Side, features: &Features, shared: &Shared, likeness: Likeness) -> Vec<String> {
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
    if features.speaker > 0.0 {
        found.push("both are given to the same speaker".to_owned());
    }
    if shared.close > 0.0 || shared.apart {
        found.push("they give other numbers for what seems one thing".to_owned());
    }
    if features.both_negative > 0.0 {
        found.push("both say that something is not so".to_owned());
    } else if a.has(MarkKind::Negation) != b.has(MarkKind::Negation) {
        found.push("one says yes, the other no".to_owned());
    }
    if features.link > 0.0 {
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
