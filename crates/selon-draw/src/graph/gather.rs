//! Which nodes are shown, and which are gathered around which? Decided by how often they quote and are quoted alone, so that the
//! same rows always give the same picture.

use super::{Graph, Link, NodeKind, Opened};
use crate::letters::plain;
use std::collections::BTreeMap;

/// All nodes are shown up to this many.
const ALL: usize = 60;
/// Of more, so many are shown, and at most so many gatherings.
const SHOWN: usize = 40;
const GATHERINGS: usize = 16;
/// Of an opened gathering: members, and neighbours of them.
const MEMBERS: usize = 40;
const NEIGHBOURS: usize = 16;
/// The most lines.
const LINES: usize = 160;

/// What is drawn as one box.
pub(super) struct Item {
    pub(super) name: String,
    /// What stands in the box: a gathering lies beside whom it is gathered around, and has its size alone.
    pub(super) shown: String,
    pub(super) kind: NodeKind,
    pub(super) href: Option<String>,
    /// For a gathering: what opens it.
    pub(super) opens: Option<Opened>,
    /// How many nodes it is.
    pub(super) count: usize,
    /// How often they quote and are quoted.
    pub(super) weight: usize,
}

/// What is drawn.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) items: Vec<Item>,
    /// Between items.
    pub(super) links: Vec<Link>,
    /// How many links are left out.
    pub(super) faint: usize,
}

/// To which item each node belongs while they are gathered.
struct Gathering<'g> {
    graph: &'g Graph<'g>,
    weights: Vec<usize>,
    /// For each node its neighbours, with how often.
    near: Vec<Vec<(usize, usize)>>,
    /// The nodes by weight, the heaviest first.
    ranked: Vec<usize>,
}

pub(super) fn gathered(graph: &Graph) -> Shown {
    let gathering = Gathering::new(graph);
    let groups = gathering.groups();
    let (items, item_of) = match graph.opened {
        Opened::Whole => gathering.whole(&groups),
        Opened::Around(centre, from) => {
            let members = groups.get(&Some(centre)).map_or(&[][..], Vec::as_slice);
            gathering.opened(Some(centre).filter(|centre| *centre < graph.nodes.len()), members, from)
        }
        Opened::Apart(from) => gathering.opened(None, groups.get(&None).map_or(&[][..], Vec::as_slice), from),
    };
    let (links, faint) = gathering.links(&item_of, &items);
    Shown { items, links, faint }
}

impl<'g> Gathering<'g> {
    fn new(graph: &'g Graph<'g>) -> Self {
        let count = graph.nodes.len();
        let mut weights = vec![0_usize; count];
        let mut near = vec![Vec::new(); count];
        for link in graph.links.iter().filter(|link| link.from < count && link.to < count && link.from != link.to) {
            for (one, other) in [(link.from, link.to), (link.to, link.from)] {
                weights[one] = weights[one].saturating_add(link.count);
                near[one].push((other, link.count));
            }
        }
        let mut ranked: Vec<usize> = (0..count).collect();
        ranked.sort_by_key(|node| (std::cmp::Reverse(weights[*node]), *node));
        Self { graph, weights, near, ranked }
    }

    /// The nodes that are shown of the whole.
    fn heads(&self) -> &[usize] {
        &self.ranked[..if self.ranked.len() <= ALL { self.ranked.len() } else { SHOWN }]
    }

    /// The other nodes by the shown one that they have most to do with, directly or through others, the heaviest first; under
    /// `None` those that have to do with none, and those around whom there are too few for a gathering.
    fn groups(&self) -> BTreeMap<Option<usize>, Vec<usize>> {
        let heads = self.heads();
        let mut centre: Vec<Option<usize>> = vec![None; self.graph.nodes.len()];
        heads.iter().for_each(|head| centre[*head] = Some(*head));
        let rest = &self.ranked[heads.len()..];
        // Twice: neighbours of neighbours find their place in the second round.
        for _ in 0..2 {
            for &node in rest {
                if centre[node].is_none() {
                    let known = self.near[node].iter().filter(|(other, _)| centre[*other].is_some());
                    let nearest =
                        known.max_by_key(|(other, count)| (*count, self.weights[*other], std::cmp::Reverse(*other)));
                    centre[node] = nearest.and_then(|(other, _)| centre[*other]);
                }
            }
        }
        let mut groups: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        rest.iter().for_each(|node| groups.entry(centre[*node]).or_default().push(*node));
        let mut sizes: Vec<(usize, usize)> =
            groups.iter().filter_map(|(centre, members)| Some((members.len(), (*centre)?))).collect();
        sizes.sort_by_key(|(size, centre)| (std::cmp::Reverse(*size), *centre));
        for (_, small) in sizes.into_iter().skip(GATHERINGS) {
            let members = groups.remove(&Some(small)).unwrap_or_default();
            groups.entry(None).or_default().extend(members);
        }
        groups
            .values_mut()
            .for_each(|members| members.sort_by_key(|node| (std::cmp::Reverse(self.weights[*node]), *node)));
        groups
    }

    fn whole(&self, groups: &BTreeMap<Option<usize>, Vec<usize>>) -> (Vec<Item>, BTreeMap<usize, usize>) {
        let mut items = Vec::new();
        let mut item_of = BTreeMap::new();
        for &node in self.heads() {
            item_of.insert(node, items.len());
            items.push(self.single(node));
        }
        for (centre, members) in groups {
            let opens = centre.map_or(Opened::Apart(0), |centre| Opened::Around(centre, 0));
            item_of.extend(members.iter().map(|node| (*node, items.len())));
            items.push(self.several(*centre, members, opens));
        }
        (items, item_of)
    }

    /// The members of one gathering, whom they have to do with, and what comes after them as a gathering of its own.
    fn opened(&self, centre: Option<usize>, members: &[usize], from: usize) -> (Vec<Item>, BTreeMap<usize, usize>) {
        let here = &members[from.min(members.len())..];
        let (shown, later) = here.split_at(here.len().min(MEMBERS));
        let mut nodes: Vec<usize> = centre.into_iter().chain(shown.iter().copied()).collect();
        let mut neighbours: BTreeMap<usize, usize> = BTreeMap::new();
        for (other, count) in
            shown.iter().flat_map(|node| &self.near[*node]).filter(|(other, _)| !nodes.contains(other))
        {
            *neighbours.entry(*other).or_insert(0) += count;
        }
        let mut nearest: Vec<(usize, usize)> = neighbours.into_iter().collect();
        nearest.sort_by_key(|(node, count)| (std::cmp::Reverse(*count), *node));
        nodes.extend(nearest.into_iter().take(NEIGHBOURS).map(|(node, _)| node));
        let mut items: Vec<Item> = nodes.iter().map(|node| self.single(*node)).collect();
        let mut item_of: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(item, node)| (*node, item)).collect();
        if !later.is_empty() {
            let next = from + shown.len();
            for node in later {
                item_of.entry(*node).or_insert(items.len());
            }
            let opens = centre.map_or(Opened::Apart(next), |centre| Opened::Around(centre, next));
            items.push(self.several(centre, later, opens));
        }
        (items, item_of)
    }

    fn single(&self, node: usize) -> Item {
        let told = &self.graph.nodes[node];
        let weight = self.weights[node];
        let name = plain(&told.name);
        Item { shown: name.clone(), name, kind: told.kind, href: told.href.clone(), opens: None, count: 1, weight }
    }

    fn several(&self, centre: Option<usize>, members: &[usize], opens: Opened) -> Item {
        let words = &self.graph.words;
        let count = members.len().to_string();
        let name = match centre {
            Some(centre) => words.around.replacen("{}", &count, 1).replacen("{}", &self.graph.nodes[centre].name, 1),
            None => words.apart.replacen("{}", &count, 1),
        };
        Item {
            shown: if centre.is_some() { format!("+{count}") } else { name.clone() },
            name,
            kind: NodeKind::default(),
            href: (self.graph.leads)(opens),
            opens: Some(opens),
            count: members.len(),
            weight: members.iter().map(|node| self.weights[*node]).sum(),
        }
    }

    /// The links between items, the strongest; and how many more there are. A gathering is linked to whom it is gathered around
    /// alone: all that its members do besides is told when it is opened.
    fn links(&self, item_of: &BTreeMap<usize, usize>, items: &[Item]) -> (Vec<Link>, usize) {
        let is_told = |link: &Link| {
            let around = |gathering: usize, other: usize| match items[gathering].opens {
                None => true,
                Some(Opened::Around(centre, _)) => item_of.get(&centre) == Some(&other),
                Some(_) => false,
            };
            around(link.from, link.to) && around(link.to, link.from)
        };
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for link in self.graph.links {
            if let (Some(&from), Some(&to)) = (item_of.get(&link.from), item_of.get(&link.to))
                && from != to
            {
                let known: &mut usize = counts.entry((from, to)).or_insert(0);
                *known = known.saturating_add(link.count);
            }
        }
        let mut links: Vec<Link> = counts.into_iter().map(|((from, to), count)| Link { from, to, count }).collect();
        let all = links.len();
        links.retain(is_told);
        links.sort_by_key(|link| (std::cmp::Reverse(link.count), link.from, link.to));
        let links = strongest(links, items.len());
        let faint = all - links.len();
        (links, faint)
    }
}

/// The strongest links; of each item at least its own strongest one, so that nobody stands alone who is linked. `links` is sorted.
fn strongest(links: Vec<Link>, items: usize) -> Vec<Link> {
    let mut is_linked = vec![false; items];
    let mut own = Vec::new();
    for link in &links {
        own.push(!is_linked[link.from] || !is_linked[link.to]);
        (is_linked[link.from], is_linked[link.to]) = (true, true);
    }
    let mut room = LINES.saturating_sub(own.iter().filter(|own| **own).count());
    let mut kept = Vec::new();
    for (link, own) in links.into_iter().zip(own) {
        if own || room > 0 {
            room -= usize::from(!own);
            kept.push(link);
        }
    }
    kept
}
