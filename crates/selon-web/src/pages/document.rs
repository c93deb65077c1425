//! An article of the database, with its statements in place.

use super::article;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::shelf::{Read, hash};
use crate::site::{Allowance, Allowed, Reader, Site};
use crate::trouble::Trouble;
use selon_corpus::ReadDocument;
use selon_text::Document;
use std::sync::Arc;

/// Shows the article as it was read when it was added; nothing is written.
pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let stored = site.store()?.read_document(asked.id("id"))?.ok_or_else(Trouble::not_found)?;
    let allowed = Allowance::default().take(stored.document.text.len());
    let ReadDocument { document, model, reading } = stored;
    match (allowed, reading) {
        (Allowed::Nobody, _) => Err(Trouble::new(413, "trouble.too_long")),
        (_, Some(reading)) => article::page_of(site, asked, &Read { document, reading, remark: None }),
        (allowed, None) => article::page_of(site, asked, read_anew(site, document, &model, allowed)?.as_ref()),
    }
}

/// Reads an article of which an older version of the program kept the rows alone.
fn read_anew(site: &Site, document: Document, model: &str, allowed: Allowed) -> Result<Arc<Read>, Trouble> {
    let (reader, remark) = reader(site, model, allowed);
    let hash = hash(&document, reader.id());
    if let Some(read) = site.shelf.get(&hash) {
        return Ok(read);
    }
    let reading = site.read(&reader, &document)?;
    let read = Arc::new(Read { document, reading, remark });
    site.shelf.put(hash, Arc::clone(&read));
    Ok(read)
}

/// The reader that gives what the database has, so that links to its statements find them; else the nearest to it, with what is to be told.
fn reader(site: &Site, model: &str, allowed: Allowed) -> (Reader, Option<&'static str>) {
    let settings = &site.settings;
    let quick = Arc::clone(&settings.quick);
    if allowed == Allowed::Quick {
        let remark = (quick.id() != model).then_some("article.read_quickly");
        return (quick, remark);
    }
    let own = (settings.reader.id() == model).then(|| Arc::clone(&settings.reader));
    match own.or_else(|| (settings.named)(model)) {
        Some(same) => (same, None),
        None => (Arc::clone(&settings.reader), Some("article.read_otherwise")),
    }
}
