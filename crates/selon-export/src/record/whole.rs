//! What a reading knows beyond its statements, as the schema `selon/1` has it: voices, speakers, dates, quantities, conclusions, conflicts.

use super::ReasonRecord;
use crate::positions::{Pair, Positions};
use selon_reading::{
    Anonymity, AnonymityLevel, Certainty, Conclusion, Conflict, How, Quantity, Relay, Sourcing, Speaker, SpeakerKind,
    Translation, Voice, When,
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct VoiceRecord<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    name: Option<&'a str>,
    how: Option<How>,
    translated: Option<Translation>,
    link: Option<&'a str>,
    spans: Vec<Pair>,
}

impl<'a> VoiceRecord<'a> {
    pub(super) fn new(voice: &'a Voice, text: &Positions<'_>) -> Self {
        Self {
            id: &voice.id,
            parent: voice.parent.as_deref(),
            name: voice.name.as_deref(),
            how: voice.how,
            translated: voice.translated,
            link: voice.link.as_deref(),
            spans: text.pairs(&voice.spans),
        }
    }
}

#[derive(Serialize)]
pub(super) struct RelayRecord<'a> {
    voice: &'a str,
    how: How,
    link: Option<&'a str>,
}

impl<'a> RelayRecord<'a> {
    pub(super) fn new(relay: &'a Relay) -> Self {
        Self { voice: &relay.voice, how: relay.how, link: relay.link.as_deref() }
    }
}

#[derive(Serialize)]
pub(super) struct AnonymityRecord<'a> {
    level: AnonymityLevel,
    position: Option<&'a str>,
    number: Option<&'a str>,
    reason: Option<&'a str>,
}

impl<'a> AnonymityRecord<'a> {
    pub(super) fn new(told: &'a Anonymity) -> Self {
        Self {
            level: told.level,
            position: told.position.as_deref(),
            number: told.number.as_deref(),
            reason: told.reason.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct SpeakerRecord<'a> {
    id: &'a str,
    name: &'a str,
    r#type: SpeakerKind,
    roles: &'a [String],
    aliases: &'a [String],
    anonymous: bool,
    mentions: Vec<Pair>,
    reference: Option<&'a str>,
}

impl<'a> SpeakerRecord<'a> {
    pub(super) fn new(speaker: &'a Speaker, text: &Positions<'_>) -> Self {
        Self {
            id: &speaker.id,
            name: &speaker.name,
            r#type: speaker.kind,
            roles: &speaker.roles,
            aliases: &speaker.aliases,
            anonymous: speaker.anonymous,
            mentions: text.pairs(&speaker.mentions),
            reference: speaker.reference.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WhenRecord<'a> {
    value: &'a str,
    granularity: &'a str,
    from: &'a str,
    span: Option<Pair>,
    anchor: Option<&'a str>,
}

impl<'a> WhenRecord<'a> {
    pub(super) fn new(when: &'a When, positions: &Positions<'_>) -> Self {
        Self {
            value: &when.value,
            granularity: &when.granularity,
            from: &when.from,
            span: when.span.map(|span| positions.pair(span)),
            anchor: when.anchor.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct QuantityRecord<'a> {
    span: Pair,
    value: f64,
    upper: Option<f64>,
    unit: Option<&'a str>,
    precision: &'a str,
    compared: Option<Pair>,
    statement: Option<&'a str>,
}

impl<'a> QuantityRecord<'a> {
    pub(super) fn new(quantity: &'a Quantity, text: &Positions<'_>) -> Self {
        Self {
            span: text.pair(quantity.span),
            value: quantity.value,
            upper: quantity.upper,
            unit: quantity.unit.as_deref(),
            precision: &quantity.precision,
            compared: quantity.compared.map(|span| text.pair(span)),
            statement: quantity.statement.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ConclusionRecord<'a> {
    span: Pair,
    markers: Vec<Pair>,
    certainty: Certainty,
    rests_on: &'a [String],
    stronger_than: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Vec<ReasonRecord<'a>>>,
}

impl<'a> ConclusionRecord<'a> {
    pub(super) fn new(conclusion: &'a Conclusion, text: &Positions<'_>, why: bool) -> Self {
        Self {
            span: text.pair(conclusion.span),
            markers: text.pairs(&conclusion.markers),
            certainty: conclusion.certainty,
            rests_on: &conclusion.rests_on,
            stronger_than: &conclusion.stronger_than,
            why: why.then(|| ReasonRecord::all(&conclusion.why, text)),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ConflictRecord<'a> {
    kind: &'a str,
    first: &'a str,
    second: &'a str,
    about: &'a str,
    spans: Vec<Pair>,
}

impl<'a> ConflictRecord<'a> {
    pub(super) fn new(conflict: &'a Conflict, text: &Positions<'_>) -> Self {
        Self {
            kind: &conflict.kind,
            first: &conflict.first,
            second: &conflict.second,
            about: &conflict.about,
            spans: text.pairs(&conflict.spans),
        }
    }
}

#[derive(Serialize)]
pub(super) struct SourcingRecord<'a> {
    statements: usize,
    named: usize,
    anonymous: usize,
    unattributed: usize,
    by_kind: &'a BTreeMap<String, usize>,
    by_relays: &'a BTreeMap<usize, usize>,
    own_words: usize,
    undated: usize,
    conclusions: usize,
    conclusions_on_nothing: usize,
    conclusions_surer: usize,
}

impl<'a> SourcingRecord<'a> {
    pub(super) fn new(sourcing: &'a Sourcing) -> Self {
        Self {
            statements: sourcing.statements,
            named: sourcing.named,
            anonymous: sourcing.anonymous,
            unattributed: sourcing.unattributed,
            by_kind: &sourcing.by_kind,
            by_relays: &sourcing.by_relays,
            own_words: sourcing.own_words,
            undated: sourcing.undated,
            conclusions: sourcing.conclusions,
            conclusions_on_nothing: sourcing.conclusions_on_nothing,
            conclusions_surer: sourcing.conclusions_surer,
        }
    }
}
