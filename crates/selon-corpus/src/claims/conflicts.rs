//! Which claims do not go together: one denies what the other says, one says no where the other says yes, or they give other numbers
//! for one thing.

use super::appearance::{MarkKind, Stance};
use super::claim::{Claim, Contradiction};
use super::cluster::nearly_one;
use super::links::{Link, Stretch};
use super::overlap::Overlap;
use super::rarity::weights;
use super::same::{common, strength, verdict};
use super::shelf::{SentenceId, Shelf};
use super::trace::Desk;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Claims are compared only where they share an article, and a sentence or a link from a sentence of one to one of the other: others share too
/// little to speak of one thing. At most so many later ones are compared with each.
pub const MOST_NEAR: usize = 40;
/// How many appearances of a claim are compared with those of another.
const MOST_COMPARED: usize = MOST_NEAR / 4;
/// From this strength on a pair that gives other numbers counts.
const AGAINST: f32 = 0.6;
/// A yes and a no are set against each other where so many articles have each of the two claims,
const HEARD: usize = 3;
/// where they differ by so much in which share of their appearances says no,
const TURNED: f32 = 0.7;
/// and where the words that appearances of both have on average weigh so much: every key of a word counts.
const TOGETHER: f32 = 3.0;

/// The pairs of claims (numbers, the earlier claim first) that may not go together, in order; `links` are those of their sentences.
pub(crate) fn near(claims: &[Claim], links: &[Link]) -> Vec<(usize, usize)> {
    let (mut of_sentence, mut articles): (HashMap<SentenceId, Vec<usize>>, Vec<BTreeSet<&str>>) = Default::default();
    for (at, claim) in claims.iter().enumerate() {
        for appearance in &claim.appearances {
            of_sentence.entry(appearance.stretch.sentence).or_default().push(at);
        }
        articles.push(claim.appearances.iter().map(|appearance| appearance.article.as_str()).collect());
    }
    let of = |id: SentenceId| of_sentence.get(&id).map_or(&[] as &[usize], Vec::as_slice);
    let mut near: BTreeSet<(usize, usize)> = BTreeSet::new();
    for link in links {
        let both = [of(link.a.sentence), of(link.b.sentence)].concat();
        for &a in &both {
            near.extend(both.iter().filter(|&&b| a < b).map(|&b| (a, b)));
        }
    }
    let mut taken: HashMap<usize, usize> = HashMap::new();
    near.retain(|&(a, b)| {
        let shares = !articles[a].is_disjoint(&articles[b]);
        let count = taken.entry(a).or_default();
        *count += usize::from(shares);
        shares && *count <= MOST_NEAR
    });
    near.into_iter().collect()
}

/// Marks those of the `pairs` of claims (numbers, the earlier claim first) that do not go together, with the words of both.
pub fn mark_contradictions(claims: &mut [Claim], pairs: &[(usize, usize)], shelf: &dyn Shelf) {
    let desk = Desk::new(shelf);
    let both = |&(a, b): &(usize, usize)| Some((a, b, against(claims.get(a)?, claims.get(b)?, &desk)?));
    let found = pairs.iter().filter_map(both).collect();
    mark(claims, found);
}

fn mark(claims: &mut [Claim], found: Vec<(usize, usize, Contradiction)>) {
    for (a, b, contradiction) in found {
        let (first, second) = (claims[a].id.clone(), claims[b].id.clone());
        let back = Contradiction {
            claim: first,
            quote: contradiction.other.clone(),
            other: contradiction.quote.clone(),
            reasons: contradiction.reasons.clone(),
        };
        claims[a].contradicts.push(Contradiction { claim: second, ..contradiction });
        claims[b].contradicts.push(back);
    }
}

/// Two appearances, one of each claim, that go against each other: one that denies the one claim and is said in the
/// other, a yes and a no in the same words, or two of different speakers that count one thing and give other numbers.
fn against(claim: &Claim, other: &Claim, desk: &Desk) -> Option<Contradiction> {
    denied(claim, other)
        .or_else(|| denied(other, claim).map(|found| turned(found, other)))
        .or_else(|| yes_and_no(claim, other, desk))
        .or_else(|| counted_otherwise(claim, other, desk))
}

/// A denial of `claim` that is also where `other`, which mostly consists of denials, is said.
fn denied(claim: &Claim, other: &Claim) -> Option<Contradiction> {
    let denying = other.appearances.iter().filter(|appearance| appearance.stance == Stance::Denies).count();
    if denying * 2 < other.appearances.len() {
        return None;
    }
    let mut denials = claim.appearances.iter().filter(|appearance| appearance.stance == Stance::Denies);
    let denial = denials.find(|denial| {
        other.appearances.iter().any(|a| a.article == denial.article && nearly_one(a.span, denial.span))
    })?;
    let said = claim.appearances.iter().find(|appearance| appearance.stance == Stance::Asserts)?;
    let reason = match &denial.speaker {
        Some(who) => format!("{who} says that it is not so"),
        None => "one denies what the other says".to_owned(),
    };
    Some(Contradiction {
        claim: other.id.clone(),
        quote: said.quote.clone(),
        other: denial.quote.clone(),
        reasons: vec![reason],
    })
}

/// The same seen from the other claim.
fn turned(found: Contradiction, other: &Claim) -> Contradiction {
    Contradiction { claim: other.id.clone(), quote: found.other, other: found.quote, reasons: found.reasons }
}

/// The stretches in which a claim is said, the earliest first.
fn says(claim: &Claim) -> Vec<Stretch> {
    let asserted = claim.appearances.iter().filter(|appearance| appearance.stance == Stance::Asserts);
    let denied = claim.appearances.iter().filter(|appearance| appearance.stance == Stance::Denies);
    let mut said: Vec<Stretch> = asserted.map(|appearance| appearance.stretch).collect();
    if said.is_empty() {
        said.extend(denied.map(|appearance| appearance.stretch));
    }
    said.truncate(MOST_COMPARED);
    said
}

/// Two claims that several articles have, in much the same words, of which one mostly says no and the other mostly yes.
fn yes_and_no(claim: &Claim, other: &Claim, desk: &Desk) -> Option<Contradiction> {
    if articles(claim).min(articles(other)) < HEARD {
        return None;
    }
    let (a, b) = (says(claim), says(other));
    if (share_of_no(&a, desk) - share_of_no(&b, desk)).abs() < TURNED {
        return None;
    }
    let (of_a, of_b) = (words(&a, desk), words(&b, desk));
    let together: f32 = of_a.iter().filter_map(|(key, weight)| Some(weight.min(*of_b.get(key)?))).sum();
    let (first, second) = (desk.place(*a.first()?)?, desk.place(*b.first()?)?);
    (together >= TOGETHER).then(|| Contradiction {
        claim: other.id.clone(),
        quote: first.side().words().to_owned(),
        other: second.side().words().to_owned(),
        reasons: vec!["one says yes, the other no, in much the same words".to_owned()],
    })
}

fn articles(claim: &Claim) -> usize {
    claim.appearances.iter().map(|appearance| appearance.article.as_str()).collect::<HashSet<_>>().len()
}

fn share_of_no(said: &[Stretch], desk: &Desk) -> f32 {
    let places = said.iter().filter_map(|&stretch| desk.place(stretch));
    let no = places.filter(|place| place.side().has(MarkKind::Negation) || place.side().denies());
    no.count() as f32 / said.len().max(1) as f32
}

/// What the words and numbers of a claim weigh, by key, on average over its appearances.
fn words(said: &[Stretch], desk: &Desk) -> BTreeMap<u64, f32> {
    let mut all: BTreeMap<u64, f32> = BTreeMap::new();
    for place in said.iter().filter_map(|&stretch| desk.place(stretch)) {
        let span = place.side().window_of().span;
        let terms = place.sentence.terms.iter().zip(weights(&place.sentence, desk.shelf));
        let telling = terms.filter(|(term, _)| term.kind.tells() && span.contains(term.span));
        let mut own: HashMap<u64, f32> = HashMap::new();
        for (key, weight) in telling.flat_map(|(term, weight)| term.keys.iter().map(move |&key| (key, weight))) {
            let most = own.entry(key).or_default();
            *most = most.max(weight);
        }
        own.into_iter().for_each(|(key, weight)| *all.entry(key).or_default() += weight / said.len() as f32);
    }
    all
}

/// Appearances by different speakers that count one thing and give other numbers.
fn counted_otherwise(claim: &Claim, other: &Claim, desk: &Desk) -> Option<Contradiction> {
    for a in says(claim) {
        for b in says(other) {
            let (a, b) = (desk.place(a)?, desk.place(b)?);
            let (a, b) = (a.side(), b.side());
            if common(&a.window_of().speaker_keys, &b.window_of().speaker_keys) > 0 {
                continue;
            }
            // The whole verdict, with its reasons, only for the few pairs that are alike enough.
            // The claims share an article: whatever else the two articles share, they are about one affair.
            let overlap = Overlap::new(a, b, desk.shelf).in_one_affair();
            let apart = overlap.of(a.window_of().span, b.window_of().span).apart;
            if apart && strength(a, b, &overlap) >= AGAINST {
                return Some(Contradiction {
                    claim: other.id.clone(),
                    quote: a.words().to_owned(),
                    other: b.words().to_owned(),
                    reasons: verdict(a, b, &overlap).reasons,
                });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::appearance::Stance;
    use super::super::claim::Appearance;
    use super::super::gather::gather;
    use super::super::shelf::Memory;
    use super::*;
    use selon_text::ByteRange;

    /// A claim that so many articles put in the same words.
    fn claim(shelf: &mut Memory, id: &str, words: &str, articles: usize) -> Claim {
        let mut appearances = Vec::new();
        for number in 0..articles {
            let document = selon_text::Document::from_text(format!("{id}{number}"), words);
            let reading = selon_reading::read(&document, &selon_reading::Options::default());
            let (article, sentences) = gather(&document, &reading, None);
            let (span, article_id) = (sentences[0].span, article.id.clone());
            let sentence = shelf.add(article, sentences)[0];
            let stretch = Stretch { sentence, window: 0 };
            appearances.push(Appearance {
                article: article_id,
                stretch,
                span,
                stance: Stance::Asserts,
                ..Appearance::default()
            });
        }
        Claim { id: id.to_owned(), appearances, ..Claim::default() }
    }

    fn against(yes: usize, no: &str) -> usize {
        let mut shelf = Memory::default();
        let mut claims = [
            claim(&mut shelf, "yes", "Le pont de Kervaël fermera au public en mars.", yes),
            claim(&mut shelf, "other", no, 3),
        ];
        mark_contradictions(&mut claims, &[(0, 1)], &shelf);
        claims[1].contradicts.len()
    }

    #[test]
    fn a_yes_and_a_no_in_the_same_words_go_against_each_other() {
        assert_eq!(against(3, "Le pont de Kervaël ne fermera pas au public."), 1);
        assert_eq!(against(3, "Le pont de Kervaël fermera au public, dit-on."), 0);
        assert_eq!(against(3, "La digue d'Ormel ne tiendra pas."), 0);
    }

    #[test]
    fn a_denial_is_told_by_who_denies_or_by_nobody() {
        let at = |article: &str, stance: Stance, speaker: Option<&str>| Appearance {
            article: article.to_owned(),
            span: ByteRange::new(0, 9),
            stance,
            speaker: speaker.map(str::to_owned),
            ..Appearance::default()
        };
        let reason = |speaker: Option<&str>| {
            let said = vec![at("7", Stance::Asserts, None), at("8", Stance::Denies, speaker)];
            let claim = Claim { id: "a".to_owned(), appearances: said, ..Claim::default() };
            let other = Claim {
                id: "b".to_owned(),
                appearances: vec![at("8", Stance::Denies, speaker), at("9", Stance::Denies, None)],
                ..Claim::default()
            };
            denied(&claim, &other).unwrap().reasons
        };
        assert_eq!(reason(Some("Maud Tallec")), ["Maud Tallec says that it is not so"]);
        assert_eq!(reason(None), ["one denies what the other says"]);
    }

    #[test]
    fn what_two_articles_say_is_too_little_for_a_yes_and_a_no() {
        assert_eq!(against(2, "Le pont de Kervaël ne fermera pas au public."), 0);
    }
}
