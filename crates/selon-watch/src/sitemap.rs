//! Site maps (sitemaps.org 0.9, with Google's news extension): lists of a site's pages, or of further lists.

use quick_xml::Reader;
use quick_xml::events::Event;

/// More pages than a map may hold by its specification are not read.
const MOST: usize = 50_000;

/// A site map.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct SiteMap {
    /// Its pages.
    pub(crate) pages: Vec<Place>,
    /// Further maps.
    pub(crate) maps: Vec<Place>,
}

/// One line of a map.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) address: String,
    /// When it last changed, as told.
    pub(crate) changed: Option<String>,
    /// When it was published, as told.
    pub(crate) published: Option<String>,
}

/// The name of the first element of a text, in lower case: `urlset` and `sitemapindex` are maps.
pub(crate) fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                return Some(element.local_name().as_ref().to_ascii_lowercase());
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// Reads a map; what stands before a fault in it is kept.
pub(crate) fn read(text: &str) -> SiteMap {
    let mut reader = Reader::from_str(text);
    // Many addresses stand there with a bare «&».
    reader.config_mut().allow_dangling_amp = true;
    let (mut map, mut place, mut words) = (SiteMap::default(), Place::default(), String::new());
    while map.pages.len() + map.maps.len() < MOST {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                if matches!(element.local_name().as_ref(), "url" | "sitemap") {
                    place = Place::default();
                }
                words.clear();
            }
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::CData(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(entity)) => {
                words.push_str(&quick_xml::escape::unescape(&format!("&{};", &*entity)).unwrap_or_default());
            }
            Ok(Event::End(element)) => {
                match (element.local_name().as_ref(), element.name().prefix().is_some()) {
                    // Pictures and videos have addresses of their own, in other name spaces.
                    ("loc", false) => place.address = words.trim().to_owned(),
                    ("lastmod", false) => place.changed = Some(words.trim().to_owned()),
                    ("publication_date", _) => place.published = Some(words.trim().to_owned()),
                    ("url", false) => map.pages.push(std::mem::take(&mut place)),
                    ("sitemap", false) => map.maps.push(std::mem::take(&mut place)),
                    _ => {}
                }
                words.clear();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_their_dates_are_read() {
        let text = r#"<?xml version="1.0"?><!-- x --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n" xmlns:image="i">
            <url><loc>https://a.example/1?x=1&amp;y=2</loc><lastmod>2031-02-17</lastmod>
            <image:image><image:loc>https://a.example/p.jpg</image:loc></image:image>
            <news:news><news:publication_date>2031-02-16</news:publication_date></news:news></url>
            <url><loc><![CDATA[ https://a.example/2 ]]></loc></url></urlset>"#;
        assert_eq!(root(text).as_deref(), Some("urlset"));
        let map = read(text);
        let first = &map.pages[0];
        assert_eq!(first.address, "https://a.example/1?x=1&y=2");
        assert_eq!((first.changed.as_deref(), first.published.as_deref()), (Some("2031-02-17"), Some("2031-02-16")));
        assert_eq!((map.pages.len(), map.pages[1].address.as_str()), (2, "https://a.example/2"));
    }

    #[test]
    fn lists_of_maps_are_told_apart_and_broken_ones_read_as_far_as_they_go() {
        let text = "<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap><sitemap><loc>https://a.exa";
        let map = read(text);
        assert_eq!((map.pages.len(), map.maps.len()), (0, 1));
        assert_eq!(root("<!DOCTYPE html>\n<HTML lang=fr><head>").as_deref(), Some("html"));
        assert_eq!((root("urlset"), root("")), (None, None));
    }
}
