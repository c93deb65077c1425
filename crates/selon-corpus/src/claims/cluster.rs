//! From links to claims: stretches that are linked closely enough, of each sentence those that most others bear out.

use super::likelihood::of_log_odds;
use super::links::{Link, Stretch};
use super::shelf::SentenceId;
use selon_text::ByteRange;
use std::collections::{BTreeMap, HashMap, HashSet};

/// From this evidence on two groups of stretches are one claim.
const ENOUGH: f32 = 0.2;
/// Links that are missing between two groups weigh so much: 0 not at all, 1 as much as those that are there.
const MISSING: f32 = 0.7;
/// What it weighs against two groups, in log-odds, that articles have both of them, in other sentences: an article seldom says one thing twice.
const BESIDE: f32 = 2.0;
/// A link of more strength counts as one of this: none is beyond doubt.
const SUREST: f32 = 0.98;
/// Stretches that are not linked are thought to speak of one claim with this strength.
const UNLINKED: f32 = 0.05;

/// Where a stretch stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// A number that is its article's own.
    pub article: u64,
    /// The bytes of the article's text.
    pub span: ByteRange,
}

/// The groups of stretches that say the same, given all links among them; the order of the links does not matter.
/// `spot` tells where a stretch stands.
///
/// ```
/// use selon_corpus::claims::{Link, SentenceId, Spot, Stretch, cluster};
/// let at = |sentence| Stretch { sentence: SentenceId(sentence), window: 0 };
/// let link = |a, b, strength| Link { a: at(a), b: at(b), strength };
/// let spot = |stretch: Stretch| Spot { article: stretch.sentence.0 as u64, span: selon_text::ByteRange::new(0, 9) };
/// let claims = cluster(&[link(1, 2, 0.9), link(3, 4, 0.8)], spot);
/// assert_eq!(claims, [vec![at(1), at(2)], vec![at(3), at(4)]]);
/// ```
#[must_use]
pub fn cluster(links: &[Link], spot: impl Fn(Stretch) -> Spot) -> Vec<Vec<Stretch>> {
    let strengths = standing(links, &|stretch| spot(stretch).span);
    let mut groups = Groups::new(&strengths, &spot);
    let mut ranked: Vec<(&(Stretch, Stretch), &f32)> = strengths.iter().collect();
    ranked.sort_by(|x, y| y.1.total_cmp(x.1).then(x.0.cmp(y.0)));
    for (&(a, b), _) in ranked {
        groups.try_join(a, b);
    }
    groups.into_claims()
}

/// The strength between the stretches that stand for their sentences.
fn standing(links: &[Link], span: &impl Fn(Stretch) -> ByteRange) -> BTreeMap<(Stretch, Stretch), f32> {
    let mut ranked: Vec<(Stretch, f32)> = support(links).into_iter().collect();
    ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut stand: HashSet<Stretch> = HashSet::new();
    let mut of_sentence: HashMap<SentenceId, Vec<ByteRange>> = HashMap::new();
    for (stretch, _) in ranked {
        let kept = of_sentence.entry(stretch.sentence).or_default();
        if !kept.iter().any(|&other| nearly_one(span(stretch), other)) {
            kept.push(span(stretch));
            stand.insert(stretch);
        }
    }
    let mut strengths: BTreeMap<(Stretch, Stretch), f32> = BTreeMap::new();
    for link in links.iter().filter(|link| stand.contains(&link.a) && stand.contains(&link.b)) {
        let strength = strengths.entry((link.a.min(link.b), link.a.max(link.b))).or_default();
        *strength = strength.max(link.strength);
    }
    strengths
}

/// How much speaks for each stretch as what its sentence says: the sum, over the sentences that it is linked to, of its strongest link.
fn support(links: &[Link]) -> BTreeMap<Stretch, f32> {
    let both = |link: &Link| [(link.a, link.b.sentence, link.strength), (link.b, link.a.sentence, link.strength)];
    let mut ways: Vec<(Stretch, SentenceId, f32)> = links.iter().flat_map(both).collect();
    ways.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
    ways.dedup_by_key(|(stretch, other, _)| (*stretch, *other));
    let mut support: BTreeMap<Stretch, f32> = BTreeMap::new();
    for (stretch, _, strength) in ways {
        *support.entry(stretch).or_default() += strength;
    }
    support
}

/// Whether two spans are nearly one: much of both is shared, or the shorter lies in the longer and is half of it.
pub(super) fn nearly_one(a: ByteRange, b: ByteRange) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    shared > 0 && (shared * 5 >= (short + long - shared) * 2 || (shared == short && short * 2 >= long))
}

fn log_odds(strength: f32) -> f32 {
    (strength / (1.0 - strength)).ln()
}

/// Groups of stretches that grow.
struct Groups {
    group_of: HashMap<Stretch, usize>,
    members: Vec<Vec<Stretch>>,
    near: HashMap<Stretch, Vec<(Stretch, f32)>>,
    /// The sentences of each article that each group has.
    articles: Vec<HashMap<u64, Vec<SentenceId>>>,
}

impl Groups {
    fn new(strengths: &BTreeMap<(Stretch, Stretch), f32>, spot: &impl Fn(Stretch) -> Spot) -> Self {
        let mut near: HashMap<Stretch, Vec<(Stretch, f32)>> = HashMap::new();
        for (&(a, b), &strength) in strengths {
            near.entry(a).or_default().push((b, strength));
            near.entry(b).or_default().push((a, strength));
        }
        let mut stretches: Vec<Stretch> = near.keys().copied().collect();
        stretches.sort_unstable();
        let group_of = stretches.iter().enumerate().map(|(group, &stretch)| (stretch, group)).collect();
        let article = |&stretch: &Stretch| HashMap::from([(spot(stretch).article, vec![stretch.sentence])]);
        let articles = stretches.iter().map(article).collect();
        Self { group_of, members: stretches.into_iter().map(|stretch| vec![stretch]).collect(), near, articles }
    }

    /// Makes the groups of two stretches one where the links between them are evidence enough.
    fn try_join(&mut self, a: Stretch, b: Stretch) {
        let (x, y) = (self.group_of[&a], self.group_of[&b]);
        if x == y || self.evidence(x, y) < ENOUGH {
            return;
        }
        let (into, from) = if self.members[x].len() >= self.members[y].len() { (x, y) } else { (y, x) };
        let moved = std::mem::take(&mut self.members[from]);
        for stretch in &moved {
            self.group_of.insert(*stretch, into);
        }
        self.members[into].extend(moved);
        for (article, sentences) in std::mem::take(&mut self.articles[from]) {
            self.articles[into].entry(article).or_default().extend(sentences);
        }
    }

    /// The mean of the log-odds of the links between two groups, as a strength again: those that are missing take away, and so do
    /// articles that have both.
    fn evidence(&self, x: usize, y: usize) -> f32 {
        let (x, y) = if self.members[x].len() <= self.members[y].len() { (x, y) } else { (y, x) };
        let across = self.members[x].iter().filter_map(|stretch| self.near.get(stretch)).flatten();
        let linked = across.filter(|(other, _)| self.group_of[other] == y);
        let gained: f32 =
            linked.map(|(_, strength)| log_odds(strength.clamp(UNLINKED, SUREST)) - log_odds(UNLINKED)).sum();
        let pairs = (self.members[x].len() * self.members[y].len()) as f32;
        let mean = log_odds(UNLINKED) + gained / pairs.powf(MISSING) - BESIDE * self.beside(x, y);
        of_log_odds(mean)
    }

    /// Which share of the articles of the group that has fewer says both, in other sentences.
    fn beside(&self, x: usize, y: usize) -> f32 {
        let (x, y) = (&self.articles[x], &self.articles[y]);
        let (few, many) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        let apart = |(article, sentences): &(&u64, &Vec<SentenceId>)| {
            many.get(article).is_some_and(|others| !sentences.iter().any(|sentence| others.contains(sentence)))
        };
        few.iter().filter(apart).count() as f32 / few.len().max(1) as f32
    }

    fn into_claims(self) -> Vec<Vec<Stretch>> {
        let mut claims: Vec<Vec<Stretch>> = self.members.into_iter().filter(|members| members.len() > 1).collect();
        claims.iter_mut().for_each(|members| members.sort_unstable());
        claims.sort_unstable();
        claims
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(sentence: i64) -> Stretch {
        Stretch { sentence: SentenceId(sentence), window: 0 }
    }

    /// Every sentence in an article of its own.
    fn apart(stretch: Stretch) -> Spot {
        Spot { article: stretch.sentence.0 as u64, span: ByteRange::new(0, 9) }
    }

    #[test]
    fn one_weak_link_does_not_join_two_large_groups() {
        let strong = |a, b| Link { a: at(a), b: at(b), strength: 0.9 };
        let mut links = vec![Link { a: at(1), b: at(11), strength: 0.3 }];
        for a in 1..5 {
            for b in a + 1..5 {
                links.extend([strong(a, b), strong(a + 10, b + 10)]);
            }
        }
        assert_eq!(cluster(&links, apart).len(), 2);
        links.reverse();
        assert_eq!(cluster(&links, apart).len(), 2);
    }

    #[test]
    fn what_articles_say_in_two_sentences_each_is_two_claims() {
        let strong = |a, b| Link { a: at(a), b: at(b), strength: 0.9 };
        let links = [strong(1, 2), strong(11, 12), Link { a: at(2), b: at(11), strength: 0.8 }];
        assert_eq!(cluster(&links, apart).len(), 1);
        let two_articles = |stretch: Stretch| Spot { article: stretch.sentence.0 as u64 % 10, ..apart(stretch) };
        assert_eq!(cluster(&links, two_articles).len(), 2);
    }

    #[test]
    fn the_window_that_most_others_bear_out_stands_for_its_sentence() {
        let of =
            |window, other, strength| Link { a: Stretch { sentence: SentenceId(1), window }, b: at(other), strength };
        let links = [of(0, 2, 0.8), of(1, 2, 0.7), of(1, 3, 0.7), of(1, 4, 0.7)];
        let spot = |stretch: Stretch| Spot {
            span: ByteRange::new(0, if stretch.window == 0 { 100 } else { 60 }),
            ..apart(stretch)
        };
        let claims = cluster(&links, spot);
        assert_eq!(claims, [vec![Stretch { sentence: SentenceId(1), window: 1 }, at(2), at(3), at(4)]]);
    }

    #[test]
    fn overlapping_windows_are_one() {
        assert!(nearly_one(ByteRange::new(0, 100), ByteRange::new(0, 60)));
        assert!(!nearly_one(ByteRange::new(0, 100), ByteRange::new(90, 200)));
    }
}
