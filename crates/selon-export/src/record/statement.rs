//! One statement as the schema `selon/1` has it.

use super::whole::{AnonymityRecord, RelayRecord, WhenRecord};
use crate::positions::{Pair, Positions};
use selon_reading::{Certainty, Place, Reading, Reason, SpeakerKind, Stance, Statement};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct StatementRecord<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#in: Option<&'static str>,
    voice: Option<&'a str>,
    relays: Vec<RelayRecord<'a>>,
    kind: &'static str,
    source: Vec<Pair>,
    cue: Vec<Pair>,
    cue_lemma: Option<&'a str>,
    content: Vec<Pair>,
    parent: Option<&'a str>,
    continues: Option<&'a str>,
    speaker: Option<&'a str>,
    speaker_type: SpeakerKind,
    speaker_for: Option<&'a str>,
    anonymous: bool,
    anonymity: Option<AnonymityRecord<'a>>,
    act: &'static str,
    polarity: &'static str,
    stance: Stance,
    certainty: Certainty,
    addressee: Vec<Pair>,
    when: Option<WhenRecord<'a>>,
    medium: Vec<Pair>,
    score: f32,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Vec<ReasonRecord<'a>>>,
}

#[derive(Serialize)]
pub(super) struct ReasonRecord<'a> {
    step: &'a str,
    because: &'a str,
    span: Option<Pair>,
}

impl<'a> StatementRecord<'a> {
    /// `positions` are those of the text that the statement stands in.
    pub(super) fn new(statement: &'a Statement, reading: &Reading, positions: &Positions<'_>, why: bool) -> Self {
        let speaker = statement.speaker.as_deref();
        Self {
            id: &statement.id,
            r#in: (statement.place == Place::Title).then_some("title"),
            voice: statement.voice.as_deref(),
            relays: statement.relays.iter().map(RelayRecord::new).collect(),
            kind: statement.kind.name(),
            source: positions.pairs(&statement.source),
            cue: positions.pairs(&statement.cue),
            cue_lemma: statement.cue_lemma.as_deref(),
            content: positions.pairs(&statement.content),
            parent: statement.parent.as_deref(),
            continues: statement.continues.as_deref(),
            speaker,
            speaker_type: reading
                .speakers
                .iter()
                .find(|known| Some(known.id.as_str()) == speaker)
                .map_or(SpeakerKind::Unknown, |known| known.kind),
            speaker_for: statement.speaker_for.as_deref(),
            anonymous: statement.anonymous,
            anonymity: statement.anonymity.as_ref().map(AnonymityRecord::new),
            act: statement.act.name(),
            polarity: statement.polarity.name(),
            stance: statement.stance,
            certainty: statement.certainty,
            addressee: positions.pairs(&statement.addressee),
            when: statement.when.as_ref().map(|when| WhenRecord::new(when, positions)),
            medium: positions.pairs(&statement.medium),
            score: statement.score,
            rule: &statement.rule,
            why: why.then(|| ReasonRecord::all(&statement.why, positions)),
        }
    }
}

impl<'a> ReasonRecord<'a> {
    pub(super) fn all(reasons: &'a [Reason], positions: &Positions<'_>) -> Vec<Self> {
        let record = |reason: &'a Reason| Self {
            step: &reason.step,
            because: &reason.because,
            span: reason.span.map(|span| positions.pair(span)),
        };
        reasons.iter().map(record).collect()
    }
}
