//! A server to ask, with or without a database, and what tests say to it.
#![allow(dead_code, reason = "each test uses a part of it")]

use axum::body::Body;
use axum::extract::Request;
use selon_corpus::{Prepared, Store, StoreOptions};
use selon_reading::{Lexical, Options};
use selon_text::Document;
use selon_web::{Answered, App, Settings};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// A server that reads with the rules.
pub(crate) fn plain() -> App {
    App::new(Settings::new(Arc::new(Lexical))).unwrap()
}

/// An article of that id.
pub(crate) fn note(id: &str, text: &str) -> Document {
    Document { sha256: id.to_owned(), language: Some("fr".to_owned()), ..Document::from_text(id, text) }
}

/// A server with a database of these articles; its folder lives as long as the first part.
pub(crate) fn with_articles(documents: Vec<Document>) -> (TempDir, App) {
    let (folder, file) = articles(documents);
    let settings = Settings { database: Some(file), ..Settings::new(Arc::new(Lexical)) };
    (folder, App::new(settings).unwrap())
}

/// A database of these articles, in a folder that lives as long as the first part.
pub(crate) fn articles(articles: Vec<Document>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.db");
    let mut store = Store::create(&file, StoreOptions::default()).unwrap();
    let prepared = |document: Document| {
        let reading = selon_reading::read(&document, &Options::default());
        Prepared::new(document, reading)
    };
    let batch: Vec<Prepared> = articles.into_iter().map(prepared).collect();
    store.add(&batch, "2031-03-01T12:00:00Z".parse().unwrap()).unwrap();
    (folder, file)
}

/// A request of a browser on this machine.
pub(crate) fn get(path: &str) -> Request {
    Request::get(path).header("host", "127.0.0.1:8017").body(Body::empty()).unwrap()
}

/// A form sent by a page of this server.
pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Request {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Request::post(path)
        .header("host", "127.0.0.1:8017")
        .header("origin", "http://127.0.0.1:8017")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap()
}

/// The token that the server's forms carry.
pub(crate) fn token(app: &App) -> String {
    let page = app.get("/read").unwrap().text();
    let after = page.split("name=\"token\" value=\"").nth(1).expect("the form has a token");
    after.split('"').next().unwrap().to_owned()
}

/// Has a text read; gives the address it is at.
pub(crate) fn read(app: &App, text: &str) -> String {
    let answered = app.answer(form("/read", &[("token", &token(app)), ("text", text)])).unwrap();
    assert_eq!(answered.status, 303, "{}", answered.text());
    answered.header("location").to_owned()
}

/// Status and text of a page.
pub(crate) fn page(app: &App, path: &str) -> (u16, String) {
    let answered: Answered = app.answer(get(path)).unwrap();
    (answered.status, answered.text())
}
