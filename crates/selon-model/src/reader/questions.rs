//! What does the second encoder answer? Of each anchor, which tokens near it are its source, cue and content, whether it is
//! one at all, and its labels.

use crate::layers::softmax;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::found::Found;
use super::path::{best, stretches};
use super::run::{Run, add};
use super::text::Sketch;

/// A token on which a statement may hang.
pub(super) struct Anchor {
    pub(super) token: usize,
    /// Whether it is the last word of a cue.
    pub(super) cued: bool,
    /// How sure, from 0 to 1.
    pub(super) sure: f32,
    /// Its vector from the first encoder.
    pub(super) vector: Vec<f32>,
}

/// What the lexical reader found, by the tokens on which it would hang.
pub(super) struct Sketches<'a> {
    all: &'a [Sketch],
    cued: HashMap<usize, usize>,
    uncued: HashMap<usize, usize>,
}

impl<'a> Sketches<'a> {
    /// Of a text with so many `tokens`.
    pub(super) fn of(sketches: &'a [Sketch], tokens: usize) -> Self {
        let (mut cued, mut uncued) = (HashMap::new(), HashMap::new());
        for (number, sketch) in sketches.iter().enumerate() {
            for token in sketch.cue.iter().flat_map(|piece| piece.start..piece.end.min(tokens)) {
                cued.entry(token).or_insert(number);
            }
            if let (true, Some(first)) = (sketch.cue.is_empty(), sketch.content.first()) {
                for token in first.start.saturating_sub(1)..=first.start.saturating_add(1) {
                    uncued.entry(token).or_insert(number);
                }
            }
        }
        Self { all: sketches, cued, uncued }
    }

    /// The number of the sketch that hangs on an anchor.
    fn at(&self, anchor: &Anchor) -> Option<usize> {
        if anchor.cued { self.cued.get(&anchor.token) } else { self.uncued.get(&anchor.token) }.copied()
    }
}

/// The numbers of the roles; where two claim a token, the one named last here has it.
const SOURCE: u8 = 1;
const CUE: u8 = 2;
const CONTENT: u8 = 3;

impl Sketch {
    /// For each token of `near`, one more than its role in this statement.
    fn roles(&self, near: &Range<usize>) -> Vec<u8> {
        let mut roles = vec![1; near.len()];
        for (role, pieces) in [(CONTENT, &self.content), (SOURCE, &self.source), (CUE, &self.cue)] {
            for piece in pieces {
                let (start, end) = (piece.start.max(near.start), piece.end.min(near.end));
                if start < end {
                    roles[start - near.start..end - near.start].fill(1 + role);
                }
            }
        }
        roles
    }
}

/// What is found on each of `anchors`; nothing on those that turn out to be none.
pub(super) fn ask(run: &mut Run<'_>, anchors: &[Anchor]) -> Vec<Found> {
    let near: Vec<Range<usize>> = anchors.iter().map(|anchor| near(run, anchor.token)).collect();
    let mut rows = input(run, anchors, &near);
    let lengths: Vec<usize> = near.iter().map(ExactSizeIterator::len).collect();
    let second = &run.reader.second;
    second.norm.apply(run.path, &mut rows);
    second.encoder.apply(run.path, &mut rows, &lengths, &mut run.room);
    let width = run.reader.config.second.hidden;
    let mut found = Vec::new();
    let mut rest = &rows[..];
    for (anchor, near) in anchors.iter().zip(near) {
        let (own, after) = rest.split_at(near.len() * width);
        rest = after;
        found.extend(answer(run, anchor, &near, own));
    }
    if let Some(meaning) = &run.reader.meaning {
        let contents: Vec<&[Range<usize>]> = found.iter().map(|found: &Found| found.content.as_slice()).collect();
        let meanings = meaning.of(run.path, &contents, &run.vectors, run.first, &mut run.room);
        found.iter_mut().zip(meanings).for_each(|(found, meaning)| found.meaning = meaning);
    }
    found
}

/// The tokens that are looked at about an anchor.
fn near(run: &Run<'_>, token: usize) -> Range<usize> {
    let config = &run.reader.config;
    token.saturating_sub(config.before)..(token + config.after + 1).min(run.text.tokens.len())
}

fn input(run: &Run<'_>, anchors: &[Anchor], near: &[Range<usize>]) -> Vec<f32> {
    let (second, config) = (&run.reader.second, &run.reader.config);
    let width = config.second.hidden;
    let vectors: Vec<f32> = anchors.iter().flat_map(|anchor| &anchor.vector).copied().collect();
    let centres = second.anchor.apply(run.path, &vectors);
    let mut rows = Vec::with_capacity(near.iter().map(|near| near.len() * width).sum());
    for ((anchor, near), centre) in anchors.iter().zip(near).zip(centres.chunks_exact(width)) {
        let begun = rows.len();
        rows.extend_from_slice(&run.rows[(near.start - run.first) * width..(near.end - run.first) * width]);
        let roles = run.sketches.at(anchor).map(|number| run.sketches.all[number].roles(near));
        let scheme = &second.scheme[(run.scheme * 2 + usize::from(!anchor.cued)) * width..];
        for (place, row) in rows[begun..].chunks_exact_mut(width).enumerate() {
            let role = roles.as_ref().map_or(0, |roles| usize::from(roles[place]));
            add(row, centre);
            add(row, &second.distance[(near.start + place + config.before - anchor.token) * width..]);
            add(row, &second.sketch[role * width..]);
            add(row, scheme);
        }
    }
    rows
}

fn answer(run: &Run<'_>, anchor: &Anchor, near: &Range<usize>, rows: &[f32]) -> Option<Found> {
    let second = &run.reader.second;
    let width = run.reader.config.second.hidden;
    let here = &rows[(anchor.token - near.start) * width..][..width];
    let mut valid = second.valid.apply(run.path, here);
    softmax(run.path, &mut valid, 2);
    let score = (anchor.sure * valid[1]).sqrt();
    if score < run.reader.scheme(run.scheme).least {
        return None;
    }
    let scores = second.roles.apply(run.path, rows);
    let place = anchor.token - near.start;
    let fixed = (place, usize::from(if anchor.cued { CUE } else { CONTENT }));
    let path = best(scores.as_chunks().0, &second.moves, fixed);
    let pieces = |role| stretches(&path, role, near.start);
    let content = pieces(CONTENT);
    if content.is_empty() {
        return None;
    }
    let labels = second.labels.iter().map(|head| {
        let mut chances = head.apply(run.path, here);
        let count = chances.len();
        softmax(run.path, &mut chances, count);
        let best = (1..count).fold(0, |best, value| if chances[value] > chances[best] { value } else { best });
        (best, chances[best])
    });
    Some(Found {
        anchor: anchor.token,
        cued: anchor.cued,
        sketch: run.sketches.at(anchor),
        score,
        labels: labels.collect(),
        source: pieces(SOURCE),
        cue: pieces(CUE),
        meaning: Vec::new(),
        content,
    })
}

/// Of statements with nearly one content the surest; those that are compared hang at most `reach` tokens apart.
pub(super) fn without_doubles(found: Vec<Found>, reach: usize) -> Vec<Found> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| found[b].score.total_cmp(&found[a].score).then(a.cmp(&b)));
    let mut kept: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    for index in order {
        let own = &found[index];
        let about = (own.anchor.saturating_sub(reach), false)..=(own.anchor + reach, true);
        let double = kept.range(about).any(|(_, &other)| {
            let (shared, all) = own.common(&found[other]);
            shared * 5 > all * 4
        });
        if !double {
            kept.insert((own.anchor, own.cued), index);
        }
    }
    let mut found: Vec<Option<Found>> = found.into_iter().map(Some).collect();
    kept.values().filter_map(|&index| found[index].take()).collect()
}
