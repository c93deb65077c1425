//! One outlet: whom it quotes, from whom it takes claims and who takes them from it, how much is first-hand.

use super::{drawing, timeline};
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::fields::Fields;
use crate::links;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_corpus::{Facet, Lanes, Outlet, Passed, Query, Spread};
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "outlet.html")]
struct View {
    #[serde(skip)]
    words: Words,
    #[serde(flatten)]
    outlet: Outlet,
    #[serde(skip)]
    speakers: Vec<(String, String, usize)>,
    #[serde(skip)]
    from: Vec<Row>,
    #[serde(skip)]
    by: Vec<Row>,
    #[serde(skip)]
    shares: Vec<Share>,
    spread: Spread,
    #[serde(skip)]
    cells: Vec<(String, String, usize, usize)>,
    #[serde(skip)]
    drawing: String,
    #[serde(skip)]
    search: String,
}

/// Claims that passed between this outlet and another one.
struct Row {
    name: String,
    address: String,
    credited: usize,
    likely: usize,
}

/// A part of a whole, with a bar of a hundred units.
struct Share {
    key: &'static str,
    about: &'static str,
    part: usize,
    whole: usize,
    percent: usize,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let store = site.store()?;
    let name = asked.id("name");
    let outlet = store.outlet(name)?.ok_or_else(|| Trouble::new(404, "trouble.nobody").because(name))?;
    let query = Query { outlet: Some(outlet.name.clone()), ..Query::default() };
    let spread = store.spread(&query, Lanes::Speakers)?;
    let fields = Fields::default().with("outlet", &outlet.name);
    let speaker = |facet: &Facet| (facet.name.clone(), links::speaker(&facet.name), facet.count);
    let view = View {
        words: asked.words,
        speakers: outlet.speakers.iter().map(speaker).collect(),
        from: outlet.takes_from.iter().map(row).collect(),
        by: outlet.taken_by.iter().map(row).collect(),
        shares: vec![
            share("outlet.first_hand", "outlet.first_hand_about", outlet.first_hand, outlet.statements),
            share(
                "outlet.named",
                "outlet.named_about",
                outlet.statements - outlet.anonymous.min(outlet.statements),
                outlet.statements,
            ),
            share(
                "outlet.original",
                "outlet.original_about",
                outlet.appearances - outlet.taken.min(outlet.appearances),
                outlet.appearances,
            ),
        ],
        cells: timeline::cells(asked.words, &spread),
        drawing: drawing::timeline(asked.words, &spread, &fields, "speaker"),
        spread,
        search: links::with_query("/search", &fields),
        outlet,
    };
    let title = view.outlet.name.clone();
    page(site, asked, "outlet", &title, &view)
}

fn row(passed: &Passed) -> Row {
    Row {
        name: passed.outlet.clone(),
        address: links::outlet(&passed.outlet),
        credited: passed.credited,
        likely: passed.likely,
    }
}

fn share(key: &'static str, about: &'static str, part: usize, whole: usize) -> Share {
    Share { key, about, part, whole, percent: (100 * part).checked_div(whole).unwrap_or(0) }
}

impl View {
    fn sides(&self) -> [(&'static str, &'static str, &[Row]); 2] {
        [
            ("outlet.takes_from", "outlet.takes_from_about", &self.from),
            ("outlet.taken_by", "outlet.taken_by_about", &self.by),
        ]
    }
}
