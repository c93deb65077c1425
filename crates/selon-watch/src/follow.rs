//! Following feeds, round by round: who was asked lately, and what they said of how they want to be asked, is kept between rounds.

use crate::error::WatchError;
use crate::get::Getter;
use crate::options::Options;
use crate::queue::Queue;
use crate::reach::Reach;
use crate::round::{Round, Summary, Work};
use jiff::Timestamp;
use selon_corpus::{Outcome, Store};
use selon_page::Document;
use selon_reading::Reading;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Answers that wait until they are stored; more would only take memory.
const WAITING: usize = 4;

/// How a document is read.
pub type Reader<'r> = dyn Fn(&Document) -> Reading + 'r;

/// Something that happened in a round.
#[derive(Debug)]
pub enum News<'n> {
    /// An article was fetched and stored.
    Article {
        /// The feed that names it.
        feed: &'n str,
        /// The article as it was read.
        document: &'n Document,
        /// Its statements and what else was read.
        reading: &'n Reading,
        /// Whether it is new, or says something else now.
        outcome: Outcome,
    },
    /// An article could not be had.
    Lost {
        /// The feed that names it.
        feed: &'n str,
        /// Its address.
        address: &'n str,
        /// Why, as a plain sentence.
        reason: &'n str,
        /// Whether a later round asks again.
        again: bool,
    },
    /// A feed could not be had; a later round asks again.
    Failed {
        /// Its address.
        feed: &'n str,
        /// Why, as a plain sentence.
        reason: &'n str,
        /// What to do about it.
        hint: Option<&'n str>,
    },
}

/// Follows feeds.
pub struct Follower {
    options: Options,
    reach: Reach,
    getter: Getter,
    queue: Queue<Work>,
}

impl Follower {
    /// A follower that has asked nobody yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let reach = Reach::default();
        let getter = Getter::new(&options, &reach);
        Self { options, reach, getter, queue: Queue::new() }
    }

    /// Asks every feed once, and stores what they name that is new. Each article is stored as it comes: a round that is stopped, however
    /// hard, is gone on with by the next.
    ///
    /// `read` reads a document; `clock` tells the time; `tell` hears what happens.
    ///
    /// # Errors
    /// Where the database can't be read or written. Feeds and articles that can't be had are told of, and end nothing.
    pub fn round(
        &self,
        store: &mut Store,
        feeds: &[String],
        read: &Reader<'_>,
        clock: &dyn Fn() -> Timestamp,
        tell: &mut dyn FnMut(News<'_>),
    ) -> Result<Summary, WatchError> {
        self.queue.open();
        let (send, outcomes) = sync_channel(WAITING);
        thread::scope(|scope| {
            for _ in 0..self.options.at_once.max(1) {
                let send = send.clone();
                scope.spawn(move || self.queue.work(&self.getter, &self.reach, &self.options, &send));
            }
            drop(send);
            let round = Round::new(store, &self.queue, &self.reach, &self.options, read, clock, tell);
            let done = round.run(feeds, &outcomes);
            // Workers end once there is nothing to do and nobody to tell.
            self.queue.close();
            drop(outcomes);
            done
        })
    }
}
