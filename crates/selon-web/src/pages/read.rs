//! A text is given to be read: pasted, uploaded, or fetched from an address; then it has an address of its own, made from what it says.

use super::article;
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::links;
use crate::shelf::{Read, hash};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_page::{Documents, Hints, Options};
use selon_text::Document;
use serde::Serialize;
use std::sync::Arc;

/// Texts taken of one file or address that holds several.
const SEVERAL: usize = 20;
/// Bytes of text that are read at once; the trained reader needs some seconds for them.
const MOST_TEXT: usize = 1 << 20;

#[derive(Template, Serialize)]
#[template(path = "read.html")]
struct Form<'s> {
    #[serde(skip)]
    words: Words,
    #[serde(skip)]
    token: &'s str,
    /// Texts that one file or address held.
    texts: Vec<Text>,
}

#[derive(Serialize)]
struct Text {
    address: String,
    title: String,
    statements: usize,
}

/// The form; beneath it the texts that the query names by `text`, where they are still known.
pub(crate) fn form(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let known = asked.query.all("text").filter_map(|hash| Some((hash, site.shelf.get(hash)?)));
    let texts = known.map(|(hash, read)| Text {
        address: links::text(hash),
        title: super::name(&read.document),
        statements: read.reading.statements.len(),
    });
    let view = Form { words: asked.words, token: &site.token, texts: texts.collect() };
    page(site, asked, "texts", asked.words.say("read.title"), &view)
}

/// Takes what the form brought, reads it, and leads to where it is shown.
pub(crate) fn take(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let mut hashes = Vec::new();
    for document in given(site, asked)?.take(SEVERAL) {
        hashes.push(read(site, document.map_err(|error| Trouble::bad(error.to_string()))?)?);
    }
    match hashes.as_slice() {
        [] => Err(Trouble::new(400, "trouble.no_text")),
        [only] => Ok(Answer::see(links::text(only))),
        several => {
            let mut query = asked.query.with("text", "");
            several.iter().for_each(|hash| query.push("text".to_owned(), hash.clone()));
            Ok(Answer::see(links::with_query("/read", &query)))
        }
    }
}

/// The text that was read under a hash.
pub(crate) fn shown(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let read = site.shelf.get(asked.id("hash")).ok_or_else(|| Trouble::new(404, "trouble.forgotten"))?;
    article::page_of(site, asked, &read)
}

/// Reads a document unless it was read before; gives its hash.
pub(super) fn read(site: &Site, document: Document) -> Result<String, Trouble> {
    let hash = hash(&document);
    if site.shelf.get(&hash).is_none() {
        if document.text.len() > MOST_TEXT {
            return Err(Trouble::new(413, "trouble.too_long"));
        }
        let reading = site.read(&document)?;
        site.shelf.put(hash.clone(), Arc::new(Read { document, reading }));
    }
    Ok(hash)
}

/// Of several boxes that are filled the first counts: file, address, text.
fn given(site: &Site, asked: &Asked) -> Result<Documents, Trouble> {
    let options = Options {
        language: asked.form.get("language").map(str::to_owned),
        date: asked.form.get("date").map(str::to_owned),
        max_bytes: crate::respond::MOST_BYTES,
        timeout: std::time::Duration::from_secs(20),
        public_only: !site.settings.allow_private,
        ..Options::default()
    };
    if let Some(upload) = &asked.upload {
        let hints = Hints {
            file: Some(upload.name.clone()).filter(|name| !name.is_empty()),
            content_type: upload.content_type.clone(),
            ..Hints::default()
        };
        return Ok(selon_page::read_bytes(upload.bytes.clone(), &hints, &options));
    }
    if let Some(address) = asked.form.get("address") {
        let address = links::outside(address).ok_or_else(|| Trouble::new(400, "trouble.no_address"))?;
        return Ok(selon_page::fetch(address, &options));
    }
    let text = asked.form.get("text").ok_or_else(|| Trouble::new(400, "trouble.no_text"))?;
    Ok(selon_page::read_bytes(text.as_bytes().to_vec(), &Hints::default(), &options))
}
