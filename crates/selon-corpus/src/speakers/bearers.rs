//! One name, one person or two? What a document tells of a speaker, held against what is known of a bearer of the name.

use crate::store::plain_name;
use selon_reading::SpeakerKind;
use std::collections::HashSet;

/// Words of an office shorter than this tell nothing: articles, prepositions.
const SHORTEST: usize = 4;

/// What one document tells of a speaker.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) kind: SpeakerKind,
    /// Offices and descriptions.
    pub(crate) roles: Vec<String>,
    /// Two-letter code of the document's language.
    pub(crate) language: String,
    /// Two-letter code of the outlet's country, where its address tells it.
    pub(crate) country: Option<String>,
}

/// A speaker who is known under that name, by what documents told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bearer {
    pub(crate) id: i64,
    pub(crate) told: Vec<Told>,
}

/// Whether the bearer is who the document means, and why; `None` where evidence says that it is another.
///
/// One name is one speaker, unless kinds differ, or offices told in one language share no word and the outlets' countries differ.
/// A surname alone needs an office or a country in common.
pub(crate) fn same(told: &Told, bearer: &Bearer, surname_alone: bool) -> Option<&'static str> {
    if !bearer.told.iter().all(|known| kinds_agree(told.kind, known.kind)) {
        return None;
    }
    let office = offices(told, bearer);
    let country = countries(told, bearer);
    match (surname_alone, office, country) {
        (_, Some(true), _) => Some("the same name and office"),
        (true, _, Some(true)) => Some("the only bearer of the surname in that country's press"),
        (true, ..) => None,
        (false, Some(false), Some(false)) => None,
        (false, ..) => Some("the same name"),
    }
}

fn kinds_agree(a: SpeakerKind, b: SpeakerKind) -> bool {
    a == b || a == SpeakerKind::Unknown || b == SpeakerKind::Unknown
}

/// Whether an office told of both has a word in common; `None` where there are no two offices told in one language.
fn offices(told: &Told, bearer: &Bearer) -> Option<bool> {
    let ours = words(&told.roles);
    let in_language = bearer.told.iter().filter(|known| known.language == told.language);
    let mut theirs = in_language.map(|known| words(&known.roles)).filter(|words| !words.is_empty()).peekable();
    if ours.is_empty() {
        return None;
    }
    theirs.peek()?;
    Some(theirs.any(|theirs| !theirs.is_disjoint(&ours)))
}

/// Whether the country is one of theirs; `None` where a side has none.
fn countries(told: &Told, bearer: &Bearer) -> Option<bool> {
    let ours = told.country.as_deref()?;
    let mut theirs = bearer.told.iter().filter_map(|known| known.country.as_deref()).peekable();
    theirs.peek()?;
    Some(theirs.any(|country| country == ours))
}

fn words(roles: &[String]) -> HashSet<String> {
    let words = roles.iter().flat_map(|role| {
        let plain = plain_name(role);
        plain.split(' ').map(str::to_owned).collect::<Vec<_>>()
    });
    words.filter(|word| word.len() >= SHORTEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(role: &str, language: &str, country: Option<&str>) -> Told {
        Told {
            kind: SpeakerKind::Person,
            roles: if role.is_empty() { vec![] } else { vec![role.to_owned()] },
            language: language.into(),
            country: country.map(str::to_owned),
        }
    }

    fn known(role: &str, language: &str, country: Option<&str>) -> Bearer {
        Bearer { id: 1, told: vec![told(role, language, country)] }
    }

    #[test]
    fn one_name_is_one_speaker() {
        assert!(same(&told("", "fr", None), &known("ministre des Ports", "fr", None), false).is_some());
        assert!(
            same(&told("minister for ports", "en", Some("uk")), &known("ministre", "fr", Some("fr")), false).is_some()
        );
    }

    #[test]
    fn other_offices_in_another_country_are_two_people() {
        let bearer = known("ministre des Ports", "fr", Some("fr"));
        assert!(same(&told("gardienne de but", "fr", Some("be")), &bearer, false).is_none());
        assert!(same(&told("gardienne de but", "fr", Some("fr")), &bearer, false).is_some());
        assert!(same(&told("ancienne ministre", "fr", Some("be")), &bearer, false).is_some());
    }

    #[test]
    fn a_surname_alone_needs_more() {
        let bearer = known("ministre des Ports", "fr", Some("fr"));
        assert!(same(&told("", "fr", None), &bearer, true).is_none());
        assert!(same(&told("la ministre", "fr", None), &bearer, true).is_some());
        assert!(same(&told("", "fr", Some("fr")), &bearer, true).is_some());
    }

    #[test]
    fn a_person_is_no_organisation() {
        let other = Told { kind: SpeakerKind::Organisation, ..told("", "fr", None) };
        assert!(same(&other, &known("", "fr", None), false).is_none());
    }
}
