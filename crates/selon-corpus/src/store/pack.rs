//! Articles and sentences of tracing as bytes. Words, dates and addresses are not among them: the documents have those.
//!
//! Every field is named where it is taken apart, so that a new one can't be forgotten. The first byte is the form's number;
//! bytes of another form are taken for damage.

use super::bytes::{Reader, Writer};
use crate::claims::{Article, Mark, MarkKind, Sentence, Stance, Term, TermKind, Window};
use selon_reading::{Certainty, Place};
use selon_text::ByteRange;

/// The number of this form.
const FORM: u64 = 1;

/// Flags of an article. Bytes that were written before answers were told have none of them: it is not known there.
const TRANSLATED: u64 = 1;
const OUTLET: u64 = 2;
const NO_ANSWERS: u64 = 4;

const fn flag(is: bool, flag: u64) -> u64 {
    if is { flag } else { 0 }
}

/// What an article's bytes hold; `outlet` only whether it names one.
pub(super) fn article(article: &Article) -> Vec<u8> {
    let Article {
        id: _,
        outlet,
        url: _,
        published: _,
        seconds: _,
        language: _,
        links: _,
        topic,
        subject,
        mentions,
        translated,
        answers,
    } = article;
    let mut out = Writer::default();
    out.number(FORM);
    out.number(flag(*translated, TRANSLATED) | flag(outlet.is_some(), OUTLET) | flag(!*answers, NO_ANSWERS));
    out.hashes(topic);
    out.hashes(mentions);
    out.hashes(subject);
    out.finish()
}

/// An article from its bytes: its topic, its subject, its mentions, whether it was translated, and whether it names its outlet.
pub(super) fn unpack_article(bytes: &[u8]) -> Option<(Article, bool)> {
    let mut from = Reader(bytes);
    form(&mut from)?;
    let flags = from.number()?;
    let (topic, mentions) = (from.hashes()?, from.hashes()?);
    // Bytes that were written before there was a subject end here.
    let subject = if from.is_empty() { Vec::new() } else { from.hashes()? };
    let (translated, answers) = (flags & TRANSLATED != 0, flags & NO_ANSWERS == 0);
    let article = Article { translated, answers, topic, subject, mentions, ..Article::default() };
    from.is_empty().then_some((article, flags & OUTLET != 0))
}

/// What a sentence's bytes hold: where it stands and what is compared of it.
pub(super) fn sentence(sentence: &Sentence) -> Vec<u8> {
    // What statements mean is kept beside each of them.
    let Sentence {
        article: _,
        order: _,
        place,
        span,
        words: _,
        language: _,
        terms,
        marks,
        windows,
        mentions,
        meanings: _,
    } = sentence;
    let mut out = Writer::default();
    out.number(FORM);
    out.number(u64::from(*place == Place::Title));
    out.count(span.start);
    out.count(span.len());
    out.count(terms.len());
    let mut last = span.start;
    for each in terms {
        term(&mut out, each, last);
        last = each.span.start;
    }
    out.count(marks.len());
    marks.iter().for_each(|Mark { kind, span: at }| {
        out.count(position(&MARKS, kind));
        range(&mut out, *at, span.start);
    });
    write_windows(&mut out, windows, span.start);
    out.hashes(mentions);
    out.finish()
}

/// A sentence from its bytes, without its words, its article and its language.
pub(super) fn unpack_sentence(bytes: &[u8]) -> Option<Sentence> {
    let mut from = Reader(bytes);
    form(&mut from)?;
    let place = if from.number()? == 0 { Place::Text } else { Place::Title };
    let start = from.count()?;
    let span = ByteRange::new(start, start.checked_add(from.count()?)?);
    let mut last = start;
    let terms = list(&mut from, |from| {
        let read = read_term(from, last)?;
        last = read.span.start;
        Some(read)
    })?;
    let marks =
        list(&mut from, |from| Some(Mark { kind: *MARKS.get(from.count()?)?, span: read_range(from, start)? }))?;
    let windows = read_windows(&mut from, start)?;
    let mentions = from.hashes()?;
    // What compares them counts places from the sentence's beginning.
    let parts = terms.iter().map(|term| term.span).chain(windows.iter().map(|window| window.span));
    let whole = parts.chain(marks.iter().map(|mark| mark.span)).all(|part| span.contains(part));
    (whole && from.is_empty()).then_some(Sentence {
        place,
        span,
        terms,
        marks,
        windows,
        mentions,
        ..Sentence::default()
    })
}

fn form(from: &mut Reader) -> Option<()> {
    (from.number()? == FORM).then_some(())
}

fn list<'b, T>(from: &mut Reader<'b>, mut read: impl FnMut(&mut Reader<'b>) -> Option<T>) -> Option<Vec<T>> {
    let count = from.count()?;
    if count > from.0.len() {
        return None;
    }
    (0..count).map(|_| read(from)).collect()
}

/// A span, counted from `base`; it may begin before.
fn range(out: &mut Writer, span: ByteRange, base: usize) {
    out.signed(span.start as i64 - base as i64);
    out.count(span.len());
}

fn read_range(from: &mut Reader, base: usize) -> Option<ByteRange> {
    let start = usize::try_from(from.signed()?.checked_add(i64::try_from(base).ok()?)?).ok()?;
    Some(ByteRange::new(start, start.checked_add(from.count()?)?))
}

const KINDS: [TermKind; 4] = [TermKind::Word, TermKind::Name, TermKind::Number, TermKind::Date];
const MARKS: [MarkKind; 6] =
    [MarkKind::Hedge, MarkKind::Condition, MarkKind::Negation, MarkKind::Denial, MarkKind::Doubt, MarkKind::Refusal];
const STANCES: [Stance; 4] = [Stance::Asserts, Stance::Denies, Stance::Doubts, Stance::Declines];
const CERTAINTIES: [Certainty; 5] =
    [Certainty::Certain, Certainty::Probable, Certainty::Possible, Certainty::Unlikely, Certainty::Unknown];

// A kind that joins fails to compile here, and goes at the end of its list above: the place in the list is what is stored.
const _: fn(TermKind) = |kind| match kind {
    TermKind::Word | TermKind::Name | TermKind::Number | TermKind::Date => {}
};
const _: fn(MarkKind) = |kind| match kind {
    MarkKind::Hedge | MarkKind::Condition | MarkKind::Negation => {}
    MarkKind::Denial | MarkKind::Doubt | MarkKind::Refusal => {}
};
const _: fn(Stance) = |stance| match stance {
    Stance::Asserts | Stance::Denies | Stance::Doubts | Stance::Declines => {}
};
const _: fn(Certainty) = |certainty| match certainty {
    Certainty::Certain | Certainty::Probable | Certainty::Possible | Certainty::Unlikely | Certainty::Unknown => {}
};

fn position<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(0)
}

/// Flags of a term, above the two bits of its kind.
const VALUED: usize = 4;
const WHOLE: usize = 8;
const COUNTED: usize = 16;

fn term(out: &mut Writer, term: &Term, last: usize) {
    let Term { kind, keys, span, spread, value, unit } = term;
    let whole = value.filter(|value| value.fract() == 0.0 && value.abs() < 1e15);
    let flag = |is: bool, flag: usize| if is { flag } else { 0 };
    out.count(
        position(&KINDS, kind)
            | flag(value.is_some(), VALUED)
            | flag(whole.is_some(), WHOLE)
            | flag(unit.is_some(), COUNTED),
    );
    out.hashes(keys);
    range(out, *span, last);
    out.number(u64::from(*spread));
    match (whole, value) {
        (Some(whole), _) => out.signed(whole as i64),
        (None, Some(value)) => out.real(*value),
        (None, None) => {}
    }
    unit.iter().for_each(|&unit| out.hash(unit));
}

fn read_term(from: &mut Reader, last: usize) -> Option<Term> {
    let flags = from.count()?;
    let keys = from.hashes()?;
    let span = read_range(from, last)?;
    let spread = u16::try_from(from.number()?).ok()?;
    let value = match (flags & WHOLE != 0, flags & VALUED != 0) {
        (true, _) => Some(from.signed()? as f64),
        (false, true) => Some(from.real()?),
        (false, false) => None,
    };
    let unit = if flags & COUNTED != 0 { Some(from.hash()?) } else { None };
    Some(Term { kind: KINDS[flags & 3], keys, span, spread, value, unit })
}

/// Windows of one statement differ in their spans alone: what else they hold is written once.
fn write_windows(out: &mut Writer, windows: &[Window], base: usize) {
    let bare = |window: &Window| Window { span: ByteRange::default(), ..window.clone() };
    let mut tellings: Vec<Window> = Vec::new();
    let mut which = Vec::new();
    for window in windows {
        let told = bare(window);
        let at = tellings.iter().position(|other| *other == told).unwrap_or(tellings.len());
        if at == tellings.len() {
            tellings.push(told);
        }
        which.push(at);
    }
    out.count(tellings.len());
    tellings.iter().for_each(|window| telling(out, window));
    out.count(windows.len());
    for (window, at) in windows.iter().zip(which) {
        out.count(at);
        range(out, window.span, base);
    }
}

fn read_windows(from: &mut Reader, base: usize) -> Option<Vec<Window>> {
    let tellings = list(from, read_telling)?;
    list(from, |from| {
        let told = tellings.get(from.count()?)?;
        Some(Window { span: read_range(from, base)?, ..told.clone() })
    })
}

fn telling(out: &mut Writer, window: &Window) {
    let Window { span: _, statement, speaker, speaker_keys, anonymous, quoted, stance, certainty, when } = window;
    out.number(u64::from(*anonymous) | u64::from(*quoted) << 1);
    out.count(position(&STANCES, stance));
    out.count(position(&CERTAINTIES, certainty));
    for text in [statement, speaker, when] {
        optional(out, text.as_deref());
    }
    out.hashes(speaker_keys);
}

fn read_telling(from: &mut Reader) -> Option<Window> {
    let flags = from.number()?;
    Some(Window {
        span: ByteRange::default(),
        anonymous: flags & 1 != 0,
        quoted: flags & 2 != 0,
        stance: *STANCES.get(from.count()?)?,
        certainty: *CERTAINTIES.get(from.count()?)?,
        statement: read_optional(from)?,
        speaker: read_optional(from)?,
        when: read_optional(from)?,
        speaker_keys: from.hashes()?,
    })
}

fn optional(out: &mut Writer, text: Option<&str>) {
    out.number(u64::from(text.is_some()));
    text.iter().for_each(|text| out.text(text));
}

fn read_optional(from: &mut Reader) -> Option<Option<String>> {
    if from.number()? == 0 { Some(None) } else { Some(Some(from.text()?.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(statement: Option<&str>, start: usize) -> Window {
        Window {
            span: ByteRange::new(start, start + 9),
            statement: statement.map(str::to_owned),
            speaker: Some("Maud Tallec".into()),
            speaker_keys: vec![3, 1 << 39],
            anonymous: true,
            quoted: statement.is_some(),
            stance: Stance::Declines,
            certainty: Certainty::Unknown,
            when: Some("2031-02-17".into()),
        }
    }

    fn sample() -> Sentence {
        let term = |kind, value, unit, start| Term {
            kind,
            keys: vec![7, 9],
            span: ByteRange::new(start, start + 4),
            spread: 300,
            value,
            unit,
        };
        Sentence {
            place: Place::Title,
            span: ByteRange::new(100, 190),
            terms: vec![
                term(TermKind::Word, None, None, 100),
                term(TermKind::Number, Some(-12.0), Some(5), 110),
                term(TermKind::Number, Some(0.25), None, 120),
                term(TermKind::Date, Some(f64::MAX), None, 115),
            ],
            marks: vec![Mark { kind: MarkKind::Refusal, span: ByteRange::new(104, 106) }],
            windows: vec![window(Some("0123456789ab"), 100), window(Some("0123456789ab"), 120), window(None, 110)],
            mentions: vec![1, 2],
            ..Sentence::default()
        }
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        assert_eq!(unpack_sentence(&sentence(&sample())), Some(sample()));
        let told = Article {
            outlet: Some("Le Phare".into()),
            topic: vec![4],
            subject: vec![4, 8],
            mentions: vec![5, 6],
            translated: true,
            answers: true,
            ..Article::default()
        };
        let bare = Article { outlet: None, ..told.clone() };
        assert_eq!(unpack_article(&article(&told)), Some((bare.clone(), true)));
        let silent = Article { answers: false, ..bare };
        assert_eq!(unpack_article(&article(&silent)), Some((silent, false)));
    }

    #[test]
    fn a_part_outside_its_sentence_is_damage() {
        let mut outside = sample();
        outside.windows[1].span = ByteRange::new(90, 99);
        assert_eq!(unpack_sentence(&sentence(&outside)), None);
    }

    #[test]
    fn damaged_bytes_are_told_not_believed() {
        let bytes = sentence(&sample());
        for cut in 0..bytes.len() {
            assert_eq!(unpack_sentence(&bytes[..cut]), None);
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0xff;
            // Whatever comes of it, it comes without a panic.
            let _ = unpack_sentence(&changed);
        }
    }
}
