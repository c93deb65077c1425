//! `read` and `check`: a text as it is given; nothing is fetched, no file opened.

use crate::answers::{CheckAnswer, ConflictTold, ReadAnswer, ShareTold, Told};
use crate::pages::{Page, cut};
use crate::questions::Text;
use selon_page::{Document, Hints, read_bytes};
use selon_reading::{Place, Reading, Share, Speaker, Statement, Tagger};
use selon_text::{ByteRange, Offsets};
use serde::Serialize;
use std::collections::HashMap;

/// Bytes of a text that are taken; longer ones are for the command.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Numbers of statements, or sentences, that a count is given with.
const MOST_LISTED: usize = 50;

/// Reads a text and gives one page of its statements.
pub(crate) fn read(tagger: &dyn Tagger, asked: &Text) -> Result<ReadAnswer, String> {
    let page = Page::asked(asked.limit, asked.next.as_deref())?;
    let (document, reading) = reading_of(tagger, asked)?;
    let numbers = numbers(&reading);
    let speakers: HashMap<&str, &Speaker> = reading.speakers.iter().map(|who| (who.id.as_str(), who)).collect();
    let (text, title) = (Offsets::new(&document.text), Offsets::new(document.title.as_deref().unwrap_or("")));
    let told = |(index, statement): (usize, &Statement)| {
        let (words, offsets) = match statement.place {
            Place::Text => (document.text.as_str(), &text),
            Place::Title => (document.title.as_deref().unwrap_or(""), &title),
        };
        let pieces =
            |spans: &[ByteRange]| cut(&spans.iter().map(|span| span.of(words)).collect::<Vec<_>>().join(" … "));
        let ends = statement.content.first().zip(statement.content.last());
        Told {
            number: index + 1,
            source: pieces(&statement.source),
            speaker: statement.speaker.as_deref().and_then(|id| Some(speakers.get(id)?.name.clone())),
            anonymous: statement.anonymous,
            kind: statement.kind.name().to_owned(),
            act: statement.act.name().to_owned(),
            polarity: statement.polarity.name().to_owned(),
            certainty: label(&statement.certainty),
            cue: pieces(&statement.cue),
            content: pieces(&statement.content),
            when: statement.when.as_ref().map(|when| when.value.clone()),
            relays: statement.relays.len(),
            span: ends.map(|(first, last)| [offsets.codepoints(*first).start, offsets.codepoints(*last).end]),
            within: statement.parent.as_deref().and_then(|id| numbers.get(id).copied()),
        }
    };
    let total = reading.statements.len();
    let statements = reading.statements.iter().enumerate().skip(page.skip).take(page.limit).map(told).collect();
    Ok(ReadAnswer {
        language: reading.language.clone(),
        model: reading.model.clone(),
        total,
        statements,
        next: page.next(total),
    })
}

/// Looks at a text's sourcing.
pub(crate) fn check(tagger: &dyn Tagger, asked: &Text) -> Result<CheckAnswer, String> {
    let (document, reading) = reading_of(tagger, asked)?;
    let check = selon_reading::check(&document, &reading);
    let names: HashMap<&str, &str> = reading.speakers.iter().map(|who| (who.id.as_str(), who.name.as_str())).collect();
    let conclusions = |which: &[usize]| {
        let spans = which.iter().filter_map(|index| reading.conclusions.get(*index)).take(MOST_LISTED);
        spans.map(|conclusion| cut(conclusion.span.of(&document.text))).collect()
    };
    let speaker = |id: &Option<String>| {
        let name = id.as_deref().and_then(|id| names.get(id).copied());
        name.unwrap_or("not told").to_owned()
    };
    let conflict =
        |conflict: &selon_reading::Conflict| ConflictTold { kind: conflict.kind.clone(), about: cut(&conflict.about) };
    Ok(CheckAnswer {
        language: reading.language.clone(),
        words: check.words,
        author_words: check.own,
        statements: reading.statements.len(),
        sources: shares(&check.classes, label),
        speakers: shares(&check.speakers, speaker),
        relays: shares(&check.hops, ToString::to_string),
        manners: shares(&check.manners, label),
        undated: numbered(&check.undated),
        denials: numbered(&check.denials),
        refusals: numbered(&check.refusals),
        conclusions_on_nothing: conclusions(&check.on_nothing),
        conclusions_surer: conclusions(&check.surer),
        conflicts: reading.conflicts.iter().take(MOST_LISTED).map(conflict).collect(),
    })
}

fn reading_of(tagger: &dyn Tagger, asked: &Text) -> Result<(Document, Reading), String> {
    if asked.text.len() > MOST_BYTES {
        return Err(format!(
            "the text is longer than {} MB: cut it, or use the command «selon read»",
            MOST_BYTES >> 20
        ));
    }
    let options = selon_page::Options {
        language: asked.language.clone(),
        date: asked.published.clone(),
        offline: true,
        ..selon_page::Options::default()
    };
    let read = read_bytes(asked.text.clone().into_bytes(), &Hints::default(), &options).next();
    let mut document = read.ok_or("there is no text in it")?.map_err(|error| error.reason)?;
    if document.title.is_none() && asked.title.is_some() {
        document.title.clone_from(&asked.title);
        document.title_apart = true;
    }
    let options = selon_reading::Options { language: asked.language.clone(), ..selon_reading::Options::default() };
    let reading = selon_reading::read_with(tagger, &document, &options);
    Ok((document, reading))
}

/// Numbers of statements by their ids, from 1.
fn numbers(reading: &Reading) -> HashMap<&str, usize> {
    reading.statements.iter().zip(1..).map(|(statement, number)| (statement.id.as_str(), number)).collect()
}

fn numbered(indices: &[usize]) -> Vec<usize> {
    indices.iter().take(MOST_LISTED).map(|index| index + 1).collect()
}

fn shares<K>(shares: &[Share<K>], name: impl Fn(&K) -> String) -> Vec<ShareTold> {
    let told = |share: &Share<K>| ShareTold {
        of: name(&share.of),
        statements: numbered(&share.statements),
        words: share.words,
    };
    shares.iter().take(MOST_LISTED).map(told).collect()
}

/// A label by the name that the schema gives it.
fn label(of: &impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
