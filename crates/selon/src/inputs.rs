//! What the verbs that read have in common: inputs gone through one by one, settings from flags and from beneath them.

use crate::aliases;
use crate::arguments::{InputArguments, LookArguments, OutputArguments};
use crate::configuration::Choices;
use crate::failure::{Failure, report};
use crate::models::Model;
use crate::output::{Output, USUAL_WIDTH, terminal_width};
use crate::progress::Progress;
use selon_export::{Format, Settings};
use selon_page::Inputs;
use selon_reading::{Reading, Tagger};
use selon_text::Document;
use std::io;
use std::path::Path;

/// The most documents that the surest reader reads where nobody asked for one or the other.
const MANY: usize = 100;

/// How the documents of the inputs are read.
pub(crate) struct Reader<'a> {
    arguments: &'a InputArguments,
    options: selon_reading::Options,
    tagger: Box<dyn Tagger + Send + Sync>,
    /// Whether nobody asked for a certain reader.
    unasked: bool,
}

impl<'a> Reader<'a> {
    /// Loads what reading needs before the first input is opened.
    pub(crate) fn new(arguments: &'a InputArguments, choices: &Choices) -> Result<Self, Failure> {
        let aliases = arguments.aliases.as_deref().map(aliases::load).transpose()?.unwrap_or_default();
        let options = selon_reading::Options { language: choices.lang.clone(), aliases };
        let tagger = choices.model.unwrap_or_default().tagger(choices.scheme.unwrap_or_default())?;
        Ok(Self { arguments, options, tagger, unasked: choices.model.is_none() })
    }

    /// Hands each document with its reading to `take`, one after the other, so that memory does not grow with their number.
    /// Tells whether all inputs were gone through; not so where `--fail-fast` stopped at one.
    pub(crate) fn each(
        &self,
        progress: &mut Progress,
        mut take: impl FnMut(Document, Reading) -> io::Result<()>,
    ) -> io::Result<bool> {
        for (number, input) in self.inputs().enumerate() {
            self.tell_of_many(number, number + 1);
            match input {
                Ok(document) => {
                    let reading = self.read(&document);
                    take(document, reading)?;
                    progress.read();
                }
                Err(error) => {
                    progress.failed(&error);
                    if self.arguments.fail_fast {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    /// Whether the first input that fails ends the run.
    pub(crate) const fn stops_at_failures(&self) -> bool {
        self.arguments.fail_fast
    }

    /// Reads one document, on any thread.
    pub(crate) fn read(&self, document: &Document) -> Reading {
        selon_reading::read_with(self.tagger.as_ref(), document, &self.options)
    }

    /// Says that there is a faster way, once, where the documents of a stream grow from `before` to `now`.
    pub(crate) fn tell_of_many(&self, before: usize, now: usize) {
        if self.unasked && before <= MANY && MANY < now {
            report(
                "more than a hundred documents, read by base",
                Some("--model fast is for many: faster, and less sure"),
            );
        }
    }

    /// What the arguments name, not opened yet.
    pub(crate) fn inputs(&self) -> Inputs {
        opened(&self.arguments.inputs, self.options.language.as_deref(), self.arguments.date.as_deref())
    }
}

/// What the arguments name; the standard input where they name nothing.
pub(crate) fn opened(names: &[String], language: Option<&str>, date: Option<&str>) -> Inputs {
    let options = selon_page::Options {
        language: language.map(str::to_owned),
        date: date.map(str::to_owned),
        ..selon_page::Options::default()
    };
    if names.is_empty() { Inputs::new(&["-".to_owned()], options) } else { Inputs::new(names, options) }
}

/// Who reads where nobody asked for a certain reader: the fast one if there is much to read, which is said.
pub(crate) fn unasked(inputs: &[String]) -> Option<Model> {
    many(inputs).then(|| {
        report("more than a hundred documents, read by fast", Some("--model base is slower, and surer"));
        Model::Fast
    })
}

/// Whether there are more documents than base reads unasked. They are counted before any is read, and nothing is fetched for
/// it; a stream, which can be gone through only once, is taken for one.
fn many(inputs: &[String]) -> bool {
    let again = |name: &&String| Path::new(name).is_file() || Path::new(name).is_dir();
    let (files, others): (Vec<&String>, Vec<&String>) = inputs.iter().partition(again);
    let files: Vec<String> = files.into_iter().cloned().collect();
    let mut found = (!files.is_empty()).then(|| Inputs::new(&files, selon_page::Options::default()));
    let next = || found.as_mut()?.next_unread();
    others.len() + std::iter::from_fn(next).take(MANY + 1).count() > MANY
}

/// Flags first; the ending of the output's name stands beneath the flags and above the rest.
pub(crate) fn choices(
    format: Option<Format>,
    out: &OutputArguments,
    input: &InputArguments,
    look: &LookArguments,
) -> Result<Choices, Failure> {
    let flags = Choices {
        format,
        offsets: out.offsets,
        lang: input.lang.clone(),
        model: input.model,
        scheme: input.scheme,
        color: look.color,
    };
    let of_ending = Choices { format: out.ending(), ..Choices::default() };
    let mut choices = flags.or(of_ending).or(Choices::beneath_flags()?);
    let unknown = out.output.as_deref().filter(|file| choices.format.is_none() && file.extension().is_some());
    if let Some(file) = unknown {
        let message = format!("{}: no format is known by that ending", file.display());
        return Err(Failure::usage(message).with_hint("name the format with --format"));
    }
    choices.model = choices.model.or_else(|| unasked(&input.inputs));
    Ok(choices)
}

/// How the result is put out.
pub(crate) fn settings(look: &LookArguments, why: bool, choices: &Choices, output: &Output) -> Settings {
    let seen = || terminal_width().filter(|_| output.is_stdout());
    Settings {
        unit: choices.offsets.unwrap_or_default(),
        why,
        color: choices.color.unwrap_or_default().applies(output.is_stdout()),
        width: look.width.map(usize::from).or_else(seen).unwrap_or(USUAL_WIDTH),
    }
}
