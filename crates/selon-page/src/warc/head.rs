//! Named fields, as a WARC record and an answer of HTTP begin with them.

/// A first line and named fields.
#[derive(Debug)]
pub(super) struct Head {
    /// The first line: `WARC/1.1`, or `HTTP/1.1 200 OK`.
    pub(super) first: String,
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads a head without the empty line at its end. Lines that are no fields, and what goes on from the line before, are let go.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().trim().to_owned();
        let fields = lines.filter_map(|line| line.split_once(':'));
        let fields = fields.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())).collect();
        Self { first, fields }
    }

    /// The first field of that name, which is given in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Where the page came from; some writers put the address between pointed brackets.
    pub(super) fn address(&self) -> Option<&str> {
        self.get("warc-target-uri").map(|address| address.trim_start_matches('<').trim_end_matches('>'))
    }
}

/// Where a head ends and where what follows begins; `None` where no empty line is in sight.
pub(super) fn end_of_head(bytes: &[u8]) -> Option<(usize, usize)> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match &bytes[at + 1..] {
        [b'\r', b'\n', ..] => Some((at + 1, at + 3)),
        [b'\n', ..] => Some((at + 1, at + 2)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_whatever_their_case() {
        let bytes = b"WARC/1.1\r\nWarc-Target-URI: <https://ostwick.example/>\r\nodd line\r\n\r\nbody";
        let (end, body) = end_of_head(bytes).unwrap();
        let head = Head::of(&bytes[..end]);
        assert_eq!((head.first.as_str(), head.address()), ("WARC/1.1", Some("https://ostwick.example/")));
        assert_eq!(&bytes[body..], b"body");
    }
}
