//! From groups of stretches to claims: answers found, appearances in order of time, origins, circles, contradictions.

use super::answers::{answers, denials, stance};
use super::appearance::{Article, Sentence, Stance};
use super::claim::{Appearance, Claim};
use super::cluster::{Spot, cluster};
use super::conflicts::{mark_contradictions, near};
use super::drift::difference;
use super::edges::{Place, Steps, edge};
use super::hash::{hash, whole};
use super::links::{Link, Stretch};
use super::same::{Likeness, Side};
use super::shelf::{SentenceId, Shelf};
use selon_text::ByteRange;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The claims that the links among sentences on the shelf make, the earliest first. Give all links of the sentences that
/// are asked about and of those that they reach; the order of the links does not matter.
#[must_use]
pub fn claims(links: &[Link], shelf: &dyn Shelf) -> Vec<Claim> {
    let mut claims = claims_alone(links, shelf);
    let pairs = near(&claims, links);
    mark_contradictions(&mut claims, &pairs, shelf);
    claims
}

/// The same without what does not go together, which is between claims ([`super::mark_contradictions`]): each connected group of sentences can be traced in a place of
/// its own, where the sentences that may answer ([`super::may_answer`]) count as connected with those that they may point at.
#[must_use]
pub fn claims_alone(links: &[Link], shelf: &dyn Shelf) -> Vec<Claim> {
    Tracer::new(links, shelf).claims()
}

/// Finds which stretches make a claim, and then tells of those that are asked for what there is to tell: where very little of what is
/// linked has changed, most claims need not be told anew.
pub(crate) struct Tracer<'s> {
    desk: Desk<'s>,
    groups: Vec<Vec<Stretch>>,
}

impl<'s> Tracer<'s> {
    pub(crate) fn new(links: &[Link], shelf: &'s dyn Shelf) -> Self {
        let desk = Desk::new(shelf);
        // Who says that it is not so says another thing; he answers the claim besides.
        let (opposed, agreed): (Vec<Link>, Vec<Link>) =
            links.iter().partition(|link| desk.denies(link.a) != desk.denies(link.b));
        let mut groups = cluster(&agreed, |stretch| desk.spot(stretch));
        denials(&mut groups, &opposed, &desk);
        let sentences: BTreeSet<SentenceId> =
            links.iter().flat_map(|link| [link.a.sentence, link.b.sentence]).collect();
        answers(&mut groups, &sentences, &desk);
        Self { desk, groups }
    }

    /// The stretches of each claim.
    pub(crate) fn groups(&self) -> &[Vec<Stretch>] {
        &self.groups
    }

    /// A claim with all that is told of it; none where all its stretches are gone or stand in one article. Steps that are `known` are not
    /// told anew.
    pub(crate) fn claim(&self, group: &[Stretch], known: &Steps) -> Option<Claim> {
        claim(group, &self.desk, Some(known))
    }

    /// A claim without the steps from appearance to appearance, which take longest: what is asked of a claim that another one is set against.
    pub(crate) fn outline(&self, group: &[Stretch]) -> Option<Claim> {
        claim(group, &self.desk, None)
    }

    /// Puts claims in order, the earliest first.
    pub(crate) fn sort<T>(&self, claims: &mut [T], of: impl Fn(&T) -> &Claim) {
        claims.sort_by_cached_key(|one| key(of(one), &self.desk));
    }

    fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> = self.groups.iter().filter_map(|group| self.claim(group, &Steps::new())).collect();
        self.sort(&mut claims, |claim| claim);
        claims.iter_mut().flat_map(|claim| &mut claim.appearances).for_each(tell_difference);
        claims
    }
}

/// Lays an appearance and the one that it was taken from side by side, where both are of one language and it says the same.
fn tell_difference(appearance: &mut Appearance) {
    let Some(edge) = appearance.from.as_mut().filter(|_| appearance.stance != Stance::Declines) else { return };
    if edge.kind != Likeness::Translation {
        edge.difference = difference(&edge.quote, &appearance.quote);
    }
}

fn key(claim: &Claim, desk: &Desk) -> (i64, String) {
    let first = claim.appearances.first().and_then(|first| desk.place(first.stretch));
    (first.and_then(|place| place.article.seconds).unwrap_or(i64::MAX), claim.id.clone())
}

/// The sentences that are worked on, with their articles.
pub(super) struct Desk<'s> {
    pub(super) shelf: &'s dyn Shelf,
}

impl<'s> Desk<'s> {
    pub(super) fn new(shelf: &'s dyn Shelf) -> Self {
        Self { shelf }
    }

    pub(super) fn sentence(&self, id: SentenceId) -> Option<(Arc<Article>, Arc<Sentence>)> {
        let sentence = self.shelf.sentence(id)?;
        Some((self.shelf.article(&sentence.article)?, sentence))
    }

    fn spot(&self, stretch: Stretch) -> Spot {
        let article = self.sentence(stretch.sentence).map(|(article, _)| hash(&["article", &article.id]));
        Spot { article: article.unwrap_or_default(), span: self.span(stretch) }
    }

    pub(super) fn span(&self, stretch: Stretch) -> ByteRange {
        let sentence = self.shelf.sentence(stretch.sentence);
        let window = sentence.as_ref().and_then(|sentence| sentence.windows.get(stretch.window));
        window.map(|window| window.span).unwrap_or_default()
    }

    /// Whether a stretch says that something is not so.
    pub(super) fn denies(&self, stretch: Stretch) -> bool {
        self.sentence(stretch.sentence).is_some_and(|(article, sentence)| {
            let side = Side { article: &article, sentence: &sentence, window: stretch.window };
            stretch.window < sentence.windows.len() && side.denies()
        })
    }

    /// A stretch with all that is asked of it; `None` where the shelf no longer has it.
    pub(super) fn place(&self, stretch: Stretch) -> Option<Place> {
        let (article, sentence) = self.sentence(stretch.sentence)?;
        sentence.windows.get(stretch.window)?;
        Some(Place { article, sentence, stretch })
    }

    /// Hashes of the capitalised words of a sentence and the one before, sorted.
    pub(super) fn mentions_at(&self, place: &Place) -> Vec<u64> {
        let ids = self.shelf.sentences_of(&place.article.id);
        let at = ids.iter().position(|&id| id == place.stretch.sentence).and_then(|at| at.checked_sub(1));
        let before = at.and_then(|before| self.shelf.sentence(ids[before]));
        let mut mentions = place.sentence.mentions.clone();
        mentions.extend(before.iter().flat_map(|before| &before.mentions));
        mentions.sort_unstable();
        mentions
    }
}

/// One claim, where `known` is given with its steps; none where all its stretches are gone or stand in one article.
fn claim(group: &[Stretch], desk: &Desk, known: Option<&Steps>) -> Option<Claim> {
    let mut places: Vec<(Stretch, Place)> =
        group.iter().filter_map(|&stretch| Some((stretch, desk.place(stretch)?))).collect();
    let articles: BTreeSet<&str> = places.iter().map(|(_, place)| place.article.id.as_str()).collect();
    if articles.len() < 2 {
        return None;
    }
    places.sort_by_cached_key(|(_, place)| {
        (place.article.seconds.unwrap_or(i64::MAX), place.article.id.clone(), place.sentence.order)
    });
    let mut appearances: Vec<Appearance> = (0..places.len()).map(|at| appearance(&places, at, desk, known)).collect();
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

fn appearance(places: &[(Stretch, Place)], at: usize, desk: &Desk, known: Option<&Steps>) -> Appearance {
    let (stretch, place) = &places[at];
    let stance = stance(place);
    let earlier = || -> Vec<&Place> {
        places[..at].iter().map(|(_, place)| place).filter(|other| other.article.id != place.article.id).collect()
    };
    let window = place.side().window_of();
    Appearance {
        article: place.article.id.clone(),
        stretch: *stretch,
        span: window.span,
        quote: place.side().words().to_owned(),
        statement: window.statement.clone(),
        speaker: window.speaker.clone(),
        stance,
        from: known.and_then(|known| edge(place, stance, &earlier(), known, desk)),
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
