//! Settings by layers: flags, then the environment, then the project's `selon.toml`, then the person's `config.toml`. What is said earlier wins.

use crate::color::Color;
use crate::failure::Failure;
use crate::models::{Model, Scheme};
use selon_export::{Format, Unit};
use std::path::{Path, PathBuf};

/// Every key, in files as written here, in the environment as `SELON_` and capitals.
pub(crate) const KEYS: [&str; 6] = ["format", "offsets", "lang", "model", "scheme", "color"];

/// What one layer says; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Choices {
    pub(crate) format: Option<Format>,
    pub(crate) offsets: Option<Unit>,
    pub(crate) lang: Option<String>,
    pub(crate) model: Option<Model>,
    pub(crate) scheme: Option<Scheme>,
    pub(crate) color: Option<Color>,
}

impl Choices {
    /// This layer, with what it leaves open taken from the one beneath.
    pub(crate) fn or(self, beneath: Self) -> Self {
        Self {
            format: self.format.or(beneath.format),
            offsets: self.offsets.or(beneath.offsets),
            lang: self.lang.or(beneath.lang),
            model: self.model.or(beneath.model),
            scheme: self.scheme.or(beneath.scheme),
            color: self.color.or(beneath.color),
        }
    }

    /// What the environment and the files say.
    pub(crate) fn beneath_flags() -> Result<Self, Failure> {
        let mut choices = Self::of_environment()?;
        for file in [project_file(), personal_file()].into_iter().flatten() {
            choices = choices.or(Self::of_file(&file)?);
        }
        Ok(choices)
    }

    #[expect(clippy::disallowed_methods, reason = "this is that one place")]
    fn of_environment() -> Result<Self, Failure> {
        let mut choices = Self::default();
        for key in KEYS {
            let variable = format!("SELON_{}", key.to_uppercase());
            match std::env::var(&variable) {
                Ok(value) if !value.is_empty() => choices.set(key, &value, &variable)?,
                _ => {}
            }
        }
        Ok(choices)
    }

    fn of_file(path: &Path) -> Result<Self, Failure> {
        let place = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| Failure::io(&place, &error))?;
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| Failure::usage(format!("{place}: {}", error.to_string().trim_end())))?;
        let mut choices = Self::default();
        for (key, value) in &table {
            let Some(value) = value.as_str() else {
                return Err(Failure::usage(format!("{place}: {key}: expected text in quotation marks")));
            };
            choices.set(key, value, &format!("{place}: {key}"))?;
        }
        Ok(choices)
    }

    fn set(&mut self, key: &str, value: &str, place: &str) -> Result<(), Failure> {
        let wrong = |known: Vec<&str>| {
            Failure::usage(format!("{place}: unknown value '{value}'"))
                .with_hint(format!("one of {}", known.join(", ")))
        };
        match key {
            "format" => {
                self.format = Some(
                    Format::named(value)
                        .ok_or_else(|| wrong(Format::ALL.iter().map(|format| format.name()).collect()))?,
                )
            }
            "offsets" => {
                self.offsets =
                    Some(Unit::named(value).ok_or_else(|| wrong(Unit::ALL.iter().map(|unit| unit.name()).collect()))?)
            }
            "lang" => {
                self.lang = Some(crate::arguments::language(value).map_err(|_| wrong(selon_language::languages()))?)
            }
            "model" => {
                self.model = Some(
                    Model::named(value).ok_or_else(|| wrong(Model::ALL.iter().map(|model| model.name()).collect()))?,
                )
            }
            "scheme" => {
                self.scheme = Some(
                    Scheme::named(value)
                        .ok_or_else(|| wrong(Scheme::ALL.iter().map(|scheme| scheme.name()).collect()))?,
                )
            }
            "color" => {
                self.color = Some(
                    Color::named(value).ok_or_else(|| wrong(Color::ALL.iter().map(|color| color.name()).collect()))?,
                )
            }
            _ => {
                return Err(Failure::usage(format!("{place}: unknown key '{key}'"))
                    .with_hint(format!("the keys are {}", KEYS.join(", "))));
            }
        }
        Ok(())
    }
}

/// `selon.toml` in this folder, else in the nearest one above it.
fn project_file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join("selon.toml")).find(|file| file.is_file())
}

fn personal_file() -> Option<PathBuf> {
    let set = |variable| std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_CONFIG_HOME").or_else(|| Some(set("HOME")?.join(".config")))?;
    Some(folder.join("selon/config.toml")).filter(|file| file.is_file())
}
