//! Texts and pages in, readings out as the JSON of the schema `selon/1`.

use crate::trouble::told;
use pyo3::prelude::*;
use selon_export::{Format, Settings, exporter};
use selon_page::{Hints, Options, page_from_html, read_bytes};
use selon_reading::{Reading, Tagger};
use selon_text::Document;
use selon_weights::{Model, Scheme};

/// The names of the readers that the package carries.
#[pyfunction]
pub(crate) fn models() -> Vec<&'static str> {
    Model::ALL.iter().map(|model| model.name()).collect()
}

/// A reader, loaded once and used for many texts.
#[pyclass(frozen, module = "selon._selon")]
pub(crate) struct Reader {
    pub(crate) tagger: Box<dyn Tagger + Send + Sync>,
}

/// What is told of a document besides its text; what is told goes before what the page says.
#[derive(Default, FromPyObject)]
#[pyo3(from_item_all)]
struct Told {
    id: Option<String>,
    url: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    authors: Option<Vec<String>>,
    published: Option<String>,
    language: Option<String>,
}

#[pymethods]
impl Reader {
    #[new]
    fn new(model: &str) -> PyResult<Self> {
        let known = Model::named(model).ok_or_else(|| {
            told(format!("there is no model '{model}'"), Some(&format!("take one of {}", models().join(", "))))
        })?;
        let tagger = known.tagger(Scheme::Guide).map_err(|error| told(&error.message, error.hint))?;
        Ok(Self { tagger })
    }

    /// Reads one text or page; `form` is `auto`, `text` or `html`. Gives one line of JSON.
    fn read(&self, py: Python<'_>, source: Vec<u8>, form: &str, told: Told, why: bool) -> PyResult<String> {
        py.detach(|| {
            let document = document(source, form, &told)?;
            let options = selon_reading::Options { language: told.language, ..selon_reading::Options::default() };
            let reading = selon_reading::read_with(self.tagger.as_ref(), &document, &options);
            as_json(&document, &reading, why)
        })
    }
}

/// The document that some bytes hold.
fn document(source: Vec<u8>, form: &str, told: &Told) -> PyResult<Document> {
    let hints = Hints { url: told.url.clone(), ..Hints::default() };
    let options = Options { language: told.language.clone(), date: told.published.clone(), ..Options::default() };
    let document = match form {
        "text" => Document::from_text("", text(source)?),
        "html" => page_from_html(&source, &hints, &options).map_err(refused)?,
        _ => only(read_bytes(source, &hints, &options))?,
    };
    Ok(with_told(document, told))
}

fn text(source: Vec<u8>) -> PyResult<String> {
    String::from_utf8(source).map_err(|_| told("the text is not UTF-8", Some("decode it, or give it as a page")))
}

/// The one document there is.
fn only(mut documents: selon_page::Documents) -> PyResult<Document> {
    let first = documents.next().ok_or_else(|| told("there is no text in it", None))?.map_err(refused)?;
    if documents.next().is_some() {
        let hint = "it looks like a table or a feed: give its texts one by one, or say form='text'";
        return Err(told("there is more than one document in it", Some(hint)));
    }
    Ok(first)
}

fn refused(error: selon_page::InputError) -> PyErr {
    told(&error.reason, error.hint.as_deref())
}

fn with_told(mut document: Document, told: &Told) -> Document {
    let over = |own: &mut Option<String>, given: &Option<String>| {
        if given.is_some() {
            own.clone_from(given);
        }
    };
    over(&mut document.url, &told.url);
    over(&mut document.title, &told.title);
    over(&mut document.outlet, &told.outlet);
    over(&mut document.published, &told.published);
    over(&mut document.language, &told.language);
    if let Some(authors) = &told.authors {
        document.authors.clone_from(authors);
    }
    if let Some(id) = &told.id {
        document.id.clone_from(id);
    }
    document
}

fn as_json(document: &Document, reading: &Reading, why: bool) -> PyResult<String> {
    let mut out = Vec::new();
    let mut jsonl = exporter(Format::Jsonl, Settings { why, ..Settings::default() }, Box::new(&mut out));
    jsonl.document(document, reading).and_then(|()| jsonl.finish()).map_err(|error| told(error, None))?;
    drop(jsonl);
    String::from_utf8(out).map_err(|error| told(error, None))
}
