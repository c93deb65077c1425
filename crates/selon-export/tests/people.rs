//! The formats for people: marks where they belong, nothing of a hostile text obeyed, nothing told by colour alone.

mod samples;

use samples::{crossing, empty, export, full, hostile};
use selon_export::{Format, Settings};
use unicode_width::UnicodeWidthStr;

fn terminal(width: usize, color: bool, readings: &[(selon_text::Document, selon_reading::Reading)]) -> String {
    export(Format::Terminal, Settings { width, color, ..Settings::default() }, readings)
}

#[test]
fn the_terminal_marks_who_says_what() {
    let shown = terminal(100, false, &[full()]);
    assert!(
        shown.contains("{2 La maire d'Ostrelle, Jeanne Morvan}, <2 a annoncé> que [2 🌳 le parc ouvrirait en juin]."),
        "{shown}"
    );
    assert!(shown.contains("{1 Morvan} 😀 <1 promet> [1 un parc]"), "{shown}");
}

#[test]
fn nested_statements_nest_and_pieces_go_on() {
    let shown = terminal(120, false, &[full()]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("[4 {5 le préfet} <5 n'a pas dit> que [5 « la rue » fermerait]]"), "{shown}");
    assert!(shown.contains("[6 La loi], <6 affirme>-t-{6 il}, [6… passera <demain>]."), "{shown}");
}

#[test]
fn contents_that_cross_are_told_apart_by_number() {
    let shown = terminal(80, false, &[crossing()]);
    assert!(shown.contains("un [1 deux [2 trois"), "{shown}");
    assert!(shown.contains("quatre 1] cinq 2]"), "{shown}");
}

#[test]
fn a_hanging_quotation_names_who_goes_on_in_parentheses() {
    let shown = terminal(120, false, &[full()]);
    let row = shown.lines().find(|line| line.trim_start().starts_with("3  (")).expect("a row");
    assert!(row.contains("(La maire d'Ostrelle, "), "{row}");
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    for width in [40, 41, 60, 71, 72, 80, 120, 200] {
        for line in terminal(width, false, &[full(), crossing(), hostile(), empty()]).lines() {
            assert!(line.width() <= width, "{} columns of {width}: {line}", line.width());
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plain = terminal(80, false, &[full()]);
    let mut bare = String::new();
    let mut rest = terminal(80, true, &[full()]);
    while let Some(at) = rest.find('\u{1b}') {
        bare.push_str(&rest[..at]);
        let end = rest[at..].find('m').expect("an escape sequence ends");
        rest = rest[at + end + 1..].to_owned();
    }
    bare.push_str(&rest);
    assert_eq!(bare, plain);
}

#[test]
fn nothing_that_steers_a_terminal_comes_through() {
    for format in [Format::Terminal, Format::Markdown, Format::Html] {
        let shown = export(format, Settings { why: true, ..Settings::default() }, &[hostile()]);
        let steering = |character: char| {
            (character.is_control() && character != '\n') || ('\u{202a}'..='\u{202e}').contains(&character)
        };
        assert_eq!(shown.chars().find(|&character| steering(character)), None, "{}: {shown}", format.name());
        assert!(shown.contains("␛"), "{}: {shown}", format.name());
    }
}

#[test]
fn a_page_holds_no_script_and_no_address_of_its_own() {
    let page = export(Format::Html, Settings { why: true, ..Settings::default() }, &[hostile(), full()]);
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("href=\"javascript"), "{page}");
    assert!(!page.contains("src="), "{page}");
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "{page}");
}

#[test]
fn the_page_nests_its_marks() {
    let page = export(Format::Html, Settings::default(), &[full(), crossing()]);
    for tag in ["span", "p", "a", "section", "article", "table", "tr", "td", "bdi"] {
        let opened = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn every_link_within_the_page_leads_somewhere() {
    let page = export(Format::Html, Settings::default(), &[full(), crossing(), hostile()]);
    for link in page.split("href=\"#").skip(1) {
        let name = link.split('"').next().unwrap_or("");
        assert!(page.contains(&format!("id=\"{name}\"")), "nothing is named {name}");
    }
}

#[test]
fn several_documents_have_a_table_of_contents() {
    assert!(export(Format::Html, Settings::default(), &[full(), empty()]).contains("<nav"));
    assert!(!export(Format::Html, Settings::default(), &[full()]).contains("<nav"));
}

#[test]
fn markdown_shows_marks_and_a_table() {
    let shown = export(Format::Markdown, Settings::default(), &[full()]);
    assert!(shown.contains("\\<2 a annoncé\\> que \\[2 🌳 le parc ouvrirait en juin\\]."), "{shown}");
    assert!(
        shown.contains("> \\[3 Il sera gratuit.\\] ") || shown.contains("> « \\[3 Il sera gratuit.\\] »"),
        "{shown}"
    );
    assert!(shown.contains("| 3 | (La maire d'Ostrelle, Jeanne Morvan) | said | direct |"), "{shown}");
}

#[test]
fn why_is_said_where_it_is_asked_for() {
    for format in [Format::Terminal, Format::Markdown, Format::Html] {
        let told =
            |why| export(format, Settings { why, ..Settings::default() }, &[full()]).contains("a verb of saying");
        assert_eq!((told(true), told(false)), (true, false), "{}", format.name());
    }
}

#[test]
fn a_text_without_statements_says_so() {
    for format in [Format::Terminal, Format::Markdown, Format::Html] {
        assert!(export(format, Settings::default(), &[empty()]).contains("No statements found."), "{}", format.name());
    }
}

/// Contrast of two colours as WCAG 2.2 defines it, from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let channel = |hex: &str| {
        let value = f64::from(u8::from_str_radix(hex, 16).expect("hexadecimal digits")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |color: &str| {
        let hex = color.trim_start_matches('#');
        let hex = if hex.len() == 3 { hex.chars().flat_map(|digit| [digit, digit]).collect() } else { hex.to_owned() };
        0.2126 * channel(&hex[0..2]) + 0.7152 * channel(&hex[2..4]) + 0.0722 * channel(&hex[4..6])
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_theme_of_the_page_can_be_read() {
    let css = include_str!("../templates/page.css");
    let mut themes = 0;
    for theme in css.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap_or("")) {
        themes += 1;
        let color = |name: &str| {
            theme
                .split(&format!("--{name}: "))
                .nth(1)
                .and_then(|rest| rest.split(';').next())
                .unwrap_or_else(|| panic!("no {name}"))
        };
        let pairs = [
            ("ink", "paper"),
            ("soft", "paper"),
            ("link", "paper"),
            ("source", "paper"),
            ("cue", "paper"),
            ("bracket", "paper"),
            ("ink", "lift"),
        ];
        let on_content = ["content", "content-2"]
            .into_iter()
            .flat_map(|ground| ["ink", "source", "cue", "bracket"].map(|text| (text, ground)));
        for (text, ground) in pairs.into_iter().chain(on_content) {
            let contrast = contrast(color(text), color(ground));
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
        }
    }
    assert_eq!(themes, 3, "light, dark and print");
}

#[test]
fn a_pronoun_is_shown_with_whom_it_means() {
    for format in [Format::Terminal, Format::Markdown, Format::Html] {
        assert!(
            export(format, Settings { width: 120, ..Settings::default() }, &[full()]).contains("il (Paul Ardan)"),
            "{}",
            format.name()
        );
    }
}

#[test]
fn conclusions_and_conflicts_are_shown_by_the_numbers_of_the_table() {
    for format in [Format::Terminal, Format::Markdown, Format::Html] {
        let shown = export(format, Settings { width: 120, ..Settings::default() }, &[full()]);
        assert!(shown.contains("line 5: can rest on 6, surer than 6"), "{}: {shown}", format.name());
        assert!(shown.contains("2, 5: one opens what the other closes"), "{}: {shown}", format.name());
        assert!(
            shown.contains("7 statements: 4 named, 1 unnamed, 2 with no source told"),
            "{}: {shown}",
            format.name()
        );
    }
}
