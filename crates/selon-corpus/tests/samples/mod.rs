//! Invented articles, and databases to put them in.
#![allow(dead_code, reason = "each test uses a part of it")]

use jiff::Timestamp;
use selon_corpus::{Outcome, Prepared, Store, StoreOptions};
use selon_text::{ByteRange, Document, Link};
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// The time at which everything happens.
pub(crate) fn now() -> Timestamp {
    "2031-03-01T12:00:00Z".parse().unwrap()
}

/// An empty database in a folder of its own.
pub(crate) fn scratch() -> (TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.db");
    let store = Store::create(&file, StoreOptions::default()).unwrap();
    (folder, file, store)
}

/// An article of the Gazette d'Ostrelle, published on some day of February 2031.
pub(crate) fn article(number: usize, text: &str) -> Document {
    Document {
        url: Some(format!("https://gazette-ostrelle.example/{number}")),
        outlet: Some("Gazette d'Ostrelle".into()),
        published: Some(format!("2031-02-{:02}T08:00:00Z", number % 28 + 1)),
        sha256: format!("{number:04x}{:060x}", text.len()),
        ..Document::from_text(format!("a{number}"), text)
    }
}

/// An article of an affair in `data`, as its row tells it.
pub(crate) fn document(row: &Value) -> Document {
    let text = |name: &str| row[name].as_str().map(str::to_owned);
    let links = row["links"].as_array().into_iter().flatten().filter_map(Value::as_str);
    Document {
        language: text("lang"),
        outlet: text("outlet"),
        url: text("url"),
        published: text("published"),
        title: text("title"),
        links: links.map(|href| Link { span: ByteRange::default(), href: href.to_owned() }).collect(),
        ..Document::from_text(row["doc"].as_str().unwrap(), row["text"].as_str().unwrap())
    }
}

/// The article read.
pub(crate) fn prepared(document: Document) -> Prepared {
    let reading = selon_reading::read(&document, &selon_reading::Options::default());
    Prepared::new(document, reading)
}

/// Reads and adds the articles.
pub(crate) fn add(store: &mut Store, articles: &[Document]) -> Vec<Outcome> {
    let batch: Vec<Prepared> = articles.iter().cloned().map(prepared).collect();
    store.add(&batch, now()).unwrap()
}
