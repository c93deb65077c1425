//! Who answers a claim without saying it: refusals to comment and short denials, tied to what stands before them.

use super::affair::Affair;
use super::appearance::{MarkKind, Sentence, Stance};
use super::cluster::nearly_one;
use super::edges::Place;
use super::links::{Link, Stretch, refuses};
use super::overlap::Overlap;
use super::rarity::weights;
use super::shelf::SentenceId;
use super::trace::Desk;
use selon_text::ByteRange;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many sentences back an answer may point.
pub const BACK: usize = 24;
/// A denial of more terms than this says itself what it denies.
const SHORT: usize = 8;

// Which of the claims before it a refusal answers: the one that scores most. The weights are of a conditional logit over the
// refusals of the shared development stories and of our own affairs; `docs/claims.md` gives the figures.

/// It opens the article, as far as claims of other articles do.
const OPENS: f32 = 1.6;
/// The logarithm of how many articles say it.
const ARTICLES: f32 = 0.85;
/// The weight of the words that the refusal shares with it.
const SHARED: f32 = 0.26;
/// The logarithm of how many sentences back it is said.
const FAR: f32 = 0.75;
/// Most places of a claim whose articles are counted.
const COUNTED: usize = 64;
/// How many places of a claim are compared with a refusal, and how many of them count.
const COMPARED: usize = 12;
const LIKEST: usize = 3;

/// How an appearance stands to its claim.
pub(super) fn stance(place: &Place) -> Stance {
    let (side, sentence) = (place.side(), &place.sentence);
    let marked = |kind: MarkKind| sentence.marks.iter().any(|mark| mark.kind == kind);
    if refuses(sentence, place.stretch.window) {
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
        let near = group_of.get(&said.sentence).into_iter().flatten().map(|&(_, group)| group);
        match near.into_iter().find(|&group| groups[group].iter().any(one)) {
            Some(group) if groups[group].iter().any(|other| other.sentence == denial.sentence) => {}
            Some(group) => groups[group].push(denial),
            None => {
                // Others who deny the same find it there.
                group_of.entry(said.sentence).or_default().push((said, groups.len()));
                groups.push(vec![said, denial]);
            }
        }
    }
}

/// The stretches of each sentence that are in a group, with the group.
fn by_sentence(groups: &[Vec<Stretch>]) -> HashMap<SentenceId, Vec<(Stretch, usize)>> {
    let mut group_of: HashMap<SentenceId, Vec<(Stretch, usize)>> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|stretch| group_of.entry(stretch.sentence).or_default().push((*stretch, number)));
    }
    group_of
}

/// Whether a sentence may answer what stands before it: a refusal, or a short denial that is in no claim by its own words.
#[must_use]
pub fn may_answer(sentence: &Sentence) -> bool {
    answering(sentence, true).is_some()
}

/// Puts refusals and short denials of the articles of `sentences` with the claim that stands before them there.
pub(super) fn answers(groups: &mut [Vec<Stretch>], sentences: &BTreeSet<SentenceId>, desk: &Desk) {
    let mut group_of = by_sentence(groups);
    // In the order of the text, not of the groups: that hangs on which article came first.
    for stretches in group_of.values_mut() {
        stretches.sort_by_key(|(stretch, _)| (desk.span(*stretch).start, stretch.window));
    }
    for article in answering_articles(sentences, desk) {
        let ids = desk.shelf.sentences_of(&article);
        for (at, &id) in ids.iter().enumerate() {
            let Some((_, sentence)) = desk.sentence(id) else { continue };
            let free = !group_of.contains_key(&id);
            let Some(window) = answering(&sentence, free) else { continue };
            let before = (at.saturating_sub(BACK)..=at).rev();
            let beyond: Vec<(usize, usize)> = before
                .flat_map(|place| {
                    group_of.get(&ids[place]).into_iter().flatten().map(move |&(_, group)| (place, group))
                })
                .filter(|&(_, group)| reaches_beyond(&groups[group], desk, &article))
                .collect();
            // A short denial answers what was just said, a refusal what the article is about.
            let answered = if refuses(&sentence, window) {
                at_stake(&sentence, at, &beyond, groups, desk)
            } else {
                beyond.first().map(|&(_, group)| group)
            };
            if let Some(group) = answered {
                groups[group].push(Stretch { sentence: id, window });
            }
        }
    }
}

/// Which of the groups before it, each with the place of a sentence that says it, the nearest first, a refusal at `at` answers.
fn at_stake(
    refusal: &Sentence,
    at: usize,
    before: &[(usize, usize)],
    groups: &[Vec<Stretch>],
    desk: &Desk,
) -> Option<usize> {
    let opening = before.last()?.0;
    let mut scored: Vec<(f32, usize)> = Vec::new();
    for &(place, group) in before {
        // The nearest sentence that says it has been looked at.
        if scored.iter().any(|(_, other)| *other == group) {
            continue;
        }
        let opens = before.iter().any(|&(other, of)| of == group && other == opening);
        let articles: BTreeSet<String> = groups[group]
            .iter()
            .take(COUNTED)
            .filter_map(|said| Some(desk.sentence(said.sentence)?.0.id.clone()))
            .collect();
        let score = OPENS * f32::from(u8::from(opens))
            + ARTICLES * (articles.len() as f32).ln()
            + SHARED * shared(refusal, &groups[group], desk)
            - FAR * ((at - place) as f32).ln_1p();
        scored.push((score, group));
    }
    let best = scored.into_iter().rev().max_by(|x, y| x.0.total_cmp(&y.0));
    best.map(|(_, group)| group)
}

/// The weight of the words that a sentence shares with a claim, on average over the places that share most with it.
fn shared(sentence: &Sentence, group: &[Stretch], desk: &Desk) -> f32 {
    let own = weights(sentence, desk.shelf);
    let mut found: Vec<f32> = group
        .iter()
        .take(COMPARED)
        .filter_map(|said| {
            let (_, other) = desk.sentence(said.sentence)?;
            let both = (own.clone(), weights(&other, desk.shelf));
            Some(Overlap::weighed(sentence, &other, both, Affair::default()).of(sentence.span, desk.span(*said)).weight)
        })
        .collect();
    found.sort_by(|x, y| y.total_cmp(x));
    found.truncate(LIKEST);
    found.iter().sum::<f32>() / found.len().max(1) as f32
}

/// The articles of sentences, in order of their ids, in which somebody may answer.
fn answering_articles(sentences: &BTreeSet<SentenceId>, desk: &Desk) -> BTreeSet<String> {
    let articles = sentences.iter().filter_map(|&id| desk.sentence(id)).map(|(article, _)| article);
    articles.filter(|article| article.answers).map(|article| article.id.clone()).collect()
}

/// Whether a group has stretches of other articles.
fn reaches_beyond(group: &[Stretch], desk: &Desk, article: &str) -> bool {
    group.iter().any(|stretch| desk.sentence(stretch.sentence).is_some_and(|(other, _)| other.id != article))
}

/// The window of a sentence that answers something: the words between quotation marks that refuse, else the longest that does, or
/// the whole of a short denial that is in no claim by its own words.
fn answering(sentence: &Sentence, free: bool) -> Option<usize> {
    let refusing = |&window: &usize| refuses(sentence, window);
    let quoted = |&window: &usize| sentence.windows[window].quoted && marks_of(sentence, sentence.windows[window].span);
    let refusal = (0..sentence.windows.len()).rev().filter(quoted).find(refusing);
    let refusal = refusal.or_else(|| (0..sentence.windows.len()).find(refusing));
    let denies = sentence.marks.iter().any(|mark| mark.kind == MarkKind::Denial)
        || sentence.windows.first().is_some_and(|window| window.stance == Stance::Denies);
    refusal.or_else(|| (free && denies && sentence.terms.len() <= SHORT && !sentence.windows.is_empty()).then_some(0))
}

/// Whether all that a sentence denies, doubts or refuses is told within `span`.
fn marks_of(sentence: &Sentence, span: ByteRange) -> bool {
    let answering = |kind: MarkKind| matches!(kind, MarkKind::Denial | MarkKind::Doubt | MarkKind::Refusal);
    let mut marks = sentence.marks.iter().filter(|mark| answering(mark.kind)).peekable();
    marks.peek().is_some() && marks.all(|mark| span.start <= mark.span.start && mark.span.start < span.end)
}
