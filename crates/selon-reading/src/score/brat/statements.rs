//! Statements put together from the lines of an `.ann` file: by events, by relations from a cue, or contents that stand alone.

use super::lines::{Lines, Span};
use crate::score::{MOST_STATEMENTS, Marked, Wrong};
use std::collections::BTreeMap;

/// What marked words can be to a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Source,
    Cue,
    Content,
}

impl Part {
    /// By the name of a T-line, a role or a relation; the trigger of an event may be called as the event is.
    fn named(name: &str) -> Option<Self> {
        match name {
            "source" => Some(Self::Source),
            "cue" | ATTRIBUTION => Some(Self::Cue),
            "content" => Some(Self::Content),
            _ => None,
        }
    }
}

/// The type of events that are statements.
const ATTRIBUTION: &str = "attribution";
/// The role or relation that leads to the statement in whose content one stands.
const PARENT: &str = "parent";

/// The statements, in order of their contents' places.
pub(super) fn of(lines: &Lines) -> Result<Vec<Marked>, Wrong> {
    let mut desk = Desk { lines, drafts: Vec::new(), owners: BTreeMap::new() };
    desk.events()?;
    desk.anchors();
    desk.relations()?;
    desk.label();
    let parents: Vec<Option<String>> = desk.drafts.iter().map(|draft| desk.parent(draft)).collect();
    let mut statements: Vec<Marked> = desk.drafts.into_iter().map(Draft::finished).collect();
    for (statement, parent) in statements.iter_mut().zip(parents) {
        statement.parent = parent;
    }
    statements.sort_by_key(|statement| statement.content.first().copied());
    if statements.len() > MOST_STATEMENTS {
        return Err(Wrong::new(1, format!("the document has {} statements", statements.len()))
            .with_hint(format!("cut it: a document may have {MOST_STATEMENTS}")));
    }
    Ok(statements)
}

#[derive(Default)]
struct Draft<'a> {
    id: &'a str,
    marked: Marked,
    /// T-lines of its source, for the names that they refer to.
    sources: Vec<&'a str>,
    parent: Option<&'a str>,
}

impl Draft<'_> {
    fn finished(self) -> Marked {
        let mut marked = self.marked;
        for spans in [&mut marked.source, &mut marked.cue, &mut marked.content] {
            spans.sort_unstable();
            spans.dedup();
        }
        Marked { id: Some(self.id.to_owned()), ..marked }
    }
}

struct Desk<'l, 'a> {
    lines: &'l Lines<'a>,
    drafts: Vec<Draft<'a>>,
    /// Which statement an event or marked words belong to; for words of several, the first.
    owners: BTreeMap<&'a str, usize>,
}

impl<'a> Desk<'_, 'a> {
    fn events(&mut self) -> Result<(), Wrong> {
        let lines = self.lines;
        for event in lines.events.iter().filter(|event| event.kind == ATTRIBUTION) {
            let at = self.begin(event.id);
            self.put(at, event.line, event.id, event.trigger, None)?;
            for (role, target) in &event.roles {
                match Part::named(role) {
                    Some(part) => self.put(at, event.line, event.id, target, Some(part))?,
                    None if role == PARENT => self.drafts[at].parent = Some(target),
                    None => {}
                }
            }
        }
        Ok(())
    }

    /// Cues and contents that belong to no event begin a statement each, unless a relation makes them a part of another.
    fn anchors(&mut self) {
        let lines = self.lines;
        let parts = lines.relations.iter().filter(|relation| Part::named(&relation.kind).is_some());
        let led_to: std::collections::BTreeSet<&str> = parts.map(|relation| relation.to).collect();
        for (id, span) in &lines.spans {
            let part = Part::named(&span.kind).filter(|part| *part != Part::Source);
            if let Some(part) = part.filter(|_| !self.owners.contains_key(id) && !led_to.contains(id)) {
                let at = self.begin(id);
                self.add(at, id, span, part);
            }
        }
    }

    fn relations(&mut self) -> Result<(), Wrong> {
        let lines = self.lines;
        for relation in &lines.relations {
            let part = Part::named(&relation.kind);
            if part.is_none() && relation.kind != PARENT {
                continue;
            }
            let at = self.owners.get(relation.from).copied().ok_or_else(|| {
                Wrong::new(
                    relation.line,
                    format!("{} begins at {}, which is no statement's", relation.id, relation.from),
                )
                .with_hint("Arg1 is a cue, a content that has no cue, or an event Attribution")
            })?;
            match part {
                Some(part) => self.put(at, relation.line, relation.id, relation.to, Some(part))?,
                None => self.drafts[at].parent = Some(relation.to),
            }
        }
        Ok(())
    }

    fn begin(&mut self, id: &'a str) -> usize {
        let at = self.drafts.len();
        self.drafts.push(Draft { id, ..Draft::default() });
        self.owners.entry(id).or_insert(at);
        at
    }

    /// Makes the words of a T-line a part of a statement: the one asked for, else the one that their type names.
    fn put(&mut self, at: usize, line: usize, from: &str, id: &'a str, part: Option<Part>) -> Result<(), Wrong> {
        let lines = self.lines;
        let span =
            lines.spans.get(id).ok_or_else(|| Wrong::new(line, format!("{from} names {id}, which is no T-line")))?;
        let named = Part::named(&span.kind);
        let part = part.or(named).ok_or_else(|| {
            Wrong::new(span.line, format!("{id} is {from}'s trigger, and is called {}", span.kind))
                .with_hint("call it Cue or Attribution, or Content where the statement has no cue")
        })?;
        self.add(at, id, span, part);
        Ok(())
    }

    fn add(&mut self, at: usize, id: &'a str, span: &Span, part: Part) {
        let draft = &mut self.drafts[at];
        let spans = match part {
            Part::Source => &mut draft.marked.source,
            Part::Cue => &mut draft.marked.cue,
            Part::Content => &mut draft.marked.content,
        };
        spans.extend(&span.pieces);
        if part == Part::Source {
            draft.sources.push(id);
        } else {
            self.owners.entry(id).or_insert(at);
        }
    }

    /// The statement that one names as its parent, by an event or by any of its cues and contents.
    fn parent(&self, draft: &Draft) -> Option<String> {
        let outer = self.owners.get(draft.parent?)?;
        Some(self.drafts[*outer].id.to_owned())
    }

    fn label(&mut self) {
        let lines = self.lines;
        for (target, name, value) in &lines.attributes {
            if let Some(&at) = self.owners.get(target) {
                attribute(&mut self.drafts[at].marked, name, *value);
            }
        }
        let names: BTreeMap<&str, &str> = lines.references.iter().copied().collect();
        for draft in &mut self.drafts {
            draft.marked.speaker = draft.sources.iter().find_map(|id| names.get(id)).map(|&name| name.to_owned());
        }
        for (target, note) in &lines.notes {
            if let Some(&at) = self.owners.get(target) {
                noted(&mut self.drafts[at].marked, note);
            }
        }
    }
}

/// An attribute without a value is a flag that is set.
fn attribute(marked: &mut Marked, name: &str, value: Option<&str>) {
    let label = || value.map(str::to_ascii_lowercase);
    match name {
        "kind" => marked.kind = label(),
        "act" => marked.act = label(),
        "speaker_type" => marked.speaker_type = label(),
        "certainty" => marked.certainty = label(),
        "when" => marked.when = value.map(str::to_owned),
        "anonymous" => marked.anonymous = Some(!value.is_some_and(|value| value.eq_ignore_ascii_case("false"))),
        _ => {}
    }
}

/// What an attribute can't hold, since it may have spaces: «speaker: Maud Tallec; when: 2031-02-17».
fn noted(marked: &mut Marked, note: &str) {
    for (name, value) in note.split(';').filter_map(|part| part.split_once(':')) {
        let value = Some(value.trim()).filter(|value| !value.is_empty()).map(str::to_owned);
        match name.trim().to_ascii_lowercase().as_str() {
            "speaker" => marked.speaker = value,
            "when" => marked.when = value,
            _ => {}
        }
    }
}
