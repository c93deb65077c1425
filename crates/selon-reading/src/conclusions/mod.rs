//! The author's own conclusions, and what of the document they can rest on.

mod authors;
mod grounds;
pub(crate) mod keys;
mod markers;
#[cfg(test)]
mod samples;

use crate::build::Told;
use crate::passage::Passage;
use crate::statement::Reason;
use crate::whole::{Conclusion, Quantity, Speaker};
use grounds::{Ground, Grounds};
use markers::{Marked, Markers};
use selon_text::TokenRange;

/// Sentences in the author's voice that infer, evaluate or predict, in order of place.
pub(crate) fn find(
    passage: &Passage,
    told: &[Told],
    speakers: &[Speaker],
    _quantities: &[Quantity],
) -> Vec<Conclusion> {
    if passage.language.tables.inference.marker.is_empty() {
        return Vec::new();
    }
    let sentences = authors::sentences(passage, told);
    let markers = Markers::new(passage, told);
    let marked = markers.conclusions(&sentences);
    if marked.is_empty() {
        return Vec::new();
    }
    let grounds = Grounds::new(passage, told, speakers);
    marked.into_iter().map(|(sentence, marked)| conclusion(passage, told, &grounds, sentence, &marked)).collect()
}

fn conclusion(
    passage: &Passage,
    told: &[Told],
    grounds: &Grounds,
    sentence: TokenRange,
    marked: &Marked,
) -> Conclusion {
    let rests_on = grounds.of(sentence, marked.back);
    let weaker = rests_on.iter().filter(|ground| grounds::is_weaker(&told[ground.statement], marked.certainty));
    let id = |ground: &Ground| told[ground.statement].statement.id.clone();
    let span = passage.words.range(sentence);
    let said = |because: String, span| Reason { step: "conclusion".to_owned(), because, span };
    let mut why = vec![
        said("the sentence is in the author's own voice".to_owned(), Some(span)),
        said(format!("the author {}", marked.does), marked.words.first().map(|words| passage.words.range(*words))),
    ];
    let words = |ground: &Ground| told[ground.statement].statement.content.first().copied();
    why.extend(rests_on.iter().map(|ground| said(ground.because.to_owned(), words(ground))));
    Conclusion {
        span,
        markers: marked.words.iter().map(|words| passage.words.range(*words)).collect(),
        certainty: marked.certainty,
        rests_on: rests_on.iter().map(id).collect(),
        stronger_than: weaker.map(id).collect(),
        why,
    }
}
