//! One speaker: what they said in time, by subject and by act, through which outlets, in which offices, under which names; and names
//! joined and parted by hand, which stays in the database.

use super::filter::{self, Group};
use super::hits::{self, Extent, Listed};
use super::{drawing, timeline};
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::links;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use jiff::Timestamp;
use selon_corpus::{AtOdds, Decision, Lanes, Namesake, Office, Query, Spread, Store, Subject, same_name};
use serde::Serialize;

/// Statements on a page.
const PER_PAGE: usize = 30;

#[derive(Template, Serialize)]
#[template(path = "speaker.html")]
struct Speaker<'s> {
    #[serde(skip)]
    words: Words,
    #[serde(skip)]
    token: &'s str,
    #[serde(flatten)]
    speaker: Namesake,
    /// Others whom the name may mean.
    others: Vec<Other>,
    offices: Vec<Office>,
    subjects: Vec<About>,
    at_odds: Vec<AtOdds>,
    /// What was decided by hand about their names.
    decisions: Vec<Decision>,
    facets: Vec<Group>,
    spread: Spread,
    #[serde(skip)]
    cells: Vec<(String, String, usize, usize)>,
    #[serde(skip)]
    drawing: String,
    #[serde(flatten)]
    extent: Extent,
    denials: usize,
    denials_address: String,
    hits: Vec<Listed>,
    next: Option<String>,
    first: Option<String>,
    feed: String,
    #[serde(skip)]
    search: String,
    #[serde(skip)]
    own: String,
}

#[derive(Serialize)]
struct Other {
    name: String,
    statements: u64,
    address: String,
}

#[derive(Serialize)]
struct About {
    #[serde(flatten)]
    subject: Subject,
    address: String,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let store = site.store()?;
    let (speaker, others) = named(&store, asked)?;
    let own = links::speaker(asked.id("name"));
    let fields = asked.query.with("speaker", "");
    let query =
        Query { speakers: vec![speaker.id], limit: PER_PAGE, ..filter::query(&store, &fields)?.unwrap_or_default() };
    let (found, spread) = store.search_and_spread(&query, Lanes::Outlets)?;
    let searched = filter::narrowing(&fields).with("speaker", &speaker.name);
    let mut facets = filter::groups(asked.words, &asked.path, &fields, &found.facets);
    facets.retain(|group| group.name != "speaker" && group.name != "named");
    let denials = found.facets.acts.iter().find(|facet| facet.name == "deny").map_or(0, |facet| facet.count);
    let about = |subject: Subject| About { address: links::claim(&subject.claim), subject };
    let view = Speaker {
        words: asked.words,
        token: &site.token,
        offices: store.offices(speaker.id)?,
        subjects: store.subjects(speaker.id)?.into_iter().map(about).collect(),
        at_odds: store.at_odds(speaker.id)?,
        decisions: store.decisions()?.into_iter().filter(|decision| concerns(decision, &speaker)).collect(),
        facets,
        cells: timeline::cells(asked.words, &spread),
        drawing: drawing::timeline(asked.words, &spread, &searched, "outlet"),
        spread,
        extent: Extent::of(&found),
        denials,
        denials_address: links::with_query(&asked.path, &fields.with("act", "deny").with("after", "")),
        next: filter::following(&asked.path, &fields, &found),
        first: filter::beginning(&asked.path, &fields),
        hits: hits::listed(asked.words, &query, found.hits),
        feed: links::with_query("/search/feed.atom", &searched),
        search: links::with_query("/search", &searched),
        others,
        own,
        speaker,
    };
    let title = view.speaker.name.clone();
    page(site, asked, "speaker", &title, &view)
}

/// The speaker whom the name means, and others whom it may mean; `id` in the address tells them apart.
fn named(store: &Store, asked: &Asked) -> Result<(Namesake, Vec<Other>), Trouble> {
    let name = asked.id("name");
    let mut found = store.namesakes(name)?;
    let wanted = asked.query.get("id").and_then(|id| id.parse::<i64>().ok());
    let by_id = wanted.and_then(|id| found.iter().position(|speaker| speaker.id == id));
    let place = by_id.or_else(|| found.iter().position(|speaker| speaker.name == name)).unwrap_or(0);
    if found.is_empty() {
        return Err(Trouble::new(404, "trouble.nobody").because(name));
    }
    let speaker = found.remove(place);
    let other = |other: Namesake| Other {
        address: links::with_query(
            &links::speaker(&other.name),
            &crate::fields::Fields::default().with("id", &other.id.to_string()),
        ),
        statements: other.statements,
        name: other.name,
    };
    Ok((speaker, found.into_iter().map(other).collect()))
}

fn concerns(decision: &Decision, speaker: &Namesake) -> bool {
    same_name(&decision.name, &speaker.name) || speaker.names.iter().any(|name| same_name(name, &decision.alias))
}

/// Another name is this speaker's, too.
pub(crate) fn join(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let mut store = site.store()?;
    let (speaker, _) = named(&store, asked)?;
    let other = asked.form.get("other").ok_or_else(|| Trouble::bad("other"))?;
    let known = store.namesakes(other)?;
    let first = known.first().ok_or_else(|| Trouble::new(400, "trouble.nobody").because(other))?;
    let own = (speaker.name.clone(), speaker.name.clone());
    let theirs = first.names.iter().chain([&first.name]).map(|alias| (alias.clone(), speaker.name.clone()));
    let decisions: Vec<Decision> = [own].into_iter().chain(theirs).map(decision).collect();
    store.decide(&decisions, now())?;
    Ok(Answer::see(links::speaker(&speaker.name)))
}

/// One of the names is somebody else's: in one outlet, or everywhere.
pub(crate) fn split(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let mut store = site.store()?;
    let (speaker, _) = named(&store, asked)?;
    let alias = asked.form.get("alias").ok_or_else(|| Trouble::bad("alias"))?;
    let other = asked.form.get("other").ok_or_else(|| Trouble::bad("other"))?;
    let outlet = asked.form.get("outlet").map(str::to_owned);
    if same_name(&speaker.name, other) && outlet.is_none() {
        return Err(Trouble::new(400, "trouble.same_name").because(other));
    }
    store.decide(&[Decision { outlet, ..decision((alias.to_owned(), other.to_owned())) }], now())?;
    Ok(Answer::see(links::speaker(other)))
}

/// What was decided about a name is taken back.
pub(crate) fn undo(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let mut store = site.store()?;
    let alias = asked.form.get("alias").ok_or_else(|| Trouble::bad("alias"))?;
    store.undecide(alias)?;
    let name = asked.id("name");
    let left = if store.namesakes(name)?.is_empty() { alias } else { name };
    Ok(Answer::see(links::speaker(left)))
}

fn decision((alias, name): (String, String)) -> Decision {
    Decision { alias, name, ..Decision::default() }
}

/// The clock is read where a person decides: the database keeps when that was.
fn now() -> Timestamp {
    Timestamp::now()
}
