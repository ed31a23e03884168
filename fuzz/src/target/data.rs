//! Documents as JSON: an object whose members are called as targets are.

use virt_core::data::Data;

use super::{Target, WHOLE};

pub(super) fn read(bytes: &[u8]) {
    let Ok(Data::Object(members)) = serde_json::from_slice::<Data>(bytes) else { return };
    for (name, data) in members {
        document(&name, data);
    }
}

/// Whatever the data are, they are refused or written; and what was written can be judged.
fn document(name: &str, data: Data) {
    let Some(kind) = Target::named(name).and_then(|target| target.kind()) else { return };
    match kind.write_data(data, WHOLE) {
        Ok(text) => _ = kind.diagnose(&text),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
