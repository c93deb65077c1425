//! Times the cutting of a long text.
#![allow(clippy::print_stdout)]
use selon_text::{Words, Writing, View};
use std::time::Instant;
fn main() {
    let set = |s: &str| s.split(' ').map(String::from).collect();
    let writing = Writing {
        abbreviations: set("m. mm. mme. dr. mr. mrs. etc. p.m. a.m. u.s. rendez-vous gen. sen."),
        elisions: set("l d qu n s j c m t lorsqu puisqu jusqu quoiqu"),
        enclitics: "-t-il -t-elle -t-on -il -elle -ils -on -je -nous -vous -ce n't 's 're 've 'll 'd 'm".split(' ').map(String::from).collect(),
        glued_heads: set("déclaré affirmé dit said"),
        glued_tails: "que qu' that à".split(' ').map(String::from).collect(),
    };
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let text = text.repeat(200);
    let spaces = text.split_whitespace().count();
    for _ in 0..3 {
        let t = Instant::now();
        let v = View::new(&text, &writing);
        let tv = t.elapsed();
        let t = Instant::now();
        let w = Words::new(&text, &writing);
        let e = t.elapsed();
        println!("view {tv:?} words {e:?} {} tokens {:.0} words/s", w.tokens().len(), spaces as f64 / e.as_secs_f64());
        drop(v);
    }
    let hostile: [(&str, String); 16] = [
        ("quotes \"", "\" ".repeat(1_000_000)), ("quotes glued", "\"".repeat(1_000_000)), ("«", "«".repeat(1_000_000)), ("single ’", "’ ".repeat(1_000_000)),
        ("' word", "'a ".repeat(1_000_000)), ("nospace", "a".repeat(10_000_000)), ("newlines", "\n".repeat(1_000_000)), ("a newline", "a\n".repeat(1_000_000)),
        ("a.b", "a.b".repeat(3_000_000)), ("a-", "a-b".repeat(3_000_000)), ("l'", "l'a".repeat(3_000_000)), ("@", "a@".repeat(3_000_000)), ("www.", "www.".repeat(2_000_000)),
        ("que", "que".repeat(3_000_000)), ("dots", ". ".repeat(1_000_000)), ("http", "http://".repeat(1_000_000)),
    ];
    for (name, text) in hostile {
        let t = Instant::now();
        let w = Words::new(&text, &writing);
        println!("{name}: {:?} {} tokens {} sentences", t.elapsed(), w.tokens().len(), w.sentences().len());
    }
}
