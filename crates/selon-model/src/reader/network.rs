//! The trained reader as it lies in its weight files: loaded once, used by any number of threads.

use crate::format::{Error, Fault, Tensor, Weights};
use crate::kernel::Path;
use crate::layers::{Norm, Stack};
use crate::matrix::{Dense, Linear, Nibbles};
use crate::pieces::Pieces;

use super::config::{Config, Scheme};
use super::found::{Entity, Found};
use super::meaning::Meaning;
use super::path::ROLES;
use super::run::Run;
use super::text::Text;

/// What an anchor can be, in the order of its head: none, a cue, the beginning of a content.
pub(super) const ANCHORS: usize = 3;
/// The numbers of the pieces that begin and end a window, and of the one for unknown characters.
pub(super) const MARKS: [u32; 2] = [0, 2];
const UNKNOWN: u32 = 3;

/// A trained reader.
#[derive(Clone, Debug)]
pub struct Reader {
    pub(super) id: String,
    pub(super) config: Config,
    pub(super) pieces: Pieces,
    pub(super) words: Nibbles,
    pub(super) places: Tensor<f32>,
    pub(super) norm: Norm,
    pub(super) features: Vec<Tensor<f32>>,
    /// The layers on whose rows meanings hang, and those on top of them.
    pub(super) encoder: [Stack; 2],
    pub(super) anchors: Dense,
    pub(super) entities: Dense,
    pub(super) meaning: Option<Meaning>,
    pub(super) token: Linear,
    pub(super) second: Second,
}

/// What is asked about an anchor.
#[derive(Clone, Debug)]
pub(super) struct Second {
    pub(super) anchor: Linear,
    pub(super) distance: Tensor<f32>,
    pub(super) sketch: Tensor<f32>,
    pub(super) scheme: Tensor<f32>,
    pub(super) norm: Norm,
    pub(super) encoder: Stack,
    pub(super) roles: Dense,
    pub(super) moves: [[f32; ROLES]; ROLES],
    pub(super) valid: Dense,
    pub(super) labels: Vec<Dense>,
}

impl Reader {
    /// The reader whose vocabulary and embeddings of pieces are in `words`, and all else in `weights`.
    ///
    /// # Errors
    /// A tensor is missing or not as it should be, or the configuration is none of a reader that this program can run.
    pub fn load(words: &Weights, weights: &Weights) -> Result<Self, Error> {
        let config = Config::of(weights)?;
        let hidden = config.encoder.hidden;
        let pieces = Pieces::load(words, "pieces", UNKNOWN)?;
        let embeddings = Nibbles::load(words, "words", hidden)?;
        if embeddings.rows() != pieces.len() {
            return Err(words.error(Fault::Network("its pieces are not those of its embeddings".to_owned())));
        }
        if !fits(&embeddings, weights, hidden)? {
            let fault = format!("it was trained with other embeddings of pieces than those of {}", words.model());
            return Err(weights.error(Fault::Network(fault)));
        }
        let places = config.window + MARKS.len();
        let features = config.features.iter().enumerate();
        let mut encoder = Stack::load(weights, "encoder", &config.encoder)?;
        let upper = encoder.split_off(config.meaning.map_or(0, |sizes| sizes.upto));
        let dense = |name: &str, outputs| Dense::load(weights, name, hidden, outputs);
        Ok(Self {
            id: weights.model().to_owned(),
            pieces,
            words: embeddings,
            places: weights.floats("places", &[places, hidden])?,
            norm: Norm::load(weights, "norm", hidden, config.encoder.epsilon)?,
            features: features
                .map(|(number, &count)| weights.floats(&format!("features.{number}"), &[count, hidden]))
                .collect::<Result<_, _>>()?,
            encoder: [encoder, upper],
            anchors: dense("anchors", config.schemes.len() * ANCHORS)?,
            entities: dense("entities", 1 + 2 * config.entities.len())?,
            meaning: Meaning::load(weights, &config)?,
            token: Linear::load(weights, "token", hidden, config.second.hidden)?,
            second: Second::load(weights, &config)?,
            config,
        })
    }

    /// The name of the model, as readings keep it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The statements and names of a text, in order of place. Takes time in proportion to the text, and bounded memory
    /// beside it.
    #[must_use]
    pub fn read(&self, text: Text<'_>, scheme: usize) -> (Vec<Found>, Vec<Entity>) {
        self.read_by(Path::best(), text, scheme)
    }

    /// The same by the given instructions: to the same result.
    #[must_use]
    pub fn read_by(&self, path: Path, text: Text<'_>, scheme: usize) -> (Vec<Found>, Vec<Entity>) {
        Run::new(self, path, text, scheme.min(self.config.schemes.len() - 1)).finish()
    }

    pub(super) fn scheme(&self, number: usize) -> &Scheme {
        &self.config.schemes[number]
    }
}

/// Whether these are the embeddings that a network was trained with: it keeps a few of them, spread evenly, as a sample.
fn fits(embeddings: &Nibbles, weights: &Weights, hidden: usize) -> Result<bool, Error> {
    const SAMPLE: &str = "words.sample";
    let count = weights.shape(SAMPLE)?.first().copied().unwrap_or(0);
    let sample = weights.floats(SAMPLE, &[count, hidden])?;
    let mut row = vec![0.0; hidden];
    Ok(sample.chunks_exact(hidden).enumerate().all(|(number, kept)| {
        let known = embeddings.read(number * embeddings.rows() / count, &mut row);
        known.is_some() && row == kept
    }))
}

impl Second {
    fn load(weights: &Weights, config: &Config) -> Result<Self, Error> {
        let (hidden, length) = (config.second.hidden, config.before + config.after + 1);
        let table = |name: &str, rows: usize| weights.floats(name, &[rows, hidden]);
        let dense = |name: &str, outputs| Dense::load(weights, name, hidden, outputs);
        let mut moves = [[0.0; ROLES]; ROLES];
        moves.as_flattened_mut().copy_from_slice(&weights.floats("moves", &[ROLES, ROLES])?);
        let labels = config.labels.iter().map(|(name, values)| dense(&format!("labels.{name}"), values.len()));
        Ok(Self {
            anchor: Linear::load(weights, "anchor", config.encoder.hidden, hidden)?,
            distance: table("distance", length)?,
            sketch: table("sketch", ROLES + 1)?,
            scheme: table("scheme", 2 * config.schemes.len())?,
            norm: Norm::load(weights, "second.norm", hidden, config.second.epsilon)?,
            encoder: Stack::load(weights, "second", &config.second)?,
            roles: dense("roles", ROLES)?,
            moves,
            valid: dense("valid", 2)?,
            labels: labels.collect::<Result<_, _>>()?,
        })
    }
}
