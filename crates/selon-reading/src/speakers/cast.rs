//! Who is in this document? Names that are one bearer's put together, whatever form or spelling each place uses.

use super::fold::{alike, skeleton};
use super::names::{Name, join};
use crate::tag::Bearer;
use selon_language::person::{Gender, NounKind, Number, PersonTable};
use selon_text::ByteRange;
use std::collections::HashMap;

/// Somebody or something that the document names or describes.
#[derive(Clone, Debug, Default)]
pub(super) struct Entity {
    /// The fullest name, as it stands; else the description.
    pub(super) name: String,
    /// Its words, folded; empty for a description.
    pub(super) words: Vec<String>,
    /// What it is.
    pub(super) kind: Option<NounKind>,
    /// Its gender.
    pub(super) gender: Gender,
    /// Its number.
    pub(super) number: Number,
    /// Offices and descriptions.
    pub(super) roles: Vec<Role>,
    /// Other forms of the name.
    pub(super) aliases: Vec<String>,
    /// Where the text mentions it.
    pub(super) mentions: Vec<ByteRange>,
    /// Whether the text withholds the name.
    pub(super) anonymous: bool,
    /// For several together, who they are.
    pub(super) members: Vec<usize>,
    /// Whether it is a place, which speaks as a state does.
    pub(super) place: bool,
    /// From the user's table.
    pub(super) reference: Option<String>,
}

/// An office or a description of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// Its noun, singular and folded.
    pub(super) head: String,
    /// All its words, folded.
    pub(super) words: Vec<String>,
    /// As it stands.
    pub(super) text: String,
}

/// Most bearers of one word that are compared.
const NAMESAKES: usize = 12;

/// All entities of a document.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) entities: Vec<Entity>,
    by_key: HashMap<String, Vec<usize>>,
    by_word: HashMap<String, Vec<usize>>,
    by_sound: HashMap<String, Vec<usize>>,
    by_initials: HashMap<String, Vec<usize>>,
    described: HashMap<String, usize>,
}

impl Cast {
    /// Puts the names together, the longest first.
    pub(super) fn new(names: &[(&Name, String)], table: &PersonTable) -> Self {
        let mut cast = Self::default();
        let mut forms: Vec<Form> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (name, text) in names {
            let key = join(&name.words);
            let at = *known.entry(key).or_insert_with(|| {
                forms.push(Form { words: name.words.clone(), text: text.clone(), ..Form::default() });
                forms.len() - 1
            });
            forms[at].add(name);
        }
        forms.iter_mut().for_each(|form| form.settle(table));
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by_key(|&form| {
            (std::cmp::Reverse((forms[form].words.len(), forms[form].is_given(table), forms[form].places)), form)
        });
        for form in order {
            cast.place(&forms[form], table);
        }
        cast
    }

    /// Who may be meant by a name.
    pub(super) fn bearers(&self, words: &[String]) -> &[usize] {
        self.by_key.get(&join(words)).map_or(&[], Vec::as_slice)
    }

    /// Whether the form belongs to entities with longer names; else it is one of its own.
    fn place(&mut self, form: &Form, table: &PersonTable) {
        let key = join(&form.words);
        let explained = form.of.as_ref().and_then(|long| self.by_key.get(&join(long)).cloned());
        let fuller = explained.unwrap_or_else(|| self.fuller(form, table));
        if !fuller.is_empty() {
            for &entity in &fuller {
                self.entities[entity].take(form, fuller.len() == 1);
            }
            self.by_key.insert(key, fuller);
            return;
        }
        let entity = self.entities.len();
        self.by_key.insert(key, vec![entity]);
        for word in &form.words {
            push(&mut self.by_word, word.clone(), entity);
        }
        if let Some(last) = form.words.last() {
            push(&mut self.by_sound, skeleton(last), entity);
        }
        if form.words.len() > 1 && form.kind != Some(NounKind::Person) {
            let first = |word: &String| word.chars().next();
            let all: String = form.words.iter().filter_map(first).collect();
            let some: String =
                form.words.iter().filter(|word| table.particle(word).is_none()).filter_map(first).collect();
            push(&mut self.by_initials, some, entity);
            push(&mut self.by_initials, all, entity);
        }
        self.entities.push(Entity { place: table.is_place(&join(&form.words)), ..form.entity() });
    }

    /// Entities with a longer name, or another spelling, that the form can stand for.
    fn fuller(&self, form: &Form, table: &PersonTable) -> Vec<usize> {
        let Some(last) = form.words.last() else { return Vec::new() };
        let by_word = self.by_word.get(last).into_iter().flatten();
        let by_sound = self.by_sound.get(&skeleton(last)).into_iter().flatten();
        if form.words.len() == 1 && last.len() > 1 && form.kind != Some(NounKind::Person) {
            let letters: String = last.chars().filter(|letter| letter.is_alphanumeric()).collect();
            if let Some([only]) = self.by_initials.get(&letters).map(Vec::as_slice) {
                return vec![*only];
            }
        }
        let mut found: Vec<usize> = Vec::new();
        for &entity in by_word.take(NAMESAKES).chain(by_sound.take(NAMESAKES)) {
            if !found.contains(&entity) && stands_for(form, &self.entities[entity], table) {
                found.push(entity);
            }
        }
        found
    }

    /// The entity of a description, made where it is new.
    pub(super) fn described(&mut self, key: String, make: impl FnOnce() -> Entity) -> usize {
        if let Some(&entity) = self.described.get(&key) {
            return entity;
        }
        self.entities.push(make());
        self.described.insert(key, self.entities.len() - 1);
        self.entities.len() - 1
    }
}

fn push(map: &mut HashMap<String, Vec<usize>>, key: String, entity: usize) {
    let entities = map.entry(key).or_default();
    if entities.len() < NAMESAKES && !entities.contains(&entity) {
        entities.push(entity);
    }
}

/// One form of a name with what its places tell.
#[derive(Debug, Default)]
struct Form {
    words: Vec<String>,
    text: String,
    kind: Option<NounKind>,
    gender: Gender,
    titled: bool,
    plural: bool,
    /// At how many places a tagger saw somebody bear it, and at how many a body.
    people: usize,
    bodies: usize,
    /// The longer name that it stands in brackets behind.
    of: Option<Vec<String>>,
    /// How many places it stands at.
    places: usize,
}

impl Form {
    /// Takes for its bearer what a tagger saw at most of its places, unless the words themselves tell: a title, a first
    /// name, a name of the data's own.
    fn settle(&mut self, table: &PersonTable) {
        let known = table.named(&join(&self.words)).is_some();
        let told = self.kind == Some(NounKind::Person) && (self.titled || self.words.len() > 1 && self.is_given(table));
        if known || told {
            return;
        }
        if 2 * self.people > self.places {
            self.kind = Some(NounKind::Person);
        } else if 2 * self.bodies > self.places && !self.kind.is_some_and(|kind| kind != NounKind::Person) {
            self.kind = Some(NounKind::Organisation);
        }
    }

    /// Whether it begins with a known first name.
    fn is_given(&self, table: &PersonTable) -> bool {
        self.words.first().is_some_and(|first| table.given(first).is_some())
    }
    fn add(&mut self, name: &Name) {
        self.places += 1;
        self.of = self.of.take().or_else(|| name.of.clone());
        self.titled |= name.titled;
        self.plural |= name.plural;
        self.people += usize::from(name.seen == Some(Bearer::Person));
        self.bodies += usize::from(name.seen == Some(Bearer::Organisation));
        if self.kind.is_none() || name.titled {
            self.kind = name.kind.or(self.kind);
        }
        if self.gender == Gender::Unknown {
            self.gender = name.gender;
        }
    }

    fn entity(&self) -> Entity {
        Entity {
            name: self.text.clone(),
            words: self.words.clone(),
            kind: self.kind,
            gender: self.gender,
            number: if self.plural { Number::Plural } else { Number::Singular },

            ..Entity::default()
        }
    }
}

impl Entity {
    /// Takes in a shorter form; `alone` where it can be nobody else's.
    fn take(&mut self, form: &Form, alone: bool) {
        if !self.aliases.contains(&form.text) && self.aliases.len() < NAMESAKES {
            self.aliases.push(form.text.clone());
        }
        if alone && form.titled {
            self.kind = Some(NounKind::Person);
        }
        if alone && self.gender == Gender::Unknown && self.kind == Some(NounKind::Person) {
            self.gender = form.gender;
        }
    }

    /// Whether it is one person.
    pub(super) fn is_person(&self) -> bool {
        self.kind == Some(NounKind::Person)
    }
}

/// Whether a form can stand for a name that is known already and not shorter.
fn stands_for(form: &Form, entity: &Entity, table: &PersonTable) -> bool {
    let (short, long) = (&form.words, &entity.words);
    let person = |kind: Option<NounKind>| kind.is_none_or(|kind| kind == NounKind::Person);
    if short.len() == long.len() {
        let same = short.iter().zip(long).all(|(a, b)| alike(a, b) || initial_of(a, b) || initial_of(b, a));
        return same && short.last().zip(long.last()).is_some_and(|(a, b)| alike(a, b));
    }
    if table.named(&join(short)).is_some() {
        return false;
    }
    if !person(entity.kind) {
        let noun = |word: Option<&String>| word.is_some_and(|word| table.noun(word).is_some());
        let body = table.named(&join(long)).is_some() || noun(long.first()) || noun(long.last());
        return body && short.len() == 1 && long.first() == short.first() && form.kind != Some(NounKind::Person);
    }
    if !person(form.kind) && !form.titled {
        return false;
    }
    match short.as_slice() {
        [only] => {
            long.last().is_some_and(|last| alike(only, last))
                || long.first() == Some(only) && table.given(only).is_some()
        }
        _ => shortened(short, long),
    }
}

/// Whether the words of `short` are words of `long` or their initials, in order, the last one the same.
fn shortened(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| alike(word, other) || initial_of(word, other)))
        && short.last().zip(long.last()).is_some_and(|(a, b)| alike(a, b))
}

/// «J.» for «Jeanne».
fn initial_of(initial: &str, word: &str) -> bool {
    let letter = initial.trim_end_matches('.');
    initial.ends_with('.') && letter.len() == 1 && word.starts_with(letter)
}
