//! How a statement was arrived at, step by step, in words: what `--why` adds to the formats for people.

use crate::entry::{Entry, text_of};
use crate::visible::visible_line;
use selon_text::Document;

/// One step, in words safe to show.
pub struct Step {
    /// What was decided, such as `cue` or `source`.
    pub step: String,
    /// The words that it was read off; empty where there are none.
    pub words: String,
    /// Why.
    pub because: String,
}

impl Step {
    /// The step as one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.words.as_str() {
            "" => self.because.clone(),
            quoted if quoted.starts_with(['«', '“', '"', '‘']) => format!("{quoted}: {}", self.because),
            words => format!("«{words}»: {}", self.because),
        }
    }
}

/// The derivation of one statement: the rule and its score first.
pub(crate) fn steps(document: &Document, entry: &Entry<'_>) -> Vec<Step> {
    let statement = entry.statement;
    let text = text_of(document, statement);
    let mut steps = vec![Step {
        step: "rule".to_owned(),
        words: String::new(),
        because: format!("{}, score {:.2}", visible_line(&statement.rule), statement.score),
    }];
    steps.extend(statement.why.iter().map(|reason| Step {
        step: visible_line(&reason.step),
        words: reason.span.map(|span| visible_line(span.of(text))).unwrap_or_default(),
        because: visible_line(&reason.because),
    }));
    steps
}
