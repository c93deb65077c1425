//! One round: every feed is asked, the articles that it names are fetched and stored, and what became of each is remembered.

use crate::backoff::{GIVEN_UP, GONE, after_failures, before_looking_again};
use crate::error::WatchError;
use crate::feed::{self, Contents, Named};
use crate::follow::{News, Reader};
use crate::get::{Marks, Page};
use crate::options::Options;
use crate::queue::{Outcome, Queue, Task};
use crate::reach::Reach;
use jiff::Timestamp;
use selon_corpus::{EntryState, FeedState, Outcome as Stored, Prepared, Store, seconds};
use selon_page::{Document, Hints, read_bytes};
use std::collections::{HashMap, HashSet};
use std::sync::mpsc::Receiver;
use url::Url;

/// How far ahead of our clock a date may lie and still be believed: clocks and time zones differ by that much.
const AHEAD: i64 = 26 * 3600;

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Feeds that answered.
    pub feeds: usize,
    /// Feeds that could not be had.
    pub failed: usize,
    /// Feeds that were not asked, since they failed lately or asked for patience.
    pub resting: usize,
    /// Articles that are new.
    pub added: usize,
    /// Articles that say something else now.
    pub changed: usize,
    /// Articles that were fetched and brought nothing new.
    pub known: usize,
    /// Articles that could not be had.
    pub lost: usize,
}

/// What something is fetched for.
#[derive(Debug)]
pub(crate) enum Work {
    /// A feed; `deep` where a list of site maps named it.
    Feed { address: String, state: FeedState, deep: bool },
    /// An article, with what the feed itself gives of it.
    Article { feed: String, entry: EntryState, own: Option<Box<Document>> },
}

/// What the feed itself gives of its articles, by their addresses.
type Own = HashMap<String, Box<Document>>;

pub(crate) struct Round<'r> {
    store: &'r mut Store,
    queue: &'r Queue<Work>,
    reach: &'r Reach,
    options: &'r Options,
    read: &'r Reader<'r>,
    clock: &'r dyn Fn() -> Timestamp,
    tell: &'r mut dyn FnMut(News<'_>),
    summary: Summary,
    /// Tasks of which the outcome is not known yet.
    open: usize,
    /// Feeds and articles that this round has asked for.
    asked: HashSet<String>,
}

impl<'r> Round<'r> {
    pub(crate) fn new(
        store: &'r mut Store,
        queue: &'r Queue<Work>,
        reach: &'r Reach,
        options: &'r Options,
        read: &'r Reader<'r>,
        clock: &'r dyn Fn() -> Timestamp,
        tell: &'r mut dyn FnMut(News<'_>),
    ) -> Self {
        let (summary, asked) = (Summary::default(), HashSet::new());
        Self { store, queue, reach, options, read, clock, tell, summary, open: 0, asked }
    }

    /// Runs until every task that was begun has its outcome.
    pub(crate) fn run(mut self, feeds: &[String], outcomes: &Receiver<(Work, Outcome)>) -> Result<Summary, WatchError> {
        for address in feeds {
            self.begin(address, false)?;
        }
        while self.open > 0 {
            let Ok((work, outcome)) = outcomes.recv() else { break };
            self.open -= 1;
            match work {
                Work::Feed { address, state, deep } => self.feed(&address, state, deep, outcome)?,
                Work::Article { feed, entry, own } => self.article(&feed, entry, own, outcome)?,
            }
        }
        Ok(self.summary)
    }

    fn now(&self) -> i64 {
        (self.clock)().as_second()
    }

    fn push(&mut self, work: Work, url: Url, marks: Marks) {
        self.open += 1;
        self.queue.push(Task::new(work, url, marks));
    }

    /// Asks for a feed, unless it is to be left alone.
    fn begin(&mut self, address: &str, deep: bool) -> Result<(), WatchError> {
        if !self.asked.insert(address.to_owned()) {
            return Ok(());
        }
        let Ok(url) = Url::parse(address) else {
            self.summary.failed += 1;
            (self.tell)(News::Failed { feed: address, reason: "this is no address that can be fetched", hint: None });
            return Ok(());
        };
        if !deep {
            self.reach.allow(&url);
        }
        let state = self.store.feed(address)?;
        if state.wait_until > self.now() {
            self.summary.resting += 1;
            return self.fetch_due(address, Own::new());
        }
        let marks = Marks { etag: state.etag.clone(), last_modified: state.last_modified.clone() };
        self.push(Work::Feed { address: address.to_owned(), state, deep }, url, marks);
        Ok(())
    }

    fn feed(&mut self, address: &str, state: FeedState, deep: bool, outcome: Outcome) -> Result<(), WatchError> {
        let checked =
            FeedState { checked: Some((self.clock)().to_string()), failures: 0, wait_until: 0, ..state.clone() };
        match outcome {
            Outcome::Unchanged => {
                self.summary.feeds += 1;
                self.store.keep_feed(address, &checked, &[])?;
            }
            Outcome::Page(page, url) => {
                let marks = page.marks.clone();
                match feed::read(page, &url, &(self.clock)().to_string(), self.options) {
                    Ok(contents) => {
                        self.summary.feeds += 1;
                        let title = contents.title.clone();
                        let Marks { etag, last_modified } = marks;
                        let state = FeedState { title, etag, last_modified, ..checked };
                        return self.take_in(address, &state, deep, contents);
                    }
                    Err((reason, hint)) => {
                        self.fail(address, &checked, state.failures, &reason, hint.as_deref(), None)?
                    }
                }
            }
            Outcome::Later { reason, seconds } => {
                self.fail(address, &checked, state.failures, &reason, None, seconds)?;
            }
            Outcome::Never { reason, gone } => {
                let hint = gone.then_some("take it from the list");
                self.fail(address, &checked, state.failures, &reason, hint, gone.then_some(GONE))?;
            }
        }
        self.fetch_due(address, Own::new())
    }

    /// A feed that could not be had is asked again after `wait` seconds, else the later the oftener it failed.
    fn fail(
        &mut self,
        address: &str,
        checked: &FeedState,
        failures: u32,
        reason: &str,
        hint: Option<&str>,
        wait: Option<i64>,
    ) -> Result<(), WatchError> {
        self.summary.failed += 1;
        let failures = failures.saturating_add(1);
        let wait_until = self.now() + wait.unwrap_or_else(|| after_failures(failures));
        self.store.keep_feed(address, &FeedState { failures, wait_until, ..checked.clone() }, &[])?;
        (self.tell)(News::Failed { feed: address, reason, hint });
        Ok(())
    }

    /// Remembers the articles that a feed names, and asks for those that are new.
    fn take_in(&mut self, address: &str, state: &FeedState, deep: bool, contents: Contents) -> Result<(), WatchError> {
        let (mut entries, mut own) = (Vec::new(), Own::new());
        for named in contents.articles {
            if named.address.is_none() {
                // An article that stands in its feed alone.
                if !self.is_too_old(named.published.as_deref()) {
                    self.add_own(address, named.own)?;
                }
                continue;
            }
            entries.extend(self.entry(&named)?);
            if let (Some(address), Some(document)) = (named.address, named.own) {
                own.insert(address, document);
            }
        }
        self.store.keep_feed(address, state, &entries)?;
        for map in contents.maps.iter().filter(|_| !deep) {
            self.begin(map, true)?;
        }
        self.fetch_due(address, own)
    }

    /// What is to be remembered of an article; nothing, where it is known as it is.
    fn entry(&self, named: &Named) -> Result<Option<EntryState>, WatchError> {
        let address = named.address.clone().unwrap_or_default();
        let now = self.now();
        match self.store.entry(&address)? {
            None if self.is_too_old(named.published.as_deref()) => Ok(None),
            None => {
                let (published, stamp) = (named.published.clone(), named.stamp.clone());
                Ok(Some(EntryState { address, published, stamp, due: Some(now), ..EntryState::default() }))
            }
            Some(known) if named.stamp.is_some() && known.stamp != named.stamp && known.due.is_none() => {
                let wait = before_looking_again(known.tries);
                let due = known.fetched.map_or(now, |fetched| fetched.saturating_add(wait).max(now));
                Ok(Some(EntryState { stamp: named.stamp.clone(), due: Some(due), ..known }))
            }
            // Whoever names it now asks for it, in place of a feed that may be followed no longer.
            Some(known) => Ok(known.due.is_some().then_some(known)),
        }
    }

    fn is_too_old(&self, published: Option<&str>) -> bool {
        let since = self.options.since.as_deref();
        since
            .zip(published)
            .is_some_and(|(since, published)| published.get(..since.len()).is_some_and(|day| day < since))
    }

    /// Asks for the articles of a feed that are due.
    fn fetch_due(&mut self, feed: &str, mut own: Own) -> Result<(), WatchError> {
        for entry in self.store.due(feed, self.now(), self.options.most)? {
            if !self.asked.insert(entry.address.clone()) {
                continue;
            }
            let own = own.remove(&entry.address);
            let marks = Marks { etag: entry.etag.clone(), last_modified: entry.last_modified.clone() };
            match Url::parse(&entry.address) {
                Ok(url) => self.push(Work::Article { feed: feed.to_owned(), entry, own }, url, marks),
                Err(_) => self.store.keep_entry(feed, &EntryState { due: None, ..entry })?,
            }
        }
        Ok(())
    }

    fn article(
        &mut self,
        feed: &str,
        entry: EntryState,
        own: Option<Box<Document>>,
        outcome: Outcome,
    ) -> Result<(), WatchError> {
        let now = self.now();
        let fetched =
            EntryState { fetched: Some(now), due: None, tries: entry.tries.saturating_add(1), ..entry.clone() };
        match outcome {
            Outcome::Unchanged => {
                self.summary.known += 1;
                Ok(self.store.keep_entry(feed, &fetched)?)
            }
            Outcome::Page(page, url) => {
                let Marks { etag, last_modified } = page.marks.clone();
                match self.document(page, &url, &entry) {
                    Ok(document) => {
                        let tries = if self.add(feed, document)? { 0 } else { fetched.tries };
                        Ok(self.store.keep_entry(feed, &EntryState { tries, etag, last_modified, ..fetched })?)
                    }
                    Err(reason) => self.lose(feed, &fetched, own, &reason),
                }
            }
            Outcome::Later { reason, seconds } if fetched.tries < GIVEN_UP => {
                self.summary.lost += 1;
                let due = now + seconds.unwrap_or_else(|| after_failures(fetched.tries));
                let waiting = EntryState { due: Some(due), tries: fetched.tries, ..entry };
                self.store.keep_entry(feed, &waiting)?;
                (self.tell)(News::Lost { feed, address: &waiting.address, reason: &reason, again: true });
                Ok(())
            }
            Outcome::Later { reason, .. } | Outcome::Never { reason, .. } => self.lose(feed, &fetched, own, &reason),
        }
    }

    /// The page can't be had: what the feed gives of it is taken in its place.
    fn lose(
        &mut self,
        feed: &str,
        entry: &EntryState,
        own: Option<Box<Document>>,
        reason: &str,
    ) -> Result<(), WatchError> {
        if own.is_some() {
            self.add_own(feed, own)?;
        } else {
            self.summary.lost += 1;
            (self.tell)(News::Lost { feed, address: &entry.address, reason, again: false });
        }
        Ok(self.store.keep_entry(feed, entry)?)
    }

    fn document(&self, page: Page, url: &Url, entry: &EntryState) -> Result<Document, String> {
        let latest = self.now() + AHEAD;
        let believed = |date: &&str| seconds(date).is_some_and(|seconds| seconds > 0 && seconds <= latest);
        let date = entry.published.as_deref().filter(believed).map(str::to_owned);
        let hints = Hints {
            url: Some(url.to_string()),
            content_type: page.content_type,
            fetched: Some((self.clock)().to_string()),
            ..Hints::default()
        };
        let read = read_bytes(page.bytes, &hints, &self.options.of_page(date)).next();
        read.unwrap_or_else(|| Err(selon_page::InputError::new(url.as_str(), "there is no text in it")))
            .map_err(|error| error.reason)
    }

    fn add_own(&mut self, feed: &str, own: Option<Box<Document>>) -> Result<(), WatchError> {
        if let Some(document) = own {
            self.add(feed, *document)?;
        }
        Ok(())
    }

    /// Reads and stores a document; tells whether it brought something new.
    fn add(&mut self, feed: &str, document: Document) -> Result<bool, WatchError> {
        if self.store.knows(&document)? {
            self.summary.known += 1;
            return Ok(false);
        }
        let reading = (self.read)(&document);
        let prepared = [Prepared::new(document.clone(), reading.clone())];
        let outcome = self.store.add(&prepared, (self.clock)())?.pop().unwrap_or(Stored::Known);
        match outcome {
            Stored::Added => self.summary.added += 1,
            Stored::Changed => self.summary.changed += 1,
            Stored::Known => self.summary.known += 1,
        }
        if outcome == Stored::Known {
            return Ok(false);
        }
        (self.tell)(News::Article { feed, document: &document, reading: &reading, outcome });
        Ok(true)
    }
}
