//! A text is given to be read: pasted, uploaded, or fetched from an address; then it has an address of its own, made from what it says.

use super::article;
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::links;
use crate::shelf::{Read, hash};
use crate::site::{Allowance, Allowed, Site};
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_page::{Documents, Hints, InputError, Options};
use selon_text::Document;
use serde::Serialize;
use std::sync::Arc;

/// Status of what is larger than a page takes.
const TOO_LARGE: u16 = 413;
/// Texts taken of one file or address that holds several.
const SEVERAL: usize = 20;

#[derive(Template, Serialize)]
#[template(path = "read.html")]
struct Form<'s> {
    #[serde(skip)]
    words: Words,
    #[serde(skip)]
    token: &'s str,
    /// Texts that one file or address held.
    texts: Vec<Text>,
    /// Whether it held more than a page reads.
    more: bool,
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
    let more = asked.query.get("more").is_some();
    let view = Form { words: asked.words, token: &site.token, texts: texts.collect(), more };
    page(site, asked, "texts", asked.words.say("read.title"), &view)
}

/// Takes what the form brought, reads it, and leads to where it is shown.
pub(crate) fn take(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let mut documents = given(site, asked)?;
    let (mut hashes, mut allowance, mut more) = (Vec::new(), Allowance::default(), false);
    for document in documents.by_ref().take(SEVERAL) {
        match read(site, document.map_err(|error| unread(&error))?, &mut allowance) {
            Ok(hash) => hashes.push(hash),
            Err(trouble) if hashes.is_empty() || trouble.status != TOO_LARGE => return Err(trouble),
            Err(_) => {
                more = true;
                break;
            }
        }
    }
    more |= documents.next().is_some();
    match hashes.as_slice() {
        [] => Err(Trouble::new(400, "trouble.no_text")),
        [only] if !more => Ok(Answer::see(links::text(only))),
        several => {
            let mut query = asked.query.with("text", "").with("more", if more { "yes" } else { "" });
            several.iter().for_each(|hash| query.push("text".to_owned(), hash.clone()));
            Ok(Answer::see(links::with_query("/read", &query)))
        }
    }
}

/// What is told of an input that holds no text.
fn unread(error: &InputError) -> Trouble {
    match &error.hint {
        Some(hint) => Trouble::bad(format!("{error}; {hint}")),
        None => Trouble::bad(error.to_string()),
    }
}

/// The text that was read under a hash.
pub(crate) fn shown(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let read = site.shelf.get(asked.id("hash")).ok_or_else(|| Trouble::new(404, "trouble.forgotten"))?;
    article::page_of(site, asked, &read)
}

/// Reads a document that was given, unless it was read before; gives its hash.
fn read(site: &Site, document: Document, allowance: &mut Allowance) -> Result<String, Trouble> {
    let (reader, remark) = match allowance.take(document.text.len()) {
        Allowed::Asked => (&site.settings.reader, None),
        Allowed::Quick => (&site.settings.quick, Some("article.read_quickly")),
        Allowed::Nobody => return Err(Trouble::new(TOO_LARGE, "trouble.too_long")),
    };
    let remark = remark.filter(|_| reader.id() != site.settings.reader.id());
    let hash = hash(&document, reader.id());
    if site.shelf.get(&hash).is_none() {
        let reading = site.read(reader, &document)?;
        site.shelf.put(hash.clone(), Arc::new(Read { document, reading, remark }));
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
