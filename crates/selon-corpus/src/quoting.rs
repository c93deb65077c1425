//! Who quotes whom over the whole corpus? Outlets and speakers, with how often.

use crate::error::StoreError;
use crate::store::{Store, plain_name};
use selon_language::{Classes, language, languages};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most pairs that are given: those who quote each other most.
const MOST: i64 = 50_000;

/// Who quotes whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quoting {
    /// Outlets and speakers; an outlet that is quoted under its own name is one node.
    pub nodes: Vec<Voice>,
    /// Who quotes whom.
    pub links: Vec<Quoted>,
}

/// An outlet or a speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The name.
    pub name: String,
    /// Whether it publishes.
    pub is_outlet: bool,
}

/// How often somebody quotes somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quoted {
    /// Number of who quotes, in [`Quoting::nodes`].
    pub from: usize,
    /// Number of who is quoted.
    pub to: usize,
    /// How many statements.
    pub count: usize,
}

impl Store {
    /// Who quotes whom, by statements with a named speaker in an article of a known outlet.
    ///
    /// # Errors
    /// Where the database can't be read.
    pub fn quoting(&self) -> Result<Quoting, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.outlet, c.speaker, o.name, o.key, p.name, c.many
             FROM (SELECT outlet, speaker, count(*) AS many FROM statements
                   WHERE current AND outlet IS NOT NULL AND speaker IS NOT NULL
                   GROUP BY outlet, speaker ORDER BY many DESC, outlet, speaker LIMIT ?1) c
             JOIN outlets o ON o.id = c.outlet JOIN speakers p ON p.id = c.speaker",
        )?;
        let mut rows = statement.query([MOST])?;
        let mut gathered = Gathered::default();
        while let Some(row) = rows.next()? {
            let (outlet, key): (String, String) = (row.get(2)?, row.get(3)?);
            let from = gathered.outlet(key, outlet);
            let to = gathered.speaker(row.get(1)?, row.get(4)?);
            let count = usize::try_from(row.get::<_, i64>(5)?).unwrap_or(0);
            gathered.links.push(Quoted { from, to, count });
        }
        Ok(gathered.merged())
    }
}

#[derive(Default)]
struct Gathered {
    nodes: Vec<Voice>,
    links: Vec<Quoted>,
    outlets: BTreeMap<String, usize>,
    speakers: BTreeMap<i64, usize>,
}

impl Gathered {
    fn outlet(&mut self, key: String, name: String) -> usize {
        let next = self.nodes.len();
        let number = *self.outlets.entry(key).or_insert(next);
        if number == next {
            self.nodes.push(Voice { name, is_outlet: true });
        }
        number
    }

    fn speaker(&mut self, id: i64, name: String) -> usize {
        let next = self.nodes.len();
        let number = *self.speakers.entry(id).or_insert(next);
        if number == next {
            self.nodes.push(Voice { name, is_outlet: false });
        }
        number
    }

    /// Outlets that are quoted by name become one with themselves; who speaks in their own pages quotes nobody else.
    fn merged(self) -> Quoting {
        let mut number = vec![0; self.nodes.len()];
        let mut nodes = Vec::new();
        let bare: BTreeMap<String, &usize> =
            self.outlets.iter().map(|(key, outlet)| (without_articles(key), outlet)).collect();
        for (old, voice) in self.nodes.iter().enumerate().filter(|(_, voice)| voice.is_outlet) {
            number[old] = nodes.len();
            nodes.push(voice.clone());
        }
        for (old, voice) in self.nodes.iter().enumerate().filter(|(_, voice)| !voice.is_outlet) {
            number[old] = match bare.get(&without_articles(&voice.name)) {
                Some(outlet) => number[**outlet],
                None => {
                    nodes.push(voice.clone());
                    nodes.len() - 1
                }
            };
        }
        let renumbered = self.links.iter().map(|link| Quoted { from: number[link.from], to: number[link.to], ..*link });
        Quoting { nodes, links: renumbered.filter(|link| link.from != link.to).collect() }
    }
}

/// The name folded, without articles: who is called Le Phare on its own page is Phare where others quote it.
fn without_articles(name: &str) -> String {
    let plain = plain_name(name);
    let is_article = |word: &str| {
        let mut entries = languages().into_iter().filter_map(|code| language(code)?.word(word));
        entries.any(|entry| entry.classes.has(Classes::DETERMINER))
    };
    let kept: Vec<&str> = plain.split(' ').filter(|word| !is_article(word)).collect();
    if kept.is_empty() { plain } else { kept.join(" ") }
}
