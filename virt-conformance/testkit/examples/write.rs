//! Writes the tiny guest's files into the folder given: `cargo run --example write -- DIR`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let directory = std::env::args_os().nth(1).unwrap_or_else(|| ".".into());
    virt_testkit::guest::TinyGuest::write_to(Path::new(&directory)).map(drop)
}
