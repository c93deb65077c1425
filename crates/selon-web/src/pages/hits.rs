//! Statements in a list: who said what, when and where, each with the way to its passage.

use crate::links;
use crate::words::Words;
use selon_corpus::{Found, Hit, Query};
use serde::Serialize;

/// How many statements there are, and how many of them order and counts tell of.
#[derive(Serialize)]
pub(super) struct Extent {
    pub(super) total: u64,
    /// Of very many, only so many were looked at for counts and order: those added last.
    pub(super) looked_at: usize,
}

impl Extent {
    pub(super) const fn of(found: &Found) -> Self {
        Self { total: found.total, looked_at: found.looked_at }
    }

    /// Whether only a part was looked at.
    pub(super) const fn is_part(&self) -> bool {
        self.total > self.looked_at as u64
    }
}

/// One statement of a list.
#[derive(Serialize)]
pub(super) struct Listed {
    #[serde(flatten)]
    pub(super) hit: Hit,
    /// Its passage in its article.
    pub(super) address: String,
    /// The content; what was looked for is marked.
    #[serde(skip)]
    pub(super) pieces: Vec<Piece>,
    /// What was done by saying it.
    #[serde(skip)]
    pub(super) did: String,
    #[serde(skip)]
    pub(super) who: String,
    #[serde(skip)]
    pub(super) speaker: Option<String>,
    #[serde(skip)]
    pub(super) outlet: Option<String>,
    #[serde(skip)]
    pub(super) claim: Option<String>,
    /// How many passed it on.
    #[serde(skip)]
    pub(super) mouths: u64,
}

/// A stretch of text.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) is_marked: bool,
}

pub(super) fn listed(words: Words, query: &Query, hits: Vec<Hit>) -> Vec<Listed> {
    hits.into_iter().map(|hit| one(words, query, hit)).collect()
}

fn one(words: Words, query: &Query, hit: Hit) -> Listed {
    let family = if hit.polarity == "negative" { "act_not" } else { "act" };
    let who = who(words, &hit).to_owned();
    Listed {
        address: links::passage(&hit.doc, &hit.id),
        pieces: pieces(query, &hit.content),
        did: words.label(family, &hit.act).to_owned(),
        speaker: hit.speaker.as_deref().map(links::speaker),
        outlet: hit.outlet.as_deref().map(links::outlet),
        claim: hit.claim.as_deref().map(links::claim),
        mouths: hit.relays.unsigned_abs(),
        who,
        hit,
    }
}

/// Whom the words are given to: by the name known everywhere, else as this article has it.
pub(super) fn who(words: Words, hit: &Hit) -> &str {
    let told = [hit.speaker.as_deref(), hit.called.as_deref(), Some(hit.source.as_str())];
    told.into_iter().flatten().find(|name| !name.trim().is_empty()).unwrap_or_else(|| words.say("search.untold"))
}

fn pieces(query: &Query, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |text: &str, is_marked: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), is_marked });
        }
    };
    for mark in query.marks(text) {
        push(&text[at..mark.start], false);
        push(mark.of(text), true);
        at = mark.end;
    }
    push(&text[at..], false);
    pieces
}
