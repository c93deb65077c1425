//! How wide is a text, and how is it made to fit? Estimates that no common sans-serif face exceeds by much: nothing is measured
//! by a font, so that the same rows are drawn alike everywhere.

use unicode_width::UnicodeWidthChar;

/// The least that a letter counts, in ems: letters without width would else pile up without end.
const LEAST: f32 = 0.1;

/// The width of a text in a sans-serif face of that size, in pixels.
pub(crate) fn width(text: &str, size: f32) -> f32 {
    text.chars().map(ems).sum::<f32>() * size
}

/// The text without what can't be drawn or turns the order of letters round, on one line.
pub(crate) fn plain(text: &str) -> String {
    let kept = text.chars().filter(|letter| !is_hidden(*letter));
    let spaced: String = kept.map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text, cut with «…» where it is wider than `most` pixels; at the end of a word where one is near.
pub(crate) fn fit(text: &str, size: f32, most: f32) -> String {
    let text = plain(text);
    let room = most - ems('…') * size;
    let mut used = 0.0;
    let mut cut = None;
    for (at, letter) in text.char_indices() {
        used += ems(letter) * size;
        if used > room && cut.is_none() {
            cut = Some(at);
        }
        if used > most {
            return shortened(&text, cut.unwrap_or(at));
        }
    }
    text
}

fn shortened(text: &str, cut: usize) -> String {
    let head = &text[..cut];
    // A cut inside a long word keeps what there is room for.
    let word = head.rfind(' ').filter(|at| head[*at..].chars().count() < 8).unwrap_or(cut);
    format!("{}…", head[..word].trim_end())
}

fn ems(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => 0.36,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '→' | '—' => 1.0,
        'a'..='z' | '0'..='9' => 0.64,
        'A'..='Z' => 0.76,
        _ => match letter.width() {
            Some(2..) => 1.15,
            Some(1) if letter.is_uppercase() => 0.8,
            Some(1) => 0.72,
            _ => LEAST,
        },
    }
}

/// Letters that are not drawn, or that turn the order of others round.
fn is_hidden(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace())
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_left_and_what_does_not_is_cut() {
        assert_eq!(fit("Le Phare", 12.0, 200.0), "Le Phare");
        let cut = fit("La Gazette de la haute vallée de Kerlannec", 12.0, 120.0);
        assert!(cut.ends_with('…') && width(&cut, 12.0) <= 120.0, "{cut}");
        let long = fit(&"x".repeat(5000), 12.0, 120.0);
        assert!(long.ends_with('…') && width(&long, 12.0) <= 120.0, "{long}");
    }

    #[test]
    fn letters_that_hide_or_turn_round_are_left_out() {
        assert_eq!(plain("a\u{202e}b\u{0}c\n\td\u{200b}"), "abc d");
        let heap = fit(&format!("a{}", "\u{301}".repeat(10_000)), 10.0, 100.0);
        assert!(heap.chars().count() < 120, "{}", heap.chars().count());
    }
}
