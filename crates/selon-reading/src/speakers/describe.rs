//! Whom does a description mean? The bearer of that office, the paper told of before, or somebody told of only by it.

use super::cast::{Entity, Role};
use super::fold::fold;
use super::phrase::{Page, Phrase};
use super::recent::{Place, Wanted};
use super::resolver::Resolver;
use selon_language::Classes;
use selon_language::person::{Gender, NounKind, Number, Presents, Refers};
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
        let bare = presents.is_none() && phrase.number == Number::Singular && phrase.kind == Some(NounKind::Person);
        let points = bare || presents.is_some_and(|presents| presents != Presents::Indefinite);
        if points && let Some((entity, because)) = self.told_before(page, phrase, place) {
            let who = &mut self.cast.entities[entity];
            if phrase.kind == Some(NounKind::Media) && who.kind == Some(NounKind::Organisation) {
                who.kind = phrase.kind;
            }
            return (entity, because);
        }
        let entity = self.new_description(page, phrase, place);
        (entity, "nobody told of before is known by this description".to_owned())
    }

    /// Somebody known already that a definite description points at.
    fn told_before(&self, page: &Page, phrase: &Phrase, place: Place) -> Option<(usize, String)> {
        let head = phrase.head?;
        let bearer = self.bearer(page, phrase, head, place);
        let office =
            |entity: usize| (entity, format!("the text gives this office to {}", self.cast.entities[entity].name));
        if let Some(entity) = bearer.filter(|&entity| !self.cast.entities[entity].words.is_empty()) {
            return Some(office(entity));
        }
        let presents = phrase.determiner.map(|determiner| determiner.presents);
        if presents == Some(Presents::Possessive) {
            return None;
        }
        let nearest = self.nearest(page, phrase, presents, place).or_else(|| bearer.map(office));
        nearest.or_else(|| self.only_one(page, phrase, place))
    }

    /// The only person whom the text has named so far, and in full, for an office that it gives to nobody: «le chef de l'État».
    fn only_one(&self, page: &Page, phrase: &Phrase, place: Place) -> Option<(usize, String)> {
        let definite = phrase.determiner.is_some_and(|determiner| determiner.presents == Presents::Definite);
        let person = phrase.kind == Some(NounKind::Person) && phrase.number != Number::Plural && !phrase.partitive;
        if !definite || !person {
            return None;
        }
        let told = |at: usize| self.last_of(at).is_some();
        let mut named =
            self.cast.entities.iter().enumerate().filter(|(at, who)| {
                who.is_person() && !who.words.is_empty() && who.number != Number::Plural && told(*at)
            });
        let (only, who) = named.next().filter(|_| named.next().is_none())?;
        let apart = who.gender.differs(phrase.gender);
        // «la mère de X» is not X.
        let within =
            page.names_in(phrase.tokens).any(|name| page.names[name].words.iter().any(|word| who.words.contains(word)));
        let fits = who.words.len() > 1 && !apart && !within && place.not != Some(only);
        fits.then(|| (only, "the only person named so far".to_owned()))
    }

    /// The nearest told of before, for a noun that tells no office or points by itself: «l'homme», «cette association».
    fn nearest(
        &self,
        page: &Page,
        phrase: &Phrase,
        presents: Option<Presents>,
        place: Place,
    ) -> Option<(usize, String)> {
        let general = phrase.noun.is_some_and(|noun| noun.general) || presents == Some(Presents::Demonstrative);
        let kind = phrase.kind?;
        let person = kind == NounKind::Person;
        let several = phrase.number == Number::Plural;
        if presents.is_none() || !general || !is_plain(page, phrase) || several && !person {
            return None;
        }
        let gender = if person { phrase.gender } else { Gender::Unknown };
        let kind = Some(kind).filter(|_| !several);
        let wanted = Wanted { gender, number: phrase.number, kind, people: person && !several, nearest: false };
        let known = |who: &[usize]| matches!(who, [one] if person || !self.cast.entities[*one].words.is_empty());
        let nearest = |wanted: Wanted| {
            self.recent.weigh(&self.cast, wanted, place).into_iter().map(|found| found.who).find(|who| known(who))
        };
        // A paper that is known by its name alone is taken for a body where it is named.
        let paper = || {
            (kind == Some(NounKind::Media)).then(|| nearest(Wanted { kind: Some(NounKind::Organisation), ..wanted }))
        };
        let long = |who: &Vec<usize>| self.cast.entities[who[0]].words.len() > 1;
        let found = nearest(wanted).or_else(|| paper().flatten().filter(long))?;
        Some((found[0], "the nearest told of before that it can mean".to_owned()))
    }

    /// The bearer of an office: the last one told of before, one who is named first unless somebody unnamed was told of since
    /// («un porte-parole … le porte-parole»); else the first told of after.
    fn bearer(&self, page: &Page, phrase: &Phrase, head: usize, place: Place) -> Option<usize> {
        let noun = page.singular(head);
        let mut candidates: Vec<usize> = self.bearers.get(&noun).cloned().unwrap_or_default();
        for same in page.table.same.iter().filter(|same| same.contains(&noun)) {
            let others = same.iter().filter(|other| **other != noun).filter_map(|other| self.bearers.get(other));
            candidates.extend(others.flatten());
        }
        let complement = self.telling(page, phrase);
        let fits = |&entity: &usize| self.bears(entity, &noun, &complement, phrase, page);
        let last = |entity: &usize| self.last_of(*entity);
        let mut fitting: Vec<usize> = candidates.iter().copied().filter(fits).collect();
        if fitting.is_empty() && (1..3).contains(&complement.len()) {
            let loosely = |entity: &usize| {
                self.bears(*entity, &noun, &[], phrase, page) && !self.cast.entities[*entity].words.is_empty()
            };
            fitting = candidates.into_iter().filter(loosely).collect();
            fitting.dedup();
            fitting.truncate(if fitting.len() == 1 { 1 } else { 0 });
        }
        let before = fitting
            .iter()
            .copied()
            .filter(|entity| last(entity).is_some_and(|at| at < place.at))
            .max_by_key(|entity| last(entity));
        let named = |entity: &usize| !self.cast.entities[*entity].words.is_empty();
        let told = |entity: &usize| named(entity) && last(entity).is_some();
        let named_before = fitting.iter().copied().filter(told).max_by_key(|entity| last(entity));
        let named_after = || fitting.iter().copied().find(named);
        let unnamed = before.filter(|entity| {
            self.cast.entities[*entity].anonymous && last(entity) > named_before.and_then(|named| last(&named))
        });
        unnamed.or(named_before).or_else(named_after).or(before).or_else(|| fitting.first().copied())
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
        let apart = who.gender.differs(phrase.gender);
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
    fn new_description(&mut self, page: &Page, phrase: &Phrase, place: Place) -> usize {
        let indefinite = phrase.determiner.is_none_or(|determiner| determiner.presents == Presents::Indefinite);
        let folded: Vec<String> = (phrase.body..phrase.tokens.end).map(|at| fold(page.passage.letters(at))).collect();
        let name = self.owned_by(page, phrase, place).unwrap_or_else(|| self.shown(page, phrase));
        let possessive = !indefinite && owned(phrase);
        let told = if possessive { &name } else { "" };
        let key = format!("{} {} {told}", u8::from(indefinite), folded.join(" "));
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
        let somebody = anonymous && phrase.number == Number::Singular;
        if (!indefinite || somebody)
            && let Some(head) = phrase.head
        {
            self.add_role(entity, Role { head: page.singular(head), words: folded, text: String::new() });
        }
        entity
    }

    /// A description with the short names in it written out.
    fn shown(&self, page: &Page, phrase: &Phrase) -> String {
        let mut text = shown(page, phrase);
        for index in page.names_in(phrase.tokens).take(3) {
            let short = page.passage.original(page.names[index].tokens);
            let Some(entity) = self.named(page, index).map(|entity| &self.cast.entities[entity]) else { continue };
            if entity.is_person() && entity.name.len() > short.len() && !text.contains(&entity.name) {
                text = text.replacen(short, &entity.name, 1);
            }
        }
        text
    }

    /// «son avocat» written out, where it is told whose: «avocat de Jeanne Morvan».
    fn owned_by(&self, page: &Page, phrase: &Phrase, place: Place) -> Option<String> {
        phrase.determiner.filter(|determiner| determiner.presents == Presents::Possessive && !phrase.partitive)?;
        let head = phrase.head?;
        let pronoun = page.table.pronoun(page.lower(phrase.tokens.start));
        if pronoun.is_some_and(|pronoun| pronoun.refers != Refers::Before) {
            return None;
        }
        let (gender, number) =
            pronoun.map_or((Gender::Unknown, Number::Unknown), |pronoun| (pronoun.gender, pronoun.number));
        let people = phrase.kind == Some(NounKind::Person);
        let wanted = Wanted { gender, number, kind: people.then_some(NounKind::Person), people, nearest: false };
        let owner = self.recent.weigh(&self.cast, wanted, place).into_iter().next()?;
        let owner = &self.cast.entities[*owner.who.first().filter(|_| owner.who.len() == 1)?];
        let vowel = fold(&owner.name).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
        let form = page.table.owned.get(usize::from(vowel)).or(page.table.owned.first())?;
        let what = page
            .passage
            .original(TokenRange::new(phrase.body, head.max(phrase.complement.end.min(phrase.tokens.end) - 1) + 1));
        (!owner.words.is_empty()).then(|| form.replace("{what}", what).replace("{whose}", &owner.name))
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
            None if phrase.head.is_some_and(|head| page.may_name(head)) && !owned(phrase) => NounKind::Person,
            None => NounKind::Unknown,
        }
    }
}

/// Whether nothing but adjectives stands behind the head: «le dirigeant américain», and not «le dirigeant du parti».
fn is_plain(page: &Page, phrase: &Phrase) -> bool {
    let tells = Classes::PREPOSITION.with(Classes::RELATIVE);
    let looks = |at: usize| page.passage.is_word(at) && !page.classes(at).has(tells) && page.name_at(at).is_none();
    phrase.complement.is_empty() || phrase.number != Number::Plural && phrase.complement.iter().all(looks)
}

/// Whether a possessive tells whose.
fn owned(phrase: &Phrase) -> bool {
    phrase.determiner.is_none_or(|determiner| determiner.presents == Presents::Possessive)
}
/// A description as it is shown: to the first comma, its article in lower case, without a preposition that has become one with it.
fn shown(page: &Page, phrase: &Phrase) -> String {
    let end = if phrase.complement.is_empty() {
        phrase.head.map_or(phrase.tokens.end, |head| head + 1)
    } else {
        phrase.complement.end
    };
    let tokens = TokenRange::new(phrase.tokens.start, end.max(phrase.tokens.start + 1).min(phrase.tokens.end));
    let text = page.passage.original(tokens);
    let first = page.lower(tokens.start);
    let noun = page.is_noun(tokens.start) && !page.passage.is(tokens.start, Classes::TITLE);
    let common = noun || page.table.determiner(first).is_some();
    let letters = page.passage.letters(tokens.start);
    let acronym = letters.chars().nth(1).is_some_and(char::is_uppercase);
    match text.get(letters.len()..) {
        Some(rest) if common && !acronym && page.name_at(tokens.start).is_none() => {
            format!("{}{rest}", page.table.article_in(first).unwrap_or(first))
        }
        _ => text.to_owned(),
    }
}

/// Whether a noun that says nothing of who they are ("people") is told of: how they stand to what they speak of.
fn told_of(page: &Page, phrase: &Phrase) -> bool {
    let behind = phrase.head.map_or(phrase.tokens.end, |head| head + 1);
    let place = |at: usize| page.classes(at).has(Classes::PREPOSITION);
    phrase.noun.is_some_and(|noun| noun.general) && (behind..phrase.tokens.end).take(NEAR).any(place)
}

/// A preposition that tells how somebody stands to a thing is among so many tokens behind the noun.
const NEAR: usize = 4;

/// Whether people speak and a description withholds their names.
pub(super) fn withheld(page: &Page, phrase: &Phrase) -> bool {
    let known = phrase.head.is_some_and(|head| page.name_at(head).is_some());
    let some =
        page.table.pronoun(page.lower(phrase.tokens.start)).is_some_and(|pronoun| pronoun.refers == Refers::Some);
    let people = (phrase.kind == Some(NounKind::Person) || some) && !known;
    let source = phrase.noun.is_some_and(|noun| noun.withholds);
    let presents = phrase.determiner.map(|determiner| determiner.presents);
    let plain = match presents {
        Some(Presents::Indefinite) => true,
        Some(_) => false,
        None if page.table.articles && phrase.number == Number::Plural => told_of(page, phrase),
        None => true,
    };
    people && (plain || source && presents != Some(Presents::Possessive))
}
