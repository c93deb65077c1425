//! The router with its layers, on a socket of this machine or asked once without one.

use crate::respond::{MOST_BYTES, Twin, nowhere};
use crate::site::{Settings, Site};
use crate::{assets, guard, pages};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, Uri, header};
use axum::routing::get;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tower::Layer;
use tower::util::{MapRequestLayer, ServiceExt};

/// The site, ready to answer.
pub struct App {
    site: Arc<Site>,
    runtime: Runtime,
}

/// What one request was answered.
pub struct Answered {
    /// The status, such as 200 or 404.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answered {
    /// A header by its name; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The body as text; what is not UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl App {
    /// Makes ready; nothing is opened or listened to yet.
    ///
    /// # Errors
    /// Where the system gives no threads or no random numbers.
    pub fn new(settings: Settings) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { site: Arc::new(Site::new(settings)?), runtime })
    }

    /// Listens on 127.0.0.1 until the program ends; `port` 0 takes any that is free. `ready` hears the address once it is open.
    ///
    /// # Errors
    /// Where the port can't be taken.
    pub fn serve(&self, port: u16, ready: impl FnOnce(&str)) -> io::Result<()> {
        self.runtime.block_on(async {
            let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
            ready(&format!("http://{}/", listener.local_addr()?));
            let router = Router::new().fallback_service(twins().layer(router(Arc::clone(&self.site))));
            tokio::task::spawn_blocking(load_languages);
            axum::serve(listener, router).await
        })
    }

    /// Answers one request for a path, with its query.
    ///
    /// # Errors
    /// Where the path is no path.
    pub fn get(&self, path: &str) -> io::Result<Answered> {
        let no_path = || io::Error::new(io::ErrorKind::InvalidInput, "this is no path of a page: it begins with /");
        let request = Request::get(path).header(header::HOST, "localhost").body(Body::empty());
        let request = request.ok().filter(|_| path.starts_with('/')).ok_or_else(no_path)?;
        self.answer(request)
    }

    /// Answers one request as a listening server would.
    ///
    /// # Errors
    /// Where the answer can't be made whole.
    pub fn answer(&self, request: Request) -> io::Result<Answered> {
        self.runtime.block_on(async {
            let service = twins().layer(router(Arc::clone(&self.site)));
            let response = service.oneshot(request).await.map_err(io::Error::other)?;
            let (parts, body) = response.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await.map_err(io::Error::other)?;
            Ok(Answered { status: parts.status.as_u16(), headers: parts.headers, body: body.to_vec() })
        })
    }
}

/// Loads the languages, once, so that they are there before the first person asks.
fn load_languages() {
    for code in selon_language::languages() {
        let _ = selon_language::language(code);
    }
}

fn router(site: Arc<Site>) -> Router {
    pages::routes()
        .route("/static/{version}/{name}", get(assets::asset))
        .fallback(nowhere)
        .method_not_allowed_fallback(nowhere)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(axum::middleware::from_fn(guard::guard))
        .with_state(site)
}

/// Leads `/search.json` to the page `/search`, which then gives its twin. It has to happen before a route is chosen.
fn twins() -> MapRequestLayer<fn(Request) -> Request> {
    MapRequestLayer::new(twin as fn(Request) -> Request)
}

fn twin(mut request: Request) -> Request {
    let Some(path) = request.uri().path().strip_suffix(".json") else { return request };
    let path = if path == "/index" { "/" } else { path };
    let whole = match request.uri().query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    if let Ok(uri) = whole.parse::<Uri>() {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Twin);
    }
    request
}
