//! The readers that the program carries: rules, and a trained one whose weights are part of it.

use crate::failure::Failure;
use selon_model::{Weights, embedded_weights};
use selon_reading::{Lexical, Tagger, Trained};
use std::sync::OnceLock;

/// Which tagger reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Model {
    /// Word lists and rules: instant, explains itself.
    Lexical,
    /// The trained reader.
    #[default]
    Base,
}

impl Model {
    pub(crate) const ALL: &[Self] = &[Self::Lexical, Self::Base];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Lexical => "lexical",
            Self::Base => "base",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|model| model.name() == name)
    }

    /// The tagger, loaded once.
    pub(crate) fn tagger(self, scheme: Scheme) -> Result<Box<dyn Tagger + Send + Sync>, Failure> {
        let reader = match self {
            Self::Lexical if scheme == Scheme::Guide => return Ok(Box::new(Lexical)),
            Self::Lexical => {
                return Err(
                    Failure::usage("the lexical reader marks by the guide alone").with_hint("take --model base")
                );
            }
            Self::Base => base()?,
        };
        let trained = Trained::new(reader, scheme.name())
            .ok_or_else(|| Failure::usage(format!("{} does not mark by {}", self.name(), scheme.name())))?;
        Ok(Box::new(trained))
    }
}

/// By which rules statements are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Our guide.
    #[default]
    Guide,
    /// PolNeAR's, wider: attitudes and intentions count, and nothing nests.
    Polnear,
}

impl Scheme {
    pub(crate) const ALL: &[Self] = &[Self::Guide, Self::Polnear];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Polnear => "polnear",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scheme| scheme.name() == name)
    }
}

/// What `selon explain` says of the trained reader called `id`, where there is one.
pub(crate) fn about(id: &str) -> Option<String> {
    let reader = base().ok().filter(|reader| reader.id() == id)?;
    let config = reader.config();
    Some(format!(
        "{id} is the trained reader: a network of {} layers that reads the text together with what the rules made of it, and \
         a second one of {} that tells which words near each cue are source and content. It has no rule to show; --why gives \
         how sure it is, and the rule that had found the same cue. model/README.md says what it learned from, how well it \
         reads and what it fails on.",
        config.encoder.layers, config.second.layers
    ))
}

/// The trained reader whose weights are part of the program.
fn base() -> Result<&'static selon_model::Reader, Failure> {
    static BASE: OnceLock<selon_model::Reader> = OnceLock::new();
    if let Some(reader) = BASE.get() {
        return Ok(reader);
    }
    let words = embedded_weights!("../../../model/words.weights");
    let weights = embedded_weights!("../../../model/base.weights");
    let open =
        || selon_model::Reader::load(&Weights::of_static("words", words)?, &Weights::of_static("base", weights)?);
    let reader = open().map_err(|error| Failure::usage(error.to_string()))?;
    Ok(BASE.get_or_init(|| reader))
}
