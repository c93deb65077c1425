//! What comes out is what PyTorch makes of the same networks, rounded alike (`train/reference.py` wrote the files).
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use selon_model::{Batch, Dense, Encoder, Linear, Norm, Path, Room, Shape, Weights, gelu, softmax};

fn data(name: &str) -> Weights {
    let file = format!("{}/tests/data/{name}.weights", env!("CARGO_MANIFEST_DIR"));
    Weights::read(file.as_ref()).unwrap()
}

fn floats(weights: &Weights, name: &str) -> Vec<f32> {
    weights.floats(name, weights.shape(name).unwrap()).unwrap().to_vec()
}

/// The largest difference.
fn farthest(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

/// The root of the mean square difference, as a share of the root of the mean square.
fn error(a: &[f32], truth: &[f32]) -> f32 {
    assert_eq!(a.len(), truth.len());
    let square = |x: f32| f64::from(x) * f64::from(x);
    let (off, all) = a.iter().zip(truth).fold((0.0, 0.0), |(off, all), (a, b)| (off + square(a - b), all + square(*b)));
    (off / all).sqrt() as f32
}

#[test]
fn functions_in_floats_agree_to_the_last_digits() {
    let weights = data("functions");
    let given = floats(&weights, "test.input");
    let path = Path::best();

    let mut out = given.clone();
    gelu(path, &mut out);
    assert!(farthest(&out, &floats(&weights, "test.gelu")) < 1e-5);

    let mut out = given.clone();
    softmax(path, &mut out, 48);
    assert!(farthest(&out, &floats(&weights, "test.softmax")) < 1e-6);

    let mut out = given.clone();
    Norm::load(&weights, "norm", 48, 1e-5).unwrap().apply(path, &mut out);
    assert!(farthest(&out, &floats(&weights, "test.norm")) < 1e-5);

    let dense = Dense::load(&weights, "dense", 48, 10).unwrap();
    assert!(farthest(&dense.apply(path, &given), &floats(&weights, "test.dense")) < 1e-4);
}

#[test]
fn a_layer_in_8_bits_is_off_by_the_rounding_of_its_inputs() {
    let weights = data("functions");
    let linear = Linear::load(&weights, "linear", 48, 21).unwrap();
    let out = linear.apply(Path::best(), &floats(&weights, "test.input"));
    let off = error(&out, &floats(&weights, "test.linear"));
    println!("8-bit layer: {off:.5}");
    // Rows go from about -10 to 10 in 255 steps: a twelfth of a step's square each, against numbers of about 3.5.
    assert!(off > 0.0005 && off < 0.012, "{off}");
}

#[test]
fn an_encoder_rounds_as_it_should_and_loses_little_by_it() {
    let weights = data("encoder");
    let shape: Shape = weights.config().unwrap();
    let encoder = Encoder::load(&weights, "encoder", &shape).unwrap();
    let pieces = weights.list::<u32>("test.pieces").unwrap();
    let lengths: Vec<usize> = weights.list::<u32>("test.lengths").unwrap().iter().map(|&n| n as usize).collect();
    let batch = Batch::new(&pieces, &lengths).unwrap();
    let rows = encoder.apply(Path::best(), batch, &mut Room::default()).unwrap();
    let off = error(&rows, &floats(&weights, "test.rounded_rows"));
    let off_all = error(&rows, &floats(&weights, "test.rows"));
    println!("encoder: {off:.5} from the network with the same rounding, {off_all:.4} from the one without");
    // Sums in another order tip a few numbers to the next step.
    assert!(off < 0.002, "{off}");
    assert!(off_all < 0.1, "{off_all}");
}
