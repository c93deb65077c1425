//! Writes the format of files of weights, as `train/selon_format.py` does; tensors are given as they lie in it.

#[derive(Default)]
pub(crate) struct File {
    pub(crate) config: serde_json::Value,
    tensors: serde_json::Map<String, serde_json::Value>,
    payload: Vec<u8>,
}

impl File {
    pub(crate) fn tensor(&mut self, name: &str, kind: &str, shape: &[usize], data: &[u8]) {
        self.payload.resize(self.payload.len().next_multiple_of(64), 0);
        let entry = serde_json::json!({
            "dtype": kind, "shape": shape, "offset": self.payload.len(), "bytes": data.len()
        });
        self.tensors.insert(name.to_owned(), entry);
        self.payload.extend_from_slice(data);
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let table =
            serde_json::json!({ "model": "a test", "config": self.config, "tensors": self.tensors }).to_string();
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
