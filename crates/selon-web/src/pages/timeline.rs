//! Statements of a search in the order in which they were said, with a drawing of when that was.

use super::hits::{self, Extent, Listed};
use super::{drawing, filter};
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::fields::Fields;
use crate::links;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_corpus::{Found, Lanes, Order, Query, Spread};
use serde::Serialize;

/// Statements on a page.
const PER_PAGE: usize = 60;

#[derive(Template, Serialize)]
#[template(path = "timeline.html")]
struct Timeline {
    #[serde(skip)]
    words: Words,
    #[serde(flatten)]
    extent: Extent,
    spread: Spread,
    #[serde(skip)]
    cells: Vec<(String, String, usize, usize)>,
    #[serde(skip)]
    drawing: String,
    #[serde(skip)]
    picture: String,
    #[serde(skip)]
    told: Vec<(&'static str, String)>,
    #[serde(skip)]
    query: String,
    hits: Vec<Listed>,
    next: Option<String>,
    first: Option<String>,
    #[serde(skip)]
    search: String,
    #[serde(skip)]
    by: Vec<(&'static str, String, bool)>,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let store = site.store()?;
    let fields = &asked.query;
    let query =
        filter::query(&store, fields)?.map(|query| Query { limit: PER_PAGE, order: Order::OldestFirst, ..query });
    let (found, spread) = match &query {
        Some(query) => store.search_and_spread(query, lanes(fields))?,
        None => (Found::default(), Spread::default()),
    };
    let choice = |(value, key)| {
        let address = links::with_query("/timeline", &fields.with("by", value).with("after", ""));
        (key, address, lanes(fields) == lanes(&Fields::default().with("by", value)))
    };
    let view = Timeline {
        words: asked.words,
        extent: Extent::of(&found),
        next: filter::following(&asked.path, fields, &found),
        first: filter::beginning(&asked.path, fields),
        cells: cells(asked.words, &spread),
        drawing: drawn(asked, &spread),
        picture: drawing::beside(asked, "timeline.svg"),
        told: told(fields),
        query: fields.get("q").unwrap_or("").to_owned(),
        hits: hits::listed(asked.words, &query.unwrap_or_default(), found.hits),
        search: links::with_query("/search", &filter::narrowing(fields)),
        by: [("speaker", "timeline.by_speaker"), ("outlet", "timeline.by_outlet")].map(choice).into(),
        spread,
    };
    page(site, asked, "timeline", asked.words.say("timeline.title"), &view)
}

/// The drawing alone.
pub(crate) fn picture(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let store = site.store()?;
    let spread = match filter::query(&store, &asked.query)? {
        Some(query) => store.spread(&query, lanes(&asked.query))?,
        None => Spread::default(),
    };
    Ok(drawing::file("timeline.svg", drawn(asked, &spread)))
}

fn drawn(asked: &Asked, spread: &Spread) -> String {
    let narrows = if lanes(&asked.query) == Lanes::Outlets { "outlet" } else { "speaker" };
    drawing::timeline(asked.words, spread, &asked.query, narrows)
}

fn lanes(fields: &Fields) -> Lanes {
    if fields.get("by") == Some("outlet") { Lanes::Outlets } else { Lanes::Speakers }
}

/// What the search is narrowed to, besides its words.
fn told(fields: &Fields) -> Vec<(&'static str, String)> {
    let names = ["speaker", "outlet", "act", "language", "since", "until", "claim"];
    names.into_iter().filter_map(|name| Some((name, fields.get(name)?.to_owned()))).collect()
}

/// The drawing as a table: row, day, how many, how many deny.
pub(super) fn cells(words: Words, spread: &Spread) -> Vec<(String, String, usize, usize)> {
    let lane = |lane: Option<usize>| {
        let name = lane.and_then(|lane| spread.lanes.get(lane));
        name.cloned().unwrap_or_else(|| words.say("timeline.others").to_owned())
    };
    spread.cells.iter().take(400).map(|cell| (lane(cell.lane), cell.day.clone(), cell.count, cell.denied)).collect()
}
