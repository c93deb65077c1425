//! Lines of JSON in, sheets out: gold in the scorer's form, readings by this program or another.

use super::{MOST_STATEMENTS, Marked, Sheet, Wrong};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

type Object = Map<String, Value>;

/// Reads one line of gold: `{"doc", "lang", "text", "statements": [{"id", "kind", "source", "cue", "content", …}]}`, spans as
/// lists of `[start, end]` in code points. `line` is its number, for messages.
///
/// # Errors
/// Where it is no such object, or a span does not lie in its text.
///
/// ```
/// use selon_reading::score::gold_of_line;
/// let gold = gold_of_line(7, r#"{"doc": "a", "text": "Non.", "statements": [{"content": [[0, 4]]}]}"#)?;
/// assert_eq!(gold.statements[0].content, [(0, 4)]);
/// let wrong = gold_of_line(7, r#"{"doc": "a", "text": "Non.", "statements": [{"content": [[0, 5]]}]}"#).unwrap_err();
/// assert_eq!(wrong.to_string(), "line 7: statement number 1: content reaches to 5, and the text ends at 4");
/// # Ok::<(), selon_reading::score::Wrong>(())
/// ```
pub fn gold_of_line(line: usize, json: &str) -> Result<Sheet, Wrong> {
    let sheet = Line(line).sheet(json)?;
    if sheet.text.is_empty() && !sheet.statements.is_empty() {
        return Err(Wrong::new(line, format!("the document {} has statements and no text", sheet.doc))
            .with_hint("gold needs the text that its positions count in, as the field \"text\""));
    }
    let end = sheet.text.chars().count();
    for (at, marked) in sheet.statements.iter().enumerate() {
        for (field, spans) in [("source", &marked.source), ("cue", &marked.cue), ("content", &marked.content)] {
            if let Some(reason) = spans.iter().find_map(|span| misplaced(*span, end)) {
                let hint = "positions count Unicode code points, not bytes or UTF-16 units, and ends are exclusive";
                let place = called(marked.id.as_deref(), at);
                return Err(Wrong::new(line, format!("{place}: {field} {reason}")).with_hint(hint));
            }
        }
    }
    Ok(sheet)
}

/// Reads one line of what a program read: the same form, or the schema `selon/1`, where speakers are named by their ids and
/// `when` is an object. Statements of a title that stands apart are left out. It needs no text.
///
/// # Errors
/// Where it is no such object, or counts in another unit than code points.
pub fn reading_of_line(line: usize, json: &str) -> Result<Sheet, Wrong> {
    Line(line).sheet(json)
}

fn misplaced((start, end): (usize, usize), text: usize) -> Option<String> {
    match (start, end) {
        _ if start > end => Some(format!("begins at {start} and ends before it, at {end}")),
        _ if end > text => Some(format!("reaches to {end}, and the text ends at {text}")),
        _ => None,
    }
}

fn called(id: Option<&str>, at: usize) -> String {
    id.map_or_else(|| format!("statement number {}", at + 1), |id| format!("statement {id}"))
}

/// The number of a line, for what is said of it.
struct Line(usize);

impl Line {
    fn sheet(&self, json: &str) -> Result<Sheet, Wrong> {
        let value: Value = serde_json::from_str(json).map_err(|error| self.no_json(&error))?;
        let Value::Object(object) = value else {
            return Err(self
                .wrong("is no JSON object")
                .with_hint("each line is one document: {\"doc\": …, \"text\": …, \"statements\": […]}"));
        };
        let document = object.get("document").and_then(Value::as_object);
        let inner = |name: &str| document.and_then(|document| document.get(name));
        let word = |name: &str, inner_name: &str| {
            object.get(name).or_else(|| inner(inner_name)).and_then(Value::as_str).map(str::to_owned)
        };
        if let Some(unit) = inner("offset_unit").and_then(Value::as_str).filter(|unit| *unit != "codepoint") {
            return Err(self
                .wrong(format!("positions count {unit} units"))
                .with_hint("read again with --offsets codepoint"));
        }
        let doc = name(object.get("doc").or_else(|| inner("id"))).ok_or_else(|| {
            self.wrong("the document has no name").with_hint("name each document by the field \"doc\"")
        })?;
        let statements = object.get("statements").and_then(Value::as_array).ok_or_else(|| {
            self.wrong(format!("the document {doc} has no list of statements"))
                .with_hint("where nothing is stated, write \"statements\": []")
        })?;
        if statements.len() > MOST_STATEMENTS {
            return Err(self
                .wrong(format!("the document {doc} has {} statements", statements.len()))
                .with_hint(format!("cut it: a document may have {MOST_STATEMENTS}")));
        }
        let speakers = speakers(&object);
        let marked = statements.iter().enumerate().filter(|(_, statement)| !in_title(statement));
        Ok(Sheet {
            lang: word("lang", "language"),
            text: word("text", "text").unwrap_or_default(),
            statements: marked
                .map(|(at, statement)| self.marked(at, statement, &speakers))
                .collect::<Result<_, _>>()?,
            doc,
        })
    }

    fn marked(&self, at: usize, statement: &Value, speakers: &BTreeMap<String, &Object>) -> Result<Marked, Wrong> {
        let Some(object) = statement.as_object() else {
            return Err(self.wrong(format!("statement number {} is no JSON object", at + 1)));
        };
        let id = name(object.get("id"));
        let fields = Fields { line: self, place: called(id.as_deref(), at), object };
        let mut marked = Marked {
            kind: fields.word("kind")?,
            source: fields.spans("source")?,
            cue: fields.spans("cue")?,
            content: fields.spans("content")?,
            parent: name(object.get("parent")),
            act: fields.word("act")?,
            speaker: name(object.get("speaker")),
            speaker_type: fields.word("speaker_type")?,
            anonymous: fields.truth("anonymous")?,
            certainty: fields.word("certainty")?,
            when: fields.when()?,
            id,
        };
        if let Some(speaker) = marked.speaker.as_ref().and_then(|id| speakers.get(id)) {
            describe(&mut marked, object, speaker);
        }
        Ok(marked)
    }

    fn no_json(&self, error: &serde_json::Error) -> Wrong {
        let words = error.to_string();
        let bare = words.split(" at line ").next().unwrap_or(&words);
        self.wrong(format!("not valid JSON at column {}: {bare}", error.column()))
            .with_hint("each line is one document: {\"doc\": …, \"text\": …, \"statements\": […]}")
    }

    fn wrong(&self, reason: impl Into<String>) -> Wrong {
        Wrong::new(self.0, reason)
    }
}

/// Puts the speaker's name for the id; what the statement does not say itself is said by the speaker's entry.
fn describe(marked: &mut Marked, statement: &Object, speaker: &Object) {
    marked.speaker = name(speaker.get("name"));
    if !statement.contains_key("speaker_type") {
        marked.speaker_type = name(speaker.get("type"));
    }
    if !statement.contains_key("anonymous") {
        marked.anonymous = speaker.get("anonymous").and_then(Value::as_bool);
    }
}

/// The speakers told beside the statements, by id.
fn speakers(object: &Object) -> BTreeMap<String, &Object> {
    let listed = object.get("speakers").and_then(Value::as_array).into_iter().flatten();
    listed.filter_map(Value::as_object).filter_map(|speaker| Some((name(speaker.get("id"))?, speaker))).collect()
}

fn in_title(statement: &Value) -> bool {
    statement.get("in").and_then(Value::as_str) == Some("title")
}

/// A name, also where it is a number.
fn name(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The fields of one statement, and where it stands.
struct Fields<'a> {
    line: &'a Line,
    place: String,
    object: &'a Object,
}

impl Fields<'_> {
    fn spans(&self, field: &str) -> Result<Vec<(usize, usize)>, Wrong> {
        let wrong = || {
            self.line
                .wrong(format!("{}: {field} is no list of [start, end] pairs", self.place))
                .with_hint("write [[start, end], …], whole numbers from 0, or [] where there is none")
        };
        let bound = |value: &Value| value.as_u64().and_then(|at| usize::try_from(at).ok());
        let span = |value: &Value| match value.as_array()?.as_slice() {
            [start, end] => Some((bound(start)?, bound(end)?)),
            _ => None,
        };
        match self.object.get(field) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(pieces)) => pieces.iter().map(span).collect::<Option<_>>().ok_or_else(wrong),
            Some(_) => Err(wrong()),
        }
    }

    fn word(&self, field: &str) -> Result<Option<String>, Wrong> {
        match self.object.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(word)) => Ok(Some(word.clone())),
            Some(_) => Err(self.line.wrong(format!("{}: {field} is neither a word nor null", self.place))),
        }
    }

    fn truth(&self, field: &str) -> Result<Option<bool>, Wrong> {
        match self.object.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(truth)) => Ok(Some(*truth)),
            Some(_) => Err(self.line.wrong(format!("{}: {field} is neither true, false nor null", self.place))),
        }
    }

    /// A date; a reading tells besides how it came by it.
    fn when(&self) -> Result<Option<String>, Wrong> {
        match self.object.get("when") {
            Some(Value::Object(when)) => Ok(name(when.get("value"))),
            _ => self.word("when"),
        }
    }
}
