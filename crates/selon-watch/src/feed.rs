//! What stands at a feed's address: RSS, Atom, JSON Feed or a site map, told by its content; the articles that it names.

use crate::get::Page;
use crate::list::is_address;
use crate::options::Options;
use crate::sitemap;
use feed_rs::model::Entry;
use flate2::read::MultiGzDecoder;
use selon_page::{Document, Hints, read_bytes};
use std::collections::HashMap;
use std::io::Read;
use url::Url;

/// More further maps of one list of site maps than this are left alone: those that changed last are read.
const MOST_MAPS: usize = 10;

/// What a feed holds.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) title: Option<String>,
    pub(crate) articles: Vec<Named>,
    /// Further site maps on the same host.
    pub(crate) maps: Vec<String>,
}

/// An article that a feed names.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) address: Option<String>,
    pub(crate) published: Option<String>,
    /// When it last changed, as told.
    pub(crate) stamp: Option<String>,
    /// What the feed itself gives of it.
    pub(crate) own: Option<Box<Document>>,
}

/// Reads what came from `url`; `now` is ISO.
///
/// # Errors
/// Where it is no feed: a plain sentence, and what to do about it.
pub(crate) fn read(page: Page, url: &Url, now: &str, options: &Options) -> Result<Contents, (String, Option<String>)> {
    let plain = |reason: String| (reason, None);
    let bytes = unpacked(page.bytes, options.max_bytes).map_err(plain)?;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    match sitemap::root(head.trim_start_matches('\u{feff}')).as_deref() {
        Some("urlset" | "sitemapindex") => return Ok(of_map(&String::from_utf8_lossy(&bytes), url)),
        Some("html") => {
            let hint = "give the address of its feed: the page names it beside rel=\"alternate\"";
            return Err(("this is a page, not a feed".to_owned(), Some(hint.to_owned())));
        }
        _ => {}
    }
    let mut own = HashMap::new();
    let hints = Hints {
        url: Some(url.to_string()),
        content_type: page.content_type,
        fetched: Some(now.to_owned()),
        ..Hints::default()
    };
    for read in read_bytes(bytes.clone(), &hints, &options.of_page(None)) {
        match read {
            Ok(document) => {
                own.insert(document.id.clone(), Box::new(document));
            }
            // Feeds of mere titles are feeds, too; what is wrong with the whole has no place in it.
            Err(error) if error.place.is_some() || error.reason.contains("no entries") => {}
            Err(error) => return Err((error.reason, error.hint)),
        }
    }
    let parser = feed_rs::parser::Builder::new().base_uri(Some(url.as_str())).build();
    let feed = parser.parse(bytes.as_slice()).map_err(|_| plain("this is no feed that can be read".to_owned()))?;
    Ok(Contents {
        title: feed.title.map(|title| title.content.split_whitespace().collect::<Vec<_>>().join(" ")),
        articles: feed.entries.iter().map(|entry| named(entry, url, &mut own)).collect(),
        maps: Vec::new(),
    })
}

/// Site maps often come packed, whatever the server says of them.
fn unpacked(bytes: Vec<u8>, most: usize) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut plain = Vec::new();
    let unpacked = MultiGzDecoder::new(bytes.as_slice()).take(most as u64 + 1).read_to_end(&mut plain);
    match unpacked {
        Ok(_) if plain.len() > most => Err("unpacked, it is larger than is taken".to_owned()),
        Ok(_) => Ok(plain),
        Err(_) => Err("it is packed, and can't be unpacked".to_owned()),
    }
}

fn named(entry: &Entry, url: &Url, own: &mut HashMap<String, Box<Document>>) -> Named {
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let address =
        link.and_then(|link| url.join(link.href.trim()).ok()).map(String::from).filter(|link| is_address(link));
    let mut own = own.remove(&entry.id);
    if let Some(document) = own.as_mut().filter(|_| address.is_none()) {
        // Ids of feeds are their own: «1» is another article in another one.
        document.id = format!("{url}#{}", document.id);
    }
    let published = entry.published.map(|time| time.to_rfc3339());
    let stamp = entry.updated.map(|time| time.to_rfc3339());
    Named { address, published, stamp, own }
}

fn of_map(text: &str, url: &Url) -> Contents {
    let map = sitemap::read(text);
    let whole = |place: &str| url.join(place).ok().filter(|whole| !place.is_empty() && is_address(whole.as_str()));
    let articles = map.pages.into_iter().filter_map(|place| {
        let published = place.published.or_else(|| place.changed.clone());
        Some(Named { address: Some(whole(&place.address)?.into()), published, stamp: place.changed, own: None })
    });
    let mut further = map.maps;
    further.sort_by(|a, b| b.changed.cmp(&a.changed));
    let here = |place: &Url| place.host_str() == url.host_str();
    let maps = further.iter().filter_map(|place| whole(&place.address)).filter(here).map(String::from);
    Contents { title: None, articles: articles.collect(), maps: maps.take(MOST_MAPS).collect() }
}
