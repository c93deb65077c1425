//! The pages over a database, with a small invented affair: each holds what it promises, its twin is JSON, its links lead somewhere,
//! and names that attack stay text.
#![allow(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use axum::http::{Request, header};
use selon_corpus::{Prepared, Store, StoreOptions};
use selon_reading::{Lexical, Options, read};
use selon_text::Document;
use selon_web::{App, Settings};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use tempfile::TempDir;

const HOSTILE: &str = "Le <script>alert(1)</script> \"Phare\" onload='x' &amp; ]]> Co";

const AFFAIR: &[(&str, &str, &str)] = &[
    (
        "Le Phare",
        "2031-02-03T08:00:00Z",
        "L'ingénieure Odile Varron a affirmé que la digue de Brume pourrait céder avant 2047.",
    ),
    (
        "L'Écho de Brume",
        "2031-02-04T08:00:00Z",
        "Odile Varron a affirmé que la digue de Brume céderait avant 2047, selon Le Phare.",
    ),
    ("Le Courrier", "2031-02-05T08:00:00Z", "Odile Varron a affirmé que la digue de Brume céderait avant 2049."),
    (
        "Le Courrier",
        "2031-02-06T08:00:00Z",
        "Le préfet, Noé Tallec, a démenti que la digue de Brume céderait avant 2047. Un conseiller a déclaré : « Rien ne bouge. »",
    ),
    ("Le Phare", "2031-03-01T08:00:00Z", "La ministre, Odile Varron, a annoncé que le port serait dragué en 2032."),
    (
        HOSTILE,
        "2031-03-02T08:00:00Z",
        "La maire, Ilse Joslec, a affirmé que <img src=x onerror=alert(1)> la digue de Brume <b>Hostile</b> tiendrait.",
    ),
];

/// A site over the affair, and as many more statements as are asked for.
fn site(more: usize) -> (TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.db");
    let mut store = Store::create(&file, StoreOptions::default()).unwrap();
    let mut documents: Vec<Document> =
        AFFAIR.iter().enumerate().map(|(n, told)| document(n, told.0, told.1, told.2)).collect();
    for n in 0..more {
        let text = format!("Le maire, Paul Sel{n}, a affirmé que la passerelle numéro {n} resterait ouverte.");
        documents.push(document(100 + n, &format!("Gazette {}", n % 5), "2030-01-02T08:00:00Z", &text));
    }
    let batch: Vec<Prepared> = documents.into_iter().map(prepared).collect();
    store.add(&batch, "2031-04-01T00:00:00Z".parse().unwrap()).unwrap();
    let settings = Settings { database: Some(file), ..Settings::new(Arc::new(Lexical)) };
    (folder, App::new(settings).unwrap())
}

fn document(number: usize, outlet: &str, published: &str, text: &str) -> Document {
    Document {
        url: Some(format!("https://paper-{number}.example/{number}")),
        title: Some(format!("Article {number}")),
        outlet: Some(outlet.into()),
        published: Some(published.into()),
        language: Some("fr".into()),
        sha256: format!("{number:064x}"),
        ..Document::from_text(format!("d{number}"), text)
    }
}

fn prepared(document: Document) -> Prepared {
    let reading = read(&document, &Options::default());
    Prepared::new(document, reading)
}

fn html(app: &App, path: &str) -> String {
    let answer = app.get(path).unwrap();
    let body = String::from_utf8(answer.body).unwrap();
    assert_eq!(answer.status, 200, "{path}: {body}");
    body
}

fn json(app: &App, path: &str) -> Value {
    serde_json::from_str(&html(app, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn post(app: &App, path: &str, fields: &str) -> u16 {
    let request = Request::post(path)
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(fields.to_owned()));
    app.answer(request.unwrap()).unwrap().status
}

fn token(page: &str) -> &str {
    page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap()
}

/// Addresses of this site that a page links to, as they stand in it.
fn links(page: &str) -> BTreeSet<String> {
    let targets = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let plain = targets.map(|target| target.replace("&#38;", "&").replace("&amp;", "&").replace("&#39;", "'"));
    plain.filter(|target| target.starts_with('/')).map(|target| target.split('#').next().unwrap().to_owned()).collect()
}

/// Whether no tag carries a style or a handler of its own. Text holds no `<`: it is escaped.
fn has_no_inline(page: &str) -> bool {
    let tags = page.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    let bare = tags.map(|tag| tag.split('"').step_by(2).collect::<String>());
    let is_inline = |tag: &str| {
        let mut names = tag.split_ascii_whitespace().skip(1);
        names.any(|name| name.starts_with("style=") || name.starts_with("on"))
    };
    !bare.into_iter().any(|tag| is_inline(&tag))
}

fn claim(app: &App) -> String {
    let found = json(app, "/search.json?q=digue");
    let hits = found["hits"].as_array().unwrap();
    hits.iter().find_map(|hit| hit["claim"].as_str()).unwrap().to_owned()
}

#[test]
fn search_counts_narrows_and_goes_on() {
    let (_folder, app) = site(90);
    let page = html(&app, "/search?q=passerelle");
    assert!(page.contains("90 statements") && page.contains("<mark>passerelle</mark>"), "{page}");
    let first = json(&app, "/search.json?q=passerelle");
    assert_eq!(first["type"], "search");
    assert_eq!(first["total"], 90);
    let mut met = BTreeSet::new();
    let mut next = Some("/search?q=passerelle".to_owned());
    while let Some(path) = next {
        let page = html(&app, &path);
        met.extend(page.split("<p class=\"said\"").skip(1).map(|item| item.split("</p>").next().unwrap().to_owned()));
        next = page
            .split("href=\"")
            .find(|rest| rest.contains("rel=\"next\""))
            .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"));
    }
    assert_eq!(met.len(), 90);
    let narrowed = html(&app, "/search?q=passerelle&outlet=Gazette+1");
    assert!(narrowed.contains("18 statements"), "{narrowed}");
    assert!(html(&app, "/search?q=digue&named=no").contains("Nothing was found"));
    assert_eq!(app.get("/search?act=shout").unwrap().status, 400);
    assert_eq!(app.get("/search?since=2031-02-31").unwrap().status, 400);
}

#[test]
fn a_claim_is_drawn_with_its_origin_its_wordings_and_the_way_to_each_passage() {
    let (_folder, app) = site(0);
    let id = claim(&app);
    let page = html(&app, &format!("/claim/{id}"));
    assert!(page.contains("<svg") && page.contains("d-credited") && page.contains("d-ring"), "{page}");
    assert!(page.contains("<del>") && page.contains("<ins>"), "{page}");
    assert!(page.contains("/document/d0#"), "{page}");
    let twin = json(&app, &format!("/claim/{id}.json"));
    assert_eq!((twin["type"].as_str(), twin["claim"].as_str()), (Some("claim"), Some(id.as_str())));
    assert!(twin["appearances"].as_array().unwrap().len() >= 3, "{twin}");
    let picture = app.get(&format!("/claim/{id}/history.svg")).unwrap();
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert!(html(&app, &format!("/claim/{id}/claim.gexf")).contains("<gexf"));
    assert_eq!(app.get("/claim/0000000000000000").unwrap().status, 404);
}

#[test]
fn a_speaker_has_statements_offices_subjects_and_outlets() {
    let (_folder, app) = site(0);
    let page = html(&app, "/speaker/Odile%20Varron");
    for told in ["Odile Varron", "ministre", "2031-02-03", "L&#39;Écho de Brume", "dragué", "<svg"] {
        assert!(page.contains(told) || page.contains(&told.replace("&#39;", "'")), "{told}: {page}");
    }
    let twin = json(&app, "/speaker/Odile%20Varron.json");
    assert_eq!((twin["name"].as_str(), twin["type"].as_str()), (Some("Odile Varron"), Some("speaker")));
    assert_eq!(json(&app, "/speaker/No%C3%A9%20Tallec.json")["denials"], 1);
    assert_eq!(app.get("/speaker/Nobody%20Atall").unwrap().status, 404);
}

#[test]
fn two_speakers_are_joined_and_parted_by_hand_and_only_with_the_token() {
    let (_folder, app) = site(3);
    let page = html(&app, "/speaker/Paul%20Sel0");
    let fields = "other=Paul+Sel1";
    assert_eq!(post(&app, "/speaker/Paul%20Sel0/join", fields), 403);
    assert_eq!(json(&app, "/speaker/Paul%20Sel0.json")["statements"], 1);
    let token = token(&page);
    assert_eq!(post(&app, "/speaker/Paul%20Sel0/join", &format!("{fields}&token={token}")), 303);
    let joined = json(&app, "/speaker/Paul%20Sel0.json");
    assert_eq!(
        (joined["statements"].as_u64(), joined["decisions"].as_array().map(Vec::len)),
        (Some(2), Some(2)),
        "{joined}"
    );
    let undone = format!("alias=Paul+Sel1&token={token}");
    assert_eq!(post(&app, "/speaker/Paul%20Sel0/undo", &undone), 303);
    assert_eq!(json(&app, "/speaker/Paul%20Sel0.json")["statements"], 1);
    let parted = format!("alias=Paul+Sel2&other=Paul+Sel+rameur&token={token}");
    assert_eq!(post(&app, "/speaker/Paul%20Sel2/split", &parted), 303);
    assert_eq!(json(&app, "/speaker/Paul%20Sel%20rameur.json")["statements"], 1);
    assert_eq!(post(&app, "/speaker/Paul%20Sel0/join", &format!("other=Nobody+Atall&token={token}")), 400);
}

#[test]
fn an_outlet_tells_whom_it_relays_and_who_relays_it() {
    let (_folder, app) = site(0);
    let page = html(&app, "/outlet/Le%20Phare");
    assert!(page.contains("/outlet/L%27%C3%89cho%20de%20Brume"), "{page}");
    let twin = json(&app, "/outlet/Le%20Phare.json");
    assert_eq!(twin["documents"], 2);
    assert!(twin["taken_by"].as_array().unwrap().iter().any(|passed| passed["outlet"] == "L'Écho de Brume"), "{twin}");
    assert_eq!(app.get("/outlet/Nowhere").unwrap().status, 404);
}

#[test]
fn a_timeline_and_the_graph_are_drawn_and_saved() {
    let (_folder, app) = site(70);
    let page = html(&app, "/timeline?q=digue");
    assert!(page.contains("<svg") && page.contains("Odile Varron"), "{page}");
    assert!(json(&app, "/timeline.json?q=digue")["spread"]["cells"].as_array().unwrap().len() >= 3);
    assert!(html(&app, "/timeline/timeline.svg?q=digue&by=outlet").starts_with("<svg"));
    let graph = html(&app, "/graph");
    assert!(graph.contains("<svg") && graph.contains("d-gathered"), "{graph}");
    let opened = links(&graph).into_iter().find(|link| link.starts_with("/graph?open=")).unwrap();
    assert!(html(&app, &opened).contains("d-speaker"));
    assert!(html(&app, "/graph/graph.gexf").contains("weight="));
    assert_eq!(app.get("/graph?open=Nobody").unwrap().status, 404);
}

#[test]
fn a_feed_is_atom_with_what_it_must_have() {
    let (_folder, app) = site(3);
    let answer = app.get("/search/feed.atom?speaker=Odile+Varron").unwrap();
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let feed = String::from_utf8(answer.body).unwrap();
    let document = roxmltree::Document::parse(&feed).unwrap_or_else(|error| panic!("{error}: {feed}"));
    let root = document.root_element();
    let atom = |name: &str, of: roxmltree::Node| {
        of.children().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", name))).count()
    };
    assert_eq!(["title", "id", "updated"].map(|name| atom(name, root)), [1, 1, 1]);
    let entries: Vec<_> = root.children().filter(|node| node.has_tag_name("entry")).collect();
    assert_eq!(entries.len(), 4);
    for entry in &entries {
        assert_eq!(["title", "id", "updated", "author", "summary"].map(|name| atom(name, *entry)), [1; 5]);
    }
    let ids: BTreeSet<_> =
        entries.iter().map(|entry| entry.children().find(|node| node.has_tag_name("id")).unwrap().text()).collect();
    assert_eq!(ids.len(), 4);
}

#[test]
fn every_link_leads_somewhere_and_every_page_speaks_french() {
    let (_folder, app) = site(8);
    let mut waiting =
        vec!["/search".to_owned(), "/timeline".into(), "/graph".into(), format!("/claim/{}", claim(&app))];
    let mut met: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut visited = 0;
    while let Some(path) = waiting.pop() {
        let answer = app.get(&path).unwrap();
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, 200, "{path}: {body}");
        assert!(
            !body.contains("<script>alert") && !body.contains("<b>Hostile") && !body.contains("<img src=x"),
            "{path}: {body}"
        );
        assert!(answer.header("content-type").contains("xml") || has_no_inline(&body), "{path}: {body}");
        visited += 1;
        if answer.header("content-type").starts_with("text/html") && visited < 120 {
            for link in links(&body) {
                if met.insert(link.clone()) {
                    waiting.push(link);
                }
            }
        }
    }
    assert!(visited > 60, "{visited}");
    for path in ["/search", "/timeline", "/graph", "/speaker/Odile%20Varron", "/outlet/Le%20Phare"] {
        let french = html(&app, &format!("{path}?lang=fr"));
        assert!(french.contains("<html lang=\"fr\""), "{path}");
        assert!(!french.contains("Statements found") && !french.contains(">search."), "{path}");
    }
}

#[test]
fn names_that_attack_stay_text_on_their_own_pages() {
    let (_folder, app) = site(0);
    let names: Vec<String> = json(&app, "/graph.json")["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(names.iter().any(|name| name == HOSTILE), "{names:?}");
    let page = html(&app, "/graph");
    let own = links(&page).into_iter().find(|link| link.starts_with("/outlet/Le%20%3C")).unwrap();
    let body = html(&app, &own);
    assert!(body.contains("&#60;script&#62;") || body.contains("&lt;script&gt;"), "{body}");
    assert!(!body.contains("<script>alert"), "{body}");
}
