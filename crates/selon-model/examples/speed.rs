//! How fast is the encoder here? Subtokens a second on one core, by layers, length of segments and instructions:
//! `cargo run --release -p selon-model --example speed [PATH-NAME]…`. Weights are random; their values change no speed.
#![allow(clippy::disallowed_methods, reason = "a benchmark measures time")]
#![allow(clippy::print_stdout, reason = "it prints figures")]

use std::time::{Duration, Instant};

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
    let mut file = Writer::default();
    let hidden = shape.hidden;
    file.bytes("encoder.embeddings.pieces", "q4", &[PIECES, hidden], PIECES * hidden / 32 * 18);
    file.floats("encoder.embeddings.positions", &[512, hidden]);
    file.floats("encoder.embeddings.kind", &[hidden]);
    file.norm("encoder.embeddings.norm", hidden);
    for layer in 0..shape.layers {
        let name = |part: &str| format!("encoder.layers.{layer}.{part}");
        file.linear(&name("query_key_value"), hidden, 3 * hidden);
        file.linear(&name("attended"), hidden, hidden);
        file.norm(&name("attended_norm"), hidden);
        file.linear(&name("widen"), hidden, shape.inner);
        file.linear(&name("narrow"), shape.inner, hidden);
        file.norm(&name("norm"), hidden);
    }
    Ok(Weights::copied("random weights", &file.finish())?)
}

/// Writes the format of files of weights, as `train/selon_format.py` does.
#[derive(Default)]
struct Writer {
    tensors: serde_json::Map<String, serde_json::Value>,
    payload: Vec<u8>,
    state: u32,
}

impl Writer {
    fn linear(&mut self, name: &str, inputs: usize, outputs: usize) {
        self.bytes(&format!("{name}.weight"), "q8", &[outputs, inputs], outputs * inputs);
        self.floats(&format!("{name}.scale"), &[outputs]);
        self.floats(&format!("{name}.bias"), &[outputs]);
    }

    fn norm(&mut self, name: &str, width: usize) {
        self.floats(&format!("{name}.gain"), &[width]);
        self.floats(&format!("{name}.bias"), &[width]);
    }

    fn floats(&mut self, name: &str, shape: &[usize]) {
        let count = shape.iter().product();
        let data: Vec<f32> = (0..count).map(|_| f32::from(self.noise()) / 640.0).collect();
        self.tensor(name, "f32", shape, &data.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<_>>());
    }

    /// Bytes from -64 to 63; as 4-bit blocks their scales are small numbers too.
    fn bytes(&mut self, name: &str, kind: &str, shape: &[usize], count: usize) {
        let mut data: Vec<u8> = (0..count).map(|_| self.noise() as u8).collect();
        if kind == "q4" {
            data.chunks_exact_mut(18).for_each(|block| block[1] = 0x2c);
        }
        self.tensor(name, kind, shape, &data);
    }

    fn noise(&mut self) -> i8 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((self.state >> 24) as i8) / 2
    }

    fn tensor(&mut self, name: &str, kind: &str, shape: &[usize], data: &[u8]) {
        self.payload.resize(self.payload.len().next_multiple_of(64), 0);
        let entry = serde_json::json!({
            "dtype": kind, "shape": shape, "offset": self.payload.len(), "bytes": data.len()
        });
        self.tensors.insert(name.to_owned(), entry);
        self.payload.extend_from_slice(data);
    }

    fn finish(self) -> Vec<u8> {
        let table = serde_json::json!({ "model": "noise", "tensors": self.tensors }).to_string();
        let mut file = b"selonwts\x01\0\0\0".to_vec();
        file.extend((table.len() as u32).to_le_bytes());
        file.extend((self.payload.len() as u64).to_le_bytes());
        file.extend(table.as_bytes());
        file.resize(file.len().next_multiple_of(64), 0);
        file.extend(self.payload);
        let sum = crc32fast::hash(&file);
        file.extend(sum.to_le_bytes());
        file
    }
}
