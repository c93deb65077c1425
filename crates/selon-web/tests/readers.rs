//! Who reads: what a request may cost, and whether an article is shown as the database has it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod site;

use selon_reading::{Draft, Lexical, Passage, Tagger};
use selon_web::{App, Reader, Settings};
use site::{articles, form, note, page, read, token};
use std::sync::Arc;

/// The rules under another name.
struct Called(&'static str);

impl Tagger for Called {
    fn id(&self) -> &str {
        self.0
    }

    fn drafts(&self, passage: &Passage) -> Vec<Draft> {
        Lexical.drafts(passage)
    }
}

/// Finds nothing.
struct Silent;

impl Tagger for Silent {
    fn id(&self) -> &str {
        "silent-1"
    }

    fn drafts(&self, _: &Passage) -> Vec<Draft> {
        Vec::new()
    }
}

fn two_readers() -> App {
    App::new(Settings { quick: Arc::new(Called("quick-1")), ..Settings::new(Arc::new(Called("slow-1"))) }).unwrap()
}

#[test]
fn a_long_text_is_read_by_the_quick_reader_and_its_page_says_so() {
    let app = two_readers();
    let (_, short) = page(&app, &read(&app, "Le maire, Paul Ardan, a dit non."));
    assert!(!short.contains("role=\"note\"") && short.contains("slow-1"), "{short}");
    let (_, shown) = page(&app, &read(&app, &"Rien de neuf sur le quai. ".repeat(9_000)));
    assert!(shown.contains("role=\"note\"") && shown.contains("read with quick-1"), "no remark");
}

#[test]
fn what_is_left_out_of_many_texts_is_told() {
    let app = two_readers();
    let lines = |count: usize| -> String {
        (0..count).map(|number| format!("{{\"id\":\"t{number}\",\"text\":\"Le maire a dit {number}.\"}}\n")).collect()
    };
    let listed = |count| {
        let answered = app.answer(form("/read", &[("token", &token(&app)), ("text", &lines(count))])).unwrap();
        assert_eq!(answered.status, 303, "{}", answered.text());
        let (_, listed) = page(&app, answered.header("location"));
        (listed.matches("<a href=\"/read/").count(), listed.contains("There are more"))
    };
    assert_eq!(listed(22), (20, true));
    assert_eq!(listed(20), (20, false));
}

#[test]
fn an_article_is_shown_with_the_reader_that_its_row_names() {
    let (folder, file) = articles(vec![note("d1", "Le maire, Paul Ardan, a affirmé que la digue tiendrait.")]);
    let by_rules: fn(&str) -> Option<Reader> = |id| (id == Lexical.id()).then(|| Arc::new(Lexical) as Reader);
    let serve = |named| {
        let settings = Settings { database: Some(file.clone()), named, ..Settings::new(Arc::new(Silent)) };
        App::new(settings).unwrap()
    };
    let app = serve(by_rules);
    let found: serde_json::Value = serde_json::from_str(&page(&app, "/search.json").1).unwrap();
    let (address, anchor) = found["hits"][0]["address"].as_str().unwrap().split_once('#').unwrap();
    let (status, shown) = page(&app, address);
    assert_eq!(status, 200);
    assert!(shown.contains(&format!("id=\"{anchor}\"")) && !shown.contains("role=\"note\""), "{shown}");

    let (_, without) = page(&serve(|_| None), address);
    assert!(!without.contains(&format!("id=\"{anchor}\"")));
    assert!(without.contains("by a reader that is not here, and for this page by silent-1"), "{without}");
    drop(folder);
}
