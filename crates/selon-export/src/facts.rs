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

/// The day of an ISO date and time.
fn day(time: &str) -> &str {
    time.split_once('T').map_or(time, |(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_the_day_only() {
        assert_eq!([day("2026-03-14T08:00:00+01:00"), day("2026-03-14")], ["2026-03-14"; 2]);
    }
}
