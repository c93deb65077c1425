//! What a caller may decide: limits, overrides, and what is known of an input besides its bytes.

use std::time::Duration;

/// How inputs are read and fetched.
///
/// ```
/// use selon_page::Options;
/// let options = Options { language: Some("fr".into()), offline: true, ..Options::default() };
/// assert_eq!(options.max_bytes, 50 * 1024 * 1024);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Language of every document, two letters, whatever the page says.
    pub language: Option<String>,
    /// Publication date (ISO) of documents that tell none.
    pub date: Option<String>,
    /// The time of fetching, ISO with offset; `None` reads the clock at each fetch, and nowhere else.
    pub now: Option<String>,
    /// How the program names itself to servers.
    pub user_agent: String,
    /// Most bytes of one document: a file, a fetched page, one line or row.
    pub max_bytes: usize,
    /// Most redirects followed for one address.
    pub max_redirects: u32,
    /// Longest time for one fetch as a whole.
    pub timeout: Duration,
    /// Refuse addresses instead of fetching them.
    pub offline: bool,
    /// Refuse hosts that are not public: this machine, private networks, and names or redirects that lead there. No proxy is used then.
    pub public_only: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: None,
            date: None,
            now: None,
            user_agent: concat!("selon/", env!("CARGO_PKG_VERSION"), " (reads the one address that its user gave)")
                .into(),
            max_bytes: 50 * 1024 * 1024,
            max_redirects: 8,
            timeout: Duration::from_secs(30),
            offline: false,
            public_only: false,
        }
    }
}

/// What is known of some bytes besides the bytes.
///
/// ```
/// use selon_page::Hints;
/// let hints = Hints { content_type: Some("text/html; charset=windows-1252".into()), ..Hints::default() };
/// assert_eq!(hints.name(), "-");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The path as given, or `-`.
    pub file: Option<String>,
    /// The address that they came from; relative links are resolved against it.
    pub url: Option<String>,
    /// The server's `Content-Type`, with its charset.
    pub content_type: Option<String>,
    /// When they were fetched, ISO with offset.
    pub fetched: Option<String>,
}

impl Hints {
    /// The name used in messages: the file, else the address, else `-`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.as_deref().or(self.url.as_deref()).unwrap_or("-")
    }
}
