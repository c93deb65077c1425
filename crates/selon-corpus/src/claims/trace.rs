//! From groups of stretches to claims: answers found, appearances in order of time, origins, circles, contradictions.

use super::answers::{answers, denials, stance};
use super::appearance::{Article, Sentence, Stance};
use super::claim::{Appearance, Claim};
use super::cluster::{Spot, cluster};
use super::conflicts::contradictions;
use super::edges::{Place, edge};
use super::hash::{hash, whole};
use super::links::{Link, Stretch};
use super::same::Side;
use super::shelf::{SentenceId, Shelf};
use selon_text::ByteRange;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The claims that the links among sentences on the shelf make, the earliest first. Give all links of the sentences that
/// are asked about and of those that they reach; the order of the links does not matter.
#[must_use]
pub fn claims(links: &[Link], shelf: &dyn Shelf) -> Vec<Claim> {
    let (mut claims, desk) = traced(links, shelf);
    contradictions(&mut claims, &desk);
    claims
}

/// The same without what does not go together, which is between claims ([`super::mark_contradictions`]): each connected group of sentences can be traced in a place of
/// its own, where the sentences that may answer ([`super::may_answer`]) count as connected with those that they may point at.
#[must_use]
pub fn claims_alone(links: &[Link], shelf: &dyn Shelf) -> Vec<Claim> {
    traced(links, shelf).0
}

fn traced<'s>(links: &[Link], shelf: &'s dyn Shelf) -> (Vec<Claim>, Desk<'s>) {
    let mut desk = Desk::new(shelf);
    for stretch in links.iter().flat_map(|link| [link.a, link.b]) {
        desk.fetch(stretch.sentence);
    }
    // Who says that it is not so says another thing; he answers the claim besides.
    let (opposed, agreed): (Vec<Link>, Vec<Link>) =
        links.iter().partition(|link| desk.denies(link.a) != desk.denies(link.b));
    let mut groups = cluster(&agreed, |stretch| desk.spot(stretch));
    denials(&mut groups, &opposed, &desk);
    answers(&mut groups, &desk);
    let mut claims: Vec<Claim> = groups.iter().filter_map(|group| claim(group, &desk)).collect();
    claims.sort_by_cached_key(|claim| key(claim, &desk));
    (claims, desk)
}

fn key(claim: &Claim, desk: &Desk) -> (i64, String) {
    let first = claim.appearances.first().and_then(|first| desk.place(first.stretch));
    (first.and_then(|place| place.article.seconds).unwrap_or(i64::MAX), claim.id.clone())
}

/// A sentence with its article.
type Kept = (Arc<Article>, Arc<Sentence>);

/// Sentences and articles that were fetched from the shelf, each once.
pub(super) struct Desk<'s> {
    pub(super) shelf: &'s dyn Shelf,
    sentences: HashMap<SentenceId, Option<Kept>>,
    of_article: HashMap<String, Vec<SentenceId>>,
}

impl<'s> Desk<'s> {
    pub(super) fn new(shelf: &'s dyn Shelf) -> Self {
        Self { shelf, sentences: HashMap::new(), of_article: HashMap::new() }
    }

    /// Fetches a sentence and the others of its article.
    pub(super) fn fetch(&mut self, id: SentenceId) {
        let Some(sentence) = self.shelf.sentence(id) else { return };
        if self.of_article.contains_key(&sentence.article) {
            return;
        }
        let Some(article) = self.shelf.article(&sentence.article) else { return };
        let ids = self.shelf.sentences_of(&sentence.article);
        for &other in &ids {
            let fetched = self.shelf.sentence(other).map(|sentence| (Arc::clone(&article), sentence));
            self.sentences.insert(other, fetched);
        }
        self.of_article.insert(sentence.article.clone(), ids);
    }

    pub(super) fn sentence(&self, id: SentenceId) -> Option<&Kept> {
        self.sentences.get(&id)?.as_ref()
    }

    /// The sentences of an article that was fetched, in order of place.
    pub(super) fn of_article(&self, article: &str) -> &[SentenceId] {
        self.of_article.get(article).map_or(&[], Vec::as_slice)
    }

    /// The sentences of an article that was fetched, as they are compared.
    pub(super) fn text_of(&self, article: &str) -> Vec<&Sentence> {
        self.of_article(article)
            .iter()
            .filter_map(|&id| self.sentence(id))
            .map(|(_, sentence)| sentence.as_ref())
            .collect()
    }

    /// The articles that were fetched, in order of their ids.
    pub(super) fn articles(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.of_article.keys().cloned().collect();
        ids.sort_unstable();
        ids
    }

    fn spot(&self, stretch: Stretch) -> Spot {
        let article = self.sentence(stretch.sentence).map(|(article, _)| hash(&["article", &article.id]));
        Spot { article: article.unwrap_or_default(), span: self.span(stretch) }
    }

    pub(super) fn span(&self, stretch: Stretch) -> ByteRange {
        let windows = self.sentence(stretch.sentence).map(|(_, sentence)| &sentence.windows);
        windows.and_then(|windows| windows.get(stretch.window)).map(|window| window.span).unwrap_or_default()
    }

    /// Whether a stretch says that something is not so.
    pub(super) fn denies(&self, stretch: Stretch) -> bool {
        self.sentence(stretch.sentence).is_some_and(|(article, sentence)| {
            stretch.window < sentence.windows.len() && Side { article, sentence, window: stretch.window }.denies()
        })
    }

    /// A stretch with all that is asked of it; `None` where the shelf no longer has it.
    pub(super) fn place(&self, stretch: Stretch) -> Option<Place> {
        let (article, sentence) = self.sentence(stretch.sentence)?;
        sentence.windows.get(stretch.window)?;
        let ids = self.of_article(&article.id);
        let at = ids.iter().position(|&id| id == stretch.sentence)?;
        let before = at.checked_sub(1).and_then(|before| self.sentence(ids[before]));
        let mut mentions = sentence.mentions.clone();
        mentions.extend(before.iter().flat_map(|(_, before)| &before.mentions));
        mentions.sort_unstable();
        Some(Place { article: Arc::clone(article), sentence: Arc::clone(sentence), window: stretch.window, mentions })
    }
}

/// One claim; none where all its stretches are gone or stand in one article.
fn claim(group: &[Stretch], desk: &Desk) -> Option<Claim> {
    let mut places: Vec<(Stretch, Place)> =
        group.iter().filter_map(|&stretch| Some((stretch, desk.place(stretch)?))).collect();
    let articles: BTreeSet<&str> = places.iter().map(|(_, place)| place.article.id.as_str()).collect();
    if articles.len() < 2 {
        return None;
    }
    places.sort_by_cached_key(|(_, place)| {
        (place.article.seconds.unwrap_or(i64::MAX), place.article.id.clone(), place.sentence.order)
    });
    let mut appearances: Vec<Appearance> = (0..places.len()).map(|at| appearance(&places, at, desk)).collect();
    keep_one_source(&mut appearances);
    // Who denies a claim may be the first of it, and of those who deny it too: a claim is known by the first who says it.
    let says = |appearance: &&Appearance| appearance.stance == Stance::Asserts;
    let first = appearances.iter().find(says).or(appearances.first())?;
    let [start, end] = [first.span.start, first.span.end].map(|at| at.to_string());
    let id = format!("{:016x}", whole(&["claim", &first.article, &start, &end]));
    Some(Claim {
        id,
        origins: origins(&appearances),
        circles: circles(&appearances),
        appearances,
        contradicts: Vec::new(),
    })
}

fn appearance(places: &[(Stretch, Place)], at: usize, desk: &Desk) -> Appearance {
    let (stretch, place) = &places[at];
    let stance = stance(place);
    let earlier: Vec<&Place> =
        places[..at].iter().map(|(_, place)| place).filter(|other| other.article.id != place.article.id).collect();
    let window = place.side().window_of();
    Appearance {
        article: place.article.id.clone(),
        stretch: *stretch,
        span: window.span,
        quote: place.side().words().to_owned(),
        statement: window.statement.clone(),
        speaker: window.speaker.clone(),
        stance,
        from: edge(place, stance, &earlier, desk),
    }
}

/// Where an article says it more than once, all of it was taken from one other article: the surest.
fn keep_one_source(appearances: &mut [Appearance]) {
    let mut surest: BTreeMap<String, f32> = BTreeMap::new();
    for (article, strength) in appearances.iter().filter_map(taken) {
        let most = surest.entry(article.to_owned()).or_default();
        *most = most.max(strength);
    }
    for appearance in appearances {
        if taken(appearance).is_some_and(|(article, strength)| surest.get(article).is_some_and(|&most| strength < most))
        {
            appearance.from = None;
        }
    }
}

/// The article of an appearance that says it, where it was taken from another one, and how surely.
fn taken(appearance: &Appearance) -> Option<(&str, f32)> {
    let edge = appearance.from.as_ref().filter(|_| appearance.stance == Stance::Asserts)?;
    Some((&appearance.article, edge.strength))
}

/// Articles that say it and took it from no other one.
fn origins(appearances: &[Appearance]) -> Vec<String> {
    let has_taken: BTreeSet<&str> = appearances.iter().filter_map(taken).map(|(article, _)| article).collect();
    let says = |appearance: &&Appearance| {
        appearance.stance == Stance::Asserts && !has_taken.contains(appearance.article.as_str())
    };
    let mut found: Vec<String> = Vec::new();
    for appearance in appearances.iter().filter(says) {
        if !found.contains(&appearance.article) {
            found.push(appearance.article.clone());
        }
    }
    found
}

/// Articles that lean on one another in a circle: each took it from the next one, by what its text says.
fn circles(appearances: &[Appearance]) -> Vec<Vec<String>> {
    let from: BTreeMap<&str, &str> = appearances
        .iter()
        .filter_map(|appearance| Some((appearance.article.as_str(), appearance.from.as_ref()?.article.as_str())))
        .collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for &start in from.keys() {
        let mut path = vec![start];
        while let Some(&next) = from.get(path[path.len() - 1]) {
            if let Some(at) = path.iter().position(|&there| there == next) {
                let mut circle: Vec<String> = path[at..].iter().map(|&id| id.to_owned()).collect();
                circle.sort_unstable();
                found.insert(circle);
                break;
            }
            path.push(next);
        }
    }
    found.into_iter().collect()
}
