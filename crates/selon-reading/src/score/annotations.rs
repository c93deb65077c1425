//! W3C Web Annotations in, sheets out. `docs/eval.md` tells which bodies and selectors are read.

mod place;

use super::{MOST_STATEMENTS, Marked, Sheet, Wrong};
use place::Text;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a file of Web Annotations marks, by the text that it marks it in.
#[derive(Debug, Default)]
pub struct Annotations {
    by_source: BTreeMap<String, Vec<Value>>,
}

impl Annotations {
    /// Takes an annotation, a list of them, an `AnnotationPage`, or an `AnnotationCollection` with its first page in it.
    ///
    /// # Errors
    /// Where it is no JSON, or holds no annotation.
    ///
    /// ```
    /// use selon_reading::score::Annotations;
    /// let marks = r#"[{"id": "a1", "type": "Annotation", "body": [{"type": "TextualBody", "value": "content"}],
    ///     "target": {"source": "a.txt", "selector": {"type": "TextPositionSelector", "start": 17, "end": 20}}}]"#;
    /// let annotations = Annotations::read(marks)?;
    /// assert_eq!(annotations.sources().collect::<Vec<_>>(), ["a.txt"]);
    /// assert_eq!(annotations.sheet("a", "a.txt", "Le maire a dit : non.")?.statements[0].content, [(17, 20)]);
    /// # Ok::<(), selon_reading::score::Wrong>(())
    /// ```
    pub fn read(json: &str) -> Result<Self, Wrong> {
        let value: Value = serde_json::from_str(json.trim_start_matches('\u{feff}'))
            .map_err(|error| Wrong::new(error.line(), format!("not valid JSON: {error}")))?;
        let mut by_source: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for annotation in items(value) {
            let source = targets(&annotation).find_map(|target| address(target.get("source")?)).map(str::to_owned);
            if let Some(source) = source {
                by_source.entry(source).or_default().push(annotation);
            }
        }
        if by_source.is_empty() {
            return Err(Wrong::new(1, "there is no annotation with a target in it")
                .with_hint("an annotation's target has a \"source\", the text, and a \"selector\""));
        }
        Ok(Self { by_source })
    }

    /// What the marked texts are called, in order.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.by_source.keys().map(String::as_str)
    }

    /// What is marked in one text. Words that have no position and stand nowhere in it are taken for those of a headline, and left out.
    ///
    /// # Errors
    /// Where a selector names what is not in the text, or words of a source or cue belong to no content.
    pub fn sheet(&self, doc: &str, source: &str, text: &str) -> Result<Sheet, Wrong> {
        let marked = self.by_source.get(source).map_or(&[][..], Vec::as_slice);
        let mut desk =
            Desk { text: Text::new(text), statements: Vec::new(), numbers: BTreeMap::new(), left_out: Vec::new() };
        for annotation in marked.iter().filter(|annotation| part(annotation) == Some(Part::Content)) {
            desk.begin(annotation)?;
        }
        for annotation in marked {
            desk.attach(annotation)?;
        }
        let mut statements = desk.statements;
        statements.sort_by_key(|statement| statement.content.first().copied());
        if statements.len() > MOST_STATEMENTS {
            return Err(Wrong::new(1, format!("the document {doc} has {} statements", statements.len()))
                .with_hint(format!("cut it: a document may have {MOST_STATEMENTS}")));
        }
        Ok(Sheet { doc: doc.to_owned(), lang: None, text: text.to_owned(), statements })
    }
}

/// What marked words are to a statement, by a body that says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Source,
    Cue,
    Content,
}

/// The statements of one text as they are put together.
struct Desk<'t> {
    text: Text<'t>,
    statements: Vec<Marked>,
    /// Where the statement of an annotation stands, by its id.
    numbers: BTreeMap<String, usize>,
    /// Ids of annotations that mark a headline.
    left_out: Vec<String>,
}

impl Desk<'_> {
    fn begin(&mut self, annotation: &Value) -> Result<(), Wrong> {
        let id = called(annotation)?;
        let content = self.spans(annotation, id)?;
        if content.is_empty() {
            self.left_out.push(id.to_owned());
            return Ok(());
        }
        let mut marked = Marked { id: Some(id.to_owned()), content, ..Marked::default() };
        for (purpose, value) in texts(annotation) {
            label(&mut marked, purpose, value);
        }
        self.numbers.insert(id.to_owned(), self.statements.len());
        self.statements.push(marked);
        Ok(())
    }

    /// A source or a cue goes to its content; a content to the one in which it stands.
    fn attach(&mut self, annotation: &Value) -> Result<(), Wrong> {
        let Some(part) = part(annotation) else { return Ok(()) };
        let id = called(annotation)?;
        let linked: Vec<&str> = links(annotation).collect();
        let owner = linked.iter().find_map(|link| self.numbers.get(*link).copied());
        if part == Part::Content {
            if let (Some(&own), Some(outer)) = (self.numbers.get(id), owner) {
                self.statements[own].parent = self.statements[outer].id.clone();
            }
            return Ok(());
        }
        let Some(owner) = owner else {
            if linked.iter().any(|link| self.left_out.iter().any(|id| id == link)) {
                return Ok(());
            }
            return Err(Wrong::new(1, format!("annotation {id} belongs to no content"))
                .with_hint("a source or a cue has a body that links to the annotation of its content"));
        };
        let spans = self.spans(annotation, id)?;
        match part {
            Part::Source => self.statements[owner].source.extend(spans),
            _ => self.statements[owner].cue.extend(spans),
        }
        Ok(())
    }

    fn spans(&self, annotation: &Value, id: &str) -> Result<Vec<(usize, usize)>, Wrong> {
        let place = |target: &Value| match self.text.place(selectors(target)) {
            Ok(place) => place.map(Ok),
            Err(reason) => Some(Err(Wrong::new(1, format!("annotation {id} {reason}"))
                .with_hint("positions count Unicode code points of the text, and its exact words stand there"))),
        };
        let mut spans: Vec<_> = targets(annotation).filter_map(place).collect::<Result<_, _>>()?;
        spans.sort_unstable();
        Ok(spans)
    }
}

fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Object(mut object) => match (object.remove("first"), object.remove("items")) {
            (Some(page), _) => items(page),
            (_, Some(list)) => items(list),
            _ => vec![Value::Object(object)],
        },
        _ => Vec::new(),
    }
}

/// One or many, as JSON-LD writes either.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list = match value {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter()
}

fn targets(annotation: &Value) -> impl Iterator<Item = &Value> {
    each(annotation.get("target")).filter(|target| target.is_object())
}

fn selectors(target: &Value) -> impl Iterator<Item = &Value> {
    each(target.get("selector"))
}

/// An address, as it is or as the `id` of an object.
fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id")?.as_str())
}

fn called(annotation: &Value) -> Result<&str, Wrong> {
    annotation.get("id").and_then(Value::as_str).ok_or_else(|| Wrong::new(1, "an annotation has no id"))
}

/// Purposes and words of the bodies that are texts.
fn texts(annotation: &Value) -> impl Iterator<Item = (&str, &str)> {
    each(annotation.get("body")).filter_map(|body| {
        let purpose = body.get("purpose").and_then(Value::as_str).unwrap_or_default();
        Some((purpose, body.get("value")?.as_str()?.trim()))
    })
}

/// Addresses of the bodies that are other annotations.
fn links(annotation: &Value) -> impl Iterator<Item = &str> {
    each(annotation.get("body")).filter_map(|body| address(body.get("source").unwrap_or(body)))
}

fn part(annotation: &Value) -> Option<Part> {
    texts(annotation).find_map(|(_, value)| match value.to_ascii_lowercase().as_str() {
        "source" => Some(Part::Source),
        "cue" => Some(Part::Cue),
        "content" => Some(Part::Content),
        _ => None,
    })
}

/// `kind: indirect`, or a name whose purpose is to identify.
fn label(marked: &mut Marked, purpose: &str, value: &str) {
    if purpose == "identifying" {
        marked.speaker = Some(value.to_owned());
        return;
    }
    let Some((name, value)) = value.split_once(':').map(|(name, value)| (name.trim(), value.trim())) else { return };
    let word = || Some(value.to_ascii_lowercase());
    match name {
        "kind" => marked.kind = word(),
        "act" => marked.act = word(),
        "speaker" => marked.speaker = Some(value.to_owned()),
        "speaker_type" => marked.speaker_type = word(),
        "anonymous" => marked.anonymous = Some(value != "false"),
        "certainty" => marked.certainty = word(),
        "when" => marked.when = Some(value.to_owned()),
        _ => {}
    }
}
