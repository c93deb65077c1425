//! Which role has each token about an anchor? The likeliest path through the roles' scores that a statement can have: one
//! piece of source, two of cue, two of content at most. A path without content says that there is no statement.

use std::ops::Range;

/// Roles of a token, in the order of the head: none, source, cue, content.
pub(super) const ROLES: usize = 4;
/// A state is a role and how many pieces have begun: none or one of source, up to two of cue and of content. Of 3,220
/// statements marked by people fourteen have more.
const STATES: usize = ROLES * 2 * 3 * 3;
/// No state.
const NONE: u8 = u8::MAX;

/// How a path goes on, for every state: the states that it can come from.
struct Moves {
    from: [[u8; ROLES]; STATES],
}

/// The role of a state.
const fn role(state: usize) -> usize {
    state % ROLES
}

/// How many pieces of each role have begun in a state.
const fn begun(state: usize) -> [usize; ROLES] {
    let counts = state / ROLES;
    [0, counts % 2, counts / 2 % 3, counts / 6]
}

const fn state(role: usize, begun: [usize; ROLES]) -> usize {
    role + ROLES * (begun[1] + 2 * (begun[2] + 3 * begun[3]))
}

impl Moves {
    const fn new() -> Self {
        let mut from = [[NONE; ROLES]; STATES];
        let mut to = 0;
        while to < STATES {
            let mut old = 0;
            while old < ROLES {
                let mut counts = begun(to);
                let new_piece = old != role(to) && role(to) != 0;
                if !new_piece || counts[role(to)] > 0 {
                    counts[role(to)] -= new_piece as usize;
                    // A role is held only where a piece of it has begun.
                    if old == 0 || counts[old] > 0 {
                        from[to][old] = state(old, counts) as u8;
                    }
                }
                old += 1;
            }
            to += 1;
        }
        Self { from }
    }
}

static MOVES: Moves = Moves::new();

/// The best path through `scores`, where going from one role to the next gains `moves`; at `fixed` it has the given role.
/// Empty where there is none.
pub(super) fn best(scores: &[[f32; ROLES]], moves: &[[f32; ROLES]; ROLES], fixed: (usize, usize)) -> Vec<u8> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let may = |place: usize, role: usize| place != fixed.0 || role == fixed.1;
    let mut totals = [f32::NEG_INFINITY; STATES];
    for role in (0..ROLES).filter(|&role| may(0, role)) {
        let mut counts = [0; ROLES];
        counts[role] = usize::from(role != 0);
        totals[state(role, counts)] = first[role];
    }
    let mut back: Vec<[u8; STATES]> = Vec::with_capacity(rest.len());
    for (place, here) in rest.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; STATES];
        let mut from = [NONE; STATES];
        for to in (0..STATES).filter(|&to| may(place + 1, role(to))) {
            for &old in MOVES.from[to].iter().filter(|&&old| old != NONE) {
                let reached = totals[usize::from(old)] + moves[role(usize::from(old))][role(to)];
                if reached > next[to] {
                    (next[to], from[to]) = (reached, old);
                }
            }
            next[to] += here[role(to)];
        }
        totals = next;
        back.push(from);
    }
    let surest = (0..STATES).reduce(|best, other| if totals[other] > totals[best] { other } else { best });
    let Some(mut at) = surest.filter(|&state| totals[state] > f32::NEG_INFINITY) else { return Vec::new() };
    let mut path = vec![role(at) as u8];
    for from in back.iter().rev() {
        at = usize::from(from[at]);
        path.push(role(at) as u8);
    }
    path.reverse();
    path
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

    const FREE: [[f32; ROLES]; ROLES] = [[0.0; ROLES]; ROLES];
    const N: [f32; ROLES] = [1.0, 0.0, 0.0, 0.0];
    const S: [f32; ROLES] = [0.0, 1.0, 0.0, 0.0];
    const Q: [f32; ROLES] = [0.0, 0.0, 1.0, 0.0];
    const C: [f32; ROLES] = [0.0, 0.0, 0.0, 1.0];

    #[test]
    fn what_a_statement_can_be_is_read_as_it_scores() {
        assert_eq!(best(&[S, Q, N, C, C, N, C], &FREE, (1, 2)), [1, 2, 0, 3, 3, 0, 3]);
        assert!(best(&[], &FREE, (0, 2)).is_empty());
        assert_eq!(best(&[Q], &FREE, (0, 2)), [2], "no content");
    }

    #[test]
    fn pieces_are_counted() {
        let path = best(&[S, N, S, S, Q, C], &FREE, (4, 2));
        assert_eq!(stretches(&path, 1, 0).len(), 1, "{path:?}");
        let path = best(&[Q, C, N, C, N, C, N, C], &FREE, (0, 2));
        assert_eq!(stretches(&path, 3, 0).len(), 2, "{path:?}");
    }

    #[test]
    fn the_anchor_has_its_role() {
        assert_eq!(best(&[N, S, N], &FREE, (1, 2)), [0, 2, 0]);
    }

    #[test]
    fn moves_decide_where_scores_are_near() {
        let scores = [Q, C, [0.1, 0.0, 0.0, 0.0], C];
        let mut sticky = FREE;
        sticky[3][0] = -1.0;
        assert_eq!(best(&scores, &FREE, (0, 2)), [2, 3, 0, 3]);
        assert_eq!(best(&scores, &sticky, (0, 2)), [2, 3, 3, 3]);
    }

    #[test]
    fn stretches_are_whole() {
        assert_eq!(stretches(&[3, 3, 0, 3, 1], 3, 10), [10..12, 13..14]);
        assert_eq!(stretches(&[], 3, 10), Vec::<Range<usize>>::new());
    }
}
