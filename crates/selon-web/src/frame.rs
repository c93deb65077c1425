//! What stands around every page: head, navigation, search box, footer with language and light.

use crate::asked::{Asked, Look};
use crate::assets;
use crate::links;
use crate::site::Site;
use crate::words::Words;
use askama::Template;

#[derive(Template)]
#[template(path = "frame.html")]
pub(crate) struct Frame<'p> {
    words: Words,
    title: &'p str,
    look: &'static str,
    css: [String; 3],
    script: String,
    icon: String,
    /// The same page for programs.
    twin: String,
    places: Vec<Place>,
    searched: &'p str,
    has_database: bool,
    languages: Vec<Choice>,
    looks: Vec<Choice>,
    version: &'static str,
    main: &'p str,
}

/// A way to another part of the site.
struct Place {
    address: &'static str,
    key: &'static str,
    is_here: bool,
}

/// The same page in another language or light.
struct Choice {
    code: &'static str,
    address: String,
    is_chosen: bool,
}

/// The parts of the site: address, key of the name, whether it needs a database.
const PLACES: &[(&str, &str, bool)] = &[
    ("/read", "nav.read", false),
    ("/search", "nav.search", true),
    ("/timeline", "nav.timeline", true),
    ("/graph", "nav.graph", true),
];

impl<'p> Frame<'p> {
    pub(crate) fn new(site: &Site, asked: &'p Asked, title: &'p str, main: &'p str) -> Self {
        let address = asked.address();
        let with = |name: &str, value: &str| links::with_query(&asked.path, &asked.query.with(name, value));
        let language =
            |code: &'static str| Choice { code, address: with("lang", code), is_chosen: asked.words.code() == code };
        let look = |look: &Look| Choice {
            code: look.name(),
            address: with("look", look.name()),
            is_chosen: asked.look == *look,
        };
        Self {
            words: asked.words,
            title,
            look: asked.look.name(),
            css: ["site.css", "corpus.css", "draw.css"].map(assets::address),
            script: assets::address("site.js"),
            icon: assets::address("icon.svg"),
            twin: links::twin(&address),
            places: places(site, &asked.path),
            searched: asked.query.get("q").unwrap_or(""),
            has_database: site.has_database(),
            languages: Words::codes().map(language).collect(),
            looks: Look::ALL.iter().map(look).collect(),
            version: env!("CARGO_PKG_VERSION"),
            main,
        }
    }
}

fn places(site: &Site, path: &str) -> Vec<Place> {
    let shown = PLACES.iter().filter(|(_, _, database)| site.has_database() || !database);
    shown.map(|&(address, key, _)| Place { address, key, is_here: path == address }).collect()
}
