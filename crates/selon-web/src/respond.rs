//! From a request to a page and back: the request is taken apart, the page made on a thread of its own, its answer sent.

use crate::answer::{Answer, troubled};
use crate::asked::{Asked, Look, Upload};
use crate::fields::Fields;
use crate::guard::has_token;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, FromRequestParts, Multipart, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// A page: made from the site and what was asked.
pub(crate) type Page = fn(&Site, &Asked) -> Result<Answer, Trouble>;

/// Most bytes that a form may bring.
pub(crate) const MOST_BYTES: usize = 8 << 20;
/// Pages made at once; others wait.
const AT_ONCE: usize = 8;

/// Set on a request whose address ended in `.json`.
#[derive(Clone, Copy)]
pub(crate) struct Twin;

/// A page that is looked at.
pub(crate) fn shown(page: Page) -> MethodRouter<Arc<Site>> {
    get(move |site, request| respond(site, request, page))
}

/// What a form is sent to; without the token it is refused before `page` hears of it.
pub(crate) fn taken(page: Page) -> MethodRouter<Arc<Site>> {
    post(move |site, request| respond(site, request, page))
}

/// Where no route leads.
pub(crate) async fn nowhere(site: State<Arc<Site>>, request: Request) -> Response {
    respond(site, request, |_, _| Err(Trouble::not_found())).await
}

async fn respond(State(site): State<Arc<Site>>, request: Request, page: Page) -> Response {
    static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);
    let (mut asked, cookie, brought) = take_apart(&site, request).await;
    let Ok(place) = PLACES.acquire().await else { return Response::new(Body::empty()) };
    let made = tokio::task::spawn_blocking(move || {
        // The place is given back when the work ends, even where nobody waits for it any more.
        let _place = place;
        let answer = brought.and_then(|(form, upload)| {
            (asked.form, asked.upload) = (form, upload);
            page(&site, &asked)
        });
        answer.unwrap_or_else(|trouble| troubled(&site, &asked, &trouble))
    });
    // A page that panics is a fault of ours; the others go on.
    let answer =
        made.await.unwrap_or_else(|_| Answer { status: 500, ..Answer::bytes("text/plain", "a fault of selon") });
    send(answer, cookie)
}

type Brought = Result<(Fields, Option<Upload>), Trouble>;

async fn take_apart(site: &Site, request: Request) -> (Asked, Option<HeaderValue>, Brought) {
    let (mut parts, body) = request.into_parts();
    let ids = ids(&mut parts).await;
    let query = Fields::parse(parts.uri.query().unwrap_or("").as_bytes());
    let choices = Choices::new(&query, &parts.headers);
    let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let asked = Asked {
        origin: format!("http://{host}"),
        path: parts.uri.path().to_owned(),
        ids,
        query: query.with("lang", "").with("look", ""),
        form: Fields::default(),
        upload: None,
        words: choices.words,
        look: choices.look,
        json: parts.extensions.get::<Twin>().is_some(),
    };
    let brought = if parts.method == axum::http::Method::POST {
        brought(Request::from_parts(parts, body)).await.and_then(|(form, upload)| {
            let known = has_token(site, form.get("token"));
            if known { Ok((form, upload)) } else { Err(Trouble::new(403, "trouble.token")) }
        })
    } else {
        Ok((Fields::default(), None))
    };
    (asked, choices.cookie, brought)
}

async fn ids(parts: &mut Parts) -> HashMap<String, String> {
    let params = RawPathParams::from_request_parts(parts, &()).await;
    params.map(|params| params.iter().map(|(name, id)| (name.to_owned(), id.to_owned())).collect()).unwrap_or_default()
}

/// The language and the light: from the address, else from an earlier choice, else from the browser.
struct Choices {
    words: Words,
    look: Look,
    /// The choice, to be kept where the address made it.
    cookie: Option<HeaderValue>,
}

const COOKIE: &str = "selon";

impl Choices {
    fn new(query: &Fields, headers: &HeaderMap) -> Self {
        let header = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or("");
        let ours = header(header::COOKIE).split("; ").find_map(|pair| pair.strip_prefix(COOKIE)?.strip_prefix('='));
        let (language, look) = ours.and_then(|value| value.split_once('.')).unwrap_or(("", ""));
        let asked = (query.get("lang").and_then(Words::of), query.get("look").and_then(Look::named));
        let accepted = || Words::accepted(header(header::ACCEPT_LANGUAGE));
        let words = asked.0.or_else(|| Words::of(language)).or_else(accepted).unwrap_or_else(Words::usual);
        let look = asked.1.or_else(|| Look::named(look)).unwrap_or_default();
        let kept =
            format!("{COOKIE}={}.{}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", words.code(), look.name());
        let is_asked = asked.0.is_some() || asked.1.is_some();
        let cookie = is_asked.then(|| HeaderValue::from_str(&kept).ok()).flatten();
        Self { words, look, cookie }
    }
}

async fn brought(request: Request) -> Brought {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if content_type.starts_with("multipart/form-data") {
        let multipart = Multipart::from_request(request, &()).await;
        return parts(multipart.map_err(|error| Trouble::bad(error.to_string()))?).await;
    }
    let bytes = axum::body::to_bytes(request.into_body(), MOST_BYTES).await.map_err(|_| too_large())?;
    Ok((Fields::parse(&bytes), None))
}

fn too_large() -> Trouble {
    Trouble::new(413, "trouble.too_large")
}

async fn parts(mut multipart: Multipart) -> Brought {
    let (mut form, mut upload) = (Fields::default(), None);
    while let Some(field) = multipart.next_field().await.map_err(|error| unread(&error))? {
        let name = field.name().unwrap_or("").to_owned();
        if field.file_name().is_some() {
            upload = self::upload(field).await?.or(upload);
        } else {
            form.push(name, field.text().await.map_err(|error| unread(&error))?);
        }
    }
    Ok((form, upload))
}

/// A file; none where the box for it was left empty.
async fn upload(field: Field<'_>) -> Result<Option<Upload>, Trouble> {
    let (name, content_type) = (field.file_name().unwrap_or("").to_owned(), field.content_type().map(str::to_owned));
    let bytes = field.bytes().await.map_err(|error| unread(&error))?.to_vec();
    Ok((!bytes.is_empty()).then_some(Upload { name, content_type, bytes }))
}

fn unread(error: &axum::extract::multipart::MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { Trouble::bad(error.body_text()) }
}

fn send(answer: Answer, cookie: Option<HeaderValue>) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    let file = answer.file.map(|name| format!("attachment; filename=\"{name}\""));
    for (name, value) in [(header::LOCATION, answer.location), (header::CONTENT_DISPOSITION, file)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    if let Some(cookie) = cookie {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Settings;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    fn page(_: &Site, _: &Asked) -> Result<Answer, Trouble> {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(50));
        NOW.fetch_sub(1, Ordering::SeqCst);
        Ok(Answer::bytes("text/plain", "done"))
    }

    #[test]
    fn no_more_pages_than_there_are_places_are_made_at_once() {
        let site = Arc::new(Site::new(Settings::new(Arc::new(selon_reading::Lexical))).expect("random numbers"));
        let runtime = tokio::runtime::Builder::new_multi_thread().build().expect("threads");
        runtime.block_on(async {
            let asked = || respond(State(Arc::clone(&site)), Request::new(Body::empty()), page);
            let all: Vec<_> = (0..3 * AT_ONCE).map(|_| tokio::spawn(asked())).collect();
            for one in all {
                assert_eq!(one.await.expect("an answer").status(), StatusCode::OK);
            }
        });
        let most = MOST.load(Ordering::SeqCst);
        assert!((2..=AT_ONCE).contains(&most), "{most}");
    }
}
