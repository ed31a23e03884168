//! The object store against the system calls it cannot do without, on the same disk.
#![allow(missing_docs, reason = "criterion's macros make public items without docs")]
#![allow(clippy::unwrap_used, reason = "a benchmark may fail anywhere")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use virt_host::ObjectStore;

fn definition(number: usize) -> String {
    let devices = "    <disk type='file'><source file='/images/a.qcow2'/></disk>\n".repeat(60);
    format!("<domain type='kvm'>\n  <name>guest{number}</name>\n{devices}</domain>\n")
}

/// Write, sync, rename, sync: what a lasting replacement costs at least.
fn raw(folder: &Path, text: &str) {
    let unfinished = folder.join(".raw");
    let mut file = File::create(&unfinished).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.sync_all().unwrap();
    fs::rename(&unfinished, folder.join("raw")).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
}

fn save(criterion: &mut Criterion) {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let text = definition(1);
    let mut group = criterion.benchmark_group("save a definition");
    group.bench_function("raw syncs", |b| b.iter(|| raw(place.path(), &text)));
    let store = ObjectStore::definitions(place.path());
    group.bench_function("store", |b| b.iter(|| store.save("guest", &text).unwrap()));
    let store = ObjectStore::status(place.path());
    group.bench_function("status store", |b| b.iter(|| store.save("guest", &text).unwrap()));
}

fn load(criterion: &mut Criterion) {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    for number in 0..1000 {
        fs::write(place.path().join(format!("guest{number}.xml")), definition(number)).unwrap();
    }
    let store = ObjectStore::definitions(place.path());
    criterion.bench_function("load 1000 definitions", |b| {
        b.iter(|| store.load_all(|entry| Ok::<_, String>(entry.text.len())).unwrap());
    });
}

criterion_group!(benches, save, load);
criterion_main!(benches);
