//! Who quotes whom over the whole corpus: drawn, listed, and for programs that draw graphs.

use super::drawing;
use crate::answer::{Answer, page};
use crate::asked::Asked;
use crate::fields::Fields;
use crate::links;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::words::Words;
use askama::Template;
use selon_corpus::Quoting;
use selon_draw::{Drawn, Graph, GraphWords, Label, Link, Node, NodeKind, Opened};
use serde::Serialize;

/// Links in the table.
const LISTED: usize = 200;
/// What opens those who have to do with none of the shown.
const APART: &str = "*";

#[derive(Template, Serialize)]
#[template(path = "graph.html")]
struct View {
    #[serde(skip)]
    words: Words,
    #[serde(flatten)]
    quoting: Quoting,
    #[serde(skip)]
    drawing: Drawn,
    #[serde(skip)]
    opened: Option<String>,
    #[serde(skip)]
    rows: Vec<Row>,
    #[serde(skip)]
    picture: String,
    #[serde(skip)]
    file: String,
}

/// Somebody quotes somebody.
struct Row {
    from: (String, String),
    to: (String, String),
    count: usize,
}

pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let quoting = site.store()?.quoting()?;
    let opened = opened(&quoting, &asked.query)?;
    let view = View {
        words: asked.words,
        drawing: drawn(asked.words, &quoting, opened),
        opened: asked.query.get("open").map(str::to_owned),
        rows: rows(&quoting, opened),
        picture: drawing::beside(asked, "graph.svg"),
        file: "/graph/graph.gexf".to_owned(),
        quoting,
    };
    page(site, asked, "graph", asked.words.say("graph.title"), &view)
}

/// The drawing alone.
pub(crate) fn picture(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let quoting = site.store()?.quoting()?;
    let opened = opened(&quoting, &asked.query)?;
    Ok(drawing::file("graph.svg", drawn(asked.words, &quoting, opened).svg))
}

/// All of it, for programs that draw graphs.
pub(crate) fn file(site: &Site, _: &Asked) -> Result<Answer, Trouble> {
    let quoting = site.store()?.quoting()?;
    let mut gexf = Vec::new();
    selon_export::quoting_gexf(&quoting, &mut gexf)?;
    Ok(Answer::download("application/gexf+xml", "graph.gexf", gexf))
}

/// What the address opens: `open` is a name, or a star for those apart; `from` is the first of its members that is shown.
fn opened(quoting: &Quoting, fields: &Fields) -> Result<Opened, Trouble> {
    let from = fields.get("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    match fields.get("open") {
        None => Ok(Opened::Whole),
        Some(APART) => Ok(Opened::Apart(from)),
        Some(name) => {
            let known = quoting.nodes.iter().position(|node| node.name == name);
            known.map(|node| Opened::Around(node, from)).ok_or_else(|| Trouble::not_found().because(name))
        }
    }
}

fn address(quoting: &Quoting, opened: Opened) -> Option<String> {
    let (open, from) = match opened {
        Opened::Whole => return Some("/graph".to_owned()),
        Opened::Around(node, from) => (quoting.nodes.get(node)?.name.as_str(), from),
        Opened::Apart(from) => (APART, from),
    };
    let from = if from == 0 { String::new() } else { from.to_string() };
    Some(links::with_query("/graph", &Fields::default().with("open", open).with("from", &from)))
}

fn drawn(words: Words, quoting: &Quoting, opened: Opened) -> Drawn {
    let node = |voice: &selon_corpus::Voice| Node {
        name: voice.name.clone(),
        kind: if voice.is_outlet { NodeKind::Outlet } else { NodeKind::Speaker },
        href: Some(page_address(voice)),
    };
    let nodes: Vec<Node> = quoting.nodes.iter().map(node).collect();
    let link = |quoted: &selon_corpus::Quoted| Link { from: quoted.from, to: quoted.to, count: quoted.count };
    let links: Vec<Link> = quoting.links.iter().map(link).collect();
    let told = GraphWords {
        outlet: words.say("graph.outlet"),
        speaker: words.say("graph.speaker"),
        around: words.say("graph.around"),
        apart: words.say("graph.apart"),
        gathered: words.say("graph.gathered"),
        quotes: words.say("graph.quotes"),
    };
    let label = Label { id: "graph", title: words.say("graph.title"), description: words.say("graph.about") };
    Graph { label, nodes: &nodes, links: &links, opened, leads: &|opened| address(quoting, opened), words: told }
        .drawn()
}

fn page_address(voice: &selon_corpus::Voice) -> String {
    if voice.is_outlet { links::outlet(&voice.name) } else { links::speaker(&voice.name) }
}

/// The strongest links; of an opened gathering those of its centre first.
fn rows(quoting: &Quoting, opened: Opened) -> Vec<Row> {
    let told = |number: usize| {
        let voice = &quoting.nodes[number];
        (voice.name.clone(), page_address(voice))
    };
    let concerns = |quoted: &&selon_corpus::Quoted| match opened {
        Opened::Around(node, _) => quoted.from == node || quoted.to == node,
        _ => true,
    };
    let mut links: Vec<_> = quoting.links.iter().filter(concerns).collect();
    links.sort_by_key(|quoted| (std::cmp::Reverse(quoted.count), quoted.from, quoted.to));
    links
        .into_iter()
        .take(LISTED)
        .map(|quoted| Row { from: told(quoted.from), to: told(quoted.to), count: quoted.count })
        .collect()
}
