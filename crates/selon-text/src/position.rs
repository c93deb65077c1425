//! Units of position: bytes, tokens, code points and UTF-16 units are types of their own, so that they can't be mixed up.

use serde::{Deserialize, Serialize};
use std::ops::Range;

macro_rules! range_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name {
            /// First position covered.
            pub start: usize,
            /// First position no longer covered.
            pub end: usize,
        }

        impl $name {
            /// The range from `start` to `end`, end exclusive.
            #[must_use]
            pub const fn new(start: usize, end: usize) -> Self {
                Self { start, end }
            }

            /// How many units the range covers.
            #[must_use]
            pub const fn len(self) -> usize {
                self.end.saturating_sub(self.start)
            }

            /// Whether nothing is covered.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.end <= self.start
            }

            /// Whether `other` lies wholly inside.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share a position.
            #[must_use]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The positions covered, in order.
            #[must_use]
            pub const fn iter(self) -> Range<usize> {
                self.start..self.end
            }
        }

        impl From<Range<usize>> for $name {
            fn from(range: Range<usize>) -> Self {
                Self::new(range.start, range.end)
            }
        }
    };
}

range_type!(
    /// A range of UTF-8 bytes of an original text, on character boundaries.
    ///
    /// ```
    /// use selon_text::ByteRange;
    /// let range = ByteRange::new(0, 3);
    /// assert_eq!(range.of("été"), "ét");
    /// ```
    ByteRange
);
range_type!(
    /// A range of tokens of one [`Words`](crate::Words).
    ///
    /// ```
    /// use selon_text::TokenRange;
    /// assert_eq!(TokenRange::new(2, 5).len(), 3);
    /// ```
    TokenRange
);
range_type!(
    /// A range of Unicode code points, as Python, brat and Web Annotation count.
    ///
    /// ```
    /// use selon_text::CodepointRange;
    /// assert!(CodepointRange::new(0, 9).contains(CodepointRange::new(2, 3)));
    /// ```
    CodepointRange
);
range_type!(
    /// A range of UTF-16 code units, as browsers and Java count.
    ///
    /// ```
    /// use selon_text::Utf16Range;
    /// assert!(Utf16Range::new(4, 4).is_empty());
    /// ```
    Utf16Range
);

impl ByteRange {
    /// The words covered; empty where the range is not on character boundaries of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}
