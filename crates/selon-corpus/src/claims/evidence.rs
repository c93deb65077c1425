//! What tells whether two stretches speak of one claim: the clues, of which `likelihood.rs` makes one figure.

use super::affair::Affair;
use super::appearance::{MarkKind, Meaning};
use super::likelihood::{CLUES, likelihood};
use super::overlap::{Overlap, Shared};
use super::same::{Side, common};

/// Articles that are not of one affair speak of one claim only where so many terms are shared.
const ELSEWHERE: usize = 4;
/// From this cosine on two statements mean so nearly the same that they need not share a word.
pub(super) const NEAR: f32 = 0.5;
/// The share of its sentence from which a window is all of it.
const WHOLE: f32 = 0.95;
/// Sentences before this one are the article's lead.
const LEAD: usize = 3;

/// What tells whether two stretches speak of one claim.
pub(super) struct Evidence {
    /// Twice the shared weight over the weight of both.
    pub(super) dice: f32,
    pub(super) same_speaker: bool,
    pub(super) both_negative: bool,
    pub(super) linked: bool,
    /// The cosine of what the two statements mean, where both tell it.
    pub(super) meaning: Option<f32>,
    values: [f32; CLUES],
    /// Whether enough is shared for two articles that may be of different affairs.
    enough: bool,
}

impl Evidence {
    pub(super) fn new(a: Side, b: Side, overlap: &Overlap, shared: &Shared) -> Self {
        let (of_a, of_b) = (overlap.weight_a(a.window_of().span), overlap.weight_b(b.window_of().span));
        let lighter = of_a.min(of_b);
        let dice = 2.0 * shared.weight / (of_a + of_b).max(1e-6);
        let speakers = common(&a.window_of().speaker_keys, &b.window_of().speaker_keys);
        let affair = overlap.affair();
        let both_negative = a.has(MarkKind::Negation) && b.has(MarkKind::Negation);
        let meaning = meaning(a, b);
        let (share_a, share_b) = (share(a), share(b));
        let (tell_a, tell_b) = overlap.telling(a.window_of().span, b.window_of().span);
        let values = [
            shared.weight.ln_1p(),
            dice,
            lighter.min(20.0) / 10.0,
            shared.words.min(4) as f32,
            shared.names.min(3) as f32,
            shared.numbers.min(2) as f32,
            shared.dates.min(2) as f32,
            (speakers as f32 / 2.0).min(1.0),
            flag(a.sentence.language == b.sentence.language),
            affair.topic,
            flag(affair.link),
            shared.close,
            apart(a.terms().count(), b.terms().count()),
            flag(both_negative),
            flag(a.answers() || b.answers()),
            flag(a.counts() != b.counts()),
            // What the two sentences share beyond the two stretches.
            1.0 - shared.weight / overlap.whole().max(1e-6),
            share_a + share_b,
            flag(share_a >= WHOLE) + flag(share_b >= WHOLE),
            apart(a.window_of().span.len(), b.window_of().span.len()),
            shared.weight / lighter.max(1e-6),
            flag(a.denies() && b.denies()),
            flag(a.sentence.order < LEAD) + flag(b.sentence.order < LEAD),
            meaning.unwrap_or(0.0),
            flag(meaning.is_some()),
            flag(shared.apart),
            flag(shared.other_numbers),
            shared.numbers.min(1) as f32,
            2.0 * shared.telling / (tell_a + tell_b).max(1e-6),
            shared.rarest / 5.0,
            (of_a + of_b - 2.0 * shared.weight).max(0.0) / 20.0,
            flag(a.window_of().statement.is_some()) + flag(b.window_of().statement.is_some()),
        ];
        Self {
            dice,
            same_speaker: speakers > 0,
            both_negative,
            linked: affair.link,
            meaning,
            values,
            enough: !too_little(shared, affair, meaning.is_some_and(|cosine| cosine >= NEAR)),
        }
    }

    /// How surely the two speak of one claim, from 0 to 1.
    pub(super) fn strength(&self) -> f32 {
        if self.enough { likelihood(&self.values) } else { 0.0 }
    }

    /// The clues, where enough is shared to speak of one claim at all.
    pub(super) fn clues(&self) -> Option<[f32; CLUES]> {
        self.enough.then_some(self.values)
    }
}

/// Whether two stretches that share so much can't speak of one claim; `may_mean` where a model may tell that they mean the same.
pub(super) fn too_little(shared: &Shared, affair: Affair, may_mean: bool) -> bool {
    if affair.one { shared.is_bare() && !may_mean } else { shared.count() < ELSEWHERE || shared.is_bare() }
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// How far two counts are from each other: the logarithm of their ratio.
fn apart(a: usize, b: usize) -> f32 {
    ((1.0 + a.max(b) as f32) / (1.0 + a.min(b) as f32)).ln()
}

/// Which share of its sentence a window is.
fn share(side: Side) -> f32 {
    side.window_of().span.len() as f32 / side.sentence.span.len().max(1) as f32
}

/// The cosine of what two statements mean, where both are statements and one model told it of both.
fn meaning(a: Side, b: Side) -> Option<f32> {
    told(a)?.cosine(told(b)?)
}

/// What the statement that a window is means.
fn told(side: Side<'_>) -> Option<&Meaning> {
    let statement = side.window_of().statement.as_ref()?;
    side.sentence.meanings.iter().find(|meaning| &meaning.statement == statement)
}
