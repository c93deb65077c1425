//! What a search asks, as the address has it: the query for the database, and the links that narrow or widen it.

use crate::fields::Fields;
use crate::links;
use crate::trouble::Trouble;
use crate::words::Words;
use selon_corpus::{Facet, Facets, Found, Order, Query, Store};
use selon_reading::Act;
use serde::Serialize;

/// The names of all fields that narrow a search.
const NARROWING: &[&str] = &["q", "speaker", "outlet", "act", "language", "since", "until", "named", "claim"];

/// The query; `None` where it asks for a speaker whom nobody knows.
///
/// # Errors
/// Where a field holds what it can't, or the database can't be read.
pub(super) fn query(store: &Store, fields: &Fields) -> Result<Option<Query>, Trouble> {
    let speakers = match fields.get("speaker") {
        Some(name) => match store.namesakes(name)? {
            found if found.is_empty() => return Ok(None),
            found => found.into_iter().map(|namesake| namesake.id).collect(),
        },
        None => Vec::new(),
    };
    let text = |name: &str| fields.get(name).map(str::to_owned);
    Ok(Some(Query {
        words: text("q").unwrap_or_default(),
        speakers,
        outlet: text("outlet"),
        act: known(fields, "act", Act::named)?,
        language: text("language"),
        since: known(fields, "since", day)?,
        until: known(fields, "until", day)?,
        anonymous: known(fields, "named", named)?,
        claim: text("claim"),
        order: if fields.get("order") == Some("old") { Order::OldestFirst } else { Order::NewestFirst },
        after: text("after"),
        ..Query::default()
    }))
}

/// Whether anything is asked for at all.
pub(super) fn is_narrowed(fields: &Fields) -> bool {
    NARROWING.iter().any(|name| fields.get(name).is_some())
}

/// What narrows the search, without the place in it: for a feed or a timeline of the same.
pub(super) fn narrowing(fields: &Fields) -> Fields {
    let mut kept = Fields::default();
    for name in NARROWING {
        fields.all(name).for_each(|value| kept.push((*name).to_owned(), value.to_owned()));
    }
    kept
}

/// Where a list of what was found goes on.
pub(super) fn following(path: &str, fields: &Fields, found: &Found) -> Option<String> {
    found.next.as_deref().map(|next| links::with_query(path, &fields.with("after", next)))
}

/// Where a list begins that is not at its beginning.
pub(super) fn beginning(path: &str, fields: &Fields) -> Option<String> {
    fields.get("after").map(|_| links::with_query(path, &fields.with("after", "")))
}

fn known<T>(fields: &Fields, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Trouble> {
    let Some(value) = fields.get(name) else { return Ok(None) };
    read(value).map(Some).ok_or_else(|| Trouble::bad(format!("{name}={value}")))
}

fn day(value: &str) -> Option<String> {
    value.parse::<jiff::civil::Date>().ok().map(|day| day.to_string())
}

fn named(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(false),
        "no" => Some(true),
        _ => None,
    }
}

/// One heading with its counts.
#[derive(Serialize)]
pub(super) struct Group {
    pub(super) name: &'static str,
    /// The key of its heading.
    #[serde(skip)]
    pub(super) heading: &'static str,
    pub(super) choices: Vec<Choice>,
}

/// One count, as a link that narrows the search to it, or that widens it again.
#[derive(Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    #[serde(skip)]
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) address: String,
    pub(super) is_chosen: bool,
}

/// The key of a group's heading.
fn heading(name: &str) -> &'static str {
    match name {
        "speaker" => "search.speaker",
        "outlet" => "search.outlet",
        "act" => "search.act",
        "language" => "search.language",
        "year" => "search.year",
        _ => "search.source",
    }
}

/// The facets as links from `path`.
pub(super) fn groups(words: Words, path: &str, fields: &Fields, facets: &Facets) -> Vec<Group> {
    let beginning = fields.with("after", "");
    let choice = |name: &str, value: String, label: String, count: usize, narrowed: Fields, is_chosen: bool| {
        let widened =
            if name == "year" { beginning.with("since", "").with("until", "") } else { beginning.with(name, "") };
        Choice {
            value,
            label,
            count,
            address: links::with_query(path, if is_chosen { &widened } else { &narrowed }),
            is_chosen,
        }
    };
    let group = |name: &'static str, facets: &[Facet], label: &dyn Fn(&str) -> String| Group {
        name,
        heading: heading(name),
        choices: facets
            .iter()
            .map(|facet| {
                let is_chosen = fields.get(name) == Some(facet.name.as_str());
                let narrowed = beginning.with(name, &facet.name);
                choice(name, facet.name.clone(), label(&facet.name), facet.count, narrowed, is_chosen)
            })
            .collect(),
    };
    let plain = |name: &str| name.to_owned();
    let mut groups = vec![
        group("speaker", &facets.speakers, &plain),
        group("outlet", &facets.outlets, &plain),
        group("act", &facets.acts, &|name| words.label("act", name).to_owned()),
        group("language", &facets.languages, &|name| words.label("language", name).to_owned()),
    ];
    let years = facets.years.iter().map(|facet| {
        let (since, until) = (format!("{}-01-01", facet.name), format!("{}-12-31", facet.name));
        let is_chosen = fields.get("since") == Some(&since) && fields.get("until") == Some(&until);
        let narrowed = beginning.with("since", &since).with("until", &until);
        choice("year", facet.name.clone(), facet.name.clone(), facet.count, narrowed, is_chosen)
    });
    groups.push(Group { name: "year", heading: heading("year"), choices: years.collect() });
    if facets.anonymous > 0 {
        let is_chosen = fields.get("named") == Some("no");
        let label = words.say("search.unnamed").to_owned();
        let narrowed = beginning.with("named", "no");
        let choices = vec![choice("named", "no".into(), label, facets.anonymous, narrowed, is_chosen)];
        groups.push(Group { name: "named", heading: heading("named"), choices });
    }
    groups.retain(|group| !group.choices.is_empty());
    groups
}
