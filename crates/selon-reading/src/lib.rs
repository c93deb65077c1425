//! Who says what: statements built from spans.
