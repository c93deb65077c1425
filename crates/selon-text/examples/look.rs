//! Shows what the cutting makes of a text on standard input.
#![allow(clippy::print_stdout)]
use selon_text::{TokenKind, Words, Writing};
use std::io::Read;

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("text");
    let set = |s: &str| s.split(' ').map(String::from).collect();
    let writing = Writing {
        abbreviations: set("m. mm. mme. dr. mr. mrs. etc. p.m. a.m. u.s. rendez-vous gen. sen."),
        elisions: set("l d qu n s j c m t lorsqu puisqu jusqu quoiqu"),
        enclitics: "-t-il -t-elle -t-on -il -elle -ils -on -je -nous -vous -ce n't 's 're 've 'll 'd 'm".split(' ').map(String::from).collect(),
        glued_heads: set("déclaré affirmé dit said"),
        glued_tails: "que qu' that à".split(' ').map(String::from).collect(),
    };
    let words = Words::new(&text, &writing);
    for paragraph in words.paragraphs() {
        println!("¶");
        for (n, sentence) in words.sentences().iter().enumerate().filter(|(_, s)| paragraph.contains(**s)) {
            let cut: Vec<String> = sentence.iter().map(|t| match words.tokens()[t].kind {
                TokenKind::Quote(q) => format!("{}<{:?}>", words.text(t), q.side),
                _ => words.text(t).to_string(),
            }).collect();
            println!("  {n}: {}", cut.join("|"));
        }
    }
    for repair in words.view().repairs() {
        println!("{:?} {:?}", repair.kind, &text[repair.at.start.saturating_sub(5).max(0)..].chars().take(0).collect::<String>());
    }
}
