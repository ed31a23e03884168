//! The chores of the project, behind one door: `cargo xtask`.

mod codegen;

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next()) {
        (Some("codegen"), Some(reference)) => codegen::run(Path::new(&reference), &root()),
        _ => Err("usage: cargo xtask codegen REFERENCE".into()),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
