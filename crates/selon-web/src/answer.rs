//! What a page gives back: itself as HTML or as its twin in JSON, another address, or a file.

use crate::asked::Asked;
use crate::frame::Frame;
use crate::site::Site;
use crate::trouble::Trouble;
use askama::Template;
use serde::Serialize;

/// What is sent.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) body: Vec<u8>,
    /// Where to go instead.
    pub(crate) location: Option<String>,
    /// The name under which the browser is to save it.
    pub(crate) file: Option<String>,
}

pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json";

impl Answer {
    /// Bytes of some type, shown by the browser where it can.
    pub(crate) fn bytes(content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, content_type, body: body.into(), location: None, file: None }
    }

    /// The same, to be saved under a name; letters that a header can't hold are replaced.
    pub(crate) fn download(content_type: &'static str, name: &str, body: impl Into<Vec<u8>>) -> Self {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '_' };
        Self { file: Some(name.chars().map(plain).collect()), ..Self::bytes(content_type, body) }
    }

    /// To another page, after a form was taken.
    pub(crate) fn see(location: impl Into<String>) -> Self {
        Self { status: 303, location: Some(location.into()), ..Self::bytes(HTML, "") }
    }

    fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }
}

/// A page: `view` is what its template shows and what its twin holds; the twin's `type` is `kind`. `title` is in the person's language.
///
/// # Errors
/// Where the template or the twin can't be written.
pub(crate) fn page<V: Template + Serialize>(
    site: &Site,
    asked: &Asked,
    kind: &str,
    title: &str,
    view: &V,
) -> Result<Answer, Trouble> {
    if asked.json {
        return json(kind, view);
    }
    let main = view.render().map_err(unwritten)?;
    let page = Frame::new(site, asked, title, &main).render().map_err(unwritten)?;
    // The templates escape markup; what steers a terminal or turns the direction of writing is shown here, for all pages at once.
    Ok(Answer::bytes(HTML, selon_export::visible(&page).into_owned()))
}

/// The twin alone.
pub(crate) fn json(kind: &str, value: &impl Serialize) -> Result<Answer, Trouble> {
    let typed = Typed { r#type: kind, schema: selon_export::SCHEMA, value };
    let mut body = serde_json::to_vec_pretty(&typed).map_err(unwritten)?;
    body.push(b'\n');
    Ok(Answer::bytes(JSON, body))
}

fn unwritten(error: impl std::fmt::Display) -> Trouble {
    Trouble::new(500, "trouble.page").because(error.to_string())
}

/// What went wrong, as a page or as its twin.
pub(crate) fn troubled(site: &Site, asked: &Asked, trouble: &Trouble) -> Answer {
    let view = TroubleView {
        status: trouble.status,
        message: trouble.sentence(asked.words),
        help: trouble.help(asked.words),
        detail: trouble.detail(),
    };
    match page(site, asked, "error", &view.message, &view) {
        Ok(answer) => answer.with_status(trouble.status),
        Err(_) => Answer::bytes("text/plain; charset=utf-8", view.message).with_status(500),
    }
}

#[derive(Template, Serialize)]
#[template(path = "trouble.html")]
struct TroubleView<'t> {
    status: u16,
    message: String,
    help: String,
    detail: &'t str,
}

#[derive(Serialize)]
struct Typed<'t, V> {
    r#type: &'t str,
    schema: &'t str,
    #[serde(flatten)]
    value: &'t V,
}
