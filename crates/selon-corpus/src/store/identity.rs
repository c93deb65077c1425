//! When are two inputs the same document? By address, else by file and given id, else by content. A row without an id is what it says.

use any_ascii::any_ascii;
use selon_text::Document;

/// What makes two inputs the same document: `url:…`, `file:…` or `sha256:…`.
pub(crate) fn key(document: &Document) -> String {
    let given = !document.sha256.starts_with(&document.id);
    match (address(document), document.file.as_deref().filter(|file| *file != "-")) {
        (Some(address), _) => format!("url:{}", plain_address(address)),
        (None, Some(file)) if given => format!("file:{}#{}", whole_path(file), document.id),
        (None, Some(file)) if !document.is_row => format!("file:{}", whole_path(file)),
        (None, None) if given => format!("id:{}", document.id),
        (None, _) => format!("sha256:{}", document.sha256),
    }
}

/// The address that the page calls its own, else the one that it came from.
pub(crate) fn address(document: &Document) -> Option<&str> {
    document.canonical.as_deref().or(document.url.as_deref()).filter(|address| !address.is_empty())
}

/// The address without what does not tell pages apart: scheme, «www.», fragment, a last slash, and what counts visits.
pub(crate) fn plain_address(address: &str) -> String {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !counts_visits(part)).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{host}{}{query}", path.trim_end_matches('/'))
}

fn counts_visits(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or(part).to_lowercase();
    name.starts_with("utm_") || matches!(name.as_str(), "fbclid" | "gclid" | "xtor" | "mc_cid" | "mc_eid")
}

/// The file from the root, where it can be told, so that it is the same from every folder.
fn whole_path(file: &str) -> String {
    std::path::absolute(file).map_or_else(|_| file.to_owned(), |path| path.display().to_string())
}

/// A name in plain lower-case letters and digits, its words parted by one space.
pub(crate) fn plain_name(name: &str) -> String {
    let folded = any_ascii(name).to_ascii_lowercase();
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether two names are one, whatever their accents, case and marks.
///
/// ```
/// assert!(selon_corpus::same_name("Élise Chéry", "elise chery"));
/// ```
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    plain_name(a) == plain_name(b)
}

/// Domains of countries that are sold for their letters, and tell no country.
const SOLD: [&str; 12] = ["ai", "cc", "co", "fm", "gg", "io", "ly", "me", "sh", "to", "tv", "ws"];

/// The country of an address, in two letters, where its domain tells one.
pub(crate) fn country(address: &str) -> Option<String> {
    let plain = plain_address(address);
    let host = plain.split(['/', '?', ':']).next()?;
    let (_, last) = host.rsplit_once('.')?;
    let is_country = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_lowercase()) && !SOLD.contains(&last);
    is_country.then(|| last.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_visits_does_not_tell_pages_apart() {
        let plain = plain_address("https://www.Gazette.example/a/b/?utm_source=x&id=3#top");
        assert_eq!(plain, "gazette.example/a/b?id=3");
        assert_eq!(plain_address("http://gazette.example/a/b?id=3"), plain);
        assert_ne!(plain_address("http://gazette.example/a/b?id=4"), plain);
    }

    #[test]
    fn countries_are_told_by_domains_of_countries_only() {
        assert_eq!(country("https://gazette.co.uk/x").as_deref(), Some("uk"));
        assert_eq!(country("https://gazette.example"), None);
        assert_eq!(country("https://gazette.io/x"), None);
        assert_eq!(country("nowhere"), None);
    }

    #[test]
    fn rows_of_one_file_without_ids_are_documents_of_their_own() {
        let row = |sha256: &str| Document {
            file: Some("a.jsonl".into()),
            sha256: sha256.into(),
            is_row: true,
            ..Document::from_text(&sha256[..2], "")
        };
        assert_eq!(key(&row("7777")), "sha256:7777");
        assert_ne!(key(&row("7777")), key(&row("8888")));
        let page = Document { is_row: false, ..row("7777") };
        assert!(key(&page).ends_with("a.jsonl"));
    }

    #[test]
    fn the_address_goes_before_the_file() {
        let mut document =
            Document { file: Some("a.jsonl".into()), sha256: "77".into(), ..Document::from_text("x1", "") };
        assert!(key(&document).ends_with("a.jsonl#x1"));
        document.url = Some("https://gazette.example/1".into());
        assert_eq!(key(&document), "url:gazette.example/1");
    }
}
