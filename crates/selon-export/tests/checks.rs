//! Checks as each format puts them out: the same counts everywhere, every place within reach, nothing of a hostile text obeyed.

mod samples;

use samples::{crossing, empty, full, hostile};
use selon_export::{CHECK_FORMATS, Checked, Format, Settings, Unit, check_exporter};
use selon_reading::{Reading, check, compare};
use selon_text::Document;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

const SCHEMA: &str = include_str!("../../../schema/selon-check-1.schema.json");

fn checked((document, reading): (Document, Reading)) -> Checked {
    let check = check(&document, &reading);
    Checked { document, reading, check }
}

/// What the exporter puts out for these one by one, and for the two of `pair` side by side.
fn export(format: Format, settings: Settings, list: bool, articles: &[Checked], pair: Option<[&Checked; 2]>) -> String {
    let mut out = Vec::new();
    let mut exporter = check_exporter(format, settings, list, Box::new(&mut out));
    articles.iter().for_each(|article| exporter.alone(article).expect("writing to memory"));
    if let Some(pair) = pair {
        let comparison = compare(pair.map(|article| (&article.document, &article.reading)));
        exporter.side_by_side(pair, &comparison).expect("writing to memory");
    }
    exporter.finish().expect("writing to memory");
    drop(exporter);
    String::from_utf8(out).expect("UTF-8")
}

fn all() -> Vec<Checked> {
    [full(), empty(), hostile(), crossing()].map(checked).into()
}

fn shown(format: Format, list: bool) -> String {
    export(format, Settings { width: 100, ..Settings::default() }, list, &[checked(full())], None)
}

#[test]
fn every_object_keeps_to_the_schema() {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    for unit in Unit::ALL {
        let (articles, settings) = (all(), Settings { unit: *unit, ..Settings::default() });
        let lines = export(Format::Jsonl, settings, false, &articles, Some([&articles[0], &articles[3]]));
        assert_eq!(lines.lines().count(), 5);
        for line in lines.lines() {
            let object: Value = serde_json::from_str(line).expect("each line is JSON");
            let errors: Vec<String> =
                validator.iter_errors(&object).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }
}

#[test]
fn every_field_of_the_schema_is_described() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    for (name, definition) in schema["$defs"].as_object().expect("definitions") {
        let properties = definition["properties"].as_object().into_iter().flatten();
        for (field, property) in properties {
            let told = property["description"].as_str().is_some_and(|text| !text.is_empty());
            assert!(told, "{name}.{field} is not described");
        }
    }
}

#[test]
fn shares_and_the_author_make_the_whole() {
    let object: Value = serde_json::from_str(&shown(Format::Json, false)).expect("JSON");
    let words = |value: &Value| value["words"].as_u64().expect("a count");
    for list in ["classes", "hops", "manners", "speakers"] {
        let sum: u64 = object[list].as_array().expect("a list").iter().map(words).sum();
        assert_eq!(sum + object["author_words"].as_u64().expect("a count"), words(&object), "{list}");
    }
}

#[test]
fn a_count_comes_with_its_lines() {
    let row = |text: &str, label: &str| text.lines().find(|line| line.contains(label)).unwrap_or("").to_owned();
    let terminal = row(&shown(Format::Terminal, false), "People left unnamed");
    assert!(!terminal.is_empty(), "{}", shown(Format::Terminal, false));
    let speaker = row(&shown(Format::Terminal, false), "  Paul Ardan");
    assert!(speaker.trim_end().ends_with("1  4"), "{speaker}");
    let markdown = row(&shown(Format::Markdown, false), "| Paul Ardan");
    assert!(markdown.ends_with("| 1 | 4 |"), "{markdown}");
}

#[test]
fn the_sentences_come_where_they_are_asked_for() {
    for format in [Format::Terminal, Format::Markdown] {
        let told = |list| shown(format, list).contains("La loi … passera");
        assert_eq!((told(true), told(false)), (true, false), "{}", format.name());
    }
}

#[test]
fn what_asks_to_be_read_again_is_shown_with_its_words() {
    for format in [Format::Html, Format::Markdown] {
        let shown = shown(format, false);
        assert!(shown.contains("can rest on 6, surer than 6"), "{}: {shown}", format.name());
        assert!(shown.contains("one opens what the other closes"), "{}", format.name());
    }
}

#[test]
fn every_link_within_the_page_leads_somewhere() {
    let articles = all();
    let page = export(Format::Html, Settings::default(), false, &[], Some([&articles[0], &articles[2]]));
    for link in page.split("href=\"#").skip(1) {
        let name = link.split('"').next().unwrap_or("");
        assert!(page.contains(&format!("id=\"{name}\"")), "nothing is named {name}");
    }
    for tag in ["span", "p", "a", "section", "article", "table", "tr", "td", "th", "bdi", "ul", "li", "dl"] {
        let opened = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn nothing_of_a_hostile_text_is_obeyed() {
    let articles = all();
    for format in [Format::Terminal, Format::Markdown, Format::Html] {
        let pair = Some([&articles[2], &articles[0]]);
        let shown = export(format, Settings::default(), true, &articles, pair);
        let steering = |character: char| {
            (character.is_control() && character != '\n') || ('\u{202a}'..='\u{202e}').contains(&character)
        };
        assert_eq!(shown.chars().find(|&character| steering(character)), None, "{}", format.name());
        let obeyed = shown.contains("<script") || shown.contains("href=\"javascript");
        assert!(format != Format::Html || !obeyed, "{}", format.name());
    }
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    let articles = all();
    for width in [40, 60, 72, 80, 120] {
        let settings = Settings { width, ..Settings::default() };
        let pair = Some([&articles[0], &articles[3]]);
        for line in export(Format::Terminal, settings, true, &articles, pair).lines() {
            assert!(line.width() <= width, "{} columns of {width}: {line}", line.width());
        }
    }
}

#[test]
fn two_articles_show_what_both_and_what_one_has() {
    let articles = [checked(full()), checked(full())];
    for format in CHECK_FORMATS {
        let shown = export(*format, Settings::default(), false, &[], Some([&articles[0], &articles[1]]));
        let heading =
            if matches!(format, Format::Json | Format::Jsonl) { "speakers_alone" } else { "Sources that both have" };
        assert!(shown.contains(heading), "{}: {shown}", format.name());
        assert!(!shown.contains("Sources that only"), "{}", format.name());
    }
}
