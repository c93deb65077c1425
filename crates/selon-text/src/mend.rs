//! How is broken typography mended? One pass over the original that writes the view.

use crate::character::{after, before, is_apostrophe, is_invisible};
use crate::charset::{self, Meant};
use crate::glue;
use crate::lines::{Lines, Verdict};
use crate::view::ViewWriter;
use crate::{ByteRange, RepairKind, View, Writing};
use std::iter::Peekable;
use std::vec::IntoIter;

/// Writes the view of `original`.
pub(crate) fn mend(original: &str, writing: &Writing) -> View {
    let cuts = glue::cuts(original, writing).into_iter().peekable();
    let mender =
        Mender { original, writing, out: ViewWriter::new(original), lines: Lines::new(original), cuts, line: 0 };
    mender.run()
}

struct Mender<'o> {
    original: &'o str,
    writing: &'o Writing,
    out: ViewWriter<'o>,
    lines: Lines<'o>,
    cuts: Peekable<IntoIter<usize>>,
    /// Where the current line begins.
    line: usize,
}

impl Mender<'_> {
    fn run(mut self) -> View {
        let bytes = self.original.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = if byte.is_ascii_alphanumeric() { at + 1 } else { self.step(at, byte) };
        }
        self.cut_until(self.original.len());
        self.out.finish()
    }

    /// Looks at the character at `at` and returns where to go on.
    fn step(&mut self, at: usize, byte: u8) -> usize {
        self.cut_until(at);
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 11 | 12 => self.space(at),
            b'.' => self.stop(at),
            b'\'' | b'`' | b',' | b'<' | b'>' => self.doubled(at, byte),
            b'&' => self.entity(at),
            0..=127 => at + 1,
            _ => self.beyond_ascii(at),
        }
    }

    fn cut_until(&mut self, at: usize) {
        while let Some(cut) = self.cuts.next_if(|&cut| cut < at) {
            self.out.replace(ByteRange::new(cut, cut), " ");
            self.out.note(ByteRange::new(cut, cut), RepairKind::GluedWords);
        }
    }

    fn beyond_ascii(&mut self, at: usize) -> usize {
        let Some(c) = after(self.original, at) else { return self.original.len() };
        let end = at + c.len_utf8();
        if let Some(meant) = charset::meant(self.original, at, c).filter(|meant| self.out.is_free(meant.range.start)) {
            return self.character(meant);
        }
        match c {
            _ if c.is_alphanumeric() => end,
            '\u{2019}' | '\u{2018}' => self.apostrophe(at, end),
            '\u{200d}' if after(self.original, end).is_some_and(|next| next >= '\u{2600}') => end,
            _ if c.is_whitespace() || is_invisible(c) => self.space(at),
            _ => end,
        }
    }

    fn character(&mut self, meant: Meant) -> usize {
        let apostrophe = meant.with == "’" && before(self.original, meant.range.start).is_some_and(char::is_alphabetic);
        self.out.replace(meant.range, if apostrophe { "'" } else { &meant.with });
        if let Some(kind) = meant.kind {
            self.out.note(meant.range, kind);
        }
        meant.range.end
    }

    /// `’` within a word is written `'`, so that there is one spelling to compare with.
    fn apostrophe(&mut self, at: usize, end: usize) -> usize {
        let within = before(self.original, at).is_some_and(char::is_alphabetic)
            && (after(self.original, end).is_some_and(char::is_alphanumeric) || self.is_elision(at));
        if within {
            self.out.replace(ByteRange::new(at, end), "'");
        }
        end
    }

    fn is_elision(&self, end: usize) -> bool {
        let Some(text) = self.original.get(..end) else { return false };
        let letters = text.chars().rev().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        text.get(end - letters..).is_some_and(|word| Writing::holds(&self.writing.elisions, word))
    }

    /// A run of white space and invisible characters.
    fn space(&mut self, at: usize) -> usize {
        let run = Run::at(self.original, at);
        let range = ByteRange::new(at, run.end);
        if run.line_ends > 0 {
            self.line_end(range, run.line_ends);
        } else if !run.space {
            self.out.replace(range, "");
        } else if self.is_broken_compound(range) {
            self.out.replace(range, "");
            self.out.note(range, RepairKind::BrokenCompound);
        } else if !run.plain {
            self.out.replace(range, " ");
        }
        if run.invisible {
            self.out.note(range, RepairKind::Invisible);
        }
        run.end
    }

    /// `États -Unis` with a no-break space, as editors make of a compound beside a link.
    fn is_broken_compound(&self, range: ByteRange) -> bool {
        let mut rest = self.original.get(range.end..).unwrap_or("").chars();
        range.of(self.original).ends_with('\u{a0}')
            && before(self.original, range.start).is_some_and(char::is_alphabetic)
            && rest.next() == Some('-')
            && rest.next().is_some_and(char::is_alphabetic)
    }

    fn line_end(&mut self, range: ByteRange, count: usize) {
        match self.lines.judge(range, count, self.line, self.writing) {
            Verdict::Break => self.out.replace(range, "\n"),
            Verdict::Space(kind) => {
                self.out.replace(range, " ");
                self.out.note(range, kind);
            }
            Verdict::Join(range) => {
                self.out.replace(range, "");
                self.out.note(range, RepairKind::Hyphenation);
            }
        }
        self.line = range.end;
    }

    /// `''`, ` `` `, `,,`, `<<` and `>>` are quotation marks.
    fn doubled(&mut self, at: usize, byte: u8) -> usize {
        let rest = self.original.as_bytes().get(at..).unwrap_or(&[]);
        let end = at + 2;
        match rest.iter().take_while(|&&other| other == byte).count() {
            2 => {}
            3 if byte == b'\'' && after(self.original, at + 3).is_some_and(char::is_alphanumeric) => {}
            3 if byte == b'\'' => return at + 1,
            run => return at + run.max(1),
        }
        let next = after(self.original, end);
        let opens = next.is_some_and(|c| c.is_alphanumeric() || c == '\'');
        let inside = opens && before(self.original, at).is_some_and(char::is_alphanumeric);
        let mark = match byte {
            b'\'' if inside => "'",
            b'\'' => "\"",
            b'`' => "“",
            b'<' => "«",
            b'>' => "»",
            _ if opens && !inside => "„",
            _ => return end,
        };
        self.mark(ByteRange::new(at, end), mark);
        end
    }

    fn mark(&mut self, range: ByteRange, mark: &str) {
        self.out.replace(range, mark);
        self.out.note(range, RepairKind::QuotationMark);
    }

    /// What is left of HTML.
    fn entity(&mut self, at: usize) -> usize {
        let rest = self.original.get(at..).unwrap_or("");
        let Some((name, with)) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) else { return at + 1 };
        let range = ByteRange::new(at, at + name.len());
        let kind = if with.trim().is_empty() || *with == "&" { RepairKind::Entity } else { RepairKind::QuotationMark };
        self.out.replace(range, with);
        self.out.note(range, kind);
        range.end
    }

    /// A full stop; `fin.Le` lacks its space.
    fn stop(&mut self, at: usize) -> usize {
        if after(self.original, at + 1).is_some_and(char::is_uppercase) && self.lacks_space(at) {
            let here = ByteRange::new(at + 1, at + 1);
            self.out.replace(here, " ");
            self.out.note(here, RepairKind::MissingSpace);
        }
        at + 1
    }

    fn lacks_space(&self, at: usize) -> bool {
        const LONGEST: usize = 40;
        let (Some(head), Some(tail)) = (self.original.get(..at), self.original.get(at + 1..)) else { return false };
        let letters =
            head.chars().rev().take(LONGEST).take_while(|c| c.is_alphabetic() || is_apostrophe(*c) || *c == '-');
        let length = letters.map(char::len_utf8).sum::<usize>();
        let word = head.get(at - length..).unwrap_or("");
        let addressed =
            before(head, at - length).is_some_and(|c| matches!(c, '.' | '/' | '@' | ':' | '_') || c.is_alphanumeric());
        let domain = ["Com", "Org", "Net", "Js", "COM", "ORG", "NET", "JS", "NET"].iter().any(|end| word_is(tail, end));
        let ends_low = word.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
        let known = Writing::holds(&self.writing.abbreviations, &format!("{word}.")) && starts_like_a_name(tail);
        !addressed && !domain && word != "www" && (ends_low && !only_capitals(tail) || known)
    }
}

fn word_is(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphabetic))
}

fn starts_like_a_name(text: &str) -> bool {
    text.chars().skip(1).take(2).filter(|c| c.is_lowercase()).count() == 2
}

/// Two capitals in a row: more often a file or product name than a sentence.
fn only_capitals(text: &str) -> bool {
    text.chars().take(2).all(char::is_uppercase) && !text.chars().skip(1).take(1).all(|c| !c.is_alphabetic())
}

/// White space and invisible characters in a row.
struct Run {
    end: usize,
    line_ends: usize,
    space: bool,
    plain: bool,
    /// Whether there is an invisible character that is no soft hyphen.
    invisible: bool,
}

impl Run {
    fn at(text: &str, start: usize) -> Self {
        let mut run = Self { end: start, line_ends: 0, space: false, plain: true, invisible: false };
        let mut last = ' ';
        for c in text.get(start..).unwrap_or("").chars() {
            let ends_line = matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            if !(c.is_whitespace() || is_invisible(c)) {
                break;
            }
            run.line_ends += usize::from(ends_line && !(c == '\n' && last == '\r')) + usize::from(c == '\u{2029}');
            run.space |= c.is_whitespace();
            run.plain &= c == ' ';
            run.invisible |= is_invisible(c) && c != '\u{ad}';
            run.end += c.len_utf8();
            last = c;
        }
        run
    }
}

/// What remains of HTML after careless extraction, and what it stands for.
const ENTITIES: [(&str, &str); 20] = [
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#034;", "\""),
    ("&laquo;", "«"),
    ("&raquo;", "»"),
    ("&#171;", "«"),
    ("&#187;", "»"),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&bdquo;", "„"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "'"),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&#8217;", "'"),
    ("&#x27;", "'"),
    ("&amp;", "&"),
];
