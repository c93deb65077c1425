//! Search: statements with these words, by this speaker, of this kind; counts that narrow it; page after page.

use super::filter::{self, Group};
use super::hits::{self, Extent, Listed};
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::links;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_corpus::{Found, Query};
use selon_reading::Act;
use serde::Serialize;

/// Statements on a page.
const PER_PAGE: usize = 40;
/// Statements in a twin.
const PER_TWIN: usize = 200;

#[derive(Template, Serialize)]
#[template(path = "search.html")]
struct Search {
    #[serde(skip)]
    words: Words,
    #[serde(skip)]
    fields: Vec<(&'static str, String)>,
    #[serde(skip)]
    acts: Vec<&'static str>,
    #[serde(flatten)]
    extent: Extent,
    facets: Vec<Group>,
    hits: Vec<Listed>,
    /// Where the list goes on.
    next: Option<String>,
    first: Option<String>,
    feed: String,
    timeline: String,
    #[serde(skip)]
    is_narrowed: bool,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let store = site.store()?;
    let fields = &asked.query;
    let limit = if asked.json { PER_TWIN } else { PER_PAGE };
    let query = filter::query(&store, fields)?.map(|query| Query { limit, ..query });
    let found = match &query {
        Some(query) => store.search(query)?,
        None => Found::default(),
    };
    let narrowing = filter::narrowing(fields);
    let view = Search {
        words: asked.words,
        fields: ["q", "speaker", "outlet", "act", "since", "until", "named", "language", "claim"]
            .map(|name| (name, fields.get(name).unwrap_or("").to_owned()))
            .into(),
        acts: Act::ALL.iter().map(|act| act.name()).collect(),
        extent: Extent::of(&found),
        next: filter::following(&asked.path, fields, &found),
        facets: filter::groups(asked.words, &asked.path, fields, &found.facets),
        hits: hits::listed(asked.words, &query.unwrap_or_default(), found.hits),
        first: filter::beginning(&asked.path, fields),
        feed: links::with_query("/search/feed.atom", &narrowing),
        timeline: links::with_query("/timeline", &narrowing),
        is_narrowed: filter::is_narrowed(fields),
    };
    let title = match fields.get("q") {
        Some(words) => format!("{} – {words}", asked.words.say("search.title")),
        None => asked.words.say("search.title").to_owned(),
    };
    page(site, asked, "search", &title, &view)
}

impl Search {
    fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }
}
