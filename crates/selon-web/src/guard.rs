//! What keeps other sites and other machines out: the host that was asked, where a form comes from, what browsers may do with our pages.
//!
//! A page of another site can make a browser ask this server. By its own name it can't (that name is not ours: DNS rebinding), by ours it can't
//! read the answer, and its forms carry its own origin and no token.

use crate::site::Site;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use subtle::ConstantTimeEq;

/// How long one request may take, with what it brings.
const PATIENCE: Duration = Duration::from_secs(90);

/// Nothing from elsewhere, no script or style inside a page, no frame around it, forms to us alone.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// Where a page came from is told to us alone; told to nobody, browsers would call our own forms' origin `null`.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// The outermost layer: refuses what is not ours to answer, and adds the headers to all that is sent.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refusal(&request) {
        Some((status, reason)) => (status, format!("{reason}\n")).into_response(),
        None => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "this took too long\n").into_response(),
        },
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(*name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn refusal(request: &Request) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    let Some(host) = host(request) else {
        return Some((StatusCode::MISDIRECTED_REQUEST, "this server answers under localhost and 127.0.0.1 alone"));
    };
    match *request.method() {
        Method::GET | Method::HEAD => None,
        Method::POST if is_own_form(headers, host) => None,
        Method::POST => Some((StatusCode::FORBIDDEN, "this form does not come from this server")),
        _ => Some((StatusCode::METHOD_NOT_ALLOWED, "only GET, HEAD and POST are known here")),
    }
}

/// The host that was asked, where it is a name of this machine; its port may be another one, behind a tunnel.
fn host(request: &Request) -> Option<&str> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let host = named.next()?.to_str().ok()?;
    let name = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
    let is_ours = ["localhost", "127.0.0.1", "[::1]"].iter().any(|ours| name.eq_ignore_ascii_case(ours));
    let is_only = named.next().is_none();
    let agrees = request.uri().authority().is_none_or(|authority| authority.as_str() == host);
    (is_ours && is_only && agrees).then_some(host)
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Browsers tell where a form comes from in one of two headers, and other programs in none; the token is asked of all.
fn is_own_form(headers: &HeaderMap, host: &str) -> bool {
    let told = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let origin = told("origin").is_none_or(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")));
    let site = told("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    origin && site
}

/// Whether a form brought this server's token back.
pub(crate) fn has_token(site: &Site, given: Option<&str>) -> bool {
    given.is_some_and(|given| given.as_bytes().ct_eq(site.token.as_bytes()).into())
}
