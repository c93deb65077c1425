//! What a language knows: cues, function words, conjugation, as data.
