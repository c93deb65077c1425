//! Writes what was resolved into the statements, and lists the speakers, the user's own names for them first.

use super::anonymity;
use super::cast::{Cast, Entity};
use super::fold::fold;
use super::phrase::Page;
use super::resolver::{Found, Resolver};
use crate::Alias;
use crate::build::Told;
use crate::statement::Reason;
use crate::whole::{Speaker, SpeakerKind};
use selon_language::person::{NounKind, PersonTable};
use std::collections::HashMap;

/// Gives entities the names and references of the user's table; two that it calls one become one. Gives whom each became.
pub(super) fn apply(cast: &mut Cast, aliases: &[Alias], table: &PersonTable) -> Vec<usize> {
    let plain = |name: &str| plain(name, table);
    let mut became: Vec<usize> = (0..cast.entities.len()).collect();
    let known: HashMap<String, &Alias> =
        aliases.iter().flat_map(|row| [(plain(&row.name), row), (plain(&row.alias), row)]).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (at, became) in became.iter_mut().enumerate() {
        let entity = &cast.entities[at];
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        let Some(row) = names.map(|name| plain(name.as_str())).find_map(|name| known.get(&name).copied()) else {
            continue;
        };
        let to = *first.entry(row.name.as_str()).or_insert(at);
        let old = std::mem::take(&mut cast.entities[at].name);
        merge(cast, at, to);
        let entity = &mut cast.entities[to];
        if old != row.name && !entity.aliases.contains(&old) {
            entity.aliases.push(old);
        }
        entity.name.clone_from(&row.name);
        entity.reference = entity.reference.take().or_else(|| row.reference.clone());
        entity.anonymous = false;
        *became = to;
    }
    became
}

/// Letters and digits of a name, folded; its article left out, which a text may put before it or not.
fn plain(name: &str, table: &PersonTable) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let article = |word: &str| table.determiner(word).or_else(|| table.determiner(&format!("{word}'"))).is_some();
    if words.len() > 1 && article(words[0]) {
        words.remove(0);
    }
    words.join(" ")
}

fn merge(cast: &mut Cast, from: usize, to: usize) {
    if from == to {
        return;
    }
    let Entity { roles, aliases, mentions, kind, .. } = std::mem::take(&mut cast.entities[from]);
    let entity = &mut cast.entities[to];
    entity.roles.extend(roles);
    entity.aliases.extend(aliases);
    entity.mentions.extend(mentions);
    entity.kind = entity.kind.or(kind);
}

/// Writes speakers into the statements; gives the list, in order of first mention.
pub(super) fn publish(
    resolver: &Resolver,
    became: &[usize],
    pages: &[(&Page, usize)],
    told: &mut [Told],
    found: &[Found],
) -> Vec<Speaker> {
    let Some(table) = pages.first().map(|(page, _)| page.table) else { return Vec::new() };
    let mut listed = List { resolver, became, table, numbers: HashMap::new(), speakers: Vec::new() };
    let mut at = 0;
    for (page, count) in pages {
        for (told, found) in told.iter_mut().zip(found).skip(at).take(*count) {
            listed.write(page, told, found);
        }
        at += count;
    }
    listed.speakers
}

struct List<'r> {
    resolver: &'r Resolver,
    became: &'r [usize],
    table: &'r PersonTable,
    numbers: HashMap<usize, usize>,
    speakers: Vec<Speaker>,
}

impl List<'_> {
    fn write(&mut self, page: &Page, told: &mut Told, found: &Found) {
        let Found::Who(entity, because) = found else {
            if *found == Found::Nobody {
                told.statement.why.push(reason("speaker", "the text does not tell who speaks".to_owned()));
            }
            return;
        };
        let (id, name, anonymous) = {
            let speaker = self.speaker(*entity);
            (speaker.id.clone(), speaker.name.clone(), speaker.anonymous)
        };
        told.statement.speaker = Some(id);
        told.statement.anonymous = anonymous;
        told.statement.anonymity = if anonymous { anonymity::grade(page, &told.source) } else { None };
        told.statement.why.push(Reason {
            span: told.statement.source.first().copied(),
            ..reason("speaker", format!("{name}: {because}"))
        });
        if let Some(&whole) = self.resolver.speaks_for.get(entity) {
            told.statement.speaker_for = Some(self.speaker(whole).id.clone());
        }
    }

    /// The speaker of an entity, listed where it is new.
    fn speaker(&mut self, entity: usize) -> &Speaker {
        let entity = self.became.get(entity).copied().unwrap_or(entity);
        let at = *self.numbers.entry(entity).or_insert(self.speakers.len());
        if at == self.speakers.len() {
            let speaker = made(&self.resolver.cast.entities[entity], at, self.table);
            self.speakers.push(speaker);
        }
        &self.speakers[at]
    }
}

fn reason(step: &str, because: String) -> Reason {
    Reason { step: step.to_owned(), because, span: None }
}

fn made(entity: &Entity, at: usize, table: &PersonTable) -> Speaker {
    let mut roles: Vec<String> = Vec::new();
    for role in entity.roles.iter().filter(|role| !role.text.is_empty()) {
        if !roles.contains(&role.text) {
            roles.push(role.text.clone());
        }
    }
    let mut mentions = entity.mentions.clone();
    mentions.sort_unstable();
    mentions.dedup();
    let mut aliases = entity.aliases.clone();
    aliases.retain(|alias| *alias != entity.name);
    aliases.dedup();
    Speaker {
        id: format!("s{}", at + 1),
        name: entity.name.clone(),
        kind: kind(entity, table),
        roles,
        aliases,
        anonymous: entity.anonymous,
        mentions,
        reference: entity.reference.clone(),
    }
}

/// What the entity is; a name of which nothing else is known is a person's. Where the given name comes first and is told at
/// least once (languages in which bodies take an article), a single word that is none is a firm's or a body's.
fn kind(entity: &Entity, table: &PersonTable) -> SpeakerKind {
    let single = |word: &String| table.articles && table.given(word).is_none();
    match entity.kind {
        Some(NounKind::Person) if !entity.members.is_empty() => SpeakerKind::Group,
        Some(NounKind::Person) => SpeakerKind::Person,
        Some(NounKind::Group) => SpeakerKind::Group,
        Some(NounKind::Organisation) => SpeakerKind::Organisation,
        Some(NounKind::Media) => SpeakerKind::Media,
        Some(NounKind::Document) => SpeakerKind::Document,
        Some(NounKind::Unknown) => SpeakerKind::Unknown,
        None if entity.words.is_empty() => SpeakerKind::Unknown,
        None if entity.words.len() == 1 && entity.words.iter().all(single) => SpeakerKind::Organisation,
        None => SpeakerKind::Person,
    }
}
