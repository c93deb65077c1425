//! Who reads: what a request may cost, and whether an article is shown as the database has it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod site;

use selon_reading::{Draft, Lexical, Passage, Tagger};
use selon_web::{App, Reader, Settings};
use site::{articles, form, note, page, read, token};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

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

/// Takes as long as the test wants.
struct Waiting {
    begun: AtomicUsize,
    end: Barrier,
}

impl Tagger for Waiting {
    fn id(&self) -> &'static str {
        "waiting-1"
    }

    fn drafts(&self, _: &Passage) -> Vec<Draft> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        self.end.wait();
        Vec::new()
    }
}

#[test]
fn no_more_than_four_texts_are_read_at_once() {
    let reader = Arc::new(Waiting { begun: AtomicUsize::new(0), end: Barrier::new(5) });
    let app = App::new(Settings::new(Arc::clone(&reader) as Reader)).unwrap();
    let token = token(&app);
    let ask = |number: usize| {
        let text = format!("Le maire a dit {number}.");
        app.answer(form("/read", &[("token", &token), ("text", &text)])).unwrap()
    };
    thread::scope(|scope| {
        let four: Vec<_> = (0..4).map(|number| scope.spawn(move || ask(number).status)).collect();
        while reader.begun.load(Ordering::SeqCst) < 4 {
            thread::yield_now();
        }
        // Were a fifth read, it would be the fifth to wait, and all would end.
        let fifth = ask(4);
        assert_eq!(fifth.status, 503);
        assert!(fifth.text().contains("Too many texts"), "{}", fifth.text());
        reader.end.wait();
        assert!(four.into_iter().all(|status| status.join().unwrap() == 303));
    });
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

/// A database of one article, and a server over it whose own reader finds nothing.
fn over_one(named: fn(&str) -> Option<Reader>, without_whole: bool) -> (tempfile::TempDir, App) {
    let (folder, file) = articles(vec![note("d1", "Le maire, Paul Ardan, a affirmé que la digue tiendrait.")]);
    if without_whole {
        rusqlite::Connection::open(&file).unwrap().execute("DELETE FROM wholes", []).unwrap();
    }
    let settings = Settings { database: Some(file), named, ..Settings::new(Arc::new(Silent)) };
    (folder, App::new(settings).unwrap())
}

/// The page that the first finding of all leads to, and where on it.
fn first_found(app: &App) -> (String, String) {
    let found: serde_json::Value = serde_json::from_str(&page(app, "/search.json").1).unwrap();
    let (address, anchor) = found["hits"][0]["address"].as_str().unwrap().split_once('#').unwrap();
    let (status, shown) = page(app, address);
    assert_eq!(status, 200);
    (shown, format!("id=\"{anchor}\""))
}

#[test]
fn an_article_is_shown_as_it_was_read_and_not_read_again() {
    let (_folder, app) = over_one(|_| None, false);
    let (shown, anchor) = first_found(&app);
    assert!(shown.contains(&anchor) && !shown.contains("role=\"note\""), "{shown}");
    assert!(shown.contains("class=\"fact step\""), "no reasons: {shown}");
}

#[test]
fn an_article_that_was_not_kept_whole_is_read_with_the_reader_that_its_row_names() {
    let by_rules: fn(&str) -> Option<Reader> = |id| (id == Lexical.id()).then(|| Arc::new(Lexical) as Reader);
    let (_folder, app) = over_one(by_rules, true);
    let (shown, anchor) = first_found(&app);
    assert!(shown.contains(&anchor) && !shown.contains("role=\"note\""), "{shown}");

    let (_folder, app) = over_one(|_| None, true);
    let (shown, anchor) = first_found(&app);
    assert!(!shown.contains(&anchor));
    assert!(shown.contains("by a reader that is not here, and for this page by silent-1"), "{shown}");
}
