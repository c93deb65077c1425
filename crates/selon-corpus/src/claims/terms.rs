//! The words, names, numbers and dates of a passage as they are compared, whatever the language.

use super::appearance::{Term, TermKind};
use super::hash::hash;
use selon_language::{Classes, meanings, plain};
use selon_reading::{Passage, Quantity, Reading};
use selon_text::{ByteRange, TokenKind, TokenRange};

/// Classes of words that tell nothing of what is said.
const SMALL: Classes = Classes::DETERMINER
    .with(Classes::PREPOSITION)
    .with(Classes::GENITIVE)
    .with(Classes::SUBJECT_PRONOUN)
    .with(Classes::CLITIC)
    .with(Classes::RELATIVE)
    .with(Classes::COORDINATOR)
    .with(Classes::SUBORDINATOR)
    .with(Classes::COMPLEMENTIZER)
    .with(Classes::NEGATION)
    .with(Classes::NEGATIVE)
    .with(Classes::HAVE)
    .with(Classes::BE)
    .with(Classes::MODAL)
    .with(Classes::ADVERB)
    .with(Classes::PRONOUN)
    .with(Classes::POSSESSIVE)
    .with(Classes::CONNECTIVE)
    .with(Classes::INFINITIVE_MARK)
    .with(Classes::GENITIVE_MARK)
    .with(Classes::TITLE);

/// Those of them that tell nothing even within a phrase of another class: the «la» of «d'ici à la fin».
const SMALLEST: Classes = Classes::DETERMINER
    .with(Classes::PREPOSITION)
    .with(Classes::SUBJECT_PRONOUN)
    .with(Classes::CLITIC)
    .with(Classes::COMPLEMENTIZER)
    .with(Classes::INFINITIVE_MARK);

/// Most words of one number.
const MOST_NUMERALS: usize = 8;

/// Words of so many letters or more are compared by their first letters too.
const COGNATE: usize = 5;

/// What the passage is compared by, in order of place.
pub(super) fn of(passage: &Passage, reading: &Reading) -> Vec<Term> {
    let reader = Reader { passage, code: &reading.language, known: !passage.language.code.is_empty() };
    let mut terms: Vec<Term> = Vec::new();
    let mut quantities = reading.quantities.iter().peekable();
    let mut dates =
        reading.dates.iter().filter(|date| date.granularity == "day").filter_map(|date| date.span).peekable();
    let mut at = 0;
    while at < passage.len() {
        let range = passage.token(at).range;
        while dates.next_if(|date| date.end <= range.start).is_some() {}
        // The number of a day counts nothing.
        let dated = dates.peek().is_some_and(|date| date.start <= range.start);
        if dated && passage.token(at).kind == TokenKind::Number {
            at += 1;
            continue;
        }
        while quantities.next_if(|quantity| quantity.span.end <= range.start).is_some() {}
        let (found, next) = match quantities.peek() {
            Some(quantity) if quantity.span.start <= range.start => reader.quantity(at, quantity),
            _ => {
                let (term, next) = reader.term(at);
                (term.into_iter().collect(), next)
            }
        };
        terms.extend(found);
        at = next.max(at + 1);
    }
    terms.extend(reading.dates.iter().filter_map(|date| {
        let keys = vec![hash(&["date", &date.value])];
        Some(Term { kind: TermKind::Date, keys, span: date.span?, ..Term::default() })
    }));
    terms.sort_by_key(|term| (term.span.start, term.span.end));
    terms
}

struct Reader<'p, 't> {
    passage: &'p Passage<'t>,
    code: &'p str,
    /// Whether the language has data.
    known: bool,
}

impl Reader<'_, '_> {
    /// A number with what it counts, each a term of its own, and where the next one may begin.
    fn quantity(&self, at: usize, quantity: &Quantity) -> (Vec<Term>, usize) {
        let end = self.end_of(at, quantity.span);
        let unit = plain(quantity.unit.as_deref().unwrap_or_default());
        let counted = (at..end).filter(|&token| unit.contains(&plain(self.passage.lower(token))));
        let mut terms: Vec<Term> = counted.filter_map(|token| self.word(token)).collect();
        let unit = terms.last().and_then(|counted| counted.keys.get(1).or(counted.keys.first()).copied());
        let unit = unit.or_else(|| quantity.unit.as_deref().map(|unit| hash(&["unit", &plain(unit)])));
        terms.insert(0, number(quantity.value, unit, quantity.span));
        (terms, end)
    }

    /// The term that begins at a token, and where the next one may begin.
    fn term(&self, at: usize) -> (Option<Term>, usize) {
        match self.passage.token(at).kind {
            TokenKind::Number => self.figure(at),
            TokenKind::Word => self.spelled(at).unwrap_or_else(|| (self.word(at), at + 1)),
            _ => (None, at + 1),
        }
    }

    /// A number told in figures, with its hour mark where it has one.
    fn figure(&self, at: usize) -> (Option<Term>, usize) {
        let text = self.passage.letters(at);
        let range = self.passage.token(at).range;
        let hour = |index: usize| index < self.passage.len() && meanings().tells_hour(self.passage.lower(index));
        if let Some(minutes) = clock(text) {
            return (Some(time_of_day(minutes, range)), at + 1 + usize::from(hour(at + 1)));
        }
        if hour(at + 1) {
            let minutes = self.minutes(at + 2);
            let next = at + 2 + usize::from(minutes.is_some());
            let value = figures(text).map(|hours| hours.trunc() * 60.0 + minutes.unwrap_or_else(|| fraction(text)));
            return (value.map(|value| time_of_day(value, range)), next);
        }
        (figures(text).map(|value| number(value, None, range)), at + 1)
    }

    /// A number told in words that counts no noun of its own: «le port en compte sept».
    fn spelled(&self, at: usize) -> Option<(Option<Term>, usize)> {
        let table = &self.passage.language.tables.quantity;
        if !table.may_begin(self.passage.lower(at)) {
            return None;
        }
        let sentence = self.passage.words.sentences().get(self.passage.words.sentence_of(at))?;
        let end = sentence.end.min(at + MOST_NUMERALS).max(at);
        let words: Vec<&str> = (at..end).map(|token| self.passage.lower(token)).collect();
        let numeral = table.numeral(&words).filter(|numeral| !numeral.weak)?;
        let next = at + numeral.length.max(1);
        let span = self.passage.words.range(TokenRange::new(at, next));
        Some((Some(number(numeral.value, None, span)), next))
    }

    /// The minutes that stand after «5 h».
    fn minutes(&self, at: usize) -> Option<f64> {
        let is_number = at < self.passage.len() && self.passage.token(at).kind == TokenKind::Number;
        is_number.then(|| figures(self.passage.letters(at))).flatten().filter(|minutes| *minutes < 60.0)
    }

    fn word(&self, at: usize) -> Option<Term> {
        let lower = self.passage.lower(at).trim_start_matches('-');
        let folded = plain(lower);
        if folded.len() < 2 || !folded.contains(char::is_alphanumeric) {
            return None;
        }
        let token = self.passage.token(at);
        // Where nothing is known of the language, nouns may have capitals: what the dictionary knows is no name there.
        let noun = !self.known && !meanings().of(self.code, &folded).is_empty();
        let date = self.passage.is(at, Classes::WEEKDAY.with(Classes::MONTH));
        let name = token.capital && !self.opens(at) && !noun && !date;
        let listed = self.passage.language.word(lower).is_some_and(|entry| entry.classes.has(SMALLEST));
        let small = listed || self.passage.is(at, SMALL) || meanings().is_small(self.code, &folded);
        if small && !name {
            return None;
        }
        let when = date || meanings().of(self.code, &folded).iter().any(|&meaning| meanings().tells_when(meaning));
        let kind = match (name, when) {
            (true, _) => TermKind::Name,
            (_, true) => TermKind::Date,
            _ => TermKind::Word,
        };
        Some(Term { kind, keys: word_keys(self.code, &folded), span: token.range, ..Term::default() })
    }

    /// Whether a word opens a sentence or a quotation, where a capital tells nothing; a word that no table knows may
    /// be a name there too.
    fn opens(&self, at: usize) -> bool {
        let sentence = self.passage.words.sentence_of(at);
        let start = self.passage.words.sentences().get(sentence).map_or(0, |tokens| tokens.start);
        let first = at == start || self.passage.is_quote(at - 1) || self.passage.letters(at - 1) == ":";
        let folded = plain(self.passage.lower(at));
        first
            && (self.passage.language.word(self.passage.lower(at)).is_some()
                || !meanings().of(self.code, &folded).is_empty())
    }

    /// The first token at or after the end of `span`.
    fn end_of(&self, at: usize, span: ByteRange) -> usize {
        (at..self.passage.len())
            .find(|&token| self.passage.token(token).range.start >= span.end)
            .unwrap_or(self.passage.len())
    }
}

/// The hashes by which a folded word is compared: stem, meanings, and first letters as most languages write them.
pub(super) fn word_keys(code: &str, folded: &str) -> Vec<u64> {
    let stem = meanings().stem(code, folded);
    let mut keys = vec![hash(&["stem", stem])];
    keys.extend(
        meanings()
            .of(code, folded)
            .iter()
            .map(|&number| hash(&["meaning", meanings().head(number), &number.to_string()])),
    );
    let cognate = cognate(folded);
    if cognate.len() >= COGNATE {
        keys.push(hash(&["cognate", &cognate]));
    }
    keys
}

/// The first letters of a folded word, those that languages spell apart made one.
fn cognate(folded: &str) -> String {
    let mut letters = String::new();
    for letter in folded.replace("ph", "f").replace("th", "t").replace("ck", "c").chars() {
        let letter = match letter {
            'y' => 'i',
            'k' | 'q' => 'c',
            'z' => 's',
            other => other,
        };
        if !letters.ends_with(letter) {
            letters.push(letter);
        }
        if letters.len() == COGNATE {
            break;
        }
    }
    letters
}

fn number(value: f64, unit: Option<u64>, span: ByteRange) -> Term {
    Term { kind: TermKind::Number, keys: vec![value_key(value)], span, value: Some(value), unit, ..Term::default() }
}

fn time_of_day(minutes: f64, span: ByteRange) -> Term {
    let unit = Some(hash(&["unit", "clock"]));
    let keys = vec![hash(&["clock", &minutes.to_string()])];
    Term { kind: TermKind::Number, keys, span, value: Some(minutes), unit, ..Term::default() }
}

fn value_key(value: f64) -> u64 {
    hash(&["number", &value.to_string()])
}

/// Minutes since midnight of «5:15», «5h15», «5.15am».
fn clock(text: &str) -> Option<f64> {
    let lower = text.to_ascii_lowercase();
    let bare = lower.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '.');
    let marked = meanings().tells_hour(&lower[bare.len()..]);
    let (hours, minutes) = bare
        .split_once('h')
        .or_else(|| bare.split_once(':'))
        .or_else(|| marked.then(|| bare.split_once('.').unwrap_or((bare, ""))))?;
    let minutes: f64 = if minutes.is_empty() { 0.0 } else { minutes.parse().ok()? };
    let hours: f64 = hours.parse().ok()?;
    (hours < 25.0 && minutes < 60.0).then_some(hours * 60.0 + minutes)
}

/// The hundredths of «5.15» as minutes, where an hour mark follows.
fn fraction(text: &str) -> f64 {
    text.split_once(['.', ',']).and_then(|(_, rest)| rest.parse().ok()).unwrap_or(0.0)
}

/// The value of figures, with the thousands' and decimal marks that languages use.
fn figures(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let last = digits.rfind(['.', ',']);
    match last {
        Some(at) if digits.len() - at - 1 == 3 || digits.matches(['.', ',']).count() > 1 => {
            digits.replace(['.', ','], "").parse().ok()
        }
        _ => digits.replace(',', ".").trim_end_matches('.').parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_however_they_are_written() {
        assert_eq!(clock("5:15"), Some(315.0));
        assert_eq!(clock("5.15am"), Some(315.0));
        assert_eq!(clock("20h30"), Some(1230.0));
        assert_eq!(clock("12,5"), None);
    }

    #[test]
    fn figures_have_the_marks_of_their_language() {
        assert_eq!(figures("80.000"), Some(80_000.0));
        assert_eq!(figures("12,0"), Some(12.0));
        assert_eq!(figures("1er"), Some(1.0));
    }

    #[test]
    fn a_word_is_found_in_another_language_by_meaning_or_first_letters() {
        let shared = |a: &[u64], b: &[u64]| a.iter().any(|key| b.contains(key));
        assert!(shared(&word_keys("fr", "incendies"), &word_keys("en", "blaze")));
        assert!(shared(&word_keys("fr", "concentration"), &word_keys("en", "concentrations")));
        assert!(!shared(&word_keys("fr", "incendie"), &word_keys("en", "pension")));
    }
}
