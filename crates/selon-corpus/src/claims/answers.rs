//! Who answers a claim without saying it: refusals to comment and short denials, tied to what stands before them.

use super::appearance::{MarkKind, Sentence, Stance};
use super::cluster::nearly_one;
use super::edges::Place;
use super::links::{Link, Stretch, refuses};
use super::shelf::SentenceId;
use super::trace::Desk;
use std::collections::{BTreeMap, HashMap};

/// How many sentences back an answer may point.
pub const BACK: usize = 8;
/// A denial of more terms than this says itself what it denies.
const SHORT: usize = 5;

/// How an appearance stands to its claim.
pub(super) fn stance(place: &Place) -> Stance {
    let (side, sentence) = (place.side(), &place.sentence);
    let marked = |kind: MarkKind| sentence.marks.iter().any(|mark| mark.kind == kind);
    if refuses(sentence, place.window) {
        Stance::Declines
    } else if side.denies() {
        Stance::Denies
    } else if marked(MarkKind::Doubt) {
        Stance::Doubts
    } else {
        side.window_of().stance
    }
}

/// Puts every sentence that says that something is not so with the claim that says that it is, the likest one; where
/// nobody else says it, the two make a claim.
pub(super) fn denials(groups: &mut Vec<Vec<Stretch>>, opposed: &[Link], desk: &Desk) {
    let mut likest: BTreeMap<SentenceId, (f32, Stretch, Stretch)> = BTreeMap::new();
    for link in opposed {
        let (denial, said) = if desk.denies(link.a) { (link.a, link.b) } else { (link.b, link.a) };
        let best = likest.entry(denial.sentence).or_insert((link.strength, denial, said));
        if link.strength > best.0 || (link.strength == best.0 && (denial, said) < (best.1, best.2)) {
            *best = (link.strength, denial, said);
        }
    }
    let mut group_of = by_sentence(groups);
    for (_, denial, said) in likest.into_values() {
        let one = |other: &Stretch| other.sentence == said.sentence && nearly_one(desk.span(*other), desk.span(said));
        let near = group_of.get(&said.sentence).into_iter().flatten().copied();
        match near.into_iter().find(|&group| groups[group].iter().any(one)) {
            Some(group) if groups[group].iter().any(|other| other.sentence == denial.sentence) => {}
            Some(group) => groups[group].push(denial),
            None => {
                // Others who deny the same find it there.
                group_of.entry(said.sentence).or_default().push(groups.len());
                groups.push(vec![said, denial]);
            }
        }
    }
}

/// The groups that each sentence has stretches in.
fn by_sentence(groups: &[Vec<Stretch>]) -> HashMap<SentenceId, Vec<usize>> {
    let mut group_of: HashMap<SentenceId, Vec<usize>> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|stretch| group_of.entry(stretch.sentence).or_default().push(number));
    }
    group_of
}

/// Whether a sentence may answer what stands before it: a refusal, or a short denial that is in no claim by its own words.
#[must_use]
pub fn may_answer(sentence: &Sentence) -> bool {
    answering(sentence, true).is_some()
}

/// Puts refusals and short denials of every article with the claim that stands before them there.
pub(super) fn answers(groups: &mut [Vec<Stretch>], desk: &Desk) {
    let group_of = by_sentence(groups);
    for article in desk.articles() {
        let ids = desk.of_article(&article);
        for (at, &id) in ids.iter().enumerate() {
            let Some((_, sentence)) = desk.sentence(id) else { continue };
            let free = !group_of.contains_key(&id);
            let Some(window) = answering(sentence, free) else { continue };
            let before = ids[at.saturating_sub(BACK)..=at].iter().rev().filter_map(|id| group_of.get(id)).flatten();
            let beyond: Vec<usize> =
                before.copied().filter(|&group| reaches_beyond(&groups[group], desk, &article)).collect();
            // A refusal answers what everybody asks about, a short denial what was just said.
            let answered = if refuses(sentence, window) {
                beyond.iter().rev().max_by_key(|&&group| groups[group].len())
            } else {
                beyond.first()
            };
            if let Some(&group) = answered {
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
