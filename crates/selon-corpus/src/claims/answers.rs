//! Who answers a claim without saying it: refusals to comment and short denials, tied to what stands before them.

use super::appearance::{MarkKind, Sentence, Stance};
use super::edges::Place;
use super::links::{Stretch, refuses};
use super::shelf::SentenceId;
use super::trace::Desk;
use std::collections::HashMap;

/// How many sentences back an answer may point.
const BACK: usize = 8;
/// A denial of more terms than this says itself what it denies.
const SHORT: usize = 5;

/// How an appearance stands to its claim.
pub(super) fn stance(place: &Place) -> Stance {
    let (side, sentence) = (place.side(), &place.sentence);
    let marked = |kind: MarkKind| sentence.marks.iter().any(|mark| mark.kind == kind);
    if refuses(sentence, place.window) {
        Stance::Declines
    } else if side.window_of().stance == Stance::Denies || side.has(MarkKind::Denial) {
        Stance::Denies
    } else if marked(MarkKind::Doubt) {
        Stance::Doubts
    } else {
        side.window_of().stance
    }
}

/// Puts refusals and short denials of every article with the claim that stands before them there.
pub(super) fn answers(groups: &mut [Vec<Stretch>], desk: &mut Desk) {
    let mut group_of: HashMap<SentenceId, Vec<usize>> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|stretch| group_of.entry(stretch.sentence).or_default().push(number));
    }
    for article in desk.articles() {
        let ids = desk.of_article(&article);
        for (at, &id) in ids.iter().enumerate() {
            let Some((_, sentence)) = desk.sentence(id) else { continue };
            let free = !group_of.contains_key(&id);
            let Some(window) = answering(sentence, free) else { continue };
            let before = ids[at.saturating_sub(BACK)..=at].iter().rev().filter_map(|id| group_of.get(id)).flatten();
            let nearest = before.copied().find(|&group| reaches_beyond(&groups[group], desk, &article));
            if let Some(group) = nearest {
                groups[group].push(Stretch { sentence: id, window });
            }
        }
    }
}

/// Whether a group has stretches of other articles.
fn reaches_beyond(group: &[Stretch], desk: &Desk, article: &str) -> bool {
    group.iter().any(|stretch| desk.sentence(stretch.sentence).is_some_and(|(other, _)| other.id != article))
}

/// The window of a sentence that answers something: the longest that refuses, or the whole of a short denial that is in
/// no claim by its own words.
fn answering(sentence: &Sentence, free: bool) -> Option<usize> {
    let refusal = (0..sentence.windows.len()).find(|&window| refuses(sentence, window));
    let denies = sentence.marks.iter().any(|mark| mark.kind == MarkKind::Denial)
        || sentence.windows.first().is_some_and(|window| window.stance == Stance::Denies);
    refusal.or_else(|| (free && denies && sentence.terms.len() <= SHORT && !sentence.windows.is_empty()).then_some(0))
}
