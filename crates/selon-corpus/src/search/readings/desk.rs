//! One document's reading, put together again from its rows.

use crate::error::StoreError;
use crate::store::{LabelNames, Store};
use rusqlite::{OptionalExtension, Row};
use selon_reading::{
    Act, Anonymity, How, Kind, Place, Polarity, Reading, Relay, Speaker, SpeakerKind, Statement, Voice, When,
};
use selon_text::{ByteRange, CodepointRange, Document, Offsets};
use serde::de::DeserializeOwned;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

const READING: &str = "SELECT r.id, r.language, r.model FROM documents d JOIN versions v ON v.id = d.version
    JOIN readings r ON r.id = v.reading WHERE d.id = ?1";
const MENTIONS: &str =
    "SELECT m.id, m.local, m.name, m.kind, m.roles, m.aliases, m.anonymous, p.id, p.name, p.reference
    FROM mentions m LEFT JOIN speakers p ON p.id = m.speaker WHERE m.reading = ?1 ORDER BY m.local";
const NAMES: &str = "SELECT DISTINCT name FROM mentions WHERE speaker = ?1 ORDER BY name";
const STATEMENT: &str = "SELECT printf('%012x', name), place, kind, act, polarity, stance, certainty, rule, score, cue_lemma, anonymous,
    iif(parent, printf('%012x', parent), NULL), iif(continues, printf('%012x', continues), NULL), said, said_granularity, said_from,
    source_at, cue_at, content_at, addressee_at, medium_at, relays, mention, speaker_for FROM statements WHERE id = ?1";

/// The most speakers whose names are remembered.
const REMEMBERED: usize = 20_000;

/// Puts readings together.
pub(super) struct Desk<'s> {
    store: &'s Store,
    labels: LabelNames<'s>,
    /// Every name of the speakers known across documents that were met.
    names: HashMap<i64, Vec<String>>,
}

impl<'s> Desk<'s> {
    pub(super) fn new(store: &'s Store) -> Self {
        Self { store, labels: LabelNames::new(&store.connection), names: HashMap::new() }
    }

    /// The document of that number with the statements of those numbers.
    pub(super) fn put_together(
        &mut self,
        document: i64,
        statements: &[i64],
    ) -> Result<Option<(Document, Reading)>, StoreError> {
        let Some(found) = self.store.document_numbered(document)? else { return Ok(None) };
        let mut query = self.store.connection.prepare_cached(READING)?;
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let Some((id, language, model)) = query.query_row([document], row).optional()? else {
            return Ok(Some((found, Reading::default())));
        };
        let cast = self.cast(id)?;
        let mut sheet = Sheet {
            labels: &self.labels,
            text: Offsets::new(&found.text),
            title: Offsets::new(found.title.as_deref().unwrap_or("")),
            cast,
            voices: Voices::default(),
        };
        let mut query = self.store.connection.prepare_cached(STATEMENT)?;
        let mut statements: Vec<Statement> = statements
            .iter()
            .map(|id| {
                let mut rows = query.query([id])?;
                rows.next()?.map(|row| sheet.statement(row)).transpose()
            })
            .filter_map(Result::transpose)
            .collect::<Result<_, StoreError>>()?;
        let (speakers, voices) = (sheet.cast.heard(&statements), sheet.voices.all);
        if statements.iter().any(|told| told.anonymous) {
            self.tell_of_unnamed(document, &found, &mut statements)?;
        }
        Ok(Some((found, Reading { language, model, statements, speakers, voices, ..Reading::default() })))
    }

    /// What the text tells of unnamed sources, which rows do not keep.
    fn tell_of_unnamed(
        &self,
        number: i64,
        document: &Document,
        statements: &mut [Statement],
    ) -> Result<(), StoreError> {
        let (_, whole) = self.store.whole(number, document)?;
        let told = whole.map(|whole| whole.statements).unwrap_or_default().into_iter();
        let mut told: HashMap<String, Option<Anonymity>> = told.map(|told| (told.id, told.anonymity)).collect();
        for statement in statements {
            statement.anonymity = told.remove(&statement.id).flatten();
        }
        Ok(())
    }

    /// Whom a reading's sources refer to.
    fn cast(&mut self, reading: i64) -> Result<Cast, StoreError> {
        let mut query = self.store.connection.prepare_cached(MENTIONS)?;
        let mut rows = query.query([reading])?;
        let mut cast = Cast::default();
        while let Some(row) = rows.next()? {
            let kind = label(&self.labels.name(row.get(3)?)?);
            let mut speaker = speaker(row, kind)?;
            if let Some(known) = row.get(7)? {
                let names = self.names(known)?.iter();
                let new: Vec<String> =
                    names.filter(|name| **name != speaker.name && !speaker.aliases.contains(name)).cloned().collect();
                speaker.aliases.extend(new);
            }
            cast.add(row.get(0)?, speaker);
        }
        Ok(cast)
    }

    /// The names under which all documents have a speaker.
    fn names(&mut self, speaker: i64) -> Result<&[String], StoreError> {
        if self.names.len() >= REMEMBERED {
            self.names.clear();
        }
        Ok(match self.names.entry(speaker) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut query = self.store.connection.prepare_cached(NAMES)?;
                let names = query.query_map([speaker], |row| row.get(0))?.collect::<Result<_, _>>()?;
                new.insert(names)
            }
        })
    }
}

/// Who is mentioned in one document, in order; mentions of one who is known across documents are one speaker.
#[derive(Default)]
struct Cast {
    speakers: Vec<Speaker>,
    /// Places in `speakers`, by mention and by id.
    mentions: HashMap<i64, usize>,
    ids: HashMap<String, usize>,
}

impl Cast {
    fn add(&mut self, mention: i64, speaker: Speaker) {
        let next = self.speakers.len();
        let place = *self.ids.entry(speaker.id.clone()).or_insert(next);
        self.mentions.insert(mention, place);
        if place == next {
            return self.speakers.push(speaker);
        }
        let one = &mut self.speakers[place];
        for (list, more) in [(&mut one.aliases, speaker.aliases), (&mut one.roles, speaker.roles)] {
            let new: Vec<String> = more.into_iter().filter(|words| !list.contains(words)).collect();
            list.extend(new);
        }
    }

    fn id(&self, mention: Option<i64>) -> Option<String> {
        Some(self.speakers[*self.mentions.get(&mention?)?].id.clone())
    }

    /// Those who say something in these statements, or for whom it is said.
    fn heard(self, statements: &[Statement]) -> Vec<Speaker> {
        let ids: BTreeSet<&str> = statements
            .iter()
            .flat_map(|said| [&said.speaker, &said.speaker_for])
            .flatten()
            .map(String::as_str)
            .collect();
        self.speakers.into_iter().filter(|speaker| ids.contains(speaker.id.as_str())).collect()
    }
}

/// The voices of one document, the author first. Their names are kept, and not their ids.
struct Voices {
    all: Vec<Voice>,
    /// Ids, by the voice that relays them and their name.
    known: HashMap<(String, String), String>,
}

impl Default for Voices {
    fn default() -> Self {
        Self { all: vec![Voice { id: "v0".to_owned(), ..Voice::default() }], known: HashMap::new() }
    }
}

impl Voices {
    /// The steps with the voices' ids for their names.
    fn relays(&mut self, told: Vec<Relay>) -> Vec<Relay> {
        let mut relays: Vec<Relay> = Vec::new();
        for relay in told {
            let voice = match relays.last() {
                Some(before) => self.relayed(before, &relay.voice),
                None => {
                    self.all[0].name = named(&relay.voice);
                    self.all[0].id.clone()
                }
            };
            relays.push(Relay { voice, ..relay });
        }
        relays
    }

    fn relayed(&mut self, before: &Relay, name: &str) -> String {
        let key = (before.voice.clone(), name.to_owned());
        let all = &mut self.all;
        let id = self.known.entry(key).or_insert_with(|| {
            let (id, how): (String, Option<How>) = (format!("v{}", all.len()), Some(before.how));
            let (parent, link) = (Some(before.voice.clone()), before.link.clone());
            all.push(Voice { id: id.clone(), parent, name: named(name), how, link, ..Voice::default() });
            id
        });
        id.clone()
    }
}

/// One document's statements as they are put together.
struct Sheet<'d> {
    labels: &'d LabelNames<'d>,
    text: Offsets<'d>,
    title: Offsets<'d>,
    cast: Cast,
    voices: Voices,
}

impl Sheet<'_> {
    fn statement(&mut self, row: &Row<'_>) -> Result<Statement, StoreError> {
        let place: Place = self.label(row, 1)?;
        let ranges = |at| self.ranges(place, row.get(at)?);
        let [source, cue, content, addressee, medium] =
            [ranges(16)?, ranges(17)?, ranges(18)?, ranges(19)?, ranges(20)?];
        let relays = serde_json::from_str(&row.get::<_, String>(21)?).unwrap_or_default();
        let relays = self.voices.relays(relays);
        Ok(Statement {
            id: row.get(0)?,
            place,
            source,
            cue,
            content,
            addressee,
            medium,
            kind: Kind::named(&self.name(row, 2)?).unwrap_or_default(),
            act: Act::named(&self.name(row, 3)?).unwrap_or_default(),
            polarity: Polarity::named(&self.name(row, 4)?).unwrap_or_default(),
            stance: self.label(row, 5)?,
            certainty: self.label(row, 6)?,
            rule: self.name(row, 7)?,
            score: row.get::<_, f32>(8)? / 1000.0,
            cue_lemma: self.optional(row, 9)?,
            anonymous: row.get(10)?,
            parent: row.get(11)?,
            continues: row.get(12)?,
            when: self.when(row)?,
            voice: relays.last().map(|relay| relay.voice.clone()),
            relays,
            speaker: self.cast.id(row.get(22)?),
            speaker_for: self.cast.id(row.get(23)?),
            ..Statement::default()
        })
    }

    fn when(&self, row: &Row<'_>) -> Result<Option<When>, StoreError> {
        let Some(value) = row.get(13)? else { return Ok(None) };
        let word = |at| Ok::<_, StoreError>(self.optional(row, at)?.unwrap_or_default());
        Ok(Some(When { value, granularity: word(14)?, from: word(15)?, span: None, anchor: None }))
    }

    /// Pairs of code points, as JSON without its outer brackets; a pair that does not fit the text is left out.
    fn ranges(&self, place: Place, pairs: Option<String>) -> Result<Vec<ByteRange>, StoreError> {
        let Some(pairs) = pairs else { return Ok(Vec::new()) };
        let pairs: Vec<[usize; 2]> = serde_json::from_str(&format!("[{pairs}]"))?;
        let offsets = if place == Place::Title { &self.title } else { &self.text };
        let range = |[start, end]: [usize; 2]| offsets.bytes_of_codepoints(CodepointRange::new(start, end));
        Ok(pairs.into_iter().filter_map(range).collect())
    }

    fn name(&self, row: &Row<'_>, at: usize) -> Result<String, StoreError> {
        self.labels.name(row.get(at)?)
    }

    fn optional(&self, row: &Row<'_>, at: usize) -> Result<Option<String>, StoreError> {
        row.get::<_, Option<i64>>(at)?.map(|id| self.labels.name(id)).transpose()
    }

    fn label<T: DeserializeOwned + Default>(&self, row: &Row<'_>, at: usize) -> Result<T, StoreError> {
        Ok(label(&self.name(row, at)?))
    }
}

/// A speaker, by the name known across documents where there is one.
fn speaker(row: &Row<'_>, kind: SpeakerKind) -> rusqlite::Result<Speaker> {
    let list = |at: usize| -> rusqlite::Result<Vec<String>> {
        let list: Option<String> = row.get(at)?;
        Ok(list.and_then(|list| serde_json::from_str(&list).ok()).unwrap_or_default())
    };
    let (local, called): (i64, String) = (row.get(1)?, row.get(2)?);
    let known: Option<i64> = row.get(7)?;
    let name: String = row.get::<_, Option<String>>(8)?.unwrap_or_else(|| called.clone());
    let mut aliases = list(5)?;
    if called != name {
        aliases.insert(0, called);
    }
    aliases.retain(|alias| *alias != name);
    Ok(Speaker {
        id: known.map_or_else(|| format!("s{}", local + 1), |id| format!("urn:selon:speaker:{id}")),
        kind,
        roles: list(4)?,
        anonymous: row.get(6)?,
        reference: row.get(9)?,
        name,
        aliases,
        mentions: Vec::new(),
    })
}

/// The name of a voice; one without a name was filed under its id.
fn named(name: &str) -> Option<String> {
    let number = name.strip_prefix('v').filter(|number| !number.is_empty());
    let is_id = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    (!is_id).then(|| name.to_owned())
}

/// The label of that name; the usual one where a newer program wrote another.
fn label<T: DeserializeOwned + Default>(name: &str) -> T {
    serde_json::from_value(name.into()).unwrap_or_default()
}
