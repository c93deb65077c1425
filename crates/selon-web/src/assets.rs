//! The style sheet, the script and the icon: part of the program, under addresses that change with their content.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

struct Asset {
    name: &'static str,
    content_type: &'static str,
    body: &'static str,
}

const ASSETS: &[Asset] = &[
    Asset { name: "site.css", content_type: "text/css; charset=utf-8", body: include_str!("../static/site.css") },
    Asset { name: "corpus.css", content_type: "text/css; charset=utf-8", body: include_str!("../static/corpus.css") },
    Asset { name: "draw.css", content_type: "text/css; charset=utf-8", body: selon_draw::STYLE },
    Asset { name: "site.js", content_type: "text/javascript; charset=utf-8", body: include_str!("../static/site.js") },
    Asset { name: "icon.svg", content_type: "image/svg+xml", body: include_str!("../static/icon.svg") },
];

/// The address of an asset: `/static/0123456789abcdef/site.css`.
pub(crate) fn address(name: &str) -> String {
    format!("/static/{}/{name}", version())
}

/// Digits that change when any asset does.
fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut hasher = Sha256::new();
        ASSETS.iter().for_each(|asset| hasher.update(asset.body));
        hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    })
}

/// Answers a request for an asset. One of another version is given too, but not kept by the browser.
pub(crate) async fn asset(Path((asked, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kept = if asked == version() { "max-age=31536000, immutable" } else { "no-store" };
    ([(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, kept)], asset.body).into_response()
}
