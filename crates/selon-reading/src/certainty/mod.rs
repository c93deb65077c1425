//! How surely a thing is put, what is done by saying it where the verb leaves it open, and how far the teller keeps from it.

mod acts;
mod clauses;
mod degrees;
mod plans;
#[cfg(test)]
mod samples;
mod stances;

pub(crate) use clauses::{Clauses, MarkMap};
pub(crate) use degrees::{degree_in, named as degree_named};

use crate::build::Told;
use crate::passage::Passage;
use crate::statement::Reason;
use selon_text::TokenRange;

/// Labels act, certainty and stance of each statement of one passage.
pub(crate) fn label(passage: &Passage, told: &mut [Told]) {
    let clauses = Clauses::new(passage);
    for told in told {
        let content = clauses.content(&told.content);
        acts::label(&clauses, told, &content);
        degrees::label(&clauses, told, &content);
        stances::label(&clauses, told);
    }
}

/// Says why a label was given, and by which words.
fn because(passage: &Passage, told: &mut Told, step: &str, why: &str, words: Option<TokenRange>) {
    let span = words.filter(|words| !words.is_empty()).map(|words| passage.words.range(words));
    told.statement.why.push(Reason { step: step.to_owned(), because: why.to_owned(), span });
}
