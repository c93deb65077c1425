//! Many documents on several cores: found in order, read on any core, put out in order; memory does not grow with their number.

use super::failures::Failures;
use super::interrupt::Interrupt;
use super::lanes::in_order;
use super::manifest::{Asked, Manifest};
use super::sink::{Growing, Parts, Sink, Stream, Table};
use crate::arguments::ReadArguments;
use crate::configuration::Choices;
use crate::failure::Failure;
use crate::inputs::Reader;
use crate::output::Output;
use crate::progress::Progress;
use selon_export::{Format, ParquetWriter, Piece, Pieces};
use selon_page::{Document, InputError, Inputs, Position, Unread};
use selon_reading::Reading;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

/// Documents read at once in one lane: enough that passing them on costs nothing beside reading them.
const BATCH: usize = 64;
/// Bytes after which no more are added, so that few of them are under way where documents are long.
const BATCH_BYTES: usize = 256 << 10;

/// Reads everything that the reader's arguments name.
pub(super) fn run(
    arguments: &ReadArguments,
    choices: &Choices,
    format: Format,
    pieces: Pieces,
    reader: &Reader<'_>,
    output: Output,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let mut inputs = reader.inputs();
    let record = arguments.bulk.manifest.as_deref();
    let record = record.map(|path| Record::open(path, arguments, settings(arguments, choices, format))).transpose()?;
    if let Some(Record { path, manifest }) = &record {
        progress.goes_on(&path.display().to_string(), manifest.read, manifest.done);
        inputs.go_to(&manifest.position).map_err(|error| {
            let failure = Failure::usage(error.to_string());
            error.hint.into_iter().fold(failure, Failure::with_hint)
        })?;
    }
    let kept = record.as_ref().map(|record| record.manifest.kept.clone());
    let failures = arguments.bulk.errors.as_deref();
    let failures =
        failures.map(|path| Failures::open(path, kept.as_ref().map_or(0, |kept| kept.errors))).transpose()?;
    let sink = sink(&output, arguments, pieces, format, kept.map(|kept| kept.output))?;
    let read_before = record.as_ref().map_or(0, |record| record.manifest.read);
    let interrupt = Interrupt::heed(&output, record.is_some(), read_before, progress.line());
    let name = output.name();
    let mut writing = Writing { sink, failures, progress, record, interrupt: interrupt.clone(), name, seen: 0, reader };
    let complete = writing.read(inputs, pieces, lanes(arguments.bulk.jobs))?;
    drop(writing);
    interrupt.over();
    // With a manifest the output is in its place from the beginning.
    if complete && arguments.bulk.manifest.is_none() { output.keep() } else { Ok(()) }
}

/// How many cores; 0 is all there are.
fn lanes(jobs: u16) -> usize {
    if jobs == 0 { thread::available_parallelism().map_or(1, usize::from) } else { usize::from(jobs) }
}

/// `kept`: how much of the output is safe, where a manifest tells.
fn sink<'w>(
    output: &Output,
    arguments: &ReadArguments,
    pieces: Pieces,
    format: Format,
    kept: Option<u64>,
) -> Result<Box<dyn Sink + 'w>, Failure> {
    let failed = |error: io::Error| Failure::io(output.name(), &error);
    let path = arguments.out.output.as_deref().unwrap_or(Path::new("-"));
    Ok(match (kept, format) {
        (Some(kept), Format::Parquet) => Box::new(Parts::open(path, kept).map_err(failed)?),
        (Some(kept), _) => Box::new(Growing::open(path, kept, &pieces.beginning().map_err(failed)?).map_err(failed)?),
        (None, Format::Parquet) => Box::new(Table(ParquetWriter::new(output.writer()?).map_err(failed)?)),
        (None, _) => {
            let mut stream = Stream(output.writer()?);
            stream.put(Piece::Bytes(pieces.beginning().map_err(failed)?)).map_err(failed)?;
            Box::new(stream)
        }
    })
}

/// The manifest of this run, and where it is.
struct Record {
    path: PathBuf,
    manifest: Manifest,
}

impl Record {
    fn open(path: &Path, arguments: &ReadArguments, settings: Vec<String>) -> Result<Self, Failure> {
        let Some(output) = arguments.out.output.as_deref().filter(|output| *output != Path::new("-")) else {
            return Err(Failure::usage("--manifest needs an output that it can go on with").with_hint("name it by -o"));
        };
        let asked = Asked {
            inputs: arguments.input.inputs.clone(),
            output: output.display().to_string(),
            errors: arguments.bulk.errors.as_ref().map(|path| path.display().to_string()),
            settings,
        };
        Ok(Self { path: path.to_owned(), manifest: Manifest::open(path, asked)? })
    }
}

/// What decides what is put out, as `name=value`.
fn settings(arguments: &ReadArguments, choices: &Choices, format: Format) -> Vec<String> {
    let or_none = |value: Option<&str>| value.unwrap_or("none").to_owned();
    let told = [
        ("format", format.name().to_owned()),
        ("model", choices.model.unwrap_or_default().name().to_owned()),
        ("scheme", choices.scheme.unwrap_or_default().name().to_owned()),
        ("offsets", choices.offsets.unwrap_or_default().name().to_owned()),
        ("lang", or_none(choices.lang.as_deref())),
        ("date", or_none(arguments.input.date.as_deref())),
        ("aliases", or_none(arguments.input.aliases.as_deref().and_then(Path::to_str))),
        ("why", arguments.why.to_string()),
    ];
    told.into_iter().map(|(name, value)| format!("{name}={value}")).collect()
}

/// Documents that are read in one lane, one after the other.
struct Batch {
    unread: Vec<Unread>,
    /// How far the inputs have been gone through behind the last of them.
    position: Position,
}

/// What became of a batch.
struct Done {
    piece: io::Result<Piece>,
    read: usize,
    failed: Vec<InputError>,
    position: Position,
}

/// The batches of inputs.
struct Batches(Inputs);

impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let (mut unread, mut bytes) = (Vec::new(), 0);
        while unread.len() < BATCH && bytes < BATCH_BYTES {
            let Some(next) = self.0.next_unread() else { break };
            bytes += next.bytes();
            unread.push(next);
        }
        (!unread.is_empty()).then(|| Batch { unread, position: self.0.position().clone() })
    }
}

/// Writes what is read, in order.
struct Writing<'a, 'w> {
    sink: Box<dyn Sink + 'w>,
    failures: Option<Failures>,
    progress: &'a mut Progress,
    record: Option<Record>,
    interrupt: Interrupt,
    name: String,
    seen: usize,
    reader: &'a Reader<'a>,
}

/// Why no more is taken.
enum Stop {
    Failed(Failure),
    /// `--fail-fast`.
    AtFailure,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Writing<'_, '_> {
    /// Reads the inputs; tells whether all were gone through.
    fn read(&mut self, inputs: Inputs, pieces: Pieces, lanes: usize) -> Result<bool, Failure> {
        let (reader, fail_fast) = (self.reader, self.reader.stops_at_failures());
        let work = |batch: Batch| read_batch(batch, reader, pieces, fail_fast);
        let stopped = match in_order(lanes, Batches(inputs), work, |done| self.take(done, fail_fast)) {
            Ok(()) => false,
            Err(Stop::AtFailure) => true,
            Err(Stop::Failed(failure)) => return Err(failure),
        };
        if stopped && self.record.is_some() {
            // What came before the failure in its batch is read again, once the failure is mended.
            return Ok(false);
        }
        if let Some(record) = &mut self.record {
            record.manifest.done = true;
        }
        self.keep(true)?;
        Ok(!stopped)
    }

    fn take(&mut self, done: Done, fail_fast: bool) -> Result<(), Stop> {
        let Done { piece, read, failed, position } = done;
        let written = piece.and_then(|piece| self.sink.put(piece));
        written.map_err(|error| Failure::io(&self.name, &error))?;
        self.reader.tell_of_many(self.seen, self.seen + read + failed.len());
        self.seen += read + failed.len();
        (0..read).for_each(|_| self.progress.read());
        for error in &failed {
            match &mut self.failures {
                Some(failures) => {
                    failures.put(error)?;
                    self.progress.failed_elsewhere();
                }
                None => self.progress.failed(error),
            }
        }
        if fail_fast && !failed.is_empty() {
            return Err(Stop::AtFailure);
        }
        if let Some(record) = &mut self.record {
            let manifest = &mut record.manifest;
            (manifest.read, manifest.failed, manifest.position) =
                (manifest.read + read, manifest.failed + failed.len(), position);
        } else {
            self.interrupt.so_far(self.seen);
        }
        Ok(self.keep(false)?)
    }

    /// Makes safe what was written, then writes down how far it is.
    fn keep(&mut self, at_end: bool) -> Result<(), Failure> {
        let kept = self.sink.keep(at_end).map_err(|error| Failure::io(&self.name, &error))?;
        if !(kept.is_some() || at_end) {
            return Ok(());
        }
        let errors = self.failures.as_mut().map(Failures::keep).transpose()?;
        let (Some(record), Some(kept)) = (&mut self.record, kept) else { return Ok(()) };
        (record.manifest.kept.output, record.manifest.kept.errors) = (kept, errors.unwrap_or(0));
        record.manifest.write(&record.path)?;
        self.interrupt.so_far(record.manifest.read);
        Ok(())
    }
}

/// Reads a batch, up to the first failure where that ends the run.
fn read_batch(batch: Batch, reader: &Reader<'_>, pieces: Pieces, fail_fast: bool) -> Done {
    let (mut read, mut failed) = (0, Vec::new());
    let mut unread = batch.unread.into_iter();
    let mut documents = std::iter::from_fn(|| -> Option<(Document, Reading)> {
        loop {
            if fail_fast && !failed.is_empty() {
                return None;
            }
            match unread.next()?.read() {
                Ok(document) => {
                    let reading = reader.read(&document);
                    read += 1;
                    return Some((document, reading));
                }
                Err(error) => failed.push(error),
            }
        }
    });
    let piece = pieces.piece(&mut documents);
    Done { piece, read, failed, position: batch.position }
}
