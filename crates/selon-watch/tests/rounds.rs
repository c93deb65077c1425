//! Rounds over feeds of a server of the tests' own: what is new is added once, servers are spared, and nothing bad stops the rest.
#![allow(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::disallowed_methods, reason = "the server notes when it was asked")]

mod server;

use jiff::{Timestamp, ToSpan};
use selon_corpus::{Outcome, Query, Store, StoreOptions};
use selon_watch::{Follower, News, Options, Summary};
use server::{Server, page, rss};
use std::time::Duration;
use tempfile::TempDir;

/// A follower with a database and a clock that the test turns.
struct Watch {
    _folder: TempDir,
    store: Store,
    follower: Follower,
    now: Timestamp,
    lost: Vec<String>,
    failed: Vec<String>,
    outcomes: Vec<Outcome>,
}

impl Watch {
    fn new() -> Self {
        Self::with(quick())
    }

    fn with(options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("corpus.db"), StoreOptions::default()).unwrap();
        let now = "2031-02-17T10:00:00Z".parse().unwrap();
        let (lost, failed, outcomes) = (Vec::new(), Vec::new(), Vec::new());
        Self { _folder: folder, store, follower: Follower::new(options), now, lost, failed, outcomes }
    }

    fn round(&mut self, feeds: &[String]) -> Summary {
        let (now, lost, failed, outcomes) = (self.now, &mut self.lost, &mut self.failed, &mut self.outcomes);
        let read = |document: &selon_page::Document| selon_reading::read(document, &selon_reading::Options::default());
        let mut tell = |news: News<'_>| match news {
            News::Article { outcome, .. } => outcomes.push(outcome),
            News::Lost { address, reason, .. } => lost.push(format!("{address}: {reason}")),
            News::Failed { feed, reason, .. } => failed.push(format!("{feed}: {reason}")),
        };
        self.follower.round(&mut self.store, feeds, &read, &|| now, &mut tell).unwrap()
    }

    fn later(&mut self, hours: i64) {
        self.now = self.now.checked_add(hours.hours()).unwrap();
    }

    fn documents(&self) -> u64 {
        self.store.facts().unwrap().documents
    }
}

fn quick() -> Options {
    Options {
        pause: Duration::ZERO,
        timeout: Duration::from_secs(5),
        max_bytes: 100_000,
        max_redirects: 3,
        ..Options::default()
    }
}

#[test]
fn new_articles_are_added_once_and_what_is_unchanged_is_not_sent_again() {
    let server = Server::start();
    server.has_feed("/feed", &["/1", "/2"]);
    server.has_article("/1", "the bridge");
    server.has_article("/2", "the harbour");
    let mut watch = Watch::new();
    let feeds = [server.url("/feed")];
    let first = watch.round(&feeds);
    assert_eq!((first.feeds, first.added, first.failed, first.lost), (1, 2, 0, 0));
    assert!(server.asked().iter().all(|request| request.head.contains("user-agent: selon/")));
    let second = watch.round(&feeds);
    assert_eq!((second.feeds, second.added, watch.documents()), (1, 0, 2));
    assert_eq!((server.times("/feed"), server.times("/1"), server.times("/robots.txt")), (2, 1, 1));
    assert!(server.asked().last().unwrap().head.contains("if-none-match: \"one\""));
    let found = watch.store.search(&Query { words: "bridge".into(), limit: 5, ..Query::default() }).unwrap();
    assert_eq!(found.total, 1);
}

#[test]
fn one_broken_feed_does_not_stop_the_others() {
    let server = Server::start();
    server.says("/garbage", "200 OK", "<rss><channel><item>");
    server.says("/page", "200 OK\r\nContent-Type: text/html", &page("the bridge"));
    server.says("/round", "302 Found\r\nLocation: /round", "");
    server.says("/elsewhere", "302 Found\r\nLocation: gopher://x.example/", "");
    server.says("/large", "200 OK", &rss(&"<item><title>x</title></item>".repeat(5000)));
    server.says("/deep", "200 OK", &rss(&"<item>".repeat(3000)));
    server.says("/empty", "200 OK", "");
    server.has_feed("/good", &["/1", "/missing"]);
    server.has_article("/1", "the bridge");
    let paths = ["/garbage", "/page", "/round", "/elsewhere", "/large", "/deep", "/empty", "/none", "/good"];
    let mut feeds: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    feeds.push("http://".into());
    let mut watch = Watch::new();
    let summary = watch.round(&feeds);
    assert_eq!((summary.feeds, summary.failed, summary.added, summary.lost), (1, 9, 1, 1), "{:?}", watch.failed);
    let said = |path: &str| watch.failed.iter().find(|line| line.starts_with(&server.url(path))).unwrap().clone();
    assert!(said("/page").ends_with("this is a page, not a feed"));
    assert!(said("/round").ends_with("redirected more than 3 times"));
    assert!(said("/large").ends_with("larger than the limit of 1 MB"));
    assert!(said("/none").ends_with("the server answered 404"));
    assert_eq!(watch.lost, [format!("{}: the server answered 404", server.url("/missing"))]);
}

#[test]
fn a_feed_that_fails_is_asked_more_and_more_seldom() {
    let server = Server::start();
    let feeds = [server.url("/feed")];
    let mut watch = Watch::new();
    server.says("/feed", "500 Broken", "");
    assert_eq!(watch.round(&feeds).failed, 1);
    let soon = watch.round(&feeds);
    assert_eq!((soon.failed, soon.resting, server.times("/feed")), (0, 1, 1));
    watch.later(1);
    assert_eq!(watch.round(&feeds).failed, 1);
    assert_eq!(watch.store.feed(&feeds[0]).unwrap().failures, 2);
    server.has_feed("/feed", &[]);
    watch.later(1);
    assert_eq!((watch.round(&feeds).feeds, watch.store.feed(&feeds[0]).unwrap().failures), (1, 0));
}

#[test]
fn what_robots_txt_forbids_is_not_fetched_and_the_feeds_own_text_is_taken() {
    let server = Server::start();
    server.says("/robots.txt", "200 OK", "User-agent: selon\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n");
    let text = "&lt;p&gt;The mayor of Ostwick, Odile Varron, said that the bridge would stay closed.&lt;/p&gt;";
    let item =
        format!("<item><link>{{server}}/private/1</link><guid>a1</guid><description>{text}</description></item>");
    server.says(
        "/feed",
        "200 OK",
        &rss(&format!("{item}<item><title>x</title><link>{{server}}/private/2</link></item>")),
    );
    server.says("/private/feed", "200 OK", &rss(""));
    let mut watch = Watch::new();
    let summary = watch.round(&[server.url("/feed"), server.url("/private/feed")]);
    assert_eq!((summary.feeds, summary.failed, summary.added, summary.lost), (1, 1, 1, 1));
    assert!(watch.lost[0].ends_with("/private/2: the site's robots.txt does not let it be fetched"));
    assert!(server.asked().iter().all(|request| !request.path.starts_with("/private")));
}

#[test]
fn where_robots_txt_cannot_be_had_nothing_is_fetched() {
    let server = Server::start();
    server.says("/robots.txt", "503 Busy", "");
    server.has_feed("/feed", &[]);
    let mut watch = Watch::new();
    assert_eq!((watch.round(&[server.url("/feed")]).failed, server.times("/feed")), (1, 0));
    assert!(watch.failed[0].ends_with("robots.txt could not be had"));
}

#[test]
fn a_server_that_asks_for_patience_gets_it() {
    let server = Server::start();
    server.has_feed("/feed", &["/1", "/2"]);
    for path in ["/1", "/2"] {
        server.says(path, "429 Slow Down\r\nRetry-After: 7200", "");
    }
    let mut watch = Watch::new();
    let feeds = [server.url("/feed")];
    assert_eq!(watch.round(&feeds).lost, 2);
    let articles = |server: &Server| server.times("/1") + server.times("/2");
    assert_eq!(articles(&server), 1, "the second is not even asked for");
    let due = watch.store.due(&feeds[0], i64::MAX, 10).unwrap();
    let now = watch.now.as_second();
    assert!(due.len() == 2 && due.iter().all(|entry| (7190..=7200).contains(&(entry.due.unwrap() - now))));
}

#[test]
fn an_article_that_failed_is_tried_again_and_given_up_in_the_end() {
    let server = Server::start();
    server.has_feed("/feed", &["/1", "/2"]);
    server.says("/1", "500 Broken", "");
    server.says("/2", "500 Broken", "");
    let mut watch = Watch::new();
    let feeds = [server.url("/feed")];
    watch.round(&feeds);
    watch.round(&feeds);
    assert_eq!(server.times("/1"), 1, "not at once");
    server.has_article("/1", "the bridge");
    for _ in 0..20 {
        watch.later(25);
        watch.round(&feeds);
    }
    assert_eq!((server.times("/1"), server.times("/2"), watch.documents()), (2, 8, 1));
}

#[test]
fn a_feed_may_lie_about_dates() {
    let server = Server::start();
    let feed = |updated: &str| {
        let entry = format!(
            "<entry><id>a1</id><title>x</title><link href=\"/1\"/><updated>{updated}</updated><published>2099-01-01T00:00:00Z</published></entry>"
        );
        let atom = format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>G</title><id>f</id>{entry}</feed>");
        server.says("/feed", "200 OK", &atom);
    };
    server.has_article("/1", "the bridge");
    let mut watch = Watch::new();
    let feeds = [server.url("/feed")];
    for round in 0..10 {
        feed(&format!("2031-02-17T10:{round:02}:00Z"));
        watch.round(&feeds);
    }
    assert_eq!(server.times("/1"), 1, "an article that is said to change all the time");
    let found = watch.store.search(&Query { limit: 1, ..Query::default() }).unwrap();
    assert_eq!(found.hits[0].day, "2031-02-17", "a date in the future is not believed");
    // What did change is fetched after a while, and becomes a new version.
    server.has_article("/1", "the new bridge");
    watch.later(2);
    feed("2031-02-17T11:00:00Z");
    watch.round(&feeds);
    assert_eq!((server.times("/1"), watch.outcomes.clone()), (2, vec![Outcome::Added, Outcome::Changed]));
}

#[test]
fn what_a_feed_names_does_not_reach_into_a_private_network() {
    let (server, inner) = (Server::start(), Server::start());
    inner.has_article("/secret", "the bridge");
    let item = format!("<item><title>a</title><link>{}</link></item>", inner.url("/secret"));
    let more = "<item><title>b</title><link>{server}/leads</link></item><item><title>c</title><link>file:///etc/passwd</link></item>";
    server.says("/feed", "200 OK", &rss(&format!("{item}{more}")));
    server.says("/leads", &format!("302 Found\r\nLocation: {}", inner.url("/secret")), "");
    let mut watch = Watch::new();
    let summary = watch.round(&[server.url("/feed")]);
    assert_eq!((summary.feeds, summary.added, summary.lost, inner.asked().len()), (1, 0, 2, 0), "{:?}", watch.lost);
    assert!(watch.lost.iter().all(|line| line.contains("private network")));
}

#[test]
fn a_host_is_asked_one_request_at_a_time_with_a_pause() {
    let server = Server::start();
    let pause = Duration::from_millis(120);
    server.has_feed("/a", &["/1", "/2"]);
    server.has_feed("/b", &["/3"]);
    ["/1", "/2", "/3"].iter().for_each(|path| server.has_article(path, "the bridge"));
    let mut watch = Watch::with(Options { pause, ..quick() });
    assert_eq!(watch.round(&[server.url("/a"), server.url("/b")]).feeds, 2);
    let asked = server.asked();
    assert_eq!(asked.len(), 6);
    let gaps = asked.windows(2).map(|pair| pair[1].at - pair[0].at);
    assert!(gaps.min().unwrap() >= pause - Duration::from_millis(5));
}

#[test]
fn what_was_left_is_fetched_by_the_next_round_though_the_feed_is_unchanged() {
    let server = Server::start();
    server.has_feed("/feed", &["/1", "/2", "/3"]);
    ["/1", "/2", "/3"].iter().for_each(|path| server.has_article(path, path));
    let mut watch = Watch::with(Options { most: 2, ..quick() });
    let feeds = [server.url("/feed")];
    assert_eq!((watch.round(&feeds).added, watch.round(&feeds).added, watch.documents()), (2, 1, 3));
}

#[test]
fn site_maps_and_lists_of_them_are_followed() {
    let server = Server::start();
    let maps = "<sitemapindex><sitemap><loc>{server}/news.xml</loc></sitemap><sitemap><loc>https://other.example/s.xml</loc></sitemap><sitemap><loc>{server}/again.xml</loc></sitemap></sitemapindex>";
    server.says("/sitemap.xml", "200 OK", maps);
    server.says("/again.xml", "200 OK", maps);
    let old = "<url><loc>{server}/0</loc><lastmod>2019-01-01</lastmod></url>";
    let new = "<url><loc>{server}/1</loc><lastmod>2031-02-16</lastmod></url>";
    server.says("/news.xml", "200 OK", &format!("<urlset>{old}{new}</urlset>"));
    server.has_article("/1", "the bridge");
    let mut watch = Watch::with(Options { since: Some("2031-01-01".into()), ..quick() });
    let summary = watch.round(&[server.url("/sitemap.xml")]);
    assert_eq!((summary.feeds, summary.added, summary.lost, server.times("/0")), (3, 1, 0, 0));
}

#[test]
fn an_article_that_stands_in_its_feed_alone_is_added_once() {
    let server = Server::start();
    let item = r#"{"id": "a1", "content_text": "The mayor of Ostwick said that the bridge would stay closed.", "date_published": "2031-02-16T08:00:00Z"}"#;
    let feed = format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "G", "items": [{item}]}}"#);
    server.says("/feed.json", "200 OK", &feed);
    let mut watch = Watch::new();
    let feeds = [server.url("/feed.json")];
    assert_eq!((watch.round(&feeds).added, watch.round(&feeds).added, watch.documents()), (1, 0, 1));
}
