//! One reading of one text: window by window, asking about each anchor as soon as what stands after it is known, and
//! keeping no more of the text's vectors than the next anchors need.

use crate::kernel::Path;
use crate::layers::{Room, softmax};
use crate::pieces::Cutter as PieceCutter;
use std::collections::VecDeque;

use super::found::{Entity, Found};
use super::network::{ANCHORS, MARKS, Reader};
use super::questions::{self, Anchor, Sketches};
use super::text::Text;
use super::windows::{Cutter, Window};

/// Windows that go through the encoder at once.
const WINDOWS: usize = 8;
/// Anchors that are asked about at once.
const QUESTIONS: usize = 24;

/// The state of a reading.
pub(super) struct Run<'a> {
    pub(super) reader: &'a Reader,
    pub(super) path: Path,
    pub(super) text: Text<'a>,
    pub(super) scheme: usize,
    pub(super) room: Room,
    pub(super) sketches: Sketches<'a>,
    cutter: PieceCutter<'a>,
    /// Rows of the second encoder's input, for tokens from `first` on.
    pub(super) rows: Vec<f32>,
    /// The encoder's vectors of the same tokens half way up, where the reader tells what statements mean.
    pub(super) vectors: Vec<f32>,
    pub(super) first: usize,
    /// First token that has no row yet.
    pub(super) ready: usize,
    pending: VecDeque<Anchor>,
    found: Vec<Found>,
    entities: Vec<Entity>,
}

impl<'a> Run<'a> {
    pub(super) fn new(reader: &'a Reader, path: Path, text: Text<'a>, scheme: usize) -> Self {
        Self {
            reader,
            path,
            text,
            scheme,
            room: Room::default(),
            sketches: Sketches::of(text.sketches, text.tokens.len()),
            cutter: reader.pieces.cutter(),
            rows: Vec::new(),
            vectors: Vec::new(),
            first: 0,
            ready: 0,
            pending: VecDeque::new(),
            found: Vec::new(),
            entities: Vec::new(),
        }
    }

    /// Reads to the end.
    pub(super) fn finish(mut self) -> (Vec<Found>, Vec<Entity>) {
        while self.ready < self.text.tokens.len() {
            self.encode();
            self.ask();
        }
        (questions::without_doubles(self.found, self.reader.config.before + self.reader.config.after), self.entities)
    }

    /// Puts the next windows through the encoder.
    fn encode(&mut self) {
        let hidden = self.reader.config.encoder.hidden;
        let mut batch = Batch::default();
        let mut kept = self.ready;
        while kept < self.text.tokens.len() && batch.lengths.len() < WINDOWS {
            let window = self.window(kept);
            batch.begin();
            for token in window.first..window.end {
                self.add(token, token >= window.kept, &mut batch);
            }
            batch.end(MARKS[1]);
            kept = window.end;
        }
        let mut rows = self.embed(&batch);
        let [lower, upper] = &self.reader.encoder;
        lower.apply(self.path, &mut rows, &batch.lengths, &mut self.room);
        if self.reader.meaning.is_some() {
            self.vectors.extend(batch.means(&rows, hidden, kept - self.ready));
        }
        upper.apply(self.path, &mut rows, &batch.lengths, &mut self.room);
        let vectors = batch.means(&rows, hidden, kept - self.ready);
        self.note(&vectors, hidden);
        self.rows.extend(self.reader.token.apply(self.path, &vectors));
        self.ready = kept;
    }

    fn window(&mut self, kept: usize) -> Window {
        let config = &self.reader.config;
        let cutter = Cutter {
            sentences: self.text.sentences,
            tokens: self.text.tokens.len(),
            window: config.window,
            overlap: config.overlap,
        };
        let (text, most, pieces) = (self.text, config.token, &mut self.cutter);
        let mut room = Vec::new();
        cutter.next(kept, |token| {
            room.clear();
            pieces.cut(text.tokens[token].text, text.tokens[token].space, &mut room);
            room.len().min(most)
        })
    }

    fn add(&mut self, token: usize, kept: bool, batch: &mut Batch) {
        let given = self.text.tokens[token];
        let before = batch.pieces.len();
        self.cutter.cut(given.text, given.space, &mut batch.pieces);
        batch.pieces.truncate(before + self.reader.config.token);
        batch.owners.resize(batch.pieces.len(), (token, if kept { Some(token - self.ready) } else { None }));
    }

    /// The encoder's input: the embedding of each piece and of its place, and those of its token's features.
    fn embed(&self, batch: &Batch) -> Vec<f32> {
        let reader = self.reader;
        let hidden = reader.config.encoder.hidden;
        let mut rows = vec![0.0; batch.pieces.len() * hidden];
        let places = batch.lengths.iter().flat_map(|&length| 0..length);
        for ((row, &piece), place) in rows.chunks_exact_mut(hidden).zip(&batch.pieces).zip(places) {
            // Every piece of the table has an embedding, as was checked at loading.
            let _known = reader.words.read(piece as usize, row);
            add(row, &reader.places[place * hidden..]);
        }
        reader.norm.apply(self.path, &mut rows);
        for (row, &(token, _)) in rows.chunks_exact_mut(hidden).zip(&batch.owners) {
            let features = self.text.tokens.get(token).map(|token| token.features).unwrap_or_default();
            for (table, value) in reader.features.iter().zip(features) {
                let value = if table.len() > usize::from(value) * hidden { usize::from(value) } else { 0 };
                add(row, &table[value * hidden..]);
            }
        }
        rows
    }

    /// Notes the anchors and names among new tokens.
    fn note(&mut self, vectors: &[f32], hidden: usize) {
        let mut chances = self.reader.anchors.apply(self.path, vectors);
        softmax(self.path, &mut chances, ANCHORS);
        let least = self.reader.scheme(self.scheme).least_anchor;
        let width = self.reader.config.schemes.len() * ANCHORS;
        let own = chances.chunks_exact(width).map(|row| &row[self.scheme * ANCHORS..][..ANCHORS]);
        for (token, (own, vector)) in own.zip(vectors.chunks_exact(hidden)).enumerate() {
            for (cued, sure) in [(true, own[1]), (false, own[2])] {
                if sure > least {
                    self.pending.push_back(Anchor { token: self.ready + token, cued, sure, vector: vector.to_vec() });
                }
            }
        }
        let tags = self.reader.entities.apply(self.path, vectors);
        for (token, scores) in tags.chunks_exact(1 + 2 * self.reader.config.entities.len()).enumerate() {
            name(&mut self.entities, self.ready + token, scores);
        }
    }

    /// Asks about the anchors of which all is known that stands near them.
    fn ask(&mut self) {
        let end = self.text.tokens.len();
        loop {
            let known = |anchor: &Anchor| anchor.token + self.reader.config.after < self.ready || self.ready == end;
            let count = self.pending.iter().take(QUESTIONS).take_while(|anchor| known(anchor)).count();
            if count == 0 {
                break;
            }
            let anchors: Vec<Anchor> = self.pending.drain(..count).collect();
            let found = questions::ask(self, &anchors);
            self.found.extend(found);
        }
        let next = self.pending.front().map_or(self.ready, |anchor| anchor.token);
        let needed = next.saturating_sub(self.reader.config.before).max(self.first);
        self.rows.drain(..(needed - self.first) * self.reader.config.second.hidden);
        if self.reader.meaning.is_some() {
            self.vectors.drain(..(needed - self.first) * self.reader.config.encoder.hidden);
        }
        self.first = needed;
    }
}

/// The numbers of `more` added to those of `row`.
pub(super) fn add(row: &mut [f32], more: &[f32]) {
    row.iter_mut().zip(more).for_each(|(x, more)| *x += more);
}

/// Goes on with the names at a token that has these scores: none, then for each kind its beginning and its inside.
fn name(entities: &mut Vec<Entity>, token: usize, scores: &[f32]) {
    let best = (1..scores.len()).fold(0, |best, tag| if scores[tag] > scores[best] { tag } else { best });
    let Some(tag) = best.checked_sub(1) else { return };
    let (kind, inside) = (tag / 2, tag % 2 == 1);
    match entities.last_mut() {
        Some(last) if inside && last.kind == kind && last.tokens.end == token => last.tokens.end += 1,
        _ => entities.push(Entity { tokens: token..token + 1, kind }),
    }
}

/// Windows as pieces, one after the other.
#[derive(Default)]
struct Batch {
    pieces: Vec<u32>,
    lengths: Vec<usize>,
    /// For each piece its token, and the token's place among the new ones where this window keeps it.
    owners: Vec<(usize, Option<usize>)>,
    begun: usize,
}

/// No token: that of a mark.
const NONE: (usize, Option<usize>) = (usize::MAX, None);

impl Batch {
    fn begin(&mut self) {
        self.begun = self.pieces.len();
        self.pieces.push(MARKS[0]);
        self.owners.push(NONE);
    }

    fn end(&mut self, mark: u32) {
        self.pieces.push(mark);
        self.owners.push(NONE);
        self.lengths.push(self.pieces.len() - self.begun);
    }

    /// The mean of each kept token's rows.
    fn means(&self, rows: &[f32], hidden: usize, tokens: usize) -> Vec<f32> {
        let mut means = vec![0.0; tokens * hidden];
        let mut counts = vec![0_u16; tokens];
        for (row, owner) in rows.chunks_exact(hidden).zip(&self.owners) {
            if let Some(place) = owner.1 {
                add(&mut means[place * hidden..][..hidden], row);
                counts[place] += 1;
            }
        }
        for (mean, &count) in means.chunks_exact_mut(hidden).zip(&counts) {
            let share = 1.0 / f32::from(count.max(1));
            mean.iter_mut().for_each(|x| *x *= share);
        }
        means
    }
}
