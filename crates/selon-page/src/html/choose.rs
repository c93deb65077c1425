//! Which element holds the article?

use super::clues::Clues;
use super::dom::{Dom, NodeId};
use super::survey::Survey;

/// Least prose, in bytes, that makes an element worth choosing by its name.
const ENOUGH: u32 = 200;

/// A way to tell the element that holds the article, so that another can be put in its place.
pub(crate) trait MainContent {
    /// The element to read.
    fn choose(&self, dom: &Dom, survey: &Survey) -> NodeId;
}

/// Chooses by names first, by where the prose is otherwise.
pub(crate) struct NamesAndProse;

impl MainContent for NamesAndProse {
    fn choose(&self, dom: &Dom, survey: &Survey) -> NodeId {
        let all = survey.of(survey.body).prose;
        let named = tiers().into_iter().find_map(|tier| {
            let best = best_of(dom, survey, tier)?;
            let prose = survey.of(best).prose;
            (prose >= ENOUGH && prose * 5 >= all * 2).then_some(best)
        });
        let chosen = named.unwrap_or_else(|| densest(dom, survey));
        out_of_quotations(dom, with_its_surroundings(dom, survey, with_its_siblings(dom, survey, chosen)))
    }
}

type Tier = fn(&str, Clues) -> bool;

fn tiers() -> [Tier; 4] {
    [
        |tag, clues| is_box(tag) && clues.has(Clues::BODY),
        |tag, _| tag == "article",
        |tag, clues| is_box(tag) && clues.has(Clues::ARTICLE),
        |tag, clues| tag == "main" || is_box(tag) && clues.has(Clues::MAIN),
    ]
}

fn is_box(tag: &str) -> bool {
    matches!(tag, "article" | "div" | "main" | "section" | "td" | "span")
}

fn best_of(dom: &Dom, survey: &Survey, tier: Tier) -> Option<NodeId> {
    let named =
        survey.order.iter().copied().filter(|id| !survey.of(*id).dropped && tier(dom.tag(*id), survey.of(*id).clues));
    named.fold(None, |best: Option<NodeId>, id| match best {
        Some(best) if survey.of(best).prose >= survey.of(id).prose => Some(best),
        _ => Some(id),
    })
}

/// The smallest element that holds nearly all the prose.
fn densest(dom: &Dom, survey: &Survey) -> NodeId {
    let mut chosen = survey.body;
    loop {
        let prose = survey.of(chosen).prose;
        let inner = dom
            .children(chosen)
            .find(|child| survey.of(*child).prose * 20 >= prose * 18 && !super::furniture::is_inline(dom.tag(*child)));
        match inner {
            Some(inner) if prose > 0 && survey.of(inner).own < prose => chosen = inner,
            _ => return chosen,
        }
    }
}

/// Goes up where the article was cut into several elements side by side.
fn with_its_siblings(dom: &Dom, survey: &Survey, chosen: NodeId) -> NodeId {
    let Some(parent) = dom.node(chosen).parent else { return chosen };
    if chosen == survey.body {
        return chosen;
    }
    let alike = dom
        .children(parent)
        .filter(|sibling| *sibling != chosen && same_kind(dom, *sibling, chosen))
        .map(|sibling| survey.of(sibling).prose)
        .sum::<u32>();
    if alike * 5 >= survey.of(chosen).prose { parent } else { chosen }
}

/// Goes up while that adds prose and little else: a lead above the body, a box of text below it.
fn with_its_surroundings(dom: &Dom, survey: &Survey, chosen: NodeId) -> NodeId {
    let mut top = chosen;
    for parent in dom.ancestors(chosen).take_while(|parent| *parent != survey.body && *parent != NodeId::ROOT) {
        let (inner, outer) = (survey.of(top), survey.of(parent));
        let (text, linked, prose) = (
            outer.text.saturating_sub(inner.text),
            outer.linked.saturating_sub(inner.linked),
            outer.prose.saturating_sub(inner.prose),
        );
        let few = text * 2 <= inner.text;
        if text > 0 && !(few && linked * 5 <= text && prose * 5 >= text * 2) {
            return top;
        }
        if text > 0 {
            top = parent;
        }
    }
    top
}

/// Longest run of blocks between headline and article that is taken for a lead.
const MAX_LEAD: usize = 3;

/// The standfirst: prose between the page's first headline and the chosen element.
pub(crate) fn lead(dom: &Dom, survey: &Survey, chosen: NodeId) -> Vec<NodeId> {
    let Some(end) = survey.order.iter().position(|id| *id == chosen) else { return Vec::new() };
    let Some(headline) = survey.order[..end].iter().rposition(|id| dom.tag(*id) == "h1" && !survey.of(*id).dropped)
    else {
        return Vec::new();
    };
    let between = &survey.order[headline + 1..end];
    let found: Vec<NodeId> =
        between.iter().copied().filter(|id| is_lead(dom, survey, *id)).take(MAX_LEAD + 1).collect();
    if found.len() > MAX_LEAD { Vec::new() } else { found }
}

fn is_lead(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let facts = survey.of(id);
    let tag = dom.tag(id);
    let alone =
        facts.text == facts.own && !super::furniture::is_inline(tag) && !matches!(tag, "li" | "td" | "tr" | "h1");
    alone && !facts.dropped && facts.own >= 60 && facts.own_linked * 5 < facts.own
}

/// A block quotation is part of what is read, not its border.
fn out_of_quotations(dom: &Dom, chosen: NodeId) -> NodeId {
    dom.ancestors(chosen).filter(|id| dom.tag(*id) == "blockquote").last().unwrap_or(chosen)
}

fn same_kind(dom: &Dom, one: NodeId, other: NodeId) -> bool {
    dom.tag(one) == dom.tag(other) && dom.attribute(one, "class") == dom.attribute(other, "class")
}
