//! The first page: what the database holds, and where to begin.

use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_corpus::Counts;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "home.html")]
struct Home<'s> {
    #[serde(skip)]
    words: Words,
    #[serde(skip)]
    token: &'s str,
    counts: Option<Counts>,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let counts = if site.has_database() { Some(site.store()?.counts()?) } else { None };
    let view = Home { words: asked.words, token: &site.token, counts };
    page(site, asked, "home", asked.words.say("home.title"), &view)
}
