//! What must hold of every drawing: it is well-formed whatever the names, nothing runs or fetches, no text lies on another, and
//! nothing that was given is missing.

mod samples;

use roxmltree::{Document, Node as Element};
use samples::*;
use selon_draw::{Opened, Stop};
use std::collections::BTreeSet;

/// The least share of its size that a letter takes; a text is at least as wide.
const NARROW: f32 = 0.33;

fn parse(svg: &str) -> Document<'_> {
    Document::parse(svg).unwrap_or_else(|error| panic!("{error}: {svg}"))
}

/// The boxes of all texts, with their words; as narrow as the narrowest face makes them.
fn texts(document: &Document) -> Vec<([f32; 4], String)> {
    let number = |node: &Element, name: &str| {
        node.attribute(name).and_then(|value| value.parse::<f32>().ok()).expect("a number")
    };
    let boxed = |node: Element| {
        let words: String =
            node.descendants().filter_map(|inner| inner.is_text().then(|| inner.text()).flatten()).collect();
        let (x, y, size) = (number(&node, "x"), number(&node, "y"), number(&node, "font-size"));
        let wide =
            words.chars().map(|letter| if "ijltfrI.,:;'’|! -()".contains(letter) { NARROW } else { 0.52 }).sum::<f32>()
                * size;
        let left = match node.attribute("text-anchor") {
            Some("middle") => x - wide / 2.0,
            Some("end") => x - wide,
            _ => x,
        };
        ([left, y - size * 0.72, left + wide, y + size * 0.2], words)
    };
    document.descendants().filter(|node| node.has_tag_name("text")).map(boxed).collect()
}

fn assert_apart(name: &str, svg: &str) {
    let document = parse(svg);
    let width: f32 = document.root_element().attribute("width").and_then(|width| width.parse().ok()).expect("a width");
    let texts = texts(&document);
    for (number, (a, words)) in texts.iter().enumerate() {
        assert!(a[0] >= 0.0 && a[2] <= width, "{name}: «{words}» leaves the drawing: {a:?}, {width}");
        for (b, other) in &texts[number + 1..] {
            let meet = a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
            assert!(!meet, "{name}: «{words}» and «{other}» overlap: {a:?} {b:?}");
        }
    }
}

/// Nothing runs, nothing is fetched, nothing is styled in place.
fn assert_harmless(name: &str, svg: &str) {
    let document = parse(svg);
    for node in document.descendants().filter(Element::is_element) {
        let tag = node.tag_name().name();
        let known = ["svg", "title", "desc", "g", "a", "rect", "circle", "line", "path", "text", "tspan"];
        assert!(known.contains(&tag), "{name}: <{tag}>");
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(!key.starts_with("on") && key != "style", "{name}: {key}=\"{value}\"");
            if key == "href" {
                assert!(value.starts_with(['/', '#', '?']) && !value.starts_with("//"), "{name}: {value}");
            }
        }
    }
}

fn titles(svg: &str) -> BTreeSet<String> {
    let document = parse(svg);
    document
        .descendants()
        .filter(|node| node.has_tag_name("title"))
        .filter_map(|node| node.text())
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_history_holds_every_appearance_and_no_text_lies_on_another() {
    let stops = affair();
    let svg = history(&stops).svg();
    assert_apart("affair", &svg);
    assert_harmless("affair", &svg);
    let titles = titles(&svg);
    for stop in &stops {
        assert!(titles.iter().any(|title| title.contains(&stop.row) && title.contains(&stop.words)), "{stop:?}");
    }
    assert_eq!(svg.matches("\"d-credited\"").count(), 4 + 1, "lines and the key");
    assert_eq!(svg.matches("\"d-inferred\"").count(), 3 + 1, "lines and the key");
    assert_eq!(svg.matches("class=\"d-ring\"").count(), 2 + 1, "origins and the key");
    assert!(svg.contains(">−14<") && svg.contains(">+41<"), "words that changed");
}

#[test]
fn a_history_of_very_many_appearances_stays_small_and_counts_all_of_them() {
    for (count, outlets) in [(61, 61), (300, 12), (3000, 40), (20_000, 5000)] {
        let stops = copies(count, outlets);
        let svg = history(&stops).svg();
        assert_apart(&format!("{count} copies"), &svg);
        assert!(svg.len() < 900_000, "{count}: {}", svg.len());
    }
}

#[test]
fn a_history_of_years_keeps_to_the_width_of_a_page_and_to_its_order() {
    let stops: Vec<Stop> = (0..24)
        .map(|n| Stop {
            row: format!("Gazette {}", n % 9),
            seconds: n * n * 2_000_000,
            day: format!("20{:02}-02-03", 10 + n),
            speaker: "Odile Varron, ingénieure".into(),
            words: format!("wording {n}"),
            drift: vec!["in other words, less surely, another number".into()],
            ..Stop::default()
        })
        .collect();
    let svg = history(&stops).svg();
    assert_apart("years", &svg);
    let document = parse(&svg);
    let number = |node: Element, name: &str| node.attribute(name).and_then(|value| value.parse::<f32>().ok()).unwrap();
    assert!(number(document.root_element(), "width") <= 1160.0, "{}", number(document.root_element(), "width"));
    let marks = document.descendants().filter(|node| node.attribute("class") == Some("d-touch"));
    let x: Vec<f32> = marks.map(|node| number(node, "cx")).collect();
    assert_eq!(x.len(), stops.len());
    assert!(x.is_sorted_by(|earlier, later| earlier < later), "{x:?}");
}

#[test]
fn what_is_given_out_of_order_or_in_circles_is_drawn_all_the_same() {
    let mut stops = affair();
    stops.reverse();
    stops.iter_mut().enumerate().for_each(|(number, stop)| stop.from = Some((number * 5 + 3) % 9));
    assert_harmless("circles", &history(&stops).svg());
    assert_harmless("nothing", &history(&[]).svg());
    assert_harmless("one", &history(&[Stop::default()]).svg());
}

#[test]
fn a_timeline_shows_each_row_and_no_text_lies_on_another() {
    let names = ["Maud Tallec", "Josse Pradel", "Préfecture de la haute vallée de Kerlannec et de Brume"];
    let rows = lanes(&names);
    for days in [
        &["2031-01-24"][..],
        &["2031-01-24", "2031-01-25", "2031-02-27"],
        &["2029-03-01", "2031-02-02", "2030-12-24"],
        &["1890-03-01", "2031-02-02"],
        &["0001-01-01", "9999-12-31"],
    ] {
        let points = points(days, rows.len());
        let svg = timeline(&rows, &points).svg();
        assert_apart(&format!("{days:?}"), &svg);
        assert_harmless("timeline", &svg);
        let titles = titles(&svg);
        assert!(names.iter().all(|name| titles.contains(*name)));
        let counted = points.iter().map(|point| point.count).sum::<usize>();
        let told = titles.iter().filter(|title| title.starts_with("All, ")).map(|title| counts(title)).sum::<usize>();
        assert_eq!(told, counted, "{days:?}");
    }
    assert_harmless("empty", &timeline(&[], &[]).svg());
}

/// `All, 2031-01: said: 4, denied: 1` tells five.
fn counts(title: &str) -> usize {
    title.split(": ").filter_map(|part| part.split(',').next()?.trim().parse::<usize>().ok()).sum()
}

#[test]
fn a_small_graph_shows_every_node_and_link() {
    let (nodes, links) = press(50);
    let drawn = graph(&nodes, &links, Opened::Whole).drawn();
    assert_apart("50", &drawn.svg);
    assert_eq!((drawn.nodes, drawn.gathered), (50, 0));
    assert_eq!(drawn.links + drawn.faint, links.iter().map(|link| (link.from, link.to)).collect::<BTreeSet<_>>().len());
    let titles = titles(&drawn.svg);
    assert!(nodes.iter().all(|node| titles.iter().any(|title| title.starts_with(&format!("{}, ", node.name)))));
}

#[test]
fn nobody_who_is_linked_stands_without_a_line() {
    let nodes: Vec<_> = (0..60).map(|n| selon_draw::Node { name: format!("Name {n}"), ..Default::default() }).collect();
    let link = |from: usize, to: usize, count| selon_draw::Link { from, to, count };
    // Twenty quote each other very often, the others are quoted once.
    let among = (0..20).flat_map(|from| (0..20).map(move |to| link(from, to, 50)));
    let links: Vec<_> = among.chain((20..60).map(|to| link(to % 20, to, 1))).collect();
    let drawn = graph(&nodes, &links, Opened::Whole).drawn();
    let titles = titles(&drawn.svg);
    for n in 20..60 {
        assert!(titles.contains(&format!("Name {} quotes Name {n}: 1", n % 20)), "{n}");
    }
    assert!(drawn.faint > 0 && drawn.links < 200, "{}", drawn.links);
}

#[test]
fn in_a_large_graph_every_node_is_reached_by_opening_gatherings() {
    let (nodes, links) = press(5000);
    let whole = graph(&nodes, &links, Opened::Whole).drawn();
    assert_apart("5000", &whole.svg);
    assert_eq!(whole.nodes + whole.gathered, 5000);
    assert!(whole.nodes <= 60, "{}", whole.nodes);
    let mut met = names_of(&whole.svg);
    let mut opened: BTreeSet<String> = BTreeSet::new();
    let mut waiting = gatherings(&whole.svg);
    while let Some(next) = waiting.pop() {
        if !opened.insert(next.clone()) {
            continue;
        }
        let svg = graph(&nodes, &links, parsed(&next)).drawn().svg;
        met.extend(names_of(&svg));
        waiting.extend(gatherings(&svg));
        if opened.len().is_multiple_of(20) {
            assert_apart(&next, &svg);
        }
    }
    assert_eq!(met.len(), 5000, "after opening {}", opened.len());
}

/// Names of nodes that stand apart: their pages are linked to.
fn names_of(svg: &str) -> BTreeSet<String> {
    linked(svg).into_iter().filter(|href| href.starts_with("/speaker/")).collect()
}

fn gatherings(svg: &str) -> Vec<String> {
    linked(svg).into_iter().filter(|href| href.starts_with("/graph?")).collect()
}

fn linked(svg: &str) -> BTreeSet<String> {
    parse(svg).descendants().filter_map(|node| node.attribute("href")).map(str::to_owned).collect()
}

fn parsed(address: &str) -> Opened {
    let value = |name: &str| address.split(['?', '&']).find_map(|pair| pair.strip_prefix(name)).expect("a value");
    let from = value("from=").parse().expect("a number");
    value("open=").parse().map_or(Opened::Apart(from), |node| Opened::Around(node, from))
}

#[test]
fn names_that_attack_stay_text() {
    let stops = hostile_stops();
    let rows = lanes(HOSTILE);
    let dots = points(HOSTILE, 3);
    let days = points(&["2031-01-24", "2031-01-25"], 9);
    let nodes: Vec<_> =
        lanes(HOSTILE).into_iter().map(|lane| selon_draw::Node { name: lane.name, ..Default::default() }).collect();
    let links: Vec<_> =
        (0..nodes.len()).map(|n| selon_draw::Link { from: n, to: n * 3 % 11, count: usize::MAX / 4 }).collect();
    let drawings = [
        history(&stops).svg(),
        timeline(&rows, &dots).svg(),
        timeline(&rows, &days).svg(),
        graph(&nodes, &links, Opened::Whole).drawn().svg,
        graph(&nodes, &links, Opened::Around(usize::MAX, usize::MAX)).drawn().svg,
    ];
    for svg in &drawings {
        assert_harmless("hostile", svg);
        assert_apart("hostile", svg);
        assert!(!svg.contains(['\u{202e}', '\u{0}', '\u{1b}']));
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let (nodes, links) = press(700);
    let draw = || (history(&affair()).svg(), graph(&nodes, &links, Opened::Whole).drawn().svg);
    assert_eq!(draw(), draw());
}
