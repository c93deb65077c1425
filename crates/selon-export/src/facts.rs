//! What a header says of a document besides its title, in words safe to show.

use crate::visible::visible_line;
use selon_text::Document;

/// Outlet, authors and day of publication, as far as they are known.
pub(crate) fn facts(document: &Document) -> Vec<String> {
    let authors = (!document.authors.is_empty()).then(|| document.authors.join(", "));
    let published = document.published.as_deref().map(|time| day(time).to_owned());
    [document.outlet.clone(), authors, published].into_iter().flatten().map(|fact| visible_line(&fact)).collect()
}

/// Where it came from; nothing for the standard input.
pub(crate) fn place(document: &Document) -> Option<&str> {
    document.url.as_deref().or(document.file.as_deref()).filter(|place| *place != "-")
}

/// What to call it: its title, else the identifier that it was given, else its file; one that we made says nothing to people.
pub(crate) fn name(document: &Document) -> String {
    let title = visible_line(document.title.as_deref().unwrap_or(""));
    let made = document.sha256.starts_with(&document.id);
    match (title.as_str(), place(document)) {
        ("", Some(place)) if made => visible_line(place.trim_end_matches('/').rsplit('/').next().unwrap_or(place)),
        ("", _) => visible_line(&document.id),
        _ => title,
    }
}

/// The day of an ISO date and time.
fn day(time: &str) -> &str {
    time.split_once('T').map_or(time, |(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_without_a_title_is_called_by_its_file() {
        let mut document = Document {
            file: Some("notes/ostrelle.txt".into()),
            sha256: "abcdef".into(),
            ..Document::from_text("abc", "")
        };
        assert_eq!(name(&document), "ostrelle.txt");
        document.id = "note-1".into();
        assert_eq!(name(&document), "note-1");
    }

    #[test]
    fn headers_tell_the_day_only() {
        assert_eq!([day("2026-03-14T08:00:00+01:00"), day("2026-03-14")], ["2026-03-14"; 2]);
    }
}
