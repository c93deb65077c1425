//! Which claims do not go together: one denies what the other says, or they give other numbers for one thing.

use super::appearance::Stance;
use super::claim::{Claim, Contradiction};
use super::cluster::nearly_one;
use super::links::Stretch;
use super::overlap::Overlap;
use super::same::{Relation, common, strength, verdict};
use super::shelf::Shelf;
use super::trace::Desk;
use std::collections::HashMap;

/// Claims are compared only where they share an article; at most so many later ones with each.
pub const MOST_NEAR: usize = 40;
/// How many appearances of a claim are compared with those of another.
const MOST_COMPARED: usize = MOST_NEAR / 4;
/// From this strength on a pair that goes against each other counts.
const AGAINST: f32 = 0.6;

/// Marks every two claims that do not go together, with the words of both.
pub(super) fn contradictions(claims: &mut [Claim], desk: &Desk) {
    let mut by_article: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        for appearance in &claim.appearances {
            by_article.entry(&appearance.article).or_default().push(at);
        }
    }
    let mut found: Vec<(usize, usize, Contradiction)> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let mut near: Vec<usize> = claim
            .appearances
            .iter()
            .filter_map(|a| by_article.get(a.article.as_str()))
            .flatten()
            .copied()
            .filter(|&other| other > at)
            .collect();
        near.sort_unstable();
        near.dedup();
        for other in near.into_iter().take(MOST_NEAR) {
            found.extend(against(claim, &claims[other], desk).map(|contradiction| (at, other, contradiction)));
        }
    }
    mark(claims, found);
}

/// Marks those of the `pairs` of claims (numbers, the earlier claim first) that do not go together: where `contradictions` has not all
/// claims at hand to find for each the next [`MOST_NEAR`] later ones that share an article with it.
pub fn mark_contradictions(claims: &mut [Claim], pairs: &[(usize, usize)], shelf: &dyn Shelf) {
    let mut desk = Desk::new(shelf);
    claims.iter().flat_map(|claim| &claim.appearances).for_each(|appearance| desk.fetch(appearance.stretch.sentence));
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
/// other, or two of different speakers with other numbers, or with a yes and a no.
fn against(claim: &Claim, other: &Claim, desk: &Desk) -> Option<Contradiction> {
    denied(claim, other)
        .or_else(|| denied(other, claim).map(|found| turned(found, other)))
        .or_else(|| opposed(claim, other, desk))
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
    let who = denial.speaker.as_deref().unwrap_or(&denial.article);
    Some(Contradiction {
        claim: other.id.clone(),
        quote: said.quote.clone(),
        other: denial.quote.clone(),
        reasons: vec![format!("{who} says that it is not so")],
    })
}

/// The same seen from the other claim.
fn turned(found: Contradiction, other: &Claim) -> Contradiction {
    Contradiction { claim: other.id.clone(), quote: found.other, other: found.quote, reasons: found.reasons }
}

fn opposed(claim: &Claim, other: &Claim, desk: &Desk) -> Option<Contradiction> {
    let says = |claim: &Claim| -> Vec<Stretch> {
        claim
            .appearances
            .iter()
            .filter(|a| a.stance == Stance::Asserts)
            .map(|a| a.stretch)
            .take(MOST_COMPARED)
            .collect()
    };
    for a in says(claim) {
        for b in says(other) {
            let (a, b) = (desk.place(a)?, desk.place(b)?);
            let (a, b) = (a.side(), b.side());
            if common(&a.window_of().speaker_keys, &b.window_of().speaker_keys) > 0 {
                continue;
            }
            // The whole verdict, with its reasons, only for the few pairs that are alike enough.
            let overlap = Overlap::new(a, b, desk.shelf);
            if strength(a, b, &overlap) < AGAINST {
                continue;
            }
            let verdict = verdict(a, b, &overlap);
            if verdict.relation == Relation::Contradicts {
                return Some(Contradiction {
                    claim: other.id.clone(),
                    quote: a.words().to_owned(),
                    other: b.words().to_owned(),
                    reasons: verdict.reasons,
                });
            }
        }
    }
    None
}
