//! Counts over the statements: who speaks how much, how far from the source.

use crate::statement::{Kind, Reading, Statement};
use crate::whole::{Sourcing, Speaker, SpeakerKind};
use std::collections::HashMap;

/// Counts a reading's statements.
pub(crate) fn count(reading: &Reading) -> Sourcing {
    let speakers: HashMap<&str, &Speaker> = reading.speakers.iter().map(|who| (who.id.as_str(), who)).collect();
    let who = |told: &Statement| told.speaker.as_deref().and_then(|id| speakers.get(id).copied());
    let mut sourcing = Sourcing { statements: reading.statements.len(), ..Sourcing::default() };
    for told in &reading.statements {
        count_source(&mut sourcing, told, who(told));
        let kind = who(told).map_or(SpeakerKind::Unknown, |who| who.kind);
        *sourcing.by_kind.entry(name(kind).to_owned()).or_default() += 1;
        *sourcing.by_relays.entry(told.relays.len()).or_default() += 1;
        sourcing.own_words += usize::from(matches!(told.kind, Kind::Direct | Kind::Mixed));
        sourcing.undated += usize::from(told.when.is_none());
    }
    sourcing.conclusions = reading.conclusions.len();
    sourcing.conclusions_on_nothing = reading.conclusions.iter().filter(|it| it.rests_on.is_empty()).count();
    sourcing.conclusions_surer = reading.conclusions.iter().filter(|it| !it.stronger_than.is_empty()).count();
    sourcing
}

/// Whether the source is named, unnamed or not told at all.
fn count_source(sourcing: &mut Sourcing, told: &Statement, who: Option<&Speaker>) {
    if told.anonymous {
        sourcing.anonymous += 1;
    } else if who.is_some() || !told.source.is_empty() {
        sourcing.named += 1;
    } else {
        sourcing.unattributed += 1;
    }
}

/// The kind's name, as the schema has it.
fn name(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Group => "group",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Media => "media",
        SpeakerKind::Document => "document",
        SpeakerKind::Unknown => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_counted_by_what_is_told_of_them() {
        let named = Statement { speaker: Some("s1".to_owned()), kind: Kind::Direct, ..Statement::default() };
        let unnamed = Statement { anonymous: true, kind: Kind::Indirect, ..Statement::default() };
        let ada = Speaker { id: "s1".to_owned(), kind: SpeakerKind::Person, ..Speaker::default() };
        let reading = Reading {
            statements: vec![named, unnamed, Statement::default()],
            speakers: vec![ada],
            ..Reading::default()
        };
        let sourcing = count(&reading);
        assert_eq!((sourcing.named, sourcing.anonymous, sourcing.unattributed), (1, 1, 1));
        assert_eq!((sourcing.by_kind["person"], sourcing.by_kind["unknown"]), (1, 2));
        assert_eq!((sourcing.own_words, sourcing.undated), (2, 3), "a statement is direct by default");
    }
}
