//! Which role has each token about an anchor? The likeliest path through the roles' scores.

use std::ops::Range;

/// Roles of a token, in the order of the head: none, source, cue, content.
pub(super) const ROLES: usize = 4;

/// The best path through `scores`, where going from one role to the next costs or gains `moves`.
pub(super) fn best(scores: &[[f32; ROLES]], moves: &[[f32; ROLES]; ROLES]) -> Vec<u8> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut totals = *first;
    let mut back: Vec<[u8; ROLES]> = Vec::with_capacity(rest.len());
    for here in rest {
        let mut next = [0.0; ROLES];
        let mut from = [0; ROLES];
        for role in 0..ROLES {
            let reached = |old: usize| totals[old] + moves[old][role];
            let best = surest(|old| reached(old));
            next[role] = reached(best) + here[role];
            from[role] = best as u8;
        }
        totals = next;
        back.push(from);
    }
    let mut path = vec![surest(|role| totals[role]) as u8];
    for from in back.iter().rev() {
        let last = path.last().copied().unwrap_or_default();
        path.push(from[usize::from(last)]);
    }
    path.reverse();
    path
}

/// The role with the highest score; the first of equal ones.
fn surest(score: impl Fn(usize) -> f32) -> usize {
    (1..ROLES).fold(0, |best, role| if score(role) > score(best) { role } else { best })
}

/// The stretches of `path` that have `role`, in tokens counted from `first`.
pub(super) fn stretches(path: &[u8], role: u8, first: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (place, _) in path.iter().enumerate().filter(|&(_, &own)| own == role) {
        match found.last_mut() {
            Some(last) if last.end == first + place => last.end += 1,
            _ => found.push(first + place..first + place + 1),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_decide_where_scores_are_near() {
        let scores = [[0.0, 0.0, 0.0, 2.0], [0.1, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 2.0], [3.0, 0.0, 0.0, 0.0]];
        let free = [[0.0; ROLES]; ROLES];
        assert_eq!(best(&scores, &free), [3, 0, 3, 0]);
        let mut sticky = free;
        sticky[3][0] = -1.0;
        assert_eq!(best(&scores, &sticky), [3, 3, 3, 0]);
        assert!(best(&[], &free).is_empty());
    }

    #[test]
    fn stretches_are_whole() {
        assert_eq!(stretches(&[3, 3, 0, 3, 1], 3, 10), [10..12, 13..14]);
        assert_eq!(stretches(&[], 3, 10), Vec::<Range<usize>>::new());
    }
}
