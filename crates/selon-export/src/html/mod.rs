//! `html`: one page that needs nothing else: the articles with their statements marked in place, notes in the margin, a table each; no script.
//!
//! The page is assembled at the end, since its table of contents needs every title. Addresses are linked only where they are `http` or `https`.

pub mod view;

use crate::{Exporter, Settings};
use askama::Template;
use selon_reading::Reading;
use selon_text::Document;
use std::io::{self, Write};
use view::{DocumentView, Piece, Shown};

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: &'a str,
    documents: &'a [DocumentView],
    version: &'static str,
}

pub(crate) struct Html<'w> {
    settings: Settings,
    out: Box<dyn Write + 'w>,
    documents: Vec<DocumentView>,
}

impl<'w> Html<'w> {
    pub(crate) fn new(settings: Settings, out: Box<dyn Write + 'w>) -> Self {
        Self { settings, out, documents: Vec::new() }
    }
}

impl Exporter for Html<'_> {
    fn document(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        self.documents.push(DocumentView::new(
            self.documents.len() + 1,
            document,
            reading,
            Shown { why: self.settings.why, ..Shown::default() },
        ));
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let title = match self.documents.as_slice() {
            [only] => only.name.clone(),
            several => format!("{} documents", several.len()),
        };
        let page = Page { title: &title, documents: &self.documents, version: env!("CARGO_PKG_VERSION") };
        page.write_into(&mut self.out).map_err(io::Error::other)?;
        self.out.flush()
    }
}
