//! Walks through a document in order and resolves each source, knowing who was told of before it.

use super::cast::{Cast, Entity};
use super::phrase::{Page, Phrase};
use super::recent::{Mention, Place, Recent, Wanted};
use crate::build::Told;
use crate::statement::Reason;
use selon_language::person::{Gender, NounKind, Number, Pronoun, Refers};
use selon_language::{Classes, Mood};
use selon_text::TokenRange;
use std::collections::HashMap;

/// Longest source that is read, in tokens.
const LONGEST: usize = 60;

/// What is known while a document is walked through.
#[derive(Debug, Default)]
pub(super) struct Resolver {
    pub(super) cast: Cast,
    pub(super) recent: Recent,
    /// Who has an office, by its noun.
    pub(super) bearers: HashMap<String, Vec<usize>>,
    /// Where each entity was last told of.
    pub(super) last: Vec<Option<usize>>,
    /// For whom an entity speaks.
    pub(super) speaks_for: HashMap<usize, usize>,
}

/// What a source came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An entity, and why.
    Who(usize, String),
    /// Whoever speaks the words that it stands in.
    Speaker,
    /// It can't be told.
    Nobody,
}

impl Resolver {
    /// The mention of a name: whom it means there.
    pub(super) fn named(&self, page: &Page, index: usize) -> Option<usize> {
        let name = &page.names[index];
        let bearers = self.cast.bearers(&name.words);
        let apart = |entity: usize| name.titled && self.cast.entities[entity].gender.differs(name.gender);
        let fitting = || bearers.iter().copied().filter(|&entity| !apart(entity));
        let often = |entity: usize| (self.cast.entities[entity].mentions.len(), self.last_of(entity));
        let told = fitting().filter(|&entity| self.last_of(entity).is_some()).max_by_key(|&entity| often(entity));
        told.or_else(|| fitting().next()).or(bearers.first().copied())
    }

    /// Where an entity was last told of, if it was yet.
    pub(super) fn last_of(&self, entity: usize) -> Option<usize> {
        self.last.get(entity).copied().flatten()
    }

    /// Keeps a mention for what comes after.
    pub(super) fn mention(&mut self, page: &Page, tokens: TokenRange, who: Vec<usize>, subject: bool, speaks: bool) {
        for &entity in &who {
            if self.last.len() <= entity {
                self.last.resize(self.cast.entities.len(), None);
            }
            self.last[entity] = Some(tokens.start);
        }
        let sentence = page.passage.words.sentence_of(tokens.start);
        let quotation = page.passage.quotation_at(tokens.start);
        self.recent.add(Mention { at: tokens.start, sentence, who, subject, speaks, quotation });
    }

    /// Whom a source means.
    pub(super) fn source(&mut self, page: &Page, told: &mut Told, not: Option<usize>) -> Found {
        let Some(tokens) = reach(&told.source) else { return self.owner(page, told, not) };
        let tokens = without_lead(page, tokens);
        let place = place(page, tokens.start, not);
        if let Some(pronoun) = pronoun(page, tokens) {
            return self.pronoun(pronoun, place, &mut told.statement.why);
        }
        if empty(page, tokens) {
            return Found::Nobody;
        }
        if let Some(joint) = self.joint(page, tokens, place) {
            return joint;
        }
        let (entity, because) = self.phrase(page, tokens, place);
        Found::Who(entity, because)
    }

    /// Whom a cue of the kind «ses déclarations» means.
    fn owner(&mut self, page: &Page, told: &mut Told, not: Option<usize>) -> Found {
        let Some(first) = told.cue.first().map(|piece| piece.start) else { return Found::Nobody };
        let word = page.lower(first);
        let possessive = page
            .table
            .determiner(word)
            .filter(|determiner| determiner.presents == selon_language::person::Presents::Possessive);
        if possessive.is_none() {
            return self.subject_before(page, told, not);
        }
        let unknown =
            Pronoun { refers: Refers::Before, gender: Gender::Unknown, number: Number::Unknown, people: true };
        let pronoun = page.table.pronoun(word).unwrap_or(unknown);
        self.pronoun(pronoun, place(page, first, not), &mut told.statement.why)
    }

    /// The subject of a verb that has none of its own: «…, ajoutant que», "…, adding that".
    fn subject_before(&self, page: &Page, told: &Told, not: Option<usize>) -> Found {
        let Some(cue) = told.cue.first().copied().filter(|cue| !cue.is_empty()) else { return Found::Nobody };
        let verb = page.passage.lexeme(cue.end - 1);
        let passive = page.passage.is(cue.start, Classes::BE)
            || verb.forms.iter().all(|form| matches!(form.mood, Mood::PastParticiple));
        if passive || verb.forms.is_empty() {
            return Found::Nobody;
        }
        let place = place(page, cue.start, not);
        let wanted =
            Wanted { gender: Gender::Unknown, number: Number::Unknown, kind: None, people: false, nearest: false };
        let weighed = self.recent.weigh(&self.cast, wanted, place);
        match weighed.first().map(|best| best.who.as_slice()) {
            Some([only]) => {
                Found::Who(*only, "the subject told of before, of a verb that has none of its own".to_owned())
            }
            _ => Found::Nobody,
        }
    }
    fn pronoun(&mut self, pronoun: Pronoun, place: Place, why: &mut Vec<Reason>) -> Found {
        match pronoun.refers {
            Refers::Speaker => Found::Speaker,
            Refers::Nobody => Found::Nobody,
            Refers::Some => Found::Nobody,
            Refers::Before | Refers::Nearest => {
                let wanted = Wanted::by(pronoun, pronoun.refers == Refers::Nearest);
                let weighed = self.recent.weigh(&self.cast, wanted, place);
                why.extend(weighed.iter().skip(1).take(2).map(|other| {
                    let names: Vec<&str> = other.who.iter().map(|&one| self.cast.entities[one].name.as_str()).collect();
                    Reason {
                        step: "speaker".to_owned(),
                        because: format!(
                            "{} could be meant too, but weighs less by place and part in the sentence ({:.1})",
                            names.join(", "),
                            other.weight
                        ),
                        span: None,
                    }
                }));
                let Some(best) = weighed.into_iter().next() else { return Found::Nobody };
                let entity = self.one_of(&best.who, None);
                if pronoun.people {
                    let who = &mut self.cast.entities[entity];
                    who.kind = who.kind.or(Some(NounKind::Person));
                }
                let weight = best.weight;
                Found::Who(
                    entity,
                    format!("the weightiest told of before that agrees in gender and number ({weight:.1})"),
                )
            }
        }
    }

    /// One entity for one or several.
    pub(super) fn one_of(&mut self, who: &[usize], joiner: Option<&str>) -> usize {
        if let [one] = who {
            return *one;
        }
        let names: Vec<String> = who.iter().map(|&one| self.cast.entities[one].name.clone()).collect();
        let members = who.to_vec();
        let kind = self.joint_kind(who);
        let anonymous = who.iter().any(|&one| self.cast.entities[one].anonymous);
        let mut name = names[..names.len() - 1].join(", ");
        name.push_str(&format!(" {} ", joiner.unwrap_or("&")));
        name.push_str(&names[names.len() - 1]);
        let key = format!("+ {}", members.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        self.cast.described(key, || Entity {
            name,
            kind: Some(kind),
            number: Number::Plural,
            members,
            anonymous,
            ..Entity::default()
        })
    }

    fn joint_kind(&self, who: &[usize]) -> NounKind {
        let kind = |one: &usize| self.cast.entities[*one].kind.unwrap_or(NounKind::Person);
        let first = who.first().map_or(NounKind::Group, kind);
        let same = who.iter().all(|one| kind(one) == first);
        if same && first != NounKind::Person { first } else { NounKind::Group }
    }

    /// Whom a noun phrase means, and why.
    pub(super) fn phrase(&mut self, page: &Page, tokens: TokenRange, place: Place) -> (usize, String) {
        let phrase = page.read(TokenRange::new(tokens.start, tokens.end.min(tokens.start + LONGEST)));
        if let Some(issuer) = self.issuer(page, &phrase, place) {
            return (issuer, "whose words it carries".to_owned());
        }
        let named = phrase.name.and_then(|name| Some((name, self.named(page, name)?)));
        let behind = || self.apposed(page, &phrase, tokens).and_then(|name| Some((name, self.named(page, name)?)));
        let Some((name, entity)) = named.or_else(behind) else {
            let (entity, because) = self.description(page, &phrase, place);
            self.note_spokesperson(page, &phrase, entity, place);
            return (entity, because);
        };
        self.learn(page, &phrase, name, entity);
        let shown = page.passage.original(page.names[name].tokens);
        let because = if self.cast.entities[entity].name == shown {
            "named here"
        } else {
            "the fullest name that the text gives"
        };
        self.note_spokesperson(page, &phrase, entity, place);
        (entity, because.to_owned())
    }

    /// Who speaks by what only carries their words: «un communiqué de la mairie».
    fn issuer(&mut self, page: &Page, phrase: &Phrase, place: Place) -> Option<usize> {
        let carries = |&head: &usize| page.table.noun(page.lower(head)).is_some_and(|(noun, _)| noun.carries);
        let head = phrase.head.filter(carries)?;
        self.spoken_for(page, phrase, head, place)
    }

    /// The name that stands behind an office and a comma just where the source ends.
    fn apposed(&self, page: &Page, phrase: &Phrase, tokens: TokenRange) -> Option<usize> {
        let person = phrase.kind == Some(NounKind::Person) && phrase.number == Number::Singular;
        let comma = person && page.passage.reads(tokens.end, ",");
        let name = page.name_at(tokens.end + 1).filter(|_| comma)?;
        let known = &page.names[name];
        let fits = known.kind.is_none_or(|kind| kind == NounKind::Person);
        (fits && known.tokens.start == tokens.end + 1).then_some(name)
    }
    /// What a phrase with a name tells of its bearer.
    fn learn(&mut self, page: &Page, phrase: &Phrase, name: usize, entity: usize) {
        let who = &mut self.cast.entities[entity];
        let before = phrase.head.is_some_and(|head| page.name_at(head).is_none());
        if who.kind.is_none() || before && phrase.kind == Some(NounKind::Media) && who.kind != Some(NounKind::Person) {
            let kind = phrase.kind.filter(|_| before && phrase.number == Number::Singular);
            who.kind = kind.or(who.kind).or(page.names[name].kind);
        }
        if who.gender == Gender::Unknown && before && phrase.kind == Some(NounKind::Person) {
            who.gender = phrase.gender;
        }
    }

    /// Remembers for whom a spokesperson speaks.
    pub(super) fn note_spokesperson(&mut self, page: &Page, phrase: &Phrase, entity: usize, place: Place) {
        if self.speaks_for.contains_key(&entity) {
            return;
        }
        let speaks = |&at: &usize| page.table.noun(page.lower(at)).is_some_and(|(noun, _)| noun.speaks_for);
        let Some(head) = phrase.tokens.iter().take(LONGEST).find(speaks) else { return };
        if let Some(whole) = self.spoken_for(page, phrase, head, place).filter(|&whole| whole != entity) {
            self.speaks_for.insert(entity, whole);
        }
    }

    fn spoken_for(&mut self, page: &Page, phrase: &Phrase, head: usize, place: Place) -> Option<usize> {
        let stops = |&at: &usize| !page.passage.is_word(at);
        let end = (head + 1..phrase.tokens.end).find(stops).unwrap_or(phrase.tokens.end);
        if head + 2 < phrase.tokens.end && page.table.stands_for(page.lower(head + 1)) {
            let article = page.table.determiner(page.lower(head + 1)).is_some();
            let tokens = TokenRange::new(head + 1 + usize::from(!article), end);
            return (!tokens.is_empty()).then(|| self.complement(page, tokens, place)).flatten();
        }
        let start =
            (phrase.tokens.start..head).rev().find(|&at| !page.passage.is_word(at)).map_or(phrase.body, |at| at + 1);
        let tokens = TokenRange::new(start.max(phrase.body), head);
        (!page.table.head_first && !tokens.is_empty()).then(|| self.complement(page, tokens, place)).flatten()
    }

    fn complement(&mut self, page: &Page, tokens: TokenRange, place: Place) -> Option<usize> {
        let phrase = page.read(tokens);
        let first = page.names_in(tokens).next().filter(|_| phrase.name.is_some() || !page.table.head_first);
        match phrase.name.or(first) {
            Some(name) => self.named(page, name),
            None => Some(self.description(page, &phrase, place).0),
        }
    }

    /// «X et Y».
    fn joint(&mut self, page: &Page, tokens: TokenRange, place: Place) -> Option<Found> {
        let (parts, joiner) = parts(page, tokens)?;
        let who: Vec<usize> = parts.iter().map(|&part| self.phrase(page, part, place).0).collect();
        let mut different = who.clone();
        different.dedup();
        let word = page.lower(joiner);
        (different.len() == who.len())
            .then(|| Found::Who(self.one_of(&who, Some(word)), "several who are named together".to_owned()))
    }
}

/// From the first to the last token of a source's first piece; later pieces are appositions.
fn reach(pieces: &[TokenRange]) -> Option<TokenRange> {
    let first = pieces.iter().find(|piece| !piece.is_empty())?;
    Some(TokenRange::new(first.start, first.end.min(first.start + LONGEST)))
}

pub(super) fn place(page: &Page, at: usize, not: Option<usize>) -> Place {
    Place { at, sentence: page.passage.words.sentence_of(at), quotation: page.passage.quotation_at(at), not }
}

/// A source without a preposition or conjunction that it was taken with.
fn without_lead(page: &Page, tokens: TokenRange) -> TokenRange {
    let lead = |&at: &usize| {
        let kinds = Classes::COMPLEMENTIZER.with(Classes::PREPOSITION).with(Classes::COORDINATOR);
        page.classes(at).has(kinds)
            && !page.classes(at).has(Classes::GENITIVE)
            && page.table.determiner(page.lower(at)).is_none()
            && page.name_at(at).is_none()
    };
    let start = tokens.iter().take(3).find(|at| !lead(at)).unwrap_or(tokens.start);
    let trail =
        |&at: &usize| page.classes(at).has(Classes::ADVERB.with(Classes::CONNECTIVE)) && page.name_at(at).is_none();
    let more =
        |&at: &usize| page.classes(at).has(Classes::PRONOUN) && at > start && !page.table.joins(page.lower(at - 1));
    let end = tokens.iter().rev().find(|at| !trail(at) && !more(at)).map_or(tokens.end, |at| at + 1);
    TokenRange::new(start, end.max(start + 1))
}
/// The pronoun that a source is.
fn pronoun(page: &Page, tokens: TokenRange) -> Option<Pronoun> {
    let adverb = |&at: &usize| page.passage.is_word(at) && !page.classes(at).has(Classes::ADVERB);
    let mut words = tokens.iter().filter(adverb);
    let (first, more) = (words.next().unwrap_or(tokens.start), words.next().is_some());
    let word = page.lower(first);
    let hung = word.trim_start_matches("-t-").trim_start_matches('-');
    let known = page.table.pronoun(word).or_else(|| page.table.pronoun(hung))?;
    (!more && page.name_at(first).is_none() && known.refers != Refers::Some).then_some(known)
}

/// Words that name nobody.
const EMPTY: Classes = Classes::RELATIVE
    .with(Classes::ADVERB)
    .with(Classes::HAVE)
    .with(Classes::BE)
    .with(Classes::MODAL)
    .with(Classes::PREPOSITION);

/// Whether one word that names nobody is all there is: a relative, an adverb, a verb.
fn empty(page: &Page, tokens: TokenRange) -> bool {
    let at = tokens.start;
    let names = page.name_at(at).is_some() || page.is_noun(at) || page.table.determiner(page.lower(at)).is_some();
    let verb = !page.passage.lexeme(at).forms.is_empty()
        && page.passage.letters(at).chars().next().is_some_and(char::is_lowercase);
    let some = page.table.pronoun(page.lower(at)).is_some();
    tokens.len() == 1 && !names && !some && (verb || page.classes(at).has(EMPTY))
}
/// The parts of «A, B et C», and the word that joins them.
fn parts(page: &Page, tokens: TokenRange) -> Option<(Vec<TokenRange>, usize)> {
    let named = |at: usize| page.name_at(at);
    let joiner = tokens.iter().skip(1).find(|&at| page.table.joins(page.lower(at)) && named(at).is_none())?;
    let last = TokenRange::new(joiner + 1, tokens.end);
    let mut parts = Vec::new();
    let mut start = tokens.start;
    for at in tokens.start..=joiner {
        if at == joiner || page.passage.reads(at, ",") {
            parts.extend((start < at).then(|| TokenRange::new(start, at)));
            start = at + 1;
        }
    }
    parts.push(last);
    let begins = |part: &TokenRange| {
        let at = part.start;
        let noun = page.names.get(named(at)?).is_some_and(|name| name.tokens.len() > 1 || !page.is_noun(at));
        noun.then_some(())
    };
    let determined = |part: &TokenRange| {
        page.table.determiner(page.lower(part.start)).is_some() && !page.classes(part.start).has(Classes::PREPOSITION)
            || page.table.articles && page.passage.reads(part.start, "des") && part.start == tokens.start
    };
    let titled = |part: &TokenRange| part.len() > 1 && page.is_noun(part.start) && named(part.start + 1).is_some();
    let bare =
        |part: &TokenRange| !page.table.articles && part.len() < 4 && parts.len() == 2 && page.is_noun(part.end - 1);
    let names = parts.iter().all(|part| begins(part).is_some());
    let nouns = parts.iter().all(|part| begins(part).is_some() || determined(part) || titled(part) || bare(part));
    (parts.iter().all(|part| !part.is_empty()) && (names || parts.len() == 2 && nouns)).then_some((parts, joiner))
}
