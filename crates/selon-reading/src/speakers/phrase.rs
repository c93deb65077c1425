//! What does a noun phrase say of whom it names? Its determiner, its head, its name, what follows them.

use super::names::Name;
use crate::passage::Passage;
use selon_language::Classes;
use selon_language::person::{Determiner, Gender, Noun, NounKind, Number, PersonTable, Presents};
use selon_text::TokenRange;

/// A passage with its names.
pub(super) struct Page<'p> {
    pub(super) passage: &'p Passage<'p>,
    pub(super) table: &'p PersonTable,
    pub(super) names: Vec<Name>,
}

/// A noun phrase, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    /// Its tokens.
    pub(super) tokens: TokenRange,
    /// Its determiner.
    pub(super) determiner: Option<Determiner>,
    /// Where it begins behind its determiners.
    pub(super) body: usize,
    /// Whether it names some of several: «un des avocats».
    pub(super) partitive: bool,
    /// Its head noun.
    pub(super) head: Option<usize>,
    /// What the table knows of the head.
    pub(super) noun: Option<Noun>,
    /// The name in it that names whom the phrase is about.
    pub(super) name: Option<usize>,
    /// Kind, gender and number that the head and determiner tell.
    pub(super) kind: Option<NounKind>,
    pub(super) gender: Gender,
    pub(super) number: Number,
    /// What follows the head and belongs to it, up to a comma.
    pub(super) complement: TokenRange,
}

/// A number before a noun.
const COUNT: Determiner =
    Determiner { presents: Presents::Indefinite, gender: Gender::Unknown, number: Number::Plural, counts: true };
impl Page<'_> {
    pub(super) fn lower(&self, at: usize) -> &str {
        self.passage.lower(at)
    }

    pub(super) fn classes(&self, at: usize) -> Classes {
        self.passage.language.word(self.lower(at)).map(|entry| entry.classes).unwrap_or_default()
    }

    /// The names that lie in a stretch.
    pub(super) fn names_in(&self, tokens: TokenRange) -> std::ops::Range<usize> {
        let start = self.names.partition_point(|name| name.tokens.start < tokens.start);
        let end = self.names.partition_point(|name| name.tokens.end <= tokens.end).max(start);
        start..end
    }

    /// The name that begins before and reaches over `at`, or begins there.
    pub(super) fn name_at(&self, at: usize) -> Option<usize> {
        let last = self.names.partition_point(|name| name.tokens.start <= at).checked_sub(1)?;
        (at < self.names[last].tokens.end).then_some(last)
    }

    fn is_preposition(&self, at: usize) -> bool {
        self.classes(at).has(Classes::PREPOSITION)
    }

    /// Reads a noun phrase.
    pub(super) fn read(&self, tokens: TokenRange) -> Phrase {
        let mut phrase = Phrase { tokens, body: tokens.start, ..Phrase::default() };
        self.read_determiners(&mut phrase);
        phrase.head = self.head(TokenRange::new(phrase.body, tokens.end));
        phrase.gender = phrase.determiner.map(|determiner| determiner.gender).unwrap_or_default();
        self.know_head(&mut phrase);
        phrase.name = self.main_name(&phrase);
        phrase
    }

    /// Takes the determiners, numbers and «certains de» at the start of a phrase.
    fn read_determiners(&self, phrase: &mut Phrase) {
        let tokens = phrase.tokens;
        let first = self.names_in(tokens).next().map(|name| self.names[name].tokens.start);
        while phrase.body < tokens.end && first != Some(phrase.body) {
            let word = self.lower(phrase.body);
            let number = self.passage.token(phrase.body).kind == selon_text::TokenKind::Number;
            let of = phrase.determiner.is_some_and(|known| known.presents == Presents::Indefinite)
                && self.table.stands_for(word);
            let Some(next) = self.table.determiner(word).or(number.then_some(COUNT)) else {
                let some = |at: usize| {
                    self.table.determiner(self.lower(at)).is_some_and(|next| next.presents == Presents::Indefinite)
                };
                let opens = phrase.body == tokens.start && self.classes(phrase.body).has(Classes::GENITIVE);
                if !(of || opens && phrase.body + 1 < tokens.end && some(phrase.body + 1)) {
                    break;
                }
                phrase.partitive |= of;
                phrase.body += 1;
                continue;
            };
            let part = of || phrase.partitive;
            phrase.partitive |= of && self.passage.is(phrase.body, Classes::PREPOSITION);
            let keep = phrase.determiner.filter(|known| part || known.counts || next.counts);
            let counts = next.counts || keep.is_some_and(|known| known.counts);
            phrase.determiner = Some(Determiner { counts, ..keep.unwrap_or(next) });
            phrase.number = if next.number == Number::Unknown || part { phrase.number } else { next.number };
            phrase.body += 1;
        }
    }
    /// The stretch in which a head may stand: up to the first comma, bracket, preposition or finite verb.
    fn head_reach(&self, tokens: TokenRange) -> TokenRange {
        let ends = |at: usize| {
            !self.passage.is_word(at) && self.passage.token(at).kind == selon_text::TokenKind::Mark
                || at > tokens.start && self.classes(at).has(Classes::PREPOSITION.with(Classes::RELATIVE))
                || self.table.joins(self.lower(at))
        };
        let end = tokens.iter().take(16).find(|&at| ends(at)).unwrap_or(tokens.end.min(tokens.start + 16));
        TokenRange::new(tokens.start, end)
    }

    /// The head noun of what follows a determiner.
    fn head(&self, tokens: TokenRange) -> Option<usize> {
        let reach = self.head_reach(tokens);
        let free = |&at: &usize| {
            self.passage.is_word(at) && (self.name_at(at).is_none() || self.is_noun(at) && at == reach.start)
        };
        let noun = |&at: &usize| self.is_noun(at);
        if self.table.head_first {
            let first = reach.iter().filter(free).find(noun);
            // «premier ministre», «groupe constructeur», but «média russe».
            let second = |at: usize| {
                let (general, _) = self.table.noun(self.lower(at)).filter(|(noun, _)| noun.general)?;
                let known = general.kind == NounKind::Person || self.table.noun(self.lower(at + 1)).is_some();
                (at + 1 < reach.end && self.is_noun(at + 1) && known).then_some(at + 1)
            };
            let first = first.map(|at| second(at).unwrap_or(at));
            return first.or_else(|| reach.iter().find(free));
        }
        let possessed =
            reach.iter().rev().find(|&at| self.table.possessive(self.lower(at))).map_or(reach.start, |at| at + 1);
        let reach = TokenRange::new(possessed, reach.end);
        let last = reach.iter().rev().filter(free).find(noun);
        last.or_else(|| reach.iter().rev().find(free))
    }

    /// Whether the word is a noun for somebody that speaks, or for something said.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.classes(at).has(Classes::SPEAKER.with(Classes::UTTERANCE).with(Classes::TITLE))
            || self.table.noun(self.lower(at)).is_some()
    }

    /// Whether a word that the data do not know as a noun may be one.
    pub(super) fn may_name(&self, at: usize) -> bool {
        let entry = self.passage.language.word(self.lower(at));
        self.passage.is_word(at) && entry.is_none_or(|entry| entry.classes == Classes::default())
    }
    fn know_head(&self, phrase: &mut Phrase) {
        let Some(head) = phrase.head else { return };
        let word = self.lower(head);
        let known = self.compound(head).or_else(|| self.table.noun(word));
        phrase.noun = known.map(|(noun, _)| noun);
        let classes = self.classes(head);
        phrase.kind = phrase.noun.map(|noun| noun.kind).or(match classes {
            _ if classes.has(Classes::UTTERANCE) && !classes.has(Classes::SPEAKER) => Some(NounKind::Document),
            _ if classes.has(Classes::SPEAKER | Classes::TITLE) => Some(NounKind::Person),
            _ => None,
        });
        if let Some(noun) =
            phrase.noun.filter(|noun| noun.gender != Gender::Unknown && phrase.gender == Gender::Unknown)
        {
            phrase.gender = noun.gender;
        }
        if phrase.gender == Gender::Unknown && self.table.ends_feminine(word) {
            phrase.gender = Gender::Feminine;
        }
        let people = self.is_of_people(phrase, head);
        phrase.kind = if people { Some(NounKind::Person) } else { phrase.kind };
        let plural = known.is_some_and(|(_, plural)| plural) || classes.has(Classes::PLURAL) || self.ends_plural(word);
        if people {
            phrase.number = Number::Plural;
        }
        if phrase.number == Number::Unknown {
            phrase.number = if plural { Number::Plural } else { Number::Singular };
        }
        let end = phrase
            .tokens
            .iter()
            .skip_while(|&at| at <= head)
            .find(|&at| self.passage.reads(at, ",") || self.passage.reads(at, "("));
        phrase.complement = TokenRange::new(head + 1, end.unwrap_or(phrase.tokens.end));
    }

    /// A noun of several words: "news agency", «agence de presse».
    fn compound(&self, head: usize) -> Option<(Noun, bool)> {
        let before = head.checked_sub(1).map(|at| format!("{} {}", self.lower(at), self.lower(head)));
        let behind = || format!("{} {} {}", self.lower(head), self.lower(head + 1), self.lower(head + 2));
        let found = before.filter(|_| !self.table.head_first).and_then(|words| self.table.noun(&words));
        found.or_else(|| self.table.head_first.then(behind).and_then(|words| self.table.noun(&words)))
    }

    /// Whether the noun is a group of people: "a group of politicians", and not «l'association des riverains».
    fn is_of_people(&self, phrase: &Phrase, head: usize) -> bool {
        let group = phrase.kind == Some(NounKind::Organisation) && phrase.noun.is_some_and(|noun| noun.general);
        let inside = |at: usize| at < phrase.tokens.end && self.is_noun(at);
        let person = |at: usize| self.table.noun(self.lower(at)).is_none_or(|(noun, _)| noun.kind == NounKind::Person);
        group
            && self.table.stands_for(self.lower(head + 1))
            && self.table.determiner(self.lower(head + 1)).is_none()
            && [2, 3].iter().any(|step| inside(head + step) && person(head + step))
    }
    fn ends_plural(&self, word: &str) -> bool {
        self.passage.language.knows_plurals() && self.passage.language.looks_plural(word)
    }

    /// The name that a phrase is about: not one behind a preposition, nor one that only tells whose.
    fn main_name(&self, phrase: &Phrase) -> Option<usize> {
        let head = phrase.head.filter(|&head| self.name_at(head).is_none());
        let body = matches!(phrase.kind, Some(NounKind::Organisation | NounKind::Document | NounKind::Group));
        let bodily = body && head.is_some();
        let person_head = phrase.kind == Some(NounKind::Person);
        let comma = phrase.tokens.iter().find(|&at| self.passage.reads(at, ",")).unwrap_or(phrase.tokens.end);
        self.names_in(phrase.tokens).find(|&index| {
            let name = &self.names[index];
            let at = name.tokens;
            let before = || self.before_article(at.start, phrase.tokens.start);
            let direct = at.start > phrase.tokens.start && self.is_preposition(before());
            let person = name.kind.is_none_or(|kind| kind == NounKind::Person);
            let surely = name.kind == Some(NounKind::Person) || name.kind.is_none() && at.len() > 1;
            let held = !(surely && person_head) && self.held(at.start, phrase);
            let closes = person_head && phrase.number != Number::Plural && surely && self.closes(at.end, phrase);
            let apposed = at.start < comma || at.start == comma + 1 || closes;
            let heads = |head: usize| head == at.end || head == at.end + 1 && self.compound(head).is_some();
            let own = !person && name.kind == phrase.kind && head.is_some_and(heads);
            let modifies = !own && self.modifies(at.end, phrase);
            let follows = head.is_some_and(|head| head < at.start);
            let other = person_head && follows && !person && self.table.head_first;
            let bracket = at.start > phrase.tokens.start && self.passage.reads(at.start - 1, "(");
            let told = bodily && at.start > phrase.body && person && at.start != comma + 1;
            !direct && !held && !modifies && apposed && !told && !other && !bracket
        })
    }
    /// Whether a phrase ends at `end`, or goes on behind a mark: «le ministre du Port, de la Pêche et du Sel Paul Ardan — …».
    fn closes(&self, end: usize, phrase: &Phrase) -> bool {
        end >= phrase.tokens.end || !self.passage.is_word(end)
    }

    fn before_article(&self, at: usize, floor: usize) -> usize {
        let before = at - 1;
        let article =
            before > floor && self.table.determiner(self.lower(before)).is_some() && !self.is_preposition(before);
        if article { before - 1 } else { before }
    }

    /// Whether the words before a name go back to a preposition, with no comma between.
    fn held(&self, start: usize, phrase: &Phrase) -> bool {
        let back = (phrase.tokens.start..start).rev().take(12);
        for at in back {
            if self.passage.reads(at, ",") || self.passage.reads(at, "(") {
                return false;
            }
            if self.is_preposition(at) {
                return true;
            }
        }
        false
    }

    /// Whether a noun or a possessive after the name makes it a mere modifier: "Ardan's aide", "Ardan campaign".
    fn modifies(&self, end: usize, phrase: &Phrase) -> bool {
        if end >= phrase.tokens.end || !self.passage.is_word(end) {
            return false;
        }
        let word = self.lower(end);
        let noun = self.is_noun(end) && !self.is_preposition(end);
        self.table.possessive(word)
            || (!self.table.head_first && noun)
            || (!self.table.head_first
                && phrase.head.is_some_and(|head| head >= end && self.complement_free(end, head)))
    }

    fn complement_free(&self, start: usize, head: usize) -> bool {
        (start..head)
            .all(|at| self.passage.is_word(at) && !self.is_preposition(at) && !self.table.joins(self.lower(at)))
    }
}
