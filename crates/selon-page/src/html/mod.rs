//! A page of HTML: its tree, the element that holds the article, and its text with structure.

mod choose;
mod clues;
pub(crate) mod dom;
mod furniture;
pub(crate) mod parse;
mod pieces;
mod render;
mod survey;

pub(crate) use pieces::Rendered;
pub(crate) use render::absolute;

use choose::{MainContent, NamesAndProse};
use dom::{Dom, NodeId};
use survey::Survey;
use url::Url;

/// The article's text, without what stands around it.
pub(crate) fn main_text(dom: &Dom, base: Option<&Url>) -> Rendered {
    let survey = Survey::new(dom);
    let top = NamesAndProse.choose(dom, &survey);
    let mut tops = choose::lead(dom, &survey, top);
    tops.push(top);
    render::render(dom, &survey, &tops, base).without_furniture().join()
}

/// The article by gentler rules: names of classes betray no furniture, only tags do. For pages of which the stricter ones leave little.
pub(crate) fn gentle_text(dom: &Dom, base: Option<&Url>) -> Rendered {
    let survey = Survey::gentle(dom);
    let top = NamesAndProse.choose(dom, &survey);
    render::render(dom, &survey, &[top], base).without_furniture().join()
}

/// All text of a fragment, such as an entry of a feed: nothing in it is furniture by its place.
pub(crate) fn fragment_text(html: &str, base: Option<&Url>) -> Rendered {
    let (dom, _) = parse::parse(html);
    let survey = Survey::of_fragment(&dom);
    render::render(&dom, &survey, &[NodeId::ROOT], base).without_furniture().join()
}
