//! What changed between two appearances of a claim: kinds, and the words.

use super::appearance::{MarkKind, Stance, TermKind};
use super::claim::{Change, Drift};
use super::overlap::Overlap;
use super::same::{Likeness, Side, Verdict, common};
use selon_language::language;
use similar::{ChangeTag, TextDiff};

/// A truncated one has less of the earlier one's weight than this, and is so much lighter.
const KEPT: f32 = 0.5;
const LIGHTER: f32 = 0.7;
/// The share of the weight from which two stretches are much alike.
const MUCH: f32 = 0.6;
/// Longer texts are not laid side by side word by word.
const MOST_BYTES: usize = 4000;

/// What changed from the earlier stretch to the later one. An answer that denies or declines says another thing: only
/// its wording and language are told.
pub(super) fn drift(later: Side, earlier: Side, overlap: &Overlap, verdict: &Verdict) -> Vec<Drift> {
    let mut kinds = vec![wording(verdict.kind)];
    if later.window_of().stance != earlier.window_of().stance {
        return kinds;
    }
    let mut when = |is: bool, kind: Drift| {
        if is {
            kinds.push(kind)
        }
    };
    when(is_truncated(later, earlier, overlap), Drift::Truncated);
    if marked(later) && marked(earlier) {
        let in_sentence = |side: Side, kind: MarkKind| side.sentence.marks.iter().any(|mark| mark.kind == kind);
        when(earlier.has(MarkKind::Hedge) && !in_sentence(later, MarkKind::Hedge), Drift::HedgeLost);
        when(later.has(MarkKind::Hedge) && !in_sentence(earlier, MarkKind::Hedge), Drift::HedgeAdded);
        let condition = MarkKind::Condition;
        when(in_sentence(earlier, condition) && !in_sentence(later, condition), Drift::ConditionDropped);
        when(turned_round(later, earlier, overlap), Drift::NegationChanged);
    }
    when(has_other_numbers(later, earlier, overlap), Drift::NumberChanged);
    when(has_other_speaker(later, earlier), Drift::SpeakerChanged);
    when(has_other_days(later, earlier, overlap), Drift::DateShifted);
    kinds.sort_unstable();
    kinds
}

/// Whether the language's hedges, conditions and negations are known.
fn marked(side: Side) -> bool {
    language(&side.sentence.language).is_some_and(|known| !known.tables.claims.mark.is_empty())
}

const fn wording(kind: Likeness) -> Drift {
    match kind {
        Likeness::Translation => Drift::Translated,
        Likeness::Verbatim | Likeness::NearVerbatim => Drift::Verbatim,
        Likeness::Paraphrase => Drift::Paraphrased,
    }
}

fn is_truncated(later: Side, earlier: Side, overlap: &Overlap) -> bool {
    let (of_later, of_earlier) = (overlap.weight_a(later.window_of().span), overlap.weight_b(earlier.window_of().span));
    let shared = overlap.of(later.window_of().span, earlier.window_of().span).weight;
    shared < KEPT * of_earlier && of_later < LIGHTER * of_earlier
}

/// Whether both have numbers and none of them is the same, or one of them seems to be another that was changed.
fn has_other_numbers(later: Side, earlier: Side, overlap: &Overlap) -> bool {
    let shared = overlap.of(later.window_of().span, earlier.window_of().span);
    let numbers = |side: Side| side.terms().filter(|term| term.kind == TermKind::Number).count();
    shared.close >= 1.0 || (shared.numbers == 0 && numbers(later) > 0 && numbers(earlier) > 0)
}

/// Whether one says that it is so and the other, in much the same words, that it is not.
fn turned_round(later: Side, earlier: Side, overlap: &Overlap) -> bool {
    let negated = |side: Side| side.sentence.marks.iter().any(|mark| mark.kind == MarkKind::Negation);
    let apart =
        later.has(MarkKind::Negation) && !negated(earlier) || earlier.has(MarkKind::Negation) && !negated(later);
    apart && overlap.of(later.window_of().span, earlier.window_of().span).of_heavier >= MUCH
}

/// Whether both tell days and none of them is the same, though they share a number or much of the words.
fn has_other_days(later: Side, earlier: Side, overlap: &Overlap) -> bool {
    let days = |side: Side| side.terms().filter(|term| term.kind == TermKind::Date).count();
    let shared = overlap.of(later.window_of().span, earlier.window_of().span);
    let alike = shared.numbers > 0 || shared.of_lighter >= MUCH;
    alike && shared.dates == 0 && days(later) > 0 && days(earlier) > 0
}

/// Whether both are given to somebody, and not to the same, as far as names and roles tell.
fn has_other_speaker(later: Side, earlier: Side) -> bool {
    let (a, b) = (later.window_of(), earlier.window_of());
    let told =
        a.statement.is_some() && b.statement.is_some() && !a.speaker_keys.is_empty() && !b.speaker_keys.is_empty();
    let same_language = later.sentence.language == earlier.sentence.language;
    told && same_language && common(&a.speaker_keys, &b.speaker_keys) == 0 && a.stance == Stance::Asserts
}

/// The words that two texts share and those that only one has, in order; nothing for texts too long to lay side by side.
pub(crate) fn difference(earlier: &str, later: &str) -> Vec<Change> {
    if earlier.len().max(later.len()) > MOST_BYTES {
        return Vec::new();
    }
    let mut changes: Vec<Change> = Vec::new();
    for change in TextDiff::from_words(earlier, later).iter_all_changes() {
        let text = change.value();
        match (change.tag(), changes.last_mut()) {
            (ChangeTag::Equal, Some(Change::Kept(words)))
            | (ChangeTag::Delete, Some(Change::Removed(words)))
            | (ChangeTag::Insert, Some(Change::Added(words))) => words.push_str(text),
            (ChangeTag::Equal, _) => changes.push(Change::Kept(text.to_owned())),
            (ChangeTag::Delete, _) => changes.push(Change::Removed(text.to_owned())),
            (ChangeTag::Insert, _) => changes.push(Change::Added(text.to_owned())),
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_by_its_name() {
        for kind in [Drift::Verbatim, Drift::Truncated, Drift::SpeakerChanged, Drift::DateShifted] {
            assert_eq!(Drift::named(kind.name()), Some(kind));
        }
        assert_eq!(Drift::named("none"), None);
    }

    #[test]
    fn a_difference_tells_the_words_that_changed() {
        let changes = difference("le pont pourrait fermer", "le pont va fermer");
        let expected = [
            Change::Kept("le pont ".into()),
            Change::Removed("pourrait".into()),
            Change::Added("va".into()),
            Change::Kept(" fermer".into()),
        ];
        assert_eq!(changes, expected);
    }
}
