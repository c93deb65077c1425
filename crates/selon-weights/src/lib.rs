//! The readers that a program carries: rules, and a trained one whose weights are part of it.
//!
//! ```
//! use selon_weights::{Model, Scheme};
//! let tagger = Model::Lexical.tagger(Scheme::Guide).unwrap();
//! let document = selon_text::Document::from_text("a", "La digue tient, a dit Maud Tallec.");
//! let reading = selon_reading::read_with(tagger.as_ref(), &document, &selon_reading::Options::default());
//! assert_eq!(reading.statements.len(), 1);
//! ```

use selon_model::{Reader, Weights, embedded_weights};
use selon_reading::{Lexical, Tagger, Trained};
use std::sync::OnceLock;

/// Why a reader can't be had, in a plain sentence, with what to do about it where that is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Unavailable {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<&'static str>,
}

impl Unavailable {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }
}

/// Which tagger reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Model {
    /// Word lists and rules: instant, explains itself.
    Lexical,
    /// The small trained reader, for many texts.
    Fast,
    /// The trained reader.
    #[default]
    Base,
}

impl Model {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Lexical, Self::Fast, Self::Base];

    /// The name that people give.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lexical => "lexical",
            Self::Fast => "fast",
            Self::Base => "base",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|model| model.name() == name)
    }

    /// The tagger; weights are unpacked once a process.
    ///
    /// # Errors
    /// Where the reader does not mark by that scheme, or its weights are damaged.
    pub fn tagger(self, scheme: Scheme) -> Result<Box<dyn Tagger + Send + Sync>, Unavailable> {
        let reader = match self {
            Self::Lexical if scheme == Scheme::Guide => return Ok(Box::new(Lexical)),
            Self::Lexical => {
                let message = "the lexical reader marks by the guide alone".to_owned();
                return Err(Unavailable { message, hint: Some("take --model base or fast") });
            }
            Self::Fast => fast()?,
            Self::Base => base()?,
        };
        let trained = Trained::new(reader, scheme.name())
            .ok_or_else(|| Unavailable::new(format!("{} does not mark by {}", self.name(), scheme.name())))?;
        Ok(Box::new(trained))
    }
}

/// By which rules statements are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Our guide.
    #[default]
    Guide,
    /// PolNeAR's, wider: attitudes and intentions count, and nothing nests.
    Polnear,
}

impl Scheme {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Guide, Self::Polnear];

    /// The name that people give.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Polnear => "polnear",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scheme| scheme.name() == name)
    }
}

/// What is told of the trained reader called `id`, where there is one.
#[must_use]
pub fn about(id: &str) -> Option<String> {
    let named = |reader: &&Reader| reader.id() == id;
    let small = fast().ok().filter(named);
    let config = small.or_else(|| base().ok().filter(named))?.config();
    let which = if small.is_some() { "small trained reader, for many texts" } else { "trained reader" };
    Some(format!(
        "{id} is the {which}: a network of {} layers that reads the text together with what the rules made of it, and a \
         second one of {} that tells which words near each cue are source and content. It has no rule to show; --why gives \
         how sure it is, and the rule that had found the same cue. model/README.md says what it learned from, how well it \
         reads and what it fails on.",
        config.encoder.layers, config.second.layers
    ))
}

/// The small trained reader.
fn fast() -> Result<&'static Reader, Unavailable> {
    static FAST: OnceLock<Reader> = OnceLock::new();
    loaded(&FAST, "fast", embedded_weights!("../../../model/fast.weights"))
}

/// The trained reader.
fn base() -> Result<&'static Reader, Unavailable> {
    static BASE: OnceLock<Reader> = OnceLock::new();
    loaded(&BASE, "base", embedded_weights!("../../../model/base.weights"))
}

/// A reader whose weights are part of the program, kept once it is loaded.
fn loaded(kept: &'static OnceLock<Reader>, name: &str, weights: &'static [u8]) -> Result<&'static Reader, Unavailable> {
    if let Some(reader) = kept.get() {
        return Ok(reader);
    }
    let words = embedded_weights!("../../../model/words.weights");
    let open = || Reader::load(&Weights::of_static("words", words)?, &Weights::of_static(name, weights)?);
    let reader = open().map_err(|error| Unavailable::new(error.to_string()))?;
    Ok(kept.get_or_init(|| reader))
}
