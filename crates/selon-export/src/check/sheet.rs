//! One article's check in words: sections of rows, each a count with the places behind it. Every format for people lays these out.

use super::Checked;
use crate::entry::{Entry, Lines, entries};
use crate::visible::visible_line;
use selon_reading::Place::Text;
use selon_reading::{Conclusion, Kind, Manner, Reading, Share, SourceClass, Statement};
use selon_text::ByteRange;
use std::collections::{BTreeMap, HashMap};

/// Rows of one question.
pub(super) struct Section {
    pub(super) heading: &'static str,
    /// What is counted, in the plural.
    pub(super) counted: &'static str,
    /// Whether the sentences themselves are what is asked for.
    pub(super) tells_sentences: bool,
    pub(super) rows: Vec<Row>,
}

/// A count, with the places behind it.
pub(super) struct Row {
    pub(super) label: String,
    /// Whether it is a part of the row above.
    pub(super) inner: bool,
    /// How many words, and what share of the article's they are; nothing where words are not what is counted.
    pub(super) words: Option<(usize, Percent)>,
    /// How many statements or sentences; nothing for the author's own words.
    pub(super) count: Option<usize>,
    pub(super) places: Vec<Place>,
}

/// A share of the article's words, shown in whole percents.
#[derive(Clone, Copy)]
pub(super) struct Percent(pub(super) f64);

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            share if share > 0.0 && share < 1.0 => f.pad("<1\u{a0}%"),
            share => f.pad(&format!("{share:.0}\u{a0}%")),
        }
    }
}

/// A sentence of the article.
#[derive(Clone)]
pub(super) struct Place {
    /// Number of the statement as `selon read` counts them, from 1; none for the author's sentences.
    pub(super) number: Option<usize>,
    /// Line of the text, from 1; none in the title.
    pub(super) line: Option<usize>,
    /// Who did what, or what it rests on.
    pub(super) who: String,
    pub(super) what: String,
}

impl Place {
    /// `line 12`, or `title`.
    pub(super) fn place(&self) -> String {
        self.line.map_or_else(|| "title".to_owned(), |line| format!("line {line}"))
    }
}

/// Puts a check into words.
pub(super) struct Sheet<'c> {
    checked: &'c Checked,
    entries: Vec<Entry<'c>>,
    lines: Lines,
    /// Statements by their ids, speakers and voices by theirs with how they are called.
    by_id: HashMap<&'c str, usize>,
    speakers: HashMap<&'c str, &'c str>,
    voices: HashMap<&'c str, Option<&'c str>>,
    /// Where passages of other texts stand, with the statements that relay them, in order of place.
    passages: Vec<(ByteRange, usize)>,
}

/// How many passages back the one is looked for that a sentence stands in; a hostile text may nest any number.
const DEPTH: usize = 32;

impl<'c> Sheet<'c> {
    pub(super) fn new(checked: &'c Checked) -> Self {
        let reading = &checked.reading;
        let ids = reading.statements.iter().map(|told| told.id.as_str());
        Self {
            checked,
            entries: entries(&checked.document, reading),
            lines: Lines::new(&checked.document.text),
            by_id: ids.zip(0..).collect(),
            speakers: reading.speakers.iter().map(|who| (who.id.as_str(), who.name.as_str())).collect(),
            voices: reading.voices.iter().map(|voice| (voice.id.as_str(), voice.name.as_deref())).collect(),
            passages: passages(reading),
        }
    }

    /// How much of the article is told of others, in a sentence.
    pub(super) fn total(&self) -> String {
        let check = &self.checked.check;
        let told = check.words - check.own;
        let open = !check.undated.is_empty() && self.checked.document.published.is_none();
        format!(
            "{}, of which {} ({}) tell what others say, in {}{}",
            counted(check.words, "word", "words"),
            told,
            self.percent(told),
            counted(self.entries.len(), "statement", "statements"),
            if open {
                "; its own date is not known, so that days without a year stay open (--date tells it)"
            } else {
                ""
            },
        )
    }

    pub(super) fn statement(&self, index: usize) -> Place {
        let Some(entry) = self.entries.get(index) else {
            return Place { number: None, line: None, who: String::new(), what: String::new() };
        };
        let when = entry.statement.when.as_ref().map(|when| format!(", {}", visible_line(&when.value)));
        Place {
            number: Some(entry.number),
            line: entry.line,
            who: format!("{} {}{}", entry.who, entry.act, when.unwrap_or_default()),
            what: entry.what.clone(),
        }
    }

    pub(super) fn statements(&self, indices: &[usize]) -> Vec<Place> {
        indices.iter().map(|&index| self.statement(index)).collect()
    }

    /// The sections that have something to say.
    pub(super) fn sections(&self) -> Vec<Section> {
        let sections = [
            ("Who speaks", "statements", false, self.who()),
            ("How far from the source", "statements", false, self.hops()),
            ("In whose words", "statements", false, self.manners()),
            ("When it was said", "statements", false, self.dates()),
            ("Denied, refused, at odds", "statements", true, self.odds()),
            ("What the tellers conclude", "sentences", true, self.conclusions()),
        ];
        let section = |(heading, counted, tells_sentences, rows)| Section { heading, counted, tells_sentences, rows };
        sections.into_iter().map(section).filter(|section| !section.rows.is_empty()).collect()
    }

    /// By kind of source, and in each by speaker; the author last.
    fn who(&self) -> Vec<Row> {
        let check = &self.checked.check;
        let mut rows = Vec::new();
        for share in &check.classes {
            rows.push(self.row(class(share.of).to_owned(), share));
            rows.extend(self.by(&share.statements, |index| self.speaker(index)));
        }
        let words = Some((check.own, self.percent(check.own)));
        rows.push(Row { label: "The author's own words".to_owned(), inner: false, words, count: None, places: vec![] });
        rows
    }

    fn hops(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for share in &self.checked.check.hops {
            let label = match share.of {
                1 => "The author tells it of the source".to_owned(),
                hops => format!("By way of {}", counted(hops - 1, "other voice", "other voices")),
            };
            rows.push(self.row(label, share));
            if share.of > 1 {
                rows.extend(self.by(&share.statements, |index| self.through(index)));
            }
        }
        rows
    }

    fn manners(&self) -> Vec<Row> {
        self.checked.check.manners.iter().map(|share| self.row(manner(share.of).to_owned(), share)).collect()
    }

    fn dates(&self) -> Vec<Row> {
        let undated = &self.checked.check.undated;
        let dated: Vec<usize> = (0..self.entries.len()).filter(|index| undated.binary_search(index).is_err()).collect();
        let rows = [("With a date told", &dated), ("With no date told", undated)];
        rows.into_iter().filter(|(_, all)| !all.is_empty()).map(|(label, all)| self.plain(label, all)).collect()
    }

    fn odds(&self) -> Vec<Row> {
        let check = &self.checked.check;
        let rows = [("Denied", &check.denials), ("Refused to say", &check.refusals)];
        let mut rows: Vec<Row> =
            rows.into_iter().filter(|(_, all)| !all.is_empty()).map(|(label, all)| self.plain(label, all)).collect();
        for conflict in &self.checked.reading.conflicts {
            let both = self.of_ids(&[conflict.first.clone(), conflict.second.clone()]);
            rows.push(self.plain(&format!("At odds: {}", visible_line(&conflict.about)), &both));
        }
        rows
    }

    fn conclusions(&self) -> Vec<Row> {
        let (check, all) = (&self.checked.check, &self.checked.reading.conclusions);
        let grounded: Vec<usize> =
            (0..all.len()).filter(|index| check.on_nothing.binary_search(index).is_err()).collect();
        let rows = [
            ("Rest on nothing that is quoted", &check.on_nothing),
            ("Surer than what they rest on", &check.surer),
            ("Can rest on statements told here", &grounded),
        ];
        let row = |label: &str, inner: bool, of: &[usize]| Row {
            label: label.to_owned(),
            inner,
            words: None,
            count: Some(of.len()),
            places: of.iter().map(|&index| self.conclusion(&all[index])).collect(),
        };
        let relayed = all.iter().any(|conclusion| self.passage_of(conclusion).is_some());
        let mut shown = Vec::new();
        for (label, of) in rows.into_iter().filter(|(_, of)| !of.is_empty()) {
            shown.push(row(label, false, of));
            let mut drawn: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
            for &index in of.iter().filter(|_| relayed) {
                drawn.entry(self.passage_of(&all[index])).or_default().push(index);
            }
            shown.extend(drawn.iter().map(|(whose, of)| row(whose.as_deref().unwrap_or("The author"), true, of)));
        }
        shown
    }

    /// Whose words the innermost relayed passage is that a conclusion stands in: it is theirs, then, and not the author's.
    fn passage_of(&self, conclusion: &Conclusion) -> Option<String> {
        let before = self.passages.partition_point(|(span, _)| span.start <= conclusion.span.start);
        let near = self.passages[..before].iter().rev().take(DEPTH);
        near.into_iter().find(|(span, _)| span.contains(conclusion.span)).map(|&(_, index)| self.speaker(index))
    }

    fn conclusion(&self, conclusion: &Conclusion) -> Place {
        let text = &self.checked.document.text;
        let rests = match conclusion.rests_on.as_slice() {
            [] => "rests on no statement".to_owned(),
            ids => format!("can rest on {}", self.numbers(ids)),
        };
        let surer = match conclusion.stronger_than.as_slice() {
            [] => String::new(),
            ids => format!(", surer than {}", self.numbers(ids)),
        };
        Place {
            number: None,
            line: Some(self.lines.of(conclusion.span.start)),
            who: format!("{rests}{surer}"),
            what: visible_line(conclusion.span.of(text)),
        }
    }

    fn numbers(&self, ids: &[String]) -> String {
        self.of_ids(ids).iter().map(|index| (index + 1).to_string()).collect::<Vec<_>>().join(", ")
    }

    fn of_ids(&self, ids: &[String]) -> Vec<usize> {
        ids.iter().filter_map(|id| self.by_id.get(id.as_str()).copied()).collect()
    }

    /// The statements parted by what `label` says of each, most words first.
    fn by(&self, statements: &[usize], label: impl Fn(usize) -> String) -> Vec<Row> {
        let mut parts: BTreeMap<String, Share<String>> = BTreeMap::new();
        for &index in statements {
            let of = label(index);
            let part = parts.entry(of.clone()).or_insert_with(|| Share { of, ..Share::default() });
            part.statements.push(index);
            part.words += self.checked.check.each.get(index).copied().unwrap_or(0);
        }
        let mut parts: Vec<Share<String>> = parts.into_values().collect();
        parts.sort_by_key(|part| (std::cmp::Reverse(part.words), part.statements.first().copied()));
        parts.iter().map(|part| Row { inner: true, ..self.row(part.of.clone(), part) }).collect()
    }

    pub(super) fn row<K>(&self, label: String, share: &Share<K>) -> Row {
        Row {
            label,
            inner: false,
            words: Some((share.words, self.percent(share.words))),
            count: Some(share.statements.len()),
            places: self.statements(&share.statements),
        }
    }

    fn plain(&self, label: &str, statements: &[usize]) -> Row {
        let words = statements.iter().filter_map(|&index| self.checked.check.each.get(index)).sum();
        let words = Some((words, self.percent(words)));
        let places = self.statements(statements);
        Row { label: label.to_owned(), inner: false, words, count: Some(statements.len()), places }
    }

    fn percent(&self, words: usize) -> Percent {
        Percent(100.0 * words as f64 / self.checked.check.words.max(1) as f64)
    }

    /// The name of who says it, else the words that name them.
    fn speaker(&self, index: usize) -> String {
        let entry = &self.entries[index];
        match entry.statement.speaker.as_deref().and_then(|id| self.speakers.get(id)) {
            Some(name) => visible_line(name),
            None if entry.statement.source.is_empty() => "No source told".to_owned(),
            None => entry.who.clone(),
        }
    }

    /// Through whom it came, the nearest to the author first.
    fn through(&self, index: usize) -> String {
        let name = |id: &str| {
            let name = self.voices.get(id).copied().flatten();
            name.map_or_else(|| "somebody unnamed".to_owned(), visible_line)
        };
        let relays = &self.entries[index].statement.relays;
        relays.iter().skip(1).map(|relay| name(&relay.voice)).collect::<Vec<_>>().join(", then ")
    }
}

/// The passages that the text's statements relay, in order of place.
fn passages(reading: &Reading) -> Vec<(ByteRange, usize)> {
    let relayed = |told: &Statement| told.kind == Kind::Block && told.place == Text;
    let blocks = reading.statements.iter().enumerate().filter(|(_, told)| relayed(told));
    let mut passages: Vec<_> =
        blocks.flat_map(|(index, told)| told.content.iter().map(move |&piece| (piece, index))).collect();
    passages.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    passages
}

const fn class(class: SourceClass) -> &'static str {
    match class {
        SourceClass::Named => "People who are named",
        SourceClass::Unnamed => "People left unnamed",
        SourceClass::Group => "Groups of people",
        SourceClass::Institution => "Institutions",
        SourceClass::Outlet => "Outlets and agencies",
        SourceClass::Document => "Documents",
        SourceClass::Untold => "Nobody told, or not of what kind",
    }
}

const fn manner(manner: Manner) -> &'static str {
    match manner {
        Manner::Quoted => "The speaker's own, quoted",
        Manner::Passage => "A passage of another text",
        Manner::Partly => "Retold, in part quoted",
        Manner::Paraphrased => "Retold",
    }
}

/// The number with its noun.
pub(super) fn counted(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}
