//! What a reading's parts are, by their ids: looked up at once, however many there are.

use selon_reading::{Reading, Speaker, Statement, Voice};
use std::collections::HashMap;

pub(crate) struct Index<'r> {
    speakers: HashMap<&'r str, &'r Speaker>,
    statements: HashMap<&'r str, &'r Statement>,
    voices: HashMap<&'r str, &'r Voice>,
}

impl<'r> Index<'r> {
    pub(crate) fn new(reading: &'r Reading) -> Self {
        Self {
            speakers: reading.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker)).collect(),
            statements: reading.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect(),
            voices: reading.voices.iter().map(|voice| (voice.id.as_str(), voice)).collect(),
        }
    }

    pub(crate) fn speaker(&self, id: &Option<String>) -> Option<&'r Speaker> {
        self.speakers.get(id.as_deref()?).copied()
    }

    pub(crate) fn statement(&self, id: &Option<String>) -> Option<&'r Statement> {
        self.statements.get(id.as_deref()?).copied()
    }

    pub(crate) fn voice(&self, id: &str) -> Option<&'r Voice> {
        self.voices.get(id).copied()
    }
}
