//! Whole numbers as few bytes: seven bits a byte, the lowest first; hashes of tracing as five bytes.
//!
//! What is read is never trusted: bytes that end too soon or numbers too large give `None`.

/// Bytes of a hash as it is stored (`claims::hash` gives 40 bits).
const HASH: usize = 5;

/// Appends numbers to bytes.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub(super) fn count(&mut self, value: usize) {
        self.number(value as u64);
    }

    /// A number that may be negative: small ones of either sign are short.
    pub(super) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    pub(super) fn hash(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes()[..HASH]);
    }

    pub(super) fn hashes(&mut self, values: &[u64]) {
        self.count(values.len());
        values.iter().for_each(|&value| self.hash(value));
    }

    pub(super) fn real(&mut self, value: f64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Takes numbers off bytes.
pub(super) struct Reader<'b>(pub(super) &'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn number(&mut self) -> Option<u64> {
        let (mut value, mut shift) = (0u64, 0);
        loop {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
        }
    }

    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    pub(super) fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    pub(super) fn hash(&mut self) -> Option<u64> {
        let mut whole = [0; 8];
        whole[..HASH].copy_from_slice(self.take(HASH)?);
        Some(u64::from_le_bytes(whole))
    }

    pub(super) fn hashes(&mut self) -> Option<Vec<u64>> {
        let count = self.count()?;
        // Each takes bytes, so that a false count asks for no more memory than there are bytes.
        (count <= self.0.len()).then(|| (0..count).map(|_| self.hash()).collect())?
    }

    pub(super) fn real(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    pub(super) fn text(&mut self) -> Option<&'b str> {
        let count = self.count()?;
        std::str::from_utf8(self.take(count)?).ok()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = Writer::default();
        for value in [0, 127, 128, u64::MAX] {
            writer.number(value);
        }
        for value in [0, -1, 63, i64::MIN, i64::MAX] {
            writer.signed(value);
        }
        writer.hashes(&[0, (1 << 40) - 1]);
        writer.real(-2.5);
        writer.text("été");
        let bytes = writer.finish();
        let mut reader = Reader(&bytes);
        assert_eq!([(); 4].map(|()| reader.number().unwrap()), [0, 127, 128, u64::MAX]);
        assert_eq!([(); 5].map(|()| reader.signed().unwrap()), [0, -1, 63, i64::MIN, i64::MAX]);
        assert_eq!(reader.hashes().unwrap(), [0, (1 << 40) - 1]);
        assert_eq!((reader.real(), reader.text()), (Some(-2.5), Some("été")));
        assert!(reader.is_empty());
    }

    #[test]
    fn broken_bytes_give_nothing() {
        assert_eq!(Reader(&[0x80]).number(), None);
        assert_eq!(Reader(&[0xff; 11]).number(), None);
        assert_eq!(Reader(&[0xff, 0xff, 0xff, 0x7f, 1]).hashes(), None);
        assert_eq!(Reader(&[3, 0xff, 0xff, 0xff]).text(), None);
    }
}
