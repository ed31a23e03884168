//! The program around the targets: libFuzzer's, whose functions call those of this crate.
//!
//! `virt-fuzz list` prints the names of the targets, and `virt-fuzz seeds FOLDER` writes what each
//! starts with. With anything else libFuzzer runs the target that `VIRT_FUZZ_TARGET` names.

#![no_main]

use std::env;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::exit;
use std::sync::{LazyLock, OnceLock};

use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target, fuzzer_mutate};
use virt_fuzz::{Target, mutate, write_seeds};

static TARGET: OnceLock<Target> = OnceLock::new();

fuzz_target!(init: start(), |data: &[u8]| {
    if let Some(target) = TARGET.get() {
        keep(data);
        target.run(data);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let shape = TARGET.get().and_then(Target::shape);
    let changed = shape.and_then(|shape| mutate::changed(&data[..size], shape, seed.into()));
    match changed.filter(|text| text.len() <= max_size) {
        Some(text) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});

fuzz_crossover!(|data1: &[u8], data2: &[u8], out: &mut [u8], seed: u32| {
    let shape = TARGET.get().and_then(Target::shape);
    let crossed = shape.and_then(|shape| mutate::crossed(data1, data2, shape, seed.into()));
    match crossed.filter(|text| text.len() <= out.len()) {
        Some(text) => {
            out[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        None => 0,
    }
});

fn start() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["list"] => {
            Target::all().iter().for_each(|target| println!("{}", target.name()));
            exit(0);
        }
        ["seeds", folder] => match write_seeds(Path::new(folder)) {
            Ok(()) => exit(0),
            Err(error) => fail(&format!("cannot write seeds to '{folder}': {error}")),
        },
        _ => {}
    }
    let name = env::var("VIRT_FUZZ_TARGET").unwrap_or_default();
    match Target::named(&name) {
        Some(target) => _ = TARGET.set(target),
        None => {
            fail(&format!("VIRT_FUZZ_TARGET is '{name}', which `virt-fuzz list` does not have"))
        }
    }
}

/// Keeps the input that is being read, for who finds this program dead: where a stack is exhausted,
/// libFuzzer does not get as far as writing it.
fn keep(data: &[u8]) {
    static KEPT: LazyLock<Option<File>> = LazyLock::new(|| {
        let path = env::var_os("VIRT_FUZZ_LAST")?;
        File::create(path).ok()
    });
    if let Some(file) = &*KEPT {
        // The run goes on without it.
        let _ = file.write_all_at(data, 0);
        let _ = file.set_len(data.len() as u64);
    }
}

fn fail(message: &str) -> ! {
    eprintln!("error: {message}");
    exit(2)
}
