//! How fast is the encoder here? Subtokens a second on one core, by layers, length of segments and instructions:
//! `cargo run --release -p selon-model --example speed [PATH-NAME]…`. Weights are random; their values change no speed.
#![allow(clippy::disallowed_methods, reason = "a benchmark measures time")]
#![allow(clippy::print_stdout, reason = "it prints figures")]

#[path = "../tests/file/mod.rs"]
mod file;

use std::time::{Duration, Instant};

use file::File;
use selon_model::{Batch, Encoder, Path, Room, Shape, Weights};

const ROWS: usize = 1024;
const PIECES: usize = 1000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    println!("instructions  layers  length  subtokens/s  billion 8-bit operations/s");
    for path in Path::available() {
        let asked = wanted.iter().any(|name| name == path.name());
        if !asked && (!wanted.is_empty() || path == Path::SCALAR) {
            continue;
        }
        for layers in [12, 6, 3] {
            let shape = Shape { hidden: 384, heads: 12, inner: 1536, layers, epsilon: 1e-12 };
            let encoder = Encoder::load(&random(&shape)?, "encoder", &shape)?;
            for length in [16, 32, 64, 128, 256, 512] {
                let speed = measure(path, &encoder, length)?;
                let operations = 2 * layers * shape.hidden * (4 * shape.hidden + 2 * shape.inner);
                let billions = speed * operations as f64 / 1e9;
                println!("{:12}  {layers:6}  {length:6}  {speed:11.0}  {billions:10.1}", path.name());
            }
        }
    }
    Ok(())
}

fn measure(path: Path, encoder: &Encoder, length: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let pieces: Vec<u32> = (0..ROWS as u32).map(|i| i * 7 % PIECES as u32).collect();
    let lengths = vec![length; ROWS / length];
    let batch = Batch::new(&pieces, &lengths)?;
    let mut room = Room::default();
    encoder.apply(path, batch, &mut room)?;
    let (mut best, begin) = (f64::INFINITY, Instant::now());
    while begin.elapsed() < Duration::from_millis(1500) {
        let start = seconds(begin);
        std::hint::black_box(encoder.apply(path, batch, &mut room)?);
        best = best.min(seconds(begin) - start);
    }
    Ok(ROWS as f64 / best)
}

/// Seconds that this thread has had a core to itself, where the system tells; else those since `begin`.
fn seconds(begin: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or(begin.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// A file of weights in memory, filled with noise.
fn random(shape: &Shape) -> Result<Weights, Box<dyn std::error::Error>> {
    let mut noise = Noise::default();
    let hidden = shape.hidden;
    noise.tensor("encoder.embeddings.pieces", "q4", &[PIECES, hidden]);
    noise.tensor("encoder.embeddings.positions", "f32", &[512, hidden]);
    noise.tensor("encoder.embeddings.kind", "f32", &[hidden]);
    noise.norm("encoder.embeddings.norm", hidden);
    for layer in 0..shape.layers {
        let name = |part: &str| format!("encoder.layers.{layer}.{part}");
        noise.linear(&name("query_key_value"), hidden, 3 * hidden);
        noise.linear(&name("attended"), hidden, hidden);
        noise.norm(&name("attended_norm"), hidden);
        noise.linear(&name("widen"), hidden, shape.inner);
        noise.linear(&name("narrow"), shape.inner, hidden);
        noise.norm(&name("norm"), hidden);
    }
    Ok(Weights::copied("random weights", &noise.file.finish())?)
}

#[derive(Default)]
struct Noise {
    file: File,
    state: u32,
}

impl Noise {
    fn linear(&mut self, name: &str, inputs: usize, outputs: usize) {
        self.tensor(&format!("{name}.weight"), "q8", &[outputs, inputs]);
        self.tensor(&format!("{name}.scale"), "f32", &[outputs]);
        self.tensor(&format!("{name}.bias"), "f32", &[outputs]);
    }

    fn norm(&mut self, name: &str, width: usize) {
        self.tensor(&format!("{name}.gain"), "f32", &[width]);
        self.tensor(&format!("{name}.bias"), "f32", &[width]);
    }

    fn tensor(&mut self, name: &str, kind: &str, shape: &[usize]) {
        let count: usize = shape.iter().product();
        let data: Vec<u8> = match kind {
            "f32" => (0..count).flat_map(|_| (f32::from(self.next()) / 640.0).to_le_bytes()).collect(),
            // A scale of small size, then half-bytes.
            "q4" => (0..count / 32 * 18).map(|i| if i % 18 == 1 { 0x2c } else { self.next() as u8 }).collect(),
            _ => (0..count).map(|_| self.next() as u8).collect(),
        };
        self.file.tensor(name, kind, shape, &data);
    }

    /// From -64 to 63.
    fn next(&mut self) -> i8 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((self.state >> 24) as i8) / 2
    }
}
