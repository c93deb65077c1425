//! Rows of CSV and TSV cut out of bytes. One over the limit costs itself alone.

use std::io::{self, BufRead, BufReader, Read};

/// Cuts rows out of what a reader gives.
pub(super) struct Rows<R> {
    input: BufReader<R>,
    cutter: csv_core::Reader,
    /// Most bytes of a row.
    limit: usize,
}

/// What stands where a row is.
pub(super) enum Cut {
    Row(Row),
    /// A row over the limit, which was passed over.
    TooLong,
}

/// The fields of one row, without their quotation marks.
#[derive(Default)]
pub(super) struct Row {
    bytes: Vec<u8>,
    /// Where each field ends in `bytes`.
    ends: Vec<usize>,
}

impl Row {
    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| &self.bytes[start..end])
    }

    /// Bytes of all fields together.
    pub(super) const fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl<R: Read> Rows<R> {
    pub(super) fn new(input: R, separator: u8, limit: usize) -> Self {
        let cutter = csv_core::ReaderBuilder::new().delimiter(separator).build();
        Self { input: BufReader::with_capacity(1 << 16, input), cutter, limit }
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Cut>> {
        let mut row = Row { bytes: vec![0; 1 << 10], ends: vec![0; 1 << 5] };
        let (mut length, mut count, mut taken) = (0, 0, 0);
        loop {
            let input = self.input.fill_buf()?;
            let (found, read, written, ended) =
                self.cutter.read_record(input, &mut row.bytes[length..], &mut row.ends[count..]);
            self.input.consume(read);
            (length, count, taken) = (length + written, count + ended, taken + read);
            let too_long = taken > self.limit;
            if too_long {
                // What is gathered of it is not looked at.
                (length, count) = (0, 0);
            }
            match found {
                csv_core::ReadRecordResult::InputEmpty => {}
                csv_core::ReadRecordResult::OutputFull if too_long => {}
                csv_core::ReadRecordResult::OutputFull => row.bytes.resize(row.bytes.len() * 2, 0),
                csv_core::ReadRecordResult::OutputEndsFull if too_long => {}
                csv_core::ReadRecordResult::OutputEndsFull => row.ends.resize(row.ends.len() * 2, 0),
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End if too_long => {
                    return Ok(Some(Cut::TooLong));
                }
                csv_core::ReadRecordResult::Record => {
                    row.bytes.truncate(length);
                    row.ends.truncate(count);
                    return Ok(Some(Cut::Row(row)));
                }
                csv_core::ReadRecordResult::End => return Ok(None),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, limit: usize) -> Vec<Option<Vec<String>>> {
        let mut rows = Rows::new(text.as_bytes(), b',', limit);
        let fields = |row: Row| row.fields().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
        std::iter::from_fn(|| rows.next().unwrap_or(None))
            .map(|cut| match cut {
                Cut::Row(row) => Some(fields(row)),
                Cut::TooLong => None,
            })
            .collect()
    }

    #[test]
    fn fields_are_given_without_their_marks() {
        let rows = cut("a,\"b \"\"c\"\"\nd\",\r\n\n\"e\"", 100);
        let wanted = [vec!["a", "b \"c\"\nd", ""], vec!["e"]];
        assert_eq!(rows.into_iter().flatten().collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn a_row_over_the_limit_is_passed_over_whole() {
        for long in ["x".repeat(300_000), "x,".repeat(300_000), format!("\"{}\"", "x\n\"\",".repeat(300_000))] {
            let rows = cut(&format!("a,b\n{long}\nc,\"d\ne\"\n"), 100_000);
            let told = |fields: [&str; 2]| Some(fields.map(str::to_owned).to_vec());
            assert_eq!(rows, [told(["a", "b"]), None, told(["c", "d\ne"])]);
        }
        assert_eq!(cut(&format!("a\n\"{}", "x\n".repeat(300_000)), 100_000), [Some(vec!["a".to_owned()]), None]);
    }
}
