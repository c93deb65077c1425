//! Bytes in any format → documents → readings. Nothing may panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selon_page::{Hints, Options, read_bytes};

fuzz_target!(|bytes: &[u8]| {
    for document in read_bytes(bytes.to_vec(), &Hints::default(), &Options::default()).flatten().take(50) {
        let _ = selon_reading::read(&document, &selon_reading::Options::default());
    }
});
