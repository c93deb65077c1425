//! What a caller may decide: how politely, how much, how long.

use std::time::Duration;

/// How feeds are followed.
///
/// ```
/// let options = selon_watch::Options::default();
/// assert!(options.user_agent.starts_with("selon/"));
/// assert_eq!(options.pause.as_secs(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    /// How the program names itself to servers; `robots.txt` knows it by the word before the slash.
    pub user_agent: String,
    /// Least time between two requests to one host; a longer one that `robots.txt` asks for is kept, up to a minute.
    pub pause: Duration,
    /// Longest time for one request.
    pub timeout: Duration,
    /// Most bytes of a feed or an article.
    pub max_bytes: usize,
    /// Most redirects for one address.
    pub max_redirects: usize,
    /// Most articles of one feed that are fetched in one round, the last published first; others wait for the next.
    pub most: usize,
    /// Hosts that are asked at the same time.
    pub at_once: usize,
    /// Articles that the feed dates before this day (ISO) are left alone.
    pub since: Option<String>,
    /// Language of every article, two letters, whatever the page says.
    pub language: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("selon/", env!("CARGO_PKG_VERSION"), " (follows feeds that its user named)").into(),
            pause: Duration::from_secs(2),
            timeout: Duration::from_secs(30),
            max_bytes: 32 * 1024 * 1024,
            max_redirects: 5,
            most: 100,
            at_once: 8,
            since: None,
            language: None,
        }
    }
}

impl Options {
    /// How what was fetched is read; `date` is that of publication, for pages that tell none.
    pub(crate) fn of_page(&self, date: Option<String>) -> selon_page::Options {
        selon_page::Options {
            language: self.language.clone(),
            date,
            max_bytes: self.max_bytes,
            offline: true,
            ..selon_page::Options::default()
        }
    }

    /// The word by which `robots.txt` knows us.
    pub(crate) fn agent(&self) -> &str {
        self.user_agent.split(['/', ' ']).next().unwrap_or_default()
    }
}
