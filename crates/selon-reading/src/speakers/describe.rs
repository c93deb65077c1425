//! Whom does a description mean? The bearer of that office, the paper told of before, or somebody told of only by it.

use super::cast::{Entity, Role};
use super::fold::fold;
use super::phrase::{Page, Phrase};
use super::recent::{Place, Wanted};
use super::resolver::Resolver;
use selon_language::Classes;
use selon_language::person::{Gender, NounKind, Number, Presents};
use selon_text::TokenRange;

/// Most bearers of one office that are compared.
const BEARERS: usize = 16;

impl Resolver {
    /// Remembers that an entity has a role.
    pub(super) fn add_role(&mut self, entity: usize, role: Role) {
        let bearers = self.bearers.entry(role.head.clone()).or_default();
        if !bearers.contains(&entity) && bearers.len() < BEARERS {
            bearers.push(entity);
        }
        let roles = &mut self.cast.entities[entity].roles;
        if roles.len() < BEARERS && !roles.contains(&role) {
            roles.push(role);
        }
    }

    /// Who a phrase without a name means.
    pub(super) fn description(&mut self, page: &Page, phrase: &Phrase, place: Place) -> (usize, String) {
        let presents = phrase.determiner.map(|determiner| determiner.presents);
        let points = matches!(presents, Some(Presents::Definite | Presents::Demonstrative));
        if points && let Some((entity, because)) = self.told_before(page, phrase, place) {
            return (entity, because);
        }
        let entity = self.new_description(page, phrase);
        (entity, "nobody told of before is known by this description".to_owned())
    }

    /// Somebody known already that a definite description points at.
    fn told_before(&self, page: &Page, phrase: &Phrase, place: Place) -> Option<(usize, String)> {
        let head = phrase.head?;
        if let Some(entity) = self.bearer(page, phrase, head, place) {
            return Some((entity, format!("the text gives this office to {}", self.cast.entities[entity].name)));
        }
        let demonstrative = phrase.determiner.is_some_and(|determiner| determiner.presents == Presents::Demonstrative);
        let general = phrase.noun.is_some_and(|noun| noun.general) || demonstrative;
        if !general || !phrase.complement.is_empty() || phrase.number == Number::Plural {
            return None;
        }
        let kind = phrase.kind?;
        let person = kind == NounKind::Person;
        let gender = if person { phrase.gender } else { Gender::Unknown };
        let wanted = Wanted { gender, number: Number::Singular, kind: Some(kind), people: person, nearest: false };
        let found = self.recent.weigh(&self.cast, wanted, place).into_iter().find(
            |found| matches!(found.who.as_slice(), [one] if person || !self.cast.entities[*one].words.is_empty()),
        )?;
        Some((found.who[0], "the nearest told of before that it can mean".to_owned()))
    }

    /// The bearer of an office: the last one told of before, else the first told of after.
    fn bearer(&self, page: &Page, phrase: &Phrase, head: usize, place: Place) -> Option<usize> {
        let noun = page.singular(head);
        let mut candidates: Vec<usize> = self.bearers.get(&noun).cloned().unwrap_or_default();
        for same in page.table.same.iter().filter(|same| same.contains(&noun)) {
            let others = same.iter().filter(|other| **other != noun).filter_map(|other| self.bearers.get(other));
            candidates.extend(others.flatten());
        }
        let complement = self.telling(page, phrase);
        let fits = |&entity: &usize| self.bears(entity, &noun, &complement, phrase, page);
        let last = |entity: &usize| self.last.get(*entity).copied().flatten();
        let fitting: Vec<usize> = candidates.into_iter().filter(fits).collect();
        let before = fitting
            .iter()
            .copied()
            .filter(|entity| last(entity).is_some_and(|at| at < place.at))
            .max_by_key(|entity| last(entity));
        before.or_else(|| fitting.first().copied())
    }

    /// The words of a description that tell which one is meant, folded.
    fn telling(&self, page: &Page, phrase: &Phrase) -> Vec<String> {
        let words =
            (phrase.body..phrase.complement.end.max(phrase.body)).take(16).filter(|&at| Some(at) != phrase.head);
        let empty = Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::ADVERB);
        words
            .filter(|&at| page.passage.is_word(at) && !page.classes(at).has(empty))
            .map(|at| fold(page.passage.letters(at)))
            .collect()
    }

    fn bears(&self, entity: usize, noun: &str, complement: &[String], phrase: &Phrase, page: &Page) -> bool {
        let who = &self.cast.entities[entity];
        let apart = who.gender != Gender::Unknown && phrase.gender != Gender::Unknown && who.gender != phrase.gender;
        if apart && who.kind == Some(NounKind::Person)
            || (who.number == Number::Plural) != (phrase.number == Number::Plural)
        {
            return false;
        }
        let same = |role: &Role| {
            role.head == noun
                || page.table.same.iter().any(|same| same.iter().any(|word| word == noun) && same.contains(&role.head))
        };
        let holds = |role: &Role| complement.iter().all(|word| role.words.contains(word) || who.words.contains(word));
        who.roles.iter().any(|role| same(role) && holds(role))
    }

    /// The entity that a description makes.
    fn new_description(&mut self, page: &Page, phrase: &Phrase) -> usize {
        let indefinite = phrase.determiner.is_none_or(|determiner| determiner.presents == Presents::Indefinite);
        let folded: Vec<String> = (phrase.body..phrase.tokens.end).map(|at| fold(page.passage.letters(at))).collect();
        let key = format!("{} {}", u8::from(indefinite), folded.join(" "));
        let name = shown(page, phrase);
        let kind = self.kind_of(page, phrase);
        let anonymous = withheld(page, phrase);
        let (gender, number) = (phrase.gender, phrase.number);
        let entity = self.cast.described(key, || Entity {
            name,
            kind: Some(kind),
            gender,
            number,
            anonymous,
            ..Entity::default()
        });
        if !indefinite && let Some(head) = phrase.head {
            self.add_role(entity, Role { head: page.singular(head), words: folded, text: String::new() });
        }
        entity
    }

    /// What somebody described is.
    fn kind_of(&self, page: &Page, phrase: &Phrase) -> NounKind {
        let several = phrase.number == Number::Plural
            || phrase.determiner.is_some_and(|determiner| determiner.counts && determiner.number == Number::Plural);
        let capital = phrase.head.is_some_and(|head| page.name_at(head).is_some());
        match phrase.kind {
            Some(NounKind::Person) | None if several => NounKind::Group,
            Some(kind) => kind,
            None if capital => NounKind::Organisation,
            None => NounKind::Unknown,
        }
    }
}

/// A description as it is shown: to the first comma, its article in lower case.
fn shown(page: &Page, phrase: &Phrase) -> String {
    let end = if phrase.complement.is_empty() {
        phrase.head.map_or(phrase.tokens.end, |head| head + 1)
    } else {
        phrase.complement.end
    };
    let tokens = TokenRange::new(phrase.tokens.start, end.max(phrase.tokens.start + 1).min(phrase.tokens.end));
    let text = page.passage.original(tokens);
    let first = page.lower(tokens.start);
    if page.name_at(tokens.start).is_some() {
        return text.to_owned();
    }
    let rest = text.get(page.passage.letters(tokens.start).len()..).unwrap_or("");
    if page.passage.letters(tokens.start).chars().nth(1).is_some_and(char::is_uppercase) {
        text.to_owned()
    } else {
        format!("{first}{rest}")
    }
}

/// Whether people speak and a description withholds their names.
pub(super) fn withheld(page: &Page, phrase: &Phrase) -> bool {
    let known = phrase.head.is_some_and(|head| page.name_at(head).is_some());
    let people = phrase.kind.is_none_or(|kind| kind == NounKind::Person) && !known;
    let source = phrase.noun.is_some_and(|noun| noun.withholds);
    let plain = match phrase.determiner.map(|determiner| determiner.presents) {
        Some(Presents::Indefinite) => true,
        Some(_) => false,
        None => !page.table.articles || phrase.number != Number::Plural,
    };
    people && (source || plain)
}
