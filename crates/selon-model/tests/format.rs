//! A file that is damaged, short, of another kind or not what is asked for gives a sentence.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use selon_model::{Encoder, Linear, Pieces, Shape, Weights};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}.weights", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn said(bytes: &[u8]) -> String {
    Weights::copied("some file", bytes).unwrap_err().to_string()
}

/// The same file with another table, and all else put right.
fn with_table(bytes: &[u8], edit: impl Fn(&str) -> String) -> Vec<u8> {
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let table = std::str::from_utf8(&bytes[24..24 + number(12)]).unwrap();
    let payload = &bytes[bytes.len() - 4 - number(16)..bytes.len() - 4];
    let table = edit(table);
    let mut file = bytes[..24].to_vec();
    file[12..16].copy_from_slice(&(table.len() as u32).to_le_bytes());
    file.extend(table.as_bytes());
    file.resize(file.len().next_multiple_of(64), 0);
    file.extend(payload);
    file.extend(crc32fast::hash(&file).to_le_bytes());
    file
}

#[test]
fn what_was_written_is_read() {
    let weights = Weights::copied("functions", &bytes("functions")).unwrap();
    assert_eq!(weights.model(), "random, seed 30");
    assert_eq!(weights.shape("linear.weight").unwrap(), [21, 48]);
    assert_eq!(weights.list::<f32>("linear.bias").unwrap().len(), 21);
    assert!(weights.has("norm.gain") && !weights.has("norm"));
    assert!(weights.config::<serde_json::Map<String, serde_json::Value>>().unwrap().is_empty());
}

#[test]
fn bytes_that_are_compiled_in_are_not_copied() {
    let bytes = selon_model::embedded_weights!("data/functions.weights");
    let bias = Weights::of_static("functions", bytes).unwrap().list::<f32>("linear.bias").unwrap();
    assert!(bytes.as_ptr_range().contains(&bias.as_ptr().cast()));
    // Where they are not aligned they are.
    let moved: &'static [u8] = [&[0], bytes].concat().leak();
    let copied = Weights::of_static("moved", &moved[1..]).unwrap().list::<f32>("linear.bias").unwrap();
    assert_eq!(copied[..], bias[..]);
}

#[test]
fn damage_is_told() {
    let whole = bytes("functions");
    let changed = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 16;
        said(&bytes)
    };
    assert_eq!(changed(3), "some file: is no file of selon weights: it does not begin with the right eight bytes");
    assert_eq!(changed(8), "some file: is in version 17 of the format, and this program reads version 1");
    assert_eq!(changed(whole.len() / 2), "some file: is damaged: its checksum does not fit its bytes");
    assert_eq!(changed(whole.len() - 1), "some file: is damaged: its checksum does not fit its bytes");
    assert!(said(b"").contains("does not begin with the right"));
    assert!(said(&whole[..20]).ends_with("it was cut short or joined to something"));
    let length = whole.len();
    let short = format!("some file: has {} bytes where its first bytes promise {length}: ", length - 1);
    assert!(said(&whole[..length - 1]).starts_with(&short));
    let broken = with_table(&whole, |table| table.replacen('{', "[", 1));
    assert!(said(&broken).starts_with("some file: has a header that cannot be read: "));
    let missing = Weights::read("no/such.weights".as_ref()).unwrap_err().to_string();
    assert!(missing.starts_with("no/such.weights: "), "{missing}");
}

#[test]
fn tensors_that_are_not_as_asked_are_told() {
    let weights = Weights::copied("some file", &bytes("functions")).unwrap();
    let said = |error: selon_model::Error| error.to_string();
    assert_eq!(said(weights.floats("nothing", &[1]).unwrap_err()), "some file: has no tensor named nothing");
    assert_eq!(
        said(weights.floats("linear.bias", &[3, 7]).unwrap_err()),
        "some file: has the tensor linear.bias in the shape 21, and 3 × 7 is wanted"
    );
    assert_eq!(
        said(weights.tensor::<u32>("linear.bias", &[21]).unwrap_err()),
        "some file: has the tensor linear.bias as f32, and u32 is wanted"
    );
    assert_eq!(
        said(Linear::load(&weights, "linear", 40, 21).unwrap_err()),
        "some file: describes a network that cannot be run: linear has 40 inputs, which must be a multiple of 16 up to 65536"
    );
}

#[test]
fn tensors_cannot_lie_outside_the_file() {
    for (from, to) in [
        ("\"offset\": 0", "\"offset\": 18446744073709551552"),
        ("\"offset\": 0", "\"offset\": 64000"),
        ("\"offset\": 0", "\"offset\": 4"),
        ("\"bytes\": 40", "\"bytes\": 44"),
    ] {
        let file = with_table(&bytes("functions"), |table| {
            assert!(table.contains(from), "{table}");
            table.replacen(from, to, 1)
        });
        let error = Weights::copied("some file", &file).unwrap().floats("dense.bias", &[10]).unwrap_err();
        assert_eq!(error.to_string(), "some file: says of the tensor dense.bias that it lies where it cannot");
    }
}

#[test]
fn networks_that_cannot_be_run_are_told() {
    let weights = Weights::copied("some file", &bytes("encoder")).unwrap();
    let shape: Shape = weights.config().unwrap();
    let load = |shape: Shape| Encoder::load(&weights, "encoder", &shape).err().map(|error| error.to_string());
    assert_eq!(load(shape), None);
    for wrong in [
        Shape { heads: 0, ..shape },
        Shape { heads: 3, ..shape },
        Shape { hidden: usize::MAX, ..shape },
        Shape { inner: 63, ..shape },
        Shape { inner: 48, ..shape },
        Shape { layers: 3, ..shape },
        Shape { layers: usize::MAX, ..shape },
        Shape { epsilon: f32::NAN, ..shape },
    ] {
        let error = load(wrong).expect("an error");
        assert!(error.starts_with("some file: "), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage that the checksum does not see, since it is written anew: an error or a network, never a panic.
    #[test]
    fn forged_files_do_no_harm(name in prop_oneof![Just("encoder"), Just("pieces")], at in any::<prop::sample::Index>(), value in any::<u8>(), in_table in any::<bool>()) {
        let mut file = bytes(name);
        let table = u32::from_le_bytes(file[12..16].try_into().unwrap()) as usize;
        let last = file.len() - 4;
        let at = if in_table { 8 + at.index(16 + table) } else { at.index(last) };
        file[at] = value;
        let sum = crc32fast::hash(&file[..last]);
        file[last..].copy_from_slice(&sum.to_le_bytes());
        if let Ok(weights) = Weights::copied("forged", &file) {
            if let Ok(pieces) = Pieces::load(&weights, "pieces", 3) {
                let mut numbers = Vec::new();
                pieces.cutter().cut("naïve", true, &mut numbers);
            }
            if let Ok(shape) = weights.config::<Shape>() {
                let _ = Encoder::load(&weights, "encoder", &shape);
            }
        }
    }

    #[test]
    fn any_bytes_do_no_harm(mut given in prop::collection::vec(any::<u8>(), 0..200), ours in any::<bool>()) {
        if ours && given.len() >= 12 {
            given[..12].copy_from_slice(b"selonwts\x01\0\0\0");
        }
        prop_assert!(Weights::copied("noise", &given).is_err());
    }
}
