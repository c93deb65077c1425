//! Pages, feeds and tables in, documents out: what did the page say, without its furniture?
//!
//! Everything that comes in is told by its content, never by its name alone: HTML, plain text, Markdown, JSON, JSON Lines, CSV, Parquet, RSS, Atom,
//! JSON Feed, web archives (WARC, WACZ), and any of them packed by gzip. [`Inputs`] takes what a command line takes (files, folders, `-`, addresses); [`read_bytes`] and [`read_stream`] take what is
//! already at hand; [`page_from_html`] takes one page; [`fetch`] takes one address. All give [`Document`]s, one at a time, and [`InputError`]s that leave the others standing.
//!
//! A page's text is what [`Document::text`] holds: blocks parted by blank lines, with quotations, headings, lists and links as places in it;
//! captions, readers' comments, menus and teasers are left out. Texts, rows and Markdown are never changed; the furniture of a page that a
//! copied text still carries is marked in [`Document::frame`].
//!
//! Only [`Inputs`] and [`fetch`] touch files and the network, and fetch no address but those they are given. The clock is read at a fetch alone, unless
//! [`Options::now`] is set.
//!
//! ```
//! use selon_page::{Hints, Options, read_bytes};
//! let page = b"<title>Bridge closed</title><article><p>The mayor of Ostwick said the bridge was closed.</p></article>";
//! let document = read_bytes(page.to_vec(), &Hints::default(), &Options::default()).next().unwrap().unwrap();
//! assert_eq!(document.text, "The mayor of Ostwick said the bridge was closed.");
//! assert_eq!(document.title.as_deref(), Some("Bridge closed"));
//! ```

mod dates;
mod decode;
mod error;
mod feed;
mod fetch;
mod frame;
mod gzip;
mod html;
mod inputs;
mod markdown;
mod meta;
mod options;
mod page;
mod plain;
mod public;
mod read;
mod rows;
mod sniff;
mod unread;
mod wacz;
mod warc;
mod window;

pub use error::InputError;
pub use fetch::fetch;
pub use inputs::{Inputs, Position};
pub use options::{Hints, Options};
pub use public::is_public;
pub use read::{page_from_html, read_bytes, read_stream};
pub use selon_text::Document;
pub use unread::{Documents, Unread};
