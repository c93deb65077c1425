//! Every path gives the bits that the scalar one gives, and a segment the same whatever stands beside it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod file;

use proptest::prelude::*;
use selon_model::{Batch, Dense, Encoder, Linear, Norm, Path, Room, Shape, Weights, gelu, softmax};

fn data(name: &str) -> Weights {
    let file = format!("{}/tests/data/{name}.weights", env!("CARGO_MANIFEST_DIR"));
    Weights::read(file.as_ref()).unwrap()
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

/// Does the same on all paths, and wants the same bits.
fn agree(of: impl Fn(Path) -> Vec<f32>) {
    let scalar = bits(&of(Path::SCALAR));
    for path in Path::available() {
        assert_eq!(bits(&of(path)), scalar, "{}", path.name());
    }
}

/// Any finite floats, most of them of everyday size.
fn numbers() -> impl Strategy<Value = f32> {
    prop_oneof![8 => -20.0_f32..20.0, 1 => -1e30_f32..1e30, 1 => Just(0.0), 1 => Just(-0.0), 1 => -1e-38_f32..1e-38]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn functions_agree(x in prop::collection::vec(numbers(), 0..150), length in 1_usize..40) {
        agree(|path| { let mut x = x.clone(); gelu(path, &mut x); x });
        agree(|path| { let mut x = x.clone(); softmax(path, &mut x, length); x });
    }

    #[test]
    fn layers_agree(x in prop::collection::vec(numbers(), 0..20 * 48)) {
        let weights = data("functions");
        let linear = Linear::load(&weights, "linear", 48, 21).unwrap();
        let dense = Dense::load(&weights, "dense", 48, 10).unwrap();
        let norm = Norm::load(&weights, "norm", 48, 1e-5).unwrap();
        agree(|path| linear.apply(path, &x));
        agree(|path| dense.apply(path, &x));
        agree(|path| { let mut x = x.clone(); norm.apply(path, &mut x); x });
    }

    #[test]
    fn encoders_agree(lengths in prop::collection::vec(0_usize..=40, 0..6), seed in any::<u32>()) {
        let weights = data("encoder");
        let encoder = encoder(&weights);
        let pieces: Vec<u32> = (0..lengths.iter().sum::<usize>() as u32).map(|i| (seed ^ i.wrapping_mul(2_654_435_761)) % 60).collect();
        let batch = Batch::new(&pieces, &lengths).unwrap();
        agree(|path| encoder.apply(path, batch, &mut Room::default()).unwrap());
    }
}

fn encoder(weights: &Weights) -> Encoder {
    let shape: Shape = weights.config().unwrap();
    Encoder::load(weights, "encoder", &shape).unwrap()
}

/// A layer of so many inputs and 16 outputs, all of whose weights are `weight`, scaled to the whole numbers.
fn uniform(inputs: usize, weight: i8) -> Result<Linear, selon_model::Error> {
    let floats = |x: f32| x.to_le_bytes().repeat(16);
    let mut file = file::File::default();
    file.tensor("it.weight", "q8", &[16, inputs], &vec![weight as u8; 16 * inputs]);
    file.tensor("it.scale", "f32", &[16], &floats(1.0));
    file.tensor("it.bias", "f32", &[16], &floats(0.0));
    Linear::load(&Weights::copied("uniform", &file.finish()).unwrap(), "it", inputs, 16)
}

#[test]
fn the_largest_sums_are_exact() {
    for (inputs, weight) in [(16, 64), (1536, 64), (1536, -64), (65_536, 64), (65_536, -64)] {
        let linear = uniform(inputs, weight).unwrap();
        // 255 steps of one, from zero on: every input is the byte 255.
        let sum = 255 * inputs as i32 * i32::from(weight);
        for path in Path::available() {
            assert_eq!(linear.apply(path, &vec![255.0; inputs]), [sum as f32; 16], "{} {inputs}", path.name());
        }
    }
    let beyond = uniform(16, 65).unwrap_err().to_string();
    assert!(beyond.ends_with("numbers that it may not hold: 8-bit weights lie between -64 and 64"), "{beyond}");
    assert!(uniform(65_552, 1).is_err());
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let weights = data("functions");
    let linear = Linear::load(&weights, "linear", 48, 21).unwrap();
    for path in Path::available() {
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX] {
            let mut row = vec![1.0; 48];
            row[7] = odd;
            row[8] = -odd;
            assert_eq!(linear.apply(path, &row).len(), 21);
            gelu(path, &mut row);
            softmax(path, &mut row, 48);
        }
    }
}

#[test]
fn a_segment_is_read_the_same_in_any_company() {
    let weights = data("encoder");
    let encoder = encoder(&weights);
    let pieces: Vec<u32> = (0..700).map(|i| i * 7 % 60).collect();
    let lengths = [vec![23], vec![1; 30], vec![40; 14], vec![23, 23, 23], vec![18]].concat();
    let mut room = Room::default();
    let together = encoder.apply(Path::best(), Batch::new(&pieces, &lengths).unwrap(), &mut room).unwrap();
    let mut first = 0;
    for length in lengths {
        let own = [length];
        let batch = Batch::new(&pieces[first..first + length], &own).unwrap();
        let alone = encoder.apply(Path::best(), batch, &mut room).unwrap();
        assert_eq!(bits(&alone), bits(&together[first * 32..][..length * 32]));
        first += length;
    }
    assert_eq!(first, pieces.len());
}

#[test]
fn batches_that_cannot_be_encoded_say_why() {
    let weights = data("encoder");
    let encoder = encoder(&weights);
    let fault = |pieces: &[u32], lengths: &[usize]| {
        let batch = Batch::new(pieces, lengths)?;
        encoder.apply(Path::best(), batch, &mut Room::default())
    };
    let said = |pieces: &[u32], lengths: &[usize]| fault(pieces, lengths).unwrap_err().to_string();
    assert_eq!(said(&[1; 41], &[41]), "a segment has 41 pieces, and the encoder has 40 positions");
    assert_eq!(said(&[1, 60], &[2]), "there is no piece 60");
    assert_eq!(said(&[1, 1], &[1]), "the segments have other pieces than are given: 2");
    assert_eq!(said(&[1], &[2, usize::MAX]), "the segments have other pieces than are given: 1");
    assert_eq!(fault(&[], &[0, 0]).unwrap(), Vec::<f32>::new());
}
