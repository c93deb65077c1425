//! Statements, conclusions and conflicts as the page tells them: in the person's language, safe to show once escaped.

use super::filters::Filters;
use crate::reasons::{self, Reason};
use crate::words::Words;
use selon_export::Step;
use selon_export::view::DocumentView;
use selon_reading::{Certainty, Check, Polarity, Reading, SourceClass, Stance, Statement};
use selon_text::{ByteRange, Document};
use std::collections::HashMap;

/// A statement, in the card over its mark and in the list.
pub(super) struct Item {
    pub(super) number: usize,
    /// The statement's id, which its anchors are made of.
    pub(super) id: String,
    pub(super) who: String,
    /// The kind of source, as a class of the style sheet and a key.
    pub(super) class: &'static str,
    pub(super) class_label: String,
    /// What was done by saying it.
    pub(super) did: String,
    pub(super) how: String,
    /// How surely, where it is not plainly certain.
    pub(super) certainty: String,
    /// How the teller stands to it, where not neutral.
    pub(super) stance: String,
    pub(super) when: String,
    /// Through whom it came: each mouth from the page's author to the source.
    pub(super) chain: Vec<String>,
    pub(super) addressee: String,
    pub(super) what: String,
    pub(super) place: String,
    pub(super) steps: Vec<Derived>,
    /// How many passed it on.
    pub(super) hops: usize,
    /// Whether the filters leave it in.
    pub(super) matches: bool,
    /// Whether it stands in the title.
    pub(super) in_title: bool,
    /// Whether it is a whole passage, which rails in the margin show already.
    pub(super) is_passage: bool,
}

/// One step of how a statement was arrived at.
pub(super) struct Derived {
    /// What was decided by it.
    pub(super) step: String,
    pub(super) reason: Reason,
}

/// A conclusion of the author.
pub(super) struct Told {
    pub(super) number: usize,
    pub(super) words: String,
    pub(super) certainty: String,
    pub(super) rests_on: Vec<Anchor>,
    pub(super) stronger_than: Vec<Anchor>,
    pub(super) steps: Vec<Reason>,
}

/// A way to a statement in the text.
pub(super) struct Anchor {
    pub(super) number: usize,
    pub(super) id: String,
}

/// Two statements that do not go together.
pub(super) struct Pair {
    pub(super) label: String,
    pub(super) about: Reason,
    pub(super) sides: Vec<(Anchor, String)>,
}

/// The name of a kind of source, as classes and keys have it.
pub(super) const fn class_name(class: SourceClass) -> &'static str {
    match class {
        SourceClass::Named => "named",
        SourceClass::Unnamed => "unnamed",
        SourceClass::Group => "group",
        SourceClass::Institution => "institution",
        SourceClass::Outlet => "outlet",
        SourceClass::Document => "report",
        SourceClass::Untold => "untold",
    }
}

pub(super) fn items(
    words: Words,
    document: &Document,
    reading: &Reading,
    view: &DocumentView,
    check: &Check,
    filters: &Filters,
) -> Vec<Item> {
    let mut classes = vec![SourceClass::Untold; reading.statements.len()];
    for share in &check.classes {
        share.statements.iter().for_each(|&index| classes[index] = share.of);
    }
    let names = voice_names(words, document, reading);
    let item = |(index, told): (usize, &Statement)| {
        let row = &view.rows[index];
        let class = class_name(classes[index]);
        Item {
            number: row.number,
            id: told.id.clone(),
            who: row.who.clone(),
            class,
            class_label: words.label("class", class).to_owned(),
            did: did(words, told).to_owned(),
            how: words.label("kind", told.kind.name()).to_owned(),
            certainty: certainty(words, told.certainty).to_owned(),
            stance: stance(words, told.stance).to_owned(),
            when: row.when.clone(),
            chain: chain(words, told, &names, &row.who),
            addressee: line(&pieces(text_of(document, told), &told.addressee)),
            what: beginning(&row.what),
            place: if row.place == "title" { words.say("article.title").to_owned() } else { row.place.clone() },
            steps: row.steps.iter().map(|step| derived(words, step)).collect(),
            hops: told.relays.len().max(1),
            matches: filters.matches(told),
            in_title: told.place == selon_reading::Place::Title,
            is_passage: told.kind == selon_reading::Kind::Block,
        }
    };
    reading.statements.iter().enumerate().map(item).collect()
}

/// Letters of a statement that the list shows; the text has them all.
const SHOWN: usize = 400;

/// The beginning of a long statement, to the end of a word.
fn beginning(what: &str) -> String {
    let Some((end, _)) = what.char_indices().nth(SHOWN) else { return what.to_owned() };
    let cut = &what[..end];
    let word = cut.rfind(char::is_whitespace).filter(|&at| at > end / 2).unwrap_or(end);
    format!("{}…", what[..word].trim_end())
}

fn derived(words: Words, step: &Step) -> Derived {
    let Reason { text, lang } = reasons::reason(words, &step.because);
    let told = Step { step: reasons::step(words, &step.step), words: step.words.clone(), because: text };
    Derived { reason: Reason { text: told.sentence(), lang }, step: told.step }
}

fn did(words: Words, told: &Statement) -> &'static str {
    let family = if told.polarity == Polarity::Negative { "act_not" } else { "act" };
    words.label(family, told.act.name())
}

/// How surely; nothing where it is plainly certain.
fn certainty(words: Words, certainty: Certainty) -> &'static str {
    if certainty == Certainty::Certain { "" } else { words.label("certainty", name_of(certainty)) }
}

fn stance(words: Words, stance: Stance) -> &'static str {
    let name = match stance {
        Stance::Neutral => return "",
        Stance::Endorses => "endorses",
        Stance::Distances => "distances",
        Stance::Rejects => "rejects",
    };
    words.label("stance", name)
}

/// What each voice is called; the first one is the page's own.
pub(super) fn voice_names<'r>(words: Words, document: &Document, reading: &'r Reading) -> HashMap<&'r str, String> {
    let own = document.outlet.as_deref().or(document.authors.first().map(String::as_str));
    let own = own.map_or_else(|| words.say("article.author").to_owned(), line);
    let name = |voice: &selon_reading::Voice| match (&voice.name, &voice.parent) {
        (Some(name), _) => line(name),
        (None, None) => own.clone(),
        (None, Some(_)) => words.say("article.some_text").to_owned(),
    };
    reading.voices.iter().map(|voice| (voice.id.as_str(), name(voice))).collect()
}

fn chain(words: Words, told: &Statement, names: &HashMap<&str, String>, who: &str) -> Vec<String> {
    let unknown = words.say("article.some_text");
    let through = told.relays.iter().map(|relay| names.get(relay.voice.as_str()).map_or(unknown, String::as_str));
    // Where nobody is told, the way ends with who passed it on.
    let is_told = !told.source.is_empty() || told.speaker.is_some() || told.continues.is_some();
    let source = Some(who).filter(|_| is_told);
    through.chain(source).map(str::to_owned).collect()
}

fn text_of<'d>(document: &'d Document, told: &Statement) -> &'d str {
    match told.place {
        selon_reading::Place::Text => &document.text,
        selon_reading::Place::Title => document.title.as_deref().unwrap_or(""),
    }
}

fn pieces(text: &str, ranges: &[ByteRange]) -> String {
    ranges.iter().map(|range| range.of(text)).collect::<Vec<_>>().join(" … ")
}

/// On one line, and harmless.
pub(super) fn line(text: &str) -> String {
    selon_export::visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn anchors(reading: &Reading, ids: &[String]) -> Vec<Anchor> {
    let number = |id: &String| reading.statements.iter().position(|told| told.id == *id);
    ids.iter().filter_map(|id| Some(Anchor { number: number(id)? + 1, id: id.clone() })).collect()
}

pub(super) fn conclusions(words: Words, document: &Document, reading: &Reading) -> Vec<Told> {
    let told = |(index, told): (usize, &selon_reading::Conclusion)| Told {
        number: index + 1,
        words: line(told.span.of(&document.text)),
        certainty: words.label("certainty", name_of(told.certainty)).to_owned(),
        rests_on: anchors(reading, &told.rests_on),
        stronger_than: anchors(reading, &told.stronger_than),
        steps: told.why.iter().map(|why| reasons::reason(words, &line(&why.because))).collect(),
    };
    reading.conclusions.iter().enumerate().map(told).collect()
}

const fn name_of(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Probable => "probable",
        Certainty::Possible => "possible",
        Certainty::Unlikely => "unlikely",
        Certainty::Unknown => "unknown",
    }
}

pub(super) fn conflicts(words: Words, document: &Document, reading: &Reading) -> Vec<Pair> {
    let pair = |conflict: &selon_reading::Conflict| {
        let ids = [conflict.first.clone(), conflict.second.clone()];
        let side = |anchor: Anchor| {
            let told = &reading.statements[anchor.number - 1];
            let said = line(&pieces(text_of(document, told), &told.content));
            (anchor, said)
        };
        Pair {
            label: words.label("conflict", &conflict.kind).to_owned(),
            about: reasons::reason(words, &line(&conflict.about)),
            sides: anchors(reading, &ids).into_iter().map(side).collect(),
        }
    };
    reading.conflicts.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_statements_are_cut_at_a_word_and_short_ones_stand() {
        assert_eq!(beginning("La digue tient."), "La digue tient.");
        let long = "digue à ".repeat(200);
        let cut = beginning(&long);
        assert!(cut.ends_with("digue…") || cut.ends_with("à…"), "{cut}");
        assert!(cut.chars().count() <= SHOWN + 1 && long.starts_with(cut.trim_end_matches('…')));
        assert_eq!(beginning(&"é".repeat(900)).chars().count(), SHOWN + 1);
    }
}
