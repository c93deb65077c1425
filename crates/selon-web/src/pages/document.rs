//! An article of the database, with its statements in place.

use super::article;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::shelf::{Read, hash};
use crate::site::{Allowance, Allowed, Reader, Site};
use crate::trouble::Trouble;
use selon_text::Document;
use std::sync::Arc;

/// Reads the text as the database has it; nothing is written.
pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let (document, model) = stored(site, asked.id("id"))?;
    let (reader, remark) = reader(site, &document, &model)?;
    let hash = hash(&document, reader.id());
    let read = match site.shelf.get(&hash) {
        Some(read) => read,
        None => {
            let reading = site.read(&reader, &document)?;
            let read = Arc::new(Read { document, reading, remark });
            site.shelf.put(hash, Arc::clone(&read));
            read
        }
    };
    article::page_of(site, asked, &read)
}

/// The article, and the id of the model that read it for the database.
fn stored(site: &Site, id: &str) -> Result<(Document, String), Trouble> {
    let store = site.store()?;
    let document = store.document(id)?.ok_or_else(Trouble::not_found)?;
    let model = store.read_by(&document.id)?.unwrap_or_default();
    Ok((document, model))
}

/// The reader that gives what the database has, so that links to its statements find them; else the nearest to it, with what is to be told.
fn reader(site: &Site, document: &Document, model: &str) -> Result<(Reader, Option<&'static str>), Trouble> {
    let settings = &site.settings;
    let own = || (settings.reader.id() == model).then(|| Arc::clone(&settings.reader));
    let same = own().or_else(|| (settings.named)(model));
    let quick = Arc::clone(&settings.quick);
    match Allowance::default().take(document.text.len()) {
        Allowed::Asked => {
            Ok(same.map_or_else(|| (Arc::clone(&settings.reader), Some("article.read_otherwise")), |same| (same, None)))
        }
        Allowed::Quick if quick.id() == model => Ok((quick, None)),
        Allowed::Quick => Ok((quick, Some("article.read_quickly"))),
        Allowed::Nobody => Err(Trouble::new(413, "trouble.too_long")),
    }
}
