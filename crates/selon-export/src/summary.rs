//! What stands beneath the table of statements in the formats for people: who speaks how much, what the author concludes, what does not go together.

use crate::entry::Lines;
use crate::visible::visible_line;
use selon_reading::{Conclusion, Conflict, Reading};
use selon_text::Document;

/// A list with its heading.
pub(crate) struct Section {
    pub(crate) heading: &'static str,
    pub(crate) lines: Vec<String>,
}

/// The sections that have something to say.
pub(crate) fn sections(document: &Document, reading: &Reading) -> Vec<Section> {
    let lines = Lines::new(&document.text);
    let conclusions =
        reading.conclusions.iter().map(|conclusion| of_conclusion(document, reading, &lines, conclusion)).collect();
    let conflicts = reading.conflicts.iter().map(|conflict| of_conflict(reading, conflict)).collect();
    let sections = [
        Section { heading: "Sourcing", lines: sourcing(reading) },
        Section { heading: "The author's own conclusions", lines: conclusions },
        Section { heading: "What does not go together", lines: conflicts },
    ];
    sections.into_iter().filter(|section| !section.lines.is_empty()).collect()
}

/// Counts, where any statement was counted.
fn sourcing(reading: &Reading) -> Vec<String> {
    let counts = &reading.sourcing;
    if counts.statements == 0 {
        return Vec::new();
    }
    let parts = [
        (counts.named, "named"),
        (counts.anonymous, "unnamed"),
        (counts.unattributed, "with no source told"),
        (counts.own_words, "in the speaker's own words"),
    ];
    let told: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    vec![format!(
        "{} {}: {}",
        counts.statements,
        if counts.statements == 1 { "statement" } else { "statements" },
        told.join(", ")
    )]
}

fn of_conclusion(document: &Document, reading: &Reading, lines: &Lines, conclusion: &Conclusion) -> String {
    let sentence = visible_line(conclusion.span.of(&document.text));
    let line = lines.of(conclusion.span.start);
    let rests = match conclusion.rests_on.as_slice() {
        [] => "rests on no statement".to_owned(),
        ids => format!("can rest on {}", numbers(reading, ids)),
    };
    let surer = if conclusion.stronger_than.is_empty() {
        String::new()
    } else {
        format!(", surer than {}", numbers(reading, &conclusion.stronger_than))
    };
    format!("{sentence} (line {line}: {rests}{surer})")
}

fn of_conflict(reading: &Reading, conflict: &Conflict) -> String {
    let both = numbers(reading, &[conflict.first.clone(), conflict.second.clone()]);
    format!("{both}: {}", visible_line(&conflict.about))
}

/// Statements by their numbers in the table; what has none is left out.
fn numbers(reading: &Reading, ids: &[String]) -> String {
    let number = |id: &String| {
        reading.statements.iter().position(|statement| statement.id == *id).map(|index| (index + 1).to_string())
    };
    ids.iter().filter_map(number).collect::<Vec<_>>().join(", ")
}
