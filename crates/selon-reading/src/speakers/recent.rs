//! Whom can a pronoun mean? The latest mentions, weighed by place, part in the sentence, gender and number.

use super::cast::Cast;
use selon_language::person::{Gender, NounKind, Number, Pronoun};
use std::collections::VecDeque;

/// One place where somebody is told of.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Token that it begins at.
    pub(super) at: usize,
    /// Sentence that it stands in.
    pub(super) sentence: usize,
    /// Who it is; two for a joined pair.
    pub(super) who: Vec<usize>,
    /// Whether it looks like the subject of its verb.
    pub(super) subject: bool,
    /// Whether it is the source of a statement.
    pub(super) speaks: bool,
    /// The quotation that it stands in.
    pub(super) quotation: Option<usize>,
}

/// Where somebody is looked for from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) at: usize,
    pub(super) sentence: usize,
    pub(super) quotation: Option<usize>,
    /// Who can't be meant: whoever says the words that the pronoun stands in.
    pub(super) not: Option<usize>,
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) gender: Gender,
    pub(super) number: Number,
    /// The kind, where only one will do.
    pub(super) kind: Option<NounKind>,
    /// Whether only people will do.
    pub(super) people: bool,
    /// Whether the nearest is meant.
    pub(super) nearest: bool,
}

impl Wanted {
    pub(super) fn by(pronoun: Pronoun, nearest: bool) -> Self {
        Self { gender: pronoun.gender, number: pronoun.number, kind: None, people: pronoun.people, nearest }
    }
}

/// How many mentions are kept, how many sentences back one may lie.
const KEPT: usize = 24;
const BACK: usize = 8;

/// The latest mentions, newest last.
#[derive(Debug, Default)]
pub(super) struct Recent {
    mentions: VecDeque<Mention>,
}

/// Somebody weighed.
pub(super) struct Weighed {
    pub(super) who: Vec<usize>,
    pub(super) weight: f32,
}

impl Recent {
    pub(super) fn add(&mut self, mention: Mention) {
        if self.mentions.len() == KEPT {
            self.mentions.pop_front();
        }
        self.mentions.push_back(mention);
    }

    pub(super) fn clear(&mut self) {
        self.mentions.clear();
    }

    /// Everybody who can be meant, the weightiest first, each once.
    pub(super) fn weigh(&self, cast: &Cast, wanted: Wanted, place: Place) -> Vec<Weighed> {
        let mut weighed: Vec<Weighed> = Vec::new();
        let before = self.mentions.iter().rev().filter(|mention| mention.at < place.at);
        for (steps, mention) in before.enumerate() {
            if place.sentence - mention.sentence.min(place.sentence) > BACK || !fits(cast, mention, wanted, place) {
                continue;
            }
            let weight = weight(cast, mention, wanted, place, steps);
            match weighed.iter_mut().find(|other| other.who == mention.who) {
                Some(other) => other.weight = other.weight.max(weight) + 0.3,
                None => weighed.push(Weighed { who: mention.who.clone(), weight }),
            }
        }
        weighed.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        weighed
    }
}

/// Kind, gender and number of those told of, together.
fn shape(cast: &Cast, who: &[usize]) -> (Option<NounKind>, Gender, Number) {
    match who {
        [one] => {
            let entity = &cast.entities[*one];
            let number = if entity.members.is_empty() { entity.number } else { Number::Plural };
            (entity.kind, entity.gender, number)
        }
        _ => {
            let kind = who.first().and_then(|&one| cast.entities[one].kind);
            let feminine = who.iter().all(|&one| cast.entities[one].gender == Gender::Feminine);
            let gender = if feminine { Gender::Feminine } else { Gender::Masculine };
            (kind, gender, Number::Plural)
        }
    }
}

fn fits(cast: &Cast, mention: &Mention, wanted: Wanted, place: Place) -> bool {
    let (kind, gender, number) = shape(cast, &mention.who);
    let person = kind.is_none_or(|kind| kind == NounKind::Person);
    if place.not.is_some_and(|not| mention.who == [not]) || gender.differs(wanted.gender) {
        return false;
    }
    let several = number == Number::Plural;
    let body = matches!(kind, Some(NounKind::Organisation | NounKind::Media | NounKind::Group));
    let number_fits = match wanted.number {
        Number::Singular => !several,
        Number::Plural => several || body && wanted.gender == Gender::Unknown || unnamed(cast, &mention.who),
        Number::Unknown => true,
    };
    let thing = wanted.number == Number::Singular
        && wanted.gender == Gender::Unknown
        && !wanted.people
        && wanted.kind.is_none();
    let long = matches!(mention.who.as_slice(), [one] if cast.entities[*one].words.len() > 1);
    let open = |wanted: NounKind| kind.is_none() && (long || wanted == NounKind::Person);
    let placed = matches!(mention.who.as_slice(), [one] if cast.entities[*one].place);
    let kind_fits =
        !(placed && wanted.kind.is_some()) && wanted.kind.is_none_or(|wanted| kind == Some(wanted) || open(wanted));
    number_fits && kind_fits && (!wanted.people || person) && !(thing && kind == Some(NounKind::Person))
}

/// Whether a single person is told of with no name, whom English tells of as "they".
fn unnamed(cast: &Cast, who: &[usize]) -> bool {
    matches!(who, [one] if cast.entities[*one].anonymous)
}

/// Whether somebody is told of only by a description, and not by a name.
fn described(cast: &Cast, who: &[usize]) -> bool {
    matches!(who, [one] if cast.entities[*one].words.is_empty() && cast.entities[*one].members.is_empty())
}
fn weight(cast: &Cast, mention: &Mention, wanted: Wanted, place: Place, steps: usize) -> f32 {
    let (kind, gender, number) = shape(cast, &mention.who);
    let sentences = place.sentence.saturating_sub(mention.sentence) as f32;
    let mut weight = 5.0 - sentences - 0.2 * steps as f32;
    if wanted.nearest {
        return weight - steps as f32;
    }
    weight += if mention.subject { 1.5 } else { 0.0 };
    weight += if mention.speaks { 1.5 } else { 0.0 };
    let gendered = wanted.gender != Gender::Unknown && wanted.number == Number::Singular;
    weight += if gendered && kind == Some(NounKind::Person) { 0.8 } else { 0.0 };
    weight += if gender == wanted.gender && gender != Gender::Unknown { 2.0 } else { 0.0 };
    weight += if wanted.number == Number::Plural && number == Number::Plural { 1.5 } else { 0.0 };
    weight -= if !mention.speaks && described(cast, &mention.who) { 3.0 } else { 0.0 };
    let thing = wanted.gender == Gender::Unknown && wanted.number == Number::Singular && !wanted.people;
    weight -= if thing && kind.is_none() { 1.5 } else { 0.0 };
    let placed = matches!(mention.who.as_slice(), [one] if cast.entities[*one].place);
    weight -= if gendered && placed && !mention.speaks { 2.0 } else { 0.0 };
    weight -= if gendered && matches!(kind, Some(NounKind::Document | NounKind::Unknown)) { 2.0 } else { 0.0 };
    let body = matches!(kind, Some(NounKind::Organisation | NounKind::Media));
    weight -= if body && number != Number::Plural && wanted.number == Number::Plural { 1.5 } else { 0.0 };
    weight -= if mention.quotation.is_some() && mention.quotation != place.quotation { 2.5 } else { 0.0 };
    weight
}
