//! The pages, a file each, and the one table of their addresses.

mod article;
mod claim;
mod document;
mod drawing;
mod feed;
mod filter;
mod graph;
mod hits;
mod home;
mod outlet;
mod read;
mod search;
mod speaker;
mod timeline;

use crate::respond::{shown, taken};
use crate::site::Site;
use axum::Router;
use selon_text::Document;
use std::sync::Arc;

/// Every address, with the page behind it.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/", shown(home::page_of))
        .route("/read", shown(read::form).merge(taken(read::take)))
        .route("/read/{hash}", shown(read::shown))
        .route("/document/{id}", shown(document::page_of))
        .merge(corpus())
}

/// The pages that need a database.
fn corpus() -> Router<Arc<Site>> {
    Router::new()
        .route("/search", shown(search::page_of))
        .route("/search/feed.atom", shown(feed::page_of))
        .route("/timeline", shown(timeline::page_of))
        .route("/timeline/timeline.svg", shown(timeline::picture))
        .route("/claim/{id}", shown(claim::page_of))
        .route("/claim/{id}/history.svg", shown(claim::picture))
        .route("/claim/{id}/claim.gexf", shown(claim::graph))
        .route("/speaker/{name}", shown(speaker::page_of))
        .route("/speaker/{name}/join", taken(speaker::join))
        .route("/speaker/{name}/split", taken(speaker::split))
        .route("/speaker/{name}/undo", taken(speaker::undo))
        .route("/outlet/{name}", shown(outlet::page_of))
        .route("/graph", shown(graph::page_of))
        .route("/graph/graph.svg", shown(graph::picture))
        .route("/graph/graph.gexf", shown(graph::file))
}

/// Letters of a text's first line that are its name.
const NAME: usize = 90;

/// What a document is called: its title, else the beginning of its text.
fn name(document: &Document) -> String {
    let title = document.title.as_deref().filter(|title| !title.trim().is_empty());
    let line = title.or_else(|| document.text.lines().find(|line| !line.trim().is_empty()));
    let line = line.unwrap_or(&document.id).trim();
    let end = line.char_indices().nth(NAME).filter(|_| title.is_none());
    let cut = end.map_or_else(|| line.to_owned(), |(end, _)| format!("{}…", line[..end].trim_end()));
    selon_export::visible(&cut).into_owned()
}
