//! What does a weight file say of its network? Sizes, the names of what it tells apart, and how sure it must be.

use crate::format::{Error, Fault, Weights};
use crate::layers::Shape;
use serde::Deserialize;

use super::meaning::Sizes;
use super::text::FEATURES;

/// The configuration of a reader, as its weight file has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Config {
    /// The encoder over the text.
    pub encoder: Shape,
    /// The encoder over what stands near an anchor.
    pub second: Shape,
    /// How many values each feature of a token has.
    pub features: Vec<usize>,
    /// Ways of marking statements: `guide` first.
    pub schemes: Vec<Scheme>,
    /// Kinds of names, as the entity head orders them.
    pub entities: Vec<String>,
    /// The labels of statements: a name, and the values in the order of its head.
    pub labels: Vec<(String, Vec<String>)>,
    /// What tells what statements mean; none where the model was not taught that.
    #[serde(default)]
    pub meaning: Option<Sizes>,
    /// Tokens before an anchor that are looked at.
    pub before: usize,
    /// Tokens after it.
    pub after: usize,
    /// Most pieces in one pass of the encoder, its two marks apart.
    pub window: usize,
    /// Most pieces of the pass before that are seen again.
    pub overlap: usize,
    /// Most pieces of one token.
    pub token: usize,
}

/// One way of marking statements.
#[derive(Clone, Debug, Deserialize)]
pub struct Scheme {
    /// Its name.
    pub name: String,
    /// How sure an anchor must be to be asked about, from 0 to 1.
    pub least_anchor: f32,
    /// How sure a statement must be to be told, from 0 to 1.
    pub least: f32,
}

/// No window and no stretch about an anchor is longer: room is made by them.
const MOST: usize = 4096;

impl Config {
    /// The configuration of `weights`.
    ///
    /// # Errors
    /// It has none of a reader, or one that this program cannot run.
    pub(super) fn of(weights: &Weights) -> Result<Self, Error> {
        let config: Self = weights.config()?;
        let lengths = [config.before, config.after, config.window, config.overlap, config.token];
        let fault = if lengths.iter().any(|&length| length > MOST) {
            "it looks further than this program does"
        } else if config.token == 0 || config.overlap + config.token > config.window {
            "its windows have no room for a token"
        } else if config.features.len() != FEATURES {
            "it wants other features of a token than this program gives"
        } else if config.schemes.is_empty() {
            "it names no way of marking statements"
        } else {
            config.encoder.check(weights)?;
            config.second.check(weights)?;
            return Ok(config);
        };
        Err(weights.error(Fault::Network(fault.to_owned())))
    }

    /// The number of the way of marking that is called `name`.
    #[must_use]
    pub fn scheme(&self, name: &str) -> Option<usize> {
        self.schemes.iter().position(|scheme| scheme.name == name)
    }
}
