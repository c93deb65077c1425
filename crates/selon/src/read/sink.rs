//! Where pieces go: a stream, a file that grows, one Parquet file, or a folder of them.

use super::manifest::sync_folder;
use selon_export::{ParquetWriter, Piece};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often what was put out is made safe: no more than this is read again after a stop.
const PACE: Duration = Duration::from_secs(1);
/// The same for parts of a Parquet table, of which many small ones serve nobody.
const PART_PACE: Duration = Duration::from_secs(60);
/// Rows after which a part ends in any case.
const ROWS_IN_PART: usize = 500_000;

/// Takes pieces in order.
pub(super) trait Sink {
    /// Takes one more.
    fn put(&mut self, piece: Piece) -> io::Result<()>;
    /// Makes safe what was put, where it is time to; tells how much is safe then.
    fn keep(&mut self, at_end: bool) -> io::Result<Option<u64>>;
}

/// Lines, to be written where they go.
pub(super) struct Stream<'w>(pub(super) Box<dyn Write + 'w>);

impl Sink for Stream<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        self.0.write_all(bytes(&piece)?)
    }

    fn keep(&mut self, at_end: bool) -> io::Result<Option<u64>> {
        if at_end {
            self.0.flush()?;
        }
        Ok(None)
    }
}

/// One Parquet file.
pub(super) struct Table<'w>(pub(super) ParquetWriter<'w>);

impl Sink for Table<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        put_rows(&mut self.0, &piece)
    }

    fn keep(&mut self, at_end: bool) -> io::Result<Option<u64>> {
        if at_end {
            self.0.finish()?;
        }
        Ok(None)
    }
}

/// A file of lines that grows, and goes on where it was kept.
pub(super) struct Growing {
    file: BufWriter<File>,
    clock: Clock,
}

impl Growing {
    /// Opens the file, cut to what is safe of it; where that is nothing it begins with `beginning`.
    pub(super) fn open(path: &Path, safe: u64, beginning: &[u8]) -> io::Result<Self> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        if file.metadata()?.len() < safe {
            return Err(io::Error::other("it is shorter than its manifest says"));
        }
        file.set_len(safe)?;
        file.seek(SeekFrom::End(0))?;
        sync_folder(path)?;
        let mut file = BufWriter::with_capacity(1 << 16, file);
        if safe == 0 {
            file.write_all(beginning)?;
        }
        Ok(Self { file, clock: Clock::new(PACE) })
    }
}

impl Sink for Growing {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        self.file.write_all(bytes(&piece)?)
    }

    fn keep(&mut self, at_end: bool) -> io::Result<Option<u64>> {
        if !self.clock.rings() && !at_end {
            return Ok(None);
        }
        self.file.flush()?;
        self.file.get_ref().sync_data()?;
        Ok(Some(self.file.get_ref().metadata()?.len()))
    }
}

/// A folder of Parquet files, each there as a whole or not at all.
pub(super) struct Parts {
    folder: PathBuf,
    /// How many parts there are.
    count: u64,
    part: Option<Part>,
    clock: Clock,
    rows_in_part: usize,
}

/// The part that is being written, under a name that readers of the folder pass over.
struct Part {
    writer: ParquetWriter<'static>,
    rows: usize,
}

impl Parts {
    /// Opens the folder with its first `safe` parts; others that a stopped run left are taken away.
    pub(super) fn open(folder: &Path, safe: u64) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let parts = Self {
            folder: folder.to_owned(),
            count: safe,
            part: None,
            clock: Clock::new(PART_PACE),
            rows_in_part: ROWS_IN_PART,
        };
        if let Some(lost) = (0..safe).find(|&number| !parts.path(number).is_file()) {
            return Err(io::Error::other(format!("part {lost} is not there, which its manifest names")));
        }
        // Only the one after those that are safe can have been put in its place.
        for left in [parts.path(safe), parts.unfinished()] {
            if left.exists() {
                fs::remove_file(left)?;
            }
        }
        Ok(parts)
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("part-{number:06}.parquet"))
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join("_unfinished.parquet")
    }

    fn begun(&mut self) -> io::Result<&mut Part> {
        if self.part.is_none() {
            let file = BufWriter::new(File::create(self.unfinished())?);
            self.part = Some(Part { writer: ParquetWriter::new(Box::new(file))?, rows: 0 });
        }
        self.part.as_mut().ok_or_else(|| io::Error::other("the part could not be begun"))
    }
}

impl Sink for Parts {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        let part = self.begun()?;
        if let Piece::Rows(batches) = &piece {
            part.rows += batches.iter().map(|batch| batch.num_rows()).sum::<usize>();
        }
        put_rows(&mut part.writer, &piece)
    }

    fn keep(&mut self, at_end: bool) -> io::Result<Option<u64>> {
        let full = self.part.as_ref().is_some_and(|part| part.rows >= self.rows_in_part);
        if !full && !at_end && !self.clock.rings() {
            return Ok(None);
        }
        // A table of no rows is a table still: it has its columns.
        if self.count == 0 {
            self.begun()?;
        }
        if let Some(mut part) = self.part.take() {
            part.writer.finish()?;
            drop(part);
            File::open(self.unfinished())?.sync_all()?;
            let path = self.path(self.count);
            fs::rename(self.unfinished(), &path)?;
            sync_folder(&path)?;
            self.count += 1;
        }
        Ok(Some(self.count))
    }
}

/// Rings when enough time has gone by since it rang.
struct Clock {
    pace: Duration,
    rang: Instant,
}

#[expect(clippy::disallowed_methods, reason = "how much is lost at a stop is a matter of time")]
impl Clock {
    fn new(pace: Duration) -> Self {
        Self { pace, rang: Instant::now() }
    }

    fn rings(&mut self) -> bool {
        let rings = self.rang.elapsed() >= self.pace;
        if rings {
            self.rang = Instant::now();
        }
        rings
    }
}

fn bytes(piece: &Piece) -> io::Result<&[u8]> {
    match piece {
        Piece::Bytes(bytes) => Ok(bytes),
        Piece::Rows(_) => Err(io::Error::other("rows were put out where lines should be")),
    }
}

fn put_rows(writer: &mut ParquetWriter<'_>, piece: &Piece) -> io::Result<()> {
    match piece {
        Piece::Rows(batches) => batches.iter().try_for_each(|batch| writer.write(batch)),
        Piece::Bytes(_) => Err(io::Error::other("lines were put out where rows should be")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_export::columns::Rows;
    use selon_export::{Format, Pieces, Settings, Unit};
    use selon_page::Document;
    use selon_reading::{Options, read};

    fn piece(number: usize) -> Piece {
        let document = Document::from_text(format!("n{number}"), "La maire de Lorvaux a dit que le pont tiendrait.");
        let reading = read(&document, &Options::default());
        let pieces = Pieces::new(Format::Parquet, Settings::default()).unwrap();
        pieces.piece(&mut std::iter::once((document, reading))).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = entries.collect();
        names.sort();
        names
    }

    #[test]
    fn parts_that_are_not_in_the_manifest_are_written_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut parts = Parts::open(folder.path(), 0).unwrap();
        parts.rows_in_part = 1;
        for number in 0..3 {
            parts.put(piece(number)).unwrap();
            assert_eq!(parts.keep(false).unwrap(), Some(number as u64 + 1));
        }
        parts.put(piece(3)).unwrap();
        drop(parts);
        assert_eq!(
            names(folder.path()),
            ["_unfinished.parquet", "part-000000.parquet", "part-000001.parquet", "part-000002.parquet"]
        );
        // The manifest was written for two parts when the program was killed.
        let mut parts = Parts::open(folder.path(), 2).unwrap();
        assert_eq!(names(folder.path()), ["part-000000.parquet", "part-000001.parquet"]);
        parts.put(piece(2)).unwrap();
        assert_eq!(parts.keep(true).unwrap(), Some(3));
        assert_eq!(names(folder.path()).len(), 3);
        assert!(Parts::open(folder.path(), 5).is_err());
    }

    #[test]
    fn what_was_written_behind_what_is_safe_is_cut_off() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("out.jsonl");
        fs::write(&path, "safe\nnot sa").unwrap();
        let mut growing = Growing::open(&path, 5, b"beginning").unwrap();
        growing.put(Piece::Bytes(b"new\n".to_vec())).unwrap();
        assert_eq!(growing.keep(true).unwrap(), Some(9));
        assert_eq!(fs::read(&path).unwrap(), b"safe\nnew\n");
        assert!(Growing::open(&path, 10, b"").is_err());
        assert!(growing.put(Piece::Rows(vec![Rows::new(Unit::Byte).take().unwrap()])).is_err());
    }
}
