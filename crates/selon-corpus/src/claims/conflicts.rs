//! Which claims do not go together: one denies what the other says, or they give other numbers for one thing.

use super::appearance::Stance;
use super::claim::{Claim, Contradiction};
use super::same::{Relation, same_claim};
use super::trace::Desk;
use std::collections::HashMap;

/// Claims are compared only where they share an article or two stretches that are alike; at most so many each.
const MOST: usize = 40;
/// From this strength on a pair that goes against each other counts.
const AGAINST: f32 = 0.25;

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
        for other in near.into_iter().take(MOST) {
            found.extend(against(claim, &claims[other], desk).map(|contradiction| (at, other, contradiction)));
        }
    }
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

/// Two appearances, one of each claim, that go against each other.
fn against(claim: &Claim, other: &Claim, desk: &Desk) -> Option<Contradiction> {
    let says = |claim: &Claim| -> Vec<super::links::Stretch> {
        claim.appearances.iter().filter(|a| a.stance != Stance::Declines).map(|a| a.stretch).take(MOST / 4).collect()
    };
    for a in says(claim) {
        for b in says(other) {
            let (a, b) = (desk.place(a)?, desk.place(b)?);
            let verdict = same_claim(a.side(), b.side(), desk.shelf);
            let opposed = matches!(verdict.relation, Relation::Denies | Relation::Contradicts);
            if opposed && verdict.strength >= AGAINST {
                return Some(Contradiction {
                    claim: other.id.clone(),
                    quote: a.side().words().to_owned(),
                    other: b.side().words().to_owned(),
                    reasons: verdict.reasons,
                });
            }
        }
    }
    None
}
